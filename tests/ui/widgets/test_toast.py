"""A toast stays long enough, waits for whoever is on it, and gives the keyboard back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from relapp.ui.theme import Theme
from relapp.ui.widgets import toast as toast_module
from relapp.ui.widgets.toast import SHOWN_FOR, Toast


class Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.field = QLineEdit()
        column.addWidget(self.field)
        self.toast = Toast(self)
        self.resize(600, 400)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    page.field.setFocus()
    return page


def nothing() -> None:
    """An undo that changes nothing."""


def mouse_on(toast: Toast) -> None:
    toast.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    point = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(point, point, point))


def mouse_off(toast: Toast) -> None:
    toast.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))


def test_it_shows_what_happened_for_eight_seconds(page: Page) -> None:
    page.toast.show_message("Elif Holm snoozed until Tuesday")
    assert page.toast.isVisible()
    assert page.toast.label.text() == "Elif Holm snoozed until Tuesday"
    assert page.toast.timer.isActive()
    assert SHOWN_FOR - 500 < page.toast.remaining() <= SHOWN_FOR == 8000


def test_it_makes_room_when_the_keyboard_comes_to_where_more_is_to_be_typed(page: Page) -> None:
    page.toast.show_message("Saved")
    below = page.toast.geometry().bottom()
    page.toast.clearance = lambda: 90
    page.field.clearFocus()
    assert page.toast.geometry().bottom() == below - 90


def test_it_goes_when_its_time_is_up(page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toast_module, "SHOWN_FOR", 1)
    page.toast.show_message("Saved")
    qtbot.waitUntil(lambda: not page.toast.isVisible())


def test_its_time_stands_still_while_the_mouse_is_on_it(page: Page) -> None:
    page.toast.show_message("Saved", nothing)
    mouse_on(page.toast)
    assert not page.toast.timer.isActive()
    left = page.toast.remaining()
    mouse_off(page.toast)
    assert page.toast.timer.isActive()
    assert left - 500 < page.toast.remaining() <= left


def test_its_time_stands_still_while_the_keyboard_is_on_it(page: Page) -> None:
    page.toast.show_message("Saved", nothing)
    page.toast.undo_button.setFocus()
    assert not page.toast.timer.isActive()
    page.field.setFocus()
    assert page.toast.timer.isActive()


def test_it_has_its_whole_time_again_for_the_next_message(page: Page) -> None:
    page.toast.show_message("Saved", nothing)
    page.toast.timer.start(10)
    page.toast.show_message("Saved again", nothing)
    assert page.toast.remaining() > SHOWN_FOR - 500


def test_undo_takes_back_once_and_closes_it(page: Page, qtbot: QtBot) -> None:
    undone: list[str] = []
    page.toast.show_message("Saved", lambda: undone.append("saved"))
    QTest.mouseClick(page.toast.undo_button, Qt.MouseButton.LeftButton)
    assert undone == ["saved"]
    assert not page.toast.isVisible()


def test_tab_reaches_undo_and_enter_takes_back(page: Page, qtbot: QtBot) -> None:
    undone: list[str] = []
    page.toast.show_message("Saved", lambda: undone.append("saved"))
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert page.toast.undo_button.hasFocus()
    QTest.keyClick(page.toast.undo_button, Qt.Key.Key_Return)
    assert undone == ["saved"]


def test_the_keyboard_goes_back_to_where_it_was(page: Page, qtbot: QtBot) -> None:
    page.toast.show_message("Saved", nothing)
    page.toast.undo_button.setFocus()
    QTest.keyClick(page.toast.undo_button, Qt.Key.Key_Escape)
    assert not page.toast.isVisible()
    assert page.field.hasFocus()


def test_it_does_not_take_the_keyboard_from_who_is_typing(page: Page) -> None:
    page.toast.show_message("Saved", nothing)
    assert page.field.hasFocus()
    page.toast.dismiss()
    assert page.field.hasFocus()


def test_without_an_undo_it_offers_none(page: Page) -> None:
    page.toast.show_message("Saved", nothing)
    page.toast.show_message("Nothing to undo")
    assert not page.toast.undo_button.isVisible()


def test_screen_readers_are_told_at_once(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    class Listener:
        @staticmethod
        def updateAccessibility(event: object) -> None:
            told.append(event.message())  # type: ignore[attr-defined]

    monkeypatch.setattr(toast_module, "QAccessible", Listener)
    page.toast.show_message("Saved", nothing)
    assert told == ["Saved"]


def test_what_a_person_typed_is_not_read_as_markup(page: Page) -> None:
    page.toast.show_message("<h1>Ana</h1> saved")
    assert page.toast.label.textFormat() == Qt.TextFormat.PlainText
    assert QAccessible.queryAccessibleInterface(page.toast).text(QAccessible.Text.Name) == "<h1>Ana</h1> saved"


@pytest.mark.parametrize("percent", [100, 200])
def test_a_long_message_wraps_inside_the_window(page: Page, look: Theme, percent: int) -> None:
    look.set_text_size(percent)
    words = "The price of the oak desk for Linnea Öberg was put back to what it was on Tuesday, as Maja asked."
    page.toast.show_message(words, nothing)
    assert page.rect().contains(page.toast.geometry())
    label = page.toast.label
    assert label.height() >= label.heightForWidth(label.width())
    page.resize(400, 300)
    assert page.rect().contains(page.toast.geometry())
    assert page.toast.width() < 400
