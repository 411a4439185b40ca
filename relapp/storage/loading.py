"""Loading: customers and entries by the thousand, in a few statements; journalled like everything else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select

from relapp.domain.changes import OperationState
from relapp.domain.customers import NewCustomer
from relapp.domain.interactions import NewInteraction
from relapp.storage import customers, interactions, products, schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader
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


def next_customer_id(reader: Reader) -> int:
    """The id that the next customer will have."""
    return reader.backend.next_ids(reader.connection, schema.customer, 1)


def add_interactions(
    tx: Transaction,
    new: Sequence[tuple[NewInteraction, int | None]],
    currency: str,
    *,
    batch_id: int | None = None,
    fingerprints: Sequence[str] = (),
) -> range:
    """Store entries with their people and lines, each with the member of staff who logged it; returns their ids.

    ``fingerprints`` (one each, or none) tell the entries of a batch apart when their file comes again. Facts, promises
    and wishes that come with an entry are the caller's to store.
    """
    marks: Sequence[str | None] = fingerprints or [None] * len(new)
    rows = [
        interactions.columns(entry, staff_id, currency, batch_id, mark)
        for (entry, staff_id), mark in zip(new, marks, strict=True)
    ]
    ids = tx.insert_many(schema.interaction, rows)
    stored = [(one, entry) for one, (entry, _) in zip(ids, new, strict=True)]
    people = [row for one, entry in stored for row in interactions.people_columns(one, entry, currency)]
    tx.insert_many(schema.participant, people)
    known = products.ids(tx, {line.product for _, entry in stored for line in entry.lines})
    tx.insert_many(
        schema.purchase_line, [row for one, entry in stored for row in interactions.line_columns(one, entry, known)]
    )
    return ids


def known_fingerprints(reader: Reader, fingerprints: Collection[str]) -> set[str]:
    """Which of these entries are stored already, or were removed by staff from an import that stands."""
    stored, removed = schema.interaction.c.fingerprint, schema.removed_entry.c.fingerprint
    batch, operation = schema.import_batch, schema.operation
    standing = (
        select(removed)
        .join(batch, batch.c.id == schema.removed_entry.c.batch_id)
        .join(operation, operation.c.id == batch.c.operation_id)
        .where(operation.c.state == OperationState.DONE)
    )
    found: set[str] = set()
    for some in portions(list(fingerprints)):
        found.update(reader.scalars(select(stored).where(stored.in_(some))))
        found.update(reader.scalars(standing.where(removed.in_(some))))
    return found
