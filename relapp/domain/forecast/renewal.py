"""How likely a silence goes on, read off all gaps of the shop, each measured in its customer's own typical gap.

The curve is Kaplan and Meier's (1958): a gap that is still open says only that it is longer than what it has lasted.
Customers are kept apart by how often they came, for a second visit is far less certain than a ninth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Floats, Ints, starts_of
from relapp.domain.forecast.own_gap import OwnGap
from relapp.domain.forecast.standing import Standing

_FROM = np.array([1, 2, 4, 8])
"""The fewest visits of each group."""

_FEWEST = 20
"""Gaps, open ones too, below which a group takes the curve of the group before."""

_POINTS = 400
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Curve:
    """The share of gaps that are longer than each of ``lengths`` (in own gaps, rising from 0)."""

    lengths: Floats
    longer: Floats


@dataclass(frozen=True, slots=True)
class Renewal:
    """One curve for each group, ``None`` where too little is known."""

    curves: tuple[Curve | None, ...]


def renewal(standing: Standing, gap: OwnGap) -> Renewal:
    """The curves of the shop as everyone stands."""
    closed = standing.gaps / gap.own[standing.gap_owner]
    still = np.maximum(standing.silent, 0.5) / gap.own
    begins = starts_of(standing.gap_count)
    number = np.arange(len(closed)) - begins[standing.gap_owner] + 1
    of_closed, of_open = _group(number), _group(standing.visits)
    curves: list[Curve | None] = []
    for group in range(len(_FROM)):
        ended, open_ones = closed[of_closed == group], still[of_open == group]
        if len(ended) + len(open_ones) >= _FEWEST:
            curves.append(_curve(ended, open_ones))
        else:
            curves.append(curves[-1] if curves else None)
    return Renewal(tuple(curves))


def _group(visits: Ints) -> Ints:
    return np.searchsorted(_FROM, visits, side="right") - 1


def _curve(ended: Floats, open_ones: Floats) -> Curve:
    lengths = np.concatenate([ended, open_ones])
    ends = np.concatenate([np.ones(len(ended)), np.zeros(len(open_ones))])
    # Of equal lengths the one that ended comes first: whoever is silent for so long was there to be counted.
    order = np.lexsort((-ends, lengths))
    at_risk = np.arange(len(lengths), 0, -1)
    longer = np.cumprod(1 - ends[order] / at_risk)
    points = np.unique(np.linspace(0, len(lengths) - 1, _POINTS).astype(np.int64))
    return Curve(
        np.concatenate([[0.0], lengths[order][points]]),
        np.concatenate([[1.0], np.clip(longer[points], 1e-4, 1)]),
    )


def silence_lasts(curves: Renewal, visits: Ints, own: Floats, days: Floats) -> Floats:
    """The chance of a gap longer than ``days``, for customers who came so often and with such an ``own`` gap."""
    result = np.ones(len(days))
    group = _group(visits)
    for number, curve in enumerate(curves.curves):
        mine = group == number
        if curve is not None and mine.any():
            result[mine] = np.interp(days[mine] / own[mine], curve.lengths, curve.longer)
    return np.maximum(result, _LEAST)


def will_come(curves: Renewal, standing: Standing, gap: OwnGap, days: Floats | float) -> Floats:
    """The chance of a visit within ``days``, given how long each has been silent."""
    now = silence_lasts(curves, standing.visits, gap.own, standing.silent)
    then = silence_lasts(curves, standing.visits, gap.own, standing.silent + days)
    return 1 - then / now
