"""Promises of the IMPORT rows I2 to I5 in their first form, through the dialog and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from relapp.services.pages import customers as customers_page
from relapp.services.pages.customers import ListView
from relapp.services.transfer import glance
from relapp.services.transfer.brought import Lot
from relapp.services.transfer.importing import Plan
from relapp.services.transfer.storing.tally import Result
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction
from relapp.ui.importing import large
from relapp.ui.importing.dialog import ImportDialog
from tests.journeys.conftest import Desk

GIFT_SHOP = Path(__file__).parent.parent / "services" / "transfer" / "files" / "gift-shop-slice.csv.gz"

PEOPLE = """Name;Phone;E-Mail;Birthday;Dog
Ana Moreira;0171 555 4417;ana@example.org;13/06/1980;poodle
Bo Lind;0171 555 4418;;;
Cleo Noor;;cleo@example.org;;
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A list of three customers as a shop would keep it."""
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="cp1252")
    return file


def names(desk: Desk, view: ListView = ListView.EVERYONE) -> list[str]:
    """Who is on the list of customers."""
    today = desk.session.editing.today()

    def read(reader: Reader) -> list[str]:
        ids = customers_page.ids(reader, view, today)
        rows = customers_page.rows(reader, ids)
        return [rows[one].name for one in ids]

    return sorted(desk.session.editing.read(read))


def test_the_preview_counts_and_nothing_is_written_before_enter(desk: Desk, people: Path) -> None:
    dialog = desk.look_at(people)
    assert dialog.sentence.text() == "3 new customers."
    assert names(desk) == []
    desk.press("Escape")
    desk.wait_for_no_import()
    assert names(desk) == []
    assert desk.window.commands["undo"].text() == "Undo: Add member of staff"


def test_a_list_of_customers_is_taken_in_and_found_at_once(desk: Desk, people: Path) -> None:
    desk.take_in(people)
    assert desk.shown() == "people.csv: 3 new customers."
    assert desk.window.page == "customers"
    desk.find("4417")
    assert desk.view.header.name.text() == "Ana Moreira"
    assert [(fact.kind, fact.value, fact.month, fact.day) for fact in desk.page("ana").facts] == [
        ("birthday", "13/06/1980", 6, 13),
        ("Dog", "poodle", None, None),
    ]
    desk.find("poodle")
    assert desk.view.header.name.text() == "Ana Moreira"


def test_those_of_the_last_import_have_a_list_of_their_own(desk: Desk, people: Path) -> None:
    desk.log("Zoe Last: came in")
    desk.take_in(people)
    assert desk.session.customers.list.views[ListView.IMPORTED].isChecked()
    assert desk.session.customers.list.definition.text().startswith("people.csv, today, ")
    assert desk.session.customers.list.count.text() == "3 customers"
    assert names(desk, ListView.IMPORTED) == ["Ana Moreira", "Bo Lind", "Cleo Noor"]


def test_the_same_file_again_brings_nothing(desk: Desk, people: Path) -> None:
    desk.take_in(people)
    dialog = desk.look_at(people)
    assert dialog.sentence.text() == "Nothing new: 3 are the same."
    assert not dialog.go.isEnabled()
    desk.press("Escape")
    assert len(names(desk)) == 3


def test_an_import_is_undone_and_redone_by_the_keys(desk: Desk, people: Path) -> None:
    desk.take_in(people)
    desk.press("Ctrl+Z")
    assert desk.shown() == "Undone: Import"
    assert names(desk) == []
    views = desk.session.customers.list.views
    assert views[ListView.EVERYONE].isChecked()
    assert not views[ListView.IMPORTED].isVisible()
    desk.press("Ctrl+Shift+Z")
    assert len(names(desk)) == 3


def test_the_toast_undoes_the_whole_import(desk: Desk, people: Path) -> None:
    desk.take_in(people)
    desk.window.toast.undo_button.click()
    assert names(desk) == []


def test_a_year_of_the_gift_shop_is_counted_taken_in_and_undone_from_the_settings(desk: Desk) -> None:
    dialog = desk.look_at(GIFT_SHOP)
    assert dialog.sentence.text() == "3,170 new sales lines and 9 new customers."
    desk.press("Escape")
    desk.wait_for_no_import()
    desk.take_in(GIFT_SHOP)
    assert len(names(desk)) == 9
    desk.find("14527")
    assert desk.entries("14527")
    assert desk.view.brief.lines()
    desk.press("Ctrl+,")
    desk.tab_to("Undo the import of gift-shop-slice.csv.gz")
    desk.press("Space")
    assert desk.shown() == "Undone: Import"
    assert names(desk) == []


def test_what_was_edited_since_is_kept_and_named(desk: Desk, people: Path) -> None:
    desk.take_in(people)
    desk.log("ana: called, wants two loaves on friday")
    desk.press("Ctrl+,")
    desk.tab_to("Undo the import of people.csv")
    desk.press("Space")
    assert desk.shown() == "Undone: Import. Kept, because it was changed since: 2 contacts and 1 customer."
    assert names(desk) == ["Ana Moreira"]
    assert len(desk.entries("ana")) == 1


def test_bad_rows_are_counted_with_their_reason_and_do_not_stop_the_rest(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "till.csv"
    file.write_text("Date,Customer,Product,Qty,Price\n2025-04-01,Ana,rye,2,3.10\nsoon,Bo,rye,1,3.10\n", "utf-8")
    dialog = desk.look_at(file)
    assert dialog.sentence.text() == "1 new sales line and 1 new customer. 1 bad row left out."
    desk.press("Alt+B")
    bad = dialog.tabs.bad
    desk.wait(bad.isVisible)
    assert [bad.rows.index(0, column).data() for column in range(7)] == [
        "3", "“soon” is not a date.", "soon", "Bo", "rye", "1", "3.10",
    ]  # fmt: skip
    desk.press("Alt+I")
    desk.wait_for_no_import()
    assert names(desk) == ["Ana"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("gone.csv", None, "The file gone.csv is not there."),
        ("empty.csv", b"", "There is nothing to import in empty.csv."),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture.csv"),
        ("broken.xlsx", b"PK\x03\x04" + b"\0" * 100, "broken.xlsx"),
    ],
)
def test_a_bad_file_gives_one_sentence_and_changes_nothing(
    desk: Desk, tmp_path: Path, name: str, content: bytes | None, sentence: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    dialog = desk.look_at(file)
    said = dialog.failure.sentence
    assert sentence in said
    assert said.endswith(".")
    assert dialog.failure.isVisible()
    desk.wait(dialog.choose_again.hasFocus)
    assert not dialog.go.isVisible()
    desk.press("Escape")
    desk.wait_for_no_import()
    assert names(desk) == []


def test_a_file_larger_than_most_is_asked_about_once(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "till.csv"
    path.write_text("Name,Phone\nAna Moreira,0170 1234567\n" * 40, encoding="utf-8")
    monkeypatch.setattr(large, "ASKED_ABOVE", 1000)
    dialog = desk.look_at(path)
    assert dialog.large.isVisible()
    assert dialog.large.sentence.startswith("till.csv has ")
    assert dialog.plan is None
    desk.wait(dialog.large.go_on.hasFocus)
    desk.press("Return")
    desk.wait(lambda: dialog.plan is not None and not dialog.work.running)
    # Reading it otherwise asks no second time.
    dialog.look_at(dialog.large._meant.copy().pop())
    assert not dialog.large.isVisible()
    desk.wait(lambda: not dialog.work.running)
    dialog.reject()
    desk.wait_for_no_import()


def test_a_bad_row_is_mended_in_the_grid_and_counted_again(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "till.csv"
    file.write_text("Date,Customer,Product,Qty,Price\n2025-04-01,Ana,rye,2,3.10\nsoon,Bo,rye,1,3.10\n", "utf-8")
    dialog = desk.look_at(file)
    desk.press("Alt+B")
    bad = dialog.tabs.bad
    desk.wait(bad.isVisible)
    desk.tab_to("Bad rows")
    desk.press("Return")
    desk.press("Ctrl+A")
    desk.type("2025-04-02")
    desk.press("Return")
    assert bad.rows.changed == {3: ("2025-04-02", "Bo", "rye", "1", "3.10")}
    desk.press("Alt+R")
    desk.wait(lambda: dialog.sentence.text() == "2 new sales lines and 2 new customers.")
    assert not bad.rows.rowCount()
    desk.press("Alt+I")
    desk.wait_for_no_import()
    assert names(desk) == ["Ana", "Bo"]


def test_rows_mended_but_not_counted_again_are_taken_in_as_they_were_mended(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "till.csv"
    file.write_text("Date,Customer,Product,Qty,Price\nsoon,Bo,rye,1,3.10\n", "utf-8")
    dialog = desk.look_at(file)
    assert not dialog.go.isEnabled()
    dialog.show_result(Result.BAD)
    assert dialog.tabs.bad.rows.setData(dialog.tabs.bad.rows.index(0, 2), "2025-04-02")
    desk.press("Alt+I")
    desk.wait_for_no_import()
    assert names(desk) == ["Bo"]


def test_bad_rows_are_saved_with_their_reason(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, left = tmp_path / "till.csv", tmp_path / "left.csv"
    file.write_text("Date,Customer,Product,Qty,Price\n2025-04-01,Ana,rye,2,3.10\nsoon,Bo,rye,1,3.10\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(left), ""))
    dialog = desk.look_at(file)
    desk.press("Alt+S")
    desk.wait(lambda: dialog.sentence.text() == "Saved as left.csv.")
    assert left.read_text("utf-8-sig").splitlines() == [
        "Date,Customer,Product,Qty,Price,Reason",
        "soon,Bo,rye,1,3.10,“soon” is not a date.",
    ]


def test_a_date_that_can_be_read_in_two_ways_is_asked_once_and_answered_by_a_key(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "open.csv"
    file.write_text("Date,Customer,Product,Amount\n05/06/2024,Ada Lovelace,Tea,4.20\n", "utf-8")
    dialog = desk.look_at(file)
    assert dialog.question.words.text() == "Which day is 05/06/2024? The file does not say."
    words = [button.text() for button in dialog.question.buttons.values()]
    assert words == ["&Day first: 5 Jun 2024", "&Month first: 6 May 2024"]
    assert not dialog.go.isEnabled()
    desk.press("Alt+M")
    desk.wait(dialog.go.hasFocus)
    assert not dialog.question.isVisible()
    desk.press("Return")
    desk.wait_for_no_import()
    assert desk.entries("ada")[0].at.date() == date(2024, 5, 6)


def test_the_dates_of_a_chat_are_asked_about_after_who_is_the_shop(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "_chat.txt"
    file.write_text("3/4/2025, 09:15 - Ada Lovelace: Tea?\n3/4/2025, 09:16 - The Bakery: Yes\n", "utf-8")
    dialog = desk.look_at(file)
    dialog.question.buttons["The Bakery"].click()
    desk.wait(lambda: dialog.question.words.text() == "Which day is 3/4/2025? The file does not say.")
    desk.wait(dialog.question.buttons["day_first"].hasFocus)
    desk.press("Alt+M")
    desk.wait(dialog.go.hasFocus)
    desk.press("Return")
    desk.wait_for_no_import()
    assert desk.entries("ada")[0].at.date() == date(2025, 3, 4)


def test_a_column_is_given_another_meaning_by_keyboard(desk: Desk, people: Path) -> None:
    dialog = desk.look_at(people)
    desk.tab_to("Columns")
    for _ in range(4):
        desk.press("Down")
    desk.press("Return")
    chooser = dialog.columns.chooser
    assert chooser is not None
    desk.type("nickn")
    desk.press("Return")
    desk.wait(lambda: not dialog.work.running)
    model = dialog.columns.model()
    assert [model.index(4, column).data() for column in range(4)] == ["Dog", "nickname", "poodle", "set by you"]
    desk.press("Alt+I")
    desk.wait_for_no_import()
    desk.find("4417")
    assert desk.page_now().customer.nickname == "poodle"


def test_a_file_that_was_read_wrongly_is_read_as_somebody_says(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_bytes("Name;Ort\nŁukasz Żak;Łódź\n".encode("cp1250"))
    dialog = desk.look_at(file)
    desk.press("Alt+O")
    desk.wait(dialog.reading.encoding.isVisible)
    box = dialog.reading.encoding
    box.setFocus()
    while box.currentData() != "cp1250":
        desk.press("Down" if box.currentIndex() < box.findData("cp1250") else "Up")
    desk.wait(lambda: not dialog.work.running)
    assert dialog.plan is not None
    assert dialog.plan.how_read.encoding == "cp1250"
    desk.press("Alt+I")
    desk.wait_for_no_import()
    assert names(desk) == ["Łukasz Żak"]


def test_cancel_stops_reading_a_long_file_at_once_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    rows = (f"2025-05-0{number % 9 + 1},Customer {number},Rye,{number % 50}.40" for number in range(60_000))
    file.write_text("\n".join(["date,customer,product,price", *rows]), "utf-8")
    desk.session.import_file(file)
    dialog = desk.window.findChild(ImportDialog)
    assert dialog is not None
    desk.wait(lambda: dialog.work.pace.rows > 0)
    desk.press("Escape")
    began = monotonic()
    desk.wait_for_no_import()
    assert monotonic() - began < 1  # 0.2 s on a machine that does nothing else
    assert names(desk) == []


def test_somebody_may_look_at_a_look_alike_and_come_back(desk: Desk, tmp_path: Path) -> None:
    desk.log("Ana Moreira: came in")
    plan_file = tmp_path / "people.csv"
    plan_file.write_text("Name,Dog\nAna Moreira,poodle\n", "utf-8")
    dialog = desk.look_at(plan_file)
    dialog.tabs.customer_wanted.emit(desk.customer("ana"))
    assert not dialog.isVisible()
    assert desk.page_now().customer.name == "Ana Moreira"
    assert desk.shown() == "people.csv waits: “Import a file” goes back to it."
    desk.window.activateWindow()
    desk.wait(desk.window.isActiveWindow)
    desk.press("Ctrl+I")
    desk.wait(lambda: dialog.isVisible() and not dialog.work.running)
    assert dialog.sentence.text() == "1 changed."
    desk.press("Escape")
    desk.wait_for_no_import()


def test_a_chat_asks_who_is_the_shop_and_knows_it_the_next_time(desk: Desk, tmp_path: Path) -> None:
    first = tmp_path / "_chat.txt"
    first.write_text("25/12/2023, 21:05 - Ana: Two cakes?\n25/12/2023, 21:06 - Rosa: Gladly\n", encoding="utf-8")
    dialog = desk.look_at(first)
    dialog.reading.us_wanted.emit("Rosa")
    desk.wait(lambda: not dialog.work.running and dialog.go.isEnabled())
    assert dialog.sentence.text() == "2 new entries and 1 new customer."
    dialog.go.click()
    desk.wait_for_no_import()
    assert names(desk) == ["Ana"]
    then = tmp_path / "chat.txt"
    then.write_text("26/12/2023, 8:00 - Aaron: Hi\n26/12/2023, 8:01 - Rosa: Hello\n", encoding="utf-8")
    desk.take_in(then)
    assert names(desk) == ["Aaron", "Ana"]


def test_cancel_counts_also_where_the_work_could_not_be_stopped(
    desk: Desk, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, go_on = Event(), Event()
    as_it_was = glance.glance

    def slow(reader: Reader, plan: Plan) -> glance.Glance:
        looked.set()
        go_on.wait(10)
        return as_it_was(reader, plan)

    monkeypatch.setattr(glance, "glance", slow)
    desk.session.import_file(people)
    desk.wait(looked.is_set)
    dialog = desk.window.findChild(ImportDialog)
    assert dialog is not None
    dialog.cancel.click()
    go_on.set()
    desk.wait_for_no_import()
    assert names(desk) == []


def test_cancel_behind_the_last_row_of_one_file_begins_no_other(
    desk: Desk, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, go_on = Event(), Event()
    editing = desk.session.editing
    as_it_was = editing.work

    def slow(name: str, verb: Callable[[Transaction], Any]) -> Any:
        done = as_it_was(name, verb)
        if name == "import":
            written.set()
            go_on.wait(10)
        return done

    monkeypatch.setattr(editing, "work", slow)
    desk.session.bringing.import_files([Lot("one", (people,)), Lot("two", (people,))])
    dialog = desk.looked_at()
    desk.wait(dialog.go.hasFocus)
    desk.press("Return")
    desk.wait(written.is_set)
    dialog.cancel.click()
    go_on.set()
    desk.wait_for_no_import()
    assert len(names(desk)) == 3
    assert desk.shown() == "one: 3 new customers."
