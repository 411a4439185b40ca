"""All rows on one customer that no other query gives: what no longer holds, what is settled, with whom they belong."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from relapp.domain.facts import Fact
from relapp.domain.interactions import Kind
from relapp.domain.wishes import Wish
from relapp.storage import answers, drafts, facts, interactions, schema, wishes
from relapp.storage.reader import Reader

_p = schema.participant
_AT_ONCE = 500


def every_fact(reader: Reader, customer_id: int) -> list[Fact]:
    """All facts on them, also those that hold no longer, oldest first."""
    table = schema.fact
    return facts.find(reader, reader.scalars(select(table.c.id).where(table.c.customer_id == customer_id)))


def every_wish(reader: Reader, customer_id: int) -> list[Wish]:
    """All their wishes, oldest first."""
    table = schema.wish
    return wishes.find(reader, reader.scalars(select(table.c.id).where(table.c.customer_id == customer_id)))


def entry_ids(reader: Reader, customer_id: int) -> list[int]:
    """Every entry they take part in, newest first."""
    statement = select(_p.c.interaction_id).where(_p.c.customer_id == customer_id)
    return reader.scalars(statement.order_by(_p.c.moment.desc(), _p.c.interaction_id.desc()))


def earlier_words(reader: Reader, entry_id: int) -> list[str]:
    """What an edited entry said before, newest first."""
    return [words for _, _, words in interactions.earlier_texts(reader, entry_id)]


def relations_of(reader: Reader, customer_id: int) -> list[tuple[str, bool, int, str]]:
    """Each relation of theirs: its kind, whether it is said of them (else of the other), the other's id and name."""
    relation, customer = schema.relation, schema.customer
    found: list[tuple[str, bool, int, str]] = []
    for mine, other, outward in (
        (relation.c.from_customer_id, relation.c.to_customer_id, True),
        (relation.c.to_customer_id, relation.c.from_customer_id, False),
    ):
        statement = select(relation.c.kind, customer.c.id, customer.c.name).join(customer, customer.c.id == other)
        rows = reader.rows(statement.where(mine == customer_id).order_by(relation.c.id))
        found += [(kind, outward, other_id, name) for kind, other_id, name in rows]
    return found


def household(reader: Reader, household_id: int | None) -> str:
    """A household's name, empty for none."""
    table = schema.household
    return str(reader.scalar(select(table.c.name).where(table.c.id == household_id)) or "")


def photo(reader: Reader, customer_id: int) -> tuple[str, str] | None:
    """Their picture: its media type, and its content in base64."""
    table = schema.photo
    row = reader.row(select(table.c.media_type, table.c.content).where(table.c.customer_id == customer_id))
    return (row.media_type, row.content) if row else None


def merged_from(reader: Reader, customer_id: int) -> list[tuple[str, str]]:
    """Name and number of those who were taken into this customer."""
    table = schema.merge
    statement = select(table.c.name, table.c.reference).where(table.c.kept_id == customer_id).order_by(table.c.id)
    return [(row.name, row.reference) for row in reader.rows(statement)]


def not_the_same(reader: Reader, customer_id: int) -> int:
    """How many others they look like and are not."""
    table = schema.not_same
    pairs = (table.c.one_id == customer_id) | (table.c.other_id == customer_id)
    return len(reader.scalars(select(table.c.id).where(pairs)))


def shown(reader: Reader, customer_id: int) -> list[tuple[str, int]]:
    """Each kind of suggestion that stood on a list about them, and on how many days."""
    table = schema.suggestion_shown
    days = func.count(table.c.day.distinct())
    theirs = (table.c.customer_id == customer_id, answers.was_shown())
    statement = select(table.c.kind, days).where(*theirs).group_by(table.c.kind)
    return [(kind, count) for kind, count in reader.rows(statement.order_by(table.c.kind))]


def half_typed(reader: Reader, customer_id: int) -> list[str]:
    """Lines that were begun on their page and not logged yet."""
    return [words for place, words in drafts.every(reader).items() if place.partition(":")[2] == str(customer_id)]


def names(reader: Reader) -> list[tuple[int, str]]:
    """Every customer's id and name."""
    table = schema.customer
    return [(row.id, row.name) for row in reader.rows(select(table.c.id, table.c.name))]


def names_of(reader: Reader, customer_ids: set[int]) -> dict[int, str]:
    """The names of these customers."""
    table = schema.customer
    found: dict[int, str] = {}
    ids: list[Any] = sorted(customer_ids)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        found |= {row.id: row.name for row in reader.rows(select(table.c.id, table.c.name).where(table.c.id.in_(some)))}
    return found


def import_names(reader: Reader) -> dict[int, str]:
    """The files that were taken in, by batch."""
    table = schema.import_batch
    return {row.id: row.file_name for row in reader.rows(select(table.c.id, table.c.file_name))}


def appointment_ids(reader: Reader) -> list[int]:
    """Every appointment, by id."""
    table = schema.interaction
    return reader.scalars(select(table.c.id).where(table.c.kind == Kind.APPOINTMENT).order_by(table.c.id))
