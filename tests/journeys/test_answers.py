"""What staff answer to a suggestion, through the real window: done with its outcome, and no: not true."""

from __future__ import annotations

from datetime import timedelta

import pytest

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.interactions import Channel, Kind, NewInteraction, Outcome
from relapp.domain.suggestions.model import Suggestion
from relapp.services import customers, interactions
from relapp.ui.customer.entry_form import EntryForm
from relapp.ui.today import view
from relapp.ui.today.answers import OutcomeChoice
from tests.journeys.conftest import NOW, Desk


def asked(desk: Desk, name: str, channel: Channel = Channel.PHONE, words: str = "does spelt come?") -> int:
    """What was so before: somebody who can be reached asked something, and nobody answered yet."""
    points = (
        NewContactPoint(ContactKind.PHONE, "07700 904417"),
        NewContactPoint(ContactKind.EMAIL, f"{name.split()[0].lower()}@example.org"),
    )
    one = desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer(name, contacts=points)))
    entry = NewInteraction((one,), Kind.ENQUIRY, NOW - timedelta(days=3), words, channel)
    desk.do("log", lambda tx: interactions.log(tx, entry))
    return one


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Outcome | None, str]]:
    """What is handed on when a suggestion is done."""
    found: list[tuple[str, Outcome | None, str]] = []
    note = view._note_done

    def note_done(tx: object, suggestion: Suggestion, outcome: Outcome | None, words: str) -> None:
        found.append((suggestion.kind, outcome, words))
        note(tx, suggestion, outcome, words)  # type: ignore[arg-type]

    monkeypatch.setattr(view, "_note_done", note_done)
    return found


Noted = list[tuple[str, Outcome | None, str]]


@pytest.mark.parametrize(
    ("key", "outcome", "told"),
    [
        ("1", Outcome.ANSWERED, "Ana Moreira: done, they answered"),
        ("2", Outcome.UNANSWERED, "Ana Moreira: done, no answer"),
        ("3", None, "Ana Moreira: done"),
        ("D", Outcome.ANSWERED, "Ana Moreira: done, they answered"),
        ("Return", Outcome.ANSWERED, "Ana Moreira: done, they answered"),
    ],
)
def test_done_asks_what_came_of_a_call_by_one_key(
    desk: Desk, noted: Noted, key: str, outcome: Outcome | None, told: str
) -> None:
    asked(desk, "Ana Moreira")
    desk.reopen()
    desk.press("D")
    assert isinstance(desk.sheet, OutcomeChoice)
    assert noted == []
    desk.press(key)
    assert noted == [("owed_reply", outcome, "")]
    assert desk.called() == []
    assert desk.shown() == told
    desk.press("Ctrl+Z")
    assert desk.called() == ["Ana Moreira"]


def test_words_go_with_whatever_came_of_it(desk: Desk, noted: Noted) -> None:
    for name in ("Ana Moreira", "Bo Lind"):
        asked(desk, name)
    desk.reopen()
    desk.press("D")
    desk.tab_to("What came of it (optional)")
    desk.type("Dad said: call 2 days later")
    desk.press("Alt+2")
    desk.wait(lambda: len(noted) == 1)
    desk.press("D")
    desk.tab_to("What came of it (optional)")
    desk.type("comes on Friday")
    desk.press("Return")
    assert noted == [
        ("owed_reply", Outcome.UNANSWERED, "Dad said: call 2 days later"),
        ("owed_reply", Outcome.ANSWERED, "comes on Friday"),
    ]


def test_of_what_is_written_nobody_knows_yet_what_comes(desk: Desk, noted: Noted) -> None:
    asked(desk, "Ana Moreira", Channel.EMAIL)
    desk.reopen()
    desk.press("D")
    desk.press("D")
    assert noted == [("owed_reply", None, "")]


def test_nothing_is_done_where_the_question_is_put_away(desk: Desk, noted: Noted) -> None:
    asked(desk, "Ana Moreira")
    desk.reopen()
    card = desk.focus()
    desk.press("D")
    desk.press("Escape")
    assert noted == []
    assert desk.focus() is card


def test_without_anybody_to_reach_done_is_done_at_once(desk: Desk, noted: Noted) -> None:
    desk.log("Ana Moreira: asked if spelt comes")
    desk.reopen()
    desk.press("D")
    assert noted == [("owed_reply", None, "")]
    assert desk.called() == []


def test_a_promise_that_is_not_true_is_mended_where_it_stands(desk: Desk) -> None:
    desk.press("F2")
    desk.type("Ana Moreira: will repair the mixer by tomorrow")
    desk.press("Ctrl+Return")  # with its promise
    desk.press("Ctrl+1")
    was = desk.page("ana").promises[0].due
    assert was is not None
    desk.press("X")
    desk.press("2")
    assert desk.view.evidence.isVisible()
    desk.tab_to(desk.view.evidence.items()[0].accessibleName())
    desk.press("M")
    desk.press("Up")  # a day later
    desk.press("Ctrl+Return")
    assert desk.page("ana").promises[0].due == was + timedelta(days=1)
    desk.press("Ctrl+Z")
    desk.press("Ctrl+Z")
    desk.press("Ctrl+1")
    assert desk.page("ana").promises[0].due == was
    assert desk.called() == ["Ana Moreira"]


def test_of_several_receipts_the_wrong_one_is_mended_and_undo_takes_all_back(desk: Desk) -> None:
    one = asked(desk, "Ana Moreira", words="does spelt come?")
    again = NewInteraction((one,), Kind.ENQUIRY, NOW - timedelta(days=1), "and rye?", Channel.PHONE)
    desk.do("log", lambda tx: interactions.log(tx, again))
    desk.reopen()
    why = desk.cards[0].why
    desk.press("X")
    desk.press("2")
    evidence = desk.view.evidence
    assert evidence.model.rowCount() == 2
    desk.press("Down")
    desk.press("Return")  # the older one, on the timeline
    desk.press("Return")
    form = desk.sheet
    assert isinstance(form, EntryForm)
    desk.press("Ctrl+A")
    desk.type("said that spelt came")
    desk.press("Ctrl+Return")
    assert [entry.words for entry in desk.entries("ana")] == ["and rye?", "said that spelt came"]
    desk.press("Ctrl+Z")
    desk.press("Ctrl+Z")
    desk.press("Ctrl+1")
    assert [card.why for card in desk.cards] == [why]
