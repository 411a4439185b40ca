"""Everything out through the window: the whole shop, the list in front, a customer's own copy."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

import pytest
import python_calamine as calamine
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFileDialog

from relapp.domain.customers import NewCustomer
from relapp.domain.facts import Certainty, NewFact
from relapp.domain.interactions import Kind, NewInteraction
from relapp.services import customers, facts, interactions
from relapp.services.pages import settings as settings_page
from relapp.services.transfer import importing
from relapp.storage.transaction import Transaction
from relapp.ui.exporting import acts, copy_sheet
from relapp.ui.exporting.copy_sheet import CopySheet
from relapp.ui.exporting.correct_sheet import CorrectSheet
from relapp.ui.exporting.sheet import ExportSheet
from tests.builders import TODAY
from tests.journeys.conftest import NOW, Desk
from tests.shop import Shop


class Chosen(Protocol):
    """Answers with a file, and with the kind of file that was chosen."""

    def __call__(self, path: Path, kind: str = "") -> None: ...


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Chosen:
    """Answers the system's dialog that asks for a file."""

    def answer(path: Path, kind: str = "") -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), kind))

    return answer


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the system to be shown."""
    shown: list[str] = []

    def show(url: QUrl) -> bool:
        shown.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return shown


def export_sheet(desk: Desk, into: Path) -> ExportSheet:
    desk.press("Ctrl+Shift+E")
    sheet = desk.sheet
    assert isinstance(sheet, ExportSheet)
    sheet.folder = into
    return sheet


def rows(path: Path) -> list[list[str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_everything_goes_into_a_folder_by_keys_alone_and_makes_the_same_shop(
    desk: Desk, tmp_path: Path, opened: list[str]
) -> None:
    desk.log("Ana Moreira: looked at bikes, allergic to rye")
    sheet = export_sheet(desk, tmp_path / "out")
    desk.press("Return")
    desk.wait(lambda: sheet.done is not None)
    assert sheet.done is not None
    said = "Everything is exported: 1 customer with 1 entry, and all that is noted beside them.\n"
    assert sheet.state.text().startswith(said)
    desk.press("Space")
    assert opened == [str(sheet.done.path)]
    assert desk.window.commands["undo"].text() == "Undo: Log entry – Ana Moreira"
    shop = Shop()
    plan = importing.prepare(sheet.done.path / "shop.jsonl")
    tally = shop.run("import", lambda tx: importing.take_in(tx, plan)).tally
    assert (tally.people, tally.bad) == (1, 0)
    desk.press("Escape")
    desk.press("Ctrl+,")
    assert [one.name for one in desk.session.editing.read(lambda r: settings_page.page(r, TODAY)).exports] == ["export"]


def test_what_two_people_did_together_is_on_both_timelines_and_one_entry_in_every_export(
    desk: Desk, tmp_path: Path
) -> None:
    desk.log("Ana Moreira: here")
    desk.log("Bruno Silva: here")
    desk.log("ana and bruno: picked up 1 cake 12.00, allergic to nuts")
    assert desk.entries("ana m")[0].id == desk.entries("bruno")[0].id
    sheet = export_sheet(desk, tmp_path / "out")
    desk.press("Return")
    desk.wait(lambda: sheet.done is not None)
    assert sheet.done is not None
    header, *entries = rows(sheet.done.path / "entries.csv")
    told = [dict(zip(header, row, strict=True)) for row in entries]
    assert [row["customers"] for row in told if row["kind"] == "purchase"] == ["Ana Moreira; Bruno Silva"]
    bought = rows(sheet.done.path / "purchase_lines.csv")[1:]
    assert len(bought) == 1
    again = Shop()
    plan = importing.prepare(sheet.done.path / "shop.jsonl")
    again.run("import", lambda tx: importing.take_in(tx, plan))
    assert len(again.tables()["interaction"]) == 3
    assert [row.amount for row in again.tables()["participant"]] == [0, 0, 1200, 0]
    again.close()


def fill(desk: Desk) -> None:
    def many(tx: Transaction) -> None:
        for number in range(400):
            one = customers.add(tx, NewCustomer(f"Person {number}"))
            interactions.log(tx, NewInteraction((one,), Kind.VISIT, NOW - timedelta(days=1), "was here"))

    desk.do("log", many)


def test_esc_stops_it_and_nothing_is_left(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    sheet = export_sheet(desk, tmp_path / "out")
    sheet.begin()
    desk.press("Escape")
    desk.session.background.wait()
    desk.wait(lambda: not list((tmp_path / "out").glob("*")))
    assert desk.session.editing.read(lambda r: settings_page.page(r, TODAY)).exports == ()


def test_closing_the_window_stops_it_and_nothing_is_left(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    sheet = export_sheet(desk, tmp_path / "out")
    sheet.begin()
    pace = sheet.pace
    desk.close()
    assert pace.stop
    assert list((tmp_path / "out").glob("*")) == []


def test_the_list_in_front_is_saved_as_it_is_shown(desk: Desk, tmp_path: Path, choose: Chosen) -> None:
    path = tmp_path / "list.csv"
    choose(path)
    desk.log("Zoe Lind: tried the roll")
    desk.log("Ana Moreira 07700 904417: looked at bikes")
    desk.log("Ana Moreira: wants spelt, will ring her on friday")
    for key, name in (("Ctrl+2", "Ana Moreira"), ("Ctrl+3", ""), ("Ctrl+1", "")):
        path.unlink(missing_ok=True)
        desk.press(key)
        if name:
            desk.session.customers.list.search.setText("moreira")
            desk.session.customers.list.search.setFocus()
        desk.press("Ctrl+Shift+S")
        desk.wait(path.exists)
        if name:
            assert [row[0] for row in rows(path)] == ["Name", name]
        desk.wait(lambda: desk.window.toast.label.text().startswith("Saved: list.csv, "))


def sheet_of(path: Path) -> list[list[Any]]:
    return calamine.load_workbook(path).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("list.xlsx", acts.CSV, "list.xlsx"),
        ("list.csv", acts.XLSX, "list (2).xlsx"),
        ("my.list", acts.XLSX, "my.list.xlsx"),
    ],
)
def test_a_list_is_saved_as_a_workbook_and_nothing_is_written_over_unasked(
    desk: Desk, tmp_path: Path, choose: Chosen, typed: str, kind: str, name: str
) -> None:
    if typed == "list.csv":
        (tmp_path / "list.xlsx").write_text("mine", encoding="utf-8")
    choose(tmp_path / typed, kind)
    desk.log("Ana Moreira 07700 904417: paid 6.40")
    desk.session.open_customers(desk.customer("Ana Moreira"))
    desk.view.focus_timeline()
    desk.press("Ctrl+Shift+S")
    desk.wait(lambda: desk.window.toast.label.text().startswith(f"Saved: {name}, "))
    header, row = sheet_of(tmp_path / name)
    assert dict(zip(header, row, strict=True)) | {"Words": ""} == {
        "Date": NOW.date(), "Time": NOW.time().replace(second=0, microsecond=0), "What": "Purchase", "Words": "",
        "Amount": 6.4, "Currency": "EUR", "By": "Ina", "With": "", "Way": "Counter",
    }  # fmt: skip
    if typed == "list.csv":
        assert (tmp_path / "list.xlsx").read_text(encoding="utf-8") == "mine"


def test_everything_goes_out_with_workbooks_by_keys_alone(desk: Desk, tmp_path: Path) -> None:
    desk.log("Ana Moreira: looked at bikes")
    sheet = export_sheet(desk, tmp_path / "out")
    desk.press("Alt+X")
    desk.wait(sheet.as_xlsx.isChecked)
    desk.press("Return")
    desk.wait(lambda: sheet.done is not None)
    assert sheet.done is not None
    assert sheet_of(sheet.done.path / "customers.xlsx")[1][:2] == ["1", "Ana Moreira"]
    assert not list(sheet.done.path.glob("*.csv"))


def test_a_timeline_is_saved_when_it_has_the_keyboard(desk: Desk, tmp_path: Path, choose: Chosen) -> None:
    path = tmp_path / "timeline.csv"
    choose(path)
    desk.log("Ana Moreira: tried the roll")
    desk.log("Ana Moreira: =1+1 she said")
    desk.session.open_customers(desk.customer("Ana Moreira"))
    desk.view.focus_timeline()
    desk.press("Ctrl+Shift+S")
    desk.wait(path.exists)
    assert [row[3] for row in rows(path)] == ["Words", "'=1+1 she said", "tried the roll"]


def test_a_customers_own_copy_is_saved_and_opened_to_be_printed(
    desk: Desk, tmp_path: Path, choose: Chosen, opened: list[str]
) -> None:
    path = tmp_path / "copy.html"
    choose(path)
    desk.log("Ana Moreira: tried the roll")
    desk.session.open_customers(desk.customer("Ana Moreira"))
    desk.press("Ctrl+Shift+P")
    sheet = desk.sheet
    assert isinstance(sheet, CopySheet)
    assert sheet.told.text() == "Putting together everything that is held …"
    assert not any(button.isEnabled() for button in (sheet.save, sheet.print_button, sheet.correct))
    desk.wait(sheet.save.isEnabled)
    assert "Ana Moreira" in sheet.told.text()
    assert "tried the roll" in sheet.page.toPlainText()
    sheet.save.click()
    assert path.read_text(encoding="utf-8") == sheet.html
    desk.press("Space")
    assert opened == [str(path)]


def test_a_customers_own_copy_is_a_pdf_on_the_paper_that_is_usual_here(
    desk: Desk, tmp_path: Path, choose: Chosen, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "copy.pdf"
    choose(path)
    desk.log("Ana Moreira: tried the roll")
    desk.session.open_customers(desk.customer("Ana Moreira"))
    desk.press("Ctrl+Shift+P")
    sheet = desk.sheet
    assert isinstance(sheet, CopySheet)
    desk.wait(sheet.save.isEnabled)
    sheet.save.click()
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/MediaBox [0 0 595" in content
    desk.press("Space")
    assert opened == [str(path)]
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    desk.press("Ctrl+P")
    assert sheet.state.text() == "There is no printer here. Save it as PDF, and print that elsewhere."


def test_what_a_customer_puts_right_in_their_copy_is_a_told_fact_from_then_on(desk: Desk) -> None:
    ana = desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("Ana Moreira")))
    guess = NewFact("size", "39", certainty=Certainty.GUESSED)
    desk.do("fact_learn", lambda tx: facts.learn(tx, ana, guess))
    desk.session.open_customers(ana)
    desk.press("Ctrl+Shift+P")
    copy = desk.sheet
    assert isinstance(copy, CopySheet)
    desk.wait(copy.save.isEnabled)
    copy.correct.setFocus()
    desk.press("Space")
    sheet = desk.sheet
    assert isinstance(sheet, CorrectSheet)
    desk.press("End")
    desk.press("Tab")
    desk.press("Ctrl+A")
    desk.type("42")
    desk.press("Ctrl+Return")
    desk.wait(lambda: any(isinstance(one, CopySheet) for one in desk.window.findChildren(CopySheet) if one.isVisible()))
    known = desk.page("ana").facts
    assert [(fact.value, fact.certainty) for fact in known] == [("42", Certainty.TOLD)]
    assert desk.entries("ana")[0].words == "Read their own copy. Size: “42”"


def test_a_copy_too_long_to_be_laid_out_here_is_saved_all_the_same(
    desk: Desk, tmp_path: Path, choose: Chosen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copy_sheet, "_LONGEST", 1_000)
    choose(tmp_path / "copy.html")
    desk.log("Ana Moreira: tried the roll")
    desk.session.open_customers(desk.customer("Ana Moreira"))
    desk.press("Ctrl+Shift+P")
    sheet = desk.sheet
    assert isinstance(sheet, CopySheet)
    desk.wait(sheet.save.isEnabled)
    assert sheet.page.toPlainText() == "It is too long to be shown here. Save it, and the browser shows it."
    sheet.save.click()
    assert "tried the roll" in (tmp_path / "copy.html").read_text(encoding="utf-8")


def test_without_a_customer_there_is_no_copy(desk: Desk) -> None:
    desk.press("Ctrl+Shift+P")
    assert desk.window.toast.label.text() == "Open the page of a customer first."
