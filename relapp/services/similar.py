"""Similar customers: the needs of the whole shop read once, and for each customer what people like them spend."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from relapp.domain.arrays import among
from relapp.domain.days import before
from relapp.domain.facts import NewFact, is_sensitive
from relapp.domain.folding import fold_words
from relapp.domain.items.goods import is_goods
from relapp.domain.segments import FEWEST
from relapp.domain.similar import Needs, Peers
from relapp.domain.suggestions.signals import Range
from relapp.domain.value import Period
from relapp.services import value
from relapp.services.equity import Past
from relapp.storage import needs as stored
from relapp.storage import takes
from relapp.storage.reader import Reader

_PERIODS = (365, 183, 91)
"""Days to tell of: the longest of which the shop has seen half as much again."""


class NeedKind(StrEnum):
    """What tells that somebody needs something."""

    TAKES = "takes"
    TOLD = "told"
    WAITS_FOR = "waits_for"


@dataclass(frozen=True, slots=True)
class Need:
    """One need in words: a product, ``kind: value`` of a fact as it was first noted, or a wish."""

    kind: NeedKind
    words: str


@dataclass(frozen=True, slots=True)
class Potential:
    """What half of those with the same needs spent (minor units), who they are, and what they need alike.

    ``shared`` holds needs with how many of them have each, the most shared first.
    """

    range: Range
    people: tuple[int, ...]
    shared: tuple[tuple[Need, int], ...]


@dataclass(frozen=True, eq=False)
class Similar:
    """The needs of everybody before ``day``; ``ids`` are the customers of the rows."""

    day: date
    ids: tuple[int, ...]
    row: dict[int, int]
    words: tuple[Need, ...]
    peers: Peers | None

    def potential(self, customer_id: int, fewest: int = FEWEST) -> Potential | None:
        """What people with the needs of one customer spend; ``None`` where they are too few to say."""
        row = self.row.get(customer_id)
        found = None if row is None or self.peers is None else self.peers.alike(row, fewest)
        if found is None:
            return None
        return Potential(
            found.range,
            tuple(self.ids[one] for one in found.people),
            tuple((self.words[one.need], one.people) for one in found.shared),
        )

    def ranges(
        self, customer_ids: Collection[int], fewest: int = FEWEST, pause: Callable[[], None] = lambda: None
    ) -> dict[int, Range]:
        """The range alone, for everybody of whom enough are alike."""
        rows = np.array(sorted(self.row[one] for one in customer_ids if one in self.row), dtype=np.int64)
        if self.peers is None or not len(rows):
            return {}
        return {self.ids[row]: found for row, found in self.peers.ranges(rows, fewest, pause).items()}


def learn(reader: Reader, past: Past, pause: Callable[[], None] = lambda: None) -> Similar:
    """Read what everybody took before a day, and what they told and wait for by now.

    Only who was known for the whole of the days that are told of, and came in them, speaks for others.
    """
    day = past.day
    customers, needs, words = _read(reader, day, pause)
    ids, rows = np.unique(customers, return_inverse=True)
    named = tuple(ids.tolist())
    matrix = Needs(rows.astype(np.int64), needs, len(ids), len(words))
    seen = 0 if past.first is None else (day - past.first).days
    days = next((days for days in _PERIODS if 2 * seen >= 3 * days), 0)
    peers = None
    if days and len(ids):
        pause()
        period = Period(before(day, days), day)
        spent = value.brought(reader, period)
        long_known = {one for one, first, last in past.ends() if first < period.first <= last}
        known = np.array([one in long_known for one in named])
        money = np.array([max(spent[one].spend, 0) if one in spent else 0 for one in named], dtype=np.float64)
        peers = Peers(matrix, known, money, days)
    return Similar(day, named, {one: row for row, one in enumerate(named)}, words, peers)


def _read(reader: Reader, day: date, pause: Callable[[], None]) -> tuple[np.ndarray, np.ndarray, tuple[Need, ...]]:
    """Customers and the numbers of their needs, pair by pair, and what the needs are."""
    names = dict(takes.names(reader))
    goods = sorted(one for one, name in names.items() if name.strip() and is_goods(name))
    words = [Need(NeedKind.TAKES, names[one]) for one in goods]
    products = np.array(goods, dtype=np.int64)
    people, needs = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for portion in takes.before(reader, day) if goods else ():
        pause()
        lines = np.array(portion, np.int64).reshape(-1, 4)
        lines = lines[lines[:, 3] > 0]
        item = np.searchsorted(products, lines[:, 1])
        known = among(lines[:, 1], products)
        people.append(lines[known, 0])
        needs.append(item[known])
    number: dict[tuple[NeedKind, str], int] = {}
    told: list[tuple[int, int]] = []
    for kind, customer, plain, said in _said(reader):
        at = number.setdefault((kind, plain), len(words))
        if at == len(words):
            words.append(Need(kind, said))
        told.append((customer, at))
    also = np.array(told, np.int64).reshape(-1, 2)
    return np.concatenate([*people, also[:, 0]]), np.concatenate([*needs, also[:, 1]]), tuple(words)


def _said(reader: Reader) -> list[tuple[NeedKind, int, str, str]]:
    found = []
    for customer, kind, said, mark in stored.told(reader):
        if said.strip() and not is_sensitive(NewFact(kind, said, sensitive=mark)):
            found.append((NeedKind.TOLD, customer, f"{_plain(kind)}: {_plain(said)}", f"{kind}: {said}"))
    for customer, said in stored.waited_for(reader):
        if _plain(said):
            found.append((NeedKind.WAITS_FOR, customer, _plain(said), said))
    return found


def _plain(said: str) -> str:
    return " ".join(fold_words(said).split())
