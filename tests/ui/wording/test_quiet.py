"""Words for quiet time."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from relapp.domain.interactions import Channel
from relapp.domain.suggestions.codes import Peace
from relapp.domain.suggestions.model import Reason
from relapp.ui.wording import quiet, suggestions
from tests.builders import TODAY


@pytest.mark.parametrize(
    ("day", "hour", "words"),
    [
        (TODAY, time(8), "Quiet hours: not by phone before 08:00."),
        (TODAY + timedelta(days=1), time(8), "Quiet time: not by phone before tomorrow, 08:00."),
        (TODAY + timedelta(days=1), None, "A quiet day: not by phone before tomorrow."),
        (None, None, "This shop keeps quiet by phone on every day."),
    ],
)
def test_why_they_are_left_in_peace_and_until_when(day: date | None, hour: time | None, words: str) -> None:
    reason = Reason(Peace.QUIET, {"channel": Channel.PHONE, "day": day, "hour": hour})
    assert suggestions.peace(reason, TODAY) == words


@pytest.mark.parametrize(
    ("day", "hour", "words"),
    [
        (TODAY, time(10), "Does not want to be reached by phone before 10:00."),
        (TODAY + timedelta(days=1), time(10), "Does not want to be reached by phone before tomorrow, 10:00."),
        (TODAY + timedelta(days=1), None, "Does not want to be reached by phone before tomorrow."),
        (None, None, "Does not want to be reached by phone on any day."),
    ],
)
def test_their_own_quiet_is_said_as_theirs(day: date | None, hour: time | None, words: str) -> None:
    reason = Reason(Peace.OWN_QUIET, {"channel": Channel.PHONE, "day": day, "hour": hour})
    assert suggestions.peace(reason, TODAY) == words


@pytest.mark.parametrize(
    ("start", "end", "days", "words"),
    [
        (time(), time(10), (), ("not before 10:00",)),
        (time(20), time(), (6,), ("not after 20:00", "not on Sunday")),
        (time(12), time(14), (5, 6), ("not between 12:00 and 14:00", "not on Saturday and Sunday")),
        (None, None, (), ()),
        (time(9), time(9), (), ()),
    ],
)
def test_their_hours_and_days_in_short(
    start: time | None, end: time | None, days: tuple[int, ...], words: tuple[str, ...]
) -> None:
    assert quiet.told((start, end), days) == words
