"""One look at all customers on a day: the features from which chances, waits and amounts are told.

Times stand in units of the horizon or of the customer's own gap, and amounts beside the shop's own, so that weights
learned in one shop mean the same in another.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Floats, log_odds
from relapp.domain.forecast import bgnbd
from relapp.domain.forecast.basket import BasketLevel, basket_level
from relapp.domain.forecast.bgnbd import Spread, Summary
from relapp.domain.forecast.own_gap import GapSpread, OwnGap, gap_spread, has_ended, own_gap, will_end
from relapp.domain.forecast.renewal import Renewal, renewal, will_come
from relapp.domain.forecast.standing import Standing, visits_a_year_ago, visits_within

FEATURES = (
    "always",
    "bgnbd",
    "renewal",
    "own_curve",
    "own_gaps",
    "visits",
    "silent",
    "age",
    "last_1",
    "last_2",
    "last_4",
    "last_8",
    "overdue",
    "overdue_squared",
    "early_squared",
    "once",
    "once_silent",
    "irregular",
    "latest_gap",
    "year_ago",
    "money",
    "latest_money",
    "lines",
    "own_gap",
)
"""The columns of :attr:`Look.features`."""

_FITTED_ON = 5000
"""So many customers tell the four numbers of BG/NBD well enough."""


@dataclass(frozen=True, slots=True)
class ShopWide:
    """What all customers of a shop are seen by; ``spread`` measures time in horizons of so many days.

    ``log_money`` is the mean of the customers' mean log money.
    """

    horizon: int
    gaps: GapSpread
    curves: Renewal
    spread: Spread
    basket: BasketLevel
    log_money: float


@dataclass(frozen=True, slots=True)
class Look:
    """How customers stand, and what follows from it for a visit within the horizon of ``shop``.

    ``features`` is (customers, :data:`FEATURES`).
    """

    standing: Standing
    shop: ShopWide
    gap: OwnGap
    features: Floats

    @property
    def horizon(self) -> int:
        """The days looked ahead."""
        return self.shop.horizon

    @property
    def summary(self) -> Summary:
        """What BG/NBD knows customers by, time in horizons."""
        return _summary(self.standing, self.horizon)

    def will_buy(self, days: Floats | float) -> Floats:
        """BG/NBD's chance of a visit within ``days``."""
        return bgnbd.will_buy(self.shop.spread, self.summary, days / self.horizon)

    def will_come(self, days: Floats | float) -> Floats:
        """The chance of a visit within ``days`` by the shop's own curves."""
        return will_come(self.shop.curves, self.standing, self.gap, days)

    def will_end(self, days: Floats | float) -> Floats:
        """The chance of a visit within ``days`` by each customer's own gaps, if they come again."""
        return will_end(self.gap, self.standing.silent, days)

    def has_ended(self, days: Floats | float) -> Floats:
        """The same by counting their own gaps."""
        return has_ended(self.gap, self.standing, days)

    def expected_visits(self, days: float) -> Floats:
        """How many visits BG/NBD expects within ``days``."""
        return bgnbd.expected_visits(self.shop.spread, self.summary, days / self.horizon)


def look_at(standing: Standing, horizon: int, start: Spread | None = None) -> Look:
    """Look at everyone in a shop by what they show themselves; ``start`` as in :func:`shop_wide`."""
    return look_by(shop_wide(standing, horizon, start), standing)


def shop_wide(standing: Standing, horizon: int, start: Spread | None = None) -> ShopWide:
    """What everyone together shows; ``start`` is the spread of a day not far away, which makes the fit quicker."""
    gaps = gap_spread(standing, unknown=float(horizon))
    step = -(-len(standing) // _FITTED_ON) or 1
    return ShopWide(
        horizon=horizon,
        gaps=gaps,
        curves=renewal(standing, own_gap(standing, gaps)),
        spread=bgnbd.fit(_summary(standing, horizon).every(step), pull=_pull(len(standing)), start=start),
        basket=basket_level(standing),
        log_money=float(standing.log_money.mean()) if len(standing) else 0.0,
    )


def look_by(shop: ShopWide, standing: Standing) -> Look:
    """Look at any customers of a shop by what all of them showed."""
    gap = own_gap(standing, shop.gaps)
    return Look(standing, shop, gap, _features(shop, standing, gap))


def _pull(customers: int) -> float:
    """So that few customers do not make an extreme shop."""
    return 1.0 + 1e-3 * min(customers, _FITTED_ON)


def _summary(standing: Standing, horizon: int) -> Summary:
    last = (standing.last - standing.first) / horizon
    return Summary(standing.gap_count, last, standing.age / horizon)


def _features(shop: ShopWide, standing: Standing, gap: OwnGap) -> Floats:
    size, horizon = len(standing), shop.horizon
    bought = bgnbd.will_buy(shop.spread, _summary(standing, horizon), 1.0)
    came = will_come(shop.curves, standing, gap, float(horizon))
    silent = np.clip(np.log((standing.silent + 1) / horizon), -4, 4)
    overdue = np.clip(np.log(np.maximum(standing.silent, 0.5) / gap.own), -3, 3)
    once = (standing.visits == 1).astype(np.float64)
    latest = np.zeros(size)
    # Gaps stand in order, so the last one written is the latest.
    latest[standing.gap_owner] = np.clip(np.log(standing.gaps / gap.own[standing.gap_owner]), -2, 2)
    columns = {
        "always": np.ones(size),
        "bgnbd": log_odds(bought),
        "renewal": log_odds(came),
        "own_curve": log_odds(will_end(gap, standing.silent, float(horizon))),
        "own_gaps": log_odds(has_ended(gap, standing, float(horizon))),
        "visits": np.log(standing.visits),
        "silent": silent,
        "age": np.log1p(standing.age / horizon),
        **{f"last_{times}": np.log1p(visits_within(standing, times * horizon)) for times in (1, 2, 4, 8)},
        "overdue": overdue,
        "overdue_squared": np.maximum(overdue, 0) ** 2,
        "early_squared": np.minimum(overdue, 0) ** 2,
        "once": once,
        "once_silent": once * silent,
        "irregular": np.log(gap.spread / shop.gaps.within),
        "latest_gap": latest,
        "year_ago": np.log1p(visits_a_year_ago(standing, horizon)),
        "money": np.clip(standing.log_money - shop.log_money, -3, 3),
        "latest_money": np.clip(np.log(np.maximum(standing.latest_money, 1)) - standing.log_money, -2, 2),
        "lines": np.log(np.maximum(standing.lines, 1)),
        "own_gap": np.log(gap.own / horizon),
    }
    return np.column_stack([columns[name] for name in FEATURES])
