"""``relapp sample``: the sample shop, in a file of its own."""

from __future__ import annotations

from argparse import Namespace

from relapp.commands.output import say
from relapp.domain.errors import StorageUnavailable
from relapp.paths import Places
from relapp.services import sample as sample_shop
from relapp.services.operations import local_now
from relapp.ui.wording import tr


def sample(_options: Namespace, places: Places) -> int:
    """Make the sample shop as of today.

    :raises UserError: another shop's file stands in its place.
    """
    path = places.sample
    try:
        sample_shop.make(path, local_now().date())
    except OSError as error:
        raise StorageUnavailable("no_folder", folder=str(places.data)) from error
    say(tr("Commands", "The sample shop is made: {file}").format(file=path))
    return 0
