"""Products: what the shop sells, known by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import func, select

from relapp.domain.folding import fold
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

LATELY = 5_000
"""From how many of the newest lines it is told what sells: a whole shop's would take long to count."""

_product = schema.product


def ids(tx: Transaction, names: Collection[str]) -> dict[str, int]:
    """The id of each product name, adding those the shop did not have."""
    wanted = sorted(set(names))
    found: dict[str, int] = {}
    for some in portions(wanted):
        rows = tx.rows(select(_product.c.name, _product.c.id).where(_product.c.name.in_(some)))
        found.update((name, row_id) for name, row_id in rows)
    missing = [name for name in wanted if name not in found]
    added = tx.insert_many(_product, [{"name": name} for name in missing])
    found.update(zip(missing, added, strict=True))
    return found


def all_names(reader: Reader) -> list[str]:
    """Every product name, those sold most often lately first."""
    line = schema.purchase_line
    lately = select(line.c.product_id).order_by(line.c.id.desc()).limit(LATELY).subquery()
    sold = select(lately.c.product_id, func.count().label("times")).group_by(lately.c.product_id).subquery()
    statement = select(_product.c.name).outerjoin(sold, sold.c.product_id == _product.c.id)
    return reader.scalars(statement.order_by(func.coalesce(sold.c.times, 0).desc(), _product.c.name))


def bought_by(reader: Reader, product_ids: Sequence[int], limit: int) -> list[int]:
    """Customers who bought any of these products, the latest purchase first."""
    line, participant = schema.purchase_line, schema.participant
    latest = func.max(participant.c.moment)
    statement = (
        select(participant.c.customer_id)
        .join(line, line.c.interaction_id == participant.c.interaction_id)
        .where(line.c.product_id.in_(product_ids))
        .group_by(participant.c.customer_id)
        .order_by(latest.desc(), participant.c.customer_id)
        .limit(limit)
    )
    return reader.scalars(statement)


def matching(reader: Reader, terms: Sequence[str], limit: int) -> list[tuple[int, str]]:
    """Products in whose name every folded term begins a word."""
    found = []
    for row_id, name in reader.rows(select(_product.c.id, _product.c.name).order_by(_product.c.name)):
        padded = " " + fold(name)
        if all(" " + term in padded for term in terms):
            found.append((row_id, name))
            if len(found) == limit:
                break
    return found
