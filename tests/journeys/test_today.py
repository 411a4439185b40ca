"""The Today page by keyboard: ready words, links, why, who is left in peace, and a list that keeps still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.interactions import Channel, Direction, Kind, NewInteraction, NewPurchaseLine
from relapp.domain.ready_words.compose import MissingWords, ReadyWords
from relapp.domain.ready_words.tongue import Form
from relapp.domain.suggestions.model import SuggestionKind
from relapp.services import customers, interactions
from relapp.services.pages.today import TodayItem
from relapp.ui.today.card import SuggestionCard
from relapp.ui.today.peace import PeaceRow
from relapp.ui.today.view import AT_IT
from relapp.ui.today.why_sheet import WhySheet
from tests.journeys.conftest import NOW, Desk
from tests.journeys.test_answers import asked


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is handed to the system."""
    links: list[str] = []

    def open_url(url: QUrl) -> bool:
        links.append(url.toEncoded().toStdString())
        return True

    monkeypatch.setattr("relapp.ui.links.QDesktopServices.openUrl", open_url)
    return links


def words_are(monkeypatch: pytest.MonkeyPatch, words: ReadyWords | MissingWords) -> None:
    monkeypatch.setattr("relapp.services.ready_words.words", lambda *_, **__: words)


# -- ready words, numbers, links --


def test_one_key_copies_ready_words_and_says_what_was_copied(desk: Desk) -> None:
    asked(desk, "Ana Moreira", Channel.EMAIL)
    desk.reopen()
    desk.press("C")
    assert clipboard().startswith("Hello Ana")
    assert "spelt" in clipboard()
    assert desk.shown().startswith("Words copied: “Hello Ana")


