"""The potential of a customer: what people in a like place really spent, as a range, and how many people they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Floats, Ints
from relapp.domain.forecast.history import History, thinned
from relapp.domain.forecast.own_gap import GapSpread, OwnGap, gap_spread, own_gap
from relapp.domain.forecast.standing import YEAR, Standing, came_after, standing_on
from relapp.domain.suggestions.signals import Range

NOT_THEM = -1
"""A row that is nobody's, for a customer who was not there when the shop learned."""

FEWEST = 10
"""Below so many people nothing is said."""

MOST_CUSTOMERS = 6000
"""Of more customers than this some stand for all."""

_MOST = 40
"""So many of the people most alike speak."""

_PERIODS = (YEAR, 183, 91)
"""Days to tell of: the longest of which the shop has seen half as much again."""

_ALIKE = np.array([[0.5], [0.5], [1.0], [0.7], [1.0]])
"""How far the logarithms of visits, own gap, silence in own gaps, basket and age may lie apart to be still alike."""

_FARTHEST = 2.0
"""All of them together, as the root of the sum of squares of so many times that."""


@dataclass(frozen=True, slots=True)
class Peers:
    """Customers as they once stood, and what they ``spent`` in the ``days`` after (minor units).

    ``rows`` are theirs in the history that taught it, ``places`` is (5, customers).
    """

    rows: Ints
    places: Floats
    spent: Floats
    days: int


def learn_peers(history: History, day: int) -> Peers | None:
    """How everyone stood so long before ``day``, and what they spent until then; ``None`` in a young shop.

    Nothing on or after ``day`` (an ordinal) may be in ``history``.
    """
    seen = day - int(history.day.min()) if len(history) else 0
    days = next((days for days in _PERIODS if 2 * seen >= 3 * days), 0)
    if not days:
        return None
    some = thinned(history, MOST_CUSTOMERS)
    standing = standing_on(some, day - 1 - days)
    _, spent = came_after(standing, some, days)
    gap = own_gap(standing, gap_spread(standing, unknown=float(days)))
    return Peers(standing.rows, _places(standing, gap), np.maximum(spent, 0), days)


def potential(peers: Peers | None, standing: Standing, gaps: GapSpread, own: Ints) -> list[Range | None]:
    """For each customer what half of the people most alike spent, ``None`` where too few are alike.

    ``own`` is each customer's row in the history that taught ``peers``, or :data:`NOT_THEM`; nobody is their own peer.
    """
    if peers is None or len(peers.rows) < FEWEST:
        return [None] * len(standing)
    places = _places(standing, own_gap(standing, gaps))
    return [_range(peers, place[:, None], row) for place, row in zip(places.T, own.tolist(), strict=True)]


def _range(peers: Peers, place: Floats, own: int) -> Range | None:
    apart = peers.places - place
    far: Floats = np.einsum("ij,ij->j", apart, apart)
    alike = np.flatnonzero((far <= _FARTHEST**2) & (peers.rows != own))
    if len(alike) < FEWEST:
        return None
    alike = alike[nearest(far[alike], _MOST)]
    spent = np.sort(peers.spent[alike])
    quarter = len(spent) // 4
    return Range(_told(spent[quarter]), _told(spent[-1 - quarter]), peers.days, len(spent))


def nearest(far: Floats, most: int) -> Ints:
    """The places of at most so many of the smallest numbers; of equal ones those that stand first."""
    if len(far) <= most:
        return np.argsort(far, kind="stable")
    # By the bound, not by the places that the partition would give: those may differ between processors.
    near = np.flatnonzero(far <= np.partition(far, most - 1)[most - 1])
    return near[np.argsort(far[near], kind="stable")[:most]]


def _told(amount: float) -> int:
    """Two digits say all that is known."""
    whole = round(float(amount))
    return round(whole, 2 - len(str(whole)))


def _places(standing: Standing, gap: OwnGap) -> Floats:
    silent = np.clip(np.log(np.maximum(standing.silent, 0.5) / gap.own), -3, 3)
    spent = np.log(np.maximum(standing.money / standing.visits, 1))
    places: Floats = (
        np.stack([np.log(standing.visits), np.log(gap.own), silent, spent, np.log1p(standing.age / 30)]) / _ALIKE
    )
    return places
