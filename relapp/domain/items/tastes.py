"""Tastes: a few directions in which customers differ, and how far each customer and item lie along them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Floats, Ints, SmallFloats, counted, starts, summed
from relapp.domain.items.pairs import Pairs

_DIRECTIONS = 32
_ROUNDS = 2
_BLOCK = 1 << 14
_FEW = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class Tastes:
    """``customer`` and ``item`` hold one row of directions for each; ``scale`` undoes how items were weighted."""

    customer: SmallFloats
    item: SmallFloats
    scale: Floats

    def __call__(self, customer: Ints, item: Ints) -> Floats:
        """How well each item lies with each customer's taste, from 0 on."""
        fit = np.einsum("nd,nd->n", self.customer[customer], self.item[item])
        lies: Floats = np.maximum(fit.astype(np.float64) * self.scale[item], 0)
        return lies


def tastes_of(pairs: Pairs) -> Tastes:
    """The leading directions of customers × items, by subspace iteration (Halko, Martinsson, Tropp 2011).

    An entry is the square root of what was recently taken, over the fourth root of how many have the item; every
    customer's row has length 1. The start is fixed, so that the same purchases always give the same tastes.
    """
    customers, items = len(pairs.visits), pairs.items
    scale = ((counted(pairs.item, items) + _FEW) ** 0.25).astype(np.float64)
    entries = _entries(pairs, scale)
    by_item = np.argsort(pairs.item, kind="stable")
    directions = min(_DIRECTIONS, items)
    item = np.cos(np.outer(np.arange(1, items + 1), np.arange(1, directions + 1))).astype(np.float32)
    for _ in range(_ROUNDS):
        customer = _sums(item, pairs.item, entries, pairs.customer, customers)
        spread = _sums(customer, pairs.customer[by_item], entries[by_item], pairs.item[by_item], items)
        item = np.linalg.qr(spread)[0]
    return Tastes(_sums(item, pairs.item, entries, pairs.customer, customers), item, scale)


def tastes_in(shop: Tastes, pairs: Pairs) -> Tastes:
    """The tastes of other customers, or of the same ones with other purchases, along the shop's own directions."""
    entries = _entries(pairs, shop.scale)
    customer = _sums(shop.item, pairs.item, entries, pairs.customer, len(pairs.visits))
    return Tastes(customer, shop.item, shop.scale)


def _entries(pairs: Pairs, scale: Floats) -> SmallFloats:
    entry = np.sqrt(pairs.recent) / scale[pairs.item]
    length = np.sqrt(summed(pairs.customer, entry**2, len(pairs.visits)))
    entries: SmallFloats = (entry / length[pairs.customer]).astype(np.float32)
    return entries


def _sums(rows: SmallFloats, source: Ints, entry: SmallFloats, target: Ints, size: int) -> SmallFloats:
    """The entries' multiples of their ``source`` rows, added up for each ``target`` (rising)."""
    out = np.zeros((size, rows.shape[1]), np.float32)
    begin = np.append(np.flatnonzero(starts(target)), len(target))
    low = 0
    while low < len(begin) - 1:
        high = max(low + 1, int(np.searchsorted(begin, begin[low] + _BLOCK, side="right")) - 1)
        block = slice(begin[low], begin[high])
        parts = rows[source[block]]
        parts *= entry[block, None]
        out[target[begin[low:high]]] = np.add.reduceat(parts, begin[low:high] - begin[low], axis=0)
        low = high
    return out
