"""Turn a plain file into a protected one, or back: all written anew beside it, looked at, then put in its place.

A small file says how far that is, so that wherever it was cut short, the next start leaves the old file or the new one
and nothing between. What may be read by whom is seen from the files themselves.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path

from relapp.domain.errors import StorageUnavailable
from relapp.storage import alone, durable, keys
from relapp.storage.database import PATIENCE, Database
from relapp.storage.keys import Slots
from relapp.storage.sqlite import SqliteBackend

Step = Callable[[str], None]
"""Told before each step by its name; for those who cut it short there."""


def no_step(_: str) -> None:
    """Go on."""


def state_of(path: Path) -> Path:
    """The file that is there while ``path`` is being turned."""
    return path.with_name(f"{path.name}.turning")


def protect(path: Path, key: bytes, slots: Slots, step: Step = no_step, patience: float = PATIENCE) -> None:
    """Put a file that only ``key`` opens in the place of the plain one at ``path``; nobody may have it open.

    :raises StorageUnavailable: as opening does; the file is then as it was.
    """
    _turn(path, None, key, slots, step, patience)


def unprotect(path: Path, key: bytes, step: Step = no_step, patience: float = PATIENCE) -> None:
    """Put a file that anybody can read in the place of the protected one at ``path``; its slots go.

    :raises StorageUnavailable: as opening does; the file is then as it was.
    """
    _turn(path, key, None, Slots(), step, patience)


def _turn(path: Path, old: bytes | None, new: bytes | None, slots: Slots, step: Step, patience: float) -> None:
    try:
        step("begin")
        _note(path, "writing")
        step("write")
        with durable.misfortunes_named(path):
            _write_anew(path, old, new, slots, step, patience)
    except BaseException as error:
        with suppress(OSError, StorageUnavailable):
            if isinstance(error, StorageUnavailable):
                # Whoever is told that it could not be done finds it undone, also if it was decided already.
                _remove_fresh(path)
            settle(path)
        raise
    settle(path, step)


def _write_anew(path: Path, old: bytes | None, new: bytes | None, slots: Slots, step: Step, patience: float) -> None:
    backend = SqliteBackend(path, patience, old)
    fresh = _fresh(path)
    _remove_fresh(path)
    try:
        with alone.rewritten(backend, fresh, new):
            step("look")
            look_at(fresh, new)
            if new is not None:
                step("slots")
                keys.save(keys.place(path), slots)
            step("decide")
            _note(path, "written")
            if os.name != "nt":
                # Windows puts nothing in the place of a file that is open.
                step("swap")
                _swap(path)
    except Exception as error:
        found = backend.unavailable(error)
        if found is None:
            raise
        raise found from error


def look_at(file: Path, key: bytes | None) -> None:
    """Open ``file`` as a start does, and read all of it.

    :raises StorageUnavailable: ``damaged`` if anything is wrong with it.
    """
    with closing(Database.open(file, key=key)) as database:
        if database.check_file():
            raise StorageUnavailable("damaged", file=file.name)


def settle(path: Path, step: Step = no_step) -> bool:
    """End what was cut short at ``path``, before anybody opens it; whether anything was.

    :raises StorageUnavailable: a file cannot be put in its place.
    """
    state = state_of(path)
    with durable.misfortunes_named(path):
        if not state.exists():
            # One that stays, as where nothing can be written, does no harm.
            with suppress(OSError):
                state.with_name(f"{state.name}.making").unlink(missing_ok=True)
            return False
        if _phase(state) == "written":
            _swap(path)
        _remove_fresh(path)
        step("slots away")
        if keys.is_plain(path):
            keys.place(path).unlink(missing_ok=True)
        durable.sync_folder(path.parent)
        step("end")
        state.unlink(missing_ok=True)
        durable.sync_folder(path.parent)
    return True


def remake(files: Iterable[Path], old: bytes | None, new: bytes | None, step: Step = no_step) -> list[Path]:
    """Put each of these copies under the key ``new``, one after another; returns those that could not be.

    What is under it already is left as it is.
    """
    left: list[Path] = []
    for file in files:
        # What SQLite kept beside one went into it.
        if not file.exists():
            continue
        # Half-made by one that was cut short, it may stand under the other key, or under none.
        with suppress(OSError):
            _remove_fresh(file)
        if keys.is_plain(file) == (new is None):
            continue
        step(f"copy {file.name}")
        try:
            _remove_fresh(file)
            backend = SqliteBackend(file, 0.0, old)
            with alone.rewritten(backend, _fresh(file), new):
                look_at_copy(_fresh(file), new)
                if os.name != "nt":
                    _swap(file)
            _swap(file)
        except Exception as error:
            if not isinstance(error, OSError | StorageUnavailable) and backend.unavailable(error) is None:
                raise
            with suppress(OSError):
                _remove_fresh(file)
            left.append(file)
    return left


def look_at_copy(file: Path, key: bytes | None) -> None:
    """Read all of a copy, which may be of an older version and stays so.

    :raises StorageUnavailable: ``damaged`` if anything is wrong with it.
    """
    backend = SqliteBackend(file, 0.0, key)
    engine = backend.engine()
    try:
        with engine.connect() as connection:
            if backend.check(connection) or backend.stray(connection):
                raise StorageUnavailable("damaged", file=file.name)
    finally:
        engine.dispose()


def _note(path: Path, phase: str) -> None:
    keys.write_whole(state_of(path), json.dumps({"phase": phase}).encode("ascii"))


def _phase(state: Path) -> str:
    try:
        return str(json.loads(state.read_bytes())["phase"])
    except (OSError, ValueError, KeyError, TypeError):
        return "writing"


def _fresh(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _swap(path: Path) -> None:
    if _fresh(path).exists():
        durable.rename(_fresh(path), path)


def _remove_fresh(path: Path) -> None:
    for end in (".new", ".new-journal", ".new-wal", ".new-shm", ".keys.making", ".turning.making"):
        path.with_name(f"{path.name}{end}").unlink(missing_ok=True)
