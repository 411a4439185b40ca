"""What may have happened to a shop's file, and what would bring it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from relapp.domain.rotation import Backup


class Loss(StrEnum):
    """What became of the file; each is the code of a ``StorageUnavailable`` as well."""

    MISSING = "recovery.missing"
    """There is none, though there are backups or a daybook of it."""
    ANOTHER = "recovery.another"
    """The daybook speaks of another shop."""
    OLDER = "recovery.older"
    """What the daybook says was done last is not in it: an older copy stands in its place."""
    DAMAGED = "damaged"
    NO_DATABASE = "not_a_database"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What bringing everything back would give: ``backup`` and so many ``operations`` since.

    Without a ``backup`` the daybook alone has it all. ``last`` is when the last of it was done. ``missing`` operations
    are known to be in neither.
    """

    loss: Loss
    possible: bool
    backup: Backup | None = None
    operations: int = 0
    last: datetime | None = None
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, and where the file is that stood there before."""

    backup: Path | None
    operations: int
    missing: tuple[tuple[int, int], ...]
    """First and last ids of operations that were not found."""
    left_out: int
    """Rows that could not stand without what is missing."""
    foreign: int
    """Operations that followed another state of the shop, and were left out."""
    erased: int
    """Customers who were erased since the backup, and were erased again."""
    aside: Path | None
