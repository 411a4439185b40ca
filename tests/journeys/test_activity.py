"""The owner looks through the record with the keyboard."""

from __future__ import annotations

from relapp.domain.activity import BY_COMMAND, Sort
from relapp.domain.customers import NewCustomer
from relapp.domain.staff import Role
from relapp.services import customers, staff
from relapp.services.operations import Operations
from relapp.ui.activity.sheet import ActivitySheet
from relapp.ui.theme import Scheme
from tests.journeys.conftest import NOW, Desk
from tests.journeys.test_every_screen import LOOKS, LTR, SMALL, USUAL, wear


def sheet(desk: Desk) -> ActivitySheet:
    desk.press("Ctrl+Shift+H")
    found = [one for one in desk.window.findChildren(ActivitySheet) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def lines(shown: ActivitySheet) -> list[str]:
    return [item.shown.text for item in shown.items]


def prepare(desk: Desk) -> int:
    bea = desk.do("staff_add", lambda tx: staff.add(tx, "Bea", Role.OWNER))
    desk.session.editing.staff_id = bea
    ana = desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("Ana Moreira")))
    desk.log("Ana Moreira came by, liked the rye")
    desk.session.editing.note("export_list", list="customers", form="csv", rows=12)
    return ana


def test_the_owner_finds_out_who_did_what_and_takes_it_back(desk: Desk) -> None:
    ana = prepare(desk)
    shown = sheet(desk)
    assert lines(shown)[:3] == ["Saved a list: customers", "Log entry – Ana Moreira", "Add customer – Ana Moreira"]
    assert "Bea" in shown.items[0].shown.state
    assert desk.session.editing.operations.desk not in shown.items[0].shown.state
    assert "12 rows" in shown.items[0].shown.state
    assert "CSV" in shown.items[0].shown.state
    desk.press("Alt+T")
    desk.wait(shown.sorts[Sort.TOOK_OUT].isChecked)
    assert lines(shown) == ["Saved a list: customers"]
    desk.press("Alt+L")
    desk.wait(shown.sorts[None].isChecked)
    shown.search.setFocus()
    desk.type("moreira")
    desk.wait(lambda: len(shown.items) == 2)
    shown.items[0].setFocus()
    desk.press("U")
    desk.wait(lambda: any("taken back" in item.shown.state for item in shown.items))
    shown.items[-1].setFocus()
    desk.press("C")
    assert desk.session.customers.current_id == ana
    assert not [one for one in desk.window.findChildren(ActivitySheet) if one.isVisible()]


def test_what_was_done_elsewhere_says_so(desk: Desk) -> None:
    for where in ("0a1b2c3d4e5f", BY_COMMAND):
        elsewhere = Operations(desk.session.database, desk=where, now=lambda: desk.now)
        elsewhere.run("customer_add", lambda tx: customers.add(tx, NewCustomer("Ana Moreira")))
    told = [item.shown.state for item in sheet(desk).items]
    assert told[0].endswith("by command")
    assert told[1].endswith("at another computer")


def test_an_entry_is_opened_from_the_record(desk: Desk) -> None:
    ana = prepare(desk)
    shown = sheet(desk)
    entry = next(item for item in shown.items if item.shown.text.startswith("Log entry"))
    entry.setFocus()
    desk.press("E")
    assert desk.session.customers.current_id == ana
    assert desk.view.evidence.isVisible()


def test_only_one_day_is_shown_and_all_of_it_again(desk: Desk) -> None:
    prepare(desk)
    desk.come_back(3)
    desk.log("Ana Moreira came by")
    shown = sheet(desk)
    before = len(shown.items)
    shown.items[-1].setFocus()
    desk.press("D")
    assert len(shown.items) == before - 1
    assert shown.days.currentData() == (NOW.date(), NOW.date())
    shown.days.setCurrentIndex(0)
    assert len(shown.items) == before


def test_staff_are_told_to_ask_an_owner(desk: Desk) -> None:
    prepare(desk)
    cy = desk.do("staff_add", lambda tx: staff.add(tx, "Cy", Role.STAFF))
    desk.session.editing.staff_id = cy
    desk.press("Ctrl+Shift+H")
    assert not desk.window.findChildren(ActivitySheet)
    assert "owner" in desk.shown()


def test_in_a_low_window_with_large_text_five_lines_are_seen_and_the_filters_are_one_key_away(desk: Desk) -> None:
    for name in ("Ada", "Bo", "Cy", "Di", "Ed", "Flo"):
        desk.do("customer_add", lambda tx, name=name: customers.add(tx, NewCustomer(name)))  # type: ignore[misc]
    wear(desk, (Scheme.LIGHT, 200, SMALL, LTR))
    try:
        shown = sheet(desk)
        desk.app.processEvents()
        window = shown.scroller.viewport()
        whole = [one for one in shown.items if one.isVisible() and not one.visibleRegion().isEmpty()]
        seen = [one for one in whole if one.visibleRegion().boundingRect() == one.rect()]
        assert len(seen) >= 5, f"{len(seen)} of {len(shown.items)} in {window.height()}"
        assert not shown.filters.isVisible()
        desk.press("Alt+F")
        desk.wait(shown.filters.isVisible)
        desk.press("Alt+T")
        desk.wait(shown.sorts[Sort.TOOK_OUT].isChecked)
        wear(desk, (Scheme.LIGHT, 100, USUAL, LTR))
        assert shown.filters.isVisible()
        assert not shown.filter.isVisible()
        assert shown._close.isVisible()
    finally:
        wear(desk, LOOKS[0])
