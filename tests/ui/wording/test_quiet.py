"""Words for quiet time."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from relapp.domain.interactions import Channel
from relapp.domain.suggestions.codes import Peace
from relapp.domain.suggestions.model import Reason
from relapp.domain.suggestions.quiet import Quiet
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


def test_beside_what_is_owed_it_says_before_when_no_phone_is_to_ring() -> None:
    said = quiet.note(Quiet(), Channel.MESSAGE, TODAY, time(7))
    assert said == "Quiet hours: not by message before 08:00."
    assert quiet.note(Quiet(), Channel.MESSAGE, TODAY, time(9)) == ""
    assert quiet.note(Quiet(), Channel.EMAIL, TODAY, time(7)) == ""
    assert quiet.note(Quiet(), None, TODAY, time(7)) == ""
