"""Asks, before a shop is opened in a folder that others keep, too, whether to keep it elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from relapp.domain.shared_folders import Keeper
from relapp.ui.widgets.placeholder import Placeholder
from relapp.ui.wording import shared_folders as wording
from relapp.ui.wording import tr


class SharedPage(Placeholder):
    """``folder_wanted`` with where to keep the shop, ``stay_wanted`` to use it where it is."""

    folder_wanted = Signal(Path)
    stay_wanted = Signal()

    def __init__(
        self,
        keeper: Keeper,
        path: Path,
        home: Path | None,
        ask: Callable[[QWidget], Path | None] | None = None,
    ) -> None:
        new = not path.exists()
        said = wording.what_can_go_wrong(keeper, str(path.parent), new=new)
        super().__init__("triangle-alert", wording.title(keeper), said, alone=True)
        self._ask = ask or _ask_folder
        if home is not None:
            words = tr("Shared", "&Keep it on this computer") if new else tr("Shared", "&Move it to this computer")
            self.add_step(words, "check", lambda: self.folder_wanted.emit(home))
        self.add_step(tr("Shared", "&Choose another folder"), "folder-open", self._choose)
        self.add_step(tr("Shared", "&Use it here all the same"), "triangle-alert", self.stay_wanted.emit)

    def _choose(self) -> None:
        chosen = self._ask(self)
        if chosen is not None:
            self.folder_wanted.emit(chosen)


def _ask_folder(owner: QWidget) -> Path | None:
    chosen = QFileDialog.getExistingDirectory(owner, tr("Shared", "Where to keep the shop"))
    return Path(chosen) if chosen else None
