"""When customers came and what they paid, over the whole shop in one pass or of a few customers by index."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, select, true

from relapp.domain.interactions import CAME, Kind
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader

_PORTION = 20_000
_DAY = 86_400


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


def by_hour(reader: Reader, since: date, until: date) -> list[tuple[int, int | None, int]]:
    """How many visits and purchases fell into each weekday (Monday is 0) and local hour, from a day to before a day.

    An entry of several people counts once. The hour is ``None`` where no time was told, which is midnight.
    """
    weekday, hour, chosen = _hours(since, until)
    statement = chosen.with_only_columns(weekday, hour, func.count()).where(schema.participant.c.place == 0)
    return [(day, at, count) for day, at, count in reader.rows(statement.group_by(weekday, hour))]


def at_hour(reader: Reader, since: date, until: date, weekday: int, hour: int | None) -> list[int]:
    """Who came on a weekday (at an hour of it, if one is named) in these days, whoever came most often first."""
    day, at, chosen = _hours(since, until)
    customer_id = schema.participant.c.customer_id
    statement = chosen.with_only_columns(customer_id).where(day == weekday).group_by(customer_id)
    if hour is not None:
        statement = statement.where(at == hour)
    return reader.scalars(statement.order_by(func.count().desc(), customer_id))


def _hours(since: date, until: date) -> tuple[ColumnElement[int], ColumnElement[int | None], Select[Any]]:
    """The weekday and the hour of each visit or purchase in these days, and from where they are chosen."""
    part, entry = schema.participant, schema.interaction
    seconds = (entry.c.moment + entry.c.utc_offset * 60) % _DAY
    hour = case((seconds == 0, None), else_=seconds // 3600)
    chosen = (
        select(part.c.id)
        .select_from(part.join(entry, entry.c.id == part.c.interaction_id))
        .where(part.c.kind.in_(sorted(CAME)), part.c.day >= since.toordinal(), part.c.day < until.toordinal())
    )
    # Ordinal 1 was a Monday.
    return (part.c.day - 1) % 7, hour, chosen
