"""Merging: the rows of one customer change hands to another, row by row, so that the journal knows whose each was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any

from sqlalchemy import Table, func, or_, select

from relapp.domain.merging import Merged
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_merge = schema.merge
_participant = schema.participant

SINGLE_OWNER = (
    schema.fact,
    schema.promise,
    schema.wish,
    schema.recovery_case,
    schema.consent,
    schema.question_put,
    schema.suggestion_answer,
)
"""Tables whose rows belong to one customer, and may stand side by side without being doubles."""


def of_kept(reader: Reader, customer_ids: Collection[int]) -> dict[int, list[Merged]]:
    """The merges that stand, newest first, by who was kept."""
    found: dict[int, list[Merged]] = defaultdict(list)
    for some in portions(list(customer_ids)):
        statement = select(_merge).where(_merge.c.kept_id.in_(some)).order_by(_merge.c.id.desc())
        for row in reader.rows(statement):
            found[row.kept_id].append(_to_merged(row))
    return found


def every(reader: Reader) -> list[Merged]:
    """Every merge that stands, oldest first."""
    return [_to_merged(row) for row in reader.rows(select(_merge).order_by(_merge.c.id))]


def find(reader: Reader, merge_id: int) -> Merged | None:
    """One merge by its id."""
    row = reader.row(select(_merge).where(_merge.c.id == merge_id))
    return _to_merged(row) if row else None


def _to_merged(row: Any) -> Merged:
    return Merged(row.id, row.kept_id, row.gone_id, row.name, row.reference, row.operation_id)


def add(tx: Transaction, kept_id: int, gone_id: int, name: str, reference: str) -> int:
    """Note that the running operation takes a customer into another; returns the id."""
    return tx.insert(
        _merge, kept_id=kept_id, gone_id=gone_id, name=name, reference=reference, operation_id=tx.operation_id
    )


def came_as(tx: Transaction, interaction_id: int, customer_id: int, origin: int) -> None:
    """Note under whose name, by now merged into ``customer_id``, an entry came."""
    statement = select(_participant.c.id).where(
        _participant.c.interaction_id == interaction_id, _participant.c.customer_id == customer_id
    )
    tx.update_many(_participant, tx.scalars(statement), origin=origin)


def move_entries(tx: Transaction, kept_id: int, gone_id: int) -> None:
    """Every entry of one becomes the other's; an entry that names both names one from now on."""
    ours, theirs = _participant.alias(), _participant.alias()
    both = tx.scalars(
        select(theirs.c.interaction_id)
        .join(ours, ours.c.interaction_id == theirs.c.interaction_id)
        .where(theirs.c.customer_id == gone_id, ours.c.customer_id == kept_id)
        .order_by(theirs.c.interaction_id)
    )
    for interaction_id in both:
        _name_once(tx, interaction_id, kept_id, gone_id)
    rows = tx.rows(select(_participant.c.id, _participant.c.origin).where(_participant.c.customer_id == gone_id))
    tx.update_many(_participant, [row.id for row in rows if row.origin is None], customer_id=kept_id, origin=gone_id)
    tx.update_many(_participant, [row.id for row in rows if row.origin is not None], customer_id=kept_id)


def shared_entries(reader: Reader, one: int, other: int) -> int:
    """How many entries name both."""
    ours, theirs = _participant.alias(), _participant.alias()
    statement = select(func.count()).select_from(ours.join(theirs, ours.c.interaction_id == theirs.c.interaction_id))
    return int(reader.scalar(statement.where(ours.c.customer_id == one, theirs.c.customer_id == other)) or 0)


def _name_once(tx: Transaction, interaction_id: int, kept_id: int, gone_id: int) -> None:
    rows = people(tx, interaction_id)
    first = min(row.place for row in rows if row.customer_id in (kept_id, gone_id))
    paid = sum(row.amount for row in rows)
    tx.delete(_participant, next(row.id for row in rows if row.customer_id == gone_id))
    staying = [row for row in rows if row.customer_id != gone_id]
    seat(tx, sorted(staying, key=lambda row: first if row.customer_id == kept_id else row.place), paid)


def people(reader: Reader, interaction_id: int) -> list[Any]:
    """The rows of those who took part in an entry, in their order."""
    statement = select(_participant).where(_participant.c.interaction_id == interaction_id)
    return list(reader.rows(statement.order_by(_participant.c.place, _participant.c.id)))


