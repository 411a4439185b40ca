"""Cases: complaints being put right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import select

from relapp.domain.cases import Case
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader, to_day

_case = schema.recovery_case


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
