"""Dossiers: everything the brief and the suggestions may see of a customer, gathered from storage."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from itertools import chain
from typing import Any

from relapp.domain.arrivals import meets
from relapp.domain.customers import Customer
from relapp.domain.days import before
from relapp.domain.interactions import Interaction
from relapp.domain.questions import STANDARD
from relapp.domain.rhythm import Visit
from relapp.domain.suggestions.budget import Budget
from relapp.domain.suggestions.dossier import ROUND_TIMES, Dossier, ShopView, Take, gather
from relapp.domain.suggestions.kinds.after_sale import last_sale
from relapp.domain.suggestions.kinds.replenish import CITED
from relapp.domain.suggestions.kinds.thank import INTRODUCED_DAYS, MILESTONE_DAYS
from relapp.domain.suggestions.signals import NONE, Signals
from relapp.services import arrivals, settings
from relapp.storage import (
    answers,
    candidates,
    cases,
    consents,
    customers,
    facts,
    interactions,
    look_alikes,
    promises,
    questions,
    relations,
    staff,
    wishes,
)
from relapp.storage.derived import portions
from relapp.storage.reader import Reader

RECENT = 50
"""How many of the newest entries a rule sees."""

VISITS = 40
"""How many of the latest days on which they came a rhythm may need."""

_SALES_SAMPLED = 2000
_NOTABLE_SHARE = 0.95


def shop_view(reader: Reader, default_staff: int | None = None, *, hour: time | None = None) -> ShopView:
    """What rules may know of the shop, at an ``hour`` or of a day as a whole, without what is learned."""
    own = settings.read(reader)
    return replace(
        staff_view(reader, default_staff),
        budget=own.budget,
        off=own.off,
        hold_back=own.hold_back,
        quiet=own.quiet,
        hour=hour,
    )


def notable_amount(reader: Reader, today: date) -> int | None:
    """The line amount (minor units) that 95 of 100 of the newest lines before ``today`` stay below."""
    amounts = sorted(candidates.line_amounts(reader, today, _SALES_SAMPLED))
    return amounts[int(len(amounts) * _NOTABLE_SHARE)] if len(amounts) >= RECENT else None


def staff_view(reader: Reader, default_staff: int | None = None) -> ShopView:
    """Of the shop only who works there and what it asks, which is all that a brief needs."""
    members = staff.every(reader)
    return ShopView(
        staff={member.id: member.name for member in members},
        default_staff=default_staff,
        gone=frozenset(member.id for member in members if not member.active),
        questions=tuple(questions.every(reader)) or STANDARD,
    )


def dossier(reader: Reader, customer_id: int, today: date) -> Dossier | None:
    """The dossier of one customer as a brief needs it, ``None`` if there is no such customer.

    What only suggestions look at is left out.
    """
    gathered = _gathered(reader, [customer_id], today)
    return next((gather(one, today, **known) for one, known in gathered), None)


def dossiers(
    reader: Reader, customer_ids: Collection[int], today: date, signals: Mapping[int, Signals] | None = None
) -> Iterator[Dossier]:
    """The dossiers of these customers, with their signals where given; in portions so that memory stays small."""
    for some in portions(sorted(customer_ids)):
        yield from _portion(reader, some, today, signals or {})


def _portion(reader: Reader, ids: Collection[int], today: date, signals: Mapping[int, Signals]) -> Iterator[Dossier]:
    gathered = _gathered(reader, ids, today)
    people = [customer for customer, _ in gathered]
    came_in = arrivals.lately(reader, list(chain.from_iterable(known["wishes"] for _, known in gathered)), today)
    introduced = relations.introduced(reader, ids, before(today, INTRODUCED_DAYS), today)
    alike = look_alikes.look_alikes(reader, people, customers.contacts(reader, ids))
    for customer, known in gathered:
        one, visits = customer.id, known["visits"]
        speaks = signals.get(one, NONE)
        yield gather(
            customer,
            today,
            **known,
            signals=speaks,
            takes=_takes(reader, one, speaks, known["recent"]),
            arrivals=[came for came in came_in if any(meets(came, wish) for wish in known["wishes"])],
            introduced=introduced.get(one, ()),
            look_alikes=alike.get(one, ()),
            first=relations.first_visit(reader, one) if len(visits) == VISITS else None,
            counted=_counted(reader, one, visits, today),
            had_before=_had_before(reader, one, known["recent"], today),
        )


def _gathered(reader: Reader, ids: Collection[int], today: date) -> list[tuple[Customer, dict[str, Any]]]:
    """These customers, and what ``gather`` takes of each: what they did, said and were promised."""
    # Rules that look at our own contacts look back a while, however short the shop's budget reaches.
    since = before(today, max(Budget().days, settings.read(reader).budget_days))
    latest = {one: candidates.latest(reader, one, today, entries=RECENT, days=VISITS, since=since) for one in ids}
    wanted = {entry for found in latest.values() for entry in chain(found.recent, found.outgoing)}
    entries = {entry.id: entry for entry in interactions.find(reader, wanted)}
    promised, known = promises.open_of(reader, ids), facts.current(reader, ids)
    waited, said = wishes.open_of(reader, ids), consents.of_customers(reader, ids)
    in_hand = cases.of_customers(reader, ids)
    put = questions.of_customers(reader, ids)
    people = customers.find(reader, ids)
    quiet = consents.quiet_told(reader, [one.id for one in people if one.quiet_from is not None or one.quiet_days])
    points, answered = customers.contacts(reader, ids), answers.of_customers(reader, ids)
    return [
        (
            customer,
            {
                "recent": [entries[entry] for entry in latest[one].recent],
                "visits": [Visit(day, latest[one].came[day]) for day in sorted(latest[one].came)],
                "outgoing": [entries[entry] for entry in latest[one].outgoing],
                "promises": promised.get(one, ()),
                "facts": known.get(one, ()),
                "wishes": waited.get(one, ()),
                "consents": said.get(one, ()),
                "contacts": [point.kind for point in points.get(one, ())],
                "answers": answered.get(one, ()),
                "cases": in_hand.get(one, ()),
                "puts": put.get(one, ()),
                "quiet_told": quiet.get(one, ()),
            },
        )
        for customer in people
        for one in [customer.id]
    ]


def _takes(reader: Reader, customer_id: int, signals: Signals, recent: Iterable[Interaction]) -> list[Take]:
    """The entries behind what is due, as far as they are older than the recent ones."""
    oldest = min((entry.day.toordinal() for entry in recent), default=0)
    wanted = {due.product_id: {day for day in due.days[-CITED:] if day <= oldest} for due in signals.due}
    older = {product_id: days for product_id, days in wanted.items() if days}
    if not older:
        return []
    return [Take(*row) for row in candidates.takes(reader, customer_id, older, set().union(*older.values()))]


def _had_before(reader: Reader, customer_id: int, recent: Sequence[Interaction], today: date) -> Collection[int]:
    """What they had before of the sale that they may be asked about, where there is more than the recent entries."""
    sale = last_sale(recent, today) if len(recent) == RECENT else None
    if sale is None:
        return ()
    return candidates.had_before(reader, customer_id, {line.product_id for line in sale.lines}, sale.day, sale.id)


def _counted(reader: Reader, customer_id: int, visits: Sequence[Visit], today: date) -> list[Visit] | None:
    """All the days on which they came, where there are more than were read and the last is young enough to tell."""
    if len(visits) < VISITS:
        return None
    if visits[-1].day < today.toordinal() - MILESTONE_DAYS:
        return []
    days = candidates.days_come(reader, customer_id, today, ROUND_TIMES[-1] + 1)
    return [Visit(day, days[day]) for day in sorted(days)]
