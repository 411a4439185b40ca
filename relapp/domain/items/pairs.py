"""Each customer with each item they have: how often, when last, and how long they wait between two times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Floats, Ints, counted, key, starts, summed
from relapp.domain.items.lines import Takes

_ITEM_GAPS = 5
"""How many gaps the shop's typical one stands for where an item's own are counted."""

_PAIR_GAPS = 2
"""How many gaps the item's typical one stands for where a pair's own are counted."""

_FEW = 20


@dataclass(frozen=True, slots=True, eq=False)
class Habits:
    """How a shop's customers take each item again.

    ``gap`` is what usually lies between two times, in visits, and ``gap_days`` in days. ``repeat`` is the chance that
    someone who has it takes it on a visit.
    """

    gap: Floats
    gap_days: Floats
    repeat: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """One row for each (customer, item) ever taken and kept, rising in this order.

    Rows ``start[c]`` to ``start[c + 1]`` are customer c's. ``times`` is on how many visits they took it; ``last_age``
    and ``first_age`` are how many visits came after the last and the first of these; ``recent`` and ``latest`` are
    sums over these visits of .9 and .7 to the power of the visits that came after. ``gap`` is what lies between two
    times, in visits, and ``gap_days`` in days, both shrunk from pair to item to shop. ``visits`` has one for each
    customer index. ``habits`` say of each item how the whole shop takes it.
    """

    start: Ints
    customer: Ints
    item: Ints
    times: Ints
    last_day: Ints
    first_day: Ints
    last_age: Ints
    first_age: Ints
    recent: Floats
    latest: Floats
    gap: Floats
    gap_days: Floats
    visits: Ints
    items: int
    habits: Habits


def pairs_of(takes: Takes, habits: Habits | None = None) -> Pairs:
    """The pairs of what was taken; ``habits`` are the shop's, where this is not all that was taken in it."""
    order = np.argsort(key(takes.customer, takes.item, takes.items), kind="stable")
    customer, item, day, age = takes.customer[order], takes.item[order], takes.day[order], takes.age[order]
    first = starts(customer, item)
    begin = np.flatnonzero(first)
    end = np.append(begin[1:], len(first))[: len(begin)] - 1
    group = np.cumsum(first) - 1
    times = end - begin + 1
    customer, item = customer[begin], item[begin]
    sizes = counted(customer, len(takes.visits))
    last_age, first_age = age[end], age[begin]
    gaps, span, span_days = times - 1, first_age - last_age, day[end] - day[begin]
    if habits is None:
        habits = Habits(
            gap=usual_gap(item, gaps, span, takes.items),
            gap_days=usual_gap(item, gaps, span_days, takes.items),
            repeat=_repeat(item, gaps, first_age, takes.items),
        )
    return Pairs(
        start=np.append(0, np.cumsum(sizes)),
        customer=customer,
        item=item,
        times=times,
        last_day=day[end],
        first_day=day[begin],
        last_age=last_age,
        first_age=first_age,
        recent=summed(group, _faded(0.9, age), len(begin)),
        latest=summed(group, _faded(0.7, age), len(begin)),
        gap=_shrunk(gaps, span, habits.gap[item]),
        gap_days=_shrunk(gaps, span_days, habits.gap_days[item]),
        visits=takes.visits,
        items=takes.items,
        habits=habits,
    )


def _faded(share: float, age: Ints) -> Floats:
    faded: Floats = np.power(share, np.arange(int(age.max(initial=0)) + 1, dtype=np.float64))[age]
    return faded


def usual_gap(item: Ints, gaps: Ints, span: Ints, items: int) -> Floats:
    """Each item's mean gap, ``span`` over ``gaps`` of all pairs, drawn to the shop's where there are few."""
    shop = max(span.sum() / max(gaps.sum(), 1), 1.0)
    spans, counts = summed(item, span, items), summed(item, gaps, items)
    usual: Floats = (spans + _ITEM_GAPS * shop) / (counts + _ITEM_GAPS)
    return usual


def _shrunk(gaps: Ints, span: Ints, usual: Floats) -> Floats:
    """Each pair's mean gap, drawn to the usual one where there are few."""
    shrunk: Floats = (span + _PAIR_GAPS * usual) / (gaps + _PAIR_GAPS)
    return shrunk


def _repeat(item: Ints, again: Ints, chances: Ints, items: int) -> Floats:
    """For each item: how often it was taken again, of all visits of those who had it; drawn to the shop's rate."""
    shop = again.sum() / max(chances.sum(), 1)
    taken, could = summed(item, again, items), summed(item, chances, items)
    repeat: Floats = (taken + _FEW * shop) / (could + _FEW)
    return repeat
