"""Arrivals: what came in, noted by staff or seen in the till file, and who waits for something."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from sqlalchemy import func, select

from relapp.domain.arrivals import Arrival, thing
from relapp.domain.folding import fold_words
from relapp.domain.wishes import Wish, WishState
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction
from relapp.storage.wishes import to_wish

_arrival = schema.arrival

_FEW = 8


def add(tx: Transaction, words: str, day: date) -> int:
    """Store that something came in; returns the arrival's id."""
    return tx.insert(_arrival, words=words, day=day.isoformat(), staff_id=tx.staff_id)


def between(reader: Reader, first: date, last: date) -> list[Arrival]:
    """What was noted between two days, both included, by id."""
    statement = select(_arrival).where(_arrival.c.day.between(first.isoformat(), last.isoformat()))
    rows = reader.rows(statement.order_by(_arrival.c.id))
    return [Arrival(row.id, row.words, date.fromisoformat(row.day), row.staff_id) for row in rows]


def first_sold(
    reader: Reader, wishes: Iterable[Wish], since: date, before: date, among: Collection[int] | None = None
) -> list[Arrival]:
    """Products first sold from ``since`` on and before a day whose names hold all the words of one of ``wishes``.

    ``among`` names the only products to be looked at.
    """
    wanted = {words for wish in wishes if (words := thing(wish.words))}
    if not wanted:
        return []
    product = schema.product
    names = {row.id: row.name for row in reader.rows(select(product.c.id, product.c.name))}
    hints = _hints(wanted)
    if among is not None:
        names = {one: name for one, name in names.items() if one in among}
    likely = [one for one, name in names.items() if _may_be(name, hints) and _names_one(name, wanted)]
    return [
        Arrival(None, names[one], day, sold=True)
        for one, day in sorted(_first_days(reader, likely).items())
        if since <= day < before
    ]


def products_of_import(reader: Reader, batch_id: int) -> set[int]:
    """The products that were new with an import."""
    change, batch, product = schema.change, schema.import_batch, schema.product
    act = select(batch.c.operation_id).where(batch.c.id == batch_id).scalar_subquery()
    within = product.c.id.between(change.c.row_id, change.c.last_id)
    statement = select(product.c.id).select_from(change.join(product, within))
    new = (change.c.operation_id == act, change.c.table_name == product.name, change.c.action == "insert")
    return set(reader.scalars(statement.where(*new)))


def _hints(wanted: Collection[frozenset[str]]) -> list[str]:
    """A piece of each wish that a name must hold, where they are so few that this is the quicker look."""
    return sorted(max(words, key=len)[:-1] for words in wanted) if len(wanted) <= _FEW else []


def _may_be(name: str, hints: Collection[str]) -> bool:
    folded = fold_words(name)
    return not hints or any(hint in folded for hint in hints)


def _names_one(name: str, wanted: Collection[frozenset[str]]) -> bool:
    words = thing(name)
    return any(one <= words for one in wanted)


def _first_days(reader: Reader, product_ids: Collection[int]) -> dict[int, date]:
    line, entry = schema.purchase_line, schema.interaction
    local = func.min(entry.c.moment + entry.c.utc_offset * 60)
    found: dict[int, date] = {}
    for some in portions(sorted(product_ids)):
        statement = (
            select(line.c.product_id, local)
            .join(entry, entry.c.id == line.c.interaction_id)
            .where(line.c.product_id.in_(some), line.c.quantity > 0)
            .group_by(line.c.product_id)
        )
        for product_id, moment in reader.rows(statement):
            found[product_id] = date(1970, 1, 1) + timedelta(seconds=moment)
    return found


def open_wishes(reader: Reader, made_until: date) -> list[Wish]:
    """Every open wish told until a day, oldest first."""
    wish = schema.wish
    statement = select(wish).where(wish.c.state == WishState.OPEN, wish.c.made <= made_until.isoformat())
    return [to_wish(row) for row in reader.rows(statement.order_by(wish.c.made, wish.c.id))]
