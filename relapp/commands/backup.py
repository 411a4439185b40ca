"""``relapp backup``: a verified copy of the shop, into the folder of the backups or to a file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from relapp.commands.output import say
from relapp.commands.shop import opened
from relapp.domain.rotation import Reason
from relapp.paths import Places, backups_of
from relapp.services import backups
from relapp.ui.wording import tr


def backup(options: Namespace, places: Places) -> int:
    """Make one, and say where it is.

    :raises StorageUnavailable: it could not be made, or what was made is not sound; then there is none.
    """
    with opened(places) as database:
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
