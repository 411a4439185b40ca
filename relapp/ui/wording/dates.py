"""Words for days and times."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from PySide6.QtCore import QDate, QLocale, QTime

from relapp.ui.wording import tr

_NEAR_DAYS = 6
_MONTHS_FROM = 60
_YEARS_FROM = 730


def day(when: date, today: date) -> str:
    """A day as short as it stays clear: "today", "tomorrow", "Sat" within six days, "3 May", "3 May 2024"."""
    away = (when - today).days
    if away == 0:
        return tr("Dates", "today")
    if away == 1:
        return tr("Dates", "tomorrow")
    if away == -1:
        return tr("Dates", "yesterday")
    if abs(away) <= _NEAR_DAYS:
        return weekday(when.weekday(), short=True)
    return short(when, with_year=when.year != today.year)


def on(when: date, today: date) -> str:
    """A day inside a sentence: "today", "tomorrow", "yesterday", "on Sat", "on 3 May"."""
    if abs((when - today).days) <= 1:
        return day(when, today)
    return tr("Dates", "on {day}").format(day=day(when, today))


def short(when: date, *, with_year: bool = True) -> str:
    """ "3 May 2024", or "3 May" without the year, in the order of the person's locale."""
    return QLocale().toString(_qdate(when), _pattern(with_year=with_year))


def long(when: date) -> str:
    """ "Saturday, 3 May 2024", as the locale writes it in full."""
    return QLocale().toString(_qdate(when), QLocale.FormatType.LongFormat)


def month(when: date, *, with_year: bool = True) -> str:
    """ "Oct 2026", or "Oct" without the year."""
    name = QLocale().standaloneMonthName(when.month, QLocale.FormatType.ShortFormat)
    return f"{name} {when.year}" if with_year else name


def ago(when: date, today: date) -> str:
    """How long ago or how far off: "today", "yesterday", "41 days ago", "5 months ago", "in 3 days"."""
    away = (when - today).days
    if -1 <= away <= 1:
        return day(when, today)
    if away <= -_YEARS_FROM:
        return tr("Dates", "%n year(s) ago", -away // 365)
    if away <= -_MONTHS_FROM:
        return tr("Dates", "%n month(s) ago", -away // 30)
    if away < 0:
        return tr("Dates", "%n day(s) ago", -away)
    return tr("Dates", "in %n day(s)", away)


def days(n: int) -> str:
    """A length: "41 days"."""
    return tr("Dates", "%n day(s)", n)


def clock(when: time | datetime) -> str:
    """A time of day as the locale writes it: "14:05"."""
    return QLocale().toString(QTime(when.hour, when.minute), QLocale.FormatType.ShortFormat)


def weekday(number: int, *, short: bool = False) -> str:
    """The name of a weekday, Monday being 0."""
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return QLocale().standaloneDayName(number + 1, form)


def _qdate(when: date) -> QDate:
    return QDate(when.year, when.month, when.day)


def _pattern(*, with_year: bool) -> str:
    """The locale's long date with a short month, without the weekday, and without the year where it is not wanted."""
    whole = QLocale().dateFormat(QLocale.FormatType.LongFormat)
    pattern = re.sub(r"[\s,،]*dddd[\s,،]*", " ", whole).strip().replace("MMMM", "MMM")
    if with_year:
        return pattern
    year = r"(\s*'[^']*')?[\s,./-]*y{2,4}[\s,./-]*('[^']*'|年|년)?[\s,./-]*"
    return re.sub(year, " ", pattern).strip()
