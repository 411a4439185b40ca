"""Keeping the shop in another folder: everything is copied, compared and synced, and only then the old files go.

Nothing of the shop stays where it was: what is erased, or put under a passphrase, would go on standing there.
"""

from __future__ import annotations

import errno
import filecmp
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path

from relapp import signpost
from relapp.domain.errors import StorageUnavailable, UserError
from relapp.paths import backups_of
from relapp.services import protection, recovery
from relapp.storage import durable, keys, schema
from relapp.storage.database import PATIENCE, Database

_NOT_COPIED = (".moved", ".leaving", ".moving", ".draft", ".making", ".turning", ".new")
_OF_THE_FOLDER = frozenset({"backups.lock"})
"""What goes with the old folder, and is made anew in the new one."""

_HOLDS_OPEN_FILES = os.name == "nt"
"""Whether a file that somebody has open keeps its name."""

Step = Callable[[str], None]


def move(
    old: Path,
    new: Path,
    key: bytes | None = None,
    *,
    patience: float = PATIENCE,
    step: Step = lambda _: None,
) -> None:
    """Move the shop's file ``old`` to ``new``, with its keys, its backups and daybook, and its older copies.

    Where there is no shop yet, one is made at ``new``. Whoever writes meanwhile waits, and is then refused. ``key``
    opens a protected shop, else the keyring is asked; so many seconds are waited until others have closed the file.
    ``step`` is told before each step.

    :raises UserError: ``move.taken``: there is a shop at ``new``; ``move.cannot_write``; ``move.not_sound``: the copy
        is not what it was copied from. The shop is where it was.
    :raises StorageUnavailable: one of the two cannot be used, ``recovery.missing``: the file is lost, or ``protected``:
        a passphrase has to be asked for.
    """
    signpost.end(old)
    signpost.give_up(old)
    with _named(old, new):
        if new.exists() or keys.place(new).exists() or recovery.is_kept_in(backups_of(new)):
            raise UserError("move.taken", folder=str(new.parent))
    key = key if key is not None else protection.key_of(old)
    recovery.finish(old)
    with _named(old, new):
        new.parent.mkdir(parents=True, exist_ok=True)
        if signpost.is_there(old):
            _move(old, new, key, patience, step)
            return
    if recovery.is_lost(old, backups_of(old)):
        raise StorageUnavailable("recovery.missing", file=old.name)
    protection.opened(new).close()
    with _named(old, new):
        signpost.put(old, new)


def _move(old: Path, new: Path, key: bytes | None, patience: float, step: Step) -> None:
    here = signpost.coming(new)
    shutil.rmtree(here, ignore_errors=True)
    aside = _aside(old)
    copies = {path: here / name for path, name in _belonging(old, new)}
    try:
        step("begin")
        signpost.begin(old, new, _left(old, aside, copies))
        here.mkdir()
        with Database.carried(old, here / new.name, key, patience=patience):
            step("copy")
            _look_for_obstacles((here / new.name, *copies.values()), here)
            _copy(copies, here)
            _look_at(here / new.name, key)
            step("signpost")
            signpost.put(old, new)
            if not _HOLDS_OPEN_FILES:
                step("decide")
                durable.rename(old, aside)
        if _HOLDS_OPEN_FILES:
            step("decide")
            _rename_if_unchanged(old, aside, here / new.name, key)
    except BaseException:
        signpost.give_up(old)
        raise
    step("end")
    signpost.end(old)


def _belonging(old: Path, new: Path) -> Iterator[tuple[Path, str]]:
    """What comes along with the file, and what it is called then, as seen from the new folder."""
    for path in sorted(old.parent.glob(f"{escape(old.name)}.*")):
        if path.is_file() and not path.name.endswith(_NOT_COPIED):
            yield path, new.name + path.name.removeprefix(old.name)
    for path in sorted(old.parent.glob(f"{escape(old.stem)}-before-*{escape(old.suffix)}*")):
        yield path, new.stem + path.name.removeprefix(old.stem)
    folder = backups_of(old)
    # Listed before anything is copied: the new place may be inside.
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith(".making"):
            yield path, str(backups_of(new).relative_to(new.parent) / path.relative_to(folder))


def _left(old: Path, aside: Path, copies: dict[Path, Path]) -> list[str]:
    return [str(path.relative_to(old.parent)) for path in (aside, *copies)]


def _aside(old: Path) -> Path:
    """A name by which nobody opens it."""
    number = 1
    while (aside := old.with_name(f"{old.stem}-moved{'' if number == 1 else f'-{number}'}{old.suffix}")).exists():
        number += 1
    return aside


def _look_for_obstacles(copies: Iterable[Path], here: Path) -> None:
    """Find out now what is in the way in the new place: once it is decided, nothing there may be."""
    place = here.parent
    for path in copies:
        target = place / path.relative_to(here)
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder", str(target))
        for folder in target.parents:
            if folder == place:
                break
            if os.path.lexists(folder) and not folder.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, "no folder", str(folder))


def _copy(copies: dict[Path, Path], here: Path) -> None:
    for path, target in copies.items():
        if path.name in _OF_THE_FOLDER:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
        durable.sync(target)
        if not filecmp.cmp(path, target, shallow=False):
            raise UserError("move.not_sound")
    for folder in (here, *(path for path in here.rglob("*") if path.is_dir()), here.parent, here.parent.parent):
        durable.sync_folder(folder)


def _look_at(copy: Path, key: bytes | None) -> None:
    """Read all of it, and sync it."""
    with Database.look_at(copy, key) as there:
        found = there.version()
        if found > schema.VERSION:
            raise StorageUnavailable("too_new", file=copy.name, found=found, known=schema.VERSION)
        if there.check_file():
            raise StorageUnavailable("damaged", file=copy.name)
    durable.sync(copy)


def _rename_if_unchanged(old: Path, aside: Path, copy: Path, key: bytes | None) -> None:
    """Windows renames a file only once it was let go of, and in between somebody may have written to it."""
    durable.rename(old, aside)
    with Database.look_at(aside, key) as before, Database.look_at(copy, key) as after:
        same = before.head() == after.head()
    if not same or old.with_name(old.name + "-wal").exists():
        durable.rename(aside, old)
        raise StorageUnavailable("locked", file=old.name)


@contextmanager
def _named(old: Path, new: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        at_old = error.filename is not None and Path(str(error.filename)).parent == old.parent
        raise UserError("move.cannot_write", folder=str((old if at_old else new).parent)) from error
