"""Promises of the rows D1, D3 and D4, and of coming back, through the real window and without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from relapp.domain.interactions import Kind
from relapp.domain.promises import PromiseState
from relapp.domain.suggestions.model import SuggestionKind
from relapp.ui.keys.card import KeyCard
from relapp.ui.palette.model import ChoiceRole
from relapp.ui.quick_log.overlay import QuickLogOverlay
from relapp.ui.widgets.text import Label
from tests.journeys.conftest import Desk


@pytest.fixture
def first_start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """The program on an empty folder, as after the installation."""
    at = Desk(qtbot, qapp, tmp_path / "data")
    yield at
    at.close()


def press_button(desk: Desk, words: str) -> None:
    """Press Tab until the button has the keyboard, then Space."""
    for _ in range(120):
        button = desk.focus()
        if isinstance(button, QAbstractButton) and button.text().replace("&", "") == words:
            desk.press("Space")
            return
        desk.press("Tab")
    raise AssertionError(f"Tab does not reach {words}")


def offered(desk: Desk, words: str) -> list[str]:
    """What the palette lists for words."""
    desk.press("Ctrl+K")
    desk.type(words)
    model = desk.session.palette.model
    found = [model.data(model.index(row), ChoiceRole).words for row in range(model.rowCount())]
    desk.press("Escape")
    return found


# -- D1: a day without a mouse --


def test_a_whole_day_by_keyboard_alone(desk: Desk) -> None:
    # In the morning: several kinds of entries, one with its promise, one about an old acquaintance.
    desk.log("Ana Moreira: took 2 wholemeal 6.40")
    desk.log("Bo Lind: called, no answer")
    desk.log("Cleo Noor: complained the crust was burnt")
    desk.press("F2")
    desk.type("Mr Osei: came in, will repair the mixer by tomorrow")
    desk.press("Tab")
    desk.press("Space")  # the first chip
    desk.press("Escape")  # back to the line
    desk.press("Return")
    assert [entry.kind for name in ("ana", "bo", "cleo", "osei") for entry in desk.entries(name)] == [
        Kind.PURCHASE,
        Kind.CALL,
        Kind.COMPLAINT,
        Kind.VISIT,
    ]
    assert [(one.words, one.state) for one in desk.page("osei").promises] == [("repair the mixer", PromiseState.OPEN)]

    # Today says what is owed, and is worked by one key each.
    desk.press("Ctrl+1")
    assert [card.item.suggestion.kind for card in desk.cards] == [SuggestionKind.OWED_REPLY, SuggestionKind.PROMISE]
    desk.press("Down")
    desk.press("D")
    assert desk.page("osei").promises[0].state is PromiseState.KEPT

    # A customer is found by a word; the brief is read; the timeline is filtered; an entry is edited, and back.
    desk.find("burnt")
    assert desk.view.header.name.text() == "Cleo Noor"
    assert desk.focus() is desk.view.brief.lines()[0]
    desk.press("L")
    desk.type("took a fresh loaf instead")
    desk.press("Return")
    desk.press("Escape")
    desk.press("/")
    desk.type("burnt")
    desk.wait(lambda: desk.view.filter.count.text() == "1 of 2")
    desk.press("Return")
    desk.press("Return")
    desk.press("Ctrl+A")
    desk.type("complained the crust was black")
    desk.press("Ctrl+Return")
    assert [entry.words for entry in desk.entries("cleo")] == [
        "took a fresh loaf instead",
        "complained the crust was black",
    ]
    desk.press("Ctrl+Z")
    assert desk.entries("cleo")[1].words == "complained the crust was burnt"

    # Somebody else takes over; then the owner gives the shop its name.
    desk.press("F4")
    desk.tab_to("Name of a new member of staff")
    desk.type("Tom")
    desk.press("Return")
    assert desk.window.navigation.staff.text() == "Tom"
    desk.press("F4")
    desk.press("1")
    desk.press("Ctrl+,")
    desk.tab_to("Name of the shop")
    desk.type("Corner Bakery")
    desk.press("Tab")
    desk.wait(lambda: desk.focus().accessibleName() == "Currency of prices typed here")
    assert desk.window.navigation.shop.text() == "Corner Bakery"
    assert desk.window.navigation.staff.text() == "Ina"


def test_the_question_mark_shows_every_key(desk: Desk) -> None:
    desk.press("?")
    card = desk.sheet
    assert isinstance(card, KeyCard)
    said = [label.text() for label in card.findChildren(Label)]
    for command in desk.window.commands.values():
        assert command.text().split(":")[0] in said
    desk.press("Escape")
    assert not card.isVisible()


def test_a_question_mark_typed_into_a_line_is_a_question_mark(desk: Desk) -> None:
    desk.log("Ana Moreira: does spelt come?")
    assert desk.entries("ana")[0].words == "does spelt come?"


def test_one_box_finds_people_words_and_commands(desk: Desk) -> None:
    desk.log("Ana Moreira: her poodle is called Fips")
    assert offered(desk, "more") == ["Ana Moreira", "New entry: more"]
    assert offered(desk, "poodle")[0] == "her poodle is called Fips"
    assert offered(desk, "settings")[0] == "Settings"
    desk.find("settings")
    assert desk.window.page == "settings"
    desk.find("fips")
    assert desk.view.header.name.text() == "Ana Moreira"


def test_a_new_customer_at_the_counter_needs_only_a_name(desk: Desk) -> None:
    desk.find("Zoe Last")
    assert isinstance(desk.sheet, QuickLogOverlay)
    desk.type(": bought rye")
    desk.press("Return")
    assert desk.entries("zoe")[0].words == "bought rye"


# -- D3: works in five minutes with no set-up --


def test_from_nothing_to_a_suggestion_with_a_name_and_a_line(first_start: Desk) -> None:
    desk = first_start
    assert desk.window.page == "first_run"
    desk.type("Ina")
    desk.press("Return")
    desk.type("ana: asked if spelt comes")
    desk.press("Return")
    assert desk.window.page == "today"
    assert [(card.item.suggestion.kind, card.act) for card in desk.cards] == [(SuggestionKind.OWED_REPLY, "Answer Ana")]
    assert desk.focus() is desk.cards[0]


def test_not_even_a_name_is_needed(first_start: Desk) -> None:
    first_start.press("Ctrl+A")
    first_start.press("Delete")
    first_start.press("Return")
    first_start.type("ana: asked if spelt comes")
    first_start.press("Return")
    assert first_start.called() == ["Ana"]


# -- D4: a sample shop to try --


def test_the_sample_shop_fills_every_screen_and_leaves_nothing_behind(first_start: Desk) -> None:
    desk = first_start
    press_button(desk, "Look at the sample shop")
    desk.wait(lambda: (desk.folder / "sample.relapp").exists())
    desk.wait_for_shop()
    assert desk.window.navigation.shop.text() == "Weir Lane Bakery (sample)"
    assert len(desk.cards) == 7
    desk.press("Return")
    assert desk.window.page == "customers"
    assert desk.view.model.rowCount()
    assert desk.view.brief.lines()
    assert desk.view.memory.items()
    desk.press("Ctrl+3")
    assert desk.session.promises.model.rowCount()
    desk.press("F4")
    desk.press("2")
    assert desk.window.navigation.staff.text() == "Tom"
    desk.press("Ctrl+,")
    press_button(desk, "Leave and remove the sample shop")
    desk.wait_for_shop()
    assert desk.window.page == "first_run"
    assert [file.name for file in desk.folder.iterdir() if "sample" in file.name] == []
    assert desk.program is not None
    assert (desk.program.preferences.staff_id, desk.program.preferences.customer_id) == (None, None)


def test_looking_at_the_sample_shop_touches_nothing_of_ones_own(desk: Desk) -> None:
    desk.log("Ana Moreira: asked if spelt comes")
    desk.press("Ctrl+,")
    press_button(desk, "Look at the sample shop")
    desk.wait_for_shop()
    desk.log("patrick: bought a sausage roll")
    desk.press("Ctrl+,")
    press_button(desk, "Leave and remove the sample shop")
    desk.wait_for_shop()
    assert desk.window.navigation.staff.text() == "Ina"
    desk.press("Ctrl+1")
    assert desk.called() == ["Ana Moreira"]


# -- coming back --


def test_page_customer_and_half_a_line_are_found_again(desk: Desk) -> None:
    desk.log("Ana Moreira: bought rye")
    desk.log("Bo Lind: bought tea")
    desk.find("ana")
    desk.press("F2")
    desk.type("bo: half a sen")
    desk.press("Escape")
    desk.reopen()
    assert desk.window.page == "customers"
    assert desk.view.header.name.text() == "Ana Moreira"
    desk.press("F2")
    desk.type("tence")
    desk.press("Return")
    assert desk.entries("bo")[0].words == "half a sentence"


@pytest.mark.parametrize("key", ["Ctrl+1", "Ctrl+3", "Ctrl+,"])
def test_the_page_that_was_open_is_open_again(desk: Desk, key: str) -> None:
    desk.press(key)
    page = desk.window.page
    desk.reopen()
    assert desk.window.page == page


def test_the_window_stands_as_large_as_it_was(desk: Desk) -> None:
    desk.window.resize(900, 640)
    desk.reopen()
    assert (desk.window.width(), desk.window.height()) == (900, 640)


def test_the_palette_keeps_nothing_of_what_was_sought_before(desk: Desk) -> None:
    offered(desk, "ana")
    desk.press("Ctrl+K")
    assert not desk.session.palette.search.isUndoAvailable()
