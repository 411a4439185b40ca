"""Interactions: writing one entry with its people and lines, reading entries whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from relapp.domain.facts import OF_ENTRIES, Certainty, FactKind, NewFact
from relapp.domain.interactions import (
    Channel,
    Direction,
    Interaction,
    Kind,
    NewInteraction,
    NewPurchaseLine,
    Outcome,
    PurchaseLine,
)
from relapp.domain.money import Money
from relapp.storage import facts, journal, products, schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader, moment_columns, to_moment
from relapp.storage.transaction import Transaction

_interaction = schema.interaction
_participant = schema.participant
_line = schema.purchase_line


def add(tx: Transaction, entry: NewInteraction, currency: str) -> int:
    """Store an entry with its people and lines; returns its id. Chips are the caller's to store."""
    interaction_id = tx.insert(_interaction, **columns(entry, tx.staff_id, currency))
    tx.insert_many(_participant, people_columns(interaction_id, entry, currency))
    known = products.ids(tx, {line.product for line in entry.lines})
    tx.load(_line, LINE_COLUMNS, [line_values(interaction_id, line, known) for line in entry.lines])
    return interaction_id


def columns(
    entry: NewInteraction,
    staff_id: int | None,
    currency: str,
    batch_id: int | None = None,
    fingerprint: str | None = None,
) -> dict[str, Any]:
    """The row of a new entry; ``currency`` is the shop's, where the entry names none."""
    return {
        "kind": entry.kind, "words": entry.words, "channel": entry.channel, "direction": entry.direction,
        "outcome": entry.outcome, "staff_id": staff_id, "currency": entry.currency or currency,
        "amount": line_total(entry.lines), "batch_id": batch_id, "fingerprint": fingerprint,
        **moment_columns(entry.at),
    }  # fmt: skip


def people_columns(
    interaction_id: int, entry: NewInteraction, currency: str, origins: Mapping[int, int] = MappingProxyType({})
) -> list[dict[str, Any]]:
    """The rows of the people of a new entry; the first is the one who paid.

    Sums are in ``currency``, the shop's: what was paid in another one is not added to them. ``origins`` are the
    customers, merged into these by now, under whom the entry came.
    """
    amount = (line_total(entry.lines) or 0) if entry.currency in ("", currency) else 0
    moment, day = moment_columns(entry.at)["moment"], entry.at.date().toordinal()
    return [
        {
            "interaction_id": interaction_id, "customer_id": customer_id, "place": place, "moment": moment, "day": day,
            "kind": entry.kind, "direction": entry.direction, "amount": amount if place == 0 else 0,
            "origin": origins.get(customer_id),
        }
        for place, customer_id in enumerate(entry.customers)
    ]  # fmt: skip


LINE_COLUMNS = ("interaction_id", "product_id", "quantity", "unit_price", "discount", "amount")
"""The columns that :func:`line_values` fills."""


def line_values(interaction_id: int, line: NewPurchaseLine, product_ids: Mapping[str, int]) -> tuple[Any, ...]:
    """The row of a new purchase line, given the ids of products by name."""
    quantity = int(line.quantity * 1000)
    return (interaction_id, product_ids[line.product], quantity, line.unit_price, line.discount, line.amount)


def line_total(lines: Iterable[NewPurchaseLine]) -> int | None:
    """What lines come to in minor units, ``None`` where no price was told."""
    amounts = [line.amount for line in lines if line.amount is not None]
    return sum(amounts) if amounts else None


def change(
    tx: Transaction,
    interaction_id: int,
    *,
    kind: Kind,
    at: datetime,
    words: str,
    channel: Channel,
    direction: Direction,
    outcome: Outcome | None,
) -> None:
    """Edit an entry; its people's copies of kind, moment and direction follow."""
    tx.update(
        _interaction,
        interaction_id,
        kind=kind,
        words=words,
        channel=channel,
        direction=direction,
        outcome=outcome,
        **moment_columns(at),
    )
    for row_id in tx.scalars(select(_participant.c.id).where(_participant.c.interaction_id == interaction_id)):
        tx.update(
            _participant,
            row_id,
            kind=kind,
            direction=direction,
            moment=moment_columns(at)["moment"],
            day=at.date().toordinal(),
        )


def turn(tx: Transaction, interaction_id: int) -> None:
    """Make what was bought brought back, or the other way round: every quantity and amount changes its sign."""
    for row in tx.rows(select(_line).where(_line.c.interaction_id == interaction_id)):
        tx.update(_line, row.id, quantity=-row.quantity, amount=_negative(row.amount))
    for row in tx.rows(select(_participant).where(_participant.c.interaction_id == interaction_id)):
        tx.update(_participant, row.id, amount=-row.amount)
    total = tx.scalar(select(_interaction.c.amount).where(_interaction.c.id == interaction_id))
    tx.update(_interaction, interaction_id, amount=_negative(total))


