"""What a backup holds, and what of today it does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from relapp.storage import backup_contents
from relapp.storage.database import Database


@dataclass(frozen=True, slots=True)
class Told:
    """How much a file holds, and when something was last done in it."""

    customers: int
    entries: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What going back to a backup means: what it holds, and what the shop holds now. ``acts`` were done since."""

    then: Told
    now: Told
    acts: int


def told(database: Database) -> Told:
    """Of a shop's file, also of an older version.

    :raises StorageUnavailable: it cannot be read.
    """
    with database.read() as reader:
        return Told(*backup_contents.told(reader))


def difference(database: Database, path: Path, operation_id: int) -> Difference:
    """Between a backup and the shop that is open.

    :raises StorageUnavailable: the backup cannot be read.
    """
    with database.beside(path) as copy:
        then = told(copy)
    with database.read() as reader:
        acts = backup_contents.acts_after(reader, operation_id)
    return Difference(then, told(database), acts)
