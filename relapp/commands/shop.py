"""The shop's file, as commands open it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from relapp.commands import passphrase
from relapp.commands.asking import secret
from relapp.domain.activity import BY_COMMAND
from relapp.domain.errors import StorageUnavailable, UserError
from relapp.paths import SAMPLE, Places, backups_of
from relapp.services import permissions, protection, sign_in
from relapp.services.backups import Backups
from relapp.services.operations import Operations
from relapp.services.pages import shop as shop_page
from relapp.storage.database import Database
from relapp.ui.wording import tr


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
        path = places.database
        try:
            return protection.opened(path, make=make)
        except StorageUnavailable as error:
            if error.code != "protected":
                raise
        return protection.opened(path, key_of(path), make=make)
    except OSError as error:
        raise StorageUnavailable("no_folder", folder=str(places.data)) from error


def key_of(path: Path) -> bytes:
    """What opens a protected shop, by the passphrase that is asked for.

    :raises StorageUnavailable: ``key.wrong``, or none was given.
    """
    try:
        return protection.by_passphrase(path, passphrase.wanted())
    except StorageUnavailable:
        raise
    except UserError as error:
        raise StorageUnavailable(error.code, **error.details) from error


def operations(database: Database, person: str | None = None) -> Operations:
    """The way by which commands change anything, in the name of ``person``; their PIN is asked for if they have one.

    Like the window they make a backup before what changes much.
    Whoever has the file is its owner, unless an owner has a PIN: then it is to be said who does it.

    :raises UserError: ``person.wanted``, ``person.unknown``, or what a wrong PIN is refused by.
    """
    work = Operations(database, desk=BY_COMMAND)
    if database.path is not None and database.path.name != SAMPLE:
        work.backups = Backups(work, backups_of(database.path))
    with database.read() as reader:
        known = [one for one in shop_page.page(reader).staff if one.active]
        with_pin = sign_in.with_pin(reader)
        if person is None and permissions.role_of(reader, None) is None:
            raise UserError("person.wanted")
    if person is None:
        return work
    meant = next((one for one in known if one.name.casefold() == person.strip().casefold()), None)
    if meant is None:
        raise UserError("person.unknown", name=person)
    pin = secret(tr("Commands", "PIN of {name}:").format(name=meant.name)) if meant.id in with_pin else ""
    sign_in.Clerk(work).let_in(meant.id, pin)
    return work
