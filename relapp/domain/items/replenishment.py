"""Replenishment: when a customer will want an item again, and how sure that is.

Two purchases are the least from which anything is said. The logarithms of the gaps between purchases, in days, are
taken to be normal around the pair's own mean. From five purchases on, this is the mean of the pair's own gaps. Before,
it is pooled: the gaps that other customers have between two purchases of the item stand for as many own gaps as the
variance within pairs is larger than that between pairs, from one to three and no more than there are (the normal
shrinkage of empirical Bayes: Efron and Morris 1975, with the variances pooled over the shop); and where nobody else
took the item twice, the gaps that others have with any item do.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from relapp.domain.arrays import Bools, Floats, Ints, counted, key, spread, starts, summed
from relapp.domain.items.lines import Takes

OWN = 5
"""From so many purchases on a pair's own gaps speak for themselves."""

FEWEST = 2
"""With fewer purchases nothing is said."""

_FEWEST_OTHERS, _MOST_OTHERS = 1.0, 3.0
_USUAL_SPREAD = 0.6
_SMALLEST_SPREAD = 0.05
_LONGEST = 100_000
_DECIMALS = 9
"""Logarithms are used to so many places, so that the order in which sums were made decides nothing."""


@dataclass(frozen=True, slots=True)
class Replenishment:
    """When somebody will want an item again: on ``day``, and two times in three from ``earliest`` to ``latest``.

    All are days. ``purchases`` is how many days they took it on, ``last`` the latest of these, ``gap`` the expected
    days between two. ``pooled``: their own gaps are too few to speak for themselves, and it rests also on ``others``,
    how many gaps other customers have with the item; where that is 0, on those that they have with any, if there are.
    """

    day: int
    earliest: int
    latest: int
    gap: float
    purchases: int
    last: int
    pooled: bool
    others: int


@dataclass(frozen=True, slots=True, eq=False)
class Gaps:
    """The gaps of a shop.

    Sorted by pair and day: ``pair`` keys and ``day`` of every purchase. For each item ``total`` is the sum of the
    logarithms of its gaps and ``count`` how many there are. ``spread`` is the standard deviation of a pair's log gaps,
    ``others`` how many own gaps the others' are worth.
    """

    items: int
    pair: Ints
    day: Ints
    total: Floats
    count: Ints
    spread: float
    others: float


def gaps_of(takes: Takes) -> Gaps:
    """The gaps between purchases of the same item by the same customer."""
    pairs = key(takes.customer, takes.item, takes.items)
    order = np.lexsort((takes.day, pairs))
    pair, day = pairs[order], takes.day[order]
    whose, logs = _logs(pair, day)
    deviation, others = _spreads(whose, logs)
    total, count = _by_item(pair, day, takes.items)
    return Gaps(takes.items, pair, day, total, count, deviation, others)


def _logs(pair: Ints, day: Ints) -> tuple[Ints, Floats]:
    """Whose each gap is, and its logarithm."""
    again = pair[1:] == pair[:-1]
    return pair[1:][again], np.log((day[1:] - day[:-1])[again].astype(np.float64))


def _by_item(pair: Ints, day: Ints, items: int) -> tuple[Floats, Ints]:
    """Sum of the logarithms of the gaps of each item, and how many there are."""
    whose, logs = _logs(pair, day)
    item = whose % max(items, 1)
    return summed(item, logs, items), counted(item, items)


