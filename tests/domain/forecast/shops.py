"""Small shops of visits, for trying rules out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from relapp.domain.forecast.history import History, history_of

TODAY = 738_000
"""The day that most cases are about."""


def shop(days: Mapping[int, Sequence[int]], money: float = 1000.0) -> History:
    """Customers (rows) who came on ``days`` before :data:`TODAY` (so many days ago), each time for ``money``."""
    pairs = [(row, TODAY - ago) for row, all_days in days.items() for ago in all_days]
    return entries([(row, day, money) for row, day in pairs], 1 + max(days, default=-1))


def entries(rows: Sequence[tuple[int, int, float]], size: int) -> History:
    """The history of entries (customer, day, money); less than no money is a return."""
    money = np.array([row[2] for row in rows], dtype=np.float64)
    return history_of(
        np.array([row[0] for row in rows], dtype=np.int64),
        np.array([row[1] for row in rows], dtype=np.int64),
        money,
        money >= 0,
        np.ones(len(rows)),
        size,
    )


def drawn(seed: int, customers: int, days: int = 600) -> History:
    """A shop made up by chance: each customer has a rhythm, and may leave."""
    chance = np.random.default_rng(seed)
    rows: list[tuple[int, int, float]] = []
    for row in range(customers):
        day, gap = TODAY - int(chance.integers(1, days)), float(chance.gamma(2.0, 20.0)) + 2
        while day < TODAY + days:
            rows.append((row, day, float(np.round(chance.gamma(2.0, 1500.0)))))
            if chance.random() < 0.08:
                break
            day += 1 + int(chance.gamma(2.0, gap / 2))
    return entries(rows, customers)
