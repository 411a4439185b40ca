"""Customers who are in the shop twice, through the real window: found, compared, merged, told apart, taken apart."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.interactions import Kind, NewInteraction
from relapp.services import customers, interactions
from relapp.storage import customers as stored
from relapp.storage import merges
from relapp.ui.customer.customer_form import CustomerForm
from relapp.ui.duplicates.merge_sheet import MergeSheet
from relapp.ui.duplicates.pick_sheet import PickSheet
from relapp.ui.duplicates.sheet import DuplicatesSheet
from relapp.ui.duplicates.split_sheet import SplitSheet
from tests.journeys.conftest import NOW, Desk


def add(desk: Desk, name: str, phone: str = "", visits: int = 0, reference: str = "") -> int:
    contacts = (NewContactPoint(ContactKind.PHONE, phone),) if phone else ()
    one = desk.do(
        "customer_add", lambda tx: customers.add(tx, NewCustomer(name, reference=reference, contacts=contacts))
    )
    for day in range(visits):
        entry = NewInteraction((one,), Kind.VISIT, NOW - timedelta(days=day + 1), f"{name} came")
        desk.do("log", partial(interactions.log, entry=entry))
    return one


@pytest.fixture
def shop(desk: Desk) -> Desk:
    add(desk, "Ana Moreira", "0151 2345678", 3, "7")
    add(desk, "MOREIRA Ána", "+49 151 2345678", 1, "9")
    add(desk, "Anna Mayr", "030 5551234", 1)
    add(desk, "Anna Meier", "030 5551234")
    add(desk, "Bo Lind", "030 7778888")
    add(desk, "Cleo Lind", "030 7778888")
    return desk


def everyone(desk: Desk) -> list[str]:
    return sorted(customer.name for customer in desk.session.editing.read(stored.every))


def duplicates(desk: Desk) -> DuplicatesSheet:
    desk.press("Ctrl+Shift+D")
    sheet = desk.sheet
    assert isinstance(sheet, DuplicatesSheet)
    desk.wait(lambda: sheet.complete)
    return sheet


def test_the_list_tells_why_and_m_makes_two_one(shop: Desk) -> None:
    sheet = duplicates(shop)
    assert sheet.count.text() == "3 pairs may be one person."
    assert [(row.head, row.under, row.tag) for row in sheet.lines] == [
        ("Ana Moreira · MOREIRA Ána", "Both have +49 151 2345678. They have the same name.", "very likely"),
        ("Anna Mayr · Anna Meier", "Both have 030 5551234. The names sound alike.", "very likely"),
        ("Bo Lind · Cleo Lind", "Both have 030 7778888. Maybe one family: they share a name.", "household"),
    ]
    assert shop.focus() is sheet.lines[0]
    shop.press("M")
    assert shop.shown() == "MOREIRA Ána is now Ana Moreira"
    assert everyone(shop) == ["Ana Moreira", "Anna Mayr", "Anna Meier", "Bo Lind", "Cleo Lind"]
    assert len(sheet.lines) == 2
    assert shop.focus() is sheet.lines[0]
    shop.press("Down")
    shop.press("N")
    assert shop.shown() == "Bo Lind and Cleo Lind are two people"
    assert shop.focus() is sheet.lines[0]
    shop.press("Escape")
    assert len(duplicates(shop).lines) == 1
    shop.press("Escape")
    assert len(shop.entries("Ana Moreira")) == 4
    shop.press("Ctrl+Z")
    shop.press("Ctrl+Z")
    assert "MOREIRA Ána" in everyone(shop)
    assert shop.session.editing.read(merges.pairs) == set()


def test_side_by_side_what_differs_is_chosen_and_enter_merges(shop: Desk) -> None:
    duplicates(shop)
    shop.press("Return")
    sheet = shop.sheet if isinstance(shop.sheet, MergeSheet) else shop.window.findChildren(MergeSheet)[-1]
    assert sheet.isVisible()
    shop.press("2")
    shop.press("Down")
    assert sheet.choice.from_gone == {"name"}
    shop.press("Right")
    assert sheet.choice.from_gone == {"name", "reference"}
    shop.press("Left")
    assert sheet.choice.from_gone == {"name"}
    shop.press("Return")
    assert shop.shown() == "Ana Moreira is now MOREIRA Ána"
    kept = shop.page("MOREIRA Ána")
    assert (kept.customer.reference, kept.stat.entries) == ("7", 4)
    assert [contact.value for contact in kept.contacts] == ["0151 2345678"]
    assert "Undo: Merge – MOREIRA Ána" in shop.window.commands["undo"].text()


def test_where_nobody_looks_alike_that_is_said(desk: Desk) -> None:
    add(desk, "Ana Moreira", "0151 2345678")
    add(desk, "Bo Lind")
    sheet = duplicates(desk)
    assert sheet.count.text() == "No two customers look alike."
    assert not sheet.compare_button.isVisible()
    desk.press("Escape")
    assert not desk.window.findChildren(DuplicatesSheet)


def test_from_a_page_m_asks_with_whom_and_the_page_tells_and_takes_it_apart(shop: Desk) -> None:
    shop.find("ana moreira")
    shop.press("M")
    sheet = shop.sheet
    assert isinstance(sheet, PickSheet)
    assert [row.head for row in sheet.lines] == ["MOREIRA Ána"]
    shop.type("bo li")
    assert [row.head for row in sheet.lines] == ["Bo Lind"]
    shop.press("Return")
    assert isinstance(shop.sheet, MergeSheet)
    shop.press("Return")
    assert shop.shown() == "Bo Lind is now Ana Moreira"
    assert shop.view.header.contacts.text().endswith(" · also known as Bo Lind (merged today)")
    shop.log("bo lind: bought a lamp")
    shop.log("ana moreira: poodle")
    shop.log("ana moreira: Bo wants spelt")
    assert [entry.words for entry in shop.entries("Ana Moreira")][:3] == ["Bo wants spelt", "poodle", "bought a lamp"]
    shop.reopen()
    shop.find("bo lind")
    shop.view.header.open_menu()
    shop.pick("Take Bo Lind apart…")
    asked = shop.sheet
    assert isinstance(asked, SplitSheet)
    assert [(row.head, row.tag) for row in asked.lines] == [
        ("Visit · Bo wants spelt · today", "2 Bo Lind"), ("Visit · poodle · today", "1 Ana Moreira"),
    ]  # fmt: skip
    shop.press("1")
    shop.press("Down")
    shop.press("2")
    shop.press("Return")
    assert shop.shown() == "Ana Moreira and Bo Lind are two customers again"
    assert [entry.words for entry in shop.entries("Bo Lind")] == ["poodle", "bought a lamp"]
    assert shop.entries("Ana Moreira")[0].words == "Bo wants spelt"
    assert "also known as" not in shop.view.header.contacts.text()
    shop.press("Ctrl+Z")
    assert "Bo Lind" not in everyone(shop)


def test_two_rows_of_the_list_are_merged_with_m(shop: Desk) -> None:
    shop.press("Ctrl+2")
    shop.session.customers.list.show_view(shop.session.customers.list._view)
    table = shop.session.customers.list.table
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(table.chosen_ids()) == 2
    shop.press("M")
    assert isinstance(shop.sheet, MergeSheet)
    shop.press("N")
    assert len(shop.session.editing.read(merges.pairs)) == 1


def test_the_keyboard_goes_back_and_the_command_is_in_the_palette(shop: Desk) -> None:
    shop.press("Ctrl+2")
    before = shop.focus()
    duplicates(shop)
    shop.press("Escape")
    assert shop.focus() is before
    shop.find("duplic")
    assert isinstance(shop.sheet, DuplicatesSheet)


def test_a_number_that_somebody_has_is_told_while_it_is_typed(shop: Desk) -> None:
    shop.find("bo lind")
    shop.view.edit_customer()
    form = shop.sheet
    assert isinstance(form, CustomerForm)
    form.add_contact()
    shop.app.processEvents()
    shop.type("0151 234567")
    assert not form.hint.isVisible()
    shop.type("8")
    assert form.hint.text() == "Ana Moreira has this already. Are they one person?"
    form.compare_button.setFocus()
    shop.press("Return")
    sheet = shop.sheet
    assert isinstance(sheet, MergeSheet)
    assert {sheet.both.kept.customer.name, sheet.both.gone.customer.name} == {"Ana Moreira", "Bo Lind"}


def test_a_name_written_otherwise_and_a_number_are_known_in_the_log_line(shop: Desk) -> None:
    shop.press("F2")
    shop.type("0049 30 5551234: came")
    form = shop.session.log.form
    assert sorted(row.accessibleName().split(",")[0] for row in form.candidates.rows) == ["Anna Mayr", "Anna Meier"]
    form.line.set_text("Cleo Lindt: came")
    assert form.candidates.rows[0].accessibleName().startswith("Cleo Lind")
