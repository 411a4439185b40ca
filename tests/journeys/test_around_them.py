"""Promises of row M8: those around a customer, through the real window."""

from __future__ import annotations

from datetime import timedelta

from relapp.domain.facts import FactKind
from tests.journeys.conftest import NOW, Desk


def save_with_all_chips(desk: Desk, line: str) -> None:
    desk.press("F2")
    desk.type(line)
    desk.press("Ctrl+Return")


# -- buys for --


def test_a_thing_bought_for_a_son_does_not_change_the_mothers_size(desk: Desk) -> None:
    desk.log("Ana Moreira: came in")
    desk.find("ana")
    desk.view.memory.acts.learn(desk.customer("ana m"))
    desk.type("size")
    desk.tab_to("What is known")
    desk.type("39")
    desk.press("Return")
    for week in (4, 3, 2, 1):
        desk.now = NOW - timedelta(weeks=week)
        save_with_all_chips(desk, "Ana Moreira: bought boots size 31 for her son")
    desk.now = NOW
    desk.reopen()
    desk.find("ana")
    page = desk.page_now()
    own = [fact.value for fact in page.facts if fact.kind == FactKind.SIZE and not fact.about]
    sons = [fact.value for fact in page.facts if fact.kind == FactKind.SIZE and fact.about == "son"]
    assert (own, sons) == (["39"], ["31"])
    assert page.usual is None
    said = " ".join(line.sentence for line in desk.view.brief.lines())
    assert "boots" not in said.replace(desk.entries("ana m")[0].words, "")


def test_for_whom_it_was_can_be_noted_later_by_key_and_taken_back(desk: Desk) -> None:
    for week in (3, 2, 1):
        desk.now = NOW - timedelta(weeks=week)
        desk.log("Ana Moreira: bought 2 boots size 31")
    desk.now = NOW
    desk.reopen()
    desk.find("ana")
    assert desk.page_now().usual is not None
    for number in range(3):
        desk.view.focus_timeline()
        desk.press("Home")
        for _ in range(number):
            desk.press("Down")
        desk.press("B")
        desk.type("her son")
        desk.press("Return")
    assert [entry.bought_for for entry in desk.entries("ana m")] == ["her son"] * 3
    assert desk.page_now().usual is None
    desk.view.focus_timeline()
    desk.press("Home")
    entry = desk.view.timeline.current_entry()
    assert entry is not None
    assert [fact.value for fact in entry.facts] == ["her son"]
    desk.press("B")
    assert desk.focus().property("text") == "her son"
    desk.press("Ctrl+A")
    desk.press("Delete")
    desk.press("Return")
    assert sorted(entry.bought_for for entry in desk.entries("ana m")) == ["", "her son", "her son"]
    desk.press("Ctrl+Z")
    assert [entry.bought_for for entry in desk.entries("ana m")] == ["her son"] * 3
