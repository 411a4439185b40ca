"""The backups of the open shop, made beside the window: now and then, after erasing, and as the window closes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from relapp.domain.changes import Changes
from relapp.domain.errors import StorageUnavailable, UserError
from relapp.domain.rotation import Backup, Reason
from relapp.services import backup_cleaning
from relapp.services.backup_cleaning import Cleaning
from relapp.services.backups import Backups, Standing
from relapp.storage.second_place import Carried
from relapp.ui.background import Background
from relapp.ui.editing import Editing, Notice
from relapp.ui.wording import backups as wording

EVERY = 30 * 60_000
"""Milliseconds between one look whether a backup is due and the next."""

FIRST = 20_000
"""Milliseconds after the start until the first look."""

SAY_AFTER = 1_000
"""Milliseconds of closing after which it is said what is waited for."""

LONGEST = 10_000
"""Milliseconds after which closing waits no longer; the next start makes the backup."""


class Keeping(QObject):
    """From opening a shop until it is closed."""

    changed = Signal()
    """Something about the backups is other than it was."""

    def __init__(self, editing: Editing, background: Background, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._editing = editing
        self._background = background
        self.backups = editing.operations.backups = Backups(editing.operations, folder)
        self.late: Carried | None = None
        """The second place, if a try to reach it failed and nothing came there for a week."""
        self.unreached: tuple[Path, ...] = ()
        """Where whoever was erased may still stand, because it was away whenever it was to be cleaned."""
        self._erased = False
        self._told: UserError | None = None
        self._closing: Callable[[], object] | None = None
        self._closed = False
        self._every = QTimer(self)
        self._every.setInterval(EVERY)
        self._every.timeout.connect(self.look)
        editing.changed.connect(self._heed)

    def begin(self) -> None:
        """Look soon, and from then on now and then; what an earlier run left to clean is cleaned."""
        self._every.start()
        QTimer.singleShot(FIRST, self, self.look)

    def _heed(self, changes: Changes) -> None:
        daybook = self._editing.operations.database.daybook
        if "erased" in changes.tables:
            self._erased = True
            self.clean()
        elif daybook is not None and daybook.wants_backup:
            self.look()

    # -- making --

    def look(self) -> None:
        """Make a backup beside the window if something was done since the last, and bring it to the second place."""
        self.run(lambda: self.backups.make_if_changed(Reason.SCHEDULE), lambda _: self.clean())

    def soon(self, reason: Reason) -> None:
        """As :meth:`look`, for somebody who is about to do what is to have one before it."""
        self.run(lambda: self.backups.make_if_changed(reason), lambda _: None)

    def run(self, job: Callable[[], Backup | None], then: Callable[[Backup | UserError | None], None]) -> None:
        """Do something with the backups beside the window, then bring the newest to the second place."""

        def guarded() -> Backup | UserError | None:
            try:
                made = job()
            except UserError as error:
                return error
            self.backups.carry()
            self.late = self.backups.late()
            return made

        def done(found: Backup | UserError | None) -> None:
            self._tell()
            self.changed.emit()
            then(found)

        self._background.run(guarded, self, done)

    def _tell(self) -> None:
        """Once, and again when it is another misfortune."""
        now, before = self.backups.trouble, self._told
        self._told = now
        if now is not None and (before is None or before.code != now.code) and now.code != "backup.given_up":
            self._editing.refuse(now)

    # -- erasing --

    def clean(self) -> None:
        """Take whoever was erased out of the backups, one after the other, so that other work has its turn."""

        def job() -> Cleaning | None:
            with suppress(StorageUnavailable):
                return backup_cleaning.step(self.backups)
            return None

        def then(found: Cleaning | None) -> None:
            if found is not None and found.cleaned:
                self.clean()
                return
            if found is not None:
                self._heed_cleaned(found.unreached)
            self.changed.emit()

        if not self._closed:
            self._background.run(job, self, then)

    def _heed_cleaned(self, unreached: tuple[Path, ...]) -> None:
        """Tell after an erasure where it did not reach; afterwards it stands with the backups."""
        self.unreached = unreached
        if self._erased and unreached:
            self._editing.told.emit(Notice(wording.unreached(unreached)))
        self._erased = False

    # -- closing --

    def holds(self, close: Callable[[], object], say: Callable[[str], None]) -> bool:
        """Whether closing has to wait for a backup; ``close`` is called when it has to no longer.

        Whoever closes once more waits for nothing.
        """
        if self._closing is not None:
            self.backups.in_a_hurry = True
            return False
        if self._closed or not self.backups.is_behind():
            return False
        self._closing = close
        QTimer.singleShot(SAY_AFTER, self, lambda: self._say(say))
        QTimer.singleShot(LONGEST, self, self._hurry)
        self.run(lambda: self.backups.make_if_changed(Reason.CLOSING), lambda _: self._let_close())
        return True

    def _say(self, say: Callable[[str], None]) -> None:
        if self._closing is not None:
            say(wording.closing())

    def _hurry(self) -> None:
        if self._closing is not None:
            self.backups.in_a_hurry = True

    def _let_close(self) -> None:
        close, self._closing, self._closed = self._closing, None, True
        if close is not None:
            close()

    def close(self) -> None:
        """No more of it: what is under way is given up."""
        self._closed = True
        # What comes to its end later is told to nobody: the screens are gone.
        self.blockSignals(True)
        self.backups.in_a_hurry = True
        self._every.stop()
        self._editing.operations.backups = None

    # -- looking --

    def standing(self) -> Standing:
        """All that is known of them."""
        return self.backups.standing()
