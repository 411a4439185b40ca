"""A remark is sorted from the page of Insights by keys alone, and the page knows it at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relapp.domain.interactions import Kind
from relapp.services.pages.insights import remarks as page
from relapp.services.pages.insights.asking import Asked
from relapp.ui.editing import Editing
from relapp.ui.insights.easel import Easel
from relapp.ui.insights.remarks import SORT, build_remarks
from relapp.ui.insights.sorting import RemarksSheet, ThemeForm, sort_remarks
from tests.builders import TODAY
from tests.shop import Shop


def test_a_remark_is_put_under_a_new_theme_by_keys_alone(qtbot: QtBot) -> None:
    shop = Shop()
    ana = shop.customer("Ana Moreira")
    entry = shop.log(ana, kind=Kind.FEEDBACK, words="Bagpipes again")
    editing = Editing(shop.operations)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    found = shop.read(lambda reader: page.load(reader, Asked(TODAY)))
    assert not sort_remarks(editing, window, found, "|", "x")
    assert sort_remarks(editing, window, found, SORT, "1 remark to be sorted")
    sheet = window.findChildren(RemarksSheet)[0]
    assert "Ana Moreira" in sheet.lines[0].accessibleName()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    form = window.findChildren(ThemeForm)[0]
    QTest.keyClicks(form.field, " Music ")
    QTest.keyClick(form, Qt.Key.Key_Return)
    found = shop.read(lambda reader: page.load(reader, Asked(TODAY)))
    assert [(row.theme, row.count) for row in found.themes.rows] == [("Music", 1)]
    assert found.themes.rows[0].of["other"] == (entry,)  # type: ignore[index]
    easel = Easel()
    qtbot.addWidget(easel)
    build_remarks(easel, found)
    shop.close()


def test_a_name_that_is_shown_is_taken_for_the_theme_it_names(qtbot: QtBot) -> None:
    shop = Shop()
    shop.log(shop.customer(), kind=Kind.FEEDBACK, words="Bagpipes again")
    found = shop.read(lambda reader: page.load(reader, Asked(TODAY)))
    row = shop.read(lambda reader: page.rows(reader, found, ""))[0]
    window = QWidget()
    qtbot.addWidget(window)
    form = ThemeForm(window, found.names, row)
    form.field.setCurrentText("size AND fit")
    assert form.theme() == "fit"
    form.field.setCurrentText("")
    assert form.theme() == ""
    shop.close()
