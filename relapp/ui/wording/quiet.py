"""Words for quiet hours and days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from typing import Any

from relapp.domain.peace import NewQuiet
from relapp.ui.wording import dates, kinds, listed, tr


def ends(d: Mapping[str, Any], today: date) -> str:
    """Why no phone of theirs is to ring now, and when that ends."""
    day = d["day"]
    by = kinds.by_channel(d["channel"])
    if day is None:
        return tr("Quiet", "This shop keeps quiet {by} on every day.").format(by=by)
    if day == today and d["hour"] is not None:
        return tr("Quiet", "Quiet hours: not {by} before {hour}.").format(by=by, hour=dates.clock(d["hour"]))
    if d["hour"] is None:
        return tr("Quiet", "A quiet day: not {by} before {day}.").format(by=by, day=dates.day(day, today))
    text = tr("Quiet", "Quiet time: not {by} before {day}, {hour}.")
    return text.format(by=by, day=dates.day(day, today), hour=dates.clock(d["hour"]))


def own_ends(d: Mapping[str, Any], today: date) -> str:
    """Why they themselves do not want to be reached now, and when that ends."""
    day, by = d["day"], kinds.by_channel(d["channel"])
    if day is None:
        return tr("Quiet", "Does not want to be reached {by} on any day.").format(by=by)
    if day == today and d["hour"] is not None:
        return tr("Quiet", "Does not want to be reached {by} before {hour}.").format(by=by, hour=dates.clock(d["hour"]))
    if d["hour"] is None:
        text = tr("Quiet", "Does not want to be reached {by} before {day}.")
        return text.format(by=by, day=dates.day(day, today))
    text = tr("Quiet", "Does not want to be reached {by} before {day}, {hour}.")
    return text.format(by=by, day=dates.day(day, today), hour=dates.clock(d["hour"]))


def told(hours: tuple[time | None, time | None], days: Iterable[int]) -> tuple[str, ...]:
    """A customer's own quiet in short: "not before 10:00", "not on Sunday"."""
    return (*_hours(*hours), *_days(days))


def offered(new: NewQuiet) -> str:
    """Quiet that a line speaks of, to be accepted."""
    return listed((*_hours(new.start or time(), new.end or time()), *_days(new.days)))


def _hours(start: time | None, end: time | None) -> Iterator[str]:
    if start is None or end is None or start == end:
        return
    if start == time():
        yield tr("Quiet", "not before {hour}").format(hour=dates.clock(end))
    elif end == time():
        yield tr("Quiet", "not after {hour}").format(hour=dates.clock(start))
    else:
        text = tr("Quiet", "not between {start} and {end}")
        yield text.format(start=dates.clock(start), end=dates.clock(end))


def _days(days: Iterable[int]) -> Iterator[str]:
    names = [dates.weekday(day) for day in sorted(days)]
    if names:
        yield tr("Quiet", "not on {days}").format(days=listed(names))
