"""The arrays that forecasts are made of, and the few functions of them that several modules need."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

_SURE = 1e-4
"""No chance is taken to be nearer to 0 or 1 than this before its log-odds are made."""


def log_odds(chance: Floats) -> Floats:
    """The log-odds of chances, finite also for 0 and 1."""
    kept = np.clip(chance, _SURE, 1 - _SURE)
    return np.log(kept / (1 - kept))


def chance_of(log_odds: Floats) -> Floats:
    """The chances that log-odds stand for."""
    result: Floats = 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))
    return result


def starts_of(counts: Ints) -> Ints:
    """Where each run begins if runs of these lengths follow one another."""
    ends: Ints = np.cumsum(counts)
    return ends - counts


def summed(rows: Ints, values: Floats, size: int) -> Floats:
    """The sum of ``values`` for each row below ``size``."""
    return np.bincount(rows, values, minlength=size).astype(np.float64)


def counted(rows: Ints, size: int) -> Ints:
    """How often each row below ``size`` occurs."""
    return np.bincount(rows, minlength=size).astype(np.int64)