def _negative(amount: int | None) -> int | None:
    return None if amount is None else -amount


def remove(tx: Transaction, interaction_ids: Collection[int]) -> None:
    """Delete entries with their people and lines; what was learned from them stays, without its source.

    Of imported ones the fingerprints stay, so that the same file does not bring them back.
    """
    references = (
        schema.fact.c.source_id,
        schema.promise.c.source_id,
        schema.wish.c.source_id,
        schema.recovery_case.c.source_id,
        schema.consent.c.source_id,
        schema.question_put.c.source_id,
        schema.suggestion_answer.c.interaction_id,
    )
    for some in portions(sorted(interaction_ids)):
        _keep_fingerprints(tx, some)
        tx.delete_many(schema.fact, [row.id for row in tx.rows(_marks(some, *OF_ENTRIES))])
        for column in references:
            for row_id in tx.scalars(select(column.table.c.id).where(column.in_(some))):
                tx.update(column.table, row_id, **{column.name: None})
        for child in (_line, _participant):
            tx.delete_many(child, tx.scalars(select(child.c.id).where(child.c.interaction_id.in_(some))))
        tx.delete_many(_interaction, some)


def _keep_fingerprints(tx: Transaction, interaction_ids: Sequence[int]) -> None:
    imported = select(_interaction.c.fingerprint, _interaction.c.batch_id).where(
        _interaction.c.id.in_(interaction_ids), _interaction.c.fingerprint.is_not(None)
    )
    tx.insert_many(schema.removed_entry, [row._asdict() for row in tx.rows(imported.order_by(_interaction.c.id))])


def missing_customers(reader: Reader, customer_ids: Collection[int]) -> set[int]:
    """Which of these customers are not there."""
    there = reader.scalars(select(schema.customer.c.id).where(schema.customer.c.id.in_(list(customer_ids))))
    return set(customer_ids) - set(there)


def entries_of(reader: Reader, customer_id: int) -> list[tuple[int, bool]]:
    """Every entry a customer takes part in, and whether they are alone in it."""
    others = _participant.alias()
    shared = select(others.c.id).where(
        others.c.interaction_id == _participant.c.interaction_id, others.c.customer_id != customer_id
    )
    statement = select(_participant.c.interaction_id, shared.exists()).where(_participant.c.customer_id == customer_id)
    return [(interaction_id, not among) for interaction_id, among in reader.rows(statement)]


def take_out(tx: Transaction, interaction_id: int, customer_id: int) -> None:
    """Take one customer out of an entry; if they were the one who paid, the next named takes their place."""
    statement = select(_participant).where(_participant.c.interaction_id == interaction_id)
    people = tx.rows(statement.order_by(_participant.c.place))
    leaving = next(row for row in people if row.customer_id == customer_id)
    staying = [row for row in people if row.customer_id != customer_id]
    tx.delete(_participant, leaving.id)
    for place, row in enumerate(staying):
        tx.update(_participant, row.id, place=place, amount=row.amount + leaving.amount if place == 0 else row.amount)


def find(reader: Reader, interaction_ids: Collection[int]) -> list[Interaction]:
    """These entries whole, in the order asked for; ids that are not there are left out."""
    found: dict[int, Interaction] = {}
    for some in portions(list(interaction_ids)):
        found.update((entry.id, entry) for entry in _read(reader, list(some)))
    return [found[one] for one in interaction_ids if one in found]


def by_fingerprint(reader: Reader, fingerprints: Collection[str]) -> dict[str, Interaction]:
    """The imported entries that have one of these fingerprints."""
    ids: dict[int, str] = {}
    for some in portions(sorted(fingerprints)):
        statement = select(_interaction.c.id, _interaction.c.fingerprint)
        ids.update(
            (row.id, row.fingerprint) for row in reader.rows(statement.where(_interaction.c.fingerprint.in_(some)))
        )
    return {ids[entry.id]: entry for entry in find(reader, list(ids))}


def edited_by_staff(reader: Reader, interaction_ids: Collection[int]) -> set[int]:
    """Which of these entries were edited otherwise than by an import."""
    found: set[int] = set()
    for some in portions(list(interaction_ids)):
        found |= journal.edited(reader, _interaction, list(some), but="import")
    return found