def test_words_that_cannot_be_made_say_what_is_missing_and_where_it_is_mended(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(desk, "Ana Moreira")
    words_are(monkeypatch, MissingWords(SuggestionKind.OWED_REPLY, "en", Form.SPOKEN, ("shop",)))
    desk.reopen()
    QGuiApplication.clipboard().setText("before")
    desk.press("C")
    assert clipboard() == "before"
    assert desk.shown() == (
        "The words for “Owed reply” need {shop} (the name of the shop), which is not known here: "
        "mend the text in Settings, Ready words."
    )


def test_the_number_is_copied_by_a_key_of_its_own(desk: Desk) -> None:
    asked(desk, "Ana Moreira")
    desk.reopen()
    desk.press("N")
    assert clipboard() == "07700 904417"
    assert desk.shown() == "Copied: 07700 904417"


@pytest.mark.parametrize(
    ("channel", "link"),
    [
        (Channel.PHONE, "tel:07700904417"),
        (Channel.MESSAGE, "sms:07700904417?body=It%20is%20here%3A%20100%20%25%20rye%20%26%20you"),
        (Channel.EMAIL, "mailto:ana@example.org?subject=Spelt%3F&body=It%20is%20here%3A%20100%20%25%20rye%20%26%20you"),
    ],
)
def test_a_link_begins_the_call_or_the_letter_with_the_ready_words(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, opened: list[str], channel: Channel, link: str
) -> None:
    asked(desk, "Ana Moreira", channel)
    words_are(monkeypatch, ReadyWords("It is here: 100 % rye & you", "en", Form.WRITTEN, "Spelt?"))
    desk.reopen()
    desk.press("L")
    assert opened == [link]
    assert desk.called() == ["Ana Moreira"]


def test_where_no_program_takes_a_link_the_number_is_copied_instead(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(desk, "Ana Moreira")
    monkeypatch.setattr("relapp.ui.links.QDesktopServices.openUrl", lambda _: False)
    desk.reopen()
    desk.press("L")
    assert clipboard() == "07700 904417"
    assert desk.shown() == "No program here opens that. Copied instead: 07700 904417"


def test_without_a_way_on_file_nothing_is_opened_or_copied(desk: Desk, opened: list[str]) -> None:
    desk.log("Bo Lind: asked if rye comes")
    desk.reopen()
    QGuiApplication.clipboard().setText("before")
    desk.press("L")
    desk.press("N")
    assert (opened, clipboard()) == ([], "before")


# -- why --


@pytest.mark.parametrize("key", ["W", "?"])
def test_one_key_answers_why_and_escape_goes_back_to_the_card(desk: Desk, key: str) -> None:
    asked(desk, "Ana Moreira")
    asked(desk, "Bo Lind")
    desk.reopen()
    desk.press("Down")
    card = desk.focus()
    desk.type("?") if key == "?" else desk.press(key)
    sheet = desk.sheet
    assert isinstance(sheet, WhySheet)
    assert isinstance(card, SuggestionCard)
    assert card.why in sheet.lines
    assert card.item.customer.name == "Bo Lind"
    desk.press("Escape")
    assert desk.focus() is card


def test_from_why_one_key_opens_the_receipts_and_one_comes_back(desk: Desk) -> None:
    asked(desk, "Ana Moreira")
    desk.reopen()
    desk.press("W")
    desk.press("R")
    assert desk.view.evidence.isVisible()
    assert desk.view.evidence.model.rowCount() == 1
    desk.press("Escape")
    assert desk.window.page == "today"
    assert desk.focus() is desk.cards[0]


def test_beside_the_cards_the_question_mark_still_shows_the_keys(desk: Desk) -> None:
    desk.press("Ctrl+1")
    desk.type("?")
    assert not isinstance(desk.sheet, WhySheet)


# -- left in peace --


def left_in_peace(desk: Desk, *names: str) -> None:
    """What was so before: they fell silent, and three calls were made to each."""
    for number, name in enumerate(names, start=20):
        point = NewContactPoint(ContactKind.PHONE, f"07700 9044{number}")
        one = desk.do("customer_add", partial(customers.add, new=NewCustomer(name, contacts=(point,))))
        for week in range(8, -1, -1):
            day = NOW - timedelta(days=21 + 7 * week)
            bought = NewInteraction((one,), Kind.PURCHASE, day, lines=(NewPurchaseLine("loaf"),))
            desk.do("log", partial(interactions.log, entry=bought))
        for ago in (60, 40, 20):
            call = NewInteraction((one,), Kind.CALL, NOW - timedelta(days=ago), "rang", Channel.PHONE, Direction.OUT)
            desk.do("log", partial(interactions.log, entry=call))


def test_a_line_says_until_when_and_why_and_answers_why(desk: Desk) -> None:
    left_in_peace(desk, "Wim Weekly", "Val Weekly")
    asked(desk, "Ana Moreira")
    desk.reopen()
    desk.press("P")
    row = desk.focus()
    assert isinstance(row, PeaceRow)
    assert row.words == "Wim Weekly: leave in peace until 6 Jun – 3 calls used"
    desk.press("Down")
    other = desk.focus()
    assert isinstance(other, PeaceRow)
    assert other.words.startswith("Val Weekly: leave in peace until")
    desk.press("W")
    sheet = desk.sheet
    assert isinstance(sheet, WhySheet)
    assert any("Get in touch with Val Weekly" in line for line in sheet.lines)
    assert any(line.startswith("Contacted often enough lately (3 calls)") for line in sheet.lines)
    desk.press("Escape")
    assert desk.focus() is other
    desk.press("Return")
    desk.press("O")
    assert desk.view.header.name.text() == "Val Weekly"


def test_the_list_of_those_left_in_peace_is_closed_by_the_same_key(desk: Desk) -> None:
    left_in_peace(desk, "Wim Weekly")
    asked(desk, "Ana Moreira")
    desk.reopen()
    desk.press("P")
    desk.press("P")
    assert desk.focus() is desk.cards[0]
    peace = desk.session.today.peace
    assert peace is not None
    assert not peace.rows[0].isVisible()
    desk.press("End")
    desk.press("Down")
    assert desk.focus() is desk.cards[0]


# -- the list keeps still under the hand --


def another_look(desk: Desk, items: Sequence[TodayItem]) -> None:
    """Let a look at the whole shop, which nobody asked for, find this list."""
    day_list = desk.session.day_list
    assert day_list.page is not None
    day_list.page = replace(day_list.page, items=tuple(items))
    day_list.own_change = False
    day_list.updated.emit(len(items))


def three(desk: Desk) -> list[TodayItem]:
    for name in ("Ana Moreira", "Bo Lind", "Cleo Noor"):
        asked(desk, name)
    desk.reopen()
    return [card.item for card in desk.cards]


def test_while_somebody_is_at_the_list_nothing_of_it_moves(desk: Desk) -> None:
    ana, _, cleo = three(desk)
    desk.press("Down")
    before = [(card, card.pos()) for card in desk.cards]
    another_look(desk, [cleo, ana])
    assert [(card, card.pos()) for card in desk.cards] == before
    assert [card.settled for card in desk.cards] == [False, True, False]
    assert desk.focus() is desk.cards[1]
    news = desk.session.today.news
    assert news.isVisible()
    assert news.text() == "The list has changed: show (F5)"
    desk.press("D")  # it is no longer needed: nothing to be done
    assert desk.called() == ["Ana Moreira", "Bo Lind", "Cleo Noor"]
    desk.press("F5")
    assert desk.called() == ["Cleo Noor", "Ana Moreira"]
    assert not news.isVisible()
    assert desk.focus() in desk.cards


def test_what_somebody_answers_meanwhile_goes_and_the_others_keep_their_places(desk: Desk) -> None:
    ana, bo, cleo = three(desk)
    desk.press("Down")
    another_look(desk, [cleo, bo, ana])
    assert desk.called() == ["Ana Moreira", "Bo Lind", "Cleo Noor"]
    desk.press("D")
    desk.press("1")
    assert desk.called() == ["Ana Moreira", "Cleo Noor"]
    assert desk.session.today.news.isVisible()
    assert desk.focus() is desk.cards[1]


def test_without_anybody_at_it_the_list_changes_at_once(desk: Desk) -> None:
    ana, _, cleo = three(desk)
    desk.press("Down")
    desk.now += AT_IT
    another_look(desk, [cleo, ana])
    assert desk.called() == ["Cleo Noor", "Ana Moreira"]
    assert not desk.session.today.news.isVisible()


def test_a_question_that_is_open_holds_the_list_however_long(desk: Desk) -> None:
    _, bo, cleo = three(desk)
    desk.press("S")
    desk.now += 10 * AT_IT
    another_look(desk, [cleo, bo])
    assert desk.called() == ["Ana Moreira", "Bo Lind", "Cleo Noor"]
    desk.press("Escape")
    assert desk.focus() is desk.cards[0]


def test_a_list_that_waits_is_shown_when_somebody_comes_back_to_it(desk: Desk) -> None:
    _, _, cleo = three(desk)
    desk.press("Down")
    another_look(desk, [cleo])
    desk.press("Ctrl+2")
    desk.press("Ctrl+1")
    assert desk.called() == ["Cleo Noor"]


def test_the_same_cards_are_no_news(desk: Desk) -> None:
    items = three(desk)
    cards = list(desk.cards)
    desk.press("Down")
    another_look(desk, items)
    assert desk.cards == cards
    assert not desk.session.today.news.isVisible()


def test_an_answer_given_while_the_shop_is_looked_at_takes_its_card_at_once(desk: Desk) -> None:
    three(desk)
    desk.press("Down")
    desk.session.day_list.look()
    desk.press("D")
    desk.press("1")
    assert desk.called() == ["Ana Moreira", "Cleo Noor"]
    desk.session.background.wait()
    desk.wait(lambda: not desk.session.day_list._looking)
    assert desk.called() == ["Ana Moreira", "Cleo Noor"]
    assert not desk.session.today.news.isVisible()


def test_in_a_low_window_the_list_stays_scrolled_where_it_was(desk: Desk) -> None:
    for name in ("Ada", "Bea", "Cleo", "Dora", "Elif", "Fay", "Gil"):
        asked(desk, f"{name} Moss")
    desk.reopen()
    desk.window.resize(900, 600)
    for _ in range(5):
        desk.press("Down")
    bar = desk.session.today.verticalScrollBar()
    where = bar.value()
    assert where > 100
    desk.press("D")
    desk.press("1")
    assert len(desk.cards) == 6
    assert bar.value() == where
    assert not desk.focus().visibleRegion().isEmpty()
