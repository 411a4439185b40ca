"""Promises of the IMPORT rows I2 to I5 in their first form, through the dialog and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from relapp.services.pages import customers as customers_page
from relapp.services.pages.customers import ListView
from relapp.storage.reader import Reader
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


def look_at(desk: Desk, file: Path) -> ImportDialog:
    """Open the import with a file and wait until it was looked at."""
    desk.session.import_file(file)
    dialog = desk.window.findChild(ImportDialog)
    assert dialog is not None
    desk.wait(lambda: not dialog.bar.isVisible())
    return dialog


def names(desk: Desk, view: ListView = ListView.EVERYONE) -> list[str]:
    """Who is on the list of customers."""
    today = desk.session.editing.today()

    def read(reader: Reader) -> list[str]:
        ids = customers_page.ids(reader, view, today)
        rows = customers_page.rows(reader, ids)
        return [rows[one].name for one in ids]

    return sorted(desk.session.editing.read(read))


def test_the_preview_counts_and_nothing_is_written_before_enter(desk: Desk, people: Path) -> None:
    dialog = look_at(desk, people)
    assert dialog.sentence.text() == "3 new, 0 changed and 0 the same."
    assert names(desk) == []
    desk.press("Escape")
    desk.wait(lambda: desk.window.findChild(ImportDialog) is None)
    assert names(desk) == []
    assert desk.window.commands["undo"].text() == "Undo: Add member of staff"


def test_a_list_of_customers_is_taken_in_and_found_at_once(desk: Desk, people: Path) -> None:
    desk.take_in(people)
    assert desk.shown() == "people.csv: 3 new, 0 changed and 0 the same."
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
    desk.press("Tab")  # from the search to the lists, which the arrows change
    desk.press("Down")
    assert desk.session.customers.list.count.text() == "3 customers"
    assert names(desk, ListView.IMPORTED) == ["Ana Moreira", "Bo Lind", "Cleo Noor"]


def test_the_same_file_again_brings_nothing(desk: Desk, people: Path) -> None:
    desk.take_in(people)
    dialog = look_at(desk, people)
    assert dialog.sentence.text() == "0 new, 0 changed and 3 the same."
    assert not dialog.go.isEnabled()
    desk.press("Escape")
    assert len(names(desk)) == 3


def test_an_import_is_undone_and_redone_by_the_keys(desk: Desk, people: Path) -> None:
    desk.take_in(people)
    desk.press("Ctrl+Z")
    assert desk.shown() == "Undone: Import"
    assert names(desk) == []
    desk.press("Ctrl+Shift+Z")
    assert len(names(desk)) == 3


def test_the_toast_undoes_the_whole_import(desk: Desk, people: Path) -> None:
    desk.take_in(people)
    desk.window.toast.undo_button.click()
    assert names(desk) == []


def test_a_year_of_the_gift_shop_is_counted_taken_in_and_undone_from_the_settings(desk: Desk) -> None:
    dialog = look_at(desk, GIFT_SHOP)
    assert dialog.sentence.text() == "3,170 new sales lines and 9 new customers."
    desk.press("Escape")
    desk.wait(lambda: desk.window.findChild(ImportDialog) is None)
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
    dialog = look_at(desk, file)
    assert dialog.sentence.text() == "1 new sales line and 1 new customer. 1 bad row left out."
    assert dialog.bad.text() == "Line 3: “soon” is not a date."
    desk.press("Return")
    desk.wait(lambda: desk.window.findChild(ImportDialog) is None)
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
    dialog = look_at(desk, file)
    said = dialog.sentence.text()
    assert sentence in said
    assert said.endswith(".")
    assert not dialog.go.isEnabled()
    desk.press("Escape")
    desk.wait(lambda: desk.window.findChild(ImportDialog) is None)
    assert names(desk) == []
