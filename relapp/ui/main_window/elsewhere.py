"""Where the shop is kept: asks before one is made or opened in a folder that others keep, too, and moves it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from relapp.domain.errors import UserError
from relapp.domain.shared_folders import Keeper
from relapp.paths import SHOP, usual_data
from relapp.preferences import Preferences
from relapp.ui.background import Background
from relapp.ui.main_window.shared_page import SharedPage
from relapp.ui.main_window.window import MainWindow

PAGE = "shared"


class Opener(Protocol):
    """What is asked of the program."""

    window: MainWindow
    background: Background

    def open_shop(self, path: Path | None = None) -> None: ...
    def open_file(self, file: Path) -> None: ...
    def change_preferences(self, **values: object) -> Preferences: ...


class Elsewhere(QObject):
    """About the shop's file at ``path``; nothing was opened or made there yet."""

    def __init__(self, opener: Opener, keeper: Keeper, path: Path) -> None:
        super().__init__(opener.window)
        self._opener = opener
        self._path = path
        home = usual_data()
        other = home is not None and home.resolve() != path.parent.resolve() and not (home / SHOP).exists()
        page = SharedPage(keeper, path, home if other else None)
        page.folder_wanted.connect(self.keep_in)
        page.stay_wanted.connect(self.stay)
        opener.window.add_page(PAGE, page)
        opener.window.show_page(PAGE)

    def stay(self) -> None:
        """Use it where it is, and do not ask again."""
        self._opener.change_preferences(shared=str(self._path))
        self._opener.open_shop(self._path)

    def keep_in(self, folder: Path) -> None:
        """Keep it in ``folder`` from now on, and open it there; where it cannot be, say why and go on asking."""
        old, new = self._path, folder / SHOP

        def job() -> UserError | None:
            from relapp.services import moving, protection

            try:
                moving.move(old, new, protection.opened)
                if not new.exists():
                    protection.opened(new).close()
            except UserError as error:
                return error
            return None

        def then(error: UserError | None) -> None:
            from relapp.ui.wording import shared_folders
            from relapp.ui.wording.errors import sentence

            if error is None:
                self._opener.open_file(new)
            said = shared_folders.moved(str(folder)) if error is None else sentence(error)
            self._opener.window.toast.show_message(said)

        self._opener.background.run(job, self, then)
