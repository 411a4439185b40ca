"""Done, later, no: what an answer does to the evidence it was given on."""

from __future__ import annotations

from datetime import date

import pytest

from relapp.domain.customers import ContactKind
from relapp.domain.interactions import Interaction
from relapp.domain.suggestions.answers import PUT_OFF_DAYS, shown_from
from relapp.domain.suggestions.codes import Peace
from relapp.domain.suggestions.dossier import Dossier, ShopView, gather
from relapp.domain.suggestions.kinds import slipping
from relapp.domain.suggestions.model import Answer, Refusal, SuggestionAnswer, SuggestionKind
from relapp.domain.suggestions.ranking import candidates_for
from relapp.domain.suggestions.reach import OWED
from tests.builders import TODAY, a_customer, an_answer, days_ago, visits

ADA = a_customer()
CAME = visits(25, 32, 39, 46, 53)


def seen(*answers: SuggestionAnswer, recent: list[Interaction] = CAME) -> Dossier:
    return gather(ADA, TODAY, recent=recent, contacts=[ContactKind.PHONE], answers=answers)


def evidence() -> str:
    found = slipping.suggest(seen(), ShopView())
    assert found is not None
    return found.evidence


def answered(answer: Answer, refusal: Refusal | None = None, **more: object) -> SuggestionAnswer:
    return an_answer(SuggestionKind.SLIPPING, evidence(), answer, refusal, **more)  # type: ignore[arg-type]


def is_shown(dossier: Dossier) -> bool:
    return bool(candidates_for(dossier, ShopView())[0])


@pytest.mark.parametrize(
    "settling",
    [
        answered(Answer.DONE),
        answered(Answer.NO),
        answered(Answer.NO, Refusal.NOT_TRUE),
        answered(Answer.NO, Refusal.DONE_ALREADY),
        answered(Answer.NO, Refusal.NEVER),
    ],
    ids=lambda answer: f"{answer.answer}-{answer.refusal}",
)
def test_the_same_evidence_never_nags_again(settling: SuggestionAnswer) -> None:
    standing, left = candidates_for(seen(settling), ShopView())
    assert (standing, left) == ((), ())


@pytest.mark.parametrize("refusal", [None, Refusal.NOT_TRUE, Refusal.DONE_ALREADY])
def test_new_evidence_may_speak_again(refusal: Refusal | None) -> None:
    answer = answered(Answer.NO if refusal else Answer.DONE, refusal, ago=22)
    assert is_shown(seen(answer, recent=[*CAME, *visits(21)]))


def test_never_holds_for_the_kind_whatever_the_evidence() -> None:
    never = answered(Answer.NO, Refusal.NEVER)
    assert not is_shown(seen(never, recent=[*CAME, *visits(21)]))


@pytest.mark.parametrize("kind", sorted(OWED))
def test_never_settles_only_that_evidence_of_what_we_owe(kind: SuggestionKind) -> None:
    never = an_answer(kind, "their question", Answer.NO, Refusal.NEVER)
    assert shown_from([never], kind, "their question") == date.max
    assert shown_from([never], kind, "their next question") == date.min


def test_never_holds_for_that_kind_alone() -> None:
    other = an_answer(SuggestionKind.ASK, "x", Answer.NO, Refusal.NEVER)
    assert is_shown(seen(other))


@pytest.mark.parametrize("refusal", [None, Refusal.NOT_NOW])
def test_what_was_put_off_comes_back_on_its_day_and_is_left_in_peace_until_then(refusal: Refusal | None) -> None:
    answer = Answer.LATER if refusal is None else Answer.NO
    assert is_shown(seen(answered(answer, refusal, until=TODAY)))
    standing, left = candidates_for(seen(answered(answer, refusal, until=days_ago(-1))), ShopView())
    assert not standing
    assert [(one.reason.code, one.until) for one in left] == [(Peace.PUT_OFF, TODAY)]


def test_later_without_a_day_is_a_week() -> None:
    later = answered(Answer.LATER, ago=3)
    assert shown_from([later], SuggestionKind.SLIPPING, evidence()) == days_ago(3 - PUT_OFF_DAYS)


def test_the_newest_answer_counts() -> None:
    later, done = answered(Answer.LATER, ago=5, until=TODAY), answered(Answer.DONE, ago=1)
    assert not is_shown(seen(done, later))
    assert shown_from([done, later], SuggestionKind.SLIPPING, evidence()) == date.max


def test_an_answer_that_was_undone_is_as_if_never_given() -> None:
    assert shown_from([], SuggestionKind.SLIPPING, evidence()) == date.min


def test_an_answer_of_tomorrow_is_not_known_today() -> None:
    assert is_shown(seen(answered(Answer.DONE, ago=-1)))
