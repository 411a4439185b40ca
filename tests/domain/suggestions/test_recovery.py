"""Putting right: the next step of a case, and the question whether it is all right now."""

from __future__ import annotations

from typing import Any

import pytest

from relapp.domain.customers import ContactKind
from relapp.domain.interactions import Channel, Direction, Interaction, Kind, Outcome
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import ShopView, gather
from relapp.domain.suggestions.kinds import recovery
from relapp.domain.suggestions.model import Answer, Refusal, Suggestion, SuggestionKind
from relapp.domain.suggestions.ranking import candidates_for
from tests.builders import (
    TODAY,
    a_case,
    a_customer,
    a_promise,
    a_purchase,
    a_refusal_of,
    an_answer,
    an_interaction,
    days_ago,
)

SHOP = ShopView(staff={3: "Ina"})
ADA = a_customer()


def found(*entries: Interaction, **known: object) -> Suggestion | None:
    known.setdefault("contacts", [ContactKind.PHONE])
    return recovery.suggest(gather(ADA, TODAY, recent=entries, **known), SHOP)  # type: ignore[arg-type]


def complained(ago: int = 20, **fields: object) -> Interaction:
    return an_interaction(Kind.COMPLAINT, ago, "handle broke", **fields)  # type: ignore[arg-type]


def called(ago: int, outcome: Outcome | None = Outcome.ANSWERED) -> Interaction:
    return an_interaction(Kind.CALL, ago, outcome=outcome)


# -- cases --


def test_a_case_without_a_remedy_wants_its_next_step() -> None:
    complaint = complained()
    case = a_case(opened=20, source_id=complaint.id, owner_id=3)
    one = found(complaint, cases=[case])
    assert one is not None
    assert (one.act.code, one.reason.code) == (Act.PUT_RIGHT, Why.CASE_OPEN)
    assert one.receipts == (Receipt(Source.CASE, case.id), Receipt(Source.INTERACTION, complaint.id))
    assert one.reason.details["staff"] == "Ina"


def test_after_the_remedy_they_are_asked_again_some_days_later() -> None:
    case = a_case(opened=20, remedy="replace")
    assert found(called(3), cases=[case]) is None
    one = found(called(4), cases=[case])
    assert one is not None
    assert (one.act.code, one.channel) == (Act.CHECK_BACK, Channel.PHONE)


@pytest.mark.parametrize("ended", [{"asked_again": days_ago(1)}, {"closed": days_ago(1)}])
def test_a_case_that_was_seen_to_the_end_is_left_alone(ended: dict[str, Any]) -> None:
    assert found(cases=[a_case(remedy="replace", **ended)]) is None


@pytest.mark.parametrize(("ask_on", "fires"), [(-1, False), (0, True), (3, True)])
def test_a_day_that_was_set_for_asking_again_holds_whatever_we_did_since(ask_on: int, fires: bool) -> None:
    case = a_case(opened=20, remedy="replace", ask_on=days_ago(ask_on))
    one = found(called(1), cases=[case])
    assert (one is not None) is fires
    if one is not None:
        assert (one.act.code, one.due) == (Act.CHECK_BACK, days_ago(ask_on))
    assert found(cases=[a_case(opened=20, ask_on=days_ago(-9))]) is not None  # nothing was done yet


def test_who_said_that_it_is_not_all_right_yet_is_asked_once_more() -> None:
    first = a_case(opened=20, remedy="replace", ask_on=days_ago(9))
    asked = found(cases=[first])
    assert asked is not None
    done = an_answer(SuggestionKind.RECOVERY, asked.evidence, Answer.DONE, ago=8)
    not_yet: dict[str, Any] = {
        "id": first.id,
        "opened": 20,
        "remedy": "replace",
        "asked_again": days_ago(8),
        "all_right": False,
    }
    assert found(cases=[a_case(ask_on=days_ago(-1), **not_yet)], answers=[done]) is None
    again = found(cases=[a_case(ask_on=days_ago(0), **not_yet)], answers=[done])
    assert again is not None
    assert again.reason.details["not_yet"] == days_ago(8)
    over = a_case(opened=20, remedy="replace", asked_again=TODAY, all_right=True, closed=TODAY)
    assert found(cases=[over]) is None


def test_what_was_promised_about_it_comes_up_as_a_promise() -> None:
    promise = a_promise("send a new handle", due_in=5)
    assert found(cases=[a_case(promise_id=promise.id)], promises=[promise]) is None
    assert found(cases=[a_case(promise_id=promise.id)]) is not None


