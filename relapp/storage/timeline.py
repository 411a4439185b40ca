"""The timeline of one customer: one index range, newest first, in pages that start where the last one ended."""

from __future__ import annotations

from collections.abc import Collection, Generator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import Select, func, select, tuple_

from relapp.domain.folding import search_terms
from relapp.domain.interactions import Channel, Interaction, Kind
from relapp.domain.returns import LineOfSale
from relapp.storage import interactions, schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader, moment_columns

PAGE = 50
"""Entries a page."""

_SERVED_WITHIN = 200
"""Further back nobody scrolls to see what others did since."""

Position = tuple[int, int]
"""Where an entry stands in time: its ``moment`` and its id."""

_p = schema.participant
_i = schema.interaction


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """What to leave out; every field that is empty lets all through. Days are local, both included."""

    kinds: frozenset[Kind] = frozenset()
    channel: Channel | None = None
    staff_id: int | None = None
    product_id: int | None = None
    since: date | None = None
    until: date | None = None
    words: str = ""
    imported: bool | None = None
    """Only what an import brought (true), or only what was logged by hand (false)."""

    def __bool__(self) -> bool:
        return self != TimelineFilter()


EVERYTHING = TimelineFilter()


def _keys(customer_id: int, keep: TimelineFilter) -> Select[*tuple[Any, ...]]:
    statement: Select[*tuple[Any, ...]] = select(_p.c.moment, _p.c.interaction_id).where(
        _p.c.customer_id == customer_id
    )
    if keep.kinds:
        statement = statement.where(_p.c.kind.in_(sorted(keep.kinds)))
    if keep.since:
        statement = statement.where(_p.c.day >= keep.since.toordinal())
    if keep.until:
        statement = statement.where(_p.c.day <= keep.until.toordinal())
    if keep.channel or keep.staff_id is not None or keep.words or keep.imported is not None:
        statement = statement.join(_i, _i.c.id == _p.c.interaction_id)
    if keep.channel:
        statement = statement.where(_i.c.channel == keep.channel)
    if keep.staff_id is not None:
        statement = statement.where(_i.c.staff_id == keep.staff_id)
    if keep.imported is not None:
        statement = statement.where(_i.c.batch_id.is_not(None) if keep.imported else _i.c.batch_id.is_(None))
    if keep.product_id is not None:
        line = schema.purchase_line
        # Added to, the column offers no index: an entry has few lines, a product may have been sold to everyone.
        bought = select(line.c.id).where(
            line.c.interaction_id == _p.c.interaction_id, line.c.product_id + 0 == keep.product_id
        )
        statement = statement.where(bought.exists())
    if keep.words:
        statement = statement.add_columns(_i.c.words)
    return statement


def _holds(words: str, terms: Collection[str]) -> bool:
    padded = " " + " ".join(search_terms(words))
    return all(" " + term in padded for term in terms)


def _positions(
    reader: Reader,
    customer_id: int,
    keep: TimelineFilter,
    after: Position | None = None,
    limit: int | None = None,
) -> Generator[Position, None, None]:
    statement = _keys(customer_id, keep).order_by(_p.c.moment.desc(), _p.c.interaction_id.desc())
    if after is not None:
        statement = statement.where(tuple_(_p.c.moment, _p.c.interaction_id) < after)
    terms = search_terms(keep.words)
    # Words are looked at here, so how far to read is not known beforehand.
    statement = statement.limit(None if keep.words else limit)
    with reader.connection.execute(statement) as rows:
        for row in rows:
            if not keep.words or _holds(row.words, terms):
                yield row.moment, row.interaction_id


def page(
    reader: Reader,
    customer_id: int,
    keep: TimelineFilter = EVERYTHING,
    after: Position | None = None,
    limit: int = PAGE,
) -> list[Interaction]:
    """At most ``limit`` entries that pass ``keep``, newest first, older than the position ``after``."""
    found = positions(reader, customer_id, keep, after, limit)
    return interactions.find(reader, [interaction_id for _, interaction_id in found])


def positions(
    reader: Reader,
    customer_id: int,
    keep: TimelineFilter = EVERYTHING,
    after: Position | None = None,
    limit: int = PAGE,
) -> list[Position]:
    """Where the entries of :func:`page` stand."""
    with closing(_positions(reader, customer_id, keep, after, limit)) as found:
        return list(islice(found, limit))


def count(reader: Reader, customer_id: int, keep: TimelineFilter) -> int:
    """How many entries pass ``keep``."""
    if keep.words:
        return sum(1 for _ in _positions(reader, customer_id, keep))
    return int(reader.scalar(select(func.count()).select_from(_keys(customer_id, keep).subquery())))


def position(entry: Interaction) -> Position:
    """Where an entry stands in time."""
    return moment_columns(entry.at)["moment"], entry.id


def last_served(reader: Reader, customer_id: int, staff_id: int) -> Position | None:
    """The newest entry that this member of staff logged with the customer, of the latest few hundred."""
    newest_first = (_p.c.moment.desc(), _p.c.interaction_id.desc())
    latest = (
        select(_p.c.moment, _p.c.interaction_id)
        .where(_p.c.customer_id == customer_id)
        .order_by(*newest_first)
        .limit(_SERVED_WITHIN)
        .subquery()
    )
    statement = (
        select(latest.c.moment, latest.c.interaction_id)
        .join(_i, _i.c.id == latest.c.interaction_id)
        .where(_i.c.staff_id == staff_id)
        .order_by(latest.c.moment.desc(), latest.c.interaction_id.desc())
        .limit(1)
    )
    row = reader.row(statement)
    return (row.moment, row.interaction_id) if row else None


def lines_of(reader: Reader, customer_id: int, product_ids: Collection[int]) -> list[LineOfSale]:
    """What this customer bought of these products and brought back, the earliest first."""
    line = schema.purchase_line
    found: list[LineOfSale] = []
    for some in portions(sorted(product_ids)):
        statement = (
            select(line.c.id, line.c.product_id, _p.c.day, line.c.quantity)
            # From the customer: a product may have been sold to everyone.
            .join(_p, _p.c.interaction_id == line.c.interaction_id)
            .where(_p.c.customer_id == customer_id, _p.c.place == 0, (line.c.product_id + 0).in_(some))
            .order_by(_p.c.moment, line.c.id)
        )
        found += (
            LineOfSale(row.id, row.product_id, date.fromordinal(row.day), Decimal(row.quantity) / 1000)
            for row in reader.rows(statement)
        )
    return found


def products_of(reader: Reader, customer_id: int) -> list[tuple[int, str]]:
    """The products this customer ever bought or returned, by name."""
    line, product = schema.purchase_line, schema.product
    statement = (
        select(product.c.id, product.c.name)
        .join(line, line.c.product_id == product.c.id)
        .join(_p, _p.c.interaction_id == line.c.interaction_id)
        .where(_p.c.customer_id == customer_id)
        .distinct()
        .order_by(product.c.name)
    )
    return [(row.id, row.name) for row in reader.rows(statement)]
