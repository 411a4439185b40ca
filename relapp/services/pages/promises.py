"""The shop's promise ledger."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relapp.domain.promises import Promise, PromisedBy, PromiseState, is_late
from relapp.storage import customers, promises, staff
from relapp.storage.reader import Reader

MOST_CLOSED = 500
"""So many closed promises are listed, the latest first; all are counted."""


class Shelf(StrEnum):
    """Where in the ledger a promise stands."""

    LATE = "late"
    OPEN = "open"
    THEIRS = "theirs"
    KEPT = "kept"
    BROKEN = "broken"
    EXPLAINED = "explained"


_CLOSED = {
    PromiseState.KEPT: Shelf.KEPT,
    PromiseState.BROKEN: Shelf.BROKEN,
    PromiseState.EXPLAINED: Shelf.EXPLAINED,
}


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One promise, to whom it was given, and by whom."""

    promise: Promise
    customer: str
    staff: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The promises of each shelf, the most pressing (or latest closed) first, and how many there are in all.

    ``kept_in_time`` of ``closed`` promises of ours with a due day were kept on or before it.
    """

    shelves: dict[Shelf, tuple[LedgerRow, ...]]
    counts: dict[Shelf, int]
    kept_in_time: int
    closed: int


def page(reader: Reader, today: date) -> Ledger:
    """The ledger as of ``today``."""
    standing = promises.every_open(reader)
    done = promises.latest_closed(reader, MOST_CLOSED)
    by_state = promises.count_by_state(reader)
    shelves: dict[Shelf, list[Promise]] = {shelf: [] for shelf in Shelf}
    for promise in (*standing, *done):
        shelves[shelf_of(promise, today)].append(promise)
    counts = {shelf: len(found) for shelf, found in shelves.items()}
    counts |= {shelf: by_state.get(state, 0) for state, shelf in _CLOSED.items()}
    kept_in_time, closed = promises.kept_in_time(reader)
    dressed = _Dresser(reader, [promise.customer_id for promise in (*standing, *done)])
    rows = {shelf: tuple(map(dressed.row, found)) for shelf, found in shelves.items()}
    return Ledger(rows, counts, kept_in_time, closed)


def shelf_of(promise: Promise, today: date) -> Shelf:
    """Where a promise stands."""
    if promise.state in _CLOSED:
        return _CLOSED[promise.state]
    if promise.by is PromisedBy.CUSTOMER:
        return Shelf.THEIRS
    return Shelf.LATE if is_late(promise, today) else Shelf.OPEN


class _Dresser:
    def __init__(self, reader: Reader, customer_ids: Collection[int]) -> None:
        self._names = {one.id: one.name for one in customers.find(reader, set(customer_ids))}
        self._staff = {member.id: member.name for member in staff.every(reader)}

    def row(self, promise: Promise) -> LedgerRow:
        """A promise with its names."""
        return LedgerRow(promise, self._names.get(promise.customer_id, ""), self._staff.get(promise.staff_id or 0, ""))
