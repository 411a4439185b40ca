"""Backups: whole copies of the shop's file in a folder, each opened and found sound before it counts.

A copy is made under another name, synced, checked, renamed, and noted in a list beside it. Wherever that is cut off,
what has its name is whole. The list says what the files cannot (why, and when they were checked); what it does not
know is read off the files.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from relapp.domain.errors import StorageUnavailable
from relapp.domain.rotation import Backup, Reason, kept
from relapp.storage import chain, daybook, durable, fitting, journal, record_end, records
from relapp.storage.chain import Head
from relapp.storage.database import Database

LIST = "backups.json"

_LOCK = "backups.lock"
_MAKING = ".making"
_NAME = re.compile(r"relapp-(\d{6,})-(\d{8}-\d{4})\.backup")
_DAYBOOK = re.compile(r"daybook-(\d{6,})\b.*\.log")
_NUMBERED = re.compile(r"(?:relapp|daybook)-(\d{6,})\b")
_PATIENCE = 60.0
"""Seconds to wait for another backup into the same folder."""
DAYBOOKS_OF = 3
"""So many of the newest sound backups have the daybook that goes on from them: the newest may turn out to be bad."""
_SYNC_EVERY = 4
"""Pieces: the disk gets the copy bit by bit, so that whoever saves meanwhile does not wait for all of it."""

Look = Callable[[Path], AbstractContextManager[Database]]
"""Opens a copy to look at it: :meth:`Database.beside`, or :meth:`Database.look_at` where no shop is open."""


def file_of(folder: Path, backup: Backup) -> Path:
    """Where a backup is."""
    return folder / backup.name


def listed(folder: Path, look: Look = Database.look_at) -> list[Backup]:
    """The backups in a folder, the newest number last; those without ``verified_at`` were not checked yet.

    What the list beside them does not know, or knows otherwise, is opened; what is no shop's file is left out.
    """
    known = {one.name: one for one in _noted(folder)}
    found: list[Backup] = []
    for path in _copies(folder):
        with suppress(OSError, StorageUnavailable):
            one = known.get(path.name)
            found.append(one if one is not None and one.bytes == path.stat().st_size else _read(path, look))
    return sorted(found, key=lambda one: (one.number, one.name))


def make(
    database: Database,
    folder: Path,
    *,
    reason: str,
    at: datetime,
    above: int = 0,
    pause: Callable[[], None] = lambda: None,
) -> Backup:
    """Copy the shop while work goes on, check the copy, and count it; its number is higher than all and ``above``.

    ``pause`` is called now and then; what it raises ends it, and nothing was made.

    :raises StorageUnavailable: ``backup.full``, ``backup.read_only``, ``backup.missing``, ``backup.busy``,
        ``backup.failed`` (``folder``), ``backup.unsound`` (``file``), or what is wrong with the shop's own file.
    """
    with _alone(folder):
        known = listed(folder, database.beside)
        number = max(_highest(folder), above) + 1
        name = f"relapp-{number:06}-{at:%Y%m%d-%H%M}.backup"
        making = folder / (name + _MAKING)
        copy(database, making, pause)
        pause()
        with durable.syncing(making):
            made = replace(_checked(making, database.beside), name=name, number=number, reason=reason)
        made = replace(made, at=at, verified_at=at)
        durable.rename(making, folder / name)
        _note(folder, [*known, made])
    keep_end(database, folder)
    return made


def keep_end(database: Database, folder: Path) -> None:
    """Keep where the record ends now, unless it does not lead on from where it ended when that was last done."""
    with database.read() as reader:
        shop, head = records.shop_id(reader), chain.head(reader)
        known = record_end.kept(folder, shop)
        if shop is None or head is None or (known is not None and fitting.unlike(reader, known)):
            return
    record_end.keep(folder, shop, head)


def save(database: Database, path: Path) -> None:
    """Write a checked copy to a file that somebody named, in the place of an older one.

    :raises StorageUnavailable: as :func:`make`; an older one is as it was.
    """
    making = path.with_name(path.name + _MAKING)
    with misfortunes_named(path.parent):
        making.unlink(missing_ok=True)
        try:
            copy(database, making)
            with durable.syncing(making):
                _checked(making, database.beside)
            durable.rename(making, path)
        finally:
            with suppress(OSError):
                making.unlink(missing_ok=True)


def carry(folder: Path, backup: Backup, target: Path, look: Look, *, at: datetime) -> Backup:
    """Bring a backup to another folder as well, and check it there.

    :raises StorageUnavailable: as :func:`make`.
    """
    with _alone(target, make=False):
        known = [one for one in listed(target, look) if one.name != backup.name]
        making = target / (backup.name + _MAKING)
        with misfortunes_named(folder):
            source = file_of(folder, backup).open("rb")
        with source, making.open("wb") as carried:
            shutil.copyfileobj(source, carried, 1 << 20)
            carried.flush()
            os.fsync(carried.fileno())
        there = replace(backup, bytes=_unchanged(_checked(making, look), backup).bytes, verified_at=at)
        durable.rename(making, target / backup.name)
        _note(target, [*known, there])
    return there


def verify(folder: Path, backup: Backup, look: Look, *, at: datetime) -> Backup:
    """Open a backup again and read all of it; one that is damaged is listed as not checked from then on.

    :raises StorageUnavailable: ``backup.unsound``, ``backup.gone``, ``backup.changed``: its record is not the one that
        it had when it was checked before (``file``), or as :func:`make`.
    """
    with _alone(folder):
        path = file_of(folder, backup)
        if not path.exists():
            raise StorageUnavailable("backup.gone", file=backup.name)
        others = [one for one in listed(folder, look) if one.name != backup.name]
        try:
            found = _unchanged(_checked(path, look, quick=False), backup)
        except StorageUnavailable:
            _note(folder, [*others, replace(backup, bytes=path.stat().st_size, verified_at=None)])
            raise
        sound = replace(found, number=backup.number, at=backup.at, reason=backup.reason, verified_at=at)
        _note(folder, [*others, sound])
    return sound


def rotate(folder: Path, look: Look) -> list[Backup]:
    """Remove what need not be kept; returns what stays.

    :raises StorageUnavailable: as :func:`make`.
    """
    with _alone(folder):
        known = listed(folder, look)
        # One that nobody checked takes no place from those that are sound.
        stay = {one.name for one in kept(one for one in known if one.verified_at is not None)}
        oldest = min((one.number for one in known if one.name in stay), default=0)
        left = [one for one in known if one.name in stay or (one.verified_at is None and one.number > oldest)]
        for one in known:
            if one not in left:
                file_of(folder, one).unlink(missing_ok=True)
        _let_daybooks_go(folder, left)
        if len(left) < len(known):
            _note(folder, left)
    return left


def _let_daybooks_go(folder: Path, left: Sequence[Backup]) -> None:
    """Remove the daybooks that bring back nothing but from a backup with :data:`DAYBOOKS_OF` newer sound ones."""
    sound = [one.number for one in left if one.verified_at is not None]
    if len(sound) < DAYBOOKS_OF:
        return
    for name in daybooks_before(folder, sorted(sound)[-DAYBOOKS_OF]):
        # What was put aside is some other state of the shop, which only its owner lets go.
        if daybook.ASIDE not in name:
            (folder / name).unlink(missing_ok=True)


def remake(folder: Path, backup: Backup, change: Callable[[Path], None], look: Look, *, at: datetime) -> Backup:
    """Put in the place of a backup what ``change`` makes of a copy of it, checked like any other.

    :raises StorageUnavailable: as :func:`verify`; the backup is as it was.
    """
    with _alone(folder, make=False):
        path = file_of(folder, backup)
        making = folder / (backup.name + _MAKING)
        shutil.copyfile(path, making)
        change(making)
        durable.sync(making)
        found = _checked(making, look)
        fresh = replace(found, name=backup.name, number=backup.number, at=backup.at, reason=backup.reason)
        fresh = replace(fresh, verified_at=at)
        durable.rename(making, path)
        _note(folder, [*(one for one in listed(folder, look) if one.name != backup.name), fresh])
    return fresh


def remove(folder: Path, names: Iterable[str], look: Look) -> None:
    """Delete files of the folder, and note what is left.

    :raises StorageUnavailable: as :func:`make`.
    """
    with _alone(folder, make=False):
        for name in names:
            (folder / name).unlink(missing_ok=True)
        _note(folder, listed(folder, look))


def unreadable(folder: Path, look: Look) -> list[str]:
    """Files named as backups that nobody can open: damaged, or under another key."""
    known = {one.name for one in listed(folder, look)}
    return [path.name for path in _copies(folder) if path.name not in known]


def daybooks_before(folder: Path, number: int) -> list[str]:
    """The files of the daybook whose records the backup of that number holds, and those that were put aside."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    found = ((name, _DAYBOOK.match(name)) for name in names)
    return [name for name, match in found if match and (int(match[1]) < number or daybook.ASIDE in name)]


