"""Promises of the LOG rows, through the real window."""

from __future__ import annotations

from relapp.domain.interactions import Kind
from tests.journeys.conftest import Desk


def test_one_line_from_any_page_is_on_the_timeline_of_a_new_customer(desk: Desk) -> None:
    desk.press("Ctrl+,")
    desk.log("Ana Moreira: tried the new roll")
    entry = desk.entries("ana m")[0]
    assert (entry.kind, entry.words) == (Kind.VISIT, "tried the new roll")
    assert desk.window.page == "settings"


def test_undo_takes_back_the_entry_also_after_a_restart(desk: Desk) -> None:
    desk.log("Ana Moreira: tried the new roll")
    desk.log("ana: called, no answer")
    desk.reopen()
    desk.press("Ctrl+Z")
    assert [entry.words for entry in desk.entries("ana")] == ["tried the new roll"]
