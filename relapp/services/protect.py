"""Protecting a customer while a sale is typed: what is on record is read once a line, then only rules are asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from relapp.domain.customers import Customer, CustomerStat
from relapp.domain.protect import Again, Concern, Record, Told, asks_about, at_sale, credits_of
from relapp.services import settings
from relapp.services.quick_log import Happened
from relapp.services.settings import ShopSettings
from relapp.storage import cases, customers, facts, interactions, promises, takes
from relapp.storage.reader import Reader


@dataclass(slots=True)
class OnRecord:
    """What was read for one line, kept from key to key; a new one is wanted when the shop changes."""

    records: dict[int, Record] = field(default_factory=dict)
    again: dict[tuple[int, int], Again] = field(default_factory=dict)


def told_by(own: ShopSettings) -> Told:
    """What the shop said of its goods."""
    return Told(own.one_is_enough, own.warranty_months)


@dataclass(frozen=True, slots=True)
class Concerned:
    """A customer, and what to know before an entry of theirs is logged."""

    customer: Customer
    concerns: tuple[Concern, ...]


def of_people(
    reader: Reader, customer_ids: Collection[int], words: str, what: Happened, today: date, known: OnRecord
) -> tuple[Concerned, ...]:
    """Those of these customers of whom something is to be known, as by :func:`concerns`."""
    told = told_by(settings.read(reader))
    found = ((one, concerns(reader, one.id, words, what, told, today, known)) for one in people(reader, customer_ids))
    return tuple(Concerned(one, said) for one, said in found if said)


def people(reader: Reader, customer_ids: Collection[int]) -> list[Customer]:
    """These customers, in the order given."""
    found = {one.id: one for one in customers.find(reader, customer_ids)}
    return [found[one] for one in customer_ids if one in found]


def standing(reader: Reader, customer_id: int) -> CustomerStat:
    """How often they were in contact so far."""
    return customers.stats(reader, [customer_id]).get(customer_id, CustomerStat(customer_id, 0, 0, None, None))


def concerns(
    reader: Reader, customer_id: int, words: str, what: Happened, told: Told, today: date, known: OnRecord
) -> tuple[Concern, ...]:
    """What to know before an entry of theirs is logged. Give the same ``known`` for each key of one line."""
    if customer_id not in known.records:
        known.records[customer_id] = record(reader, customer_id, today)
    held = known.records[customer_id]
    again = {}
    for product_id in asks_about(held, told, what.lines):
        if (customer_id, product_id) not in known.again:
            known.again[customer_id, product_id] = takes.again(reader, product_id, customer_id)
        again[product_id] = known.again[customer_id, product_id]
    return at_sale(held, told, what.kind, words, what.lines, today, again)


def record(reader: Reader, customer_id: int, today: date) -> Record:
    """What is on record of a customer that a sale may touch."""
    held = facts.current(reader, [customer_id]).get(customer_id, [])
    given = promises.open_of(reader, [customer_id]).get(customer_id, [])
    put_right = cases.of_customers(reader, [customer_id]).get(customer_id, [])
    standing = credits_of(held, given, put_right, today)
    since = min((credit.since for credit in standing), default=None)
    entries = [] if since is None else takes.sales_since(reader, customer_id, since)
    return Record(
        facts=tuple(held),
        promises=tuple(given),
        cases=tuple(put_right),
        had=tuple(takes.had(reader, customer_id)),
        sales=tuple(interactions.find(reader, entries)),
    )
