"""What staff answer to a suggestion, through the real window: done with its outcome, and no: not true."""

from __future__ import annotations

from datetime import timedelta

import pytest

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.interactions import Channel, Kind, NewInteraction, Outcome
from relapp.domain.receipts import Receipt
from relapp.domain.suggestions.answers import doubted, marked
from relapp.domain.suggestions.model import Refusal, SuggestionKind
from relapp.domain.wishes import NewWish
from relapp.services import customers, interactions
from relapp.storage import answers as stored
from relapp.storage import interactions as found
from relapp.ui.customer.entry_form import EntryForm
from relapp.ui.today.answers import Choice, OutcomeChoice
from relapp.ui.today.which_receipt import WhichReceipt
from tests.journeys.conftest import NOW, Desk

PHONES = {"Bo Lind": "07700 904418", "Cleo Noor": "07700 904419"}
"""Numbers of their own: who has another customer's number would be asked about."""


def asked(desk: Desk, name: str, channel: Channel = Channel.PHONE, words: str = "does spelt come?") -> int:
    """What was so before: somebody who can be reached asked something, and nobody answered yet."""
    points = (
        NewContactPoint(ContactKind.PHONE, PHONES.get(name, "07700 904417")),
        NewContactPoint(ContactKind.EMAIL, f"{name.split()[0].lower()}@example.org"),
    )
    one = desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer(name, contacts=points)))
    entry = NewInteraction((one,), Kind.ENQUIRY, NOW - timedelta(days=3), words, channel)
    desk.do("log", lambda tx: interactions.log(tx, entry))
    return one


Note = tuple[str, Outcome | None, str]


def noted(desk: Desk, *people: int) -> list[Note]:
    """Kind, outcome and words of every answer to these customers' suggestions, as the file has them, oldest first."""
    given = desk.session.editing.read(lambda reader: stored.of_customers(reader, people))
    answers = sorted((answer for some in given.values() for answer in some), key=lambda answer: answer.id)
    logged = [answer.interaction_id for answer in answers if answer.interaction_id is not None]
    entries = {entry.id: entry for entry in desk.session.editing.read(lambda reader: found.find(reader, logged))}
    words = [entries[one.interaction_id].words if one.interaction_id in entries else "" for one in answers]
    return [(answer.kind, answer.outcome, text) for answer, text in zip(answers, words, strict=True)]


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
def test_done_asks_what_came_of_a_call_by_one_key(desk: Desk, key: str, outcome: Outcome | None, told: str) -> None:
    ana = asked(desk, "Ana Moreira")
    desk.reopen()
    desk.press("D")
    assert isinstance(desk.sheet, OutcomeChoice)
    assert noted(desk, ana) == []
    desk.press(key)
    assert noted(desk, ana) == [("owed_reply", outcome, "")]
    assert desk.called() == []
    assert desk.shown() == told
    desk.press("Ctrl+Z")
    assert desk.called() == ["Ana Moreira"]


def test_words_go_with_whatever_came_of_it(desk: Desk) -> None:
    people = [asked(desk, name) for name in ("Ana Moreira", "Bo Lind")]
    desk.reopen()
    desk.press("D")
    desk.tab_to("What came of it (optional)")
    desk.type("Dad said: call 2 days later")
    desk.press("Alt+2")
    desk.wait(lambda: len(noted(desk, *people)) == 1)
    desk.press("D")
    desk.tab_to("What came of it (optional)")
    desk.type("comes on Friday")
    desk.press("Return")  # decides nothing: what was typed may be "no answer"
    desk.press("1")
    assert noted(desk, *people) == [
        ("owed_reply", Outcome.UNANSWERED, "Dad said: call 2 days later"),
        ("owed_reply", Outcome.ANSWERED, "comes on Friday"),
    ]


def test_of_what_is_written_nobody_knows_yet_what_comes(desk: Desk) -> None:
    ana = asked(desk, "Ana Moreira", Channel.EMAIL)
    desk.reopen()
    desk.press("D")
    desk.press("D")
    assert noted(desk, ana) == [("owed_reply", None, "")]


def test_nothing_is_done_where_the_question_is_put_away(desk: Desk) -> None:
    ana = asked(desk, "Ana Moreira")
    desk.reopen()
    card = desk.focus()
    desk.press("D")
    desk.press("Escape")
    assert noted(desk, ana) == []
    assert desk.focus() is card


def test_without_anybody_to_reach_done_is_done_at_once(desk: Desk) -> None:
    desk.log("Ana Moreira: asked if spelt comes")
    desk.reopen()
    desk.press("D")
    assert noted(desk, desk.customer("ana")) == [("owed_reply", None, "")]
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
    assert isinstance(desk.sheet, WhichReceipt)
    desk.press("1")
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


def doubts(desk: Desk, one: int) -> list[tuple[Refusal | None, Receipt | None]]:
    """What was answered about a customer: why not, and which receipt is wrong."""
    given = desk.session.editing.read(lambda reader: stored.of_customers(reader, [one])).get(one, [])
    return [(answer.refusal, marked(answer.evidence)) for answer in given]


