"""The arrays that forecasts and items are made of, and the few functions of them that several modules need."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
SmallFloats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

NO_INTS: Ints = np.zeros(0, np.int64)

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


def key(customer: Ints, item: Ints, items: int) -> Ints:
    """One number for each (customer, item), rising with both."""
    return customer * items + item


def among(keys: Ints, known: Ints) -> Bools:
    """Which of ``keys`` are among the ``known``, which rise."""
    if not len(known):
        return np.zeros(len(keys), bool)
    found: Bools = known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys
    return found


def starts(*columns: Ints) -> Bools:
    """Where a new run of equal rows begins."""
    first = np.ones(len(columns[0]), bool)
    if len(first):
        first[1:] = False
        for column in columns:
            first[1:] |= column[1:] != column[:-1]
    return first


def starts_of(counts: Ints) -> Ints:
    """Where each run begins if runs of these lengths follow one another."""
    ends: Ints = np.cumsum(counts)
    return ends - counts


def spread(start: Ints, size: Ints) -> Ints:
    """The positions start, start + 1, … of every run, ``size`` of each, one run after another."""
    end = np.cumsum(size)
    position: Ints = np.arange(int(size.sum())) + np.repeat(start - (end - size), size)
    return position


def counted(rows: Ints, size: int) -> Ints:
    """How often each row below ``size`` occurs."""
    return np.bincount(rows, minlength=size).astype(np.int64)


def summed(rows: Ints, values: NDArray[np.floating[Any]] | Ints | Bools, size: int) -> Floats:
    """The sum of ``values`` for each row below ``size``."""
    return np.bincount(rows, values, minlength=size).astype(np.float64)
