"""Days before and after a day, kept within the years that a date can have.

The clock of a computer, or another file, may name a day at which nothing can be added or taken away.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date


def day_of(ordinal: int) -> date:
    """The day of an ordinal, or the first or last day there is."""
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def after(day: date, days: int) -> date:
    """``days`` after ``day``, or the last day there is."""
    return day_of(day.toordinal() + days)


def before(day: date, days: int) -> date:
    """``days`` before ``day``, or the first day there is."""
    return day_of(day.toordinal() - days)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, the last of a shorter month, or the last day there is."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
