"""The shop's file, as commands open it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from relapp import signpost
from relapp.commands import passphrase
from relapp.domain.errors import StorageUnavailable, UserError
from relapp.paths import SAMPLE, Places, backups_of
from relapp.services import protection
from relapp.services.backups import Backups
from relapp.services.operations import Operations
from relapp.storage.database import Database

DESK = "cli"
"""How the journal names what commands did; no member of staff stands behind it."""


@contextmanager
def opened(places: Places, *, make: bool = False) -> Iterator[Database]:
    """The shop's database, closed at the end.

    :raises StorageUnavailable: it cannot be used; ``missing`` if it is not there and not to be made, ``protected`` or
        ``key.wrong`` if no passphrase opens it.
    """
    database = _open(places, make=make)
    try:
        yield database
    finally:
        database.close()


def _open(places: Places, *, make: bool) -> Database:
    try:
        # A folder mistyped must not become an empty shop.
        path = signpost.followed(places.database)
        if not make and not path.exists():
            raise StorageUnavailable("missing")
        try:
            return protection.opened(path)
        except StorageUnavailable as error:
            if error.code != "protected":
                raise
        return protection.opened(path, _key(path))
    except OSError as error:
        raise StorageUnavailable("no_folder", folder=str(places.data)) from error


def _key(path: Path) -> bytes:
    try:
        return protection.by_passphrase(path, passphrase.wanted())
    except StorageUnavailable:
        raise
    except UserError as error:
        raise StorageUnavailable(error.code, **error.details) from error


def operations(database: Database) -> Operations:
    """The way by which commands change anything; like the window they make a backup before what changes much."""
    made = Operations(database, desk=DESK)
    if database.path is not None and database.path.name != SAMPLE:
        made.backups = Backups(made, backups_of(database.path))
    return made
