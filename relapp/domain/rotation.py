"""Backups: what is known of each, why it was made, and which of them are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

LEAST = 3
"""Never fewer are kept, whatever the dates say."""

WHOLE = timedelta(days=2)
"""For so long every one is kept."""

DAILY, WEEKLY, MONTHLY = 12, 10, 9

_LEAP = timedelta(days=366)
"""No shop rests for so long between two backups: a clock was wrong."""


class Reason(StrEnum):
    """Why a backup was made."""

    SCHEDULE = "schedule"
    CLOSING = "closing"
    ASKED = "asked"
    MIGRATION = "migration"
    IMPORT = "import"
    MERGE = "merge"
    ERASE = "erase"
    RESTORE = "restore"
    ERASED = "erased"
    """After somebody was erased: in its copies they stand no more."""
    LARGE = "large"
    """After more was done at once than the daybook holds."""
    UNKNOWN = ""
    """Nobody remembers: the list was made anew from the files."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of the shop's file.

    Numbers rise, whatever the clock says: the highest is the newest. ``operation_id`` is the last act that it holds,
    ``bytes`` its size, ``verified_at`` when it was last opened and found sound, ``None`` where nobody did that yet.
    """

    number: int
    name: str
    at: datetime
    operation_id: int
    schema_version: int
    bytes: int
    reason: str
    verified_at: datetime | None
    seal: str = ""
    """Of that last act, as it was when the copy was checked; empty where the copy is of before version 6."""


def kept(backups: Iterable[Backup]) -> list[Backup]:
    """Those to keep, oldest first: all of two days, then one a day, a week and a month, never fewer than three.

    This moment is not asked for, and of two dates only what lies between neighbours counts: a clock that was set back
    or forward by years makes nothing old.
    """
    newest_first = sorted(backups, key=lambda one: one.number, reverse=True)
    numbers = {one.number for one in newest_first[:LEAST]} | set(_of_two_days(newest_first))
    for label, count in ((_day, DAILY), (_week, WEEKLY), (_month, MONTHLY)):
        numbers.update(_last_of_each(newest_first, label, count))
    return [one for one in reversed(newest_first) if one.number in numbers]


def _of_two_days(newest_first: Sequence[Backup]) -> Iterator[int]:
    age, later = timedelta(), newest_first[0].at if newest_first else None
    for one in newest_first:
        assert later is not None
        gap = later - one.at
        if timedelta() < gap < _LEAP:
            age += gap
        if age > WHOLE:
            return
        yield one.number
        later = one.at


def _last_of_each(newest_first: Sequence[Backup], label: Callable[[date], date], count: int) -> Iterator[int]:
    """The last backup of each of so many days (weeks, months).

    A day that lies after those counted before it had a wrong clock: its last one stays, and takes nobody's place.
    """
    earliest: date | None = None
    before: tuple[date, datetime] | None = None
    for one in newest_first:
        found = label(one.at.date())
        if before is None or found != before[0] or one.at > before[1]:
            if earliest is None or found <= earliest:
                if count == 0:
                    return
                count -= 1
                earliest = found
            yield one.number
        before = found, one.at


def _day(day: date) -> date:
    return day


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> date:
    return day.replace(day=1)
