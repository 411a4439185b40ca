"""Rhythm: a customer's own interval between visits, and how unusual the present silence is for them.

The rule. Of the last eight days on which they came we take the gaps between neighbours. Half of the gaps are no longer
than the *typical gap* (the median). Someone is

- ``NEW`` while fewer than three visits are known: no rhythm is ever made from less;
- ``DUE`` once three quarters of their own gaps would have ended;
- ``SLIPPING`` once the silence is unusual *for them*: beyond the upper fence of their gaps (third quartile plus one and
  a half times the distance between the quartiles), and beyond 2 + 2/n typical gaps, n being how many gaps are known
  (few gaps prove little, so they must wait longer), and at least 14 days;
- ``LOST`` from twice that silence on, and at least 90 days;
- ``BACK`` when one of the last two gaps was a silence that would have been called lost at the time;
- ``IN_RHYTHM`` otherwise. In rhythm and due together are what reports call kept.

So three weeks are much for a weekly buyer (14 to 21 days, by how much is known) and five months nothing for a yearly
one (two years at the least). The fence is John Tukey's for outlying values (Exploratory Data Analysis, 1977); the other
numbers are our own choice. Days are ordinals (:meth:`datetime.date.toordinal`), so that a whole shop is quick.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import ceil
from typing import NamedTuple

WINDOW = 8
"""From how many of the latest visits a rhythm is read."""

FEWEST = 3
"""Below this many visits there is no rhythm."""

SLIPPING_AT_LEAST = 14
"""No silence shorter than so many days is ever unusual."""

_LOST_AT_LEAST = 90
_CLEAR = 0.6


class Visit(NamedTuple):
    """A day on which the customer came (ordinal), and an entry that shows it."""

    day: int
    interaction_id: int


class RhythmState(StrEnum):
    """How the present silence compares with the customer's own gaps."""

    NEW = "new"
    IN_RHYTHM = "in_rhythm"
    DUE = "due"
    SLIPPING = "slipping"
    LOST = "lost"
    BACK = "back"


KEPT = frozenset({RhythmState.IN_RHYTHM, RhythmState.DUE})
"""The states that reports call kept; the other four are called by their own names."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A customer's own interval.

    ``visits`` counts all days given; ``window`` are the last of them (at most :data:`WINDOW`), from which all else is
    read. ``gap`` is the median gap and ``spread`` the distance between the quartiles, both in days and ``None`` below
    :data:`FEWEST` visits. ``regular``: the spread is at most half the gap, from four visits on. ``weekday`` (Monday
    is 0) and ``hour`` are set where most visits share them. ``broken`` is the silence in days before one of the last
    two visits, where it was long enough to be called lost.
    """

    visits: int
    window: tuple[int, ...]
    gap: float | None = None
    spread: float | None = None
    regular: bool = False
    weekday: int | None = None
    hour: int | None = None
    broken: int | None = None

    @property
    def last(self) -> int | None:
        """The last day on which they came."""
        return self.window[-1] if self.window else None


@dataclass(frozen=True, slots=True)
class Silence:
    """The present silence: ``days`` since the last visit (``None`` if they never came) and where it stands.

    The three bounds are the silences in days from which each state begins, ``None`` while they are new.
    """

    state: RhythmState
    days: int | None
    due_from: int | None = None
    slipping_from: int | None = None
    lost_from: int | None = None


def rhythm_of(days: Sequence[int], hours: Sequence[int] = ()) -> Rhythm:
    """The rhythm of someone who came on ``days`` (distinct ordinals, rising).

    ``hours`` (0 to 23) are the hours at which they last came; midnight is taken for "no time told".
    """
    window = tuple(days[-WINDOW:])
    if len(window) < FEWEST:
        return Rhythm(len(days), window)
    gaps = _gaps(window)
    spread = _quantile(gaps, 0.75) - _quantile(gaps, 0.25)
    gap = _quantile(gaps, 0.5)
    return Rhythm(
        visits=len(days),
        window=window,
        gap=gap,
        spread=spread,
        regular=len(gaps) >= FEWEST and spread <= gap / 2,
        weekday=_weekday(window),
        hour=_hour(hours),
        broken=broken(days),
    )


def silence(rhythm: Rhythm, today: int) -> Silence:
    """Where ``today`` (ordinal) finds them. A last visit after ``today`` is no silence at all."""
    if rhythm.last is None:
        return Silence(RhythmState.NEW, None)
    quiet = max(0, today - rhythm.last)
    if rhythm.gap is None:
        return Silence(RhythmState.NEW, quiet)
    due, slipping, lost = bounds(rhythm.window)
    if quiet >= lost:
        state = RhythmState.LOST
    elif quiet >= slipping:
        state = RhythmState.SLIPPING
    elif rhythm.broken is not None:
        state = RhythmState.BACK
    elif quiet >= due:
        state = RhythmState.DUE
    else:
        state = RhythmState.IN_RHYTHM
    return Silence(state, quiet, due, slipping, lost)


def _gaps(days: Sequence[int]) -> list[int]:
    return sorted(later - earlier for earlier, later in pairwise(days))


def _quantile(ordered: Sequence[int], share: float) -> float:
    """The value below which ``share`` of the ordered numbers lie, straight between neighbours."""
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def bounds(window: Sequence[int]) -> tuple[int, int, int]:
    """The silences in days from which somebody who came on these days is due, slipping and lost."""
    gaps = _gaps(window)
    low, gap, high = (_quantile(gaps, share) for share in (0.25, 0.5, 0.75))
    fence = high + 1.5 * (high - low)
    slipping = ceil(max(SLIPPING_AT_LEAST, fence, gap * (2 + 2 / len(gaps))))
    return ceil(high), slipping, max(2 * slipping, _LOST_AT_LEAST)


def broken(days: Sequence[int]) -> int | None:
    """The silence before one of the last two days that would have been called lost at the time, ``None`` for none."""
    for end in (len(days) - 1, len(days) - 2):
        if end < FEWEST:
            break
        gap = days[end] - days[end - 1]
        if gap >= _LOST_AT_LEAST and gap >= bounds(days[max(0, end - WINDOW) : end])[2]:
            return gap
    return None


def _weekday(window: Sequence[int]) -> int | None:
    # Ordinal 1 was a Monday.
    weekday, times = Counter((day - 1) % 7 for day in window).most_common(1)[0]
    return weekday if times >= FEWEST and times >= _CLEAR * len(window) else None


def _hour(hours: Sequence[int]) -> int | None:
    told = sorted(hour for hour in hours if hour)
    if len(told) < FEWEST:
        return None
    middle = told[len(told) // 2]
    near = sum(abs(hour - middle) <= 1 for hour in told)
    return middle if near >= _CLEAR * len(told) else None
