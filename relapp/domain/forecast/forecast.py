"""The forecast of a shop on a day: facts, what the shop itself has taught, and other shops' weights.

Learning takes all customers and a moment; telling takes any of them, and for one it is as good as free.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Floats, Ints
from relapp.domain.forecast.chances import (
    BUYING_PULL,
    DRIFTING_PULL,
    buying_cases,
    drifting_cases,
    learn_weights,
    will_buy,
    will_drift,
)
from relapp.domain.forecast.history import History, thinned, until
from relapp.domain.forecast.look import ShopWide, look_by, shop_wide
from relapp.domain.forecast.past import Past
from relapp.domain.forecast.regression import Medians
from relapp.domain.forecast.shipped import BUYING, DRIFTING
from relapp.domain.forecast.standing import standing_on
from relapp.domain.forecast.wait import days_to_come, learn_wait
from relapp.domain.forecast.worth import WorthSeen, learn_worth, worth

LEARNED_FROM = 12_000
"""Of more customers than this the others would teach next to nothing new."""

_SMALL = 400
"""A shop of fewer customers is looked at twice as often."""


@dataclass(frozen=True, slots=True)
class Horizons:
    """Days to look ahead: ``buy`` for the chance to buy, ``drift`` for the longest silence, ``value`` for money."""

    buy: int
    drift: int
    value: int


@dataclass(frozen=True, slots=True)
class Weights:
    """Where learning starts: the weights of ``look.FEATURES`` and of ``chances.DRIFT_FEATURES``."""

    buying: Floats
    drifting: Floats


SHIPPED = Weights(np.array(list(BUYING.values())), np.array(list(DRIFTING.values())))


@dataclass(frozen=True, slots=True)
class Forecast:
    """One number in each array for every customer in ``rows`` (rows of the history, rising): whoever came before.

    ``p_buy`` is the chance to buy within ``Horizons.buy`` days, ``p_drift`` that of staying silent through twice the
    own median gap (at least ``buy``, at most ``drift`` days), ``purchases`` and ``money`` (minor units) what to expect
    within ``value`` days, ``days_to_next`` the wait for the next visit if there is one within ``drift`` days (1 is the
    first day asked for). ``p_drift`` and ``days_to_next`` are nan where fewer than three visits are known.
    """

    rows: Ints
    p_buy: Floats
    p_drift: Floats
    purchases: Floats
    money: Floats
    days_to_next: Floats


@dataclass(frozen=True, slots=True)
class Learned:
    """What a shop has taught up to the evening before ``day`` (an ordinal), by which any customer can be told of."""

    day: int
    horizons: Horizons
    shop: ShopWide
    buying: Floats
    drifting: Floats
    wait: Medians | None
    worth: WorthSeen | None


def forecast(history: History, day: int, horizons: Horizons, weights: Weights = SHIPPED) -> Forecast:
    """What to expect of everyone from ``day`` (an ordinal) on; only visits before it are looked at."""
    return tell(learn(history, day, horizons, weights), history)


def learn(
    history: History,
    day: int,
    horizons: Horizons,
    weights: Weights = SHIPPED,
    pause: Callable[[], None] = lambda: None,
) -> Learned:
    """What the whole shop teaches; only visits before ``day`` are looked at.

    ``pause`` is called between the steps; what it raises ends the learning.
    """
    known = until(history, day - 1)
    past = Past(thinned(known, LEARNED_FROM), day - 1, horizons.buy, pause)
    pause()
    standing = standing_on(known, day - 1)
    shop = shop_wide(standing, horizons.buy)
    closer = 2 if len(standing) < _SMALL else 1
    bought = past.looks(horizons.buy, closer)
    # Regulars and returns are few, so they are looked at twice as often.
    drifted = past.looks(max(horizons.drift, horizons.buy), closer=2)
    seen_days = past.window(horizons.value)
    valued = past.looks_back(seen_days)
    pause()
    buying = learn_weights(buying_cases(bought, past.history), weights.buying, BUYING_PULL, 1 / closer)
    pause()
    drifting = learn_weights(drifting_cases(drifted, past.history, horizons.drift), weights.drifting, DRIFTING_PULL)
    pause()
    wait = learn_wait(drifted, past.history, horizons.drift)
    pause()
    return Learned(
        day=day,
        horizons=horizons,
        shop=shop,
        buying=buying,
        drifting=drifting,
        wait=wait,
        worth=learn_worth(valued, past.history, seen_days),
    )


def tell(learned: Learned, history: History, day: int | None = None) -> Forecast:
    """What to expect of the customers in ``history``, who may be any of the shop's, as they stand before a day.

    That is the day on which was learned if no other is given.
    """
    standing = standing_on(history, (learned.day if day is None else day) - 1)
    now = look_by(learned.shop, standing)
    if not len(standing):
        none = np.empty(0)
        return Forecast(standing.rows, none, none, none, none, none)
    expected = worth(now, learned.horizons.value, learned.worth)
    return Forecast(
        rows=standing.rows,
        p_buy=will_buy(now, learned.buying),
        p_drift=will_drift(now, learned.drifting, learned.horizons.drift),
        purchases=expected.visits,
        money=expected.money,
        days_to_next=days_to_come(now, learned.horizons.drift, learned.wait),
    )
