"""The shop's own past: looks at earlier "as if" days, after which it is known what happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from relapp.domain.forecast.bgnbd import Spread
from relapp.domain.forecast.history import History
from relapp.domain.forecast.look import Look, look_at
from relapp.domain.forecast.standing import standing_on

AS_IF_DAYS = 8
"""From so many earlier days a shop learns."""

_WARM_UP = 2
"""Horizons that must have passed since the shop's first visit before an "as if" day tells anything."""


class Past:
    """Looks at earlier days, each made once however many ask for it; ``pause`` is called before each."""

    def __init__(self, history: History, day: int, horizon: int, pause: Callable[[], None]) -> None:
        self.history = history
        self._pause = pause
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
            self._pause()
            self._made[day] = look_at(standing_on(self.history, day), self._horizon, self._spread)
            self._spread = self._made[day].shop.spread
        return [self._made[day] for day in sorted(set(days))]
