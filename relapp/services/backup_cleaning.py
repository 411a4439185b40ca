"""Takes whoever was erased out of the backups as well, one backup at a time, wherever they can be reached.

Nothing is remembered of what is still to do: each backup tells by its own marks whom it knows to be gone. What is
remembered of a place that is out of reach is only that there was nothing left to do when it was last here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from relapp.domain.erasing import GONE, Mark
from relapp.domain.errors import StorageUnavailable
from relapp.domain.rotation import Backup, Reason
from relapp.services import erasure
from relapp.services.backups import Backups
from relapp.storage import backups, journal, resealing, schema, second_place
from relapp.storage import erasure as stored
from relapp.storage.database import Database


@dataclass(frozen=True, slots=True)
class Cleaning:
    """How far it is: ``cleaned`` says that one more was done now, ``unreached`` which folders could not be seen to.

    A folder that had nothing left to clean when it was last here is not among those, wherever it is now.
    """

    cleaned: bool
    unreached: tuple[Path, ...] = ()


def step(of: Backups, *, gone: str = GONE) -> Cleaning:
    """Clean one more backup; to be called until nothing is ``cleaned``. Then older daybooks go.

    A fresh backup is made first, so that at no moment there is none.

    :raises StorageUnavailable: the fresh one cannot be made.
    """
    database = of.operations.database
    with database.read() as reader:
        marks, erased_at = stored.marks(reader), journal.last_of(reader, erasure.NAME)
    if not marks:
        return Cleaning(cleaned=False)
    known, asked = second_place.cleaned(of.folder), _print(marks)
    clean, unreached = dict(known), []
    for folder in of.places():
        try:
            if _clean_one(of, folder, frozenset(marks), erased_at, gone):
                return Cleaning(cleaned=True)
        except StorageUnavailable as error:
            if folder == of.folder and error.code != "backup.unsound":
                raise
            unreached.append(folder)
            continue
        if _is_reached(folder):
            clean[str(folder)] = asked
        elif folder != of.folder and known.get(str(folder)) != asked:
            unreached.append(folder)
    if clean != known:
        with suppress(OSError):
            second_place.remember_cleaned(of.folder, clean)
    return Cleaning(cleaned=False, unreached=tuple(dict.fromkeys(unreached)))


def _print(marks: Iterable[Mark]) -> str:
    """By what it is known again that a place was cleaned of exactly these; nobody can be read off it."""
    return hashlib.sha256("\n".join(sorted(one.mark for one in marks)).encode()).hexdigest()


def _is_reached(folder: Path) -> bool:
    # A stick that was pulled out, or a network that is gone, answers with errors of its own.
    with suppress(OSError):
        return folder.is_dir()
    return False


def _clean_one(of: Backups, folder: Path, marks: frozenset[Mark], erased_at: int, gone: str) -> bool:
    database = of.operations.database
    dirty = list(_dirty(database, folder, marks))
    unreadable = backups.unreadable(folder, database.beside)
    found = [one for one in backups.listed(folder, database.beside) if one.verified_at is not None]
    # One that the shop's own file was not clean for is fresh as well, and cleaned below.
    fresh = [one for one in found if one.operation_id >= erased_at]
    if folder == of.folder and not fresh and (dirty or unreadable or found):
        of.make(Reason.ERASED)
        return True
    if dirty:
        _clean(of, folder, dirty[-1], marks, gone)
        return True
    volumes = backups.daybooks_before(folder, min((one.number for one in fresh), default=0))
    if volumes and folder == of.folder and fresh[-1].number == fresh[0].number and of.is_behind():
        # What was saved while it was made stands in one of these alone.
        of.make(Reason.ERASED)
        return True
    if unreadable or volumes:
        backups.remove(folder, [*unreadable, *volumes], database.beside)
    return False


def _dirty(database: Database, folder: Path, marks: frozenset[Mark]) -> Iterator[Backup]:
    for one in backups.listed(folder, database.beside):
        if not _is_clean(database, backups.file_of(folder, one), marks):
            yield one


def _is_clean(database: Database, path: Path, marks: frozenset[Mark]) -> bool:
    with suppress(StorageUnavailable), database.beside(path) as copy:
        version = copy.version()
        with copy.read() as reader:
            # Where nothing was ever done, nobody is; and there is no act that could take the marks.
            nobody = journal.last_id(reader) == 0
            # One of an older version may not know of marks; made anew it does.
            if version == schema.VERSION:
                return (nobody or marks <= set(stored.marks(reader))) and not stored.is_unclean(reader)
            return nobody
    return False


def _clean(of: Backups, folder: Path, backup: Backup, marks: frozenset[Mark], gone: str) -> None:
    database = of.operations.database

    def change(path: Path) -> None:
        with database.beside(path) as copy, copy.read() as reader:
            last = journal.last_id(reader)
        with database.reworked(path) as copy:
            _obey(copy, of, marks, last, gone)

    try:
        backups.remake(folder, backup, change, database.beside, at=of.operations.now())
    except StorageUnavailable as error:
        if error.code not in ("backup.unsound", "damaged", "not_a_database"):
            raise
        # Nothing sound can be made of it, and it holds them as before.
        backups.remove(folder, [backup.name], database.beside)


def _obey(copy: Database, of: Backups, marks: frozenset[Mark], last: int, gone: str) -> None:
    at = of.operations.now()
    # Past ``Operations``: it is nobody's act, and nobody there has to be let.
    with copy.write(erasure.NAME, at=at) as tx:
        erasure.obey(tx, sorted(marks, key=lambda one: one.mark), gone=gone)
    with copy.write("kept", at=at) as tx:
        # The acts of the shop that came after this backup are numbered on from its own last one.
        resealing.fold(tx, last)
        stored.note_clean(tx)
    copy.scrub()
