"""Reasons: why an item stands where it stands, in numbers that anybody can count again from the purchase lines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Ints
from relapp.domain.items.lines import Takes
from relapp.domain.items.replenishment import Gaps, Replenishment, replenishment
from relapp.domain.items.shop import Shop

_COMPANIONS = 3


@dataclass(frozen=True, slots=True)
class Companion:
    """Of ``have`` customers who have ``item``, ``both`` have the item in question as well."""

    item: int
    have: int
    both: int


@dataclass(frozen=True, slots=True)
class Reasons:
    """What speaks for an item, for one customer on ``day``.

    They took it on ``times`` of their ``visits``, at last on the day ``last`` (``None`` if never). ``again`` is when
    they will want it by their gaps. ``customers`` of the shop's ``buyers`` have it. ``companions`` are what this
    customer has that most speaks for it, the strongest first.
    """

    day: int
    times: int
    visits: int
    last: int | None
    again: Replenishment | None
    customers: int
    buyers: int
    companions: tuple[Companion, ...]


def reasons(shop: Shop, gaps: Gaps, customer: int, item: int) -> Reasons:
    """Why ``item`` for ``customer``; both are indices of the shop's."""
    pairs = shop.pairs
    rows = slice(int(pairs.start[customer]), int(pairs.start[customer + 1]))
    own = pairs.item[rows]
    found = np.flatnonzero(own == item)
    row = rows.start + int(found[0]) if len(found) else None
    takers = pairs.customer[pairs.item == item]
    return Reasons(
        day=shop.day,
        times=0 if row is None else int(pairs.times[row]),
        visits=int(pairs.visits[customer]),
        last=None if row is None else int(pairs.last_day[row]),
        again=replenishment(gaps, customer, item),
        customers=len(takers),
        buyers=int(np.count_nonzero(pairs.visits)),
        companions=_companions(shop, rows, item, takers),
    )


def days_taken(takes: Takes, customer: int, item: int) -> Ints:
    """The days on which ``customer`` took ``item`` and kept it, rising: what ``times``, ``last``, ``again`` rest on."""
    low, high = np.searchsorted(takes.customer, [customer, customer + 1])
    days: Ints = takes.day[low:high][takes.item[low:high] == item]
    return days


def _companions(shop: Shop, rows: slice, item: int, takers: Ints) -> tuple[Companion, ...]:
    """Those of the customer's items to which ``item`` is near, by how near and how lately taken."""
    pairs, near = shop.pairs, shop.near
    own = pairs.item[rows]
    close = np.where(near.item[own] == item, near.weight[own], 0).sum(axis=1) * pairs.recent[rows]
    strongest = np.lexsort((shop.standing[own], -close))[:_COMPANIONS]
    found = []
    for place in strongest[close[strongest] > 0]:
        having = pairs.customer[pairs.item == own[place]]
        both = len(np.intersect1d(having, takers, assume_unique=True))
        found.append(Companion(int(own[place]), len(having), both))
    return tuple(found)
