"""``relapp check``: is the shop's file sound, or a backup of it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from relapp.commands.output import say
from relapp.commands.shop import key_of, opened
from relapp.domain.errors import StorageUnavailable
from relapp.domain.misfits import MOST
from relapp.paths import Places, backups_of
from relapp.services import recovery
from relapp.services.pages import backups as backup_page
from relapp.storage import backups, keys
from relapp.storage.chain import Head
from relapp.storage.database import Database
from relapp.ui.wording import tr
from relapp.ui.wording.misfits import sentence


def check(options: Namespace, places: Places) -> int:
    """Read the whole file, then hold the record against itself and against every row.

    :raises StorageUnavailable: ``damaged`` or ``changed_outside``, after telling what was found.
    """
    if options.target is not None:
        return _check_file(Path(options.target), places)
    with opened(places) as database:
        _tell(database, database.ends)
        say(tr("Commands", "The shop's file is sound: {file}").format(file=database.path))
    return 0


def _key(path: Path, places: Places) -> bytes | None:
    """What opens a copy of a protected shop."""
    shop = places.database
    if keys.is_plain(path) or not recovery.has_slots(shop, backups_of(shop)):
        return None
    return key_of(shop)


def _check_file(path: Path, places: Places) -> int:
    """A backup, or any other file of a shop that nobody has open: it is read as it is."""
    if not path.is_file():
        raise StorageUnavailable("no_shop", file=path)
    with Database.look_at(path, _key(path, places)) as copy:
        copy.version()
        end = backups.end_of(path)
        _tell(copy, () if end is None else (end,))
        shop = backup_page.told(copy)
    say(tr("Commands", "The file is sound: {file}").format(file=path))
    last = "" if shop.last is None else f"{shop.last:%Y-%m-%d %H:%M}"
    say(
        tr("Commands", "It holds %n customer(s); the last thing done in it: {moment}", shop.customers).format(
            moment=last or tr("Commands", "nothing yet")
        )
    )
    return 0


def _tell(database: Database, ends: Iterable[Head]) -> None:
    found = database.check_file()
    for problem in found:
        say(problem)
    if found:
        raise StorageUnavailable("damaged")
    misfits = database.misfits(ends)
    for misfit in misfits:
        say(sentence(misfit))
    if len(misfits) == MOST:
        say(tr("Commands", "There may be more."))
    if misfits:
        raise StorageUnavailable("changed_outside")
