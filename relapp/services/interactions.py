"""What staff can do with entries: log, edit, remove."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from relapp.domain.errors import UserError
from relapp.domain.facts import FactKind
from relapp.domain.interactions import (
    MAX_WORDS,
    SALES,
    Channel,
    Direction,
    Interaction,
    Kind,
    NewInteraction,
    Outcome,
)
from relapp.services import consents as consent_verbs
from relapp.services import facts as fact_verbs
from relapp.services import promises as promise_verbs
from relapp.services import settings
from relapp.storage import interactions
from relapp.storage.transaction import Transaction


def log(tx: Transaction, entry: NewInteraction) -> int:
    """Log an entry with all that was accepted with it, as one act. Returns the entry's id.

    :raises UserError: ``entry.nobody``, ``entry.too_long`` or ``entry.unknown_customer``; ``fact.empty``,
        ``promise.empty`` or ``wish.empty`` for what comes with it.
    """
    _check(entry.words)
    if not entry.customers:
        raise UserError("entry.nobody")
    people = tuple(dict.fromkeys(entry.customers))
    if interactions.missing_customers(tx, people):
        raise UserError("entry.unknown_customer")
    currency = settings.read(tx).currency
    entry_id = interactions.add(tx, replace(entry, customers=people), currency)
    about = people[0]
    learned = entry.at.date()
    for fact in entry.facts:
        if fact.kind == FactKind.BOUGHT_FOR:
            interactions.set_bought_for(tx, entry_id, about, fact.value.strip(), learned)
            continue
        fact_verbs.learn(tx, about, fact, learned=learned, source_id=entry_id)
    for promise in entry.promises:
        promise_verbs.give(tx, about, promise, made=learned, source_id=entry_id)
    for wish in entry.wishes:
        promise_verbs.wish(tx, about, wish, made=learned, source_id=entry_id)
    for said in entry.reach:
        consent_verbs.hear(tx, about, said, learned, source_id=entry_id)
    return entry_id


def buy_for(tx: Transaction, interaction_id: int, whom: str) -> None:
    """Note for whom else a purchase was, so that it says nothing of the buyer's own taste; empty takes that back."""
    found = interactions.find(tx, [interaction_id])
    if found and found[0].customers:
        whom = " ".join(whom.split())
        interactions.set_bought_for(tx, interaction_id, found[0].customers[0], whom, tx.at.date())


def _check(words: str) -> None:
    if len(words) > MAX_WORDS:
        raise UserError("entry.too_long", limit=MAX_WORDS)


def change(
    tx: Transaction,
    entry: Interaction,
    *,
    words: str,
    kind: Kind,
    at: datetime,
    channel: Channel,
    direction: Direction,
    outcome: Outcome | None,
) -> None:
    """Edit an entry; its earlier text stays in the journal. A purchase that was a return changes its signs.

    :raises UserError: ``entry.too_long``.
    """
    _check(words)
    interactions.change(
        tx, entry.id, kind=kind, at=at, words=words, channel=channel, direction=direction, outcome=outcome
    )
    if {entry.kind, kind} == SALES:
        interactions.turn(tx, entry.id)


def remove(tx: Transaction, interaction_id: int) -> None:
    """Delete an entry; an imported one does not come again with its file while its import stands."""
    interactions.remove(tx, [interaction_id])


def leave_to_others(tx: Transaction, customer_id: int) -> None:
    """Take a customer out of every entry; an entry that was theirs alone goes with them, as by :func:`remove`."""
    entries = interactions.entries_of(tx, customer_id)
    interactions.remove(tx, [interaction_id for interaction_id, alone in entries if alone])
    for interaction_id, alone in entries:
        if not alone:
            interactions.take_out(tx, interaction_id, customer_id)
