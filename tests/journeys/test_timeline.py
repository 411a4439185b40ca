"""Promises of the TIMELINE rows, through the real window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QWidget

from relapp.domain.brief import BriefKind
from relapp.domain.customers import NewCustomer
from relapp.domain.facts import Certainty, NewFact
from relapp.domain.interactions import Channel, Direction, Kind, NewInteraction, NewPurchaseLine
from relapp.domain.promises import NewPromise
from relapp.domain.receipts import Receipt, Source
from relapp.domain.wishes import NewWish
from relapp.services import customers, interactions
from relapp.storage.transaction import Transaction
from relapp.ui.customer.earlier_texts import EarlierTexts
from relapp.ui.customer.entry_layout import MOST_LINES
from relapp.ui.customer.timeline_delegate import TimelineDelegate
from relapp.ui.customer.timeline_model import TimelineModel
from relapp.ui.wording import timeline as wording
from tests.journeys.conftest import NOW, Desk

LONG = "\n".join(f"Line {number} of what was measured, and why it has to be just so." for number in range(1, 41))
WORDS = ("", "Asked for spelt.", "Liked the walnut cake; wants less sugar in it next time. " * 4, LONG)


def bread(count: int = 2) -> tuple[NewPurchaseLine, ...]:
    return (NewPurchaseLine("wholemeal", Decimal(count), 320, 0, 320 * count),)


def mixed(tx: Transaction, customer_id: int, count: int) -> None:
    """So many entries of every kind, one a quarter of a day."""
    kinds = list(Kind)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        lines = bread(1 + number % 3) if kind is Kind.PURCHASE else bread(-1) if kind is Kind.RETURN else ()
        at = NOW - timedelta(hours=6 * number)
        entry = NewInteraction(
            (customer_id,), kind, at, WORDS[number % len(WORDS)], list(Channel)[number % len(Channel)],
            list(Direction)[number % len(Direction)], lines=lines,
        )  # fmt: skip
        interactions.log(tx, entry)


def with_entries(desk: Desk, count: int) -> None:
    desk.log("Ana Moreira: here")
    ana = desk.customer("ana m")
    desk.do("log", lambda tx: mixed(tx, ana, count - 1))
    desk.find("ana")
    desk.view.focus_timeline()


# -- T1: all kinds in one list, full text --


def test_200_mixed_entries_are_read_by_scrolling_and_none_is_cut_without_a_word(desk: Desk) -> None:
    with_entries(desk, 200)
    view = desk.view.timeline
    seen: set[int] = set()
    for _ in range(200):
        row = view.currentIndex().row()
        seen.add(view.model().index(row, 0).row())
        layout = view.delegate.layout(row, view.columnWidth(0))
        entry = desk.view.model.entry(row)
        shown = layout.words.text().replace("\u2028", "\n")
        if layout.more is None:
            assert shown == wording.text(entry.interaction, entry.came_from, NOW.date())
        else:
            assert layout.words.lineCount() == MOST_LINES
            assert layout.more_text == "Show all"
            assert view.rowHeight(row) > layout.more.bottom()
        bottom = view.rowViewportPosition(row) + view.rowHeight(row)
        assert bottom > 0
        assert view.rowViewportPosition(row) < view.viewport().height()
        desk.press("Down")
    assert len(seen) == 200
    assert {entry.interaction.kind for entry in desk.view.model.entries()} == set(Kind)


def test_space_shows_a_long_entry_whole_and_folds_it_again(desk: Desk) -> None:
    desk.log("Ana Moreira: here")
    desk.do("log", lambda tx: interactions.log(tx, NewInteraction((1,), Kind.NOTE, NOW, LONG)))
    desk.find("ana")
    desk.view.focus_timeline()
    view = desk.view.timeline
    desk.press("Space")
    layout = view.delegate.layout(0, view.columnWidth(0))
    assert layout.words.text().replace("\u2028", "\n") == LONG
    assert layout.more_text == "Show less"
    desk.press("Space")
    assert view.delegate.layout(0, view.columnWidth(0)).words.lineCount() == MOST_LINES


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often the timeline asks its model and paints an entry; both do all that they do otherwise."""
    calls = {"data": 0, "paint": 0, "read": 0}

    def counting(name: str, method: Callable[..., object]) -> Callable[..., object]:
        def wrapper(*args: object) -> object:
            calls[name] += 1
            return method(*args)

        return wrapper

    monkeypatch.setattr(TimelineModel, "data", counting("data", TimelineModel.data))
    monkeypatch.setattr(TimelineDelegate, "paint", counting("paint", TimelineDelegate.paint))
    monkeypatch.setattr(TimelineModel, "fetchMore", counting("read", TimelineModel.fetchMore))
    return calls


