"""A conditional logit: which of a customer's candidates they take (McFadden 1974)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Bools, Floats, Ints, SmallFloats

_RIDGE = 3.0
"""The pull of each weight towards 0, for features of standard deviation 1."""

_ROUNDS = 25
_BLOCK = 1 << 14
_SAMPLE = 20_000
_ENOUGH = 1e-4
_SMALLEST_STEP = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Baskets:
    """Candidates of many baskets: rows ``start[b]`` up to the next start are basket b's; ``taken`` marks what was."""

    features: SmallFloats
    taken: Bools
    start: Ints


def fit(baskets: Baskets, begin: Floats, pause: Callable[[], None] = lambda: None) -> Floats:
    """The weights that make what was taken likeliest, less the ridge's pull to 0; damped Newton steps.

    Of a basket every taken item is a choice among all its candidates, each weighing one over the square root of how
    many were taken: between items and baskets counting alike. Each basket must have one. ``begin`` only saves steps.
    ``pause`` is called every few thousand candidates; what it raises ends the fit.
    """
    some = baskets.features[:: max(1, len(baskets.taken) // _SAMPLE)]
    spread = some.var(axis=0, dtype=np.float64)
    pull = _RIDGE * np.where(spread > 1e-9, spread, 1.0)
    weights = begin
    value, slope, curve = _likelihood(baskets, weights, pause)
    value -= 0.5 * float(pull @ weights**2)
    for _ in range(_ROUNDS):
        move = np.linalg.solve(curve + np.diag(pull), slope - pull * weights)
        step = 1.0
        while True:
            tried = weights + step * move
            found, slope, curve = _likelihood(baskets, tried, pause)
            found -= 0.5 * float(pull @ tried**2)
            if found >= value or step < _SMALLEST_STEP:
                break
            step /= 2
        if found < value:
            break
        gain, weights, value = found - value, tried, found
        if gain < _ENOUGH * len(baskets.start):
            break
    return weights


def _likelihood(baskets: Baskets, weights: Floats, pause: Callable[[], None]) -> tuple[float, Floats, Floats]:
    """Log-likelihood, its slope and its curvature (the negative Hessian) at ``weights``."""
    value, slope, curve = 0.0, np.zeros(len(weights)), np.zeros((len(weights), len(weights)))
    for features, taken, start in _blocks(baskets):
        pause()
        size = np.diff(np.append(start, len(taken)))
        utility = (features @ weights.astype(np.float32)).astype(float)
        utility -= np.repeat(np.maximum.reduceat(utility, start), size)
        chance = np.exp(utility)
        total = np.add.reduceat(chance, start)
        chance /= np.repeat(total, size)
        count = np.add.reduceat(taken.astype(float), start)
        weight = 1 / np.sqrt(count)
        often = count * weight
        chosen = taken * np.repeat(weight, size)
        value += float(chosen @ utility - often @ np.log(total))
        slope += (chosen - chance * np.repeat(often, size)).astype(np.float32) @ features
        scaled = features * chance[:, None].astype(np.float32)
        mean = np.add.reduceat(scaled, start, axis=0)
        scaled *= np.repeat(often, size)[:, None].astype(np.float32)
        curve += scaled.T @ features - (mean * often[:, None].astype(np.float32)).T @ mean
    return value, slope, curve


def _blocks(baskets: Baskets) -> Iterator[tuple[SmallFloats, Bools, Ints]]:
    """The baskets a few at a time, so that nothing as large as all of them is made."""
    ends = np.append(baskets.start[1:], len(baskets.taken))
    low = 0
    while low < len(ends):
        first = baskets.start[low]
        high = max(low + 1, int(np.searchsorted(ends, first + _BLOCK, side="right")))
        rows = slice(first, ends[high - 1])
        yield baskets.features[rows], baskets.taken[rows], baskets.start[low:high] - first
        low = high
