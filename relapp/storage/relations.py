"""Relations between customers, and the households they share."""

from __future__ import annotations

from collections.abc import Collection

from relapp.storage import schema
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
