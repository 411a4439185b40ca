"""Rows M3, M4 and V6: one question at a time, never twice what is known, by keyboard on the real window."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from relapp.domain.brief import BriefKind
from relapp.domain.customers import NewCustomer
from relapp.domain.facts import Certainty, NewFact
from relapp.domain.interactions import Kind, NewInteraction
from relapp.domain.question_bank import NewBankQuestion, PutAnswer, QuestionPut
from relapp.domain.questions import Unknown
from relapp.domain.suggestions.model import SuggestionKind
from relapp.services import customers as customer_verbs
from relapp.services import facts, interactions, questions
from relapp.storage import questions as stored
from relapp.storage.transaction import Transaction
from relapp.ui.questions.ask_sheet import AskSheet
from relapp.ui.questions.bank_sheet import BankSheet
from relapp.ui.questions.person_sheet import PersonSheet
from relapp.ui.questions.taught_sheet import TaughtSheet
from relapp.ui.widgets.text import Label
from tests.journeys.conftest import NOW, Desk
from tests.shop import a_sold

FREEZES, ELSEWHERE, GUESTS = "Do you freeze bread?", "Where else do you buy bread?", "When do you have guests?"


def bank(tx: Transaction) -> None:
    for words, kind in ((FREEZES, "freezes"), (ELSEWHERE, "also buys at (share)"), (GUESTS, "has guests")):
        stored.add(tx, NewBankQuestion(words, kind))


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Three questions, and Ana's page in front."""
    desk.do("question_add", bank)
    desk.log("Ana Moreira: came by")
    desk.find("ana")
    return desk


def brief_asks(desk: Desk) -> list[str]:
    return [line.sentence for line in desk.view.brief.lines() if line.line.kind is BriefKind.ASK]


def puts(desk: Desk, name: str = "ana") -> list[QuestionPut]:
    one = desk.customer(name)
    return desk.session.editing.read(lambda reader: stored.of_customers(reader, [one]).get(one, []))


def ask_sheet(desk: Desk) -> AskSheet:
    sheet = desk.sheet
    assert isinstance(sheet, AskSheet)
    return sheet


def person_sheet(desk: Desk) -> PersonSheet:
    sheet = desk.sheet
    assert isinstance(sheet, PersonSheet)
    return sheet


def words_on(desk: Desk) -> list[str]:
    return [label.text() for label in desk.sheet.findChildren(Label) if label.isVisible()]


# -- one key, one line --


def test_q_and_the_answer_and_enter_keep_a_told_fact_that_undo_takes_back_whole(shop: Desk) -> None:
    assert brief_asks(shop) == [FREEZES]
    shop.press("Q")
    assert shop.focus().accessibleName() == FREEZES
    assert "No customer has answered it so far. It is number 1 in your list." in words_on(shop)
    shop.press("Return")
    assert "Type what is known first." in words_on(shop)
    shop.type("yes, half of it")
    shop.press("Return")
    assert shop.shown() == "Answer noted"
    (fact,) = shop.page("ana").facts
    assert (fact.kind, fact.value, fact.certainty, fact.learned) == (
        "freezes",
        "yes, half of it",
        Certainty.TOLD,
        NOW.date(),
    )
    assert fact.staff_id == shop.session.editing.staff_id
    assert fact.source_id == shop.entries("ana")[0].id
    assert brief_asks(shop) == [], "one question a contact"
    shop.press("Ctrl+Z")
    assert (shop.page("ana").facts, puts(shop)) == ((), [])
    assert brief_asks(shop) == [FREEZES]


def test_escape_means_that_it_was_not_asked(shop: Desk) -> None:
    shop.press("Q")
    shop.press("Escape")
    assert puts(shop) == []
    assert brief_asks(shop) == [FREEZES]


