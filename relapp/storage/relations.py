"""Relations between customers, and the households they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from relapp.domain.interactions import CAME
from relapp.domain.introductions import Introduced, is_introduction
from relapp.domain.relations import Around, RelationKind
from relapp.domain.rhythm import Visit
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader, to_moment
from relapp.storage.transaction import Transaction


def add(tx: Transaction, from_customer_id: int, to_customer_id: int, kind: str) -> int:
    """Store that one customer stands to another as ``kind`` says ("introduced by", "mother of"); returns the id."""
    return tx.insert(schema.relation, from_customer_id=from_customer_id, to_customer_id=to_customer_id, kind=kind)


def find(reader: Reader, relation_id: int) -> tuple[int, int, str] | None:
    """From whom to whom a relation goes, and its kind."""
    row = reader.row(select(schema.relation).where(schema.relation.c.id == relation_id))
    return None if row is None else (row.from_customer_id, row.to_customer_id, row.kind)


def between(reader: Reader, one: int, other: int) -> list[tuple[int, int, str]]:
    """Id, from whom and kind of every relation between two customers."""
    table = schema.relation
    ends = table.c.from_customer_id.in_([one, other]) & table.c.to_customer_id.in_([one, other])
    return [(row.id, row.from_customer_id, row.kind) for row in reader.rows(select(table).where(ends))]


def remove(tx: Transaction, relation_id: int) -> None:
    """Delete a relation."""
    tx.delete(schema.relation, relation_id)


def around(reader: Reader, customer_id: int) -> list[Around]:
    """Everyone around a customer: those they live with, then relations as they were noted."""
    table, customer, stat = schema.relation, schema.customer, schema.customer_stat
    found: list[Around] = []
    home, house = customer.alias(), schema.household
    mates = (
        select(customer.c.id, customer.c.name, stat.c.last_moment, house.c.name.label("household"))
        .join(home, (home.c.household_id == customer.c.household_id) & (home.c.id == customer_id))
        .join(house, house.c.id == customer.c.household_id)
        .outerjoin(stat, stat.c.customer_id == customer.c.id)
        .where(customer.c.id != customer_id)
        .order_by(customer.c.id)
    )
    for row in reader.rows(mates):
        found.append(Around(RelationKind.LIVES_WITH, True, row.id, row.name, _last(row), household=row.household))
    for mine, other, outward in (
        (table.c.from_customer_id, table.c.to_customer_id, True),
        (table.c.to_customer_id, table.c.from_customer_id, False),
    ):
        statement = (
            select(table.c.id.label("relation_id"), table.c.kind, customer.c.id, customer.c.name, stat.c.last_moment)
            .join(customer, customer.c.id == other)
            .outerjoin(stat, stat.c.customer_id == customer.c.id)
            .where(mine == customer_id)
            .order_by(table.c.id)
        )
        for row in reader.rows(statement):
            found.append(Around(row.kind, outward, row.id, row.name, _last(row), row.relation_id))
    return found


def _last(row: Any) -> datetime | None:
    return None if row.last_moment is None else to_moment(row.last_moment, 0)


def move_in(tx: Transaction, customer_id: int, household_id: int | None) -> None:
    """Put a customer into a household, or into none."""
    tx.update(schema.customer, customer_id, household_id=household_id)


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
