"""Replenishment: when a customer will want an item again, and how sure that is.

Two purchases are the least from which anything is said. The logarithms of the gaps between purchases, in days, are
taken to be normal around the pair's own mean. From five purchases on, this is the mean of the pair's own gaps. Before,
it is pooled: the gaps that other customers have between two purchases of the item stand for as many own gaps as the
variance within pairs is larger than that between pairs, from one to three and no more than there are (the normal
shrinkage of empirical Bayes: Efron and Morris 1975, with the variances pooled over the shop); and where nobody else
took the item twice, those of all items do.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, exp, floor, log, sqrt

import numpy as np

from relapp.domain.arrays import Floats, Ints, counted, key, starts, summed
from relapp.domain.items.lines import Takes

OWN = 5
"""From so many purchases on a pair's own gaps speak for themselves."""

FEWEST = 2
"""With fewer purchases nothing is said."""

_FEWEST_OTHERS, _MOST_OTHERS = 1.0, 3.0
_USUAL_SPREAD = 0.6
_SMALLEST_SPREAD = 0.05


@dataclass(frozen=True, slots=True)
class Replenishment:
    """When somebody will want an item again: on ``day``, and two times in three from ``earliest`` to ``latest``.

    All are days. ``purchases`` is how many days they took it on, ``last`` the latest of these, ``gap`` the expected
    days between two. ``pooled``: it rests also on ``others``, how many gaps of other customers (with the item, or where
    there is none with any item).
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
    again = pair[1:] == pair[:-1]
    logs = np.log((day[1:] - day[:-1])[again].astype(np.float64))
    whose = pair[1:][again]
    item = whose % takes.items if len(whose) else whose
    spread, others = _spreads(whose, logs)
    return Gaps(takes.items, pair, day, summed(item, logs, takes.items), counted(item, takes.items), spread, others)


def replenishment(gaps: Gaps, customer: int, item: int) -> Replenishment | None:
    """When ``customer`` will want ``item`` again; ``None`` if they took it fewer than twice."""
    low, high = np.searchsorted(gaps.pair, customer * gaps.items + item + np.arange(2))
    purchases = int(high - low)
    if purchases < FEWEST or item >= gaps.items:
        return None
    last = int(gaps.day[high - 1])
    own = np.log(np.diff(gaps.day[low:high]).astype(np.float64))
    pooled = purchases < OWN
    centre, known, others = float(own.mean()), float(len(own)), 0
    if pooled:
        mean, others = _mean_of_others(gaps, item, own)
        worth = min(gaps.others, others)
        known += worth
        centre = (float(own.sum()) + worth * mean) / known
    reach = _reach(gaps, own, pooled) * sqrt(1 + 1 / known)
    return Replenishment(
        day=last + max(1, round(exp(centre))),
        earliest=last + max(1, floor(exp(centre - reach))),
        latest=last + max(1, ceil(exp(centre + reach))),
        gap=exp(centre),
        purchases=purchases,
        last=last,
        pooled=pooled and others > 0,
        others=others,
    )


def _mean_of_others(gaps: Gaps, item: int, own: Floats) -> tuple[float, int]:
    """Mean log gap of the others, and of how many gaps: with the item if there are any, else with all items."""
    count = int(gaps.count[item]) - len(own)
    if count:
        return float(gaps.total[item] - own.sum()) / count, count
    count = int(gaps.count.sum()) - len(own)
    return (float(gaps.total.sum() - own.sum()) / count, count) if count else (log(1), 0)


def _reach(gaps: Gaps, own: Floats, pooled: bool) -> float:
    """The standard deviation of a log gap: the shop's, or the pair's own with the shop's as two gaps more."""
    if pooled:
        return gaps.spread
    return sqrt((float(((own - own.mean()) ** 2).sum()) + 2 * gaps.spread**2) / (len(own) + 1))


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
