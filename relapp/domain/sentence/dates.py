"""Dates in a sentence: where they stand, and which day they mean when looked at forwards and backwards.

"fri", "the 16th" or "13/06" mean one day if something is to come and another if it has been; a mention keeps both, and
its ``tense`` says whether the words themselves settle it ("tomorrow", "last week").
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from relapp.domain.sentence.language import Language
from relapp.domain.sentence.tokens import CURRENCY_MARKS, Line, Token

_FAR_DAYS = 62
"""A weekday with a day number ("fri 16") is looked for within so many days."""
_FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4"})


class Tense(StrEnum):
    """Whether the words of a date look back, forwards, or either way."""

    PAST = "past"
    FUTURE = "future"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Mention:
    """A date or a time of day, at tokens ``first`` to ``last``.

    ``due`` is the day if it is to come (never before today), ``past`` if it has been (never after today); both are
    ``None`` where only a time of day is told. ``exact`` means that one day was named, so that it can come round each
    year; ``day`` and ``month`` are that day; ``year`` only if told. ``lead`` is the preposition before it. A ``rough``
    clock stands for a part of the day.
    """

    first: int
    last: int
    tense: Tense
    due: date | None = None
    past: date | None = None
    exact: bool = False
    year: int | None = None
    month: int | None = None
    day: int | None = None
    clock: time | None = None
    rough: bool = False
    lead: str = ""
    ago: timedelta | None = None

    @property
    def is_day(self) -> bool:
        return self.due is not None or self.past is not None


def find_dates(tokens: Sequence[Token], now: datetime, language: Language, *, day_first: bool = True) -> list[Mention]:
    """The dates and times in ``tokens``, in order, none overlapping another."""
    line = Line(tokens)
    taken = [False] * len(tokens)
    found: list[Mention] = []
    for pattern in language.dates:
        for match in language.compile(pattern).finditer(line.line):
            span = line.span(match)
            if any(taken[at] for at in span) or not _is_meant(tokens, span, match, language):
                continue
            mention = _resolve(match, span, now.date(), language, day_first)
            if mention is not None:
                found.append(mention)
                for at in span:
                    taken[at] = True
    for pattern in language.clocks:
        for match in language.compile(pattern).finditer(line.line):
            span = line.span(match)
            clock = _clock(match, language)
            if clock is not None and not any(taken[at] for at in span):
                weak = bool(match.groupdict().get("weak"))
                found.append(Mention(span[0], span[-1], Tense.EITHER, clock=clock, lead="weak" if weak else ""))
                for at in span:
                    taken[at] = True
    found.sort(key=lambda mention: mention.first)
    return list(_joined(found, tokens))


def _joined(found: Sequence[Mention], tokens: Sequence[Token]) -> Iterator[Mention]:
    """A time beside a date belongs to it; a bare "at 3" without one is no time."""
    waiting: Mention | None = None
    for mention in found:
        touches = waiting is not None and (
            waiting.last + 1 == mention.first
            or (waiting.last + 2 == mention.first and tokens[waiting.last + 1].key == ",")
        )
        if (
            waiting is not None
            and touches
            and waiting.is_day != mention.is_day
            and (waiting.clock is None or waiting.rough)
        ):
            waiting = replace(waiting, last=mention.last, clock=mention.clock, rough=False)
            continue
        if waiting is not None and touches and not waiting.is_day and mention.is_day and mention.clock is None:
            waiting = replace(mention, first=waiting.first, clock=waiting.clock)
            continue
        if waiting is not None and (waiting.is_day or waiting.lead != "weak"):
            yield waiting
        waiting = mention
    if waiting is not None and (waiting.is_day or waiting.lead != "weak"):
        yield waiting


def _next_key(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].key if 0 <= at < len(tokens) else ""


def _names_a_thing(key: str, language: Language) -> bool:
    """Whether the word after a would-be date makes it something else ("sun hat", "june 2 rolls")."""
    return bool(key) and key[0].isalpha() and key not in language.common and key not in language.months


def _is_meant(tokens: Sequence[Token], span: range, match: re.Match[str], language: Language) -> bool:
    """Whether the neighbours leave a would-be date a date."""
    groups = match.groupdict()
    before, after = _next_key(tokens, span[0] - 1), _next_key(tokens, span[-1] + 1)
    if before in language.habit_words or after == language.possessive_mark or after in language.times:
        return False
    thing = _names_a_thing(after, language)
    lead, weekday, month, day = (groups.get(name) for name in ("lead", "weekday", "month", "day"))
    if groups.get("slash") in _FRACTIONS and not lead and after[:1].isalpha():
        return False
    if day and not groups.get("suffix") and not (month and not groups.get("month_first")):
        # "fri 2 rolls", "june 2 kg", "tue 5 pm": the number belongs to what follows.
        if (thing and int(day) < 13) or after in language.counted or after in CURRENCY_MARKS:
            return False
    elif day and groups.get("suffix") and not weekday and not month and after[:1].isalpha():
        # "the 2nd visit" counts, "the 2nd she called" dates.
        follows = language.verbs | language.we | language.they | language.shy_after
        return after in follows
    if month in language.modal_months and day and not groups.get("month_first"):
        return after not in language.base_verbs
    if weekday in language.shy_weekdays and not (day or groups.get("shift") or groups.get("day_part")):
        alone = not after[:1].isalpha() or after in language.shy_after or bool(lead and after in language.common)
        return alone and before not in language.shy_before
    return True


def _resolve(match: re.Match[str], span: range, today: date, language: Language, day_first: bool) -> Mention | None:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    blank = Mention(span[0], span[-1], Tense.EITHER, lead=groups.get("lead", ""))
    part = language.day_parts.get(groups.get("day_part", ""))
    if part is not None:
        blank = replace(blank, clock=time(part), rough=True)
    try:
        mention = _told(groups, blank, today, language, day_first)
    except (OverflowError, ValueError):
        return None
    if mention is None or not mention.is_day:
        return None
    return mention


def _told(groups: dict[str, str], blank: Mention, today: date, language: Language, day_first: bool) -> Mention | None:
    """``blank`` filled from what a date pattern found."""
    if "iso" in groups or "slash" in groups or "dot" in groups:
        return _numeric(groups, blank, today, day_first)
    shift = language.shifts.get(groups.get("shift", ""))
    unit = language.units.get(groups.get("unit", ""))
    if "day_word" in groups:
        return _offset(blank, today, language.day_words[groups["day_word"]])
    if "month" in groups and "day" in groups:
        year = int(groups["year"]) if "year" in groups else None
        return _of_year(blank, today, year, language.months[groups["month"]], int(groups["day"]))
    if "month" in groups:
        return _whole_month(blank, today, language.months[groups["month"]], shift)
    if "weekday" in groups:
        return _weekday(groups, blank, today, language, shift)
    if "day" in groups:
        return _of_month(blank, today, int(groups["day"]))
    if "day_part" in groups and shift is not None:
        return _offset(blank, today, shift)
    if "n" in groups and unit is not None:
        count = int(groups["n"]) if groups["n"].isdecimal() else language.numbers[groups["n"]]
        return _counted(blank, today, count * (-1 if "ago" in groups else 1), unit)
    if unit is not None and "end" in groups:
        return _end(blank, today, unit, shift or 0)
    if unit is not None and shift:
        return replace(_counted(blank, today, shift, unit), ago=None)
    return None


def _offset(blank: Mention, today: date, days: int) -> Mention:
    day = today + timedelta(days=days)
    tense = Tense.FUTURE if days > 0 else Tense.PAST if days < 0 else Tense.EITHER
    return _on(replace(blank, tense=tense), today, day)


def _on(blank: Mention, today: date, day: date) -> Mention:
    """``blank`` meaning exactly ``day``."""
    return replace(
        blank,
        due=day if day >= today else None,
        past=day if day <= today else None,
        exact=True,
        month=day.month,
        day=day.day,
    )


def _numeric(groups: dict[str, str], blank: Mention, today: date, day_first: bool) -> Mention | None:
    written = groups.get("iso") or groups.get("slash") or groups.get("dot") or ""
    numbers = [int(part) for part in re.split(r"\D+", written) if part]
    if "iso" in groups and len(str(numbers[0])) == 4:
        return _of_year(blank, today, *numbers)
    year = None
    if len(numbers) == 3:
        year = numbers[2] if numbers[2] >= 100 else _century(numbers[2], today)
    first, second = numbers[:2]
    if "slash" in groups and ((not day_first and first <= 12) or second > 12):
        first, second = second, first
    return _of_year(blank, today, year, second, first)


def _century(two_digits: int, today: date) -> int:
    year = today.year - today.year % 100 + two_digits
    return year - 100 if year > today.year + 10 else year


def _of_year(blank: Mention, today: date, year: int | None, month: int, day: int) -> Mention | None:
    if not 1 <= month <= 12 or not 1 <= day <= (calendar.monthrange(2000, month)[1]):
        return None
    if year is not None:
        told = date(year, month, day)
        tense = Tense.FUTURE if told > today else Tense.PAST if told < today else Tense.EITHER
        return replace(_on(blank, today, told), tense=tense, year=year)
    due = _first_real(range(today.year, today.year + 9), month, day, lambda when: when >= today)
    past = _first_real(range(today.year, today.year - 9, -1), month, day, lambda when: when <= today)
    return replace(blank, due=due, past=past, exact=True, month=month, day=day)


def _first_real(years: range, month: int, day: int, fits: Callable[[date], bool]) -> date | None:
    for year in years:
        try:
            when = date(year, month, day)
        except ValueError:
            continue
        if fits(when):
            return when
    return None


def _of_month(blank: Mention, today: date, day: int) -> Mention | None:
    if not 1 <= day <= 31:
        return None
    due = next((when for when in _days(today, 1, 70) if when.day == day), None)
    past = next((when for when in _days(today, -1, 70) if when.day == day), None)
    return replace(blank, due=due, past=past)


def _days(today: date, step: int, count: int) -> Iterator[date]:
    return (today + timedelta(days=step * at) for at in range(count))


def _weekday(groups: dict[str, str], blank: Mention, today: date, language: Language, shift: int | None) -> Mention:
    weekday = language.weekdays[groups["weekday"]]
    if "day" in groups:
        day = int(groups["day"])
        due = next((when for when in _days(today, 1, _FAR_DAYS) if (when.day, when.weekday()) == (day, weekday)), None)
        past = next((w for w in _days(today, -1, _FAR_DAYS) if (w.day, w.weekday()) == (day, weekday)), None)
        return replace(blank, due=due, past=past, exact=True)
    monday = today - timedelta(days=today.weekday())
    if "of_week" in groups:
        of_week = language.shifts[groups["of_week"]]
        return _shifted(blank, today, monday + timedelta(days=7 * of_week + weekday), of_week)
    ahead = (weekday - today.weekday()) % 7
    if "n" in groups or "later" in groups:
        weeks = 1 if "later" in groups else _count(groups["n"], language)
        if language.units.get(groups.get("unit", "")) == "fortnight":
            weeks *= 2
        return _offset(blank, today, (ahead or 7) + 7 * weeks)
    if shift == 1 and "plain_shift" not in groups:
        return _offset(blank, today, 7 - today.weekday() + weekday)
    if shift == -1:
        return _offset(blank, today, -(7 - ahead))
    if shift == 0:
        return replace(blank, due=today + timedelta(days=ahead), past=today - timedelta(days=-ahead % 7), exact=True)
    return replace(blank, due=today + timedelta(days=ahead or 7), past=today - timedelta(days=7 - ahead), exact=True)


def _count(word: str, language: Language) -> int:
    return int(word) if word.isdecimal() else language.numbers[word]


def _shifted(blank: Mention, today: date, day: date, shift: int) -> Mention:
    tense = Tense.FUTURE if day > today else Tense.PAST if day < today else Tense.EITHER
    return replace(_on(blank, today, day), tense=tense if shift else Tense.EITHER)


def _whole_month(blank: Mention, today: date, month: int, shift: int | None) -> Mention:
    """A month without a day: its last day if due (until then it is not late), its middle if past."""
    year = today.year if month >= today.month else today.year + 1
    due = date(year, month, 1 if blank.lead in ("by", "before") and month != today.month else _length(year, month))
    year = today.year if month < today.month else today.year - 1
    past = date(year, month, 15)
    tense = Tense.PAST if shift == -1 else Tense.FUTURE if shift == 1 else Tense.EITHER
    return replace(blank, due=due, past=past, tense=tense)


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _counted(blank: Mention, today: date, count: int, unit: str) -> Mention:
    tense = Tense.FUTURE if count > 0 else Tense.PAST
    if unit in ("minute", "hour"):
        lapse = timedelta(minutes=count) if unit == "minute" else timedelta(hours=count)
        return replace(blank, due=today if count > 0 else None, past=today, tense=tense, ago=lapse)
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    if days is not None:
        return replace(_offset(blank, today, count * days), exact=unit == "day")
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    day = date(year, month + 1, min(today.day, _length(year, month + 1)))
    return replace(_on(blank, today, day), tense=tense, exact=False)


def _end(blank: Mention, today: date, unit: str, shift: int) -> Mention | None:
    """The last day of a week, month or year."""
    if unit == "week":
        day = today + timedelta(days=6 - today.weekday() + 7 * shift)
    elif unit == "month":
        year, month = divmod(today.year * 12 + today.month - 1 + shift, 12)
        day = date(year, month + 1, _length(year, month + 1))
    elif unit == "year":
        day = date(today.year + shift, 12, 31)
    else:
        return None
    return replace(_on(blank, today, day), tense=Tense.FUTURE if shift >= 0 else Tense.PAST, exact=False)


def _clock(match: re.Match[str], language: Language) -> time | None:
    groups = match.groupdict()
    if groups.get("day_part"):
        return time(language.day_parts[groups["day_part"]])
    hour, minute = int(groups["hour"]), int(groups.get("minute") or 0)
    half = groups.get("half") or ""
    if half in language.afternoon and hour < 12:
        hour += 12
    elif half in language.morning and hour == 12:
        hour = 0
    elif groups.get("weak") and hour < 8:
        # A shop's "at 3" is in the afternoon.
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None
