"""What is known of a shop's items on a day: the pairs, which items go together, and what is popular."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from relapp.domain.arrays import Floats, Ints, counted, starts, summed
from relapp.domain.items.lines import Takes
from relapp.domain.items.neighbours import Neighbours, neighbours
from relapp.domain.items.pairs import Pairs, pairs_of
from relapp.domain.items.tastes import Tastes, tastes_in, tastes_of

_PACE = 30
_FASTEST = 7
_SLOWEST = 60


@dataclass(frozen=True, slots=True, eq=False)
class Shop:
    """A shop on ``day``, from what was taken before it.

    For each item: ``popular`` is the share of customers who have it; ``lately`` and ``fresh`` are how often it was
    taken for each customer there is, what lies two paces or half a pace back counting half; ``firsts`` is the like of
    first times only, with one pace. ``standing`` is each item's place by how many have it, then by index.
    ``novelty``, for each customer, is the share of what they took that was new to
    them, drawn to one half.
    """

    day: int
    pairs: Pairs
    near: Neighbours
    tastes: Tastes
    popular: Floats
    lately: Floats
    fresh: Floats
    firsts: Floats
    novelty: Floats
    standing: Ints


def pace_of(takes: Takes) -> int:
    """The shop's pace in days: the median of the gaps between a customer's neighbouring visits, from 7 to 60."""
    visit = np.flatnonzero(starts(takes.customer, takes.day))
    customer, day = takes.customer[visit], takes.day[visit]
    gaps = (day[1:] - day[:-1])[customer[1:] == customer[:-1]]
    return int(np.clip(np.median(gaps), _FASTEST, _SLOWEST)) if len(gaps) else _PACE


def shop_on(takes: Takes, day: int, pace: int, near: Neighbours | None = None) -> Shop:
    """The shop on ``day``; ``takes`` are all dated before it. ``near`` are neighbours of an earlier day, if known."""
    pairs = pairs_of(takes)
    buyers = max(int(np.count_nonzero(pairs.visits)), 1)

    def faded(item: Ints, taken: Ints, half: float) -> Floats:
        share: Floats = summed(item, 0.5 ** ((day - taken) / half), takes.items) / buyers
        return share

    popular = counted(pairs.item, takes.items)
    return Shop(
        day=day,
        pairs=pairs,
        near=neighbours(pairs) if near is None else near,
        tastes=tastes_of(pairs),
        popular=popular / buyers,
        lately=faded(takes.item, takes.day, 2 * pace),
        fresh=faded(takes.item, takes.day, pace / 2),
        firsts=faded(pairs.item, pairs.first_day, pace),
        novelty=_novelty(pairs, takes),
        standing=np.argsort(np.argsort(-popular, kind="stable")),
    )


def with_customers(shop: Shop, takes: Takes) -> Shop:
    """The shop with only the customers of ``takes`` in it: they are as these say, all that others teach stays.

    ``takes`` are dated before the shop's day and number the items as the shop does.
    """
    pairs = pairs_of(takes, shop.pairs.habits)
    return replace(shop, pairs=pairs, tastes=tastes_in(shop.tastes, pairs), novelty=_novelty(pairs, takes))


def _novelty(pairs: Pairs, takes: Takes) -> Floats:
    had, taken = np.diff(pairs.start), counted(takes.customer, len(takes.visits))
    novelty: Floats = (had + 2.0) / (taken + 4.0)
    return novelty
