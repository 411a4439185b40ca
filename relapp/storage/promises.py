"""Promises: the ledger of what was said and whether it was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import func, select

from relapp.domain.promises import NewPromise, Promise, PromisedBy, PromiseState
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader, to_day
from relapp.storage.transaction import Transaction

_promise = schema.promise


def add(tx: Transaction, customer_id: int, new: NewPromise, made: date, source_id: int | None = None) -> int:
    """Store a promise; returns its id."""
    return tx.insert(
        _promise,
        customer_id=customer_id,
        words=new.words,
        due=new.due.isoformat() if new.due else None,
        promised_by=new.by,
        state=PromiseState.OPEN,
        made=made.isoformat(),
        closed=None,
        explanation="",
        source_id=source_id,
        staff_id=tx.staff_id,
    )


def settle(tx: Transaction, promise_id: int, state: PromiseState, day: date, explanation: str = "") -> None:
    """Close a promise, or open it again."""
    closed = None if state is PromiseState.OPEN else day.isoformat()
    tx.update(_promise, promise_id, state=state, closed=closed, explanation=explanation)


def reschedule(tx: Transaction, promise_id: int, due: date | None) -> None:
    """Move the due day."""
    tx.update(_promise, promise_id, due=due.isoformat() if due else None)


def find(reader: Reader, promise_ids: Collection[int]) -> list[Promise]:
    """These promises, by id."""
    found = []
    for some in portions(sorted(promise_ids)):
        found += [
            _to_promise(row)
            for row in reader.rows(select(_promise).where(_promise.c.id.in_(some)).order_by(_promise.c.id))
        ]
    return found


def of_customers(reader: Reader, customer_ids: Collection[int]) -> dict[int, list[Promise]]:
    """Every promise, oldest first, by customer."""
    return _by_customer(reader, customer_ids, None)


def open_of(reader: Reader, customer_ids: Collection[int]) -> dict[int, list[Promise]]:
    """The open promises, oldest first, by customer."""
    return _by_customer(reader, customer_ids, PromiseState.OPEN)


def _by_customer(reader: Reader, customer_ids: Collection[int], state: PromiseState | None) -> dict[int, list[Promise]]:
    found: dict[int, list[Promise]] = defaultdict(list)
    for some in portions(list(customer_ids)):
        statement = select(_promise).where(_promise.c.customer_id.in_(some))
        if state is not None:
            statement = statement.where(_promise.c.state == state)
        for row in reader.rows(statement.order_by(_promise.c.id)):
            found[row.customer_id].append(_to_promise(row))
    return found


def every_open(reader: Reader) -> list[Promise]:
    """All open promises of the shop, the earliest due first, those without a day last."""
    statement = select(_promise).where(_promise.c.state == PromiseState.OPEN)
    rows = reader.rows(statement.order_by(_promise.c.due.nulls_last(), _promise.c.id))
    return [_to_promise(row) for row in rows]


def ours(reader: Reader) -> list[Promise]:
    """Everything that we ever promised, oldest first."""
    statement = select(_promise).where(_promise.c.promised_by == PromisedBy.SHOP)
    return [_to_promise(row) for row in reader.rows(statement.order_by(_promise.c.id))]


def latest_closed(reader: Reader, limit: int) -> list[Promise]:
    """Kept, broken and explained promises, the latest first."""
    statement = select(_promise).where(_promise.c.state != PromiseState.OPEN)
    return [_to_promise(row) for row in reader.rows(statement.order_by(_promise.c.id.desc()).limit(limit))]


def count_by_state(reader: Reader) -> dict[PromiseState, int]:
    """How many promises stand in each state, ours and theirs."""
    statement = select(_promise.c.state, func.count()).group_by(_promise.c.state)
    return {PromiseState(state): number for state, number in reader.rows(statement)}


def count_due(reader: Reader, day: date) -> int:
    """How many open promises of ours are due on ``day`` or were before."""
    statement = select(func.count()).select_from(_promise)
    due = (_promise.c.state == PromiseState.OPEN, _promise.c.due <= day.isoformat())
    return int(reader.scalar(statement.where(*due, _promise.c.promised_by == PromisedBy.SHOP)))


def kept_in_time(reader: Reader) -> tuple[int, int]:
    """Of our closed promises with a due day: how many were kept by then, and how many there are."""
    ours = (_promise.c.promised_by == PromisedBy.SHOP, _promise.c.due.is_not(None), _promise.c.closed.is_not(None))
    closed = select(func.count()).select_from(_promise).where(*ours)
    kept = closed.where(_promise.c.state == PromiseState.KEPT, _promise.c.closed <= _promise.c.due)
    return int(reader.scalar(kept)), int(reader.scalar(closed))


def of_sources(reader: Reader, interaction_ids: Collection[int]) -> dict[int, list[Promise]]:
    """Promises by the entry they were given in."""
    found: dict[int, list[Promise]] = defaultdict(list)
    for some in portions(list(interaction_ids)):
        for row in reader.rows(select(_promise).where(_promise.c.source_id.in_(some)).order_by(_promise.c.id)):
            found[row.source_id].append(_to_promise(row))
    return found


def _to_promise(row: Any) -> Promise:
    return Promise(
        id=row.id,
        customer_id=row.customer_id,
        words=row.words,
        due=to_day(row.due),
        by=PromisedBy(row.promised_by),
        state=PromiseState(row.state),
        made=date.fromisoformat(row.made),
        source_id=row.source_id,
        staff_id=row.staff_id,
        closed=to_day(row.closed),
        explanation=row.explanation,
    )
