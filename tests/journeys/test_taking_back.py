"""Undo of a large import: how far it is, and Cancel."""

from __future__ import annotations

from pathlib import Path

import pytest

from relapp.services.pages import customers as customers_page
from relapp.services.pages.customers import ListView
from relapp.ui.editing import Reversal
from relapp.ui.main_window.taking_back import TakingBack
from tests.journeys.conftest import Desk
from tests.journeys.screens import settle
from tests.journeys.test_every_screen import LOOKS, Look, cut, marked_up, nameless, overlaid, wear

ROWS = 12_000


@pytest.fixture
def till(desk: Desk, tmp_path: Path) -> Path:
    file = tmp_path / "till.csv"
    rows = "".join(f"2025-04-{day % 28 + 1:02},Customer {day % 50},rye {day % 9},1,3.10\n" for day in range(ROWS))
    file.write_text("Date,Customer,Product,Qty,Price\n" + rows, "utf-8")
    desk.take_in(file)
    return file


def people(desk: Desk) -> int:
    editing = desk.session.editing
    return len(editing.read(lambda reader: customers_page.ids(reader, ListView.EVERYONE, editing.today())))


def taking_back(desk: Desk) -> TakingBack:
    found = desk.window.findChild(TakingBack)
    assert found is not None
    return found


def wait_for_none(desk: Desk) -> None:
    desk.wait(lambda: desk.window.findChild(TakingBack) is None)
    desk.window.activateWindow()
    desk.wait(desk.window.isActiveWindow)


@pytest.mark.usefixtures("till")
def test_the_undo_of_a_large_import_can_be_stopped_and_leaves_everything_as_it_was(desk: Desk) -> None:
    desk.press("Ctrl+Z")
    waiting = taking_back(desk)
    assert waiting.windowTitle() == "Undo: Import"
    assert waiting.isVisible()
    desk.press("Escape")
    wait_for_none(desk)
    assert desk.shown() == "Stopped: everything is as it was."
    assert people(desk) == 50
    assert desk.window.commands["undo"].text() == "Undo: Import"


@pytest.mark.usefixtures("till")
def test_the_undo_of_a_large_import_says_how_far_it_is_and_can_be_done_again(desk: Desk) -> None:
    act = desk.session.shop.undoable
    assert act is not None
    rows = desk.session.editing.operations.rows_behind(act.id)
    desk.window.toast.undo_button.click()
    waiting = taking_back(desk)
    desk.wait(lambda: f" of {rows:,} rows" in waiting.sentence.text())
    assert waiting.bar.maximum() == rows
    wait_for_none(desk)
    assert desk.shown() == "Undone: Import"
    assert people(desk) == 0
    desk.press("Ctrl+Shift+Z")
    assert taking_back(desk).windowTitle() == "Redo: Import"
    wait_for_none(desk)
    assert desk.shown() == "Done again: Import"
    assert people(desk) == 50


@pytest.mark.usefixtures("till")
def test_several_imports_are_taken_back_one_after_another_until_one_is_stopped(desk: Desk, tmp_path: Path) -> None:
    second = tmp_path / "people.csv"
    second.write_text("Name,Phone\nAna Moreira,0171 555 4417\n", "utf-8")
    first = desk.session.shop.undoable
    assert first is not None
    desk.take_in(second)
    latest = desk.session.shop.undoable
    assert latest is not None
    desk.session.editing.undo_operations((first.id, latest.id))
    assert people(desk) == 50
    taking_back(desk).cancel.click()
    wait_for_none(desk)
    assert people(desk) == 50


@pytest.mark.usefixtures("till")
def test_a_shop_that_is_closed_meanwhile_keeps_what_was_being_taken_back(desk: Desk) -> None:
    desk.press("Ctrl+Z")
    assert taking_back(desk).isVisible()
    desk.reopen()
    assert people(desk) == 50


@pytest.mark.usefixtures("till")
def test_a_shop_that_is_closed_stops_also_the_second_of_two_large_undos(desk: Desk, tmp_path: Path) -> None:
    first = desk.session.shop.undoable
    assert first is not None
    second = tmp_path / "more.csv"
    rows = "".join(f"2025-05-{day % 28 + 1:02},Guest {day % 50},oats {day % 9},1,3.10\n" for day in range(ROWS))
    second.write_text("Date,Customer,Product,Qty,Price\n" + rows, "utf-8")
    desk.take_in(second)
    latest = desk.session.shop.undoable
    assert latest is not None
    desk.session.editing.undo_operations((first.id, latest.id))
    before = taking_back(desk)
    gone: list[object] = []
    before.destroyed.connect(lambda: gone.append(None))
    desk.wait(lambda: bool(gone))
    waiting = taking_back(desk)
    desk.session.stop()
    assert waiting.pace.stop
    wait_for_none(desk)
    assert people(desk) == 50


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_of_it_is_cut_nameless_or_laid_over_itself(desk: Desk, look: Look) -> None:
    wear(desk, look)
    waiting = TakingBack(Reversal("Undo: Import", 366_674, lambda _: None), desk.session.background, desk.window)
    faults = []
    for rows in (0, 120_000, 366_674):
        waiting.pace(rows)
        waiting._show_pace()
        waiting.open()
        settle(desk)
        faults += [*nameless(waiting), *marked_up(waiting), *cut(waiting), *overlaid(waiting)]
        assert waiting.width() <= desk.window.width()
    assert not faults
    waiting.begin(lambda _: None)
    wait_for_none(desk)
