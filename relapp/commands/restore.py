"""``relapp restore``: the shop brought back from a backup and the daybook, or from one file."""

from __future__ import annotations

from argparse import Namespace

from relapp import instance
from relapp.commands.output import say
from relapp.commands.shop import key_of
from relapp.domain.errors import StorageUnavailable
from relapp.paths import Places
from relapp.services import recovery
from relapp.services.operations import local_now
from relapp.ui.wording import recovery as wording
from relapp.ui.wording import sentences


def restore(options: Namespace, places: Places) -> int:
    """Bring it back, and say what came of it.

    :raises StorageUnavailable: there is no sound copy, or a window has the shop open.
    """
    if options.target is not None and not options.target.is_file():
        raise StorageUnavailable("no_shop", file=options.target)
    if options.target is None and not places.data.is_dir():
        # A folder mistyped, or a stick that is not there, must not come to be by the lock.
        raise StorageUnavailable("recovery.nothing")
    lock = instance.enter(places.data, instance.Call())
    if lock is None:
        raise StorageUnavailable("open_elsewhere", folder=places.data)
    try:
        file, folder = places.database, places.backups
        key = key_of(file) if recovery.needs_key(file, folder) else None
        came = recovery.restore(file, folder, at=local_now(), chosen=options.target, key=key)
    finally:
        lock.release()
    if options.target is not None:
        say(wording.put_in_place(came))
    else:
        say(sentences(wording.done(came), wording.lacking(came)))
    return 0
