"""The shop's file lost, swapped or damaged: noticing it, and bringing everything back from a backup and the daybook.

What is brought back is made beside the file and looked through. Giving it the name ``-restored`` is the step that
decides: before it the old file stands as it did, after it the next start ends what was begun.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from relapp import signpost
from relapp.domain.erasing import Mark
from relapp.domain.errors import StorageUnavailable
from relapp.domain.recovery import Loss, Outlook, Restored
from relapp.domain.rotation import Backup
from relapp.services import erasure
from relapp.storage import backups, daybook, durable, fitting, keys, record_end, records, turning
from relapp.storage.backups import Look
from relapp.storage.chain import Head
from relapp.storage.database import Database
from relapp.storage.reader import to_moment
from relapp.storage.records import START, Record
from relapp.storage.replay import Line, Replayed, line, replay
from relapp.storage.sealing import seal_of

_PARTS = ("-wal", "-shm", "-journal")
"""What SQLite may keep beside a file."""

_MARKS_SINCE = 5
"""The schema version from which on a file knows who was erased."""

_HERE = frozenset({"full", "read_only", "missing", "locked"})
"""What another backup would meet as well."""


# -- opening --


def open_shop(file: Path, folder: Path, *, make: bool = True, key: bytes | None = None) -> Database:
    """Open the shop's file and keep its daybook in ``folder``, if it is the one that the daybook speaks of.

    Unless told to ``make`` it, the file has to be there. ``key`` opens a protected one.

    :raises StorageUnavailable: it cannot be used, or one of :class:`Loss`.
    """
    if signpost.is_coming(file):
        raise StorageUnavailable("missing", file=file.name)
    finish(file)
    last, end = _last(folder, key), record_end.kept(folder)
    if not file.exists():
        if end is not None or daybook.volumes(folder) or backups.listed(folder, _look(key)):
            raise StorageUnavailable("recovery.missing", file=file.name)
        if not make:
            raise StorageUnavailable("missing")
    database = Database.open(file, key=key)
    try:
        loss = _compared(database, last) or _led_on(database, folder, last, end)
        if loss is not None:
            raise StorageUnavailable(loss, file=file.name)
        _keep_daybook(database, folder, last)
    except BaseException:
        database.close()
        raise
    return database


def is_lost(file: Path, folder: Path) -> bool:
    """Whether there is no file, though there are backups or a daybook of it."""
    return not file.exists() and is_kept_in(folder)


def is_kept_in(folder: Path) -> bool:
    """Whether there are backups or a daybook in a folder."""
    return backups.highest(folder) > 0 or bool(daybook.volumes(folder))


def is_protected(file: Path, folder: Path) -> bool:
    """Whether the shop opens only with a key, also where its file was lost or a plain copy was put over it.

    Slots beside the backups alone tell it of a file that nobody can read, or of a lost one whose copies nobody can.
    """
    if keys.place(file).is_file():
        return True
    if not has_slots(file, folder):
        return False
    if file.exists():
        return file.stat().st_size > 0 and not keys.is_plain(file)
    return _copies_are_sealed(folder)


def has_slots(file: Path, folder: Path) -> bool:
    """Whether what wraps a key of the shop is there: beside its file, or beside its backups."""
    return keys.place(file).is_file() or (folder / keys.place(file).name).is_file()


def _copies_are_sealed(folder: Path) -> bool:
    newest = max(folder.glob("*.backup"), default=None)
    if newest is not None:
        return not keys.is_plain(newest)
    with suppress(OSError):
        return not any(daybook.is_open(one.path) for one in daybook.volumes(folder)[-1:])
    return False


def _keep_daybook(database: Database, folder: Path, last: Record | None) -> None:
    book = database.keep_daybook(folder)
    with database.read() as reader:
        here = records.newest(reader)
    if last is None or last.this != here:
        # A crash between the save and the daybook, or all of it was done before there was one.
        held = [one.operation_id for one in backups.listed(folder, database.beside)]
        book.wants_backup = here.operation_id != (held[-1] if held else 0)


def _look(key: bytes | None) -> Look:
    return lambda path: Database.look_at(path, key)


def _last(folder: Path, key: bytes | None) -> Record | None:
    body = daybook.last(folder, seal_of(key, daybook.PURPOSE))
    with suppress(ValueError):
        return None if body is None else records.decoded(body)
    return None


def _compared(database: Database, last: Record | None) -> Loss | None:
    if last is None:
        return None
    with database.read() as reader:
        shop, newest = records.shop_id(reader), records.newest(reader)
        there = records.point_of(reader, last.this.operation_id)
    if shop is not None and shop != last.shop:
        return Loss.ANOTHER
    if newest.operation_id < last.this.operation_id or there not in (None, last.this):
        return Loss.OLDER
    return None


def _led_on(database: Database, folder: Path, last: Record | None, end: Head | None) -> Loss | None:
    """Whether the record leads on from where it ended, as was kept beside the backups and in the daybook.

    Where it does not, ``database.unlike`` says so, and what tells it is kept: the next record would cover it up.
    """
    with database.read() as reader:
        shop = records.shop_id(reader)
        if record_end.kept(folder, shop) is None:
            end = None
        heads = [head for head in (end, last.head if last else None) if head is not None]
        for head in heads:
            found = fitting.unlike(reader, head)
            if found is not None and found.code == "cut":
                return Loss.OLDER
            if found is not None and database.unlike is None:
                database.unlike = found
                if shop is not None:
                    record_end.keep(folder, shop, head)
    database.ends = tuple(heads)
    return None


def keep_as_is(file: Path, folder: Path) -> None:
    """Go on with the file as it stands, or with an empty shop where there is none.

    The daybook so far counts for nothing; it is kept.

    :raises StorageUnavailable: the folder cannot be written.
    """
    with _named(folder):
        record_end.let_go(folder)
        daybook.set_aside(folder)
    if not file.exists():
        Database.open(file).close()


# -- what would come back --


def outlook(folder: Path, loss: Loss, key: bytes | None = None) -> Outlook:
    """What :func:`restore` would bring, as far as a look without checking everything can tell."""
    found = _written(folder, key)
    look = _look(key)
    for one in _newest_first(folder, look):
        with suppress(StorageUnavailable), look(backups.file_of(folder, one)) as copy, copy.read() as there:
            ahead = line(found, records.newest(there), records.shop_id(there))
            return _told(loss, ahead, one)
    if found and found[0].before == START:
        return _told(loss, line(found, START, found[-1].shop), None)
    return Outlook(loss, possible=False)


def _told(loss: Loss, ahead: Line, backup: Backup | None) -> Outlook:
    operations = ahead.operations
    last = to_moment(operations[-1].moment, 0).astimezone() if operations else backup.at if backup else None
    missing = sum(last_id - first_id + 1 for first_id, last_id in ahead.missing)
    return Outlook(loss, True, backup, len(operations), last, missing)


def _written(folder: Path, key: bytes | None) -> list[Record]:
    found = []
    for body in daybook.read(folder, seal_of(key, daybook.PURPOSE)).bodies:
        with suppress(ValueError):
            found.append(records.decoded(body))
    return found


def _newest_first(folder: Path, look: Look) -> list[Backup]:
    """Those that were found sound before the others: nobody knows what these are."""
    known = reversed(backups.listed(folder, look))
    return sorted(known, key=lambda one: one.verified_at is None)


# -- bringing it back --


@dataclass(frozen=True, slots=True)
class _Places:
    """The files that one restoring makes."""

    file: Path

    @property
    def making(self) -> Path:
        return self._called("restoring")

    @property
    def ready(self) -> Path:
        return self._called("restored")

    @property
    def aside(self) -> Path:
        """For the old file; the same however often putting in place is begun."""
        made = datetime.fromtimestamp(self.ready.stat().st_mtime, UTC)
        return self._called(f"before-restore-{made:%Y%m%d-%H%M%S-%f}")

    def _called(self, what: str) -> Path:
        return self.file.with_name(f"{self.file.stem}-{what}{self.file.suffix}")


def restore(
    file: Path, folder: Path, *, at: datetime, chosen: Path | None = None, key: bytes | None = None
) -> Restored:
    """Put the newest sound backup and the daybook in the place of the shop's file, or the ``chosen`` copy as it is.

    Nobody may have the file open. What stood there is kept under another name. Whoever was erased since stays erased.

    :raises StorageUnavailable: ``recovery.nothing``: there is no sound copy; or the disk is full or cannot be written.
    """
    finish(file)
    places, found = _Places(file), _written(folder, key)
    look = _look(key)
    marks = _marks(file, folder, found, look)
    for source in [chosen] if chosen else _sources(folder, found, look):
        with _given_up(places.making, others=chosen is None):
            restored, goes_on = _made(places.making, source, [] if chosen else found, marks, at, key)
            with _named(file):
                # A copy may end before it, and was changed by nobody.
                record_end.let_go(folder)
                durable.rename(places.making, places.ready)
                aside = finish(file)
                if not goes_on:
                    daybook.set_aside(folder)
            return replace(restored, aside=aside)
    raise StorageUnavailable("recovery.nothing")


def _sources(folder: Path, found: list[Record], look: Look) -> Iterator[Path | None]:
    yield from (backups.file_of(folder, one) for one in _newest_first(folder, look))
    if found and found[0].before == START:
        yield None


@contextmanager
def _given_up(making: Path, *, others: bool) -> Iterator[None]:
    """Leave nothing half-made; what only this backup has against it is no matter where there are others."""
    try:
        yield
    except StorageUnavailable as error:
        if not others or error.code in _HERE:
            raise
    finally:
        _remove(making)


def _made(
    making: Path, source: Path | None, found: list[Record], marks: list[Mark], at: datetime, key: bytes | None
) -> tuple[Restored, bool]:
    """Make the file; also whether the daybook goes on from it."""
    _remove(making)
    if source is not None:
        with _named(source):
            shutil.copyfile(source, making)
        if key is not None and turning.remake([making], None, key):
            # A plain copy would be a plain shop.
            raise StorageUnavailable("damaged", file=source.name)
    database = Database.open(making, key=key)
    try:
        came = replay(database, found) if found else Replayed(0, (), 0, 0)
        with database.write("erase", at=at) as tx:
            erased = erasure.obey(tx, marks)
        # Not whether the record fits: a shop that was changed from outside has to come back all the same.
        if database.check_file():
            raise StorageUnavailable("damaged", file=making.name)
        goes_on = bool(found) and _compared(database, found[-1]) is None
    finally:
        database.close()
        _remove_upgraded(making)
    with _named(making):
        wal = making.with_name(making.name + "-wal")
        if wal.exists() and wal.stat().st_size:
            raise StorageUnavailable("locked", file=making.name)
        durable.sync(making)
    return Restored(source, came.operations, came.missing, came.left_out, came.foreign, erased, None), goes_on


def _marks(file: Path, folder: Path, found: Iterable[Record], look: Look) -> list[Mark]:
    """Whoever was erased, as the daybook, the backups and the old file (where it can be read) know."""
    known: dict[Mark, None] = {}
    shops: set[str | None] = {None, *(record.shop for record in found)}
    for record in found:
        known |= dict.fromkeys(record.marks)
    for path in (*(backups.file_of(folder, one) for one in backups.listed(folder, look)), file):
        with suppress(StorageUnavailable), look(path) as copy, copy.read() as there:
            if copy.version() >= _MARKS_SINCE and records.shop_id(there) in shops:
                known |= dict.fromkeys(erasure.kept_marks(there))
    return list(known)


def finish(file: Path) -> Path | None:
    """Put what was made in place, if an earlier run began with that; returns where the old file is now.

    :raises StorageUnavailable: somebody has one of the files open.
    """
    places = _Places(file)
    with _named(file):
        if not places.ready.exists():
            return None
        aside = places.aside
        # What belongs to the old file must not be taken for a part of the new one.
        for ending in ("", *_PARTS):
            with suppress(FileNotFoundError):
                file.with_name(file.name + ending).replace(aside.with_name(aside.name + ending))
        durable.rename(places.ready, file)
        return aside if aside.exists() else None


def give_up(file: Path) -> None:
    """Take away what an earlier run had half made; nobody may be restoring meanwhile.

    It would stay beside the shop: readable where that is protected, and with those who were erased.
    """
    making = _Places(file).making
    _remove(making)
    _remove_upgraded(making)


def _remove_upgraded(making: Path) -> None:
    """The upgrade of an older backup keeps a copy of it."""
    with suppress(OSError):
        for copy in making.parent.glob(f"{escape(making.stem)}-before-v*"):
            copy.unlink()


def _remove(path: Path) -> None:
    for ending in ("", *_PARTS):
        with suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _named(file: Path) -> AbstractContextManager[None]:
    return durable.misfortunes_named(file, "recovery.failed")
