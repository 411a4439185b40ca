"""How every customer stands on a day: what of their visits was known at its end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Bools, Floats, Ints, counted, starts_of, summed
from relapp.domain.forecast.history import History, until

YEAR = 365
NEVER = 10**6
"""Days to a next visit that is not known."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Customers with a visit up to ``day``, which is included: one number a customer in each array.

    ``rows`` are their rows in ``history``, of which only the visits up to ``day`` are here. ``visits`` counts days on
    which they came, ``first`` and ``last`` are the ends (ordinals), ``money`` is the sum over all visits and
    ``latest_money`` that of the last one (minor units), ``log_money`` the mean of the logarithm of each visit's
    money, ``lines`` the mean number of product lines. ``gaps`` (days, oldest first for each customer) and
    ``gap_owner`` (places in the other arrays) hold one number for each pair of neighbouring visits.
    """

    history: History
    day: int
    rows: Ints
    visits: Ints
    first: Ints
    last: Ints
    money: Floats
    latest_money: Floats
    log_money: Floats
    lines: Floats
    gaps: Floats
    gap_owner: Ints

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def silent(self) -> Floats:
        """Days since the last visit."""
        return (self.day - self.last).astype(np.float64)

    @property
    def age(self) -> Floats:
        """Days since the first visit."""
        return (self.day - self.first).astype(np.float64)

    @property
    def gap_count(self) -> Ints:
        """How many gaps are known."""
        return self.visits - 1


def standing_on(history: History, day: int) -> Standing:
    """How everyone stands at the end of ``day``; later visits are not looked at."""
    known = until(history, day)
    of_all = counted(known.customer, known.size)
    rows = np.flatnonzero(of_all)
    visits = of_all[rows]
    begins = starts_of(visits)
    ends = begins + visits - 1
    place = np.repeat(np.arange(len(rows)), visits)
    same = known.customer[1:] == known.customer[:-1]
    return Standing(
        history=known,
        day=day,
        rows=rows,
        visits=visits,
        first=known.day[begins],
        last=known.day[ends],
        money=summed(place, known.money, len(rows)),
        latest_money=known.money[ends],
        log_money=summed(place, np.log(np.maximum(known.money, 1)), len(rows)) / visits,
        lines=summed(place, known.lines, len(rows)) / visits,
        gaps=np.diff(known.day)[same].astype(np.float64),
        gap_owner=place[1:][same],
    )


def visits_between(standing: Standing, after: int, up_to: int) -> Floats:
    """How often each customer came later than ``after`` and not later than ``up_to`` (ordinals)."""
    history = standing.history
    inside = (history.day > after) & (history.day <= up_to)
    return counted(history.customer[inside], history.size)[standing.rows].astype(np.float64)


def visits_within(standing: Standing, days: float) -> Floats:
    """How often each customer came in the last ``days`` days."""
    return visits_between(standing, standing.day - int(days), standing.day)


def visits_a_year_ago(standing: Standing, days: int) -> Floats:
    """How often each customer came in the ``days`` days that followed this day a year ago."""
    return visits_between(standing, standing.day - YEAR, standing.day - YEAR + days)


def median_gap(standing: Standing) -> Floats:
    """The median of each customer's own gaps in days, nan where there is none."""
    middle = np.full(len(standing), np.nan)
    count = standing.gap_count
    some = count > 0
    order = np.lexsort((standing.gaps, standing.gap_owner))
    ordered = standing.gaps[order]
    begins = starts_of(count)[some]
    lower, upper = (count[some] - 1) // 2, count[some] // 2
    middle[some] = (ordered[begins + lower] + ordered[begins + upper]) / 2
    return middle


# -- what came after an "as if" day --


def days_to_next(standing: Standing, whole: History) -> Floats:
    """Days from ``standing.day`` to the next visit in ``whole``, :data:`NEVER` if there is none."""
    of_all = counted(whole.customer, whole.size)
    place = starts_of(of_all)[standing.rows] + standing.visits
    again: Bools = standing.visits < of_all[standing.rows]
    result = np.full(len(standing), float(NEVER))
    result[again] = whole.day[place[again]] - standing.day
    return result


def came_after(standing: Standing, whole: History, days: int) -> tuple[Floats, Floats]:
    """How often each customer came in the ``days`` days after ``standing.day``, and the money of these visits."""
    inside = (whole.day > standing.day) & (whole.day <= standing.day + days)
    rows = whole.customer[inside]
    visits = counted(rows, whole.size)[standing.rows].astype(np.float64)
    return visits, summed(rows, whole.money[inside], whole.size)[standing.rows]
