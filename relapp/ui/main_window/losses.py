"""The page of a shop's file that is lost: what may be done, what each gives, and doing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from relapp.domain.errors import StorageUnavailable
from relapp.domain.recovery import Loss, Outlook, Restored
from relapp.paths import backups_of
from relapp.ui.background import Background
from relapp.ui.main_window.window import MainWindow
from relapp.ui.widgets.placeholder import Placeholder
from relapp.ui.wording import errors, sentences, tr
from relapp.ui.wording import recovery as wording

PAGE = "misfortune"


@dataclass(frozen=True, slots=True)
class Lost:
    """A shop's file that cannot be gone on with as if nothing had happened."""

    file: Path
    outlook: Outlook
    error: StorageUnavailable
    key: bytes | None = field(default=None, repr=False)


def found(file: Path, error: StorageUnavailable, key: bytes | None = None) -> Lost | None:
    """What may be done about it, ``None`` where it is nothing that a backup could mend. Runs in the worker."""
    from relapp.services import recovery

    if error.code not in set(Loss):
        return None
    return Lost(file, recovery.outlook(backups_of(file), Loss(error.code), key), error, key)


class Losses(QObject):
    """Shows what became of a file, and does what is chosen; ``open_shop`` opens it then, with its key."""

    def __init__(
        self,
        window: MainWindow,
        background: Background,
        now: Callable[[], datetime],
        open_shop: Callable[[Path, bytes | None], None],
        open_file: Callable[[Path], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._background = background
        self._now = now
        self._open_shop = open_shop
        self._open_file = open_file

    def show(self, lost: Lost) -> None:
        """What happened, and what can be done."""
        loss, file = lost.outlook.loss, lost.file
        words = wording.explained(lost.outlook, file, self._now().date())
        page = Placeholder("circle-alert", wording.title(loss), words, alone=True)
        if lost.outlook.possible:
            page.add_step(tr("Losses", "&Bring everything back"), "history", lambda: self._bring_back(lost))
        if loss in (Loss.ANOTHER, Loss.OLDER):
            go_on = tr("Losses", "&Go on with this file as it is")
            page.add_step(go_on, "arrow-right", lambda: self._go_on(lost))
        if loss is Loss.MISSING:
            page.add_step(tr("Losses", "Begin with an &empty shop"), "plus", lambda: self._go_on(lost))
        page.add_step(tr("Losses", "&Try again"), "refresh-ccw", lambda: self._open_shop(file, lost.key))
        page.add_step(tr("Losses", "&Open another file…"), "folder-open", self._choose)
        self._put(page)

    def show_error(self, error: StorageUnavailable, file: Path) -> None:
        """That it cannot be opened, where no backup would help."""
        title = tr("Losses", "The shop cannot be opened")
        page = Placeholder("circle-alert", title, errors.sentence(error), alone=True)
        page.add_step(tr("Losses", "&Try again"), "refresh-ccw", lambda: self._open_shop(file, None))
        page.add_step(tr("Losses", "&Open another file…"), "folder-open", self._choose)
        self._put(page)

    def _put(self, page: Placeholder) -> None:
        self._window.add_page(PAGE, page)
        self._window.show_page(PAGE)

    # -- what is chosen --

    def _bring_back(self, lost: Lost) -> None:
        from relapp.services import recovery

        file, at = lost.file, self._now()

        def job() -> Restored | StorageUnavailable:
            try:
                return recovery.restore(file, backups_of(file), at=at, key=lost.key)
            except StorageUnavailable as error:
                return error

        self._put(Placeholder("history", wording.bringing(), ""))
        self._background.run(job, self, lambda came: self._brought(came, lost))

    def _brought(self, came: Restored | StorageUnavailable, lost: Lost) -> None:
        if isinstance(came, StorageUnavailable):
            self.show(lost)
            self._window.toast.show_message(errors.sentence(came))
            return
        if wording.is_lacking(came):
            words = sentences(wording.done(came), wording.lacking(came))
            page = Placeholder("circle-alert", tr("Losses", "Not all of it is back"), words, alone=True)
            page.add_step(tr("Losses", "&Open the shop"), "arrow-right", lambda: self._open_shop(lost.file, lost.key))
            self._put(page)
            return
        self._window.toast.show_message(wording.done(came))
        self._open_shop(lost.file, lost.key)

    def _go_on(self, lost: Lost) -> None:
        from relapp.services import recovery

        try:
            recovery.keep_as_is(lost.file, backups_of(lost.file))
        except StorageUnavailable as error:
            self._window.toast.show_message(errors.sentence(error))
            return
        self._open_shop(lost.file, lost.key)

    def _choose(self) -> None:
        title, kinds = tr("Losses", "Open a shop's file"), tr("Losses", "Shops (*.relapp)")
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, "", kinds)
        if chosen:
            self._open_file(Path(chosen))
