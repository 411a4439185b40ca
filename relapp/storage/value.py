"""What customers paid, gave back and asked of the shop between two days: over the whole shop, or of a few customers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from relapp.domain.interactions import CAME, SALES, Kind
from relapp.domain.value import Period
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader

_part, _line, _entry, _case = schema.participant, schema.purchase_line, schema.interaction, schema.recovery_case

_CONTACTS = sorted(set(Kind) - CAME - SALES - {Kind.NOTE})
"""Kinds that take somebody's time and are no sale."""


MOST_PIECES = 2_000
"""More pieces of evidence are not asked for."""


class Sums(NamedTuple):
    """One customer's entries of a period; money in minor units of the shop's currency, as ``domain.value`` has it."""

    customer_id: int
    visits: int
    bought: int
    returned: int
    contacts: int


class Taken(NamedTuple):
    """What one customer paid for one product, returns taken off; ``discount`` is that of what was bought."""

    customer_id: int
    product_id: int
    amount: int
    discount: int


class Remedied(NamedTuple):
    """What putting right cost for one customer, and how many cases have no cost in the shop's currency."""

    customer_id: int
    cost: int
    unpriced: int


def sums(reader: Reader, period: Period, customer_ids: Collection[int] | None = None) -> list[Sums]:
    """Everybody with an entry in the period, or those of ``customer_ids`` who have one."""
    is_return = _part.c.kind == Kind.RETURN
    statement = select(
        _part.c.customer_id,
        func.count(case((_part.c.kind.in_(sorted(CAME)), _part.c.day)).distinct()),
        func.coalesce(func.sum(case((is_return, 0), else_=_part.c.amount)), 0),
        func.coalesce(func.sum(case((is_return, -_part.c.amount), else_=0)), 0),
        func.count(case((and_(_part.c.kind.in_(_CONTACTS), _part.c.place == 0), 1))),
    ).where(_within(period))
    return [Sums(*row) for row in _by_customer(reader, statement.group_by(_part.c.customer_id), customer_ids)]


def discounts(
    reader: Reader, period: Period, currency: str, customer_ids: Collection[int] | None = None
) -> dict[int, int]:
    """What was let off each customer who paid, in ``currency``; those without a discount are not there."""
    statement = (
        _lines(select(_part.c.customer_id, func.sum(_line.c.discount)), period, currency)
        .where(_line.c.discount != 0, _line.c.quantity > 0)
        .group_by(_part.c.customer_id)
    )
    return {row[0]: row[1] for row in _by_customer(reader, statement, customer_ids)}


def taken(
    reader: Reader,
    period: Period,
    currency: str,
    product_ids: Collection[int],
    customer_ids: Collection[int] | None = None,
) -> Iterator[Taken]:
    """What each customer who paid took of these products in ``currency``."""
    discount = func.sum(case((_line.c.quantity > 0, _line.c.discount), else_=0))
    amount = func.coalesce(func.sum(_line.c.amount), 0)
    for some in portions(sorted(product_ids)):
        statement = (
            _lines(select(_part.c.customer_id, _line.c.product_id, amount, discount), period, currency)
            .where(_line.c.product_id.in_(some))
            .group_by(_part.c.customer_id, _line.c.product_id)
        )
        for row in _by_customer(reader, statement, customer_ids):
            yield Taken(*row)


def remedies(
    reader: Reader, period: Period, currency: str, customer_ids: Collection[int] | None = None
) -> list[Remedied]:
    """What the cases opened in the period cost, by customer."""
    priced = and_(_case.c.cost.is_not(None), _case.c.currency == currency)
    statement = (
        select(
            _case.c.customer_id,
            func.coalesce(func.sum(case((priced, _case.c.cost), else_=0)), 0),
            func.count(case((priced, None), else_=1)),
        )
        .where(_opened(period))
        .group_by(_case.c.customer_id)
    )
    return [Remedied(*row) for row in _by_customer(reader, statement, customer_ids, _case.c.customer_id)]


