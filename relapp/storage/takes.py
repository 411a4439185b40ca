"""Which products customers took and brought back, and when: over the whole shop in one pass, or of a few customers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import Select, select

from relapp.domain.interactions import SALES
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.interactions import for_themselves
from relapp.storage.reader import Reader

_PORTION = 20_000

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


def names(reader: Reader) -> Sequence[tuple[int, str]]:
    """Every product's id and name, by id."""
    product = schema.product
    return [(row_id, name) for row_id, name in reader.rows(select(product.c.id, product.c.name).order_by(product.c.id))]