def test_the_next_case_steps_forward_where_the_first_was_answered() -> None:
    first, second = a_case(opened=30), a_case("lid missing", opened=10)
    one = found(cases=[second, first])
    assert one is not None
    assert one.reason.details["cause"] == "handle broke"
    done = an_answer(SuggestionKind.RECOVERY, one.evidence, Answer.DONE)
    other = found(cases=[second, first], answers=[done])
    assert other is not None
    assert other.reason.details["cause"] == "lid missing"


def test_a_step_that_was_done_does_not_settle_the_question_after_it() -> None:
    case = a_case(opened=30)
    step = found(cases=[case])
    assert step is not None
    done = an_answer(SuggestionKind.RECOVERY, step.evidence, Answer.DONE, ago=10)
    assert found(cases=[case], answers=[done]) is None
    mended = a_case(opened=30, id=case.id, remedy="replace")
    assert found(cases=[mended], answers=[done]) is not None


# -- a complaint without a case --


@pytest.mark.parametrize(("answered", "fires"), [(3, False), (4, True), (60, True)])
def test_an_answered_complaint_is_asked_about_four_days_later(answered: int, fires: bool) -> None:
    complaint, answer = complained(62), called(answered)
    one = found(complaint, answer)
    assert (one is not None) is fires
    if one is not None:
        assert (one.act.code, one.reason.code) == (Act.CHECK_BACK, Why.COMPLAINT_ANSWERED)
        assert one.reason.details["answered"] == days_ago(answered)
        assert one.receipts == (Receipt(Source.INTERACTION, complaint.id), Receipt(Source.INTERACTION, answer.id))


def test_a_complaint_that_waits_for_us_is_a_reply_that_we_owe() -> None:
    assert found(complained()) is None
    assert found(complained(), called(10, Outcome.UNANSWERED)) is None


def test_what_they_buy_before_our_answer_settles_nothing() -> None:
    bought = a_purchase(19, "kettle")
    assert found(complained(), bought) is None
    complaint, answer = complained(), called(10)
    one = found(complaint, bought, answer)
    assert one is not None
    assert one.receipts == (Receipt(Source.INTERACTION, complaint.id), Receipt(Source.INTERACTION, answer.id))


def test_a_complaint_that_was_settled_at_once_is_its_own_answer() -> None:
    complaint = complained(outcome=Outcome.ANSWERED)
    one = found(complaint)
    assert one is not None
    assert one.receipts == (Receipt(Source.INTERACTION, complaint.id),)


@pytest.mark.parametrize(
    "since",
    [
        a_purchase(5, "kettle"),
        a_purchase(0, "kettle"),
        an_interaction(Kind.VISIT, 5),
        an_interaction(Kind.FEEDBACK, 5, "works again"),
        called(5),
    ],
    ids=lambda entry: f"{entry.kind}-{entry.day}",
)
def test_whoever_was_heard_since_is_not_asked(since: Interaction) -> None:
    assert found(complained(), called(18)) is not None
    assert found(complained(), called(18), since) is None


def test_a_call_that_nobody_took_and_a_note_tell_nothing() -> None:
    note = an_interaction(Kind.NOTE, 6, "mended it")
    assert found(complained(), called(18), called(5, Outcome.UNANSWERED), note) is not None


def test_an_old_complaint_and_one_that_has_a_case_are_not_asked_about_twice() -> None:
    assert found(complained(93), called(90)) is None
    complaint = complained()
    assert found(complaint, called(18), cases=[a_case(source_id=complaint.id, closed=days_ago(2))]) is None


def test_what_we_said_to_them_is_no_complaint_of_theirs() -> None:
    assert found(complained(direction=Direction.OUT), called(18)) is None


def test_it_never_goes_by_a_way_they_refused_and_needs_no_room_in_the_budget() -> None:
    calls = [called(ago) for ago in (30, 40, 50)]
    dossier = gather(
        a_customer(leave_until=TODAY),
        TODAY,
        recent=[complained(), called(18), *calls],
        contacts=[ContactKind.PHONE, ContactKind.EMAIL],
        consents=[a_refusal_of(Channel.PHONE)],
    )
    (one,) = candidates_for(dossier, SHOP)[0]
    assert (one.kind, one.channel) == (SuggestionKind.RECOVERY, Channel.MESSAGE)


def test_the_same_complaint_is_asked_about_once() -> None:
    entries = (complained(), called(18))
    one = found(*entries)
    assert one is not None
    told = an_answer(SuggestionKind.RECOVERY, one.evidence, Answer.NO, Refusal.DONE_ALREADY)
    standing, _ = candidates_for(gather(ADA, TODAY, recent=entries, answers=[told]), SHOP)
    assert not standing
