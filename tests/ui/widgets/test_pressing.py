"""Everything that can be pressed has a name, is reached by Tab and pressed by the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from relapp.ui.theme import TEXT_SIZES, Scheme, Theme, Tone
from relapp.ui.widgets.buttons import ButtonKind, danger, filled, ghost, icon_button, outline, tonal
from relapp.ui.widgets.check_box import CheckBox
from relapp.ui.widgets.chip import Chip, ChipButton
from relapp.ui.widgets.nav_button import NavButton
from relapp.ui.widgets.segment import Segment

MAKERS: dict[str, Callable[[], QAbstractButton]] = {
    "filled": lambda: filled("Save", "check"),
    "tonal": lambda: tonal("Save"),
    "outline": lambda: outline("Save", "check"),
    "ghost": lambda: ghost("Save"),
    "danger": lambda: danger("Save", "trash-2"),
    "icon": lambda: icon_button("check", "Save"),
    "chip": lambda: ChipButton("Save", Tone.WARN, "clock"),
    "navigation": lambda: NavButton("Save", "sun"),
}
CHOICES: dict[str, Callable[[], QAbstractButton]] = {
    "segment": lambda: Segment("Save", "phone"),
    "check box": lambda: CheckBox("Save"),
}
every_button = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
everything = pytest.mark.parametrize("make", (MAKERS | CHOICES).values(), ids=(MAKERS | CHOICES).keys())


def accessible_name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


class Shelf(QWidget):
    """A window that shows widgets side by side."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self._qtbot = qtbot
        qtbot.addWidget(self)

    def put(self, *widgets: QWidget) -> None:
        row = QHBoxLayout(self)
        for widget in widgets:
            row.addWidget(widget)
        with self._qtbot.waitActive(self):
            self.show()


@pytest.fixture
def shelf(qtbot: QtBot) -> Shelf:
    return Shelf(qtbot)


@everything
def test_screen_readers_are_told_its_name(qtbot: QtBot, make: Callable[[], QAbstractButton]) -> None:
    button = make()
    qtbot.addWidget(button)
    assert accessible_name(button) == "Save"


@everything
def test_tab_reaches_it(shelf: Shelf, make: Callable[[], QAbstractButton]) -> None:
    field, button = QLineEdit(), make()
    shelf.put(field, button)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert button.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
@every_button
def test_space_and_enter_press_it_once(qtbot: QtBot, make: Callable[[], QAbstractButton], key: Qt.Key) -> None:
    button = make()
    qtbot.addWidget(button)
    presses: list[str] = []
    button.clicked.connect(lambda: presses.append("pressed"))
    QTest.keyClick(button, key)
    assert len(presses) == 1


@pytest.mark.parametrize("make", CHOICES.values(), ids=CHOICES.keys())
def test_space_chooses_it(qtbot: QtBot, make: Callable[[], QAbstractButton]) -> None:
    choice = make()
    qtbot.addWidget(choice)
    QTest.keyClick(choice, Qt.Key.Key_Space)
    assert choice.isChecked()


@everything
def test_a_click_near_its_edge_counts(qtbot: QtBot, shelf: Shelf, make: Callable[[], QAbstractButton]) -> None:
    button = make()
    shelf.put(button)
    with qtbot.waitSignal(button.clicked, timeout=100):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center() + button.rect().topRight() / 3)


@everything
def test_it_is_large_enough_to_be_hit_and_never_cuts_its_word(
    qtbot: QtBot, look: Theme, make: Callable[[], QAbstractButton]
) -> None:
    button = make()
    qtbot.addWidget(button)
    for percent in TEXT_SIZES:
        look.set_text_size(percent)
        assert button.minimumSizeHint().height() >= max(24, button.fontMetrics().height())
        assert button.minimumSizeHint().width() >= max(24, button.fontMetrics().horizontalAdvance(button.text()))


@everything
def test_disabled_it_looks_different_and_cannot_be_pressed(shelf: Shelf, make: Callable[[], QAbstractButton]) -> None:
    button = make()
    shelf.put(button)
    before: QImage = button.grab().toImage()
    presses: list[str] = []
    button.clicked.connect(lambda: presses.append("pressed"))
    button.setEnabled(False)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert presses == []
    assert button.grab().toImage() != before


def test_arrow_keys_choose_among_segments_and_only_one_is_chosen(shelf: Shelf) -> None:
    visit, call = Segment("Visit"), Segment("Call")
    shelf.put(visit, call)
    visit.setFocus()
    visit.setChecked(True)
    QTest.keyClick(visit, Qt.Key.Key_Right)
    assert call.isChecked()
    assert not visit.isChecked()


def test_a_chosen_chip_differs_in_more_than_colour(qtbot: QtBot, look: Theme) -> None:
    chip = ChipButton("Promise", Tone.NEUTRAL, "clock")
    chip.setCheckable(True)
    qtbot.addWidget(chip)

    def shape() -> QImage:
        return chip.grab().toImage().convertToFormat(QImage.Format.Format_Mono)

    offered = shape()
    chip.click()
    assert chip.isChecked()
    assert shape() != offered


def test_a_chip_to_read_is_text_to_screen_readers(qtbot: QtBot) -> None:
    chip = Chip("<b>Promise</b>", Tone.WARN, "clock")
    qtbot.addWidget(chip)
    assert accessible_name(chip) == "<b>Promise</b>"
    assert QAccessible.queryAccessibleInterface(chip).role() == QAccessible.Role.StaticText
    assert chip.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_an_icon_alone_tells_what_it_does_in_its_tool_tip() -> None:
    assert icon_button("ellipsis", "More").toolTip() == "More"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_button_with_a_menu_opens_it_with_the_keyboard(shelf: Shelf, key: Qt.Key) -> None:
    button = icon_button("ellipsis", "More", ButtonKind.GHOST)
    menu = QMenu(button)
    menu.addAction("Merge")
    button.setMenu(menu)
    shelf.put(button)
    opened: list[str] = []
    menu.aboutToShow.connect(lambda: opened.append("menu"))
    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, menu.close))
    QTest.keyClick(button, key)
    assert opened == ["menu"]


@everything
def test_it_is_drawn_differently_from_right_to_left(qtbot: QtBot, make: Callable[[], QAbstractButton]) -> None:
    button = make()
    qtbot.addWidget(button)
    button.resize(button.sizeHint().width() + 40, button.sizeHint().height())
    before = button.grab().toImage()
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    same = button.grab().toImage() == before
    assert same == (not button.text())


@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.HIGH_CONTRAST])
@everything
def test_it_takes_the_colours_of_the_scheme(
    shelf: Shelf, look: Theme, make: Callable[[], QAbstractButton], scheme: Scheme
) -> None:
    button = make()
    shelf.put(button)
    before = button.grab().toImage()
    look.set_scheme(scheme)
    assert button.grab().toImage() != before
