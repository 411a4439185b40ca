"""``relapp check``: is the shop's file sound, or a backup of it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from relapp.commands.output import say
from relapp.commands.shop import opened
from relapp.domain.errors import StorageUnavailable
from relapp.paths import Places
from relapp.services.pages import backups as backup_page
from relapp.storage import schema
from relapp.storage.database import Database
from relapp.ui.wording import tr


def check(options: Namespace, places: Places) -> int:
    """Read the whole file.

    :raises StorageUnavailable: ``damaged``, after telling what was found.
    """
    if options.target is not None:
        return _check_file(Path(options.target))
    with opened(places) as database:
        found = database.check()
    _tell(found)
    say(tr("Commands", "The shop's file is sound: {file}").format(file=places.database))
    return 0


def _check_file(path: Path) -> int:
    """A backup, or any other file of a shop that nobody has open: it is read as it is."""
    if not path.is_file():
        raise StorageUnavailable("no_shop", file=path)
    with Database.look_at(path) as copy:
        # An older version kept another record.
        found = copy.check() if copy.version() == schema.VERSION else copy.check_file()
        shop = backup_page.told(copy)
    _tell(found)
    say(tr("Commands", "The file is sound: {file}").format(file=path))
    last = "" if shop.last is None else f"{shop.last:%Y-%m-%d %H:%M}"
    say(
        tr("Commands", "It holds %n customer(s); the last thing done in it: {moment}", shop.customers).format(
            moment=last or tr("Commands", "nothing yet")
        )
    )
    return 0


def _tell(found: list[str]) -> None:
    for problem in found:
        say(problem)
    if found:
        raise StorageUnavailable("damaged")
