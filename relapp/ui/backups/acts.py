"""What is done with the backups at the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from relapp.domain.errors import UserError
from relapp.domain.rotation import Backup, Reason
from relapp.services import backups
from relapp.services.pages import backups as backup_page
from relapp.services.pages.backups import Difference
from relapp.ui.background import Background
from relapp.ui.backups.restore_sheet import RestoreSheet
from relapp.ui.backups.sheet import BackupsSheet
from relapp.ui.editing import Editing, Notice
from relapp.ui.main_window.keeping import Keeping
from relapp.ui.main_window.window import MainWindow
from relapp.ui.wording import backups as wording
from relapp.ui.wording import tr
from relapp.ui.wording.errors import sentence

Restore = Callable[[Path], None]
"""Closes the shop, puts a backup in the place of its file, and opens that."""


class BackupActs(QObject):
    """Opens the sheet, and does what is asked for there beside the window."""

    def __init__(
        self, editing: Editing, keeping: Keeping, background: Background, window: MainWindow, restore: Restore
    ) -> None:
        super().__init__(window)
        self._editing = editing
        self._keeping = keeping
        self._background = background
        self._window = window
        self._restore = restore
        self._sheet: BackupsSheet | None = None
        keeping.changed.connect(self._show)

    def open(self) -> BackupsSheet:
        """Show the backups."""
        keeping = self._keeping
        sheet = BackupsSheet(self._window, keeping.standing(), self._editing.today(), keeping.unreached)
        sheet.make_wanted.connect(self._make)
        sheet.place_wanted.connect(self.choose_place)
        sheet.place_left.connect(lambda: self._set_place(""))
        sheet.check_wanted.connect(self._check)
        sheet.restore_wanted.connect(self._ask)
        sheet.closed.connect(self._forget)
        self._sheet = sheet
        sheet.open()
        return sheet

    def _forget(self) -> None:
        self._sheet = None

    def _show(self) -> None:
        if self._sheet is not None:
            self._sheet.show_standing(self._keeping.standing(), self._keeping.unreached)

    def _run(self, job: Callable[[], Backup | None], done: str, busy: str) -> None:
        sheet = self._sheet

        def then(found: object) -> None:
            if self._sheet is not sheet or sheet is None:
                return
            sheet.set_busy(False)
            sheet.say(sentence(found) if isinstance(found, UserError) else done)

        if sheet is not None:
            sheet.say(busy)
            sheet.set_busy(True)
        self._keeping.run(job, then)

    def _make(self) -> None:
        self._run(
            lambda: self._keeping.backups.make(Reason.ASKED),
            tr("Backups", "Made, opened and checked."),
            tr("Backups", "Making a backup…"),
        )

    def _check(self, one: Backup) -> None:
        self._run(
            lambda: self._keeping.backups.check(one),
            tr("Backups", "It was opened and read whole: it is sound."),
            tr("Backups", "Reading the whole backup…"),
        )

    # -- the second place --

    def choose_place(self) -> None:
        """Ask for a folder on another disk."""
        chosen = QFileDialog.getExistingDirectory(self._window, tr("Backups", "The second place for backups"), "")
        if chosen:
            self.take_place(Path(chosen))

    def take_place(self, chosen: Path) -> None:
        """Bring a backup to a folder, and from now on each."""

        def job() -> Path | UserError:
            try:
                return self._keeping.backups.prepare_place(chosen)
            except UserError as error:
                return error

        def then(found: Path | UserError) -> None:
            if isinstance(found, UserError):
                self._editing.refuse(found)
                if self._sheet is not None:
                    self._sheet.say(sentence(found))
            else:
                self._set_place(str(found))
                self._say(tr("Backups", "A backup is there now; each further one is brought there as well."))

        self._background.run(job, self, then)

    def _set_place(self, place: str) -> None:
        self._editing.run("setting", lambda tx: backups.set_place(tx, place), tell="")
        self._show()

    def _say(self, words: str) -> None:
        if self._sheet is not None:
            self._sheet.say(words)
        else:
            self._editing.told.emit(Notice(words))

    # -- going back --

    def _ask(self, one: Backup) -> None:
        database, path = self._editing.operations.database, self._keeping.backups.folder / one.name

        def job() -> Difference | UserError:
            try:
                return backup_page.difference(database, path, one.operation_id)
            except UserError as error:
                return error

        def then(found: Difference | UserError) -> None:
            if isinstance(found, UserError):
                self._say(wording.cannot_read(one))
                return
            if self._sheet is not None:
                self._sheet.dismiss()
            sheet = RestoreSheet(self._window, one, found, self._editing.today())
            sheet.saved.connect(lambda: self._go_back(sheet, path))
            sheet.open()

        self._background.run(job, self, then)

    def _go_back(self, sheet: RestoreSheet, path: Path) -> None:
        sheet.dismiss()

        def then(found: object) -> None:
            # Going back without a way forward is nothing that was asked for.
            if not isinstance(found, UserError):
                self._restore(path)

        self._keeping.run(lambda: self._keeping.backups.make_if_changed(Reason.RESTORE), then)