def seat(tx: Transaction, rows: Iterable[Any], paid: int) -> None:
    """Number the people of an entry in this order; the first is the one who paid."""
    for place, row in enumerate(rows):
        tx.update(_participant, row.id, place=place, amount=paid if place == 0 else 0)


def move(tx: Transaction, table: Table[Any], kept_id: int, gone_id: int) -> None:
    """Every row that a table holds of one becomes the other's."""
    ids = tx.scalars(select(table.c.id).where(table.c.customer_id == gone_id).order_by(table.c.id))
    tx.update_many(table, ids, customer_id=kept_id)


def move_without_doubles(
    tx: Transaction, table: Table[Any], kept_id: int, gone_id: int, same: Callable[[Any, Any], bool]
) -> None:
    """As :func:`move`, but what the kept one has already goes; the journal keeps it."""
    mine = list(tx.rows(select(table).where(table.c.customer_id == kept_id).order_by(table.c.id)))
    moved: list[int] = []
    doubles: list[int] = []
    for row in tx.rows(select(table).where(table.c.customer_id == gone_id).order_by(table.c.id)):
        (doubles if any(same(row, one) for one in mine) else moved).append(row.id)
    tx.delete_many(table, doubles)
    tx.update_many(table, moved, customer_id=kept_id)


def move_relations(tx: Transaction, kept_id: int, gone_id: int) -> None:
    """Relations of one become the other's, but those between the two, and doubles."""
    table = schema.relation
    ends = or_(table.c.from_customer_id == gone_id, table.c.to_customer_id == gone_id)
    mine = or_(table.c.from_customer_id == kept_id, table.c.to_customer_id == kept_id)
    known = {(row.from_customer_id, row.to_customer_id, row.kind) for row in tx.rows(select(table).where(mine))}
    for row in tx.rows(select(table).where(ends).order_by(table.c.id)):
        one, other = (kept_id if end == gone_id else end for end in (row.from_customer_id, row.to_customer_id))
        if one == other or (one, other, row.kind) in known:
            tx.delete(table, row.id)
        else:
            known.add((one, other, row.kind))
            tx.update(table, row.id, from_customer_id=one, to_customer_id=other)


def move_photo(tx: Transaction, kept_id: int, gone_id: int, *, prefer_gone: bool) -> None:
    """One picture stays; the journal keeps the other."""
    table = schema.photo
    ids = {row.customer_id: row.id for row in tx.rows(select(table).where(table.c.customer_id.in_([kept_id, gone_id])))}
    if gone_id not in ids:
        return
    if kept_id in ids and not prefer_gone:
        tx.delete(table, ids[gone_id])
        return
    if kept_id in ids:
        tx.delete(table, ids[kept_id])
    tx.update(table, ids[gone_id], customer_id=kept_id)


def move_pairs(tx: Transaction, kept_id: int, gone_id: int) -> None:
    """Whoever was not the same as one is not the same as the other either; earlier merges follow."""
    table = schema.not_same
    known = {pair for pair in pairs(tx) if kept_id in pair}
    for row in tx.rows(select(table).where(or_(table.c.one_id == gone_id, table.c.other_id == gone_id))):
        one, other = sorted(kept_id if end == gone_id else end for end in (row.one_id, row.other_id))
        tx.delete(table, row.id)
        if one != other and (one, other) not in known:
            known.add((one, other))
            tx.insert(table, one_id=one, other_id=other)
    ids = tx.scalars(select(_merge.c.id).where(_merge.c.kept_id == gone_id).order_by(_merge.c.id))
    tx.update_many(_merge, ids, kept_id=kept_id)


def pairs(reader: Reader) -> set[tuple[int, int]]:
    """Every two customers who look alike and are not the same, the smaller id first."""
    table = schema.not_same
    return {(one, other) for one, other in reader.rows(select(table.c.one_id, table.c.other_id))}


def not_same(reader: Reader, customer_id: int) -> set[int]:
    """Who is known not to be the same as a customer."""
    table = schema.not_same
    either = or_(table.c.one_id == customer_id, table.c.other_id == customer_id)
    rows = reader.rows(select(table.c.one_id, table.c.other_id).where(either))
    return {one if other == customer_id else other for one, other in rows}


def add_not_same(tx: Transaction, one: int, other: int) -> None:
    """Note that two customers are not the same; noted once."""
    if other not in not_same(tx, one):
        tx.insert(schema.not_same, one_id=min(one, other), other_id=max(one, other))
