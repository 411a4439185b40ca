"""``relapp restore``: the shop brought back from a backup and the daybook, or from one file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from relapp import instance
from relapp.commands.output import say
from relapp.commands.shop import key_of, operations
from relapp.domain.errors import StorageUnavailable
from relapp.domain.permissions import RESTORE
from relapp.paths import Places
from relapp.services import protection, recovery
from relapp.services.operations import local_now
from relapp.storage import keys
from relapp.ui.wording import recovery as wording
from relapp.ui.wording import sentences


def restore(options: Namespace, places: Places) -> int:
    """Bring it back, and say what came of it. Where an owner has a PIN, only an owner may.

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
        sealed = options.target is not None and not keys.is_plain(options.target) and recovery.has_slots(file, folder)
        key = key_of(file) if sealed or recovery.is_protected(file, folder) else None
        _ask_who(file, key, options.person)
        came = recovery.restore(file, folder, at=local_now(), chosen=options.target, key=key)
    finally:
        lock.release()
    if options.target is not None:
        say(wording.put_in_place(came))
    else:
        say(sentences(wording.done(came), wording.lacking(came)))
    return 0


def _ask_who(file: Path, key: bytes | None, person: str | None) -> None:
    """Make sure that whoever does it may, as far as what stands there can still be asked.

    :raises UserError: ``person.wanted``, ``person.unknown``, ``permission.owner``, or as a wrong PIN is refused.
    """
    if not file.is_file():
        return
    try:
        database = protection.opened(file, key, make=False)
    except StorageUnavailable:
        # It is damaged, older or another's: nobody can be asked, and who has the files is their owner.
        return
    try:
        operations(database, person).require(RESTORE)
    finally:
        database.close()
