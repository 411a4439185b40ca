"""Which products customers took and brought back, and when: over the whole shop in one pass, or of a few customers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import Select, case, func, select

from relapp.domain.days import day_of
from relapp.domain.interactions import SALES, Kind
from relapp.domain.protect import Again, Had
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.interactions import for_themselves
from relapp.storage.reader import Reader

_PORTION = 20_000
_LATELY = 2_000

_part, _line = schema.participant, schema.purchase_line


def before(reader: Reader, day: date) -> Iterator[list[int]]:
    """Every purchase line before a local day, in portions.

    Four numbers a line, one after another: customer, product, day (an ordinal), quantity in thousandths (below zero for
    a return). Who took part in an entry took all of its lines, unless it was bought for somebody else.
    """
    with reader.connection.execute(_lines(day)) as result:
        # Whole numbers need none of what a row can do, which would take as long as reading them.
        while result.cursor is not None and (rows := result.cursor.fetchmany(_PORTION)):
            yield list(chain.from_iterable(rows))


def of_customers(reader: Reader, customer_ids: Collection[int], day: date) -> list[int]:
    """The like of :func:`before`, of these customers only."""
    found: list[int] = []
    for some in portions(sorted(customer_ids)):
        found += chain.from_iterable(reader.rows(_lines(day).where(_part.c.customer_id.in_(some))))
    return found


def _lines(day: date) -> Select[*tuple[Any, ...]]:
    return (
        select(_part.c.customer_id, _line.c.product_id, _part.c.day, _line.c.quantity)
        .join(_line, _line.c.interaction_id == _part.c.interaction_id)
        .where(_part.c.kind.in_(sorted(SALES)), _part.c.day < day.toordinal())
        .where(for_themselves(_line.c.interaction_id))
    )


def had(reader: Reader, customer_id: int) -> list[Had]:
    """Every product that a customer took and did not bring back in full, by id."""
    bought = _line.c.quantity > 0
    day = case((bought, _part.c.day))
    statement = (
        select(
            _line.c.product_id,
            schema.product.c.name,
            func.count(day.distinct()),
            func.max(day),
            # SQLite gives the other columns of the row in which the maximum stands.
            _part.c.interaction_id,
        )
        .join(_line, _line.c.interaction_id == _part.c.interaction_id)
        .join(schema.product, schema.product.c.id == _line.c.product_id)
        .where(_part.c.customer_id == customer_id, _part.c.kind.in_(sorted(SALES)))
        .group_by(_line.c.product_id)
        .having(func.sum(_line.c.quantity) > 0)
        .order_by(_line.c.product_id)
    )
    return [Had(one, name, days, day_of(last), entry) for one, name, days, last, entry in reader.rows(statement)]


def again(reader: Reader, product_id: int, but: int) -> Again:
    """Of the customers other than ``but`` who had a product and bought something later: how many took it once more.

    The latest 2000 lines with the product are looked at.
    """
    lately = select(_line.c.interaction_id).where(_line.c.product_id == product_id, _line.c.quantity > 0)
    lately = lately.order_by(_line.c.id.desc()).limit(_LATELY)
    first, last = func.min(_part.c.day), func.max(_part.c.day)
    takers = (
        select(_part.c.customer_id, first.label("first"), last.label("last"))
        .where(_part.c.interaction_id.in_(lately), _part.c.kind == Kind.PURCHASE, _part.c.customer_id != but)
        .group_by(_part.c.customer_id)
        .subquery()
    )
    came = _part.alias()
    later = select(came.c.id).where(
        came.c.customer_id == takers.c.customer_id, came.c.kind == Kind.PURCHASE, came.c.day > takers.c.first
    )
    statement = select(func.count(), func.sum(case((takers.c.last > takers.c.first, 1), else_=0)))
    row = reader.rows(statement.select_from(takers).where(later.exists()))[0]
    return Again(row[0], row[1] or 0)


def sales_since(reader: Reader, customer_id: int, day: date) -> list[int]:
    """Their entries that carry purchase lines from a local day on, oldest first."""
    statement = select(_part.c.interaction_id).where(
        _part.c.customer_id == customer_id, _part.c.kind.in_(sorted(SALES)), _part.c.day >= day.toordinal()
    )
    return reader.scalars(statement.order_by(_part.c.moment, _part.c.interaction_id))


def names(reader: Reader) -> Sequence[tuple[int, str]]:
    """Every product's id and name, by id."""
    product = schema.product
    return [(row_id, name) for row_id, name in reader.rows(select(product.c.id, product.c.name).order_by(product.c.id))]
