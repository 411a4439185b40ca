"""Where the shop is kept: asks before one is made or opened in a folder that others keep, too, and moves it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from relapp.domain.errors import UserError
from relapp.domain.shared_folders import Keeper
from relapp.paths import SHOP, usual_data
from relapp.preferences import Preferences
from relapp.ui.background import Background
from relapp.ui.main_window.shared_page import SharedPage
from relapp.ui.main_window.window import MainWindow

if TYPE_CHECKING:
    from relapp.ui.protection.unlocking import Unlocking

PAGE = "shared"


class Opener(Protocol):
    """What is asked of the program."""

    window: MainWindow
    background: Background
    unlocking: Unlocking | None

    def open_shop(self, path: Path | None = None) -> None: ...
    def open_file(self, file: Path, key: bytes | None = None) -> None: ...
    def change_preferences(self, **values: object) -> Preferences: ...


@dataclass(frozen=True, slots=True)
class _Moved:
    """What came of moving it, and what opens it."""

    error: UserError | None
    key: bytes | None = field(default=None, repr=False)


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
        self._opener.background.run(lambda: _moved(old, new), self, lambda came: self._came(new, came))

    def _came(self, new: Path, came: _Moved) -> None:
        from relapp.ui.wording import shared_folders
        from relapp.ui.wording.errors import sentence

        if came.error is None:
            self._opener.open_file(new, came.key)
            said = shared_folders.moved(str(new.parent))
        elif came.error.code == "protected":
            self._ask_for_key(new)
            return
        else:
            said = sentence(came.error)
        self._opener.window.toast.show_message(said)

    def _ask_for_key(self, new: Path) -> None:
        """Only whoever may open the shop moves it: the copy is opened and read."""
        from relapp.ui.protection.unlocking import Unlocking

        old, opener = self._path, self._opener

        def unlocked(came: _Moved, _: object) -> None:
            opener.unlocking = None
            opener.window.show_page(PAGE)
            self._came(new, came)

        asking = Unlocking(opener.window, opener.background, old, lambda key: _moved(old, new, key), remembers=False)
        asking.opened.connect(unlocked)
        opener.unlocking = asking
        asking.begin()


def _moved(old: Path, new: Path, key: bytes | None = None) -> _Moved:
    """Runs in the worker."""
    from relapp.services import moving

    try:
        moving.move(old, new, key)
    except UserError as error:
        return _Moved(error)
    return _Moved(None, key)
