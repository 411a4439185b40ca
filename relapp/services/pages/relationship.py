"""The relationship card of one customer, in one consistent look."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from relapp.domain.customers import Customer
from relapp.domain.days import before
from relapp.domain.interactions import Interaction
from relapp.domain.relationship import YEAR, Others, Statement, Story
from relapp.domain.relationship_rules import RARE, card
from relapp.storage import (
    answers,
    cases,
    consents,
    customers,
    facts,
    held,
    interactions,
    promises,
    relationship,
)
from relapp.storage.reader import Reader

MOST_ENTRIES = 500
"""Of customers with more entries within the year the newest tell."""

MOST_PRODUCTS = 5
"""So many of the things they usually take are looked at, whether they set them apart."""


@dataclass(frozen=True, slots=True)
class RelationshipPage:
    """The seven sentences on ``customer``."""

    customer: Customer
    statements: tuple[Statement, ...]

    @property
    def name(self) -> str:
        """What they are called."""
        return self.customer.nickname or self.customer.name


def page(reader: Reader, customer_id: int, today: date) -> RelationshipPage | None:
    """The card of a customer, ``None`` if there is no such customer."""
    found = customers.find(reader, [customer_id])
    if not found:
        return None
    story = stories(reader, [customer_id], today)[customer_id]
    return RelationshipPage(found[0], card(replace(story, others=_others(reader, customer_id, story))))


def stories(reader: Reader, customer_ids: Collection[int], today: date) -> dict[int, Story]:
    """What the cards of these customers are read from, but for what others have."""
    since = before(today, YEAR)
    ids = {one: relationship.entry_ids(reader, one, since, today, MOST_ENTRIES) for one in customer_ids}
    entries = {entry.id: entry for entry in interactions.find(reader, list(dict.fromkeys(chain(*ids.values()))))}
    known, given = facts.current(reader, customer_ids), promises.of_customers(reader, customer_ids)
    opened, agreed = cases.of_customers(reader, customer_ids), consents.of_customers(reader, customer_ids)
    answered = answers.of_customers(reader, customer_ids)
    found = {}
    for one in customer_ids:
        own = [entries[entry_id] for entry_id in ids[one]]
        found[one] = Story(
            today=today,
            since=_whole_days(own, today) if len(own) == MOST_ENTRIES else since,
            entries=own,
            facts=known.get(one, ()),
            promises=given.get(one, ()),
            wishes=held.every_wish(reader, one),
            cases=opened.get(one, ()),
            consents=agreed.get(one, ()),
            answers=answered.get(one, ()),
        )
    return found


def _whole_days(entries: list[Interaction], today: date) -> date:
    """The first day of which every entry was read: of the oldest some may be missing."""
    return min(today, min(entry.day for entry in entries) + timedelta(days=1))


def _others(reader: Reader, customer_id: int, story: Story) -> Others:
    others = customers.count(reader) - 1
    usual = story.usual
    items = usual.items[:MOST_PRODUCTS] if usual is not None else ()
    most = others // RARE + 1
    return Others(
        customers=others,
        shared=relationship.shared(reader, customer_id, [(fact.id, fact.kind, fact.value) for fact in story.facts]),
        buyers={item.product_id: relationship.buyers(reader, customer_id, item.product_id, most) for item in items},
    )
