"""The forecast of a whole shop on a day: facts, what the shop itself has taught, and other shops' weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Floats, Ints
from relapp.domain.forecast.bgnbd import Spread
from relapp.domain.forecast.chances import buying, buying_cases, drifting, drifting_cases, learned
from relapp.domain.forecast.history import History, thinned, until
from relapp.domain.forecast.look import Look, look_at
from relapp.domain.forecast.shipped import BUYING, DRIFTING
from relapp.domain.forecast.standing import standing_on
from relapp.domain.forecast.wait import days_to_come
from relapp.domain.forecast.worth import worth

AS_IF_DAYS = 8
"""From so many earlier days a shop learns."""

_WARM_UP = 2
"""Horizons that must have passed since the shop's first visit before an "as if" day tells anything."""

_LEARNED_FROM = 12_000
"""Of more customers than this the others would teach next to nothing new."""


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


def forecast(history: History, day: int, horizons: Horizons, weights: Weights = SHIPPED) -> Forecast:
    """What to expect from ``day`` (an ordinal) on; only visits before it are looked at."""
    known = until(history, day - 1)
    past = _Past(thinned(known, _LEARNED_FROM), day - 1, horizons.buy)
    now = look_at(standing_on(known, day - 1), horizons.buy)
    if not len(now.standing):
        none = np.empty(0)
        return Forecast(now.standing.rows, none, none, none, none, none)
    bought = past.looks(horizons.buy)
    # Regulars and returns are few, so they are looked at twice as often.
    drifted = past.looks(max(horizons.drift, horizons.buy), closer=2)
    seen_days = past.window(horizons.value)
    expected = worth(past.looks_back(seen_days), past.history, now, horizons.value, seen_days)
    return Forecast(
        rows=now.standing.rows,
        p_buy=buying(now, learned(buying_cases(bought, past.history), weights.buying)),
        p_drift=drifting(
            now, learned(drifting_cases(drifted, past.history, horizons.drift), weights.drifting), horizons.drift
        ),
        purchases=expected.visits,
        money=expected.money,
        days_to_next=days_to_come(drifted, past.history, now, horizons.drift),
    )


class _Past:
    """Looks at earlier days, each made once however many ask for it."""

    def __init__(self, history: History, day: int, horizon: int) -> None:
        self.history = history
        self._day = day
        self._first = int(history.day.min()) if len(history) else day
        self._horizon = horizon
        self._made: dict[int, Look] = {}
        self._spread: Spread | None = None

    def looks(self, ahead: int, closer: int = 1) -> list[Look]:
        """Looks at days after which ``ahead`` days are known, the earliest first, back through the same time.

        They are one horizon apart, or ``closer`` times as many.
        """
        days = [self._day - ahead - step * self._horizon // closer for step in range(AS_IF_DAYS * closer)]
        return self._at([day for day in days if day - self._first >= _WARM_UP * self._horizon])

    def window(self, days: int) -> int:
        """How many days of the past stand for ``days`` to come: a quarter of all, no more than asked for."""
        return min(days, max(self._horizon, (self._day - self._first) // 4))

    def looks_back(self, ahead: int) -> list[Look]:
        """Two looks at days after which ``ahead`` days are known."""
        days = [self._day - ahead, self._day - ahead - ahead // 2]
        return self._at([day for day in days if day - self._first >= max(ahead // 2, self._horizon)])

    def _at(self, days: Sequence[int]) -> list[Look]:
        for day in sorted(set(days) - self._made.keys()):
            self._made[day] = look_at(standing_on(self.history, day), self._horizon, self._spread)
            self._spread = self._made[day].spread
        return [self._made[day] for day in sorted(set(days))]
