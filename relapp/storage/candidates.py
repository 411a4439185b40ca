"""Whom the day's list has to look at: cheap questions over the whole shop, each answered by an index."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from sqlalchemy import or_, select

from relapp.domain.interactions import CAME, Kind
from relapp.domain.promises import PromiseState
from relapp.domain.wishes import WishState
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader

_p = schema.participant


def owed(reader: Reader) -> set[int]:
    """Customers with an open promise, ours or theirs."""
    table = schema.promise
    return set(reader.scalars(select(table.c.customer_id).where(table.c.state == PromiseState.OPEN).distinct()))


def waiting(reader: Reader) -> set[int]:
    """Customers with an open wish."""
    table = schema.wish
    return set(reader.scalars(select(table.c.customer_id).where(table.c.state == WishState.OPEN).distinct()))


def with_day_between(reader: Reader, first: date, last: date) -> set[int]:
    """Customers of whom a yearly date falls between two days, both included and less than a year apart."""
    table = schema.fact
    days = {first + timedelta(days=step) for step in range((last - first).days + 1)}
    pairs = {(day.month, day.day) for day in days}
    if (2, 28) in pairs:
        pairs.add((2, 29))
    months = sorted({month for month, _ in pairs})
    rows = reader.rows(select(table.c.customer_id, table.c.month, table.c.day).where(table.c.month.in_(months)))
    return {row.customer_id for row in rows if (row.month, row.day) in pairs}


def met_between(reader: Reader, first: date, last: date, kinds: Collection[Kind] = ()) -> set[int]:
    """Customers with an entry (of these kinds) between two local days, both included."""
    statement = select(_p.c.customer_id).where(_p.c.day.between(first.toordinal(), last.toordinal()))
    if kinds:
        statement = statement.where(_p.c.kind.in_(sorted(kinds)))
    return set(reader.scalars(statement.distinct()))


def visits(reader: Reader) -> Iterator[tuple[int, list[int]]]:
    """Every customer who came, with the days on which they did (ordinals, rising): one ordered pass over an index."""
    statement = (
        select(_p.c.customer_id, _p.c.day)
        .where(_p.c.kind.in_(sorted(CAME)))
        .order_by(_p.c.customer_id, _p.c.moment.desc(), _p.c.interaction_id.desc())
    )
    with reader.connection.execute(statement.execution_options(yield_per=10_000)) as rows:
        for customer_id, days in groupby(rows, key=itemgetter(0)):
            yield customer_id, sorted({row[1] for row in days})


def recent_entries(reader: Reader, customer_id: int, until: int, limit: int) -> list[int]:
    """Ids of the newest entries up to the local day ``until`` (ordinal), newest first."""
    statement = (
        select(_p.c.interaction_id)
        .where(_p.c.customer_id == customer_id, _p.c.day <= until)
        .order_by(_p.c.moment.desc(), _p.c.interaction_id.desc())
        .limit(limit)
    )
    return reader.scalars(statement)


def recent_visits(reader: Reader, customer_id: int, until: int, days: int) -> dict[int, int]:
    """The latest ``days`` on which they came before the local day ``until`` (ordinals), each with its first entry."""
    statement = (
        select(_p.c.day, _p.c.interaction_id)
        .where(_p.c.customer_id == customer_id, _p.c.day < until, _p.c.kind.in_(sorted(CAME)))
        .order_by(_p.c.moment.desc(), _p.c.interaction_id.desc())
    )
    found: dict[int, int] = {}
    with reader.connection.execute(statement.execution_options(yield_per=100)) as rows:
        for day, interaction_id in rows:
            if day not in found and len(found) == days:
                break
            found[day] = interaction_id
    return found


def outgoing(reader: Reader, customer_ids: Collection[int], since: date) -> dict[int, list[int]]:
    """Entry ids of our own contacts (and mutual ones) since a local day, by customer."""
    found: dict[int, list[int]] = {}
    for some in portions(sorted(customer_ids)):
        statement = select(_p.c.customer_id, _p.c.interaction_id).where(
            _p.c.customer_id.in_(some),
            _p.c.day >= since.toordinal(),
            or_(_p.c.direction == "out", _p.c.direction == "both"),
        )
        for row in reader.rows(statement.order_by(_p.c.moment, _p.c.interaction_id)):
            found.setdefault(row.customer_id, []).append(row.interaction_id)
    return found


def line_amounts(reader: Reader, before: date, limit: int) -> list[int]:
    """Amounts of the newest purchase lines of entries before a local day, in minor units."""
    line, entry = schema.purchase_line, schema.interaction
    midnight = (before - date(1970, 1, 1)).days * 86_400
    statement = (
        select(line.c.amount)
        .join(entry, entry.c.id == line.c.interaction_id)
        .where(line.c.amount.is_not(None), entry.c.moment + entry.c.utc_offset * 60 < midnight)
        .order_by(line.c.id.desc())
        .limit(limit)
    )
    return reader.scalars(statement)
