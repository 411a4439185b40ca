"""What staff can do with relations between customers."""

from __future__ import annotations

from collections.abc import Collection

from relapp.domain.errors import UserError
from relapp.domain.relations import is_mutual, kind_of
from relapp.services.customers import checked_name
from relapp.storage import customers, relations
from relapp.storage.transaction import Transaction


def relate(tx: Transaction, from_customer_id: int, to_customer_id: int, kind: str) -> int:
    """Note that one customer stands to another as ``kind`` says ("introduced by", "mother of"). Returns the id.

    What is known already is not noted twice.

    :raises UserError: ``relation.empty``, or ``relation.itself`` if both are the same.
    """
    kind = kind_of(kind)
    if not kind:
        raise UserError("relation.empty")
    if from_customer_id == to_customer_id:
        raise UserError("relation.itself")
    for relation_id, start, known in relations.between(tx, from_customer_id, to_customer_id):
        if known == kind and (start == from_customer_id or is_mutual(kind)):
            return relation_id
    return relations.add(tx, from_customer_id, to_customer_id, kind)


def end(tx: Transaction, relation_id: int) -> None:
    """Take a relation back.

    :raises UserError: ``relation.gone``.
    """
    if relations.find(tx, relation_id) is None:
        raise UserError("relation.gone")
    relations.remove(tx, relation_id)


def live_with(tx: Transaction, customer_id: int, other_id: int) -> None:
    """Note that a customer lives with another: in that one's household, else in their own, else in a new one.

    :raises UserError: ``relation.itself``, or ``entry.unknown_customer`` if one of them is gone.
    """
    if customer_id == other_id:
        raise UserError("relation.itself")
    found = {one.id: one for one in customers.find(tx, [customer_id, other_id])}
    if len(found) < 2:
        raise UserError("entry.unknown_customer")
    one, other = found[customer_id], found[other_id]
    if other.household_id is not None:
        relations.move_in(tx, one.id, other.household_id)
    elif one.household_id is not None:
        relations.move_in(tx, other.id, one.household_id)
    else:
        share_household(tx, other.name.split()[-1], [one.id, other.id])


def move_out(tx: Transaction, customer_id: int) -> None:
    """Note that a customer lives with nobody the shop knows any more."""
    relations.move_in(tx, customer_id, None)


def share_household(tx: Transaction, name: str, customer_ids: Collection[int]) -> int:
    """Note that customers live together. Returns the household's id.

    :raises UserError: ``customer.no_name`` or ``customer.name_too_long``.
    """
    return relations.add_household(tx, checked_name(name), customer_ids)
