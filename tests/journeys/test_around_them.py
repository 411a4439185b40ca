"""Promises of row M8: those around a customer, through the real window."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.facts import FactKind
from relapp.domain.interactions import Kind, NewInteraction
from relapp.domain.suggestions.codes import Why
from relapp.services import customers, interactions
from relapp.ui.customer.around_sheet import AroundSheet
from relapp.ui.today.card import SuggestionCard
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


# -- household, relations, introduced by --


def three(desk: Desk) -> None:
    for name in ("Ana Moreira", "Lea Moreira", "Tom Baker"):
        desk.log(f"{name}: came in")


def relate(desk: Desk, name: str, words: str) -> None:
    """On the page that is open, by keys alone: who it is, and what they are."""
    desk.view.focus_page()
    desk.press("P")
    desk.press("N")
    desk.type(name)
    desk.press("Return")
    desk.type(words)
    desk.press("Return")


def shown(desk: Desk) -> list[str]:
    sheet = desk.sheet
    assert isinstance(sheet, AroundSheet)
    return [item.shown.text for item in sheet.items]


def around(desk: Desk, name: str) -> list[str]:
    """What the sheet of a customer says, opened by its key."""
    desk.find(name)
    desk.view.focus_page()
    desk.press("P")
    found = shown(desk)
    desk.press("Escape")
    return found


def test_a_relation_is_read_from_either_side_and_taken_back_by_key(desk: Desk) -> None:
    three(desk)
    desk.find("ana")
    relate(desk, "lea", "mother of")
    assert shown(desk) == ["Lea Moreira’s mother"]
    desk.press("N")
    desk.type("tom")
    desk.press("Return")
    desk.type("works with")
    desk.press("Return")
    assert shown(desk) == ["Lea Moreira’s mother", "works with Tom Baker"]
    desk.press("Escape")
    assert [one.name for one in desk.page_now().around] == ["Lea Moreira", "Tom Baker"]
    assert around(desk, "lea") == ["their mother Ana Moreira"]
    assert around(desk, "tom") == ["works with Ana Moreira"]
    desk.view.focus_page()
    desk.press("P")
    desk.press("O")
    assert desk.page_now().customer.name == "Ana Moreira"
    desk.view.focus_page()
    desk.press("P")
    desk.press("Delete")
    assert shown(desk) == ["works with Tom Baker"]
    desk.press("Escape")
    assert around(desk, "lea") == []
    desk.press("Ctrl+Z")
    assert around(desk, "lea") == ["their mother Ana Moreira"]


def test_who_lives_together_is_listed_on_either_page(desk: Desk) -> None:
    three(desk)
    desk.find("ana")
    relate(desk, "lea", "lives with")
    assert shown(desk) == ["lives with Lea Moreira"]
    desk.press("Escape")
    desk.find("tom")
    relate(desk, "ana", "lives with")
    assert shown(desk) == ["lives with Ana Moreira", "lives with Lea Moreira"]
    desk.press("Escape")
    assert around(desk, "lea") == ["lives with Ana Moreira", "lives with Tom Baker"]
    desk.view.focus_page()
    desk.press("P")
    desk.press("Delete")
    assert shown(desk) == []
    desk.press("Escape")
    assert around(desk, "ana") == ["lives with Tom Baker"]


def test_the_introducer_is_thanked_once(desk: Desk) -> None:
    phone = NewContactPoint(ContactKind.PHONE, "07700 904417")
    ana = desk.do("customer_add", partial(customers.add, new=NewCustomer("Ana Moreira", contacts=(phone,))))
    tom = desk.do("customer_add", partial(customers.add, new=NewCustomer("Tom Baker")))
    for one, ago in ((ana, 60), (ana, 20), (tom, 2)):
        came = NewInteraction((one,), Kind.VISIT, NOW - timedelta(days=ago))
        desk.do("log", partial(interactions.log, entry=came))
    desk.find("tom")
    relate(desk, "ana", "introduced by")
    desk.press("Escape")
    desk.press("Ctrl+1")
    desk.wait(lambda: bool(thanks(desk)))
    assert [card.item.suggestion.reason.details["who"] for card in thanks(desk)] == ["Tom Baker"]
    thanks(desk)[0].setFocus()
    desk.press("D")
    desk.press("Return")
    desk.press("Return")
    desk.come_back(7)
    desk.press("Ctrl+1")
    assert not thanks(desk)


def thanks(desk: Desk) -> list[SuggestionCard]:
    return [card for card in desk.cards if card.item.suggestion.reason.code == Why.INTRODUCED]
