"""What was learned within some days, over the whole shop."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import and_, exists, select

from relapp.domain.changes import OperationState
from relapp.domain.customers import ContactKind
from relapp.domain.facts import OF_ENTRIES, Fact
from relapp.domain.interactions import CAME
from relapp.domain.learned import Lesson, What
from relapp.domain.question_bank import PutAnswer
from relapp.domain.receipts import Receipt, Source
from relapp.storage import facts, schema
from relapp.storage.reader import Reader, to_moment

_fact = schema.fact


def learned(reader: Reader, first: date, last: date) -> list[Lesson]:
    """Facts that were learned on the days from ``first`` to ``last``: new ones, and those that corrected another."""
    earlier = _fact.alias()
    corrected = exists(
        select(earlier.c.id).where(earlier.c.superseded_by == _fact.c.id, earlier.c.learned <= _fact.c.learned)
    )
    statement = (
        select(_fact.c.id, _fact.c.customer_id, _fact.c.staff_id, _fact.c.learned, corrected.label("corrected"))
        .where(_fact.c.learned.between(first.isoformat(), last.isoformat()), _fact.c.kind.not_in(OF_ENTRIES))
        .order_by(_fact.c.id)
    )
    return [
        Lesson(
            date.fromisoformat(row.learned),
            What.CORRECTED if row.corrected else What.NEW,
            Receipt(Source.FACT, row.id),
            row.customer_id,
            row.staff_id,
        )
        for row in reader.rows(statement)
    ]


def confirmed(reader: Reader, first: date, last: date) -> list[Lesson]:
    """Facts of which somebody noted that they still hold, once a day each; the journal knows who and when."""
    change, operation = schema.change, schema.operation
    local = operation.c.moment + operation.c.utc_offset * 60
    acts = and_(local >= _midnight(first), local < _midnight(last + timedelta(days=1)))
    statement = (
        select(change.c.row_id, operation.c.staff_id, operation.c.moment, operation.c.utc_offset, _fact.c.customer_id)
        .join(operation, operation.c.id == change.c.operation_id)
        .join(_fact, _fact.c.id == change.c.row_id)
        .where(change.c.table_name == _fact.name, change.c.action == "update", acts)
        .where(operation.c.state == OperationState.DONE, change.c.after.like('%"confirmed":%'))
        .order_by(change.c.id)
    )
    found: dict[tuple[int, date], Lesson] = {}
    for row in reader.rows(statement):
        day = to_moment(row.moment, row.utc_offset).date()
        lesson = Lesson(day, What.CONFIRMED, Receipt(Source.FACT, row.row_id), row.customer_id, row.staff_id)
        found.setdefault((row.row_id, day), lesson)
    return list(found.values())


def answered(reader: Reader, first: date, last: date) -> list[Lesson]:
    """Questions that were answered, each by the fact that it taught, or (nothing of the kind) by its customer."""
    put = schema.question_put
    statement = (
        select(put.c.day, put.c.fact_id, put.c.customer_id, put.c.staff_id)
        .where(put.c.answer == PutAnswer.ANSWERED, put.c.day.between(first.isoformat(), last.isoformat()))
        .order_by(put.c.id)
    )
    return [
        Lesson(
            date.fromisoformat(row.day),
            What.ANSWERED,
            Receipt(Source.CUSTOMER, row.customer_id) if row.fact_id is None else Receipt(Source.FACT, row.fact_id),
            row.customer_id,
            row.staff_id,
        )
        for row in reader.rows(statement)
    ]


def holding(reader: Reader, day: date) -> list[Fact]:
    """Everything that is known on ``day`` of anybody themselves, oldest first."""
    statement = select(_fact.c.id).where(
        _fact.c.superseded_by.is_(None), _fact.c.retired.is_(False), _fact.c.kind.not_in(OF_ENTRIES),
        _fact.c.learned <= day.isoformat(),
    )  # fmt: skip
    return facts.find(reader, reader.scalars(statement))


def came_since(reader: Reader, day: date, last: date) -> set[int]:
    """Who came on one of the days from ``day`` to ``last``."""
    part = schema.participant
    days = part.c.day.between(day.toordinal(), last.toordinal())
    return set(reader.scalars(select(part.c.customer_id).where(days, part.c.kind.in_(sorted(CAME))).distinct()))


def reachable(reader: Reader) -> set[int]:
    """Who has a phone number, an e-mail or an address."""
    point = schema.contact_point
    kinds = (ContactKind.PHONE, ContactKind.EMAIL, ContactKind.ADDRESS)
    return set(reader.scalars(select(point.c.customer_id).where(point.c.kind.in_(kinds)).distinct()))


def _midnight(day: date) -> int:
    return (day - date(1970, 1, 1)).days * 86_400
