"""What staff can do with relations between customers."""

from __future__ import annotations

from collections.abc import Collection

from relapp.domain.errors import UserError
from relapp.services.customers import checked_name
from relapp.storage import relations
from relapp.storage.transaction import Transaction


def relate(tx: Transaction, from_customer_id: int, to_customer_id: int, kind: str) -> int:
    """Note that one customer stands to another as ``kind`` says ("introduced by", "mother of"). Returns the id.

    :raises UserError: ``relation.empty``, or ``relation.itself`` if both are the same.
    """
    if not kind.strip():
        raise UserError("relation.empty")
    if from_customer_id == to_customer_id:
        raise UserError("relation.itself")
    return relations.add(tx, from_customer_id, to_customer_id, kind.strip())


def share_household(tx: Transaction, name: str, customer_ids: Collection[int]) -> int:
    """Note that customers live together. Returns the household's id.

    :raises UserError: ``customer.no_name`` or ``customer.name_too_long``.
    """
    return relations.add_household(tx, checked_name(name), customer_ids)
