"""When something that comes round happens: the usual rules of calendars, never more work than a few thousand steps."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, timedelta
from itertools import count

MAX_STEPS = 4000
"""So many days, weeks, months or years of one rule are looked at."""
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_DAY_WORD = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_KNOWN = frozenset({
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST", "BYHOUR", "BYMINUTE",
    "BYSECOND",
})  # fmt: skip
_MOMENT = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]?(\d{2}):?(\d{2}):?(\d{2})?(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?", re.I
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; weekdays are 0 for Monday, with the how-manieth of the month or year (0: every one)."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    by_day: tuple[tuple[int, int], ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    by_position: tuple[int, ...] = ()
    week_start: int = 0


def parse_stamp(text: str) -> tuple[datetime, str] | None:
    """The wall clock that a calendar's date or time names, and its zone ("Z", "+0100" or empty).

    Midnight for a bare date; ``None`` for what is no day of any calendar.
    """
    found = _MOMENT.fullmatch(text.strip().partition("\n")[0].rstrip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        return datetime(year, month, day, hour, minute, min(second, 59)), (found[7] or "").upper()  # noqa: DTZ001 - a wall clock
    except ValueError:
        return None


def parse_rule(text: str, to_wall: Callable[[datetime], datetime]) -> Rule | None:
    """The rule that ``text`` writes; ``None`` for one that is rarer than once a day's time, or not understood.

    ``to_wall`` turns a moment told in UTC into the wall clock of the event.
    """
    parts = dict(part.strip().upper().partition("=")[::2] for part in text.split(";") if part.strip())
    if parts.get("FREQ") not in _FREQUENCIES or not parts.keys() <= _KNOWN:
        return None
    if any("," in parts.get(name, "") for name in ("BYHOUR", "BYMINUTE", "BYSECOND")):
        return None
    try:
        days = [_DAY_WORD.fullmatch(word.strip()) for word in parts["BYDAY"].split(",")] if parts.get("BYDAY") else []
        if None in days:
            return None
        return Rule(
            frequency=parts["FREQ"],
            interval=max(1, int(parts.get("INTERVAL") or 1)),
            count=int(parts["COUNT"]) if parts.get("COUNT") else None,
            until=_until(parts["UNTIL"], to_wall) if parts.get("UNTIL") else None,
            by_day=tuple((int(day[1] or 0), _DAYS.index(day[2])) for day in days if day),
            by_month_day=_numbers(parts.get("BYMONTHDAY", ""), 31),
            by_month=_numbers(parts.get("BYMONTH", ""), 12),
            by_position=_numbers(parts.get("BYSETPOS", ""), 366),
            week_start=_DAYS.index(parts.get("WKST") or "MO"),
        )
    except (ValueError, OverflowError):
        return None


def _numbers(text: str, most: int) -> tuple[int, ...]:
    numbers = tuple(int(word) for word in text.split(",") if word.strip())
    if any(not 0 < abs(number) <= most for number in numbers):
        raise ValueError(text)
    return numbers


def _until(text: str, to_wall: Callable[[datetime], datetime]) -> datetime:
    stamp = parse_stamp(text)
    if stamp is None:
        raise ValueError(text)
    moment, zone = stamp
    if len(text.strip()) <= 10:
        return moment.replace(hour=23, minute=59, second=59)
    return to_wall(moment) if zone == "Z" else moment


def occurrences(rule: Rule, start: datetime, last: datetime, *, since: datetime | None = None) -> Iterator[datetime]:
    """When ``rule`` comes round from ``start`` up to ``last``, wall clocks in order; ``start`` itself is the first.

    Those before ``since`` may be left out, where that spares counting.
    """
    end = min(last, rule.until) if rule.until else last
    given = 1
    yield start
    first = _skipped(rule, start, since) if since is not None and rule.count is None else 0
    for step in count(first):
        if step - first > MAX_STEPS:
            return
        try:
            days = _days(rule, start.date(), step)
        except (ValueError, OverflowError):
            return
        if days is None:
            return
        for day in days:
            moment = datetime.combine(day, start.time())
            if moment > end or (rule.count is not None and given >= rule.count):
                return
            if moment > start:
                given += 1
                yield moment
        if _beginning(rule, start.date(), step) > end.date():
            return


def _skipped(rule: Rule, start: datetime, since: datetime) -> int:
    """How many whole periods lie before ``since``."""
    days = (since.date() - start.date()).days
    length = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}[rule.frequency] * rule.interval
    return max(0, days // length - 1)


def _beginning(rule: Rule, start: date, step: int) -> date:
    """The first day that the period may hold; far in the future where no calendar reaches it."""
    try:
        if rule.frequency == "DAILY":
            return start + timedelta(days=step * rule.interval)
        if rule.frequency == "WEEKLY":
            return _week(rule, start) + timedelta(weeks=step * rule.interval)
        year, month = _month(rule, start, step)
        return date(year, month, 1)
    except (ValueError, OverflowError):
        return date.max


def _week(rule: Rule, start: date) -> date:
    return start - timedelta(days=(start.weekday() - rule.week_start) % 7)


def _month(rule: Rule, start: date, step: int) -> tuple[int, int]:
    if rule.frequency == "YEARLY":
        return start.year + step * rule.interval, 1
    months = start.year * 12 + start.month - 1 + step * rule.interval
    return months // 12, months % 12 + 1


def _days(rule: Rule, start: date, step: int) -> list[date] | None:
    """The days of one period, in order; ``None`` after the last year."""
    begins = _beginning(rule, start, step)
    if begins.year >= MAXYEAR:
        return None
    weekdays = {day for _, day in rule.by_day}
    if rule.frequency == "DAILY":
        fits = (not weekdays or begins.weekday() in weekdays) and _in_month_days(rule, begins)
        days = [begins] if fits else []
    elif rule.frequency == "WEEKLY":
        week = (begins + timedelta(days=number) for number in range(7))
        days = [day for day in week if day.weekday() in (weekdays or {start.weekday()})]
    elif rule.frequency == "MONTHLY":
        days = _in_month(rule, start, begins.year, begins.month)
    else:
        days = _in_year(rule, start, begins.year)
    if rule.by_month:
        days = [day for day in days if day.month in rule.by_month]
    if rule.by_position:
        wanted = {number - 1 if number > 0 else len(days) + number for number in rule.by_position}
        days = [day for index, day in enumerate(days) if index in wanted]
    return days


def _in_month_days(rule: Rule, day: date) -> bool:
    length = monthrange(day.year, day.month)[1]
    return not rule.by_month_day or day.day in rule.by_month_day or day.day - length - 1 in rule.by_month_day


def _in_month(rule: Rule, start: date, year: int, month: int) -> list[date]:
    length = monthrange(year, month)[1]
    every = [date(year, month, day) for day in range(1, length + 1)]
    if rule.by_month_day or rule.by_day:
        return [day for day in every if _in_month_days(rule, day) and _is_nth(rule, day, day.day, length)]
    return [every[start.day - 1]] if start.day <= length else []


def _is_nth(rule: Rule, day: date, place: int, length: int) -> bool:
    """Whether the weekday rules want ``day``, which is the ``place``-th of ``length`` days."""
    if not rule.by_day:
        return True
    forward, backward = (place - 1) // 7 + 1, -((length - place) // 7 + 1)
    return any(day.weekday() == weekday and nth in (0, forward, backward) for nth, weekday in rule.by_day)


def _in_year(rule: Rule, start: date, year: int) -> list[date]:
    if rule.by_month or rule.by_month_day:
        months = sorted(rule.by_month) or range(1, 13)
        return [day for month in months if month > 0 for day in _in_month(rule, start, year, month)]
    if rule.by_day:
        first = date(year, 1, 1)
        length = 366 if monthrange(year, 2)[1] == 29 else 365
        every = (first + timedelta(days=number) for number in range(length))
        return [day for place, day in enumerate(every, 1) if _is_nth(rule, day, place, length)]
    try:
        return [date(year, start.month, start.day)]
    except ValueError:
        return []
