"""How far it makes sense to look ahead in a shop: a bakery's regulars are missed in two weeks, a garage's in a year."""

from __future__ import annotations

import numpy as np

from relapp.domain.forecast.chances import RHYTHM_FROM
from relapp.domain.forecast.forecast import Horizons
from relapp.domain.forecast.history import History
from relapp.domain.forecast.standing import YEAR, median_gap, standing_on

_STEPS = np.array([14, 30, 60, 90, 180])
"""A few round numbers of days, so that a shop keeps its own for long."""

_USUAL = 30
_FEWEST = 10
"""Customers with a rhythm below which a month is taken."""


def horizons_of(history: History, day: int) -> Horizons:
    """The shop's own horizons before ``day`` (an ordinal).

    About as many of its customers come within ``buy`` days as do not, if it is the gap of the usual customer with a
    rhythm; nearer or farther most chances would be alike. Twice that leaves room for the silence at which most of them
    are missed, twice their own gap. Money is told for a year.
    """
    standing = standing_on(history, day - 1)
    gaps = median_gap(standing)[standing.visits >= RHYTHM_FROM]
    usual = float(np.median(gaps)) if len(gaps) >= _FEWEST else _USUAL
    buy = int(_STEPS[np.abs(np.log(_STEPS / usual)).argmin()])
    return Horizons(buy=buy, drift=2 * buy, value=YEAR)
