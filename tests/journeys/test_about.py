"""About: what this program is, where it keeps things, and under which licences its parts stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from relapp import __version__
from relapp.ui.about.part_list import PartList
from relapp.ui.widgets.text import Label
from tests.journeys.conftest import Desk


class Folders(QObject):
    """Stands in for the system's file manager, and notes what it is to show."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.shown.append(Path(url.toLocalFile()))


def test_the_licence_of_a_part_is_read_by_keyboard_and_esc_goes_back_step_by_step(desk: Desk) -> None:
    desk.press("Ctrl+1")
    before = desk.focus()
    desk.press("Shift+F1")
    assert isinstance(desk.focus(), PartList)
    for _ in range(3):
        desk.press("Down")
    desk.press("Return")
    reading = desk.focus()
    assert isinstance(reading, QPlainTextEdit)
    assert reading.accessibleName() == "Licence of Qt"
    words = reading.toPlainText()
    assert "You may replace these libraries" in words
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in words
    desk.press("PgDown")
    assert reading.verticalScrollBar().value() > 0
    desk.press("Escape")
    parts = desk.focus()
    assert isinstance(parts, PartList)
    assert parts.currentIndex().data() == "Qt"
    desk.press("Escape")
    assert desk.focus() is before


@pytest.mark.parametrize("size", [(900, 600), (1280, 820)])
def test_the_part_that_the_arrows_come_to_is_in_sight(desk: Desk, size: tuple[int, int]) -> None:
    desk.window.resize(*size)
    desk.press("Shift+F1")
    parts = desk.focus()
    assert isinstance(parts, PartList)
    for key in ("Down", "PgDown", "PgDown", "End", "PgUp", "Home"):
        desk.press(key)
        assert parts.visibleRegion().contains(parts.visualRect(parts.currentIndex()).center()), key
    desk.press("PgDown")
    assert 1 < parts.currentIndex().row() < parts.model().rowCount() - 1


def test_versions_and_folders_are_copied_for_a_letter(desk: Desk) -> None:
    desk.log("ben osei: new here")
    desk.session.open_customers(desk.customer("Ben Osei"))
    desk.press("Shift+F1")
    desk.press("Alt+Y")
    desk.wait(lambda: desk.shown() == "Versions and folders copied")
    words = QGuiApplication.clipboard().text()
    assert f"relapp {__version__}" in words
    assert "SQLite 3." in words
    assert str(desk.folder / "logs") in words


def test_the_folder_of_the_shop_s_data_opens_and_one_that_is_not_there_is_told(desk: Desk) -> None:
    folders = Folders()
    QDesktopServices.setUrlHandler("file", folders, "show")  # type: ignore[arg-type]  # bytes, says the stub
    try:
        desk.press("Shift+F1")
        desk.tab_to("Open the folder of the shop's data")
        desk.press("Return")
        desk.tab_to("Open the folder of the log")
        desk.press("Return")
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert folders.shown == [desk.folder]
    assert desk.shown() == "This folder cannot be opened."


def test_about_says_which_version_this_is_each_time_from_the_top(desk: Desk) -> None:
    for _ in range(2):
        desk.press("Shift+F1")
        parts = desk.focus()
        assert isinstance(parts, PartList)
        assert parts.currentIndex().row() == 0
        assert f"Version {__version__}, under the Apache License 2.0" in [
            label.text() for label in desk.sheet.findChildren(Label) if not label.visibleRegion().isEmpty()
        ]
        desk.press("End")
        desk.press("Escape")
