"""Promises of the TEAM rows E1 and E6, through the real window."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from relapp.domain.facts import NewFact
from relapp.domain.promises import NewPromise
from relapp.domain.wishes import NewWish
from relapp.services import facts, promises
from relapp.storage import schema
from relapp.storage.reader import Reader
from relapp.ui.customer.customer_form import CustomerForm
from relapp.ui.customer.memory_item import MemoryItem
from tests.journeys.conftest import Desk

# -- E1: who did it --


def test_two_share_a_till_and_each_entry_bears_the_right_name(desk: Desk) -> None:
    desk.press("F4")
    desk.tab_to("Name of a new member of staff")
    desk.type("Tom")
    desk.press("Return")
    desk.log("Ana Moreira: bought 2 wholemeal")
    desk.press("F4")
    desk.press("1")
    desk.log("ana: bought rye")
    desk.press("F4")
    desk.press("2")
    desk.log("ana: bought a cake")
    names = {one.id: one.name for one in desk.session.shop.staff}
    assert [(entry.words, names[entry.staff_id or 0]) for entry in desk.entries("ana")] == [
        ("bought a cake", "Tom"),
        ("bought rye", "Ina"),
        ("bought 2 wholemeal", "Tom"),
    ]


def test_who_is_here_is_remembered_after_a_restart(desk: Desk) -> None:
    desk.press("F4")
    desk.tab_to("Name of a new member of staff")
    desk.type("Tom")
    desk.press("Return")
    desk.reopen()
    assert desk.window.navigation.staff.text() == "Tom"
    desk.log("Ana Moreira: bought rye")
    assert desk.entries("ana")[0].staff_id == desk.session.shop.staff[1].id


def test_a_name_that_is_taken_is_refused_with_one_sentence(desk: Desk) -> None:
    desk.press("F4")
    desk.tab_to("Name of a new member of staff")
    desk.type("ina")
    desk.press("Return")
    assert len(desk.session.shop.staff) == 1
    assert "Ina" in desk.shown() or "ina" in desk.shown()


# -- E6: undo and redo of everything --

OWN_HISTORY = ("operation", "change", "draft", "suggestion_shown")
"""Tables that undo adds to, or that hold nobody's change."""


