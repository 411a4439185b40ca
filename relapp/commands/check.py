"""``relapp check``: is the shop's file sound."""

from __future__ import annotations

from argparse import Namespace

from relapp.commands.output import say
from relapp.commands.shop import opened
from relapp.domain.errors import StorageUnavailable
from relapp.paths import Places
from relapp.ui.wording import tr


def check(_options: Namespace, places: Places) -> int:
    """Read the whole file.

    :raises StorageUnavailable: ``damaged``, after telling what was found.
    """
    with opened(places) as database:
        found = database.check()
    for problem in found:
        say(problem)
    if found:
        raise StorageUnavailable("damaged")
    say(tr("Commands", "The shop's file is sound: {file}").format(file=places.database))
    return 0
