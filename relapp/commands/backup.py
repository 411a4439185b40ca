"""``relapp backup``: a verified copy of the shop, into the folder of the backups or to a file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from relapp.commands.output import say
from relapp.commands.shop import opened
from relapp.domain.rotation import Reason
from relapp.paths import Places, backups_of
from relapp.services import backups
from relapp.services.operations import local_now
from relapp.storage.database import Database
from relapp.ui.wording import backups as wording
from relapp.ui.wording import tr


def backup(options: Namespace, places: Places) -> int:
    """Make one, and say where it is.

    :raises StorageUnavailable: it could not be made, or what was made is not sound; then there is none.
    """
    with opened(places) as database:
        if options.list:
            _list(database)
            return 0
        if options.target is None:
            assert database.path is not None
            kept = backups.of(database, backups_of(database.path))
            path = kept.folder / kept.make(Reason.ASKED).name
            kept.carry()
        else:
            path = Path(options.target).absolute()
            backups.save_copy(database, path)
    say(tr("Commands", "Saved, opened and checked: {file}").format(file=path))
    return 0


def _list(database: Database) -> None:
    """Each with when, why, how big, and whether it was checked; those for an older program at the end."""
    assert database.path is not None
    standing, today = backups.of(database, backups_of(database.path)).standing(), local_now().date()
    for one in [*reversed(standing.listed), *reversed(standing.before_upgrades)]:
        folder = database.path.parent if one in standing.before_upgrades else standing.folder
        line = tr("Commands", "{when} · {why} · {tag} · {file}")
        why, tag = wording.why(one.reason), wording.tag(one, today)
        say(line.format(when=wording.when(one, today, begins=True), why=why, tag=tag, file=folder / one.name))
    if not standing.listed:
        say(wording.head(standing, today))
