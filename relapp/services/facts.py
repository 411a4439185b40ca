"""What staff can do with facts: learn, confirm, correct, retire."""

from __future__ import annotations

from datetime import date

from relapp.domain.errors import UserError
from relapp.domain.facts import FactKind, NewFact
from relapp.domain.folding import fold
from relapp.storage import facts
from relapp.storage.transaction import Transaction

ONE_VALUE = frozenset({FactKind.BIRTHDAY, FactKind.SIZE, FactKind.GREET})
"""Kinds of which only one can hold at a time for one person; others may stand side by side."""


def learn(
    tx: Transaction, customer_id: int, new: NewFact, *, learned: date | None = None, source_id: int | None = None
) -> int:
    """Note a fact; returns its id.

    The same fact told again confirms the one that stands. A new value of a kind that can hold only one supersedes the
    old, which stays in the history.

    :raises UserError: ``fact.empty``.
    """
    day = learned or tx.at.date()
    if not new.kind.strip() or not (new.value.strip() or new.month):
        raise UserError("fact.empty")
    standing = [
        fact
        for fact in facts.current(tx, [customer_id]).get(customer_id, ())
        if fold(fact.kind) == fold(new.kind) and fold(fact.about) == fold(new.about)
    ]
    for fact in standing:
        same_day = (fact.month, fact.day, fact.year or new.year) == (new.month, new.day, new.year or fact.year)
        if fold(fact.value) == fold(new.value) and same_day and fact.certainty == new.certainty:
            facts.confirm(tx, fact.id, day)
            return fact.id
    fact_id = facts.add(tx, customer_id, new, day, source_id)
    if new.kind in ONE_VALUE:
        for fact in standing:
            facts.supersede(tx, fact.id, fact_id)
    return fact_id


def correct(tx: Transaction, fact_id: int, new: NewFact) -> int:
    """Put a new value in a fact's place; the old one stays in its history. Returns the new id.

    :raises UserError: ``fact.empty`` or ``fact.gone``.
    """
    found = facts.find(tx, [fact_id])
    if not found:
        raise UserError("fact.gone")
    if not new.kind.strip() or not (new.value.strip() or new.month):
        raise UserError("fact.empty")
    new_id = facts.add(tx, found[0].customer_id, new, tx.at.date())
    facts.supersede(tx, fact_id, new_id)
    return new_id


def confirm(tx: Transaction, fact_id: int) -> None:
    """Note that a fact still holds today."""
    facts.confirm(tx, fact_id, tx.at.date())


def retire(tx: Transaction, fact_id: int) -> None:
    """Take a fact out of use."""
    facts.retire(tx, fact_id)
