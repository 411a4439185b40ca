"""What a visit of each customer comes to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Floats
from relapp.domain.forecast.standing import Standing

_ENOUGH = 20
"""Customers with two visits or more, from which on the pull is measured and not assumed."""

_PULL = 2.0


@dataclass(frozen=True, slots=True)
class BasketLevel:
    """The shop's usual basket (minor units), and how many visits it weighs as beside a customer's own."""

    usual: float
    pull: float


def basket_level(standing: Standing) -> BasketLevel:
    """The pull is as many visits as the variance of one visit's money is larger than that between customers."""
    if not len(standing):
        return BasketLevel(0.0, _PULL)
    mean = standing.money / standing.visits
    often = standing.visits >= 2
    pull = _PULL
    if often.sum() >= _ENOUGH:
        between = max(float(mean[often].var()), 1e-9)
        within = float(((standing.latest_money - mean)[often] ** 2).mean()) * 1.2
        pull = float(np.clip(within / between, 0.3, 8))
    return BasketLevel(float(mean.mean()), pull)


def basket(standing: Standing, level: BasketLevel) -> Floats:
    """Each customer's mean in minor units, drawn to the shop's, never below 0."""
    drawn: Floats = (standing.money + level.pull * level.usual) / (standing.visits + level.pull)
    return np.maximum(drawn, 0)
