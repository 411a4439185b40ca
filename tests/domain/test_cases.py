"""Cases: what matches a cause, when a case is open, and what worked before."""

from __future__ import annotations

from typing import Any

import pytest

from relapp.domain.cases import Cause, Remedy, Tried, is_open, remedies, suited, tried
from tests.builders import TODAY, a_case, days_ago


@pytest.mark.parametrize(
    ("fields", "is_so"),
    [
        ({}, True),
        ({"opened": -1}, False),
        ({"closed": days_ago(0)}, False),
        ({"closed": days_ago(-1)}, True),
        ({"asked_again": days_ago(1), "all_right": False}, True),
        ({"asked_again": days_ago(1), "all_right": True, "closed": days_ago(1)}, False),
        ({"asked_again": days_ago(1)}, False),
    ],
)
def test_a_case_is_open_until_they_said_that_it_is_all_right(fields: dict[str, Any], is_so: bool) -> None:
    assert is_open(a_case(**fields), TODAY) is is_so


def test_each_cause_has_remedies_that_match_it_and_every_remedy_can_be_chosen() -> None:
    assert suited(Cause.FAULTY)[0] is Remedy.REPLACE
    assert suited(Cause.WRONG_CHARGE)[0] is Remedy.REFUND
    assert suited(Cause.RUDE)[0] is Remedy.APOLOGY
    assert suited("dog bit the post") == ()
    for cause in (*Cause, "dog bit the post"):
        assert sorted(remedies(cause)) == sorted(Remedy)
        assert remedies(cause)[: len(suited(cause))] == suited(cause)


def test_what_worked_before_is_counted_from_cases_of_the_same_cause() -> None:
    replaced = [
        a_case(Cause.FAULTY, remedy="replace", all_right=True),
        a_case(Cause.FAULTY, remedy="replace", all_right=False),
        a_case(Cause.FAULTY, remedy="replace"),
    ]
    own = a_case("Faulty", remedy="a cake", all_right=True)
    others = [a_case(Cause.LATE, remedy="credit", all_right=True), a_case(Cause.FAULTY)]
    found = tried([*replaced, own, *others], {replaced[0].id, replaced[2].id, others[0].id}, "faulty")
    ids = tuple(case.id for case in replaced)
    assert found == (Tried("replace", ids, 2, 1, 2), Tried("a cake", (own.id,), 1, 1, 0))
    assert tried([*replaced, own], (), "rude") == ()
