"""Items that the same customers have: the nearest neighbours of each item, by cosine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Floats, Ints, counted, spread, summed
from relapp.domain.items.pairs import Pairs

_KEEP = 60
"""How many neighbours an item has at most."""

_SHRINK = 10.0
_CELLS = 1 << 18
_MOST_EACH = 200
_MOST_ITEMS = 5000
_WORK = 10_000_000
_EPSILON = 1e-13
"""Equally near items are told apart by their index, so that any machine finds the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """For each item (row) its nearest ``item``s, nearest first, and how near (``weight``, 0 for not at all)."""

    item: Ints
    weight: Floats


def neighbours(pairs: Pairs) -> Neighbours:
    """Cosine of the sets of customers who have two items, shrunk towards none where few have them.

    n(x and y) / (√(n(x) n(y)) + 10), each customer counting the less, the more items they have (as in Adamic and Adar,
    Friends and neighbors on the Web, 2003), one of middling breadth as 1. Somebody who has hundreds would also cost
    most of the time, so only their latest count; in a shop of very many items, those that most customers have.
    """
    known = np.sort(np.argsort(-counted(pairs.item, pairs.items), kind="stable")[:_MOST_ITEMS])
    keep = min(_KEEP, len(known))
    found = Neighbours(np.zeros((pairs.items, keep), np.int64), np.zeros((pairs.items, keep)))
    customer, item = _latest(pairs, known)
    size = counted(customer, len(pairs.visits))
    start = np.cumsum(size) - size
    says = np.log(2 + len(item) / max(int(np.count_nonzero(size)), 1)) / np.log(2.0 + size)
    count = summed(item, says[customer], len(known))
    by_item = np.argsort(item, kind="stable")
    first = np.append(0, np.cumsum(counted(item, len(known))))
    step = max(1, _CELLS // max(len(known), 1))
    for low in range(0, len(known), step):
        rows = slice(low, min(len(known), low + step))
        owned = by_item[first[low] : first[rows.stop]]
        owner = customer[owned]
        partner = item[spread(start[owner], size[owner])]
        cell = np.repeat((item[owned] - low) * len(known), size[owner]) + partner
        both = summed(cell, np.repeat(says[owner], size[owner]), (rows.stop - low) * len(known))
        both = both.reshape(-1, len(known))
        both[np.arange(rows.stop - low), np.arange(low, rows.stop)] = 0
        both /= np.sqrt(count[rows, None] * count) + _SHRINK
        nearest, found.weight[known[rows]] = _nearest(both, keep)
        found.item[known[rows]] = known[nearest]
    return found


def _nearest(near: Floats, keep: int) -> tuple[Ints, Floats]:
    near = np.arange(near.shape[1]) * _EPSILON - near
    most = np.partition(near, keep - 1, axis=1)[:, keep - 1, None]
    row, column = np.nonzero(near <= most)
    far = near[row, column]
    order = np.lexsort((far, row))
    # More than asked for where the last are equally far.
    order = order[np.arange(len(order)) - np.searchsorted(row, row) < keep]
    return column[order].reshape(-1, keep), np.maximum(-far[order], 0).reshape(-1, keep)


def _latest(pairs: Pairs, known: Ints) -> tuple[Ints, Ints]:
    """Customer and item (its place among the ``known``) of the pairs that count, by customer."""
    place = np.full(pairs.items, -1)
    place[known] = np.arange(len(known))
    counts = place[pairs.item] >= 0
    customer, item, day = pairs.customer[counts], place[pairs.item[counts]], pairs.last_day[counts]
    size = counted(customer, len(pairs.visits))
    most = _MOST_EACH
    while most > 20 and (np.minimum(size, most) ** 2).sum() > _WORK:
        most //= 2
    if size.max(initial=0) <= most:
        return customer, item
    order = np.lexsort((item, -day, customer))
    rank = np.arange(len(order)) - (np.cumsum(size) - size)[customer[order]]
    chosen = np.sort(order[rank < most])
    return customer[chosen], item[chosen]