def asked_twice(desk: Desk) -> int:
    one = asked(desk, "Ana Moreira", words="does spelt come?")
    again = NewInteraction((one,), Kind.ENQUIRY, NOW - timedelta(days=1), "and rye?", Channel.PHONE)
    desk.do("log", lambda tx: interactions.log(tx, again))
    desk.reopen()
    return one


def test_of_several_receipts_the_wrong_one_is_named_and_mended_and_undo_takes_all_back(desk: Desk) -> None:
    one = asked_twice(desk)
    card = desk.cards[0]
    why, receipts = card.why, card.item.suggestion.receipts
    desk.press("X")
    desk.press("2")
    sheet = desk.sheet
    assert isinstance(sheet, WhichReceipt)
    assert doubts(desk, one) == []
    words = [button.accessibleName() for button in sheet.buttons]
    older = next(number for number, said in enumerate(words) if "does spelt come?" in said)
    assert words[older] == "Enquiry · Sat · “does spelt come?”"
    desk.press(str(older + 1))
    wrong = receipts[older]
    assert doubts(desk, one) == [(Refusal.NOT_TRUE, None), (Refusal.NOT_TRUE, wrong)]
    evidence = desk.view.evidence
    assert evidence.isVisible()
    assert evidence.model.rowCount() == 1
    desk.press("Return")  # on the timeline
    desk.press("Return")
    form = desk.sheet
    assert isinstance(form, EntryForm)
    desk.press("Ctrl+A")
    desk.type("said that spelt came")
    desk.press("Ctrl+Return")
    assert [entry.words for entry in desk.entries("ana")] == ["and rye?", "said that spelt came"]
    given = desk.session.editing.read(lambda reader: stored.of_customers(reader, [one]))[one]
    assert doubted(given, NOW.date()) == frozenset()
    desk.press("Ctrl+Z")
    given = desk.session.editing.read(lambda reader: stored.of_customers(reader, [one]))[one]
    assert doubted(given, NOW.date()) == {wrong}
    desk.press("Ctrl+Z")
    assert doubts(desk, one) == []
    desk.press("Ctrl+1")
    assert [card.why for card in desk.cards] == [why]
    assert desk.called() == ["Ana Moreira"]


def test_who_does_not_know_which_is_wrong_sees_them_all(desk: Desk) -> None:
    one = asked_twice(desk)
    desk.press("X")
    desk.press("2")
    desk.press("0")
    assert doubts(desk, one) == [(Refusal.NOT_TRUE, None)]
    assert desk.view.evidence.model.rowCount() == 2
    desk.press("Ctrl+Z")
    assert doubts(desk, one) == []


def test_nothing_is_called_wrong_where_the_question_is_put_away(desk: Desk) -> None:
    one = asked_twice(desk)
    card = desk.focus()
    desk.press("X")
    desk.press("2")
    desk.press("Escape")
    assert doubts(desk, one) == []
    assert desk.focus() is card


def test_the_only_receipt_is_the_wrong_one(desk: Desk) -> None:
    one = asked(desk, "Ana Moreira")
    desk.reopen()
    (receipt,) = desk.cards[0].item.suggestion.receipts
    desk.press("X")
    desk.press("2")
    assert doubts(desk, one) == [(Refusal.NOT_TRUE, None), (Refusal.NOT_TRUE, receipt)]
    assert desk.view.evidence.model.rowCount() == 1
    desk.press("Ctrl+Z")
    assert doubts(desk, one) == []


def test_of_what_we_owe_no_rule_is_made(desk: Desk) -> None:
    asked(desk, "Ana Moreira")
    desk.reopen()
    desk.press("X")
    sheet = desk.sheet
    assert isinstance(sheet, Choice)
    assert [button.accessibleName() for button in sheet.buttons] == [
        "Not now",
        "Not true",
        "Done already",
        "Not this one",
    ]


def test_never_is_taken_back_in_the_settings(desk: Desk) -> None:
    one = desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("Ana Moreira")))
    entry = NewInteraction((one,), Kind.NOTE, NOW - timedelta(days=3), "asked", wishes=(NewWish("spelt"),))
    desk.do("log", lambda tx: interactions.log(tx, entry))
    desk.reopen()
    assert [card.item.suggestion.kind for card in desk.cards] == [SuggestionKind.TIDY]
    desk.press("X")
    sheet = desk.sheet
    assert isinstance(sheet, Choice)
    assert sheet.buttons[3].accessibleName() == "Never for this customer"
    desk.press("4")
    assert desk.called() == []
    desk.press("Ctrl+,")
    desk.press("Alt+A")
    desk.wait(lambda: desk.shown() == "Ana Moreira: Tidy may be suggested again")
    desk.press("Ctrl+1")
    assert desk.called() == ["Ana Moreira"]
    desk.press("Ctrl+Z")
    assert desk.called() == []
