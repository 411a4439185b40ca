"""Keeping the shop in another folder: copied, verified, and only then the old file is put aside."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from relapp import signpost
from relapp.domain.errors import StorageUnavailable, UserError
from relapp.paths import backups_of
from relapp.storage import whole
from relapp.storage.database import Database

_NOT_COPIED = ("-wal", "-shm", "-journal", ".moved", ".draft", ".making", ".turning", ".new")


def move(old: Path, new: Path, open_shop: Callable[[Path], Database] = Database.open) -> Path | None:
    """Move the shop's file ``old`` to ``new``; returns where the old one lies now, ``None`` if there was none yet.

    Keys beside the file and the backups come along. Whenever it stops, the shop is whole in one of the two places.
    ``open_shop`` opens the file, and its copy.

    :raises UserError: ``move.taken``: there is a shop at ``new``; ``move.cannot_write``; ``move.not_sound``: the copy
        does not hold what the old one does. The old one stays as it is.
    :raises StorageUnavailable: one of the two cannot be used.
    """
    if new.exists():
        raise UserError("move.taken", folder=str(new.parent))
    try:
        new.parent.mkdir(parents=True, exist_ok=True)
        if old.exists():
            _copy(old, new, open_shop)
        signpost.put(old, new)
        return _put_aside(old) if old.exists() else None
    except OSError as error:
        raise UserError("move.cannot_write", folder=str(new.parent)) from error


def _copy(old: Path, new: Path, open_shop: Callable[[Path], Database]) -> None:
    draft = new.with_name(new.name + ".draft")
    _clear(draft)
    try:
        for path in _beside(old):
            _copy_one(path, new.with_name(new.name + path.name.removeprefix(old.name)))
            if path.suffix != ".lock":
                _copy_one(path, draft.with_name(draft.name + path.name.removeprefix(old.name)))
        database = open_shop(old)
        try:
            database.copy(draft)
            before = _counts(database)
        finally:
            database.close()
        _verify(draft, before, open_shop)
        if backups_of(old).is_dir():
            shutil.copytree(backups_of(old), backups_of(new), dirs_exist_ok=True)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(draft, new)
    finally:
        _clear(draft)


def _clear(draft: Path) -> None:
    for path in (draft, *_beside(draft), *(draft.with_name(draft.name + end) for end in _NOT_COPIED)):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _verify(draft: Path, before: dict[str, int], open_shop: Callable[[Path], Database]) -> None:
    copied = open_shop(draft)
    try:
        if copied.check_file() or _counts(copied) != before:
            raise UserError("move.not_sound")
    finally:
        copied.close()
    if draft.with_name(draft.name + "-wal").exists():
        # Somebody looks at the copy already: what is in the log would stay behind.
        raise StorageUnavailable("locked", file=draft.name)


def _counts(database: Database) -> dict[str, int]:
    with database.read() as reader:
        return whole.counts(reader)


def _beside(path: Path) -> Iterator[Path]:
    """What belongs to the file, such as its keys."""
    for one in sorted(path.parent.glob("*")):
        own = one.name.startswith(path.name + ".") and one.is_file()
        if own and not one.name.endswith(_NOT_COPIED):
            yield one


def _copy_one(path: Path, target: Path) -> None:
    shutil.copy2(path, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _put_aside(old: Path) -> Path:
    number = 1
    while (aside := old.with_name(f"{old.stem}-moved{'' if number == 1 else f'-{number}'}{old.suffix}")).exists():
        number += 1
    os.replace(old, aside)
    for path in list(_beside(old)):
        os.replace(path, aside.with_name(aside.name + path.name.removeprefix(old.name)))
    return aside
