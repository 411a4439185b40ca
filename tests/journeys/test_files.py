"""Another shop's file, opened while the window is there."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QDialog

from relapp import preferences
from relapp.instance import LOCK, Call, enter
from relapp.services import settings, staff
from relapp.services.operations import Operations
from relapp.storage.database import Database
from relapp.storage.transaction import Transaction
from relapp.ui.widgets.form_sheet import FormSheet
from tests.journeys.conftest import Desk


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    """The file of a shop elsewhere, in which Tom is the first of the staff."""
    path = tmp_path / "stick" / "a bakery 100%.relapp"
    path.parent.mkdir()
    database = Database.open(path)

    def furnish(tx: Transaction) -> None:
        settings.change(tx, shop_name="Bakery")
        staff.add(tx, "Tom")

    Operations(database).run("staff_add", furnish)
    database.close()
    return path


def ask_to_open(desk: Desk, file: Path) -> None:
    """What macOS sends when a file is double-clicked."""
    desk.app.sendEvent(desk.app, QFileOpenEvent(str(file)))


def test_a_file_that_the_system_asks_for_takes_the_place_of_the_shop(desk: Desk, bakery: Path) -> None:
    desk.press("F2")
    desk.type("Ana Moreira: asked for r")
    ask_to_open(desk, bakery)
    desk.wait_for_shop()
    assert desk.window.navigation.shop.text() == "Bakery"
    assert desk.window.navigation.staff.text() == "Tom"
    desk.log("Bert: came")
    ask_to_open(desk, desk.folder / "shop.relapp")
    desk.wait_for_shop()
    assert desk.window.navigation.staff.text() == "Ina"
    desk.press("F2")
    assert desk.session.log.form.line.toPlainText() == "Ana Moreira: asked for r"


def test_a_file_that_is_open_already_is_left_as_it_is(desk: Desk) -> None:
    before = desk.session
    ask_to_open(desk, desk.folder / "shop.relapp")
    assert desk.session is before


def test_of_two_files_in_a_row_the_last_one_is_open(desk: Desk, bakery: Path) -> None:
    ask_to_open(desk, bakery)
    ask_to_open(desk, desk.folder / "shop.relapp")
    desk.wait_for_shop()
    assert desk.window.navigation.shop.text() == "relapp"
    assert list(bakery.parent.iterdir()) == [bakery]


def test_a_file_that_is_gone_is_told(desk: Desk, bakery: Path) -> None:
    bakery.unlink()
    ask_to_open(desk, bakery)
    assert desk.shown() == f"There is no file {bakery}."
    assert desk.window.navigation.staff.text() == "Ina"


def test_no_file_is_opened_behind_a_dialog(desk: Desk, bakery: Path) -> None:
    dialog = QDialog(desk.window)
    dialog.open()
    ask_to_open(desk, bakery)
    assert desk.shown() == "Finish what is open here first, then open a bakery 100%.relapp again."
    dialog.close()
    dialog.deleteLater()


def test_no_file_is_opened_behind_a_form_that_is_being_filled(desk: Desk, bakery: Path) -> None:
    form = FormSheet(desk.window, "Something new")
    form.open()
    ask_to_open(desk, bakery)
    assert desk.shown() == "Finish what is open here first, then open a bakery 100%.relapp again."
    assert form.isVisible()
    form.dismiss()


@pytest.mark.skipif(os.name == "nt", reason="links need a right there that not everybody has")
def test_a_file_beside_the_shop_opens_where_the_folder_is_reached_by_a_link(
    desk: Desk, tmp_path: Path, bakery: Path
) -> None:
    assert desk.program is not None
    link = tmp_path / "link"
    link.symlink_to(bakery.parent)
    desk.program.places = replace(desk.program.places, data=link)
    desk.program.lock = enter(link, Call())
    ask_to_open(desk, bakery)
    desk.wait_for_shop()
    assert desk.window.navigation.shop.text() == "Bakery"


def test_what_another_window_set_meanwhile_is_kept(desk: Desk) -> None:
    assert desk.program is not None
    path = desk.program.places.preferences
    preferences.save(path, replace(preferences.load(path), text_size=150))
    desk.program.change_preferences(scheme="dark")
    assert preferences.load(path).text_size == 150
    assert preferences.load(path).scheme == "dark"


def test_the_folder_that_was_left_is_free_and_the_new_one_is_held(desk: Desk, bakery: Path) -> None:
    assert desk.program is not None
    desk.program.lock = enter(desk.folder, Call())
    ask_to_open(desk, bakery)
    desk.wait(lambda: desk.window.navigation.shop.text() == "Bakery")
    free = enter(desk.folder, Call())
    assert free is not None
    free.release()
    assert json.loads((bakery.parent / LOCK).read_text("ascii"))["hears"]
