"""How much each customer is expected to buy: visits and money in the days to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Floats
from relapp.domain.forecast.history import History
from relapp.domain.forecast.look import Look
from relapp.domain.forecast.regression import fit_amounts
from relapp.domain.forecast.standing import Standing, came_after, visits_within

_PULL = 100.0
_FEWEST = 60
"""Cases below which nothing is learned."""

_TRUST_FROM = 150
"""Buyers seen at which what was learned counts for half."""

_RARE = 0.995
"""Larger amounts than those of this share of buyers teach nothing about the others."""

_LARGEST = 3.0


@dataclass(frozen=True, slots=True)
class Worth:
    """Expected visits, and expected money in minor units, one number a customer each."""

    visits: Floats
    money: Floats


def worth(looks: Sequence[Look], whole: History, now: Look, days: int, seen_days: int) -> Worth:
    """What to expect in ``days`` days.

    BG/NBD's visits times the customer's basket (:func:`basket`), and beside that what customers in a like place bought
    in the ``seen_days`` days after each of ``looks``, stretched to ``days`` by BG/NBD's own ratio. The more buyers
    were seen the more the second counts.
    """
    visits = np.maximum(now.expected_visits(days), 1e-9)
    money = visits * basket(now.standing)
    seen = [came_after(look.standing, whole, seen_days) for look in looks]
    cases = sum(len(look.standing) for look in looks)
    buyers = sum(int((bought > 0).sum()) for bought, _ in seen)
    if cases < _FEWEST or not buyers:
        return Worth(visits, money)
    features = np.concatenate([_features(look, seen_days) for look in looks])
    came, paid = (np.concatenate(one) for one in zip(*seen, strict=True))
    here = _features(now, seen_days)
    stretch = visits / np.maximum(now.expected_visits(seen_days), 1e-9)
    trust = buyers / (buyers + _TRUST_FROM)
    visits = trust * fit_amounts(features, came, _PULL)(here) * stretch + (1 - trust) * visits
    positive = paid[paid > 0]
    if len(positive):
        most = float(np.quantile(positive, _RARE))
        amounts = fit_amounts(features, np.clip(paid, 0, most), _PULL)(here)
        money = trust * np.minimum(amounts, _LARGEST * most) * stretch + (1 - trust) * money
    return Worth(visits, money)


def basket(standing: Standing) -> Floats:
    """What a visit of each customer comes to, in minor units: their mean, drawn to the shop's, never below 0.

    The pull is as many visits as the variance of one visit's money is larger than that between customers.
    """
    mean = standing.money / standing.visits
    if not len(mean):
        return mean
    often = standing.visits >= 2
    pull = 2.0
    if often.sum() >= 20:
        between = max(float(mean[often].var()), 1e-9)
        within = float(((standing.latest_money - mean)[often] ** 2).mean()) * 1.2
        pull = float(np.clip(within / between, 0.3, 8))
    drawn: Floats = (standing.money + pull * mean.mean()) / (standing.visits + pull)
    return np.maximum(drawn, 0)


def _features(look: Look, days: int) -> Floats:
    expected = np.log(np.maximum(look.expected_visits(days), 1e-4))
    money = np.log(np.maximum(basket(look.standing), 1))
    lately = np.log1p(visits_within(look.standing, days))
    return np.column_stack([look.features[:, 1:], expected, money, lately])
