"""Dossiers: everything the brief and the suggestions may see of a customer, gathered from storage."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from relapp.domain.rhythm import Visit
from relapp.domain.suggestions.budget import Budget
from relapp.domain.suggestions.dossier import Dossier, ShopView, gather
from relapp.domain.suggestions.signals import NONE, Signals
from relapp.storage import answers, candidates, consents, customers, facts, interactions, promises, staff, wishes
from relapp.storage.derived import portions
from relapp.storage.reader import Reader

RECENT = 50
"""How many of the newest entries a rule sees."""

VISITS = 40
"""How many of the latest days on which they came a rhythm may need."""

_SALES_SAMPLED = 2000
_NOTABLE_SHARE = 0.95


def shop_view(reader: Reader, today: date, default_staff: int | None = None) -> ShopView:
    """What rules may know of the shop on ``today``.

    A notable price is one that 95 of 100 of the newest lines before ``today`` stay below.
    """
    amounts = sorted(candidates.line_amounts(reader, today, _SALES_SAMPLED))
    notable = amounts[int(len(amounts) * _NOTABLE_SHARE)] if len(amounts) >= RECENT else None
    view = staff_view(reader, default_staff)
    return replace(view, customers=customers.count(reader), notable=notable)


def staff_view(reader: Reader, default_staff: int | None = None) -> ShopView:
    """Of the shop only who works there, which is all that a brief needs."""
    return ShopView(staff={member.id: member.name for member in staff.every(reader)}, default_staff=default_staff)


def dossier(reader: Reader, customer_id: int, today: date, signals: Signals = NONE) -> Dossier | None:
    """The dossier of one customer, ``None`` if there is no such customer."""
    return next(dossiers(reader, [customer_id], today, {customer_id: signals}), None)


def dossiers(
    reader: Reader, customer_ids: Collection[int], today: date, signals: Mapping[int, Signals] | None = None
) -> Iterator[Dossier]:
    """The dossiers of these customers, in portions so that memory stays small."""
    for some in portions(sorted(customer_ids)):
        yield from _portion(reader, some, today, signals or {})


def _portion(reader: Reader, ids: Collection[int], today: date, signals: Mapping[int, Signals]) -> Iterator[Dossier]:
    since = today - timedelta(days=Budget().days)
    latest = {one: candidates.latest(reader, one, today, entries=RECENT, days=VISITS, since=since) for one in ids}
    wanted = {entry for found in latest.values() for entry in chain(found.recent, found.outgoing)}
    entries = {entry.id: entry for entry in interactions.find(reader, wanted)}
    promised, known = promises.open_of(reader, ids), facts.current(reader, ids)
    waited, said = wishes.open_of(reader, ids), consents.of_customers(reader, ids)
    points, answered = customers.contacts(reader, ids), answers.of_customers(reader, ids)
    for customer in customers.find(reader, ids):
        one = customer.id
        found = latest[one]
        yield gather(
            customer,
            today,
            recent=[entries[entry] for entry in found.recent],
            visits=[Visit(day, found.came[day]) for day in sorted(found.came)],
            promises=promised.get(one, ()),
            facts=known.get(one, ()),
            wishes=waited.get(one, ()),
            consents=said.get(one, ()),
            contacts=[point.kind for point in points.get(one, ())],
            answers=answered.get(one, ()),
            outgoing=[entries[entry] for entry in found.outgoing],
            signals=signals.get(one, NONE),
        )
