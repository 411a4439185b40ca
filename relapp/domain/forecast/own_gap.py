"""How long each customer's own gap between visits is, where few gaps are known as well as where many are.

A gap of a customer is taken to be log-logistic around their own: nearly lognormal, but with sums in closed form.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Floats, counted, summed
from relapp.domain.forecast.standing import Standing

_ENOUGH = 8
"""Customers with two gaps or more, from which on spreads are measured and not assumed."""

_WITHIN, _BETWEEN = 0.8, 0.5
"""Variances of log gaps where the shop shows too few: a gap half or twice the usual one is ordinary."""

_SAID = 2.0
"""Gaps that the shape of all gaps counts as beside a customer's own."""

_FAITH = 3.0
"""So many gaps of ordinary spread each customer is taken to have had before the first."""


@dataclass(frozen=True, slots=True)
class GapSpread:
    """How the logarithms of a shop's gaps lie: their mean, ``within`` one customer and ``between`` customers."""

    usual: float
    within: float
    between: float


@dataclass(frozen=True, slots=True)
class OwnGap:
    """``own`` is each customer's typical gap in days, never an infinite or a zero one.

    ``spread`` is the variance of each customer's log gaps around their own, drawn to the shop's where few are known.
    """

    own: Floats
    spread: Floats


def gap_spread(standing: Standing, unknown: float) -> GapSpread:
    """The spread of a shop's gaps; ``unknown`` (days) is the usual gap of a shop in which nobody came twice."""
    logs = np.log(standing.gaps)
    usual = float(logs.mean()) if len(logs) else float(np.log(unknown))
    count, _, middle, off = _by_customer(standing, logs, usual)
    many = count >= 2
    within, between = _WITHIN, _BETWEEN
    if many.sum() >= _ENOUGH:
        within = max(float(off[many].sum() / (count[many] - 1).sum()), 0.05)
        between = max(float(middle[many].var() - within * (1 / count[many]).mean()), 0.02)
    return GapSpread(usual, within, between)


def own_gap(standing: Standing, shop: GapSpread) -> OwnGap:
    """Each customer's mean log gap, drawn to the shop's by the ratio of the variances within and between customers.

    That is empirical Bayes for normal means (Efron and Morris 1975).
    """
    count, total, _, off = _by_customer(standing, np.log(standing.gaps), shop.usual)
    pull = shop.within / shop.between
    return OwnGap(
        own=np.exp((total + pull * shop.usual) / (count + pull)),
        spread=(off + _FAITH * shop.within) / (np.maximum(count - 1, 0) + _FAITH),
    )


def _by_customer(standing: Standing, logs: Floats, usual: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Of each customer's log gaps: how many, sum, mean (``usual`` without any), sum of squares around it."""
    size = len(standing)
    count = counted(standing.gap_owner, size).astype(np.float64)
    total = summed(standing.gap_owner, logs, size)
    middle = np.divide(total, count, out=np.full(size, usual), where=count > 0)
    return count, total, middle, summed(standing.gap_owner, (logs - middle[standing.gap_owner]) ** 2, size)


def will_end(gap: OwnGap, silent: Floats, days: Floats | float) -> Floats:
    """The chance that a gap of ``silent`` days ends within ``days``, for somebody who will come again."""
    ended: Floats = -np.expm1(_lasts(gap, silent + days) - _lasts(gap, silent))
    return ended


def has_ended(gap: OwnGap, standing: Standing, days: Floats | float) -> Floats:
    """The same by counting each customer's own gaps: of those longer than the present silence, who ended so soon.

    Two more are counted that ended as :func:`will_end` says.
    """
    silent, owner = standing.silent, standing.gap_owner
    bound = np.broadcast_to(silent + days, silent.shape)
    longer = standing.gaps > silent[owner]
    ended = longer & (standing.gaps <= bound[owner])
    said = will_end(gap, silent, days)
    share: Floats = (counted(owner[ended], len(said)) + _SAID * said) / (counted(owner[longer], len(said)) + _SAID)
    return share


def half_ended(gap: OwnGap, silent: Floats, bound: float) -> Floats:
    """Days until half of the gaps of ``silent`` days that end within ``bound`` days have ended."""
    half = np.logaddexp(_lasts(gap, silent), _lasts(gap, silent + bound)) - np.log(2)
    # The log-odds of having ended; e to the power of -half would overflow where hardly any gap lasts so long.
    odds = np.where(half < -30, -half, np.log(np.expm1(np.clip(-half, 1e-9, 30))))
    until: Floats = gap.own * np.exp(odds / _sharpness(gap)) - silent
    return np.clip(until, 0, bound)


def _lasts(gap: OwnGap, days: Floats) -> Floats:
    """The logarithm of the chance that a gap is longer than ``days``."""
    return -np.logaddexp(0, _sharpness(gap) * np.log(np.maximum(days, 0.5) / gap.own))


def _sharpness(gap: OwnGap) -> Floats:
    """The shape of a log-logistic distribution whose logarithm has the variance of the customer's log gaps."""
    shape: Floats = np.pi / np.sqrt(3 * gap.spread)
    return shape
