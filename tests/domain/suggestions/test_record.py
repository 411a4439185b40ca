"""Which kinds are quietened: those that surely fail, never what we owe, and no longer than their numbers say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.suggestions.codes import Quiet
from relapp.domain.suggestions.model import Refusal, SuggestionKind
from relapp.domain.suggestions.reach import OWED
from relapp.domain.suggestions.record import ENOUGH, Record, quiet_reason, quieted

SHOP = (40, 100)
"""Replies of the shop's ideas, and how many there were."""


def a_record(**fields: object) -> Record:
    return Record(**{"kind": SuggestionKind.SLIPPING, **fields})  # type: ignore[arg-type]


def code(record: Record) -> str | None:
    reason = quiet_reason(record, *SHOP)
    return None if reason is None else reason.code


@pytest.mark.parametrize("why", [Refusal.NOT_TRUE, Refusal.NEVER])
def test_half_of_what_staff_judged_being_wrong_is_too_much(why: Refusal) -> None:
    assert code(a_record(done=6, refused={why: 6})) == Quiet.REFUSED
    assert code(a_record(done=7, refused={why: 6})) is None
    assert code(a_record(done=5, refused={why: 6})) is None  # too few to judge by


def test_done_already_speaks_for_a_kind_and_not_now_neither_for_nor_against_it() -> None:
    wrong = {Refusal.NOT_TRUE: 6}
    assert code(a_record(done=1, refused={**wrong, Refusal.DONE_ALREADY: 6})) is None
    assert code(a_record(done=1, refused={**wrong, Refusal.NOT_NOW: 6})) is None
    assert code(a_record(done=6, refused={**wrong, Refusal.NOT_NOW: 60})) == Quiet.REFUSED


def test_a_kind_is_quietened_once_its_replies_are_surely_fewer_than_half_of_the_shops() -> None:
    assert code(a_record(done=14, tried=14, answered=0)) == Quiet.UNANSWERED
    assert code(a_record(done=14, tried=14, answered=1)) is None  # may be bad luck
    assert code(a_record(done=60, tried=60, answered=5)) == Quiet.UNANSWERED
    assert code(a_record(done=60, tried=60, answered=12)) is None
    assert code(a_record(done=11, tried=11, answered=0)) is None


def test_the_reason_is_told_in_numbers() -> None:
    reason = quiet_reason(a_record(done=20, tried=20, answered=0), *SHOP)
    assert reason is not None
    assert reason.details == {"answered": 0, "tried": 20, "shop_answered": 40, "shop_tried": 100}


def test_quieted_are_those_with_a_reason() -> None:
    failed = a_record(quiet=quiet_reason(a_record(tried=20), *SHOP))
    assert quieted({SuggestionKind.SLIPPING: failed, SuggestionKind.ASK: a_record()}) == {SuggestionKind.SLIPPING}


@given(
    st.sampled_from(SuggestionKind),
    st.integers(0, 60),
    st.integers(0, 60),
    st.dictionaries(st.sampled_from(Refusal), st.integers(0, 60)),
    st.integers(0, 60),
)
def test_what_we_owe_is_never_quietened_and_nothing_is_by_few_cases(
    kind: SuggestionKind, done: int, answered: int, refused: dict[Refusal, int], more: int
) -> None:
    tried = min(done, answered + more)
    record = Record(kind, done=done, refused=refused, tried=tried, answered=min(answered, tried))
    reason = quiet_reason(record, record.answered + 10, record.tried + 40)
    if kind in OWED or record.no + done < ENOUGH:
        assert reason is None
