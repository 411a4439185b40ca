"""The rhythm of the week: on which days and at what hours people come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relapp.domain.days import before
from relapp.domain.pictures import HOURS, WEEK, Bar, Bars, Cell, Heat
from relapp.services.pages.insights.asking import Asked, Behind
from relapp.storage import visits
from relapp.storage.reader import Reader

DAYS = 364
"""So many days are looked at: 52 of each weekday."""


@dataclass(frozen=True, slots=True)
class Week:
    """How many visits and purchases fell into each weekday and hour from ``since`` to before ``until``.

    ``untimed`` are those of a weekday of which no time of day was told.
    """

    since: date
    until: date
    hours: Mapping[tuple[int, int], int]
    untimed: Mapping[int, int]

    def on(self, weekday: int) -> int:
        """How many fell on a weekday."""
        return self.untimed.get(weekday, 0) + sum(self.hours.get((weekday, hour), 0) for hour in range(HOURS))


def load(reader: Reader, asked: Asked) -> Week:
    """Count the last 52 weeks up to yesterday."""
    since = before(asked.day, DAYS)
    found = visits.by_hour(reader, since, asked.day)
    return Week(
        since,
        asked.day,
        {(weekday, hour): count for weekday, hour, count in found if hour is not None},
        {weekday: count for weekday, hour, count in found if hour is None},
    )


def heat(week: Week) -> Heat:
    """Every hour between the first and the last in which anybody came."""
    busy = [hour for _, hour in week.hours]
    hours = range(min(busy), max(busy) + 1) if busy else range(0)
    cells = tuple(
        Cell(weekday, hour, count := week.hours.get((weekday, hour), 0), f"{weekday}:{hour}" if count else "")
        for weekday in range(WEEK)
        for hour in hours
    )
    return Heat(cells, untimed=sum(week.untimed.values()))


def days(week: Week) -> Bars:
    """How many came on each weekday, those without a time of day among them; labels are the weekday's number."""
    bars = [Bar(str(weekday), week.on(weekday), opens=f"{weekday}:") for weekday in range(WEEK)]
    return Bars(tuple(bars), fewest=2)


def behind(reader: Reader, week: Week, code: str, asked: Asked) -> Behind:  # noqa: ARG001
    """Who came then, the most frequent first."""
    weekday, _, hour = code.partition(":")
    at = int(hour) if hour else None
    return Behind(tuple(visits.at_hour(reader, week.since, week.until, int(weekday), at)))
