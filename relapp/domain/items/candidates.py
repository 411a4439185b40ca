"""Candidates: what each customer could take next. All they have, and what those like them have taken up lately."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Bools, Floats, Ints, among, key, spread, summed
from relapp.domain.items.shop import Shop

NEW = 40
"""How many items that a customer never had are weighed."""

_CELLS = 1 << 18
"""How many (customer, item) are looked at in one go."""

_FIRSTS = 0.5
_EPSILON = 1e-12
"""What is worth the same is told apart by standing, so that any machine finds the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """One row for each (customer, item), rising within the order in which customers were asked for.

    ``place`` is where in that order the customer stands. ``row`` is the pair's row among the shop's pairs, -1 for an
    item they never had. ``near`` and ``near_latest`` add up how close the item is to what they have, by what they took
    recently and by what they took latest (:class:`Pairs`). ``worth`` is how an item that they never had is plainly
    ranked: by how near it is, and half as much by how many took it up lately; from 0 to 1.5; below 0 if they have it.
    """

    place: Ints
    customer: Ints
    item: Ints
    row: Ints
    near: Floats
    near_latest: Floats
    worth: Floats

    @property
    def had(self) -> Bools:
        """Whether the customer has the item."""
        return self.row >= 0


def candidates(shop: Shop, customers: Ints, barred: Ints, new: int = NEW) -> Iterator[Candidates]:
    """The candidates of ``customers`` (distinct), a few customers at a time.

    ``barred`` are keys, rising, of what must not be among them.
    """
    if not shop.pairs.items:
        return
    step = max(1, _CELLS // shop.pairs.items)
    for low in range(0, len(customers), step):
        yield _candidates(shop, customers[low : low + step], low, barred, min(new, shop.pairs.items))


def _candidates(shop: Shop, customers: Ints, first: int, barred: Ints, new: int) -> Candidates:
    pairs, items = shop.pairs, shop.pairs.items
    size = pairs.start[customers + 1] - pairs.start[customers]
    row = spread(pairs.start[customers], size)
    place = np.repeat(np.arange(len(customers)), size)
    item = pairs.item[row]
    near, near_latest = _nearness(shop, place, row, len(customers))
    worth = near / np.maximum(near.max(axis=1, keepdims=True), 1e-9)
    worth += _FIRSTS * shop.firsts / max(shop.firsts.max(), 1e-9) + _EPSILON * (items - shop.standing)
    worth[place, item] = -1
    worth[~(pairs.visits[customers] > 0)] = -1
    out_place, out_item = _barred(customers, barred, items)
    worth[out_place, out_item] = -1
    least = np.partition(worth, items - new, axis=1)[:, items - new, None]
    new_place, new_item = np.nonzero(worth >= np.maximum(least, 0))
    allowed = ~among(key(customers[place], item, items), barred)
    place = np.concatenate([place[allowed], new_place])
    item = np.concatenate([item[allowed], new_item])
    row = np.concatenate([row[allowed], np.full(len(new_place), -1)])
    order = np.lexsort((item, place))
    place, item, row = place[order], item[order], row[order]
    return Candidates(
        place + first, customers[place], item, row, near[place, item], near_latest[place, item], worth[place, item]
    )


def _nearness(shop: Shop, place: Ints, row: Ints, customers: int) -> tuple[Floats, Floats]:
    """For each customer and item: how near it is to what they took recently, and to what they took latest."""
    items, pairs = shop.pairs.items, shop.pairs
    have = pairs.item[row]
    cell = ((place * items)[:, None] + shop.near.item[have]).ravel()
    weight = shop.near.weight[have]
    near = summed(cell, (pairs.recent[row, None] * weight).ravel(), customers * items)
    latest = summed(cell, (pairs.latest[row, None] * weight).ravel(), customers * items)
    return near.reshape(customers, items), latest.reshape(customers, items)


def _barred(customers: Ints, barred: Ints, items: int) -> tuple[Ints, Ints]:
    """Place and item of what is barred for these customers."""
    low, high = np.searchsorted(barred, customers * items), np.searchsorted(barred, (customers + 1) * items)
    return np.repeat(np.arange(len(customers)), high - low), barred[spread(low, high - low)] % items
