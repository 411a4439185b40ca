"""Promises of the row R2, the promise ledger, through the real window."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from relapp.domain.promises import PromisedBy, PromiseState
from relapp.domain.suggestions.model import SuggestionKind
from relapp.services.pages.promises import Shelf
from relapp.ui.customer.memory_item import MemoryItem
from relapp.ui.widgets.text import Label
from tests.journeys.conftest import Desk


@pytest.fixture
def ledger(desk: Desk) -> Desk:
    """A shop eight days after it promised a repair by Thursday and a cake by Friday; a customer promised a tin."""
    promise(desk, "Mr Osei: will repair the bike by thursday")
    promise(desk, "Lea Brandt: we will bake her cake by friday")
    promise(desk, "Ana Moreira: she will bring the tin back by monday")
    desk.come_back(8)
    return desk


def promise(desk: Desk, line: str) -> None:
    """F2, the line, and Ctrl+Enter, which takes its chips."""
    desk.press("F2")
    desk.type(line)
    desk.press("Ctrl+Return")


def counts(desk: Desk) -> dict[Shelf, str]:
    """What stands on the parts of the ledger."""
    return {shelf: segment.text() for shelf, segment in desk.session.promises.segments.items()}


def rows(desk: Desk) -> list[str]:
    """The rows in sight, as a screen reader reads them."""
    model = desk.session.promises.model
    return [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def test_a_promise_typed_is_offered_with_its_day_and_kept_only_when_accepted(desk: Desk) -> None:
    desk.log("Mr Osei: will repair the bike by thursday")
    assert desk.page("osei").promises == ()
    promise(desk, "osei: will repair the bike by thursday")
    given = desk.page("osei").promises[0]
    assert (given.words, given.due, given.by) == ("repair the bike", date(2025, 5, 8), PromisedBy.SHOP)


def test_late_promises_are_on_top_of_today(ledger: Desk) -> None:
    ledger.log("Zoe Last: asked if spelt comes")
    assert ledger.called() == ["Mr Osei", "Lea Brandt", "Zoe Last"]
    card = ledger.cards[0]
    assert card.item.suggestion.kind is SuggestionKind.PROMISE
    assert card.act == "Keep the promise to Mr Osei: “repair the bike”"
    assert card.why.endswith("6 days late. With Ina.")


def test_the_ledger_shows_what_is_late_and_what_they_promised_us(ledger: Desk) -> None:
    ledger.press("Ctrl+3")
    assert counts(ledger) == {
        Shelf.LATE: "Late 2",
        Shelf.OPEN: "Open 0",
        Shelf.THEIRS: "Theirs 1",
        Shelf.KEPT: "Kept 0",
        Shelf.BROKEN: "Broken 0",
        Shelf.EXPLAINED: "Explained 0",
    }
    assert [row.split(", ")[0] for row in rows(ledger)] == ["repair the bike", "bake her cake"]
    assert "Mr Osei" in rows(ledger)[0]
    ledger.press("Right")
    assert rows(ledger) == []
    ledger.press("Right")
    assert [row.split(", ")[0] for row in rows(ledger)] == ["bring the tin back"]


def test_one_key_settles_a_promise_and_undo_opens_it_again(ledger: Desk) -> None:
    ledger.press("Ctrl+3")
    ledger.press("K")
    ledger.press("B")
    assert counts(ledger)[Shelf.LATE] == "Late 0"
    assert (counts(ledger)[Shelf.KEPT], counts(ledger)[Shelf.BROKEN]) == ("Kept 1", "Broken 1")
    assert ledger.page("osei").promises[0].state is PromiseState.KEPT
    assert ledger.page("lea").promises[0].state is PromiseState.BROKEN
    ledger.press("Ctrl+1")
    assert ledger.called() == []
    ledger.press("Ctrl+Z")
    ledger.press("Ctrl+Z")
    assert ledger.called() == ["Mr Osei", "Lea Brandt"]


def test_the_shop_sees_how_many_it_kept_in_time(ledger: Desk) -> None:
    promise(ledger, "Cy Noor: will order the tea by friday")
    ledger.press("Ctrl+3")
    ledger.press("K")
    ledger.press("K")
    ledger.press("Right")
    ledger.press("K")
    assert ledger.session.promises.rate.text() == "1 of 3 promises of ours with a day were kept in time."


def test_a_kept_promise_can_be_opened_again_from_the_ledger(ledger: Desk) -> None:
    ledger.press("Ctrl+3")
    ledger.press("K")
    for _ in (Shelf.EXPLAINED, Shelf.BROKEN, Shelf.KEPT):
        ledger.press("Left")
    ledger.press("O")
    assert counts(ledger)[Shelf.LATE] == "Late 2"


def test_each_customer_shows_their_own_promises(ledger: Desk) -> None:
    ledger.press("Ctrl+3")
    ledger.press("K")
    ledger.press("Return")
    assert ledger.window.page == "customers"
    assert ledger.session.customers.current_id == ledger.customer("lea")
    assert [one.words for one in ledger.page("lea").promises] == ["bake her cake"]
    assert ledger.view.brief.lines()[0].sentence == "LATE, promised for Fri: bake her cake"
    ledger.find("osei")
    assert [one.state for one in ledger.page("osei").promises] == [PromiseState.KEPT]


def test_done_on_today_keeps_the_promise(ledger: Desk) -> None:
    ledger.press("D")
    assert ledger.page("osei").promises[0].state is PromiseState.KEPT
    ledger.press("Ctrl+Z")
    assert ledger.page("osei").promises[0].state is PromiseState.OPEN


def test_an_explained_promise_stands_with_the_words_that_were_said(ledger: Desk) -> None:
    ledger.press("Ctrl+3")
    ledger.press("X")
    ledger.type("the part is sold out, we ring in june")
    ledger.press("Return")
    given = ledger.page("osei").promises[0]
    assert (given.state, given.explanation) == (PromiseState.EXPLAINED, "the part is sold out, we ring in june")
    assert counts(ledger)[Shelf.EXPLAINED] == "Explained 1"
    ledger.press("Left")
    assert ledger.session.promises.segments[Shelf.EXPLAINED].isChecked()
    assert "the part is sold out" in rows(ledger)[0]
    ledger.press("O")
    assert counts(ledger)[Shelf.LATE] == "Late 2"


def test_each_promise_shows_where_it_comes_from_and_the_way_back(ledger: Desk) -> None:
    ledger.press("Ctrl+3")
    ledger.press("R")
    assert ledger.session.customers.current_id == ledger.customer("osei")
    assert ledger.view.evidence.isVisible()
    ledger.press("Escape")
    assert ledger.window.page == "promises"


def test_one_that_was_kept_too_late_says_so(ledger: Desk) -> None:
    ledger.press("Ctrl+3")
    ledger.press("K")
    ledger.session.promises.show_shelf(Shelf.KEPT)
    assert rows(ledger)[0].endswith("Kept today, was due Thu")


def test_a_customers_own_ledger_says_how_many_were_kept_and_shows_them_all(ledger: Desk) -> None:
    promise(ledger, "osei: will order the tea by friday")
    ledger.find("osei")
    ledger.press("L")
    ledger.type("will find him a bell by friday")
    ledger.press("Ctrl+Return")
    ledger.press("Ctrl+3")
    ledger.press("Right")
    ledger.press("K")
    ledger.find("osei")
    ledger.tab_to("Promises so far: 1 kept")
    ledger.press("Return")
    evidence = ledger.view.evidence
    assert evidence.isVisible()
    shown = [item.shown.text for item in evidence.findChildren(MemoryItem)]
    assert sorted(shown) == ["find him a bell", "order the tea", "repair the bike"]
    said = [label.text() for label in evidence.findChildren(Label)]
    assert "Promises so far: 1 of 1 of ours with a day kept in time, 1 late" in said
