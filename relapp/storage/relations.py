"""Relations between customers, and the households they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from relapp.domain.interactions import CAME
from relapp.domain.introductions import Introduced, is_introduction
from relapp.domain.rhythm import Visit
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction


def add(tx: Transaction, from_customer_id: int, to_customer_id: int, kind: str) -> int:
    """Store that one customer stands to another as ``kind`` says ("introduced by", "mother of"); returns the id."""
    return tx.insert(schema.relation, from_customer_id=from_customer_id, to_customer_id=to_customer_id, kind=kind)


def add_household(tx: Transaction, name: str, customer_ids: Collection[int]) -> int:
    """Store a household with its members; returns its id."""
    household_id = tx.insert(schema.household, name=name)
    for customer_id in customer_ids:
        tx.update(schema.customer, customer_id, household_id=household_id)
    return household_id


def introduced(reader: Reader, customer_ids: Collection[int], first: date, before: date) -> dict[int, list[Introduced]]:
    """Who came through these customers, for the first time from ``first`` on and before a day; by customer."""
    relation, newcomer = schema.relation, schema.customer
    found: dict[int, list[Introduced]] = defaultdict(list)
    for some in portions(sorted(customer_ids)):
        statement = (
            select(relation.c.to_customer_id, relation.c.kind, newcomer.c.id, newcomer.c.name)
            .join(newcomer, newcomer.c.id == relation.c.from_customer_id)
            .where(relation.c.to_customer_id.in_(some))
            .order_by(relation.c.id)
        )
        for customer_id, kind, newcomer_id, name in reader.rows(statement):
            visit = first_visit(reader, newcomer_id) if is_introduction(kind) else None
            if visit is not None and first.toordinal() <= visit.day < before.toordinal():
                found[customer_id].append(Introduced(newcomer_id, name, visit))
    return found


def first_visit(reader: Reader, customer_id: int) -> Visit | None:
    """The first day on which a customer ever came, with its first entry: the tip of an index."""
    part = schema.participant
    statement = (
        select(part.c.day, part.c.interaction_id)
        .where(part.c.customer_id == customer_id, part.c.kind.in_(sorted(CAME)))
        .order_by(part.c.moment, part.c.interaction_id)
        .limit(1)
    )
    row = reader.row(statement)
    return None if row is None else Visit(row.day, row.interaction_id)
