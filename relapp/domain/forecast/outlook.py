"""What suggestions and pages want to know of a customer: chances, money, and what became of others like them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Floats, Ints
from relapp.domain.forecast.forecast import Horizons, Learned, learn, tell
from relapp.domain.forecast.history import History, until
from relapp.domain.forecast.pace import horizons_of
from relapp.domain.forecast.peers import Peers, learn_peers, potential
from relapp.domain.forecast.silences import Silences, learn_silences, like_them
from relapp.domain.forecast.standing import standing_on
from relapp.domain.suggestions.signals import Outlook


@dataclass(frozen=True, slots=True)
class Taught:
    """All that a shop teaches of its customers up to the evening before a day."""

    learned: Learned
    peers: Peers | None
    silences: Silences

    @property
    def horizons(self) -> Horizons:
        """How far it looks ahead."""
        return self.learned.horizons


def teach(history: History, day: int, pause: Callable[[], None] = lambda: None) -> Taught:
    """Learn from the visits before ``day`` (an ordinal); ``pause`` as in ``forecast.learn``."""
    known = until(history, day - 1)
    horizons = horizons_of(known, day)
    pause()
    peers = learn_peers(known, day)
    pause()
    silences = learn_silences(known, day, horizons.buy, horizons.drift)
    return Taught(learn(known, day, horizons, pause=pause), peers, silences)


def outlooks(taught: Taught, history: History, own: Ints, day: int | None = None) -> list[tuple[int, Outlook]]:
    """The rows of ``history`` that came before a day, and the outlook of each as they stood then.

    ``history`` may hold any customers of the shop; ``own`` is the row of each in the history that taught, or
    ``peers.NOT_THEM``. The day is that on which was learned if no other is given.
    """
    day = taught.learned.day if day is None else day
    told = tell(taught.learned, history, day)
    standing, gaps, horizons = standing_on(history, day - 1), taught.learned.shop.gaps, taught.horizons
    them = own[told.rows]
    return [
        (row, Outlook(p_buy, money, p_drift, days, spent, like))
        for row, p_buy, money, p_drift, days, spent, like in zip(
            told.rows.tolist(),
            told.p_buy.tolist(),
            told.money.tolist(),
            _known(told.p_drift),
            _known(told.days_to_next),
            potential(taught.peers, standing, gaps, them),
            like_them(taught.silences, standing, gaps, them, horizons.buy, horizons.drift),
            strict=True,
        )
    ]


def _known(values: Floats) -> list[float | None]:
    return [
        None if unknown else value for value, unknown in zip(values.tolist(), np.isnan(values).tolist(), strict=True)
    ]
