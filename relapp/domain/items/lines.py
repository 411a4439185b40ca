"""Purchase lines, and what is left of them once returns are taken off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Bools, Floats, Ints, counted, key, starts

_STEPS = 1000
"""Quantities are counted in thousandths: whole numbers add up without error whatever the order."""

_MOST = 1e6


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Purchase lines, four arrays of one length.

    ``customer`` and ``item`` are indices from 0, ``day`` is a whole number of days (any origin), ``quantity`` is
    negative for a return. They may come in any order.
    """

    customer: Ints
    item: Ints
    day: Ints
    quantity: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Takes:
    """What customers took and kept: one row for each (customer, day, item), rising in this order.

    ``visit`` numbers the customer's visits from 0, a visit being a day on which they took anything that they kept;
    ``visits`` (one for each customer index) says how many there were. ``items`` is how many item indices there are.
    ``returned`` are the keys (:func:`key`) of what they had once and brought back in full, rising.
    """

    customer: Ints
    item: Ints
    day: Ints
    visit: Ints
    visits: Ints
    items: int
    returned: Ints

    @property
    def age(self) -> Ints:
        """How many visits of the same customer came after each row's."""
        return self.visits[self.customer] - 1 - self.visit


def takes_before(lines: Lines, day: int, customers: int = 0, items: int = 0) -> Takes:
    """What was taken before ``day`` and not brought back before ``day``.

    A return goes against what the customer took last of that item; one that has nothing to go against says nothing.
    There are at least so many ``customers`` and ``items``.
    """
    known = lines.day < day
    customer, item, dated = lines.customer[known], lines.item[known], lines.day[known]
    customers, items = max(customers, int(customer.max(initial=-1)) + 1), max(items, int(item.max(initial=-1)) + 1)
    quantity = np.rint(np.clip(np.nan_to_num(lines.quantity[known]), -_MOST, _MOST) * _STEPS).astype(np.int64)
    order = np.lexsort((dated, item, customer))
    customer, item, dated, quantity = customer[order], item[order], dated[order], quantity[order]
    pair = starts(customer, item)
    first = pair | starts(dated)
    if len(first):
        quantity = np.add.reduceat(quantity, np.flatnonzero(first))
    pair, customer, item, dated = pair[first], customer[first], item[first], dated[first]
    kept = _kept(pair, quantity)
    gone = _gone(pair, quantity > 0, kept)
    returned = key(customer[gone], item[gone], items)
    customer, item, dated = customer[kept], item[kept], dated[kept]
    order = np.lexsort((item, dated, customer))
    return _numbered(customer[order], item[order], dated[order], (customers, items), returned)


def earlier(takes: Takes, day: int) -> Takes:
    """Those of ``takes`` dated before ``day``."""
    known = takes.day < day
    size = len(takes.visits), takes.items
    return _numbered(takes.customer[known], takes.item[known], takes.day[known], size, takes.returned)


def _numbered(customer: Ints, item: Ints, day: Ints, size: tuple[int, int], returned: Ints) -> Takes:
    customers, items = size
    first = starts(customer, day)
    visits = counted(customer[first], customers)
    before = np.cumsum(visits) - visits
    return Takes(customer, item, day, np.cumsum(first) - 1 - before[customer], visits, items, returned)


def _gone(first: Bools, bought: Bools, kept: Bools) -> Ints:
    """Where the pairs begin that were bought, and of which nothing was kept."""
    begin = np.flatnonzero(first)
    if not len(begin):
        return begin
    return begin[np.logical_or.reduceat(bought, begin) & ~np.logical_or.reduceat(kept, begin)]


def _kept(first: Bools, quantity: Ints) -> Bools:
    """Which rows are purchases of which anything was kept; ``first`` marks where each pair's rows begin.

    Purchases and returns raise and lower what the pair has, never below nothing. A purchase is kept if what the pair
    has stays, from then on, above what it had before. Both running minima run within a pair: ``shift`` sets the pairs
    so far apart that none reaches into the next, up or down.
    """
    if not (quantity < 0).any():
        return quantity > 0
    begin = np.flatnonzero(first)
    group = np.cumsum(first) - 1
    total = np.cumsum(quantity)
    has = total - (total[begin] - quantity[begin])[group]
    reach = np.add.reduceat(np.abs(quantity), begin)
    shift = (2 * np.cumsum(reach) - reach)[group]
    has -= np.minimum(np.minimum.accumulate(has - shift) + shift, 0)
    later = np.minimum.accumulate((has + shift)[::-1])[::-1] - shift
    kept: Bools = (quantity > 0) & (later > has - quantity)
    return kept
