"""Who needs the same: what customers with the same needs spend, as a range, and which needs they share.

A need is what somebody took, told or waits for: a product, a fact that may be said, a wish. Customers are alike by the
needs that they share, never by what they spend. A need that many have tells little: each counts with the square of the
logarithm of how few have it, and of two customers the shared is held against all that both need (the cosine). What the
others then spent in a year is told as its quarters, and not at all where they are too few.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Bools, Floats, Ints, counted, spread, starts_of, summed
from relapp.domain.forecast.peers import nearest
from relapp.domain.segments import FEWEST
from relapp.domain.suggestions.signals import Range

SHARED = 2
"""Needs that two customers share at the least."""

MOST_PEERS = 3_000
"""Of more customers than this some stand for all."""

MOST_NEEDS = 200
"""So many of one customer's needs are looked at: those that fewest others have."""

_MOST = 40
"""So many of the people most alike speak."""

_ALIKE = 0.15
"""The least cosine."""

_BATCH = 100


@dataclass(frozen=True, slots=True)
class Shared:
    """A need (a number of :attr:`Needs`) that ``people`` of those alike have as well."""

    need: int
    people: int


@dataclass(frozen=True, slots=True)
class Alike:
    """What people with the same needs spent in ``range``, who they are (rows), and which needs they share."""

    range: Range
    people: tuple[int, ...]
    shared: tuple[Shared, ...]


class Needs:
    """Which customers (rows below ``size``) have which needs (below ``kinds``), each pair once."""

    def __init__(self, customer: Ints, need: Ints, size: int, kinds: int) -> None:
        pairs = np.unique(customer * max(kinds, 1) + need)
        customer, need = pairs // max(kinds, 1), pairs % max(kinds, 1)
        having = counted(need, kinds)
        # What a single customer needs joins nobody.
        kept = having[need] > 1
        customer, need = customer[kept], need[kept]
        self.weight: Floats = np.log(max(size, 2) / np.maximum(having, 1)) ** 2
        order = np.lexsort((having[need], customer))
        self.need = need[order]
        self.count = counted(customer, size)
        self.begin = starts_of(self.count)
        self.norm = np.sqrt(summed(customer, self.weight[need], size))
        self.customer = customer[order]
        self.kinds = kinds

    def of(self, row: int) -> Ints:
        """The needs of a customer, those that fewest have first."""
        return self.need[self.begin[row] : self.begin[row] + min(int(self.count[row]), MOST_NEEDS)]


class Peers:
    """Those whose spending is known for the whole of ``days`` days: ``rows``, and what each ``spent``."""

    def __init__(self, needs: Needs, known: Bools, spent: Floats, days: int) -> None:
        rows = np.flatnonzero(known & (needs.count > 0))
        step = -(-len(rows) // MOST_PEERS) or 1
        self.rows = rows[::step]
        self.spent = spent[self.rows]
        self.days = days
        self.needs = needs
        place = np.full(len(needs.count), -1)
        place[self.rows] = np.arange(len(self.rows))
        theirs = place[needs.customer]
        there = theirs >= 0
        order = np.argsort(needs.need[there], kind="stable")
        self._who = theirs[there][order]
        self._size = counted(needs.need[there], needs.kinds)
        self._start = starts_of(self._size)
        self._norm = np.maximum(needs.norm[self.rows], 1e-9)

    def alike(self, row: int, fewest: int = FEWEST) -> Alike | None:
        """Who is most alike to one customer, and what they spent; ``None`` where they are too few."""
        people = self._people(np.array([row]), fewest)[0]
        if people is None:
            return None
        own = self.needs.of(row)
        having = [
            len(np.intersect1d(self._who[self._start[need] : self._start[need] + self._size[need]], people))
            for need in own.tolist()
        ]
        # What most of them share, and of equals what fewest others have.
        order = sorted(range(len(own)), key=lambda at: (-having[at], at))
        shared = tuple(Shared(int(own[at]), having[at]) for at in order if having[at])
        return Alike(self._range(people), tuple(self.rows[people].tolist()), shared)

    def ranges(self, rows: Ints, fewest: int = FEWEST, pause: Callable[[], None] = lambda: None) -> dict[int, Range]:
        """What people with the same needs spent, for each of ``rows`` of whom enough are alike."""
        found = {}
        for start in range(0, len(rows), _BATCH):
            pause()
            some = rows[start : start + _BATCH]
            for row, people in zip(some.tolist(), self._people(some, fewest), strict=True):
                if people is not None:
                    found[row] = self._range(people)
        return found

    def _people(self, rows: Ints, fewest: int) -> Sequence[Ints | None]:
        """The places of those most alike to each of ``rows``."""
        size = len(self.rows)
        if size < fewest:
            return [None] * len(rows)
        own = [self.needs.of(row) for row in rows.tolist()]
        need = np.concatenate(own)
        asking = np.repeat(np.arange(len(rows)), [len(one) for one in own])
        sizes = self._size[need]
        cells = np.repeat(asking, sizes) * size + self._who[spread(self._start[need], sizes)]
        weight = np.repeat(self.needs.weight[need], sizes)
        joint: Floats = summed(cells, weight, len(rows) * size).reshape(len(rows), size)
        shared = counted(cells, len(rows) * size).reshape(len(rows), size)
        joint = joint / (self._norm * np.maximum(self.needs.norm[rows], 1e-9)[:, None])
        near = (shared >= SHARED) & (joint >= _ALIKE) & (self.rows != rows[:, None])
        found: list[Ints | None] = []
        for likeness, them in zip(joint, near, strict=True):
            people = np.flatnonzero(them)
            enough = len(people) >= max(fewest, 1)
            found.append(people[nearest(-likeness[people], _MOST)] if enough else None)
        return found

    def _range(self, people: Ints) -> Range:
        spent = np.sort(self.spent[people])
        quarter = len(spent) // 4
        return Range(round(float(spent[quarter])), round(float(spent[-1 - quarter])), self.days, len(spent))
