"""Dates in a sentence, forwards and backwards, and what only looks like one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from relapp.domain.sentence.dates import Mention, Tense, find_dates
from relapp.domain.sentence.english import ENGLISH
from relapp.domain.sentence.tokens import read_tokens

NOW = datetime(2026, 1, 14, 11, 0, tzinfo=UTC)
"""A Wednesday."""


def dates(text: str, *, now: datetime = NOW, day_first: bool = True) -> list[Mention]:
    return find_dates(read_tokens(text, ENGLISH), now, ENGLISH, day_first=day_first)


def one(text: str, *, now: datetime = NOW, day_first: bool = True) -> Mention:
    (mention,) = dates(text, now=now, day_first=day_first)
    return mention


@pytest.mark.parametrize(
    ("text", "due", "past"),
    [
        ("fri 16", "2026-01-16", None),
        ("friday", "2026-01-16", "2026-01-09"),
        ("on Wednesday", "2026-01-21", "2026-01-07"),
        ("the 16th", "2026-01-16", "2025-12-16"),
        ("on the 31st", "2026-01-31", "2025-12-31"),
        ("13/06", "2026-06-13", "2025-06-13"),
        ("06/13", "2026-06-13", "2025-06-13"),
        ("16.5.", "2026-05-16", "2025-05-16"),
        ("by 16.05", "2026-05-16", "2025-05-16"),
        ("13 June", "2026-06-13", "2025-06-13"),
        ("june 13th", "2026-06-13", "2025-06-13"),
        ("the 13th of June", "2026-06-13", "2025-06-13"),
        ("Sat 24 Jan", "2026-01-24", "2025-01-24"),
        ("29 feb", "2028-02-29", "2024-02-29"),
        ("today", "2026-01-14", "2026-01-14"),
        ("this friday", "2026-01-16", "2026-01-09"),
    ],
)
def test_a_day_told_either_way_has_a_next_and_a_last_time(text: str, due: str | None, past: str | None) -> None:
    mention = one(text)
    assert mention.tense is Tense.EITHER
    assert mention.due == (date.fromisoformat(due) if due else None)
    assert mention.past == (date.fromisoformat(past) if past else None)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("tomorrow", "2026-01-15"),
        ("the day after tomorrow", "2026-01-16"),
        ("next tuesday", "2026-01-20"),
        ("next friday", "2026-01-23"),
        ("in two weeks", "2026-01-28"),
        ("in a couple of weeks", "2026-01-28"),
        ("in 10 days", "2026-01-24"),
        ("in a fortnight", "2026-01-28"),
        ("in 1 month", "2026-02-14"),
        ("next week", "2026-01-21"),
        ("friday week", "2026-01-23"),
        ("a week on friday", "2026-01-23"),
        ("tuesday next week", "2026-01-20"),
        ("end of the month", "2026-01-31"),
        ("by the end of next month", "2026-02-28"),
        ("end of the week", "2026-01-18"),
        ("2026-05-16", "2026-05-16"),
        ("16/5/26", "2026-05-16"),
        ("16.05.2026", "2026-05-16"),
        ("May 16, 2026", "2026-05-16"),
    ],
)
def test_words_that_look_forwards_mean_a_day_to_come(text: str, due: str) -> None:
    mention = one(text)
    assert (mention.tense, mention.due, mention.past) == (Tense.FUTURE, date.fromisoformat(due), None)


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("yesterday", "2026-01-13"),
        ("the day before yesterday", "2026-01-12"),
        ("last week", "2026-01-07"),
        ("last month", "2025-12-14"),
        ("last tue", "2026-01-13"),
        ("last wednesday", "2026-01-07"),
        ("tuesday last week", "2026-01-06"),
        ("3 days ago", "2026-01-11"),
        ("two weeks ago", "2025-12-31"),
        ("a year ago", "2025-01-14"),
        ("last night", "2026-01-13"),
        ("13 June 1980", "1980-06-13"),
        ("13/6/80", "1980-06-13"),
    ],
)
def test_words_that_look_back_mean_a_day_that_was(text: str, past: str) -> None:
    mention = one(text)
    assert (mention.tense, mention.due, mention.past) == (Tense.PAST, None, date.fromisoformat(past))


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("yesterday 14:00", time(14)),
        ("5pm tomorrow", time(17)),
        ("tuesday at 3", time(15)),
        ("friday 10.30 am", time(10, 30)),
        ("12 am tomorrow", time(0)),
        ("yesterday morning", time(9)),
        ("yesterday morning at 9:15", time(9, 15)),
        ("at noon tomorrow", time(12)),
    ],
)
def test_a_time_beside_a_date_belongs_to_it(text: str, clock: time) -> None:
    mention = one(text)
    assert mention.is_day
    assert mention.clock == clock


@pytest.mark.parametrize(
    "text",
    [
        "sat down",
        "she sat",
        "in the sun",
        "sun hat",
        "mon ami",
        "march past",
        "Mr March",
        "May called",
        "may come back",
        "we 2 may come",
        "second hand",
        "the 2nd visit",
        "6.40",
        "12.50",
        "3.5",
        "size 39",
        "table for 4",
        "0171 234567",
        "every friday",
        "fridays",
        "good friday",
        "friday's bread",
        "in 2019",
        "1/2 loaf",
        "30 February",
        "31/31",
        "0000-00-00",
        "in 999 years time of the 99999 weeks",
        "3 rolls at 2",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert [mention for mention in dates(text) if mention.is_day and mention.due != date(3025, 1, 14)] == []


def test_a_day_before_the_month_is_a_setting() -> None:
    assert one("5/6").due == date(2026, 6, 5)
    assert one("5/6", day_first=False).due == date(2026, 5, 6)
    assert one("13/6", day_first=False).due == date(2026, 6, 13)


def test_a_number_before_goods_is_no_day() -> None:
    assert one("fri 2 rolls").due == date(2026, 1, 16)
    assert dates("june 2 wholemeal") == []
    assert one("fri 5 pm").clock == time(17)


def test_on_the_last_day_of_a_long_month_a_month_on_is_its_last_day() -> None:
    assert one("in 1 month", now=datetime(2026, 1, 31, 9, tzinfo=UTC)).due == date(2026, 2, 28)


def test_a_month_without_a_day_is_due_when_it_ends_and_was_in_its_middle() -> None:
    mention = one("in March")
    assert (mention.due, mention.past) == (date(2026, 3, 31), date(2025, 3, 15))
    assert one("by March").due == date(2026, 3, 1)
