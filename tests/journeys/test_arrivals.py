"""Something arrived, through the real window: who asked for it is shown while it is typed, and comes up on Today."""

from __future__ import annotations

from datetime import timedelta

import pytest

from relapp.domain.arrivals import Arrival
from relapp.domain.customers import NewCustomer
from relapp.domain.interactions import Kind, NewInteraction
from relapp.domain.suggestions.model import SuggestionKind
from relapp.domain.wishes import NewWish
from relapp.services import customers, interactions
from relapp.storage import arrivals as stored
from relapp.ui.arrivals.sheet import ArrivalSheet
from relapp.ui.keys.card import KeyCard
from relapp.ui.widgets.text import Label
from tests.journeys.conftest import NOW, Desk


def wished(desk: Desk, name: str, words: str, ago: int) -> int:
    """What was so before: somebody asked for something so many days ago."""
    one = desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer(name)))
    at = NOW - timedelta(days=ago)
    entry = NewInteraction((one,), Kind.VISIT, at, "asked", wishes=(NewWish(words),))
    desk.do("log", lambda tx: interactions.log(tx, entry))
    return one


def noted(desk: Desk) -> list[str]:
    day = NOW.date()
    found: list[Arrival] = desk.session.editing.read(lambda reader: stored.between(reader, day, day))
    return [arrival.words for arrival in found]


def waiting(desk: Desk) -> list[str]:
    sheet = desk.sheet
    assert isinstance(sheet, ArrivalSheet)
    return [label.text() for label in sheet.scroller.findChildren(Label) if label.isVisible()]


def told(desk: Desk) -> list[str]:
    """To whom Today wants something told that came in."""
    arrived = [card.item for card in desk.cards if card.item.suggestion.kind is SuggestionKind.ARRIVAL]
    return sorted(item.customer.name for item in arrived)


@pytest.fixture
def shop(desk: Desk) -> Desk:
    wished(desk, "Ana Moreira", "the spelt loaf", 3)
    wished(desk, "Bo Lind", "spelt", 9)
    wished(desk, "Cleo Noor", "walnut knife", 5)
    desk.reopen()
    return desk


def test_who_asked_is_shown_while_it_is_typed_and_enter_notes_it(shop: Desk) -> None:
    shop.press("Ctrl+2")
    shop.press("Ctrl+Shift+A")
    assert shop.focus().accessibleName() == "What came in?"
    assert waiting(shop) == []
    shop.type("Spelt")
    assert waiting(shop) == [
        "Bo Lind · “spelt” · waiting since 27 Apr",
        "Ana Moreira · “the spelt loaf” · waiting since Sat",
    ]
    assert noted(shop) == []
    shop.press("Return")
    assert noted(shop) == ["Spelt"]
    assert shop.window.page == "today"
    assert shop.shown() == "“Spelt” noted: 2 people wait for it"
    shop.reopen()
    assert told(shop) == ["Ana Moreira", "Bo Lind"]
    shop.press("Ctrl+Z")
    assert noted(shop) == []
    shop.reopen()
    assert told(shop) == []


def test_nothing_is_noted_where_it_is_put_away_and_the_keyboard_goes_back(shop: Desk) -> None:
    shop.press("Ctrl+2")
    before = shop.focus()
    shop.press("Ctrl+Shift+A")
    shop.type("spelt")
    shop.press("Escape")
    assert noted(shop) == []
    assert shop.focus() is before
    assert shop.window.page == "customers"


def test_an_empty_line_is_refused_where_it_stands(shop: Desk) -> None:
    shop.press("Ctrl+Shift+A")
    shop.press("Return")
    sheet = shop.sheet
    assert isinstance(sheet, ArrivalSheet)
    assert sheet.trouble.text() == "Type what came in first."
    assert noted(shop) == []
    shop.type("rye")
    assert not sheet.trouble.isVisible()
    assert sheet.count.text() == "Nobody asked for it so far."
    shop.press("Return")
    assert shop.shown() == "“rye” noted: nobody asked for it so far"


def test_the_key_works_from_a_half_typed_line_and_stands_on_the_key_card_and_in_the_palette(shop: Desk) -> None:
    shop.press("F2")
    shop.type("ana: to")
    shop.press("Ctrl+Shift+A")
    assert isinstance(shop.sheet, ArrivalSheet)
    shop.press("Escape")
    shop.press("F1")
    card = shop.sheet
    assert isinstance(card, KeyCard)
    assert "Something arrived…" in [label.text() for label in card.findChildren(Label)]
    shop.press("Escape")
    shop.find("something arr")
    assert isinstance(shop.sheet, ArrivalSheet)
