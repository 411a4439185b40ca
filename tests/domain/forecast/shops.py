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


def only(history: History, *rows: int) -> History:
    """Only these customers' visits, rows numbered anew in this order."""
    places = [np.flatnonzero(history.customer == row) for row in rows]
    theirs = np.concatenate(places)
    return History(
        np.repeat(np.arange(len(rows)), [len(some) for some in places]),
        history.day[theirs],
        history.money[theirs],
        history.lines[theirs],
        len(rows),
    )


HOSTILE = {
    "nobody": entries([], 0),
    "nobody came": entries([], 4),
    "one customer, once": shop({0: [1]}),
    "one customer, on the day itself": shop({0: [0]}),
    "one customer, often": shop({0: range(1, 900, 9)}),
    "one customer with 100,000 visits": shop({0: range(1, 100_001), 1: [5, 50]}),
    "all on one day": shop({row: [40] for row in range(300)}),
    "all on one day, a year ago": shop({row: [400] for row in range(300)}),
    "all yesterday": shop({row: [1] for row in range(300)}),
    "only returns": entries([(row, TODAY - row, -500.0) for row in range(1, 60)], 60),
    "only for nothing": shop({row: [1 + row, 40, 90 + row] for row in range(60)}, money=0),
    "more returned than bought": entries(
        [(row, TODAY - 9 * ago, money) for row in range(60) for ago in range(1, 70) for money in (5.0, -900.0)], 60
    ),
    "only the future": shop({row: [-row, -3 * row] for row in range(60)}),
    "a clock set back by centuries": shop({0: [600_000, 30, 1], **{row: [row, 2 * row] for row in range(1, 99)}}),
    "all in the first days that there are": entries([(row, 1 + row % 7, 500.0) for row in range(99)], 99),
    "half before 1970": shop({row: [row + 1, 20_500 + row, 21_000] for row in range(60)}),
    "out of order": entries([(row % 9, TODAY - (row * 7919) % 800, 400.0) for row in range(900)], 9),
    "amounts beyond reason": shop({row: [row + 1, 2 * row + 9, 200, 700] for row in range(99)}, money=9e15),
    "the same every day": shop({row: range(1, 200) for row in range(80)}),
}
"""What no shop should be like, and some files are."""
