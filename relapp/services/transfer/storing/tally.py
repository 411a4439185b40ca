"""Counting what an import does, telling how far it is, and stopping it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from time import monotonic
from typing import TypeVar

from relapp.domain.imports import ImportCounts
from relapp.services.transfer.rows import BadRow

MOST_KEPT = 1000
"""So many rows of each result are kept to be shown; beyond that they are only counted."""

_PACE = 0.05
_ROWS = 256
T = TypeVar("T")

Progress = Callable[[int], bool]
"""Told how many rows were read; returns whether to go on."""


class Cancelled(Exception):  # noqa: N818 - no error: somebody changed their mind
    """The person stopped the import; the transaction around it takes everything back."""


class Note(StrEnum):
    """What else is to be said of a row."""

    CANCELLED = "cancelled"
    """An entry that a later file calls off: it is taken off."""
    ERASED = "erased"
    """Of somebody who was erased: left out, and counted as the same; a sale is taken in without them, as new."""
    REMOVED = "removed"
    """Somebody whom staff removed: left out, a sale of theirs kept without a customer."""


class Result(StrEnum):
    """What comes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"
    """Taken in, but it may mean somebody whom the shop has already; also counted as new or changed."""
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Seen:
    """One row to show: ``line`` in the file, ``who`` it names, ``what`` it says or adds, in the file's own words.

    ``customer_id`` is whom of the shop's customers it means; of a doubtful row, whom it may mean.
    """

    line: int
    who: str
    what: str = ""
    customer_id: int | None = None
    note: Note | None = None
    day: date | None = None
    """When that was which the note tells."""


@dataclass(slots=True)
class Tally:
    """What came of the rows so far."""

    progress: Progress
    new: int = 0
    changed: int = 0
    same: int = 0
    doubtful: int = 0
    bad: int = 0
    rows: int = 0
    people: int = 0
    """New customers."""
    notes: Counter[Note] = field(default_factory=Counter)
    """How many rows there is more to be said of: cancelled ones, those of somebody removed or erased."""
    most_bad: int = MOST_KEPT
    """So many bad rows are kept."""
    bad_rows: list[BadRow] = field(default_factory=list)
    seen: dict[Result, list[Seen]] = field(default_factory=lambda: {result: [] for result in Result})
    """The first :data:`MOST_KEPT` rows of each result but ``BAD``."""
    _told: float = 0.0

    def rows_of(self, rows: Iterable[T]) -> Iterator[T]:
        """The rows of a file, each counted as it is read.

        :raises Cancelled: nobody wants to go on.
        """
        for row in rows:
            self.rows += 1
            # Asking the clock costs as much as a tenth of a row.
            if self.rows % _ROWS == 0:
                self.go_on()
            yield row

    def row(self) -> None:
        """Count one row read.

        :raises Cancelled: nobody wants to go on.
        """
        self.rows += 1
        self.go_on()

    def go_on(self) -> None:
        """Tell how far it is, if that is due; to be called in whatever takes long.

        :raises Cancelled: nobody wants to go on.
        """
        now = monotonic()
        if now - self._told >= _PACE:
            self._told = now
            if not self.progress(self.rows):
                raise Cancelled

    def add(self, result: Result, rows: int = 1) -> None:
        """Count rows of one result."""
        setattr(self, result.value, getattr(self, result.value) + rows)

    def wants(self, result: Result) -> bool:
        """Whether one more row of this result is kept; ask before making a :class:`Seen`."""
        return len(self.seen[result]) < MOST_KEPT

    def see(self, result: Result, row: Seen) -> None:
        """Keep a row to be shown."""
        if self.wants(result):
            self.seen[result].append(row)

    def reject(self, row: BadRow) -> None:
        """Count and keep a bad row."""
        self.bad += 1
        if len(self.bad_rows) < self.most_bad:
            self.bad_rows.append(row)

    def counts(self) -> ImportCounts:
        """The counts as they are kept with the batch."""
        return ImportCounts(self.new, self.changed, self.same, self.doubtful, self.bad)
