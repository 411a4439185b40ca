"""The visits of a shop: one for each customer and day, in arrays, so that a whole shop is looked at in one go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Bools, Floats, Ints, counted, summed


@dataclass(frozen=True, slots=True)
class History:
    """Visits, sorted by customer and day; a visit is a day on which a customer came, however often.

    ``customer`` (rows from 0 on), ``day`` (ordinals), ``money`` (what the day came to, in minor units) and ``lines``
    (how many product lines) each hold one number a visit. ``size`` is how many customers there are rows for; a
    customer may have no visit.
    """

    customer: Ints
    day: Ints
    money: Floats
    lines: Floats
    size: int

    def __len__(self) -> int:
        return len(self.day)


def history_of(customer: Ints, day: Ints, money: Floats, came: Bools, lines: Floats, size: int) -> History:
    """The visits that entries make, in any order, one number an entry in each array.

    ``came`` says which entries are visits by themselves; the others are returns. What is returned is taken off the
    money of its day; a day of returns only is no visit, and nor does its money count.
    """
    order = np.lexsort((day, customer))
    customer, day, money, came, lines = customer[order], day[order], money[order], came[order], lines[order]
    fresh = np.ones(len(day), dtype=np.bool_)
    fresh[1:] = (customer[1:] != customer[:-1]) | (day[1:] != day[:-1])
    visit = np.cumsum(fresh) - 1
    count = int(fresh.sum())
    kept = counted(visit[came], count) > 0
    return History(
        customer[fresh][kept],
        day[fresh][kept],
        summed(visit, money, count)[kept],
        summed(visit, lines, count)[kept],
        size,
    )


def until(history: History, day: int) -> History:
    """Only the visits up to ``day``, which is included."""
    return _only(history, history.day <= day)


def thinned(history: History, most: int, place: int = 0) -> History:
    """The visits of at most ``most`` customers, evenly spread over all; everything where there are no more.

    ``place`` is which of the first rows begins. Rows stay as they are, so the others are customers without a visit.
    """
    step = -(-history.size // most)
    return history if step <= 1 else _only(history, history.customer % step == place % step)


def _only(history: History, kept: Bools) -> History:
    return History(history.customer[kept], history.day[kept], history.money[kept], history.lines[kept], history.size)
