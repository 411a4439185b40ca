"""The ring shows where the keyboard is, and only to who uses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from relapp.ui.theme import Theme
from relapp.ui.widgets.buttons import Button, outline
from relapp.ui.widgets.focus_ring import FocusRing


class HandOn(QObject):
    """Hands a ring the events of the program, as the window does."""

    def __init__(self, ring: FocusRing) -> None:
        super().__init__(ring)
        self.ring = ring

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.ring.heed(event.type(), watched, event)
        return False


def hand_on(ring: FocusRing) -> None:
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(HandOn(ring))


class Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.first, self.second, self.list = outline("Call"), outline("Write"), QListWidget()
        for widget in (self.first, self.second, self.list):
            self.column.addWidget(widget)
        self.ring = FocusRing(self)
        self.resize(300, 300)
        hand_on(self.ring)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    page.first.setFocus(Qt.FocusReason.OtherFocusReason)
    return page


def is_round(ring: FocusRing, button: Button) -> bool:
    own = button.rect().translated(button.mapTo(button.window(), QPoint(0, 0)))
    return ring.isVisible() and ring.geometry() == own.adjusted(-4, -4, 4, 4)


def test_after_tab_the_ring_is_round_what_has_the_keyboard(page: Page, qtbot: QtBot) -> None:
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert page.second.hasFocus()
    assert is_round(page.ring, page.second)
    QTest.keyClick(page, Qt.Key.Key_Backtab)
    assert is_round(page.ring, page.first)


def test_after_a_shortcut_too(page: Page) -> None:
    page.second.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert is_round(page.ring, page.second)


def test_what_stands_close_to_its_like_has_the_ring_within_its_edges(page: Page) -> None:
    page.second.ring_inside = True  # type: ignore[attr-defined]
    page.second.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.ring.geometry() == page.second.rect().translated(page.second.mapTo(page, QPoint(0, 0)))


def test_a_click_shows_no_ring(page: Page, qtbot: QtBot) -> None:
    QTest.keyClick(page, Qt.Key.Key_Tab)
    page.first.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not page.ring.isVisible()
    assert page.ring.target is None


def test_a_list_shows_its_row_itself(page: Page) -> None:
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert not page.ring.isVisible()


def test_the_ring_moves_along_when_the_page_changes(page: Page, qtbot: QtBot) -> None:
    page.second.setFocus(Qt.FocusReason.TabFocusReason)
    page.first.hide()
    qtbot.waitUntil(lambda: is_round(page.ring, page.second))
    page.resize(400, 350)
    qtbot.waitUntil(lambda: is_round(page.ring, page.second))


def test_the_ring_lets_clicks_through(page: Page, qtbot: QtBot) -> None:
    page.second.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.childAt(page.second.geometry().center()) is page.second


def test_another_window_has_its_own_ring(page: Page, qtbot: QtBot) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    other.setFocus(Qt.FocusReason.TabFocusReason)
    assert not page.ring.isVisible()


def test_what_scrolls_out_of_sight_takes_its_ring_along(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    scroller = QScrollArea()
    column.addWidget(scroller)
    inside = QWidget()
    button = outline("Call")
    button.setParent(inside)
    button.move(20, 20)
    inside.resize(200, 2000)
    scroller.setWidget(inside)
    ring = FocusRing(window)
    hand_on(ring)
    window.resize(300, 300)
    with qtbot.waitActive(window):
        window.show()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()
    scroller.verticalScrollBar().setValue(30)
    top = scroller.viewport().mapTo(window, QPoint(0, 0)).y()
    assert ring.y() + ring.mask().boundingRect().top() == top
    scroller.verticalScrollBar().setValue(500)
    assert not ring.isVisible()
    scroller.verticalScrollBar().setValue(0)
    assert ring.isVisible()


def test_the_ring_has_the_colour_of_the_scheme_and_leaves_the_inside_alone(page: Page, look: Theme) -> None:
    page.second.setFocus(Qt.FocusReason.TabFocusReason)
    image = page.grab().toImage()
    ring = page.ring.geometry()
    assert image.pixelColor(ring.center().x(), ring.top() + 1).name().upper() == look.tokens.accent
    assert image.pixelColor(ring.center().x(), ring.top() + 3).name().upper() == look.tokens.bg