def test_declined_twice_is_never_asked_again_and_can_be_taken_back(shop: Desk) -> None:
    for days in (0, 200):
        shop.come_back(days)
        shop.find("ana")
        assert brief_asks(shop) == [FREEZES]
        shop.press("Q")
        shop.press("Alt+D")
        shop.wait(lambda: not brief_asks(shop))
    assert [put.answer for put in puts(shop)] == [PutAnswer.DECLINED] * 2
    shop.come_back(4000)
    shop.find("ana")
    assert brief_asks(shop) == [ELSEWHERE]
    shop.press("Q")
    shop.press("Alt+O")
    shop.wait(lambda: isinstance(shop.sheet, PersonSheet))
    sheet = person_sheet(shop)
    never = next(item for item in sheet.items if item.shown.text == FREEZES)
    assert never.shown.state.endswith("never asked again")
    while shop.focus() is not never:
        shop.press("Down")
    shop.press("A")
    assert shop.shown() == "May be asked again"
    assert person_sheet(shop).items[0].shown.text == FREEZES
    shop.press("Escape")
    assert brief_asks(shop) == [FREEZES]


def test_asked_without_an_answer_waits_and_another_day_has_another_question(shop: Desk) -> None:
    shop.press("Q")
    shop.press("Alt+Y")
    shop.wait(lambda: not brief_asks(shop))
    assert puts(shop)[0].answer is PutAnswer.NOT_NOW
    shop.come_back(1)
    shop.find("ana")
    assert brief_asks(shop) == [ELSEWHERE]
    shop.come_back(40)
    shop.find("ana")
    assert brief_asks(shop) == [FREEZES]


# -- M3 --


def test_known_answers_stand_with_their_dates_and_only_unknown_ones_are_asked(shop: Desk) -> None:
    ana = shop.customer("ana")
    shop.do("fact_learn", lambda tx: facts.learn(tx, ana, NewFact("freezes", "yes"), learned=NOW.date() - timedelta(3)))
    shop.do("fact_learn", lambda tx: facts.learn(tx, ana, NewFact("has guests", "on Sundays")))
    shop.press("Q")
    assert ask_sheet(shop).answer.accessibleName() == ELSEWHERE
    shop.press("Alt+O")
    shop.wait(lambda: isinstance(shop.sheet, PersonSheet))
    shown = [(item.shown.text, item.shown.state) for item in person_sheet(shop).items]
    assert shown == [
        (ELSEWHERE, "What they say to it is not on file."),
        (f"{FREEZES} – yes", "told, Sat · Ina"),
        (f"{GUESTS} – on Sundays", "told, today · Ina"),
    ]


# -- M4: the one that would change most --


def divide(desk: Desk) -> None:
    """Twelve guests who told when they have guests: those on Sundays buy cake, the others rolls."""

    def told(tx: Transaction) -> None:
        for number in range(12):
            one = customer_verbs.add(tx, NewCustomer(f"Guest {number}"))
            lines = (a_sold("Cake" if number % 2 else "Roll", 320),)
            interactions.log(tx, NewInteraction((one,), Kind.PURCHASE, NOW - timedelta(days=9), "", lines=lines))
            said = "on Sundays" if number % 2 else "never"
            question = next(one for one in questions.bank(tx) if one.words == GUESTS)
            questions.answer(tx, one, Unknown(question), said)

    desk.do("question_answer", told)


def test_the_question_whose_answers_split_the_shop_is_put_first_and_says_why(shop: Desk) -> None:
    divide(shop)
    shop.come_back(1)
    shop.find("ana")
    assert brief_asks(shop) == [GUESTS]
    shop.press("Q")
    why = ask_sheet(shop).why.text()
    assert why.startswith("12 customers answered it so far: of 6 who said “never”, ")
    assert why.endswith("That is more than chance explains.")
    shop.press("Escape")
    shop.press("Ctrl+Shift+B")
    assert isinstance(shop.sheet, BankSheet)
    shop.press("Down")
    shop.press("Down")
    assert shop.focus().accessibleName().startswith(GUESTS)
    shop.press("R")
    taught = next(one for one in shop.window.findChildren(TaughtSheet) if one.isVisible())
    assert len(taught.items) == 12
    first = taught.items[0].shown.text
    shop.press("Space")
    assert shop.view.current_id == shop.customer(first)
    assert not any(one.isVisible() for one in shop.window.findChildren(BankSheet))


