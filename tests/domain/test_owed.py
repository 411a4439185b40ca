"""What waits for a reply of ours: direction decides."""

from __future__ import annotations

import pytest

from relapp.domain.interactions import Channel, Direction, Interaction, Kind, Outcome
from relapp.domain.owed import owed
from tests.builders import TODAY, a_purchase, an_interaction, at, days_ago


def waiting(*entries: Interaction) -> list[int]:
    found = owed(entries, TODAY)
    return [] if found is None else [entry.id for entry in found.asked]


def inbound(kind: Kind, ago: int = 3, words: str = "", outcome: Outcome | None = None) -> Interaction:
    return an_interaction(kind, ago, words, direction=Direction.IN, outcome=outcome)


@pytest.mark.parametrize("kind", [Kind.ENQUIRY, Kind.MESSAGE, Kind.EMAIL, Kind.LETTER, Kind.COMPLAINT])
def test_what_came_in_and_was_not_answered_is_owed(kind: Kind) -> None:
    entry = inbound(kind)
    assert waiting(entry) == [entry.id]


@pytest.mark.parametrize("kind", [Kind.MESSAGE, Kind.EMAIL, Kind.CALL, Kind.LETTER])
def test_what_went_out_is_not_owed(kind: Kind) -> None:
    assert waiting(an_interaction(kind, 3, direction=Direction.OUT)) == []


def test_a_call_that_we_missed_is_owed_and_one_that_we_took_is_not() -> None:
    missed = inbound(Kind.CALL, outcome=Outcome.UNANSWERED)
    assert waiting(missed) == [missed.id]
    assert waiting(inbound(Kind.CALL)) == []


def test_a_question_mark_at_the_counter_asks() -> None:
    asked = inbound(Kind.VISIT, words="does spelt come?")
    assert waiting(asked) == [asked.id]
    assert waiting(inbound(Kind.VISIT, words="took two")) == []


def test_a_question_mark_in_a_till_line_does_not_ask() -> None:
    assert waiting(a_purchase(3, "bread", words="???")) == []


def test_what_was_marked_as_answered_is_not_owed() -> None:
    assert waiting(inbound(Kind.ENQUIRY, outcome=Outcome.ANSWERED)) == []


@pytest.mark.parametrize(
    "answer",
    [
        an_interaction(Kind.CALL, 1),
        an_interaction(Kind.EMAIL, 1),
        an_interaction(Kind.MESSAGE, 1, outcome=Outcome.UNANSWERED),
        an_interaction(Kind.VISIT, 1),
        a_purchase(1, "spelt"),
        an_interaction(Kind.APPOINTMENT, 1),
        inbound(Kind.CALL, 1),
    ],
    ids=lambda entry: f"{entry.kind}-{entry.direction}",
)
def test_any_later_contact_answers(answer: Interaction) -> None:
    assert waiting(inbound(Kind.ENQUIRY, 3), answer) == []


@pytest.mark.parametrize(
    "came",
    [an_interaction(Kind.VISIT, 1), an_interaction(Kind.VISIT, 1, "took two"), a_purchase(1, "spelt")],
    ids=lambda entry: f"{entry.kind}-{entry.words}",
)
def test_a_complaint_waits_however_often_they_come(came: Interaction) -> None:
    complaint = inbound(Kind.COMPLAINT, 3)
    assert waiting(complaint, came) == [complaint.id]
    assert waiting(complaint, inbound(Kind.ENQUIRY, 2), came) == [complaint.id]


@pytest.mark.parametrize(
    "answer",
    [
        an_interaction(Kind.VISIT, 1, direction=Direction.BOTH),
        an_interaction(Kind.VISIT, 1, direction=Direction.OUT),
        an_interaction(Kind.RETURN, 1),
        an_interaction(Kind.CALL, 1),
        inbound(Kind.CALL, 1),
        an_interaction(Kind.MESSAGE, 1),
        an_interaction(Kind.APPOINTMENT, 1),
    ],
    ids=lambda entry: f"{entry.kind}-{entry.direction}",
)
def test_whoever_speaks_with_them_or_takes_it_back_answers_a_complaint(answer: Interaction) -> None:
    assert waiting(inbound(Kind.COMPLAINT, 3), a_purchase(2, "spelt"), answer) == []


def test_of_a_complaint_that_outlasts_a_visit_the_tries_stay_counted() -> None:
    asked, complaint = inbound(Kind.ENQUIRY, 9), inbound(Kind.COMPLAINT, 7)
    before, since = (an_interaction(Kind.CALL, ago, outcome=Outcome.UNANSWERED) for ago in (8, 5))
    found = owed([asked, before, complaint, since, a_purchase(1, "spelt")], TODAY)
    assert found is not None
    assert (found.asked, found.tries) == ((complaint,), (since,))


@pytest.mark.parametrize(
    "other",
    [
        an_interaction(Kind.CALL, 1, outcome=Outcome.UNANSWERED),
        an_interaction(Kind.NOTE, 1),
        an_interaction(Kind.APPOINTMENT, 1, outcome=Outcome.UNANSWERED),
        inbound(Kind.FEEDBACK, 1),
        an_interaction(Kind.EMAIL, 4),
    ],
    ids=lambda entry: f"{entry.kind}-{entry.outcome}-{entry.day}",
)
def test_an_unanswered_call_of_ours_a_note_or_something_earlier_does_not(other: Interaction) -> None:
    asked = inbound(Kind.ENQUIRY, 3)
    assert waiting(asked, other) == [asked.id]


def test_a_second_message_waits_beside_the_first() -> None:
    first, second = inbound(Kind.MESSAGE, 3), inbound(Kind.MESSAGE, 1)
    assert waiting(second, first) == [first.id, second.id]


def test_a_visit_with_a_new_question_answers_the_old_one_and_asks_again() -> None:
    again = inbound(Kind.VISIT, 1, "and rye?")
    assert waiting(inbound(Kind.ENQUIRY, 3), again) == [again.id]


def test_our_tries_are_counted_since_the_question() -> None:
    tried = an_interaction(Kind.CALL, 1, outcome=Outcome.UNANSWERED)
    found = owed([an_interaction(Kind.CALL, 9, outcome=Outcome.UNANSWERED), inbound(Kind.ENQUIRY, 3), tried], TODAY)
    assert found is not None
    assert found.tries == (tried,)


def test_order_within_one_day_counts() -> None:
    morning = an_interaction(Kind.CALL, 1, at=at(days_ago(1), 9))
    noon = an_interaction(Kind.ENQUIRY, 1, at=at(days_ago(1), 12))
    assert waiting(morning, noon) == [noon.id]


def test_a_question_of_last_year_is_no_longer_waiting() -> None:
    assert waiting(inbound(Kind.EMAIL, 93)) == []
    assert len(waiting(inbound(Kind.EMAIL, 92))) == 1


def test_tomorrow_is_not_known_yet() -> None:
    asked = inbound(Kind.ENQUIRY, 3)
    assert waiting(asked, an_interaction(Kind.CALL, -1)) == [asked.id]
    assert waiting(inbound(Kind.ENQUIRY, -1)) == []


def test_the_channel_does_not_matter() -> None:
    asked = an_interaction(Kind.ENQUIRY, 3, channel=Channel.WEB)
    assert waiting(asked) == [asked.id]
