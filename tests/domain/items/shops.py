"""Small shops of purchase lines, for trying rules out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from relapp.domain.items.lines import Lines

TODAY = 738_000
"""The day that most cases are about."""

Row = tuple[int, int, int, float]
"""Customer, item, how many days before :data:`TODAY`, quantity."""


def lines(rows: Sequence[Row]) -> Lines:
    """The purchase lines that ``rows`` describe."""
    whole = np.array([row[:3] for row in rows], np.int64).reshape(-1, 3)
    return Lines(whole[:, 0], whole[:, 1], TODAY - whole[:, 2], np.array([row[3] for row in rows], np.float64))


def joined(*parts: Lines) -> Lines:
    """All lines of all parts."""
    return Lines(
        np.concatenate([part.customer for part in parts]),
        np.concatenate([part.item for part in parts]),
        np.concatenate([part.day for part in parts]),
        np.concatenate([part.quantity for part in parts]),
    )


def regulars(seed: int, customers: int, items: int, gap: float, days: int = 300) -> Lines:
    """A shop made up by chance: everyone has a few items that they take again and again, each in its own rhythm."""
    chance = np.random.default_rng(seed)
    popular = 1 / np.arange(1, items + 1)
    rows: list[Row] = []
    for customer in range(customers):
        usual = chance.choice(items, min(items, 10), replace=False, p=popular / popular.sum())
        every = chance.integers(2, 7, len(usual))
        ago, visit = int(chance.integers(days // 2, days)), 0
        while ago > 0:
            taken = {int(item) for item in usual[visit % every == 0]} | {int(chance.integers(items))}
            rows += [(customer, item, ago, 1.0) for item in taken]
            ago -= max(1, round(chance.normal(gap, gap / 5)))
            visit += 1
    return lines(rows)
