"""The relationship card of one customer, in one consistent look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

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

_MOST_PRODUCTS = 5


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
    story = _story(reader, customer_id, today)
    return RelationshipPage(found[0], card(replace(story, others=_others(reader, customer_id, story))))


def _story(reader: Reader, customer_id: int, today: date) -> Story:
    since = before(today, YEAR)
    ids = relationship.entry_ids(reader, customer_id, since, today, MOST_ENTRIES)
    entries = interactions.find(reader, ids)
    if len(ids) == MOST_ENTRIES:
        since = _whole_days(entries, today)
    return Story(
        today=today,
        since=since,
        entries=entries,
        facts=facts.current(reader, [customer_id]).get(customer_id, ()),
        promises=promises.of_customers(reader, [customer_id]).get(customer_id, ()),
        wishes=held.every_wish(reader, customer_id),
        cases=cases.of_customers(reader, [customer_id]).get(customer_id, ()),
        consents=consents.of_customers(reader, [customer_id]).get(customer_id, ()),
        answers=answers.of_customers(reader, [customer_id]).get(customer_id, ()),
    )


def _whole_days(entries: list[Interaction], today: date) -> date:
    """The first day of which every entry was read: of the oldest some may be missing."""
    return min(today, min(entry.day for entry in entries) + timedelta(days=1))


def _others(reader: Reader, customer_id: int, story: Story) -> Others:
    others = customers.count(reader) - 1
    usual = story.usual
    items = usual.items[:_MOST_PRODUCTS] if usual is not None else ()
    most = others // RARE + 1
    return Others(
        customers=others,
        shared=relationship.shared(reader, customer_id, [(fact.id, fact.kind, fact.value) for fact in story.facts]),
        buyers={item.product_id: relationship.buyers(reader, customer_id, item.product_id, most) for item in items},
    )
