"""The protected file: turn it on and off, open it, and change what opens it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from relapp.domain.errors import StorageUnavailable, UserError
from relapp.domain.rotation import Backup, Reason
from relapp.paths import SAMPLE, backups_of
from relapp.services import backups as shop_backups
from relapp.services import recovery
from relapp.services.operations import local_now
from relapp.storage import backups, daybook, durable, keys, system_keyring, turning
from relapp.storage.database import Database
from relapp.storage.keys import KEYRING, Slots
from relapp.storage.sealing import Seal
from relapp.storage.turning import Step, no_step

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Plan:
    """What turning on will do, before anything is written; ``code`` is to be shown, printed and confirmed first."""

    code: str = field(repr=False)
    key: bytes = field(repr=False)
    slots: Slots = field(repr=False)


@dataclass(frozen=True, slots=True)
class Turned:
    """The shop, open again, and the names of copies that are still as they were."""

    database: Database
    left: tuple[str, ...] = ()


# -- opening --


def key_of(path: Path) -> bytes | None:
    """What opens the shop's file without asking anybody: nothing for a plain one, else what the keyring remembers.

    What was cut short of turning is ended first. Also where the file was lost or a plain copy was put over it, its
    slots tell that it was protected.

    :raises StorageUnavailable: ``protected``: a passphrase has to be asked for; or the folder cannot be looked at.
    """
    turning.settle(path)
    with durable.misfortunes_named(path):
        if not recovery.is_protected(path, backups_of(path)):
            return None
        _bring_back_slots(path)
    key = _remembered(path)
    if key is None:
        raise StorageUnavailable("protected", file=path.name)
    return key


def opened(path: Path, key: bytes | None = None, *, make: bool = True) -> Database:
    """The shop's file, with ``key`` or what :func:`key_of` tells.

    Unless told to ``make`` it, the file has to be there.

    :raises StorageUnavailable: ``protected`` if a passphrase has to be asked for, or as :func:`recovery.open_shop`.
    """
    key = key if key is not None else key_of(path)
    if path.name == SAMPLE:
        # It comes and goes, so it has neither daybook nor backups.
        return Database.open(path, key=key)
    database = recovery.open_shop(path, backups_of(path), make=make, key=key)
    if key is None or not keys.is_plain(path):
        return database
    # A plain copy of this shop was put over the protected file.
    database.close()
    turning.protect(path, key, _slots(path))
    return recovery.open_shop(path, backups_of(path), key=key)


def _bring_back_slots(path: Path) -> None:
    """Whoever moved the shop without the small file beside it finds that beside its backups."""
    beside = keys.place(path)
    # Where nothing can be written the other one serves as well.
    with suppress(OSError, StorageUnavailable):
        if not beside.exists():
            keys.write_whole(beside, (backups_of(path) / beside.name).read_bytes())


def by_passphrase(path: Path, passphrase: str) -> bytes:
    """The key of the shop's file.

    :raises UserError: ``key.wrong``.
    :raises StorageUnavailable: ``key.no_slots`` if what wraps the key is lost.
    """
    return keys.with_passphrase(_slots(path), passphrase)


def by_code(path: Path, typed: str) -> bytes:
    """The key of the shop's file.

    :raises UserError: ``code.length``, ``code.slip`` (``group``) or ``key.wrong_code``.
    :raises StorageUnavailable: ``key.no_slots`` if what wraps the key is lost.
    """
    return keys.with_code(_slots(path), typed)


def _slots(path: Path) -> Slots:
    """Of the file; where they are lost, of its backups."""
    beside = keys.place(path)
    return keys.load(beside if beside.is_file() else backups_of(path) / beside.name)


# -- turning on and off --


def planned(passphrase: str) -> Plan:
    """A new key, wrapped by ``passphrase`` and by a new recovery code. Takes half a second.

    :raises UserError: ``passphrase.short`` or ``passphrase.same``.
    """
    key, code = keys.new_key(), keys.new_code()
    slots = Slots((keys.by_passphrase(key, passphrase), keys.by_code(key, code)))
    return Plan(code, key, slots)


def turn_on(path: Path, plan: Plan, *, now: Now = local_now, step: Step = no_step) -> Turned:
    """Protect the shop's file, which nobody may have open, and then its backups and its daybook.

    :raises StorageUnavailable: the file is as it was.
    """
    turning.settle(path)
    turning.protect(path, plan.key, plan.slots, step)
    database = Database.open(path, key=plan.key)
    try:
        left = tuple(finish(database, now=now, step=step))
        database.keep_daybook(backups_of(path))
        return Turned(database, left)
    except (StorageUnavailable, OSError):
        # The file itself is protected; a later start tries again.
        return Turned(database, (backups_of(path).name,))
    except BaseException:
        database.close()
        raise


def finish(database: Database, *, now: Now = local_now, step: Step = no_step) -> list[str]:
    """Bring under the key what still stands readable beside a protected file; returns the names that stay so.

    Takes no time where there is nothing to do, so every start may ask for it.
    """
    path, key = database.path, database.key
    if path is None or key is None:
        return []
    seal, folder = Seal(key, daybook.PURPOSE), backups_of(path)
    shop = shop_backups.of(database, folder)
    shop.operations.now = now
    left: list[str] = []
    if _is_behind(shop):
        step("backup")
        shop.make(Reason.ASKED)
    newest = max((one.number for one in _sound(shop)), default=0)
    left += _reseal(_volumes(folder, newest), seal, seal, step)
    for place in shop.places():
        left += _remake(database, place, None, key, now, step)
        keys.spread(path, place)
    older = database.older_copies()
    return left + [file.name for file in turning.remake(older, None, key, step)]


def turn_off(path: Path, passphrase: str, *, now: Now = local_now, step: Step = no_step) -> Turned:
    """Let anybody read the shop's file, which nobody may have open, its backups and its daybook again.

    Backups that cannot be reached keep their key, wrapped, beside them.

    :raises UserError: ``key.wrong``.
    :raises StorageUnavailable: the file is as it was.
    """
    turning.settle(path)
    slots = _slots(path)
    key = keys.with_passphrase(slots, passphrase)
    left: list[str] = []
    database = Database.open(path, key=key)
    try:
        places = shop_backups.of(database, backups_of(path)).places()
        for place in places:
            left += _remake(database, place, key, None, now, step)
        left += [file.name for file in turning.remake(database.older_copies(), key, None, step)]
        # The file last: while it is protected, a start brings under its key what stands readable beside it.
        left += _reseal(_volumes(backups_of(path)), Seal(key, daybook.PURPOSE), None, step)
    finally:
        database.close()
    turning.unprotect(path, key, step)
    if not left:
        for place in places:
            # One that stays opens nothing any more.
            with suppress(OSError):
                (place / keys.place(path).name).unlink(missing_ok=True)
    _forget(slots)
    return Turned(opened(path), tuple(left))


def _is_behind(shop: shop_backups.Backups) -> bool:
    """Whether something stands readable alone, or nothing sound is under the key: a backup has to have it first."""
    sealed = [one.number for one in _sound(shop) if not keys.is_plain(backups.file_of(shop.folder, one))]
    open_ones = [one.number for one in daybook.volumes(shop.folder) if _is_open(one.path)]
    if open_ones and max(open_ones) >= max(sealed, default=0):
        return True
    return not sealed and any(keys.is_plain(file) for file in shop.folder.glob("*.backup"))


def _sound(shop: shop_backups.Backups) -> list[Backup]:
    listed = backups.listed(shop.folder, shop.operations.database.beside)
    return [one for one in listed if one.verified_at is not None]


def _is_open(file: Path) -> bool:
    # What nobody can read here is not mended here.
    with suppress(OSError):
        return daybook.is_open(file)
    return False


def _reseal(files: Iterable[Path], old: Seal, new: Seal | None, step: Step) -> Iterator[str]:
    """Put files of the daybook under another seal; yields the names of those that could not be."""
    for file in files:
        if new is not None and not _is_open(file):
            continue
        step(f"daybook {file.name}")
        try:
            # What an earlier turn closed already stays as it says.
            daybook.reseal(file, old, new)
        except OSError:
            yield file.name


def _volumes(folder: Path, before: int = sys.maxsize) -> Iterator[Path]:
    """The files of the daybook that nobody writes once backup ``before`` is made, and those that were put aside."""
    for name in backups.daybooks_before(folder, before):
        yield folder / name


def _remake(
    database: Database, folder: Path, old: bytes | None, new: bytes | None, now: Now, step: Step
) -> Iterator[str]:
    """Put every backup in a folder under another key; yields the names of those that could not be."""

    def change(file: Path) -> None:
        left = turning.remake([file], old, new)
        if left:
            raise StorageUnavailable("backup.unsound", file=file.name)

    for one in backups.listed(folder, database.beside):
        file = backups.file_of(folder, one)
        if keys.is_plain(file) == (new is None):
            continue
        step(f"backup {one.name}")
        try:
            backups.remake(folder, one, change, database.beside, at=now())
        except StorageUnavailable:
            yield one.name


# -- changing what opens it --


def change_passphrase(database: Database, old: str, new: str) -> None:
    """Let ``new`` open the file in place of ``old``; only the key is wrapped anew.

    :raises UserError: ``key.wrong``, ``passphrase.short`` or ``passphrase.same``.
    """
    path = _path(database)
    slots = _slots(path)
    key = keys.with_passphrase(slots, old)
    _save(database, slots.having(keys.by_passphrase(key, new)))


def new_code(database: Database, passphrase: str) -> Plan:
    """A new recovery code, which counts once it was confirmed and :func:`take_code` noted it.

    :raises UserError: ``key.wrong``.
    """
    slots = _slots(_path(database))
    key, code = keys.with_passphrase(slots, passphrase), keys.new_code()
    return Plan(code, key, slots.having(keys.by_code(key, code)))


def take_code(database: Database, plan: Plan) -> None:
    """From now on the new recovery code opens the file, and the old one does not."""
    (slot,) = plan.slots.of(keys.RECOVERY)
    _save(database, _slots(_path(database)).having(slot))


def remember(database: Database) -> None:
    """Let this system's keyring open the file.

    :raises UserError: ``keyring.refused``.
    """
    path, key = _path(database), database.key
    assert key is not None
    secret = keys.new_key()
    slot = keys.by_secret(key, secret)
    system_keyring.keep(slot.number, secret)
    try:
        _save(database, _slots(path).having(slot))
    except UserError:
        system_keyring.forget(slot.number)
        raise


def forget(database: Database) -> None:
    """Ask for the passphrase at this PC from now on."""
    slots = _slots(_path(database))
    mine = [slot for slot in slots.of(KEYRING) if system_keyring.find(slot.number) is not None]
    _save(database, slots.without(*mine))
    _forget(Slots(tuple(mine)))


def is_remembered(path: Path) -> bool:
    """Whether this system's keyring opens the file."""
    return _remembered(path) is not None


def _remembered(path: Path) -> bytes | None:
    try:
        slots = _slots(path)
    except StorageUnavailable:
        return None
    for slot in slots.of(KEYRING):
        secret = system_keyring.find(slot.number)
        key = keys.with_secret(slot, secret) if secret is not None else None
        if key is not None:
            return key
    return None


def _forget(slots: Slots) -> None:
    for slot in slots.of(KEYRING):
        system_keyring.forget(slot.number)


def _save(database: Database, slots: Slots) -> None:
    path = _path(database)
    keys.save(keys.place(path), slots)
    for place in shop_backups.of(database, backups_of(path)).places():
        keys.spread(path, place)


def _path(database: Database) -> Path:
    assert database.path is not None
    return database.path
