"""Bulk loading for imports: many rows a statement, journalled as ranges."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from relapp.domain.customers import NewCustomer
from relapp.domain.interactions import DEFAULT_CHANNEL, Direction, Kind
from relapp.storage import customers, products, schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader, moment_columns
from relapp.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class BulkLine:
    """One line of a sale; amounts in minor units."""

    product: str
    quantity: Decimal
    unit_price: int | None
    discount: int
    amount: int | None


@dataclass(frozen=True, slots=True)
class BulkSale:
    """One sale to load; ``customer_id`` is ``None`` for an anonymous one, ``fingerprint`` tells it apart for ever."""

    customer_id: int | None
    kind: Kind
    at: datetime
    currency: str
    words: str
    fingerprint: str
    lines: tuple[BulkLine, ...]


def add_customers(tx: Transaction, new: Sequence[NewCustomer], batch_id: int) -> range:
    """Store customers with their contact points; their ids, in order."""
    today = tx.at.date()
    ids = tx.insert_many(schema.customer, [customers.columns(one, today, batch_id) for one in new])
    points = [
        customers.contact_columns(customer_id, contact)
        for customer_id, one in zip(ids, new, strict=True)
        for contact in one.contacts
    ]
    tx.insert_many(schema.contact_point, points)
    return ids


def add_sales(tx: Transaction, sales: Sequence[BulkSale], batch_id: int) -> None:
    """Store sales with their people and lines."""
    ids = tx.insert_many(schema.interaction, [_entry(sale, batch_id) for sale in sales])
    known = products.ids(tx, {line.product for sale in sales for line in sale.lines})
    people, lines = [], []
    for interaction_id, sale in zip(ids, sales, strict=True):
        if sale.customer_id is not None:
            people.append(_participant(interaction_id, sale))
        lines += [_line(interaction_id, line, known) for line in sale.lines]
    tx.insert_many(schema.participant, people)
    tx.insert_many(schema.purchase_line, lines)


def _total(lines: Iterable[BulkLine]) -> int | None:
    amounts = [line.amount for line in lines if line.amount is not None]
    return sum(amounts) if amounts else None


def _entry(sale: BulkSale, batch_id: int) -> dict[str, Any]:
    return {
        "kind": sale.kind, "words": sale.words, "channel": DEFAULT_CHANNEL[sale.kind], "direction": Direction.IN,
        "outcome": None, "staff_id": None, "currency": sale.currency, "amount": _total(sale.lines),
        "batch_id": batch_id, "fingerprint": sale.fingerprint, **moment_columns(sale.at),
    }  # fmt: skip


def _participant(interaction_id: int, sale: BulkSale) -> dict[str, Any]:
    return {
        "interaction_id": interaction_id, "customer_id": sale.customer_id, "place": 0,
        "moment": int(sale.at.timestamp()), "day": sale.at.date().toordinal(), "kind": sale.kind,
        "direction": Direction.IN, "amount": _total(sale.lines) or 0,
    }  # fmt: skip


def _line(interaction_id: int, line: BulkLine, known: dict[str, int]) -> dict[str, Any]:
    return {
        "interaction_id": interaction_id, "product_id": known[line.product], "quantity": int(line.quantity * 1000),
        "unit_price": line.unit_price, "discount": line.discount, "amount": line.amount,
    }  # fmt: skip


def known_fingerprints(reader: Reader, fingerprints: Collection[str]) -> set[str]:
    """Which of these sales are stored already."""
    table = schema.interaction
    found: set[str] = set()
    for some in portions(list(fingerprints)):
        found.update(reader.scalars(select(table.c.fingerprint).where(table.c.fingerprint.in_(some))))
    return found


def tag_customers(tx: Transaction, tagged: Collection[tuple[int, str]]) -> None:
    """Give customers tags by name, adding tags that the shop did not have; what they have already stays."""
    tag, link = schema.tag, schema.customer_tag
    known = {row.name: row.id for row in tx.rows(select(tag.c.name, tag.c.id))}
    for name in sorted({name for _, name in tagged} - known.keys()):
        known[name] = tx.insert(tag, name=name)
    have = {(row.customer_id, row.tag_id) for row in tx.rows(select(link.c.customer_id, link.c.tag_id))}
    wanted = sorted({(customer_id, known[name]) for customer_id, name in tagged} - have)
    tx.insert_many(link, [{"customer_id": one, "tag_id": tag_id} for one, tag_id in wanted])
