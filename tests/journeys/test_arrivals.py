"""Something arrived, through the real window: who asked for it is shown while it is typed, and comes up on Today."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from relapp.domain.arrivals import Arrival
from relapp.domain.customers import NewCustomer
from relapp.domain.interactions import Kind, NewInteraction
from relapp.domain.suggestions.model import SuggestionKind
from relapp.domain.wishes import NewWish
from relapp.services import customers, interactions
from relapp.storage import arrivals as stored
from relapp.ui.arrivals.sheet import ArrivalSheet
from relapp.ui.arrivals.waiting_sheet import WaitingSheet
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


# -- the waiting list --


def listed(desk: Desk) -> list[str]:
    sheet = desk.sheet
    assert isinstance(sheet, WaitingSheet)
    return [item.accessibleName() for item in sheet.items]


def test_everyone_who_waits_is_listed_oldest_first_in_their_words(shop: Desk) -> None:
    shop.press("Ctrl+Shift+W")
    assert shop.focus().accessibleName() == "A name, or a word of what they wait for"
    assert listed(shop) == [
        "Bo Lind: “spelt”, waiting since 27 Apr",
        "Cleo Noor: “walnut knife”, waiting since Thu",
        "Ana Moreira: “the spelt loaf”, waiting since Sat",
    ]
    shop.type("spelt")
    assert [one.split(":")[0] for one in listed(shop)] == ["Bo Lind", "Ana Moreira"]
    shop.press("Escape")
    shop.press("Ctrl+Shift+A")
    shop.type("spelt loaf, fresh")
    shop.press("Return")
    shop.press("Ctrl+Shift+W")
    assert listed(shop)[0] == "Bo Lind: “spelt”, waiting since 27 Apr · came in today: “spelt loaf, fresh”"


def test_one_key_notes_that_they_were_told_and_logs_nothing_twice(shop: Desk) -> None:
    shop.press("Ctrl+Shift+W")
    shop.press("Down")
    shop.press("K")
    assert [one.split(":")[0] for one in listed(shop)] == ["Cleo Noor", "Ana Moreira"]
    assert shop.shown() == "Bo Lind was told: “spelt”"
    assert len(shop.entries("bo lind")) == 1
    assert shop.page("bo lind").wishes == ()
    shop.press("Delete")
    assert [one.split(":")[0] for one in listed(shop)] == ["Ana Moreira"]
    shop.press("Escape")
    shop.press("Ctrl+Z")
    shop.press("Ctrl+Z")
    assert [wish.words for wish in shop.page("bo lind").wishes] == ["spelt"]
    shop.find("who waits")
    assert len(listed(shop)) == 3


def test_enter_shows_where_the_wish_was_told(shop: Desk) -> None:
    shop.press("Ctrl+Shift+W")
    shop.press("Down")
    shop.press("Return")
    assert shop.session.customers.current_id == shop.customer("bo lind")
    assert shop.view.evidence.isVisible()


def test_the_waiting_list_is_saved_as_a_file(shop: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "waiting.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), "CSV (*.csv)"))
    shop.press("Ctrl+Shift+W")
    shop.type("spelt")
    sheet = shop.sheet
    assert isinstance(sheet, WaitingSheet)
    shop.press("Alt+S")
    shop.wait(file.exists)
    rows = file.read_text("utf-8-sig").splitlines()
    assert [row.split(",")[:2] for row in rows] == [
        ["Customer", "Wish"], ["Bo Lind", "spelt"], ["Ana Moreira", "the spelt loaf"],
    ]  # fmt: skip


TILL = "Date;Receipt;Customer;Item;Quantity;Total\r\n05.05.2025;1;Cy Noor;Spelt loaf 500 g;1;4,20\r\n"


def test_after_an_import_one_line_says_who_asked_for_what_came_in(shop: Desk, tmp_path: Path) -> None:
    file = tmp_path / "till.csv"
    file.write_bytes(TILL.encode("cp1252"))
    shop.take_in(file)
    line = shop.session.customers.list.waiting
    shop.wait(line.isVisible)
    assert line.text() == "2 people asked for what came in: see"
    line.setFocus()
    shop.press("Return")
    assert [one.split(":")[0] for one in listed(shop)] == ["Bo Lind", "Ana Moreira"]
    assert "first sold yesterday: “Spelt loaf 500 g”" in listed(shop)[0]
    shop.press("Down")
    shop.press("K")
    shop.press("K")
    assert listed(shop) == []
    shop.press("Escape")
    assert not line.isVisible()
