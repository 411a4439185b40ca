"""Loading: customers and entries by the thousand, in a few statements; journalled like everything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from relapp.domain.customers import NewCustomer
from relapp.domain.interactions import NewInteraction
from relapp.storage import products, schema
from relapp.storage.customers import columns, contact_columns
from relapp.storage.interactions import line_total
from relapp.storage.reader import moment_columns
from relapp.storage.transaction import Transaction


def add_customers(tx: Transaction, new: Sequence[tuple[NewCustomer, date]]) -> range:
    """Store customers, each with the day they were added; returns their ids, in order."""
    ids = tx.insert_many(schema.customer, [columns(customer, added, None) for customer, added in new])
    contacts = [
        contact_columns(customer_id, contact)
        for customer_id, (customer, _) in zip(ids, new, strict=True)
        for contact in customer.contacts
    ]
    tx.insert_many(schema.contact_point, contacts)
    return ids


def add_interactions(tx: Transaction, new: Sequence[tuple[NewInteraction, int | None]], currency: str) -> range:
    """Store entries with their people and lines, each with the member of staff who logged it; returns their ids.

    Facts, promises and wishes that come with an entry are the caller's to store.
    """
    totals = [line_total(entry.lines) for entry, _ in new]
    ids = tx.insert_many(
        schema.interaction,
        [
            {
                "kind": entry.kind, "words": entry.words, "channel": entry.channel, "direction": entry.direction,
                "outcome": entry.outcome, "staff_id": staff_id, "currency": entry.currency or currency,
                "amount": total, "batch_id": None, "fingerprint": None, **moment_columns(entry.at),
            }
            for (entry, staff_id), total in zip(new, totals, strict=True)
        ],
    )  # fmt: skip
    stored = list(zip(ids, [entry for entry, _ in new], totals, strict=True))
    tx.insert_many(
        schema.participant,
        [
            {
                "interaction_id": one, "customer_id": customer_id, "place": place, "moment": int(entry.at.timestamp()),
                "day": entry.at.date().toordinal(), "kind": entry.kind, "direction": entry.direction,
                "amount": (total or 0) if place == 0 else 0,
            }
            for one, entry, total in stored
            for place, customer_id in enumerate(entry.customers)
        ],
    )  # fmt: skip
    known = products.ids(tx, {line.product for _, entry, _ in stored for line in entry.lines})
    tx.insert_many(
        schema.purchase_line,
        [
            {
                "interaction_id": one, "product_id": known[line.product], "quantity": int(line.quantity * 1000),
                "unit_price": line.unit_price, "discount": line.discount, "amount": line.amount,
            }
            for one, entry, _ in stored
            for line in entry.lines
        ],
    )  # fmt: skip
    return ids
