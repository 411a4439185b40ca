"""The log line over any page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from relapp.ui.quick_log.overlay import QuickLogOverlay
from tests.ui.quick_log.conftest import Shop


def test_it_logs_and_gives_the_keyboard_back(shop: Shop, window: QWidget) -> None:
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    overlay = QuickLogOverlay(shop.editing, window)
    overlay.open()
    assert QApplication.focusWidget() is overlay.form.line
    QTest.keyClicks(overlay.form.line, "ana m: tried the new roll")
    QTest.keyClick(overlay.form.line, Qt.Key.Key_Return)
    assert [entry.words for entry in shop.timeline(shop.ana)] == ["tried the new roll"]
    assert not overlay.isVisible()
    assert QApplication.focusWidget() is field


def test_escape_keeps_the_half_line_for_the_next_time(shop: Shop, window: QWidget) -> None:
    overlay = QuickLogOverlay(shop.editing, window)
    overlay.open()
    QTest.keyClicks(overlay.form.line, "ana m: tri")
    QTest.keyClick(overlay.form.line, Qt.Key.Key_Escape)
    assert not overlay.isVisible()
    overlay.open()
    assert overlay.form.line.toPlainText() == "ana m: tri"
    assert QuickLogOverlay(shop.editing, window).form.line.toPlainText() == "ana m: tri"


def test_it_opens_with_words_and_the_draft_comes_back_after_them(shop: Shop, window: QWidget) -> None:
    overlay = QuickLogOverlay(shop.editing, window)
    overlay.open()
    QTest.keyClicks(overlay.form.line, "ana m: tri")
    QTest.keyClick(overlay.form.line, Qt.Key.Key_Escape)
    overlay.open("Ben Osei: ")
    QTest.keyClicks(overlay.form.line, "came by")
    QTest.keyClick(overlay.form.line, Qt.Key.Key_Return)
    assert [entry.words for entry in shop.timeline(shop.ben)] == ["came by"]
    overlay.open()
    assert overlay.form.line.toPlainText() == "ana m: tri"


def test_tab_goes_from_the_line_to_the_chips_and_stays_in_the_panel(shop: Shop, window: QWidget) -> None:
    overlay = QuickLogOverlay(shop.editing, window)
    overlay.open()
    QTest.keyClicks(overlay.form.line, "ana m: likes rye")
    QTest.keyClick(overlay.form.line, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is overlay.form.offers.buttons[0]
    QTest.keyClick(overlay.form.offers.buttons[0], Qt.Key.Key_Backtab)
    QTest.keyClick(overlay.form.line, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is overlay.form.save_button
