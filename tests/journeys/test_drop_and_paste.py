"""Promises of the row D1: what is dropped on the window or pasted opens the right preview."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.services import customers
from relapp.services.transfer import brought
from relapp.ui.customer.new_customer_form import NewCustomerForm
from relapp.ui.importing.dialog import ImportDialog
from tests.journeys.conftest import Desk

PEOPLE = "Name,Phone\nAna Moreira,0171 555 4417\n"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    return file


def test_a_file_dropped_on_the_window_opens_its_preview(desk: Desk, people: Path) -> None:
    desk.drop(people)
    dialog = desk.looked_at()
    assert dialog.title.text() == "people.csv"
    assert dialog.sentence.text() == "1 new customer."
    desk.press("Return")
    desk.wait_for_no_import()
    assert desk.customer("ana")


def test_a_field_does_not_swallow_a_dropped_file(desk: Desk, people: Path) -> None:
    desk.press("Ctrl+2")
    field = desk.window.findChild(QLineEdit)
    assert field is not None
    desk.drop(people, on=desk.session.customers.list.search)
    desk.looked_at()
    assert desk.session.customers.list.search.text() == ""
    desk.press("Escape")
    desk.wait_for_no_import()


def test_several_files_come_one_after_another_with_one_summary_and_one_undo(desk: Desk, people: Path) -> None:
    more = people.with_name("more.csv")
    more.write_text("Name\nBo Lind\nCleo Noor\n", "utf-8")
    desk.drop(people, more)
    dialog = desk.looked_at()
    assert dialog.title.text() == "people.csv (1 of 2)"
    desk.wait(dialog.go.hasFocus)
    desk.press("Return")
    desk.wait(lambda: dialog.title.text() == "more.csv (2 of 2)" and dialog.go.isEnabled())
    desk.press("Return")
    desk.wait_for_no_import()
    assert desk.shown() == "2 files: 3 new."
    desk.window.toast.undo_button.click()
    assert desk.session.shop.customers == 0


def test_one_of_several_files_is_skipped_by_a_key(desk: Desk, people: Path) -> None:
    broken = people.with_name("broken.csv")
    broken.write_bytes(b"")
    desk.drop(broken, people)
    dialog = desk.looked_at()
    assert dialog.failure.isVisible()
    desk.press("Alt+F")
    desk.wait(lambda: dialog.title.text() == "people.csv (2 of 2)" and dialog.go.isEnabled())
    desk.press("Return")
    desk.wait_for_no_import()
    assert desk.shown() == "people.csv: 1 new customer."


def test_an_empty_folder_is_told(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    desk.drop(folder)
    desk.wait(lambda: bool(desk.shown()))
    assert desk.shown() == "There is nothing to import in nothing."


def test_an_empty_shop_offers_to_import_on_its_first_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(_parent: object, title: str, *_: object) -> tuple[list[str], str]:
        asked.append(title)
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", ask)
    desk.press("Ctrl+1")
    desk.wait(lambda: desk.focus() is desk.session.today)
    desk.press("Alt+I")
    desk.wait(lambda: asked == ["Import a file"])


def test_a_shop_that_is_dropped_is_opened(desk: Desk, tmp_path: Path) -> None:
    wanted: list[Path] = []
    shop = tmp_path / "other.relapp"
    shop.write_bytes(b"")
    desk.window.file_wanted.connect(wanted.append)
    desk.drop(shop)
    assert wanted == [shop]


def test_a_form_that_is_open_is_not_lost_to_what_is_dropped(desk: Desk, people: Path) -> None:
    desk.log("Zoe Last: came in")
    desk.find("zoe")
    desk.view.edit_customer()
    desk.drop(people)
    assert desk.shown() == "Finish what is open here first, then open people.csv again."
    assert desk.sheet.isVisible()


def test_a_table_copied_from_a_spreadsheet_is_taken_in(desk: Desk) -> None:
    desk.press("Ctrl+1")
    desk.paste("Name\tTelefon\nAna Moreira\t0171 555 4417\n")
    dialog = desk.looked_at()
    assert dialog.title.text() == "Pasted table"
    path = dialog.plan.path if dialog.plan else Path()
    assert path.exists()
    desk.press("Return")
    desk.wait_for_no_import()
    assert desk.customer("ana")
    desk.wait(lambda: not path.parent.exists())


def test_a_table_of_a_web_page_is_taken_in(desk: Desk) -> None:
    desk.press("Ctrl+1")
    data = QMimeData()
    data.setHtml("<p>Staff</p><table><tr><th>Name<th>Phone</tr><tr><td>Bo <b>Lind</b><td>0171 1</tr></table>")
    QApplication.clipboard().setMimeData(data)
    desk.press("Ctrl+V")
    desk.looked_at()
    desk.press("Return")
    desk.wait_for_no_import()
    assert desk.customer("bo lind")


@pytest.mark.parametrize(
    ("text", "kind"), [("+44 171 555 4417", ContactKind.PHONE), ("mailto:ana@example.org", ContactKind.EMAIL)]
)
def test_a_number_nobody_has_begins_a_new_customer(desk: Desk, text: str, kind: ContactKind) -> None:
    desk.press("Ctrl+1")
    desk.paste(text)
    form = desk.sheet
    assert isinstance(form, NewCustomerForm)
    assert form.name.hasFocus()
    desk.press("Return")
    assert form.isVisible()
    desk.type("Ana Moreira")
    desk.press("Return")
    page = desk.page_now()
    assert page.customer.name == "Ana Moreira"
    assert [(point.kind, point.value) for point in page.contacts] == [(kind, text.removeprefix("mailto:"))]
    assert desk.shown() == "Customer added"


def test_who_is_known_already_is_shown_while_a_new_customer_is_typed(desk: Desk) -> None:
    phone = NewContactPoint(ContactKind.PHONE, "0171 555 4417")
    desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("Ana Moreira", contacts=(phone,))))
    desk.press("Ctrl+1")
    desk.paste("0171 555 9999")
    form = desk.sheet
    assert isinstance(form, NewCustomerForm)
    assert not form.hint.isVisible()
    desk.type("Moreira Ana")
    assert form.hint.text() == "This may be Ana Moreira. They have the same name."
    form.name.setText("Bo Lind")
    assert not form.hint.isVisible()
    desk.tab_to("Phone")
    desk.press("Ctrl+A")
    desk.type("0171/5554417")
    assert form.hint.text() == "Ana Moreira has 0171/5554417 already."
    form.look_button.setFocus()
    desk.press("Return")
    assert desk.page_now().customer.name == "Ana Moreira"


def test_a_number_somebody_has_opens_their_page(desk: Desk) -> None:
    phone = NewContactPoint(ContactKind.PHONE, "0171 555 4417")
    desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("Ana Moreira", contacts=(phone,))))
    desk.press("Ctrl+1")
    desk.paste("0171-5554417")
    assert desk.page_now().customer.name == "Ana Moreira"


def test_words_begin_an_entry(desk: Desk) -> None:
    desk.press("Ctrl+1")
    desk.paste("ana asked for\nspelt")
    assert desk.session.log.form.line.toPlainText() == "ana asked for spelt"


def test_what_cannot_be_pasted_is_told(desk: Desk) -> None:
    desk.press("Ctrl+1")
    QApplication.clipboard().setImage(QImage(2, 2, QImage.Format.Format_RGB32))
    desk.press("Ctrl+V")
    assert desk.shown() == "There is nothing to paste."


def test_where_nothing_was_copied_yet_it_is_told(desk: Desk) -> None:
    desk.press("Ctrl+1")
    QApplication.clipboard().clear()
    desk.press("Ctrl+V")
    assert desk.shown() == "There is nothing to paste."


def test_text_is_pasted_into_a_field_as_ever(desk: Desk) -> None:
    desk.press("Ctrl+2")
    desk.session.customers.list.search.setFocus()
    desk.paste("0171 555 4417")
    assert desk.session.customers.list.search.text() == "0171 555 4417"


def test_what_was_taken_in_is_told_also_where_another_file_is_dropped_while_the_rest_waits(
    desk: Desk, people: Path, tmp_path: Path
) -> None:
    more, other = tmp_path / "more.csv", tmp_path / "other.csv"
    more.write_text("Name,Phone\nAna Moreira,0171 555 4417\nBo Lind,\n", "utf-8")
    other.write_text("Name\nCleo Noor\n", "utf-8")
    desk.drop(people, more)
    dialog = desk.looked_at()
    desk.wait(dialog.go.hasFocus)
    desk.press("Return")
    desk.wait(lambda: dialog.title.text() == "more.csv (2 of 2)" and dialog.go.isEnabled())
    dialog.tabs.customer_wanted.emit(desk.customer("ana"))
    assert not dialog.isVisible()
    desk.drop(other)
    desk.wait(lambda: [one.title.text() for one in desk.window.findChildren(ImportDialog)] == ["other.csv"])
    assert desk.session.shop.customers == 1
    assert desk.window.commands["undo"].text() == "Undo: Import – Ana Moreira"
    desk.looked_at()
    desk.press("Escape")
    desk.wait_for_no_import()


def test_a_pasted_table_that_waits_is_gone_with_its_file_when_another_shop_is_opened(desk: Desk) -> None:
    desk.log("Zoe Last: came in")
    desk.press("Ctrl+1")
    desk.paste("Name\tTelefon\nAna Moreira\t0171 555 4417\nZoe Last\t\n")
    dialog = desk.looked_at()
    assert dialog.plan is not None
    path = dialog.plan.path
    dialog.tabs.customer_wanted.emit(desk.customer("zoe"))
    assert desk.program is not None
    desk.program.open_sample()
    desk.wait_for_shop()
    assert desk.window.findChildren(ImportDialog) == []
    assert not path.parent.exists()


def test_a_folder_of_too_many_files_is_refused_as_a_whole(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brought, "MOST_FILES", 2)
    folder = tmp_path / "everything"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.csv").write_text(PEOPLE, "utf-8")
    desk.drop(folder)
    desk.wait(lambda: bool(desk.shown()))
    assert desk.shown() == "There are more than 2 files in everything. Choose the folder that is meant."
