"""What a customer who read their copy puts right: each line as they tell it; what it said before is its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from relapp.domain.customers import NewContactPoint
from relapp.domain.errors import UserError
from relapp.domain.facts import Certainty, NewFact
from relapp.domain.interactions import Channel, Direction, Kind, NewInteraction
from relapp.services import customers, interactions
from relapp.services.pages.held import Held, page
from relapp.storage import facts
from relapp.storage import interactions as stored
from relapp.storage.transaction import Transaction

NAME = "copy_correct"
"""What the journal calls it."""


class Part(StrEnum):
    """What a line of the copy is."""

    NAME = "name"
    NICKNAME = "nickname"
    NOTE = "note"
    CONTACT = "contact"
    FACT = "fact"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that can be put right: ``id`` of its row, what is ``said``, and of a fact its ``kind``."""

    part: Part
    id: int
    said: str
    kind: str = ""
    at: datetime | None = None


def lines(held: Held) -> list[Line]:
    """Every line of a copy that can be put right, in the order of the copy."""
    customer = held.customer
    found = [
        Line(Part.NAME, customer.id, customer.name),
        Line(Part.NICKNAME, customer.id, customer.nickname),
        Line(Part.NOTE, customer.id, customer.note),
    ]
    found += [Line(Part.CONTACT, point.id, point.value) for point in held.contacts]
    found += [
        Line(Part.FACT, fact.id, fact.value, fact.kind)
        for fact in held.facts
        if fact.superseded_by is None and not fact.retired and fact.value
    ]
    found += [Line(Part.ENTRY, one.entry.id, one.entry.words, at=one.entry.at) for one in held.entries]
    return [line for line in found if line.said.strip()]


def correct(tx: Transaction, held: Held, line: Line, right: str, *, words: str) -> None:
    """Put a line right, and note an entry with ``words`` that they read their copy and said so.

    A fact becomes one that they told, from that entry; the old value stays in its history.

    :raises UserError: ``copy.empty``, ``copy.changed`` where the line says something else by now or is gone,
        or as the verb that changes such a line.
    """
    plain = right.strip()
    if not plain:
        raise UserError("copy.empty")
    now = page(tx, held.customer.id)
    if now is None:
        raise UserError("entry.unknown_customer")
    if line not in lines(now):
        raise UserError("copy.changed")
    customer = now.customer
    source = interactions.log(
        tx, NewInteraction((customer.id,), Kind.FEEDBACK, tx.at, words, Channel.COUNTER, Direction.IN)
    )
    match line.part:
        case Part.NAME:
            customers.rename(tx, customer.id, plain, customer.nickname)
        case Part.NICKNAME:
            customers.rename(tx, customer.id, customer.name, plain)
        case Part.NOTE:
            customers.annotate(tx, customer.id, plain)
        case Part.CONTACT:
            point = next(one for one in now.contacts if one.id == line.id)
            customers.change_contact(tx, line.id, NewContactPoint(point.kind, plain, point.label))
        case Part.FACT:
            _correct_fact(tx, line.id, plain, source)
        case Part.ENTRY:
            _correct_entry(tx, line.id, plain)


def _correct_fact(tx: Transaction, fact_id: int, value: str, source_id: int) -> None:
    old = facts.find(tx, [fact_id])[0]
    new = NewFact(old.kind, value, old.about, Certainty.TOLD, old.month, old.day, old.year, old.sensitive)
    new_id = facts.add(tx, old.customer_id, new, tx.at.date(), source_id)
    facts.supersede(tx, old.id, new_id)


def _correct_entry(tx: Transaction, entry_id: int, words: str) -> None:
    entry = stored.find(tx, [entry_id])[0]
    interactions.change(
        tx, entry, words=words, kind=entry.kind, at=entry.at, channel=entry.channel, direction=entry.direction,
        outcome=entry.outcome,
    )  # fmt: skip
