"""Loading: customers and entries by the thousand, in a few statements; journalled like everything else."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import repeat
from typing import Any, NamedTuple

from sqlalchemy import Text, bindparam, func, select

from relapp.domain.changes import OperationState
from relapp.domain.customers import NewCustomer
from relapp.domain.interactions import DEFAULT_CHANNEL, Direction, Kind, NewInteraction
from relapp.storage import customers, interactions, products, schema
from relapp.storage.derived import PORTION
from relapp.storage.reader import Reader, moment_columns
from relapp.storage.transaction import Transaction


def add_customers(tx: Transaction, new: Sequence[tuple[NewCustomer, date]], batch_id: int | None = None) -> range:
    """Store customers, each with the day they were added; returns their ids, in order."""
    ids = tx.insert_many(schema.customer, [customers.columns(one, added, batch_id) for one, added in new])
    points = [
        customers.contact_columns(customer_id, contact)
        for customer_id, (customer, _) in zip(ids, new, strict=True)
        for contact in customer.contacts
    ]
    tx.insert_many(schema.contact_point, points)
    return ids


def called(reader: Reader) -> Iterator[list[tuple[int, str, str]]]:
    """Every customer's id, number and name, by id, some at a time."""
    one = schema.customer.c
    last = 0
    statement = select(one.id, one.reference, one.name).where(one.id > bindparam("last")).order_by(one.id)
    while some := [tuple(row) for row in reader.rows(statement.limit(PORTION), {"last": last})]:
        yield some
        last = some[-1][0]


def of_files(reader: Reader, customer_ids: Collection[int]) -> set[int]:
    """Which of these customers came with an import."""
    one = schema.customer.c
    return set(reader.scalars(select(one.id).where(one.id.in_(list(customer_ids)), one.batch_id.is_not(None))))


def next_customer_id(reader: Reader) -> int:
    """The id that the next customer will have."""
    return reader.backend.next_ids(reader.connection, schema.customer, 1)


def merged(reader: Reader) -> list[tuple[int, int, str, str]]:
    """Who was merged into whom, and the name and number that files go on using."""
    merge = schema.merge.c
    return [tuple(row) for row in reader.rows(select(merge.gone_id, merge.kept_id, merge.name, merge.reference))]


def names_in_files(reader: Reader) -> dict[int, str]:
    """What customers who came from a file and were renamed since are called there."""
    change, customer = schema.change.c, schema.customer.c
    statement = (
        select(change.row_id, change.before)
        .join(schema.customer, customer.id == change.row_id)
        .where(change.table_name == schema.customer.name, change.action == "update", customer.batch_id.is_not(None))
        .where(change.before.contains('"name"'))
        .order_by(change.id)
    )
    found: dict[int, str] = {}
    for customer_id, before in reader.rows(statement):
        found.setdefault(customer_id, json.loads(before)["name"])
    return found


def add_interactions(
    tx: Transaction,
    new: Sequence[tuple[NewInteraction, int | None]],
    currency: str,
    *,
    batch_id: int | None = None,
    fingerprints: Sequence[str] = (),
    origins: Sequence[Mapping[int, int]] = (),
) -> range:
    """Store entries with their people and lines, each with the member of staff who logged it; returns their ids.

    ``fingerprints`` (one each, or none) tell the entries of a batch apart when their file comes again. ``origins`` (one
    each, or none) say by customer under which other one, by now merged into them, the entry came. Facts, promises and
    wishes that come with an entry are the caller's to store.
    """
    marks: Sequence[str | None] = fingerprints or [None] * len(new)
    rows = [
        interactions.columns(entry, staff_id, currency, batch_id, mark)
        for (entry, staff_id), mark in zip(new, marks, strict=True)
    ]
    ids = tx.insert_many(schema.interaction, rows)
    people: list[dict[str, Any]] = []
    for one, (entry, _), origin in zip(ids, new, origins or repeat({}, len(new)), strict=True):
        people += interactions.people_columns(one, entry, currency, origin)
    tx.insert_many(schema.participant, people)
    known = products.ids(tx, {line.product for entry, _ in new for line in entry.lines})
    lines = [
        interactions.line_values(one, line, known)
        for one, (entry, _) in zip(ids, new, strict=True)
        for line in entry.lines
    ]
    tx.load(schema.purchase_line, interactions.LINE_COLUMNS, lines)
    return ids


SoldFigures = tuple[int, int | None, int, int | None]
"""What one line of a :class:`SoldSale` counts: thousandths, unit price, discount, amount."""


class SoldSale(NamedTuple):
    """A purchase or return from a till: one customer or none, at an aware moment.

    ``origin`` is the customer, by now merged into that one, under whom it came; ``currency`` is empty for the shop's.
    """

    customer_id: int | None
    origin: int | None
    kind: Kind
    at: datetime
    words: str
    currency: str
    fingerprint: str
    lines: Sequence[tuple[str, SoldFigures]]
    """Each with its product."""


_SALE = (
    "kind", "moment", "utc_offset", "words", "channel", "direction", "currency", "amount", "batch_id", "fingerprint",
)  # fmt: skip
_BUYER = ("interaction_id", "customer_id", "place", "moment", "day", "kind", "direction", "amount", "origin")