def till(entries: int) -> str:
    """A till's file of so many receipts, one an hour."""
    rows = ["Date;Receipt;Customer;Item;Quantity;Price;Total;Note"]
    for number in range(entries):
        at = NOW - timedelta(hours=number)
        note = WORDS[number % 3].replace(";", ",")
        rows.append(f"{at:%d.%m.%Y %H:%M};{number};Ana Moreira;Wholemeal;2;3,20;6,40;{note}")
    return "\r\n".join(rows)


def test_5000_entries_scroll_with_work_for_what_is_in_sight_alone(
    desk: Desk, counted: dict[str, int], tmp_path: Path
) -> None:
    file = tmp_path / "till.csv"
    file.write_text(till(5000), "utf-8")
    desk.take_in(file)
    desk.find("ana")
    desk.view.focus_timeline()
    view, model = desk.view.timeline, desk.view.model
    assert model.rowCount() <= 200, "only what is near is read when the page opens"
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 5000
    view.settle_all()
    counted.update(data=0, paint=0, read=0)
    bar, steps = view.verticalScrollBar(), 40
    for step in range(1, steps + 1):
        bar.setValue(bar.maximum() * step // steps)
        view.viewport().repaint()
    assert view.rowAt(view.viewport().height() - 1) in (4999, -1)
    in_sight = view.viewport().height() // 40 + 2  # no entry is lower than 40 pixels
    assert steps <= counted["paint"] <= steps * in_sight
    assert counted["data"] <= steps * in_sight * 12  # what Qt asks of an item that it paints
    assert counted["read"] == 0


# -- T2: filters --


@pytest.fixture
def filtered(desk: Desk) -> Desk:
    """Ana and Ben, each with entries of several kinds, channels, people and months; Ana is open."""

    def enter(tx: Transaction) -> None:
        ana, ben = (customers.add(tx, NewCustomer(name)) for name in ("Ana Moreira", "Ben Osei"))
        for entry in (
            NewInteraction((ana,), Kind.PURCHASE, NOW, "", lines=bread()),
            NewInteraction((ana,), Kind.CALL, NOW, "", Channel.PHONE, Direction.OUT),
            NewInteraction((ana,), Kind.ENQUIRY, NOW, "asked for spelt"),
            NewInteraction((ana,), Kind.LETTER, NOW - timedelta(days=400), "Sent the catalogue.", Channel.POST),
            NewInteraction((ben,), Kind.CALL, NOW, "", Channel.PHONE, Direction.OUT),
            NewInteraction((ben,), Kind.PURCHASE, NOW, "", lines=bread(1)),
        ):
            interactions.log(tx, entry)

    desk.do("log", enter)
    desk.press("F4")
    desk.type("Tom")
    desk.press("Return")
    desk.log("ana m: visit, liked the walnut cake")
    desk.find("ana")
    desk.view.focus_timeline()
    return desk


def kinds_shown(desk: Desk) -> list[Kind]:
    return [entry.interaction.kind for entry in desk.view.model.entries()]


def filter_by(desk: Desk, *names: str) -> None:
    """F, and down the menu; Esc until it is gone."""
    desk.press("F")
    desk.pick(*names)
    while desk.app.activePopupWidget() is not None:
        desk.press("Escape")


def test_one_key_opens_the_filters_and_the_count_is_shown(filtered: Desk) -> None:
    for way, kinds in (
        (("Kind", "Call"), [Kind.CALL]),
        (("Channel", "Phone"), [Kind.CALL]),
        (("Staff", "Tom"), [Kind.VISIT]),
        (("Product", "wholemeal"), [Kind.PURCHASE]),
        (("Dates", "Last year"), [Kind.LETTER]),
    ):
        filter_by(filtered, *way)
        assert kinds_shown(filtered) == kinds
        assert filtered.view.filter.count.text() == f"{len(kinds)} of 5"
        filtered.press("Escape")
        assert len(kinds_shown(filtered)) == 5


def test_a_slash_and_words_filter_too(filtered: Desk) -> None:
    filtered.press("/")
    filtered.type("walnut")
    assert kinds_shown(filtered) == [Kind.VISIT]
    assert filtered.view.filter.count.text() == "1 of 5"


def test_filters_stay_when_going_to_the_next_customer(filtered: Desk) -> None:
    filter_by(filtered, "Kind", "Call")
    filtered.find("ben")
    assert kinds_shown(filtered) == [Kind.CALL]
    assert filtered.view.filter.count.text() == "1 of 2"


# -- T3: one act, one line; edits folded --


def test_a_call_with_a_promise_adds_one_line(desk: Desk) -> None:
    desk.log("Ana Moreira: here")
    desk.find("ana")
    desk.press("L")
    desk.type("called, will bring the spelt on friday")
    desk.press("Ctrl+Return")
    page = desk.page("ana m")
    assert len(page.promises) == 1
    assert desk.view.model.rowCount() == 2
    newest = desk.view.model.entry(0)
    assert newest.interaction.kind is Kind.CALL
    assert [promise.id for promise in newest.promises] == [page.promises[0].id]
    desk.press("Ctrl+Z")
    assert desk.view.model.rowCount() == 1
    assert desk.page("ana m").promises == ()


def test_an_edit_shows_edited_and_opens_the_earlier_text(desk: Desk) -> None:
    desk.log("Ana Moreira: asked for spelt")
    desk.find("ana")
    desk.view.focus_timeline()
    desk.press("Return")
    desk.press("Ctrl+A")
    desk.type("asked for rye")
    desk.press("Ctrl+Return")
    assert [entry.words for entry in desk.entries("ana m")] == ["asked for rye"]
    view = desk.view.timeline
    layout = view.delegate.layout(0, view.columnWidth(0))
    assert "edited" in [placed.chip.text for placed in layout.chips]
    desk.view.focus_timeline()
    desk.open_context_menu()
    desk.pick("Earlier text")
    sheet = desk.window.findChild(EarlierTexts)
    assert sheet is not None
    assert "asked for spelt" in [label.text() for label in sheet.findChildren(QLabel)]
    desk.press("Escape")
    assert desk.focus() is view


# -- T4: since I last served them --


def test_a_line_divides_what_others_did_since_my_own_last_entry(desk: Desk) -> None:
    desk.log("Ana Moreira: first with Ina")
    desk.now = NOW + timedelta(hours=1)
    desk.log("ana m: second with Ina")
    desk.press("F4")
    desk.type("Tom")
    desk.press("Return")
    desk.now = NOW + timedelta(hours=2)
    desk.log("ana m: with Tom")
    desk.find("ana")
    model = desk.view.model
    assert [row for row in range(model.rowCount()) if model.is_served_line(row)] == []
    desk.press("F4")
    desk.press("1")
    assert [row for row in range(model.rowCount()) if model.is_served_line(row)] == [1]
    assert model.entry(1).interaction.words == "second with Ina"
    view = desk.view.timeline
    assert not view.delegate.layout(1, view.columnWidth(0)).served.isNull()
    desk.now = NOW + timedelta(hours=3)
    desk.log("ana m: again with Ina")
    assert [row for row in range(model.rowCount()) if model.is_served_line(row)] == []


# -- T5: everything opens its evidence --


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Ana, of whom there is something in every line of the brief and every part of the memory."""

    def enter(tx: Transaction) -> None:
        ana = customers.add(tx, NewCustomer("Ana Moreira"))
        for week in range(9, 1, -1):
            interactions.log(tx, NewInteraction((ana,), Kind.PURCHASE, NOW - timedelta(weeks=week), lines=bread()))
        then = NOW - timedelta(days=12)
        asked = NewInteraction(
            (ana,), Kind.ENQUIRY, then, "Does spelt come?", Channel.PHONE,
            facts=(NewFact("allergy", "rye"), NewFact("buys for", "her mother")),
            promises=(NewPromise("ring her about spelt", (NOW - timedelta(days=5)).date()),),
            wishes=(NewWish("spelt"),),
        )  # fmt: skip
        guess = NewFact("dog", "poodle", "", Certainty.GUESSED)
        interactions.log(tx, asked)
        interactions.log(tx, NewInteraction((ana,), Kind.NOTE, then, facts=(guess,)))

    desk.do("log", enter)
    desk.find("ana")
    return desk


def evidence(desk: Desk) -> set[Receipt]:
    """What the evidence shows."""
    panel = desk.view.evidence
    assert panel.isVisible()
    entries = {Receipt(Source.INTERACTION, entry.interaction.id) for entry in panel.model.entries()}
    return entries | {item.shown.receipt for item in panel.items()}


def words_shown(where: QWidget) -> list[str]:
    return [label.text() for label in where.findChildren(QLabel) if label.isVisible()]


def test_every_line_of_the_brief_opens_its_evidence_and_back(told: Desk) -> None:
    lines = told.view.brief.lines()
    assert len(lines) >= 5
    told.view.focus_page()
    for line in lines:
        assert told.focus() is line
        told.press("Return")
        assert evidence(told) == set(line.line.receipts)
        # Only a question has nothing behind it, and says so.
        nothing = "No entry stands behind this." in words_shown(told.view.evidence)
        assert nothing == (not line.line.receipts) <= (line.line.kind is BriefKind.ASK)
        told.press("Escape")
        assert not told.view.evidence.isVisible()
        assert told.focus() is line
        told.press("Down")


def test_every_fact_promise_and_wish_opens_its_evidence_and_back(told: Desk) -> None:
    told.view.memory.set_beside(True)
    items = told.view.memory.items()
    assert {item.shown.receipt.source for item in items} == {Source.FACT, Source.PROMISE, Source.WISH}
    for item in items:
        item.setFocus(Qt.FocusReason.TabFocusReason)
        told.press("R")
        assert item.shown.receipt in evidence(told)
        assert {receipt.source for receipt in evidence(told)} > {item.shown.receipt.source}
        told.press("Escape")
        assert told.focus() is item


def test_every_suggestion_opens_its_evidence_in_one_key_and_back(told: Desk) -> None:
    told.press("Ctrl+1")
    cards = told.session.today.cards
    assert cards
    for place in range(len(cards)):
        card = told.session.today.cards[place]
        card.setFocus(Qt.FocusReason.TabFocusReason)
        told.press("R")
        assert evidence(told) == set(card.item.suggestion.receipts)
        told.press("Alt+Left")
        assert told.window.page == "today"


def test_evidence_leads_on_to_the_entry_on_the_timeline(told: Desk) -> None:
    told.view.focus_page()
    told.press("Return")
    told.view.evidence.entries.setFocus()
    wanted = told.view.evidence.entries.current_entry()
    assert wanted is not None
    told.press("Return")
    current = told.view.timeline.current_entry()
    assert current is not None
    assert current.interaction.id == wanted.interaction.id
    assert told.focus() is told.view.timeline
