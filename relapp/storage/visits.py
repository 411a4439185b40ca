"""When customers came and what they paid, over the whole shop in one pass or of a few customers by index."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, select, true

from relapp.domain.interactions import CAME, Kind
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader

_PORTION = 20_000


class Came(NamedTuple):
    """One customer's part in one entry.

    ``day`` is an ordinal, ``visit`` 0 for a return and else 1, ``amount`` signed minor units of the shop's currency
    (0 where somebody else paid, no price was told or it was another currency), ``lines`` how many product lines.
    """

    customer_id: int
    day: int
    visit: int
    amount: int
    lines: int


def before(reader: Reader, day: date) -> Iterator[Sequence[Came]]:
    """Every visit, purchase and return before a local day, by customer, in portions of rows like :class:`Came`."""
    yield from _rows(reader, day, true())


def of_customers(reader: Reader, customer_ids: Collection[int], day: date) -> Iterator[Sequence[Came]]:
    """The same of these customers only."""
    for some in portions(sorted(set(customer_ids))):
        yield from _rows(reader, day, schema.participant.c.customer_id.in_(some))


def _rows(reader: Reader, day: date, whose: ColumnElement[bool]) -> Iterator[Sequence[Came]]:
    part, line = schema.participant, schema.purchase_line
    lines = select(func.count()).where(line.c.interaction_id == part.c.interaction_id).scalar_subquery()
    visit = case((part.c.kind == Kind.RETURN, 0), else_=1)
    statement = (
        select(part.c.customer_id, part.c.day, visit, part.c.amount, lines)
        .where(part.c.kind.in_(sorted(CAME | {Kind.RETURN})), part.c.day < day.toordinal(), whose)
        .order_by(part.c.customer_id, part.c.moment.desc(), part.c.interaction_id.desc())
    )
    with reader.connection.execute(statement.execution_options(yield_per=_PORTION)) as rows:
        for portion in rows.partitions():
            yield [Came(*row) for row in portion]
