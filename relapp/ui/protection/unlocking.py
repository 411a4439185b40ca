"""Opens a protected shop: asks, tries beside the window, and says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from relapp.domain.errors import UserError
from relapp.services import protection
from relapp.storage import system_keyring
from relapp.storage.database import Database
from relapp.ui.background import Background
from relapp.ui.main_window.window import MainWindow
from relapp.ui.protection.unlock_page import UnlockPage
from relapp.ui.wording.errors import sentence

PAGE = "unlock"

_WRONG = frozenset({"key.wrong", "key.wrong_code"})


@dataclass(frozen=True, slots=True)
class _Open:
    found: Any
    trouble: UserError | None


class Unlocking(QObject):
    """``load`` opens the shop with its key, in the worker; ``opened`` hands over what it returned, with what the
    keyring said if it refused (else ``None``). The keyring is offered only where it ``remembers``."""

    opened = Signal(object, object)

    def __init__(
        self,
        window: MainWindow,
        background: Background,
        path: Path,
        load: Callable[[bytes], object],
        *,
        remembers: bool = True,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._background = background
        self._path = path
        self._load = load
        self._remembers = remembers
        self.page: UnlockPage | None = None

    def begin(self) -> None:
        """Show the page, once it is known whether this system has a keyring."""
        self._background.run(system_keyring.is_there, self, self._show)

    def _show(self, keyring: bool) -> None:
        self.page = UnlockPage(keyring=keyring and self._remembers)
        self.page.tried.connect(self._try)
        self._window.add_page(PAGE, self.page)
        self._window.show_page(PAGE)

    def _try(self, typed: str, by_code: bool, remember: bool) -> None:
        path, load = self._path, self._load

        def job() -> _Open | UserError:
            try:
                key = protection.by_code(path, typed) if by_code else protection.by_passphrase(path, typed)
            except UserError as error:
                return error
            found, trouble = load(key), None
            if remember and isinstance(found, Database):
                try:
                    protection.remember(found)
                except UserError as error:
                    trouble = error
            return _Open(found, trouble)

        self._background.run(job, self, self._tried)

    def _tried(self, found: _Open | UserError) -> None:
        if isinstance(found, UserError):
            if self.page is not None:
                self.page.refuse(sentence(found), wrong=found.code in _WRONG)
            return
        self.end()
        self.opened.emit(found.found, found.trouble)

    def end(self) -> None:
        """Take the page away."""
        self.page = None
        self._window.remove_page(PAGE)
        self.deleteLater()
