"""Turns protection on and off and changes what opens the file: asks, works beside the window, says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from relapp.domain.errors import UserError
from relapp.domain.permissions import PROTECTION
from relapp.services import protection
from relapp.services.protection import Plan, Turned
from relapp.ui.editing import Editing, Notice
from relapp.ui.protection.sheets import CodeSheet, PassphraseSheet
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.wording import protection as wording
from relapp.ui.wording import tr
from relapp.ui.wording.errors import sentence

if TYPE_CHECKING:
    from relapp.ui.background import Background

T = TypeVar("T")


class Door(Protocol):
    """What these acts ask of the program: close the shop, let its file be written anew, open it again."""

    def turn(self, work: Callable[[], Turned], told: Callable[[Turned], str]) -> None: ...


class ProtectionActs(QObject):
    """All of it; each act begins with a sheet."""

    def __init__(self, editing: Editing, window: QWidget, background: Background, door: Door) -> None:
        super().__init__(window)
        self._editing = editing
        self._window = window
        self._background = background
        self._door = door
        self._database = editing.operations.database
        self.sheet: FormSheet | None = None

    def _may(self) -> bool:
        try:
            self._editing.operations.require(PROTECTION)
        except UserError as error:
            self._editing.refuse(error)
            return False
        return True

    # -- on and off --

    def turn_on(self) -> None:
        """Choose a passphrase, take the code along, write the file anew."""
        if not self._may():
            return
        words = (wording.about(), wording.lost(), wording.remains())
        sheet = PassphraseSheet(
            self._window, tr("Protection", "Protect the file"), tr("Protection", "Go on"), words, new=True
        )

        def go_on() -> None:
            if not sheet.is_same:
                sheet.say(sentence(UserError("passphrase.differs")))
                return
            passphrase = sheet.new.text()
            self._work(sheet, lambda: protection.planned(passphrase), self._take_along)

        self._open(sheet, go_on)

    def _take_along(self, plan: Plan) -> None:
        path, now = self._path(), self._editing.operations.now
        self._show_code(
            plan,
            tr("Protection", "Protect the file"),
            lambda: self._door.turn(
                lambda: protection.turn_on(path, plan, now=now), lambda turned: wording.turned_on(turned.left)
            ),
        )

    def turn_off(self) -> None:
        """Ask for the passphrase, write the file anew."""
        if not self._may():
            return
        title = tr("Protection", "Stop protecting the file")
        words = (tr("Protection", "Whoever gets the file or one of its backups can read all of it then."),)
        sheet = PassphraseSheet(self._window, title, title, words, old=True)

        def go_on() -> None:
            path, now, passphrase = self._path(), self._editing.operations.now, sheet.old.text()

            def then(_: bytes) -> None:
                self._door.turn(
                    lambda: protection.turn_off(path, passphrase, now=now),
                    lambda turned: wording.turned_off(turned.left),
                )

            self._work(sheet, lambda: protection.by_passphrase(path, passphrase), then)

        self._open(sheet, go_on)

    # -- what opens it --

    def change_passphrase(self) -> None:
        """Ask for both; only the key is wrapped anew."""
        if not self._may():
            return
        title = tr("Protection", "Change the passphrase")
        words = (tr("Protection", "A copy that somebody took before still opens with the passphrase of that time."),)
        sheet = PassphraseSheet(self._window, title, title, words, old=True, new=True)

        def go_on() -> None:
            if not sheet.is_same:
                sheet.say(sentence(UserError("passphrase.differs")))
                return
            old, new = sheet.old.text(), sheet.new.text()
            self._work(
                sheet,
                lambda: protection.change_passphrase(self._database, old, new),
                lambda _: self._tell(tr("Protection", "From now on the new passphrase opens the file.")),
            )

        self._open(sheet, go_on)

    def new_code(self) -> None:
        """Ask for the passphrase, show the code, note it once it was confirmed."""
        if not self._may():
            return
        title = tr("Protection", "A new recovery code")
        words = (tr("Protection", "The old code opens nothing any more once the new one is noted."),)
        sheet = PassphraseSheet(self._window, title, tr("Protection", "Go on"), words, old=True)

        def go_on() -> None:
            passphrase = sheet.old.text()
            self._work(sheet, lambda: protection.new_code(self._database, passphrase), self._note_code)

        self._open(sheet, go_on)

    def _note_code(self, plan: Plan) -> None:
        def note() -> None:
            try:
                protection.take_code(self._database, plan)
            except UserError as error:
                self._editing.refuse(error)
            else:
                self._tell(tr("Protection", "From now on the new recovery code opens the file."))

        self._show_code(plan, tr("Protection", "Note it"), note)

    def remember(self, on: bool | None, then: Callable[[bool], None]) -> None:
        """Let the system's keyring open the file or not (``None``: only look); ``then`` is told how it stands."""
        path = self._path()

        def job() -> tuple[bool, UserError | None]:
            trouble = None
            try:
                if on is not None:
                    (protection.remember if on else protection.forget)(self._database)
            except UserError as error:
                trouble = error
            return protection.is_remembered(path), trouble

        def done(found: tuple[bool, UserError | None]) -> None:
            stands, trouble = found
            if trouble is not None:
                self._editing.refuse(trouble)
            then(stands)

        self._background.run(job, self, done)

    # -- the code --

    def _show_code(self, plan: Plan, go: str, confirmed: Callable[[], None]) -> None:
        sheet = CodeSheet(self._window, plan.code, go)
        sheet.print_wanted.connect(lambda: self._print(plan.code))

        def saved() -> None:
            if not sheet.is_confirmed:
                sheet.say(sentence(UserError("code.not_confirmed", group=sheet.group)))
                return
            sheet.dismiss()
            confirmed()

        self._open(sheet, saved)

    def _print(self, code: str) -> None:
        from relapp.ui.exporting import paper
        from relapp.ui.wording.papers import recovery

        title, page = recovery.title(), recovery.page(code)
        if paper.print_page(page, title, self._window):
            return
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, f"{title}.pdf", "PDF (*.pdf)")
        if chosen:
            try:
                paper.write_pdf(page, title, Path(chosen))
            except UserError as error:
                self._editing.refuse(error)

    # -- working --

    def _open(self, sheet: FormSheet, saved: Callable[[], None]) -> None:
        self.sheet = sheet
        sheet.saved.connect(saved)
        sheet.open()

    def _work(self, sheet: PassphraseSheet, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Keys take a moment to find: beside the window, once at a time."""
        if not sheet.save_button.isEnabled():
            return
        sheet.save_button.setEnabled(False)
        sheet.say("")

        def job() -> T | UserError:
            try:
                return work()
            except UserError as error:
                return error

        def done(found: T | UserError) -> None:
            sheet.save_button.setEnabled(True)
            if isinstance(found, UserError):
                sheet.say(sentence(found))
                return
            sheet.dismiss()
            then(found)

        self._background.run(job, sheet, done)

    def _tell(self, words: str) -> None:
        self._editing.told.emit(Notice(words))

    def _path(self) -> Path:
        path = self._database.path
        assert path is not None
        return path
