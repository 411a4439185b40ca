"""How much each customer is expected to buy: visits and money in the days to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Floats
from relapp.domain.forecast.basket import basket
from relapp.domain.forecast.history import History
from relapp.domain.forecast.look import Look
from relapp.domain.forecast.regression import Amounts, fit_amounts
from relapp.domain.forecast.standing import came_after, visits_within

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


@dataclass(frozen=True, slots=True)
class WorthSeen:
    """What customers in a like place bought in ``days`` days, and how much that counts (0 to 1).

    ``most`` is the amount that hardly anybody paid more than; ``money`` is ``None`` where nobody paid.
    """

    days: int
    trust: float
    visits: Amounts
    money: Amounts | None
    most: float


def learn_worth(looks: Sequence[Look], whole: History, days: int) -> WorthSeen | None:
    """What was bought in the ``days`` days after each of ``looks``, ``None`` if too little was.

    The more buyers were seen the more it counts.
    """
    seen = [came_after(look.standing, whole, days) for look in looks]
    cases = sum(len(look.standing) for look in looks)
    buyers = sum(int((bought > 0).sum()) for bought, _ in seen)
    if cases < _FEWEST or not buyers:
        return None
    features = np.concatenate([_features(look, days) for look in looks])
    came, paid = (np.concatenate(one) for one in zip(*seen, strict=True))
    positive = paid[paid > 0]
    most = float(np.quantile(positive, _RARE)) if len(positive) else 0.0
    return WorthSeen(
        days=days,
        trust=buyers / (buyers + _TRUST_FROM),
        visits=fit_amounts(features, came, _PULL),
        money=fit_amounts(features, np.clip(paid, 0, most), _PULL) if len(positive) else None,
        most=most,
    )


def worth(now: Look, days: int, seen: WorthSeen | None) -> Worth:
    """What to expect in ``days`` days.

    BG/NBD's visits times the customer's basket, and beside that what was ``seen`` of others, stretched to ``days`` by
    BG/NBD's own ratio.
    """
    visits = np.maximum(now.expected_visits(days), 1e-9)
    money = visits * basket(now.standing, now.shop.basket)
    if seen is None:
        return Worth(visits, money)
    here = _features(now, seen.days)
    stretch = visits / np.maximum(now.expected_visits(seen.days), 1e-9)
    visits = seen.trust * seen.visits.of(here) * stretch + (1 - seen.trust) * visits
    if seen.money is not None:
        amounts = np.minimum(seen.money.of(here), _LARGEST * seen.most)
        money = seen.trust * amounts * stretch + (1 - seen.trust) * money
    return Worth(visits, money)


def _features(look: Look, days: int) -> Floats:
    expected = np.log(np.maximum(look.expected_visits(days), 1e-4))
    money = np.log(np.maximum(basket(look.standing, look.shop.basket), 1))
    lately = np.log1p(visits_within(look.standing, days))
    return np.column_stack([look.features[:, 1:], expected, money, lately])