def everything(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the shop."""

    def rows(reader: Reader) -> dict[str, list[tuple[object, ...]]]:
        tables = [table for table in schema.metadata.sorted_tables if table.name not in OWN_HISTORY]
        return {table.name: sorted(map(tuple, reader.rows(select(table))), key=repr) for table in tables}

    return desk.session.editing.read(rows)


def stand_on(desk: Desk, words: str) -> None:
    """Press Tab until a fact, promise or wish of Ana's has the keyboard."""
    desk.find("ana")
    for _ in range(60):
        item = desk.focus()
        if isinstance(item, MemoryItem) and words in item.shown.text:
            return
        desk.press("Tab")
    raise AssertionError(f"Tab does not reach {words}")


def on_row(desk: Desk, words: str, key: str, fill: str = "") -> None:
    """Press the key of an act on a fact, promise or wish; ``fill`` is typed into the form that opens."""
    stand_on(desk, words)
    desk.press(key)
    if fill:
        desk.press("Ctrl+A")
        desk.type(fill)
        desk.press("Return")


def note(desk: Desk, what: str, *fields: str) -> None:
    """Note a fact, a promise or a wish through the button "Add"; Tab goes from field to field."""
    desk.find("ana")
    desk.tab_to("Add a fact, a promise or a wish")
    desk.press("Space")
    desk.pick(what)
    for name in fields[:-1]:
        desk.type(name)
        desk.press("Tab")
    desk.type(fields[-1])
    desk.press("Return")


def log(desk: Desk) -> None:
    desk.log("ana: called, no answer")


def edit_entry(desk: Desk) -> None:
    to_timeline(desk)
    desk.press("Return")
    desk.press("Ctrl+A")
    desk.type("took 3 loaves")
    desk.press("Ctrl+Return")


def remove_entry(desk: Desk) -> None:
    to_timeline(desk)
    desk.press("Delete")


def to_timeline(desk: Desk) -> None:
    desk.find("ana")
    desk.tab_to("Timeline")
    desk.press("Home")


def edit_customer(desk: Desk) -> None:
    desk.find("ana")
    desk.press("Alt+E")
    desk.wait(lambda: isinstance(desk.window.findChild(CustomerForm), CustomerForm))  # a button is seen pressed first
    desk.press("Ctrl+A")
    desk.type("Ana Moreira Silva")
    desk.press("Return")


def remove_customer(desk: Desk) -> None:
    desk.find("ana")
    desk.tab_to("More about this customer")
    desk.press("Space")
    desk.pick("Delete this customer")


def learn(desk: Desk) -> None:
    note(desk, "Fact…", "quirk", "", "hums")


def promise(desk: Desk) -> None:
    note(desk, "Promise…", "keep a rye")


def move_promise(desk: Desk) -> None:
    on_row(desk, "repair the tin", "M")
    desk.press("Up")  # a day later
    desk.press("Return")


def wish(desk: Desk) -> None:
    note(desk, "Wish…", "walnut knife")


def add_staff(desk: Desk) -> None:
    desk.press("F4")
    desk.tab_to("Name of a new member of staff")
    desk.type("Tom")
    desk.press("Return")
    desk.press("F4")
    desk.press("1")


def edit_staff(desk: Desk) -> None:
    desk.press("Ctrl+,")
    desk.tab_to("Name of Ina")
    desk.press("Ctrl+A")
    desk.type("Ina Holt")
    desk.press("Tab")


def name_shop(desk: Desk) -> None:
    desk.press("Ctrl+,")
    desk.tab_to("Name of the shop")
    desk.type("Corner Bakery")
    desk.press("Tab")


def later(desk: Desk) -> None:
    desk.press("Ctrl+1")
    desk.press("S")
    desk.press("1")


def refuse(desk: Desk) -> None:
    desk.press("Ctrl+1")
    desk.press("X")
    desk.press("3")


def done(desk: Desk) -> None:
    desk.press("Ctrl+1")
    desk.press("D")


ACTS: tuple[tuple[str, Callable[[Desk], None]], ...] = (
    ("Log entry", log),
    ("Edit entry", edit_entry),
    ("Remove entry", remove_entry),
    ("Edit customer", edit_customer),
    ("Note fact", learn),
    ("Confirm fact", lambda desk: on_row(desk, "seeded crust", "C")),
    ("Correct fact", lambda desk: on_row(desk, "seeded crust", "E", "soft crust")),
    ("Retire fact", lambda desk: on_row(desk, "seeded crust", "Delete")),
    ("Note promise", promise),
    ("Move promise", move_promise),
    ("Close promise", lambda desk: on_row(desk, "repair the tin", "K")),
    ("Note wish", wish),
    ("Close wish", lambda desk: on_row(desk, "spelt", "K")),
    ("Suggestion put off", later),
    ("Suggestion refused", refuse),
    ("Suggestion done", done),
    ("Add member of staff", add_staff),
    ("Edit member of staff", edit_staff),
    ("Change setting", name_shop),
    ("Remove customer", remove_customer),
)


def furnish(desk: Desk) -> None:
    """Ana asked something; a fact, a promise and a wish of hers are known."""
    desk.log("Ana Moreira: asked if spelt comes")
    ana = desk.customer("ana")
    desk.do("fact_learn", lambda tx: facts.learn(tx, ana, NewFact("likes", "seeded crust")))
    desk.do("promise_give", lambda tx: promises.give(tx, ana, NewPromise("repair the tin", desk.now.date())))
    desk.do("wish_add", lambda tx: promises.wish(tx, ana, NewWish("spelt")))


def test_every_kind_of_act_is_undone_and_done_again_by_its_name(desk: Desk) -> None:
    furnish(desk)
    for title, act in ACTS:
        before = everything(desk)
        act(desk)
        after = everything(desk)
        assert after != before, f"{title}: nothing changed"
        assert desk.window.commands["undo"].text().split(" – ")[0] == f"Undo: {title}"
        desk.press("Ctrl+Z")
        assert everything(desk) == before, title
        assert desk.shown() == f"Undone: {title}"
        assert desk.window.commands["redo"].text().split(" – ")[0] == f"Redo: {title}"
        desk.press("Ctrl+Shift+Z")
        assert everything(desk) == after, title
        assert desk.shown() == f"Done again: {title}"
        desk.press("Ctrl+Z")


def test_a_day_of_acts_is_undone_to_the_start_and_redone_after_a_restart(desk: Desk) -> None:
    furnish(desk)
    states = [everything(desk)]
    some = [act for title, act in ACTS if title in {"Log entry", "Edit customer", "Note wish", "Remove customer"}]
    for act in some:
        act(desk)
        states.append(everything(desk))
    desk.reopen()
    for state in reversed(states[:-1]):
        desk.press("Ctrl+Z")
        assert everything(desk) == state
    desk.reopen()
    for state in states[1:]:
        desk.press("Ctrl+Shift+Z")
        assert everything(desk) == state


def test_a_removed_customer_comes_back_whole_and_their_page_can_be_opened(desk: Desk) -> None:
    furnish(desk)
    remove_customer(desk)
    assert desk.window.page == "customers"
    desk.press("Ctrl+Z")
    desk.find("ana")
    assert desk.view.current_id == desk.customer("ana")
    assert [entry.words for entry in desk.entries("ana")] == ["asked if spelt comes"]


def test_the_menu_names_what_undo_takes_back(desk: Desk) -> None:
    desk.log("Ana Moreira: asked if spelt comes")
    desk.press("F10")
    desk.pick("Undo: Log entry – Ana Moreira")
    assert desk.shown() == "Undone: Log entry"


def test_the_toast_takes_back_its_own_act_also_after_newer_ones(desk: Desk) -> None:
    desk.log("Ana Moreira: asked if spelt comes")
    desk.press("Tab")
    toast = desk.window.toast
    assert toast.undo_button.isVisible()
    toast.undo_button.click()
    assert desk.shown() == "Undone: Log entry"


def test_there_is_a_sentence_when_nothing_is_left_to_undo(desk: Desk) -> None:
    for _ in range(3):
        desk.press("Ctrl+Z")
    assert desk.shown() == "There is nothing to undo."
