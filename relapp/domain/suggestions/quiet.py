"""Quiet hours and days: when nobody's phone is to ring for an idea of ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from relapp.domain.consents import REACH
from relapp.domain.customers import Customer
from relapp.domain.days import after
from relapp.domain.interactions import Channel

RINGS = frozenset({Channel.PHONE, Channel.MESSAGE})
"""The ways that make a phone ring."""

WAYS = frozenset(REACH)


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


def own_quiet(customer: Customer) -> Quiet:
    """When a customer does not want to be reached: in these hours by no phone, on these days by no way."""
    if customer.quiet_from is None or customer.quiet_to is None:
        return Quiet(time(), time(), customer.quiet_days)
    return Quiet(customer.quiet_from, customer.quiet_to, customer.quiet_days)


def keeps_quiet(customer: Customer, channel: Channel | None, day: date, hour: time | None) -> bool:
    """Whether the customer's own quiet forbids ``channel`` then."""
    if channel not in WAYS:
        return False
    return own_quiet(customer).is_quiet(day, hour if channel in RINGS else None)