# -- V6 --


def test_where_else_they_buy_is_told_once_and_shown_as_share(shop: Desk) -> None:
    ana = shop.customer("ana")
    shop.do("fact_learn", lambda tx: facts.learn(tx, ana, NewFact("freezes", "no")))
    assert not any("share" in line.accessibleName().casefold() for line in shop.view.brief.lines()), "never invented"
    shop.press("Q")
    shop.type("the supermarket, about half")
    shop.press("Return")
    assert "DIFFERENT: Also buys at (share): the supermarket, about half (told, 6 May)" in [
        line.accessibleName() for line in shop.view.brief.lines()
    ]
    shop.come_back(1)
    shop.find("ana")
    assert brief_asks(shop) == [GUESTS], "answered once"


# -- the bank --


def test_the_bank_is_written_ordered_and_switched_off_by_keyboard(desk: Desk) -> None:
    desk.press("Ctrl+Shift+B")
    sheet = desk.sheet
    assert isinstance(sheet, BankSheet)
    assert "Every shop starts with these. Take those of your trade, or write your own." in words_on(desk)
    desk.press("Alt+A")
    desk.wait(lambda: desk.focus().accessibleName() == "The question")
    desk.type(FREEZES)
    desk.press("Tab")
    desk.type("freezes")
    desk.press("Return")
    assert desk.shown() == "Question added"
    assert sheet.items[-1].shown.text == FREEZES
    sheet.items[-1].setFocus()
    for _ in range(5):
        desk.press("U")
    assert sheet.items[0].shown.text == FREEZES
    assert desk.focus() is sheet.items[0]
    desk.press("O")
    assert sheet.items[0].shown.state.endswith("not asked at present")
    desk.press("E")
    desk.tab_to("The question")
    desk.press("Ctrl+A")
    desk.type("Do you freeze our bread?")
    desk.press("Return")
    assert sheet.items[0].shown.text == "Do you freeze our bread?"
    desk.press("Alt+R")
    desk.wait(lambda: desk.focus().accessibleName() == "For a shop of this kind")
    desk.type("Clothes")
    desk.press("Return")
    assert desk.shown() == "17 questions taken"
    assert sheet.items[6].shown.text == "Do you like it loose or close to the body?"
    desk.press("Ctrl+Z")
    assert len(sheet.items) == 6


def test_settings_leads_to_the_bank(desk: Desk) -> None:
    desk.press("Ctrl+,")
    desk.press("Alt+K")
    desk.wait(lambda: any(one.isVisible() for one in desk.window.findChildren(BankSheet)))


# -- Today --


def test_done_on_the_card_asks_the_question_and_is_done_with_the_answer(desk: Desk) -> None:
    desk.do("question_add", bank)
    desk.log("Ana Moreira: came by")
    ana = desk.customer("ana")
    for week in range(1, 6):
        visit = NewInteraction((ana,), Kind.VISIT, NOW - timedelta(weeks=week))
        desk.do("log", partial(interactions.log, entry=visit))
    desk.come_back(6)
    desk.press("Ctrl+1")
    card = next(card for card in desk.cards if card.item.suggestion.kind is SuggestionKind.ASK)
    card.setFocus()
    desk.press("D")
    assert ask_sheet(desk).answer.accessibleName() == FREEZES
    desk.type("yes")
    desk.press("Return")
    assert SuggestionKind.ASK not in [card.item.suggestion.kind for card in desk.cards]
    assert [fact.value for fact in desk.page("ana").facts] == ["yes"]
    desk.press("Ctrl+Z")
    assert (desk.page("ana").facts, puts(desk)) == ((), [])
    assert SuggestionKind.ASK in [card.item.suggestion.kind for card in desk.cards]
