"""Tags: words that customers are grouped by; two spellings that fold alike are one tag."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from relapp.domain.folding import fold
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_tag = schema.tag
_link = schema.customer_tag


def of_customers(reader: Reader, customer_ids: Collection[int]) -> dict[int, list[str]]:
    """Names of tags, in the order they were given, by customer."""
    found: dict[int, list[str]] = defaultdict(list)
    for some in portions(list(customer_ids)):
        statement = select(_link.c.customer_id, _tag.c.name).join(_tag, _tag.c.id == _link.c.tag_id)
        for row in reader.rows(statement.where(_link.c.customer_id.in_(some)).order_by(_link.c.id)):
            found[row.customer_id].append(row.name)
    return found


def give(tx: Transaction, tagged: Collection[tuple[int, str]]) -> None:
    """Give customers tags, adding tags that the shop did not have; who has one already keeps it."""
    known = {fold(row.name): row.id for row in tx.rows(select(_tag.c.name, _tag.c.id))}
    for _, name in tagged:
        if fold(name) not in known:
            known[fold(name)] = tx.insert(_tag, name=name)
    wanted = dict.fromkeys((customer_id, known[fold(name)]) for customer_id, name in tagged)
    having: set[tuple[int, int]] = set()
    for some in portions(sorted({customer_id for customer_id, _ in wanted})):
        rows = tx.rows(select(_link.c.customer_id, _link.c.tag_id).where(_link.c.customer_id.in_(some)))
        having |= {(row.customer_id, row.tag_id) for row in rows}
    tx.insert_many(_link, [{"customer_id": one, "tag_id": tag} for one, tag in wanted if (one, tag) not in having])
