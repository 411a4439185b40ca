"""In how many days each customer comes next, given that they come within a bound."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from relapp.domain.arrays import Floats, counted
from relapp.domain.forecast.chances import RHYTHM_FROM
from relapp.domain.forecast.history import History
from relapp.domain.forecast.look import Look
from relapp.domain.forecast.own_gap import half_ended
from relapp.domain.forecast.regression import Medians, fit_medians
from relapp.domain.forecast.renewal import silence_lasts
from relapp.domain.forecast.standing import Standing, days_to_next

_PULL = 150.0
_HALVINGS = 12
_FEWEST = 20
"""Returns seen below which the three simple answers are not corrected."""

_MOST = 8000
"""Of more returns than this only some are taken: more would teach next to nothing."""

_WEEKDAY_FROM = 4
_WEEKDAY_SHARE = 0.5
"""Visits, and the share of them on one day of the week, from which on the next one is taken to be on it, too."""


def learn_wait(looks: Sequence[Look], whole: History, bound: int) -> Medians | None:
    """What "as if" days showed of the waits that :func:`days_to_come` begins with; ``None`` if too little.

    ``whole`` knows the ``bound`` days after each of ``looks``.
    """
    known, seen = [], []
    for look in looks:
        wait = days_to_next(look.standing, whole)
        back = (wait <= bound) & (look.standing.visits >= 2)
        said, around = _start(look, bound)
        known.append(around[back])
        seen.append((np.log(np.maximum(wait, 1)) - said)[back])
    if sum(map(len, seen)) < _FEWEST:
        return None
    step = -(-sum(map(len, seen)) // _MOST)
    return fit_medians(np.concatenate(known)[::step], np.concatenate(seen)[::step], _PULL)


def days_to_come(now: Look, bound: int, learned: Medians | None) -> Floats:
    """The median wait in days (1 is the first day after ``now``), nan where no rhythm is known.

    The geometric mean of what the shop's curves, BG/NBD and their own gaps say, corrected by what was ``learned``.
    The wait is a whole number of days.
    """
    start, features = _start(now, bound)
    if learned is not None:
        start = start + np.clip(learned.of(features), -2, 2)
    days = np.clip(_to_weekday(np.exp(start), now.standing), 1, bound)
    return np.where(now.standing.visits >= RHYTHM_FROM, days, np.nan)


def _start(look: Look, bound: int) -> tuple[Floats, Floats]:
    """The log of the wait in days before correction, and the features that correct it."""
    own = look.gap.own
    by_own = np.log(np.maximum(half_ended(look.gap, look.standing.silent, bound), 1))
    by_curves, by_rates = np.log(_by_curves(look, bound)), np.log(_by_rates(look, bound))
    due = np.log(np.clip(own - look.standing.silent, 1, bound))
    more = (by_own, by_curves, due, np.log(np.minimum(own, bound)), by_rates)
    return (by_curves + by_rates + by_own) / 3, np.column_stack([look.features[:, 1:], *more])


def _to_weekday(days: Floats, standing: Standing) -> Floats:
    """The nearest whole day, on the day of the week on which they mostly come where there is one."""
    history, size = standing.history, len(standing)
    place = np.searchsorted(standing.rows, history.customer)
    week = counted(place * 7 + history.day % 7, 7 * size).reshape(size, 7)
    has_one = (standing.visits >= _WEEKDAY_FROM) & (week.max(1) >= _WEEKDAY_SHARE * standing.visits)
    whole = np.round(days)
    # From three days before to three days after, and never into the past.
    nearest = whole + (week.argmax(1) - standing.day - whole + 3) % 7 - 3
    return np.where(has_one, np.where(nearest < 1, nearest + 7, nearest), whole)


def _by_curves(look: Look, bound: int) -> Floats:
    """The wait that half of the returns within ``bound`` stay below, by the shop's curves; found by halving."""
    standing, own = look.standing, look.gap.own
    now = silence_lasts(look.shop.curves, standing.visits, own, standing.silent)
    then = silence_lasts(look.shop.curves, standing.visits, own, standing.silent + bound)
    half = (now + then) / 2
    low, high = np.zeros(len(standing)), np.full(len(standing), float(bound))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        later = silence_lasts(look.shop.curves, standing.visits, own, standing.silent + middle) > half
        low, high = np.where(later, middle, low), np.where(later, high, middle)
    found: Floats = (low + high) / 2
    return np.maximum(found, 1)


def _by_rates(look: Look, bound: int) -> Floats:
    """The same by BG/NBD: of someone who is still there the wait is Lomax, a gamma mixture of exponential waits."""
    seen, spread = look.summary, look.shop.spread
    shape, scale = spread.r + seen.repeats, spread.alpha + seen.age
    within = -np.expm1(-shape * np.log1p(bound / look.horizon / scale))
    wait: Floats = look.horizon * scale * np.expm1(-np.log1p(-within / 2) / shape)
    return np.clip(wait, 1, bound)
