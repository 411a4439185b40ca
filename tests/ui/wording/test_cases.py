"""The words of complaints being put right."""

from __future__ import annotations

import pytest

from relapp.domain.cases import Case, Cause, Remedy, Tried
from relapp.domain.customers import CustomerStat
from relapp.domain.suggestions.signals import Outlook, Range
from relapp.ui.wording import cases
from tests.builders import TODAY, a_case, days_ago

STAT = CustomerStat(1, 12, 0, None, None)


def test_beside_the_cost_stands_a_range_with_what_it_rests_on() -> None:
    expected = Outlook(0.5, 30_000, potential=Range(18_000, 42_000, 365, 11))
    assert cases.beside_cost(expected, STAT, "EUR") == (
        "Potential: €180–€420 a year; 11 people like them. "
        "Half of 11 customers in a like place spent that much afterwards. "
        "Alike in visits, pace, silence, basket and how long they have been here (12 times in contact so far)."
    )


@pytest.mark.parametrize("expected", [None, Outlook(0.5, 30_000)])
def test_where_too_few_are_like_them_that_is_said_instead(expected: Outlook | None) -> None:
    said = cases.beside_cost(expected, STAT, "EUR")
    assert "too few to say" in said
    assert "€" not in said


def test_what_worked_is_told_in_counts() -> None:
    assert cases.worked(Tried("replace", (1, 2, 3, 4), 3, 3, 3)) == (
        "Replaced 4 times: 3 all right when asked, 3 bought again"
    )
    assert cases.worked(Tried("a cake %n", (1,), 0, 0, 0)) == (
        "“a cake %n” 1 time: nobody was asked again yet, 0 bought again"
    )


def test_every_cause_and_remedy_has_words_of_its_own_and_a_shops_own_stay_as_typed() -> None:
    for codes, word in ((Cause, cases.cause), (Remedy, cases.remedy)):
        assert len({word(code) for code in codes}) == len(codes)
        assert all(word(code) != code.value for code in codes)
        assert word("{own} words") == "{own} words"


@pytest.mark.parametrize(
    ("case", "state", "sign"),
    [
        (a_case(opened=1), "being put right since yesterday", "nothing done yet"),
        (
            a_case(opened=1, remedy="visit", ask_on=TODAY),
            "being put right since yesterday, ask again today",
            "ask again today",
        ),
        (
            a_case(remedy="visit", asked_again=days_ago(1), all_right=False, ask_on=TODAY),
            "not all right yet when asked yesterday, ask again today",
            "ask again today",
        ),
        (
            a_case(remedy="visit", asked_again=days_ago(1), all_right=True, closed=days_ago(1)),
            "all right when asked yesterday",
            "closed",
        ),
    ],
)
def test_where_a_case_stands_is_said(case: Case, state: str, sign: str) -> None:
    assert cases.state(case, TODAY) == state
    assert cases.sign(case, TODAY) == sign
