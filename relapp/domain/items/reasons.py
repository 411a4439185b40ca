"""Reasons: what speaks for an item, in numbers that anybody can count again from the purchase lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from relapp.domain.arrays import Ints, among, counted
from relapp.domain.items.lines import Takes
from relapp.domain.items.pairs import Pairs
from relapp.domain.items.shop import Shop

_COMPANIONS = 3


@dataclass(frozen=True, slots=True)
class Companion:
    """Of ``have`` customers who have ``item``, ``both`` have the item in question as well."""

    item: int
    have: int
    both: int


@dataclass(frozen=True, slots=True, eq=False)
class Company:
    """``customers`` (rising) have ``item``; ``near`` are what one customer has that speaks most for it."""

    item: int
    customers: Ints
    near: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Owners:
    """Who has each item: rows ``start[i]`` to ``start[i + 1]`` of ``customer`` (rising) are item i's.

    Those of ``anew`` (rising) are not as they stand there but as in ``theirs``, whose customers are numbered in the
    order of ``anew``. ``buyers`` is how many customers have anything.
    """

    start: Ints
    customer: Ints
    buyers: int
    anew: Ints
    theirs: Pairs

    def of(self, item: int) -> Ints:
        """The customers who have ``item``, rising."""
        known: Ints = self.customer[self.start[item] : self.start[item + 1]]
        if not len(self.anew):
            return known
        fresh = self.anew[self.theirs.customer[self.theirs.item == item]]
        return np.union1d(known[~among(known, self.anew)], fresh)

    def with_customers(self, rows: Ints, pairs: Pairs) -> Owners:
        """The same, but that the customers ``rows`` (rising) have what ``pairs`` say, which numbers them from 0."""
        had = np.unique(self.customer[among(self.customer, rows)])
        buyers = self.buyers - len(had) + int(np.count_nonzero(pairs.visits))
        return replace(self, buyers=buyers, anew=rows, theirs=pairs)


def owners_of(pairs: Pairs) -> Owners:
    """Who has each item of these pairs."""
    order = np.argsort(pairs.item, kind="stable")
    start = np.append(0, np.cumsum(counted(pairs.item, pairs.items)))
    nobody = pairs.customer[:0]
    return Owners(start, pairs.customer[order], int(np.count_nonzero(pairs.visits)), nobody, pairs)


def days_taken(takes: Takes, customer: int, item: int) -> Ints:
    """The days on which ``customer`` took ``item`` and kept it, rising."""
    low, high = np.searchsorted(takes.customer, [customer, customer + 1])
    days: Ints = takes.day[low:high][takes.item[low:high] == item]
    return days


def companies(shop: Shop, owners: Owners, customer: int, items: Sequence[int]) -> Iterator[Company]:
    """What ``customer`` has that speaks for each of ``items``, by how near it is and how lately they took it."""
    pairs, near = shop.pairs, shop.near
    rows = slice(int(pairs.start[customer]), int(pairs.start[customer + 1]))
    own = pairs.item[rows]
    place = np.full(pairs.items, -1)
    place[items] = np.arange(len(items))
    at = place[near.item[own]]
    row, column = np.nonzero((at >= 0) & (near.weight[own] > 0))
    which, close = at[row, column], near.weight[own][row, column] * pairs.recent[rows][row]
    for number, item in enumerate(items):
        mine = which == number
        candidate, closeness = own[row[mine]], close[mine]
        strongest = candidate[np.lexsort((shop.standing[candidate], -closeness))[:_COMPANIONS]]
        yield Company(item, owners.of(item), tuple(strongest.tolist()))


def companion(owners: Owners, company: Company, item: int) -> Companion:
    """How many have ``item``, and how many of these have the item of ``company``."""
    having = owners.of(item)
    few, many = sorted((having, company.customers), key=len)
    return Companion(item, len(having), int(among(few, many).sum()))
