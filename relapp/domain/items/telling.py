"""What is worth telling of one customer's items: what they will want again about now, and what could be new to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import sqrt

import numpy as np

from relapp.domain.arrays import Bools, Floats, Ints, counted, starts
from relapp.domain.items.lines import Takes
from relapp.domain.items.reasons import Companion, Company, Owners, companion
from relapp.domain.items.replenishment import Again

MOST_DUE = 5
MOST_NEW = 3

AHEAD_DAYS = 14
"""So many days before the expected one an item is told at the earliest, and no sooner than a quarter of its gap."""

PATIENCE_DAYS = 14
"""So many days after the latest expected one it is still told."""

SHORTEST_GAP = 7
OFTEN = 10
"""Who comes more often than every so many days is not told of what they take at every visit or two."""

VAGUE = 2.5
"""A range of days that is wider than so many gaps says nothing."""

FEWEST_COMPANIONS = 3
SURE = 1.64
"""So many standard errors must the share among those who have the other item be above the share among all."""

SOLD_DAYS = 183
"""What nobody took for so long is no longer in the range."""


@dataclass(frozen=True, slots=True, eq=False)
class Comings:
    """The visits of every customer: how many (``count``), their mean ``gap`` in days, and all days, by customer."""

    count: Ints
    gap: Floats
    customer: Ints
    day: Ints

    def since(self, customer: Ints, day: Ints) -> Ints:
        """How often each customer came after the day beside them."""
        first, width = int(self.day.min(initial=0)), int(self.day.max(initial=0)) - int(self.day.min(initial=0)) + 2
        visits = self.customer * width + (self.day - first)
        after = customer * width + np.clip(day - first, -1, width - 1)
        end = np.cumsum(self.count)[customer]
        came: Ints = end - np.searchsorted(visits, after, side="right")
        return came


def comings_of(takes: Takes) -> Comings:
    """When customers came and took something that they kept."""
    visit = np.flatnonzero(starts(takes.customer, takes.day))
    customer, day = takes.customer[visit], takes.day[visit]
    count = counted(customer, len(takes.visits))
    gap = np.full(len(count), np.inf)
    several = count > 1
    last = np.cumsum(count) - 1
    gap[several] = (day[last[several]] - day[last[several] - count[several] + 1]) / (count[several] - 1)
    return Comings(count, gap, customer, day)


def due(again: Again, customer: Ints, comings: Comings, today: int) -> Bools:
    """Which replenishments are worth telling on ``today``; each is of the ``customer`` beside it.

    Their day is near or past, the range says something, and the gap is a pace of the item's own, not just that of the
    visits of somebody who comes all the time. Who came again after the latest day, or twice after the expected one,
    and did not take it has done without.
    """
    gap = again.gap
    near = again.day - today <= np.minimum(np.ceil(gap / 4), AHEAD_DAYS)
    young = today <= again.latest + PATIENCE_DAYS
    telling = again.latest - again.earliest <= VAGUE * gap
    visits = comings.gap[customer]
    paced = (gap >= SHORTEST_GAP) & ((visits >= OFTEN) | (gap >= 2 * visits))
    wanted = (comings.since(customer, again.latest) == 0) & (comings.since(customer, again.day) < 2)
    found: Bools = near & young & telling & paced & wanted
    return found


def because(company: Company, owners: Owners, untold: Collection[int] = ()) -> Companion | None:
    """The first of the items near that tells something; none of ``untold`` does.

    ``None`` if few have both items, or hardly more than there would be if the one were merely popular.
    """
    share = len(company.customers) / max(owners.buyers, 1)
    for item in company.near:
        if item in untold:
            continue
        one = companion(owners, company, item)
        more = one.both - one.have * share
        if one.both >= FEWEST_COMPANIONS and more >= SURE * sqrt(one.have * share * (1 - share)) and more > 0:
            return one
    return None
