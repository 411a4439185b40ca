"""Cases: complaints being put right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import func, select

from relapp.domain.cases import Case, NewCase
from relapp.domain.interactions import Kind
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader, to_day
from relapp.storage.transaction import Transaction

_case = schema.recovery_case


def add(tx: Transaction, customer_id: int, new: NewCase, opened: date, currency: str, source_id: int | None) -> int:
    """Store an open case; returns its id. What was promised is linked by :func:`link_promise`."""
    return tx.insert(
        _case,
        customer_id=customer_id,
        source_id=source_id,
        **_told(new),
        currency=currency,
        promise_id=None,
        opened=opened.isoformat(),
        asked_again=None,
        closed=None,
        all_right=None,
        said="",
    )


def change(tx: Transaction, case_id: int, new: NewCase) -> None:
    """Store what is said of it now."""
    tx.update(_case, case_id, **_told(new))


def _told(new: NewCase) -> dict[str, Any]:
    return {
        "cause": new.cause,
        "severity": new.severity,
        "remedy": new.remedy,
        "cost": new.cost,
        "owner_id": new.owner_id,
        "ask_on": _iso(new.ask_on),
    }


def link_promise(tx: Transaction, case_id: int, promise_id: int) -> None:
    """Note what was promised about it."""
    tx.update(_case, case_id, promise_id=promise_id)


def answer(tx: Transaction, case_id: int, day: date, said: str, *, ask_on: date | None, all_right: bool) -> None:
    """Note what they answered when they were asked again on ``day``; all right closes the case."""
    closed = _iso(day if all_right else None)
    asked = day.isoformat()
    tx.update(_case, case_id, asked_again=asked, all_right=all_right, said=said, ask_on=_iso(ask_on), closed=closed)


def close(tx: Transaction, case_id: int, day: date) -> None:
    """End it."""
    tx.update(_case, case_id, closed=day.isoformat())


def reopen(tx: Transaction, case_id: int, ask_on: date) -> None:
    """Begin again: they are to be asked anew."""
    tx.update(_case, case_id, closed=None, asked_again=None, all_right=None, said="", ask_on=ask_on.isoformat())


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def of_customers(reader: Reader, customer_ids: Collection[int]) -> dict[int, list[Case]]:
    """Every case, open or ended, oldest first, by customer."""
    found: dict[int, list[Case]] = defaultdict(list)
    for some in portions(list(customer_ids)):
        statement = select(_case).where(_case.c.customer_id.in_(some)).order_by(_case.c.id)
        for row in reader.rows(statement):
            found[row.customer_id].append(_to_case(row))
    return found


def find(reader: Reader, case_ids: Collection[int]) -> list[Case]:
    """These cases, by id."""
    found = []
    for some in portions(sorted(case_ids)):
        found += [_to_case(row) for row in reader.rows(select(_case).where(_case.c.id.in_(some)).order_by(_case.c.id))]
    return found


def of_source(reader: Reader, interaction_id: int, customer_id: int) -> Case | None:
    """The case that began with this complaint of theirs."""
    statement = select(_case).where(_case.c.source_id == interaction_id, _case.c.customer_id == customer_id)
    row = reader.row(statement.order_by(_case.c.id))
    return None if row is None else _to_case(row)


def every(reader: Reader) -> list[Case]:
    """Every case there ever was, oldest first."""
    return [_to_case(row) for row in reader.rows(select(_case).order_by(_case.c.id))]


def every_unended(reader: Reader) -> list[Case]:
    """Every case that nobody closed, the one to be asked about first in front."""
    statement = select(_case).where(_case.c.closed.is_(None))
    return [_to_case(row) for row in reader.rows(statement.order_by(_case.c.ask_on.nulls_first(), _case.c.id))]


def with_remedy(reader: Reader) -> list[Case]:
    """Every case for which something was done, oldest first."""
    return [_to_case(row) for row in reader.rows(select(_case).where(_case.c.remedy != "").order_by(_case.c.id))]


def bought_after(reader: Reader, cases: Collection[Case]) -> set[int]:
    """The ids of those of ``cases`` after whose first day the customer bought something."""
    _p = schema.participant
    last: dict[int, int] = {}
    for some in portions(sorted({case.customer_id for case in cases})):
        statement = select(_p.c.customer_id, func.max(_p.c.day)).where(_p.c.customer_id.in_(some))
        statement = statement.where(_p.c.kind == Kind.PURCHASE).group_by(_p.c.customer_id)
        last |= {row[0]: row[1] for row in reader.rows(statement)}
    return {case.id for case in cases if last.get(case.customer_id, 0) > case.opened.toordinal()}


def causes(reader: Reader) -> list[str]:
    """Every cause that was noted."""
    return reader.scalars(select(_case.c.cause).distinct().order_by(_case.c.cause))


def _to_case(row: Any) -> Case:
    return Case(
        id=row.id,
        customer_id=row.customer_id,
        source_id=row.source_id,
        cause=row.cause,
        severity=row.severity,
        remedy=row.remedy,
        cost=row.cost,
        currency=row.currency,
        owner_id=row.owner_id,
        promise_id=row.promise_id,
        opened=date.fromisoformat(row.opened),
        asked_again=to_day(row.asked_again),
        closed=to_day(row.closed),
        ask_on=to_day(row.ask_on),
        all_right=row.all_right,
        said=row.said,
    )
