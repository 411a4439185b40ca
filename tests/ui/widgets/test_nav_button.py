"""The navigation is a row of page tabs to screen readers and to the arrow keys."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from relapp.ui.theme import Theme
from relapp.ui.widgets.nav_button import NavButton


class Navigation(QWidget):
    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.today, self.customers = NavButton("Today", "sun"), NavButton("Customers", "users")
        self.insights = NavButton("Insights", "star")
        for button in (self.today, self.customers, self.insights):
            column.addWidget(button)


@pytest.fixture
def navigation(qtbot: QtBot) -> Navigation:
    navigation = Navigation()
    qtbot.addWidget(navigation)
    with qtbot.waitActive(navigation):
        navigation.show()
    return navigation


def test_screen_readers_hear_a_page_tab_and_which_one_is_open(navigation: Navigation) -> None:
    today, customers = navigation.today, navigation.customers
    today.set_selected(True)
    interface = QAccessible.queryAccessibleInterface(today)
    assert interface.role() == QAccessible.Role.PageTab
    assert interface.text(QAccessible.Text.Name) == "Today"
    assert interface.state().selected
    assert not QAccessible.queryAccessibleInterface(customers).state().selected


def test_screen_readers_can_press_it(qtbot: QtBot, navigation: Navigation) -> None:
    today = navigation.today
    actions = QAccessible.queryAccessibleInterface(today).actionInterface()
    assert "Press" in actions.actionNames()
    with qtbot.waitSignal(today.clicked, timeout=100):
        actions.doAction("Press")


def test_the_badge_is_said_in_words(navigation: Navigation) -> None:
    today = navigation.today
    today.set_badge("4", "4 things today")
    interface = QAccessible.queryAccessibleInterface(today)
    assert interface.text(QAccessible.Text.Description) == "4 things today"


def test_down_and_up_go_to_the_neighbours_and_stop_at_the_ends(navigation: Navigation) -> None:
    today, customers, insights = navigation.today, navigation.customers, navigation.insights
    today.setFocus()
    QTest.keyClick(today, Qt.Key.Key_Down)
    assert customers.hasFocus()
    QTest.keyClick(customers, Qt.Key.Key_Down)
    QTest.keyClick(insights, Qt.Key.Key_Down)
    assert insights.hasFocus()
    QTest.keyClick(insights, Qt.Key.Key_Up)
    assert customers.hasFocus()


def test_folded_it_is_narrow_and_tells_its_word_in_the_tool_tip(qtbot: QtBot, look: Theme) -> None:
    button = NavButton("Customers", "users")
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    button.set_folded(True)
    assert button.sizeHint().width() < wide / 2
    assert button.toolTip() == "Customers"
    assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == "Customers"
    button.set_folded(False)
    assert button.sizeHint().width() == wide


def test_a_badge_widens_it_so_that_nothing_is_cut(qtbot: QtBot) -> None:
    button = NavButton("Customers", "users")
    qtbot.addWidget(button)
    plain = button.sizeHint().width()
    button.set_badge("128")
    assert button.sizeHint().width() > plain


def test_what_screen_readers_hold_does_not_keep_a_button_alive() -> None:
    button = NavButton("Today", "sun")
    gone = weakref.ref(button)
    assert QAccessible.queryAccessibleInterface(button).role() == QAccessible.Role.PageTab
    del button
    gc.collect()
    assert gone() is None


def test_a_page_tab_stays_one_after_python_cleaned_up(navigation: Navigation) -> None:
    QAccessible.queryAccessibleInterface(navigation.today)
    gc.collect()
    assert QAccessible.queryAccessibleInterface(navigation.today).role() == QAccessible.Role.PageTab
    assert QAccessible.queryAccessibleInterface(navigation.today).state().selectable
