"""One SQLite file with everybody else kept out: copied, or written anew under another key.

One who waits for it meanwhile finds that it was moved, if it was, and is refused by SQLite itself.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from relapp.domain.errors import StorageUnavailable
from relapp.storage.sqlite import SqliteBackend, raw

_BOTH = ("main", "fresh")
_LOOK_EVERY = 0.02


@contextmanager
def rewritten(backend: SqliteBackend, target: Path, key: bytes | None) -> Iterator[None]:
    """Write everything to ``target`` under ``key`` (``None``: for anybody to read), and keep all others away from the
    file until the block ends. It stays without its write-ahead log.
    """
    with _alone(backend) as connection:
        connection.execute("ATTACH DATABASE ? AS fresh KEY ?", _beside(target, key))
        connection.execute("SELECT sqlcipher_export('fresh')").fetchall()
        for name in ("user_version", "application_id"):
            (value,) = connection.execute(f"PRAGMA main.{name}").fetchone()
            connection.execute(f"PRAGMA fresh.{name}={value}")
        # Search tables are known there only once it is opened anew.
        connection.execute("DETACH DATABASE fresh")
        _compare(backend, connection, _beside(target, key))
        yield


@contextmanager
def carried(backend: SqliteBackend, target: Path, key: bytes | None) -> Iterator[None]:
    """As :func:`rewritten`, page by page under the file's own ``key``."""
    with _alone(backend) as connection:
        destination = SqliteBackend(target, key=key).bare()
        try:
            connection.backup(destination)
        finally:
            destination.close()
        _compare(backend, connection, _beside(target, key))
        yield


@contextmanager
def _alone(backend: SqliteBackend) -> Iterator[Any]:
    connection = backend.bare()
    try:
        for pragma in ("temp_store=MEMORY", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
        _leave_log(backend, connection)
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection
    finally:
        connection.close()


def _leave_log(backend: SqliteBackend, connection: Any) -> None:
    """For this SQLite does not wait until the others have closed the file."""
    until = time.monotonic() + backend.patience
    while True:
        try:
            if connection.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",):
                return
        except Exception as error:
            if not backend.locked_for_now(error):
                raise
        if time.monotonic() > until:
            raise StorageUnavailable("locked", file=_name(backend))
        time.sleep(_LOOK_EVERY)


def _compare(backend: SqliteBackend, connection: Any, beside: tuple[str, str]) -> None:
    connection.execute("ATTACH DATABASE ? AS fresh KEY ?", beside)
    found = [connection.execute(f"SELECT type, name, sql FROM {of}.sqlite_master ORDER BY 1, 2") for of in _BOTH]
    schemas = [cursor.fetchall() for cursor in found]
    same = schemas[0] == schemas[1]
    for kind, name, _ in schemas[0]:
        if kind == "table" and not name.endswith("_terms"):
            counts = {connection.execute(f'SELECT count(*) FROM {of}."{name}"').fetchone()[0] for of in _BOTH}
            same = same and len(counts) == 1
    connection.execute("DETACH DATABASE fresh")
    if not same:
        raise StorageUnavailable("damaged", file=_name(backend))


def _beside(target: Path, key: bytes | None) -> tuple[str, str]:
    return str(target), raw(key) if key else ""


def _name(backend: SqliteBackend) -> str:
    return backend.path.name if backend.path else ""