def gaps_with(gaps: Gaps, rows: Ints, takes: Takes) -> Gaps:
    """The gaps of a shop whose customers ``rows`` (rising) took what ``takes`` say instead; only theirs are in it.

    ``takes`` number those customers from 0, in the order of ``rows``, and the items as the shop does.
    """
    low, high = np.searchsorted(gaps.pair, rows * gaps.items), np.searchsorted(gaps.pair, (rows + 1) * gaps.items)
    old = spread(low, high - low)
    own = gaps_of(takes)
    total, count = _by_item(gaps.pair[old], gaps.day[old], gaps.items)
    return Gaps(
        gaps.items, own.pair, own.day, gaps.total - total + own.total, gaps.count - count + own.count,
        gaps.spread, gaps.others,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Again:
    """Replenishments of many pairs; fields as in :class:`Replenishment`.

    Only of those that were taken often enough; ``row`` (rising) says which these are of all that were asked for.
    """

    row: Ints
    day: Ints
    earliest: Ints
    latest: Ints
    gap: Floats
    purchases: Ints
    last: Ints
    pooled: Bools
    others: Ints

    def __len__(self) -> int:
        return len(self.row)

    def __getitem__(self, row: int) -> Replenishment:
        return Replenishment(
            day=int(self.day[row]),
            earliest=int(self.earliest[row]),
            latest=int(self.latest[row]),
            gap=float(self.gap[row]),
            purchases=int(self.purchases[row]),
            last=int(self.last[row]),
            pooled=bool(self.pooled[row]),
            others=int(self.others[row]),
        )


def replenishment(gaps: Gaps, customer: int, item: int) -> Replenishment | None:
    """When ``customer`` will want ``item`` again; ``None`` if they took it fewer than twice."""
    again = replenishments(gaps, np.array([customer]), np.array([item]))
    return again[0] if len(again) else None


def replenishments(gaps: Gaps, customer: Ints, item: Ints) -> Again:
    """When each customer will want the item beside them again."""
    wanted = customer * gaps.items + item
    low, high = np.searchsorted(gaps.pair, wanted), np.searchsorted(gaps.pair, wanted + 1)
    known = np.flatnonzero((high - low >= FEWEST) & (item < gaps.items))
    low, high, item = low[known], high[known], item[known]
    own, mean, scatter = _own(gaps, low, high)
    pooled = high - low < OWN
    others = np.where(pooled, gaps.count[item] - own, 0)
    number, mean_of_others = _others(gaps, customer[known], item, own, own * mean)
    worth = np.where(pooled, np.minimum(gaps.others, number), 0)
    certain = own + worth
    deviation = np.where(pooled, gaps.spread, np.sqrt((scatter + 2 * gaps.spread**2) / (own + 1)))
    centre = np.round((own * mean + worth * mean_of_others) / certain, _DECIMALS)
    reach = np.round(deviation * np.sqrt(1 + 1 / certain), _DECIMALS)
    last = gaps.day[high - 1]
    return Again(
        row=known,
        day=last + _days(np.rint(np.exp(centre))),
        earliest=last + _days(np.floor(np.exp(centre - reach))),
        latest=last + _days(np.ceil(np.exp(centre + reach))),
        gap=np.exp(centre),
        purchases=high - low,
        last=last,
        pooled=pooled,
        others=others,
    )


def _days(days: Floats) -> Ints:
    return np.clip(days, 1, _LONGEST).astype(np.int64)


def _own(gaps: Gaps, low: Ints, high: Ints) -> tuple[Ints, Floats, Floats]:
    """How many gaps each pair has itself, the mean of their logarithms, and the sum of squares about it."""
    size = high - low - 1
    row = spread(low + 1, size)
    logs = np.log((gaps.day[row] - gaps.day[row - 1]).astype(np.float64))
    pair = np.repeat(np.arange(len(low)), size)
    mean = summed(pair, logs, len(low)) / np.maximum(size, 1)
    return size, mean, summed(pair, (logs - mean[pair]) ** 2, len(low))


def _others(gaps: Gaps, customer: Ints, item: Ints, own: Ints, total: Floats) -> tuple[Ints, Floats]:
    """Of how many gaps of others, and their mean logarithm: with the item if there are any, else with all items.

    ``own`` is how many gaps the customer has with the item, ``total`` the sum of their logarithms.
    """
    number, others = gaps.count[item] - own, gaps.total[item] - total
    bare = np.flatnonzero(number == 0)
    if len(bare):
        people, place = np.unique(customer[bare], return_inverse=True)
        theirs, of_all = _with_all_items(gaps, people)
        number[bare] = int(gaps.count.sum()) - theirs[place]
        others[bare] = float(gaps.total.sum()) - of_all[place]
    return number, np.where(number > 0, others / np.maximum(number, 1), 0.0)


def _with_all_items(gaps: Gaps, customers: Ints) -> tuple[Ints, Floats]:
    """How many gaps each of these customers has with any item, and the sum of their logarithms."""
    low, high = (
        np.searchsorted(gaps.pair, customers * gaps.items),
        np.searchsorted(gaps.pair, (customers + 1) * gaps.items),
    )
    rows = spread(low, high - low)
    pair, logs = _logs(gaps.pair[rows], gaps.day[rows])
    whose = np.searchsorted(customers, pair // max(gaps.items, 1))
    return counted(whose, len(customers)), summed(whose, logs, len(customers))


def _spreads(pair: Ints, logs: Floats) -> tuple[float, float]:
    """Standard deviation within pairs, and the variance within over that between, both pooled over all pairs."""
    if not len(logs):
        return _USUAL_SPREAD, _MOST_OTHERS
    first = starts(pair)
    group = np.cumsum(first) - 1
    size = counted(group, int(first.sum()))
    mean = summed(group, logs, len(size)) / size
    freedom = int((size - 1).sum())
    within = float(((logs - mean[group]) ** 2).sum()) / freedom if freedom else _USUAL_SPREAD**2
    within = max(within, _SMALLEST_SPREAD**2)
    between = float(mean.var()) - within * float((1 / size).mean())
    worth = within / between if between > 0 else _MOST_OTHERS
    return sqrt(within), min(max(worth, _FEWEST_OTHERS), _MOST_OTHERS)