def add_sales(tx: Transaction, sales: Sequence[SoldSale], currency: str, batch_id: int, known: dict[str, int]) -> None:
    """Store sales of a till: :func:`add_interactions`, several times as quick where nothing else can have come along.

    ``currency`` is the shop's, in which its sums are. ``known`` are products of this transaction with their ids, and
    learns those of these sales: a till says the same few thousand names over and over.
    """
    channel, way = DEFAULT_CHANNEL[Kind.PURCHASE].value, Direction.IN.value
    rows: list[tuple[Any, ...]] = []
    for sale in sales:
        told = [amount for _, (_, _, _, amount) in sale.lines if amount is not None]
        moment = moment_columns(sale.at)
        rows.append((
            sale.kind.value, moment["moment"], moment["utc_offset"], sale.words, channel, way,
            sale.currency or currency, sum(told) if told else None, batch_id, sale.fingerprint,
        ))  # fmt: skip
    ids = tx.load(schema.interaction, _SALE, rows)
    buyers = [
        (one, sale.customer_id, 0, row[1], sale.at.toordinal(), row[0], way, (row[7] or 0) if row[6] == currency else 0,
         sale.origin)
        for one, sale, row in zip(ids, sales, rows, strict=True)
        if sale.customer_id is not None
    ]  # fmt: skip
    tx.load(schema.participant, _BUYER, buyers)
    fresh = {product for sale in sales for product, _ in sale.lines} - known.keys()
    if fresh:
        known.update(products.ids(tx, fresh))
    lines = [
        (one, known[product], *figures) for one, sale in zip(ids, sales, strict=True) for product, figures in sale.lines
    ]
    tx.load(schema.purchase_line, interactions.LINE_COLUMNS, lines)


def known_fingerprints(reader: Reader, fingerprints: Collection[str]) -> set[str]:
    """Which of these entries are stored already, or were removed by staff from an import that stands."""
    marks = {"marks": json.dumps([*fingerprints])}
    return {row[0] for statement in (_STORED, _REMOVED) for row in reader.rows(statement, marks)}


def amounts(reader: Reader, fingerprints: Collection[str]) -> dict[str, int]:
    """What those of these entries came to that stand in the shop."""
    rows = reader.rows(_AMOUNTS, {"marks": json.dumps([*fingerprints])})
    return {mark: abs(amount or 0) for mark, amount in rows}


def amounts_beginning(reader: Reader, start: str) -> dict[str, int | None]:
    """As :func:`known_fingerprints`, those that begin so, each with what it came to; ``None`` where it was removed."""
    between = {"first": start, "last": start[:-1] + chr(ord(start[-1]) + 1)}
    found: dict[str, int | None] = {row[0]: None for row in reader.rows(_REMOVED_BETWEEN, between)}
    found.update((mark, abs(amount or 0)) for mark, amount in reader.rows(_AMOUNTS_BETWEEN, between))
    return found


def last_days_sold(reader: Reader) -> set[date]:
    """The last day of each till file that was taken in."""
    sale = schema.interaction.c
    newest = func.max(sale.moment + 60 * sale.utc_offset)
    statement = select(newest).where(sale.batch_id.is_not(None), sale.kind.in_([Kind.PURCHASE, Kind.RETURN]))
    return {date.fromordinal(_EPOCH + told // 86_400) for told in reader.scalars(statement.group_by(sale.batch_id))}


_EPOCH = date(1970, 1, 1).toordinal()


def stored_fingerprints(reader: Reader, fingerprints: Collection[str]) -> set[str]:
    """Which of these entries stand in the shop."""
    return {row[0] for row in reader.rows(_STORED, {"marks": json.dumps([*fingerprints])})}


# Made once: to make them anew for every few hundred receipts takes longer than to ask.
_MARKS = select(func.json_each(bindparam("marks", type_=Text)).table_valued("value").c.value)
_ANY_REMOVED = (
    select(schema.removed_entry.c.fingerprint)
    .join(schema.import_batch, schema.import_batch.c.id == schema.removed_entry.c.batch_id)
    .join(schema.operation, schema.operation.c.id == schema.import_batch.c.operation_id)
    .where(schema.operation.c.state == OperationState.DONE)
)
_STORED = select(schema.interaction.c.fingerprint).where(schema.interaction.c.fingerprint.in_(_MARKS))
_REMOVED = _ANY_REMOVED.where(schema.removed_entry.c.fingerprint.in_(_MARKS))
_FIRST, _LAST = bindparam("first", type_=Text), bindparam("last", type_=Text)
_ANY_AMOUNT = select(schema.interaction.c.fingerprint, schema.interaction.c.amount)
_AMOUNTS = _ANY_AMOUNT.where(schema.interaction.c.fingerprint.in_(_MARKS))
_AMOUNTS_BETWEEN = _ANY_AMOUNT.where(
    schema.interaction.c.fingerprint >= _FIRST, schema.interaction.c.fingerprint < _LAST
)
_REMOVED_BETWEEN = _ANY_REMOVED.where(
    schema.removed_entry.c.fingerprint >= _FIRST, schema.removed_entry.c.fingerprint < _LAST
)
