"""The sample shop's days: everything is told from the day on which it is made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = re.compile(r"\{([+-]\d+)\}")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days and moments by their distance from ``today``."""

    today: date

    def day(self, ago: int) -> date:
        """The day that many days before today; a negative number is a day to come."""
        return self.today - timedelta(days=ago)

    def moment(self, ago: int, hour: int, minute: int) -> datetime:
        """That time on that day, by this PC's clock."""
        return datetime.combine(self.day(ago), time(hour, minute)).astimezone()

    def workday(self, ago: int) -> int:
        """``ago``, or the days back to the Friday before where that falls on a weekend."""
        return ago + max(0, self.day(ago).weekday() - 4)

    def words(self, text: str) -> str:
        """``text`` with ``{+2}`` and the like as names of days."""
        return _DAY.sub(lambda found: _WEEKDAYS[self.day(-int(found[1])).weekday()], text)