def highest(folder: Path) -> int:
    """The highest number that a backup or a daybook in a folder has, 0 where there are none or nobody can see it."""
    try:
        return _highest(folder)
    except OSError:
        return 0


# -- one copy --


def copy(database: Database, making: Path, pause: Callable[[], None] = lambda: None) -> None:
    """Copy the shop to a new file; nobody has checked it yet, and its end is not on the disk."""
    descriptor = os.open(making, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    pieces = 0

    def paced() -> None:
        nonlocal pieces
        pause()
        pieces += 1
        if pieces % _SYNC_EVERY == 0:
            os.fsync(descriptor)

    try:
        database.copy(making, paced)
    finally:
        os.close(descriptor)


def _checked(path: Path, look: Look, *, quick: bool = True) -> Backup:
    """What a copy is that was opened and read whole.

    ``quick`` is enough for a copy just made: its indexes are those of the shop, page by page. Whether somebody changed
    the shop from outside is no matter here: such a one needs its backups most.

    :raises StorageUnavailable: ``backup.unsound``.
    """
    try:
        with look(path) as there:
            found = _told(path, there)
            if not there.check_file(quick=quick):
                return found
    except StorageUnavailable as error:
        raise StorageUnavailable("backup.unsound", file=path.name.removesuffix(_MAKING)) from error
    raise StorageUnavailable("backup.unsound", file=path.name.removesuffix(_MAKING))


def _unchanged(found: Backup, known: Backup) -> Backup:
    """What was found, unless another program changed it since its end was noted."""
    if known.seal and (found.operation_id, found.seal) != (known.operation_id, known.seal):
        raise StorageUnavailable("backup.changed", file=known.name)
    return found


def end_of(path: Path) -> Head | None:
    """Where the record of a backup ended when it was checked, as the list beside it says."""
    known = next((one for one in _noted(path.parent) if one.name == path.name and one.seal), None)
    return Head(known.operation_id, known.seal) if known else None


def _read(path: Path, look: Look) -> Backup:
    """What a copy says of itself."""
    with look(path) as there:
        return _told(path, there)


def _told(path: Path, there: Database) -> Backup:
    version = there.version()
    with there.read() as reader:
        last = journal.last_id(reader)
    head = there.head()
    state = path.stat()
    match = _NAME.match(path.name)
    number = int(match[1]) if match else 0
    at = _moment(match[2]) if match else None
    if at is None:
        at = datetime.fromtimestamp(state.st_mtime).astimezone()
    return Backup(number, path.name, at, last, version, state.st_size, Reason.UNKNOWN, None, head.chain if head else "")


def _moment(digits: str) -> datetime | None:
    try:
        return datetime.strptime(digits, "%Y%m%d-%H%M").astimezone()
    except (ValueError, OverflowError, OSError):
        return None


# -- the folder --


def _copies(folder: Path) -> Iterator[Path]:
    try:
        with closing(os.scandir(folder)) as entries:
            yield from sorted(Path(entry.path) for entry in entries if _NAME.fullmatch(entry.name))
    except OSError:
        return


def _highest(folder: Path) -> int:
    numbers = (_NUMBERED.match(name) for name in os.listdir(folder))
    return max((int(match[1]) for match in numbers if match), default=0)


@contextmanager
def _alone(folder: Path, *, make: bool = True) -> Iterator[None]:
    """Be the only one who writes in a folder; what others left half-made is swept."""
    with misfortunes_named(folder):
        if make:
            folder.mkdir(parents=True, exist_ok=True)
        elif not folder.is_dir():
            # Of a stick that is not there nothing is made: it would be on another disk.
            raise FileNotFoundError(errno.ENOENT, "no folder", str(folder))
        with durable.held(folder / _LOCK, _PATIENCE):
            _sweep(folder)
            try:
                yield
            except BaseException:
                with suppress(OSError):
                    _sweep(folder)
                raise


def _sweep(folder: Path) -> None:
    for path in folder.glob(f"*{_MAKING}*"):
        path.unlink(missing_ok=True)


_CODES = {
    errno.ENOSPC: "backup.full",
    errno.EDQUOT: "backup.full",
    errno.EACCES: "backup.read_only",
    errno.EPERM: "backup.read_only",
    errno.EROFS: "backup.read_only",
    errno.ENOENT: "backup.missing",
    errno.ENOTDIR: "backup.missing",
    errno.ENODEV: "backup.missing",
    errno.ETIMEDOUT: "backup.busy",
}
_OF_THE_COPY = {"full": "backup.full", "missing": "backup.missing", "read_only": "backup.read_only"}
"""What SQLite says of the file it writes, which is the copy."""


@contextmanager
def misfortunes_named(folder: Path) -> Iterator[None]:
    """Turn what the system says of a folder into a sentence to be.

    :raises StorageUnavailable: ``backup.full``, ``backup.read_only``, ``backup.missing``, ``backup.busy`` or
        ``backup.failed``, each with the ``folder``.
    """
    try:
        yield
    except StorageUnavailable as error:
        code = _OF_THE_COPY.get(error.code)
        if code is None:
            raise
        raise StorageUnavailable(code, folder=folder) from error
    except OSError as error:
        raise StorageUnavailable(_CODES.get(error.errno or 0, "backup.failed"), folder=folder) from error


# -- the list --


def _note(folder: Path, backups: Iterable[Backup]) -> None:
    rows = [
        asdict(one)
        | {"at": one.at.isoformat(), "verified_at": one.verified_at.isoformat() if one.verified_at else None}
        for one in sorted(backups, key=lambda one: (one.number, one.name))
    ]
    durable.write(folder / LIST, json.dumps({"backups": rows}, indent=1).encode())


def _noted(folder: Path) -> list[Backup]:
    """What the list says; nothing where it is lost or damaged."""
    try:
        told = json.loads((folder / LIST).read_bytes())
        return [_row(row) for row in told["backups"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []


def _row(row: dict[str, Any]) -> Backup:
    match = _NAME.fullmatch(row["name"])
    if match is None or int(match[1]) != row["number"]:
        raise ValueError("another file's number")
    numbers = {name: int(row[name]) for name in ("number", "operation_id", "schema_version", "bytes")}
    verified = row["verified_at"]
    return Backup(
        name=str(row["name"]),
        at=_aware(row["at"]),
        reason=str(row["reason"]),
        verified_at=None if verified is None else _aware(verified),
        seal=str(row.get("seal", "")),
        **numbers,
    )


def _aware(words: str) -> datetime:
    moment = datetime.fromisoformat(words)
    if moment.tzinfo is None:
        raise ValueError("a moment without its offset")
    return moment
