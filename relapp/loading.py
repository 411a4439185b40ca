"""What the worker does to open a shop, beside the painted window: the data layer is loaded here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from relapp.domain.errors import StorageUnavailable

if TYPE_CHECKING:
    # The data layer is dear to load: the window is painted first.
    from relapp.domain.shared_folders import Keeper
    from relapp.storage.database import Database
    from relapp.ui.main_window.losses import Lost

    Opened = Database | StorageUnavailable | Lost | Keeper
    """What came of opening a file; a keeper where somebody is to be asked first."""


def load(path: Path, page: str, known: str | None, key: bytes | None = None) -> Opened:
    """Runs in the worker: importing the data layer and the first page takes longer than opening the file.

    A folder that somebody else keeps, too, gives that one instead, unless ``path`` is ``known``, nobody may be asked,
    or the file is lost: then that comes first.
    """
    from relapp import folders
    from relapp.paths import backups_of
    from relapp.services import protection, recovery
    from relapp.ui.main_window import losses, screens

    screens.load("session", page)
    # Nobody restores it now: the folder is locked.
    recovery.give_up(path)
    try:
        asked = known is not None and str(path) != known and not recovery.is_lost(path, backups_of(path))
        if asked and (keeper := folders.keeper(path.parent)) is not None:
            return keeper
        key = key if key is not None else protection.key_of(path)
        return protection.opened(path, key)
    except StorageUnavailable as error:
        return losses.found(path, error, key) or error
    except OSError:
        return StorageUnavailable("no_folder", folder=str(path.parent))


def restored(
    path: Path, folder: Path, chosen: Path, page: str, now: Callable[[], datetime] | None, key: bytes | None
) -> Opened:
    """Runs in the worker, with nothing open."""
    from relapp.services import recovery
    from relapp.services.operations import local_now

    try:
        recovery.restore(path, folder, at=(now or local_now)(), chosen=chosen, key=key)
    except StorageUnavailable as error:
        return error
    return load(path, page, None, key)


def load_sample(path: Path, now: Callable[[], datetime] | None) -> Opened:
    from relapp.services import sample
    from relapp.services.operations import local_now

    if not path.exists():
        sample.make(path, (now or local_now)().date())
    return load(path, "today", None)