def _read(reader: Reader, ids: list[int]) -> Iterable[Interaction]:
    people: dict[int, list[int]] = defaultdict(list)
    statement = select(_participant.c.interaction_id, _participant.c.customer_id)
    for interaction_id, customer_id in reader.rows(
        statement.where(_participant.c.interaction_id.in_(ids)).order_by(_participant.c.place)
    ):
        people[interaction_id].append(customer_id)
    lines = _lines(reader, ids)
    others = {row.source_id: row.value for row in reader.rows(_marks(ids))}
    edited = journal.edited(reader, _interaction, ids)
    for row in reader.rows(select(_interaction).where(_interaction.c.id.in_(ids))):
        bought_for = others.get(row.id, "")
        yield _to_interaction(row, tuple(people[row.id]), tuple(lines[row.id]), row.id in edited, bought_for)


def _marks(ids: Collection[int], *kinds: FactKind) -> Select[*tuple[Any, ...]]:
    """What is noted of these entries themselves: for whom they were bought, unless other ``kinds`` are named."""
    fact = schema.fact
    return select(fact.c.id, fact.c.source_id, fact.c.value).where(
        fact.c.source_id.in_(ids), fact.c.kind.in_(kinds or (FactKind.BOUGHT_FOR,)), fact.c.retired.is_(False)
    )


def for_themselves(interaction_id: ColumnElement[int]) -> ColumnElement[bool]:
    """That nobody noted for whom else an entry was bought."""
    fact = schema.fact
    marked = select(fact.c.source_id).where(
        fact.c.kind == FactKind.BOUGHT_FOR, fact.c.retired.is_(False), fact.c.source_id.is_not(None)
    )
    return interaction_id.not_in(marked)


def set_bought_for(tx: Transaction, interaction_id: int, customer_id: int, whom: str, learned: date) -> None:
    """Note for whom an entry was bought, in place of what was noted before; empty takes it off."""
    _mark(tx, interaction_id, customer_id, NewFact(FactKind.BOUGHT_FOR, whom), learned)


def set_theme(tx: Transaction, interaction_id: int, customer_id: int, theme: str, learned: date) -> None:
    """Note under which theme a remark was put, in place of what was noted before; empty takes it off."""
    mark = NewFact(FactKind.THEME, theme, certainty=Certainty.SEEN)
    _mark(tx, interaction_id, customer_id, mark, learned)


def _mark(tx: Transaction, interaction_id: int, customer_id: int, mark: NewFact, learned: date) -> None:
    tx.delete_many(schema.fact, [row.id for row in tx.rows(_marks([interaction_id], FactKind(mark.kind)))])
    if mark.value:
        facts.add(tx, customer_id, mark, learned, interaction_id)


def _lines(reader: Reader, ids: list[int]) -> dict[int, list[PurchaseLine]]:
    lines: dict[int, list[PurchaseLine]] = defaultdict(list)
    columns = (_line.c.id, _line.c.interaction_id, _line.c.product_id, _line.c.quantity, _line.c.unit_price)
    statement = (
        select(*columns, _line.c.discount, _line.c.amount, schema.product.c.name)
        .join(schema.product, schema.product.c.id == _line.c.product_id)
        .where(_line.c.interaction_id.in_(ids))
        .order_by(_line.c.id)
    )
    for line_id, interaction_id, product_id, quantity, price, discount, amount, product in reader.rows(statement):
        bought = PurchaseLine(
            line_id, interaction_id, product_id, product, Decimal(quantity) / 1000, price, discount, amount
        )
        lines[interaction_id].append(bought)
    return lines


def _to_interaction(
    row: Any, people: tuple[int, ...], lines: tuple[PurchaseLine, ...], edited: bool, bought_for: str
) -> Interaction:
    return Interaction(
        id=row.id,
        kind=Kind(row.kind),
        at=to_moment(row.moment, row.utc_offset),
        words=row.words,
        channel=Channel(row.channel),
        direction=Direction(row.direction),
        outcome=Outcome(row.outcome) if row.outcome else None,
        staff_id=row.staff_id,
        customers=people,
        total=None if row.amount is None else Money(row.amount, row.currency),
        batch_id=row.batch_id,
        edited=edited,
        lines=lines,
        bought_for=bought_for,
    )


def earlier_texts(reader: Reader, interaction_id: int) -> list[tuple[datetime, int | None, str]]:
    """Earlier words of an edited entry, newest first: when it was edited, by whom, and the words before that."""
    return [
        (operation.at, operation.staff_id, before["words"])
        for operation, before in journal.earlier_versions(reader, _interaction, interaction_id)
        if "words" in before
    ]