def by_day(reader: Reader, period: Period) -> dict[int, int]:
    """What was paid on each day (an ordinal) of the period, returns taken off."""
    statement = select(_part.c.day, func.sum(_part.c.amount)).where(_within(period)).group_by(_part.c.day)
    return {row[0]: row[1] for row in reader.rows(statement)}


def payers(reader: Reader, period: Period) -> list[int]:
    """Who paid or got something back in the period, those first who paid most."""
    paid = func.sum(_part.c.amount)
    statement = select(_part.c.customer_id).where(_within(period), _part.c.amount != 0)
    return reader.scalars(statement.group_by(_part.c.customer_id).order_by(paid.desc(), _part.c.customer_id))


def returns(reader: Reader, period: Period, customer_id: int | None = None) -> list[tuple[int, int]]:
    """Entry and customer of every return, the newest first."""
    return _pieces(reader, period, _part.c.kind == Kind.RETURN, customer_id)


def contacts(reader: Reader, period: Period, customer_id: int | None = None) -> list[tuple[int, int]]:
    """Entry and customer of everything that took time and was no sale, the newest first."""
    return _pieces(reader, period, _part.c.kind.in_(_CONTACTS), customer_id)


def discounted(reader: Reader, period: Period, currency: str, customer_id: int | None = None) -> list[tuple[int, int]]:
    """Entry and customer of everything with a discount, the newest first."""
    lines = select(_line.c.interaction_id).join(_entry, _entry.c.id == _line.c.interaction_id)
    lines = lines.where(_line.c.discount != 0, _line.c.quantity > 0, _entry.c.currency == currency)
    return _pieces(reader, period, _part.c.interaction_id.in_(lines), customer_id)


def _pieces(
    reader: Reader, period: Period, such: ColumnElement[bool], customer_id: int | None
) -> list[tuple[int, int]]:
    statement = select(_part.c.interaction_id, _part.c.customer_id).where(_within(period), _part.c.place == 0, such)
    if customer_id is not None:
        statement = statement.where(_part.c.customer_id == customer_id)
    statement = statement.order_by(_part.c.moment.desc(), _part.c.interaction_id.desc()).limit(MOST_PIECES)
    return [(entry, customer) for entry, customer in reader.rows(statement)]


def cases(reader: Reader, period: Period, customer_id: int | None = None) -> list[tuple[int, int]]:
    """Id and customer of the cases opened in the period, the newest first."""
    statement = select(_case.c.id, _case.c.customer_id).where(_opened(period))
    if customer_id is not None:
        statement = statement.where(_case.c.customer_id == customer_id)
    statement = statement.order_by(_case.c.opened.desc(), _case.c.id.desc()).limit(MOST_PIECES)
    return [(case_id, customer) for case_id, customer in reader.rows(statement)]


def first_day(reader: Reader) -> int | None:
    """The first day (an ordinal) on which anybody came, ``None`` in a shop without visits."""
    found: int | None = reader.scalar(select(func.min(_part.c.day)).where(_part.c.kind.in_(sorted(CAME))))
    return found


def _within(period: Period) -> ColumnElement[bool]:
    return and_(_part.c.day >= period.first.toordinal(), _part.c.day < period.until.toordinal())


def _opened(period: Period) -> ColumnElement[bool]:
    return and_(_case.c.opened >= period.first.isoformat(), _case.c.opened < period.until.isoformat())


def _lines(statement: Select[*tuple[Any, ...]], period: Period, currency: str) -> Select[*tuple[Any, ...]]:
    # Whoever paid has the lines, so that sums count each once.
    return (
        statement.join(_line, _line.c.interaction_id == _part.c.interaction_id)
        .join(_entry, _entry.c.id == _part.c.interaction_id)
        .where(_part.c.place == 0, _entry.c.currency == currency, _within(period))
    )


def _by_customer(
    reader: Reader,
    statement: Select[*tuple[Any, ...]],
    customer_ids: Collection[int] | None,
    column: ColumnElement[int] = _part.c.customer_id,
) -> Iterator[Any]:
    if customer_ids is None:
        yield from reader.stream(statement)
        return
    for some in portions(sorted(set(customer_ids))):
        yield from reader.rows(statement.where(column.in_(some)))
