"""Quiet hours and days: when nobody's phone is to ring for an idea of ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from relapp.domain.days import after
from relapp.domain.interactions import Channel

RINGS = frozenset({Channel.PHONE, Channel.MESSAGE})
"""The ways that make a phone ring."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Every day from ``start`` to ``end``, over midnight where ``end`` is earlier; equal means no quiet hours.

    ``days`` are weekdays (Monday is 0) that are quiet from midnight to midnight.
    """

    start: time = time(20)
    end: time = time(8)
    days: frozenset[int] = frozenset()

    def is_quiet(self, day: date, hour: time | None = None) -> bool:
        """Whether it is quiet then; of a day as a whole (no ``hour``) only whether the day is."""
        return day.weekday() in self.days or (hour is not None and self._in_hours(hour))

    def until(self, day: date, hour: time | None = None) -> tuple[date, time | None] | None:
        """When the quiet that holds then ends: a day, and the hour on it, ``None`` for its beginning.

        ``None`` in all where it does not end: all seven days are quiet.
        """
        if len(self.days & set(range(7))) == 7:
            return None
        ends = day
        if day.weekday() not in self.days:
            if hour is None or hour < self.end:
                return (day, self.end if hour is not None else None)
            ends = after(ends, 1)
        while ends.weekday() in self.days and ends < date.max:
            ends = after(ends, 1)
        return (ends, self.end if self._in_hours(time()) else None)

    def _in_hours(self, hour: time) -> bool:
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end
