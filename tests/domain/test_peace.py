"""Why somebody is left in peace, and how hours and days of their own come together."""

from __future__ import annotations

from datetime import date, time

import pytest

from relapp.domain.peace import NewQuiet, PeaceWhy, joined, noted, why_of
from tests.builders import TODAY, a_customer


@pytest.mark.parametrize("why", PeaceWhy)
def test_the_reason_and_the_day_it_was_heard_come_back(why: PeaceWhy) -> None:
    assert why_of(a_customer(leave_why=noted(why, TODAY))) == (why, TODAY)


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("", (PeaceWhy.ASKED, None)),
        ("mourning", (PeaceWhy.MOURNING, None)),
        ("mourning in May", (PeaceWhy.ASKED, None)),
        ("wants to be left alone", (PeaceWhy.ASKED, None)),
        ("asked 2026-02-30", (PeaceWhy.ASKED, None)),
    ],
)
def test_what_another_file_says_is_read_as_far_as_it_tells(told: str, read: tuple[PeaceWhy, date | None]) -> None:
    assert why_of(a_customer(leave_why=told)) == read


def test_new_hours_change_the_end_they_name_and_days_are_added() -> None:
    late = a_customer(quiet_from=time(20), quiet_to=time(8), quiet_days=frozenset({6}))
    assert joined(late, NewQuiet(end=time(10))) == (time(20), time(10), frozenset({6}))
    assert joined(late, NewQuiet(days=frozenset({5}))) == (time(20), time(8), frozenset({5, 6}))
    assert joined(a_customer(), NewQuiet(start=time(19))) == (time(19), time(), frozenset())
    assert joined(a_customer(), NewQuiet(days=frozenset({6}))) == (None, None, frozenset({6}))
