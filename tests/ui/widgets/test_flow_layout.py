"""Chips flow like words: in lines, from where reading begins."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.text import body


class Box(QWidget):
    def __init__(self, width: int, height: int = 20) -> None:
        super().__init__()
        self._size = QSize(width, height)

    def sizeHint(self) -> QSize:
        return self._size


class Page(QWidget):
    def __init__(self, *widths: int, width: int, centred: bool = False) -> None:
        super().__init__()
        self.flow = FlowLayout(self, spacing=10, centred=centred)
        self.boxes = [Box(each) for each in widths]
        for box in self.boxes:
            self.flow.addWidget(box)
        self.resize(width, 200)
        self.arrange()

    def arrange(self) -> None:
        self.flow.setGeometry(self.rect())

    def places(self) -> list[tuple[int, int]]:
        return [(box.x(), box.y()) for box in self.boxes]


def test_what_does_not_fit_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    page = Page(50, 50, 50, width=110)
    qtbot.addWidget(page)
    assert page.places() == [(0, 0), (60, 0), (0, 30)]


def test_a_line_that_fits_to_the_pixel_is_not_broken(qtbot: QtBot) -> None:
    page = Page(50, 50, width=110)
    qtbot.addWidget(page)
    assert page.places() == [(0, 0), (60, 0)]


def test_from_right_to_left_the_lines_begin_at_the_right(qtbot: QtBot) -> None:
    page = Page(50, 50, 50, width=110)
    qtbot.addWidget(page)
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.arrange()
    assert page.places() == [(60, 0), (0, 0), (60, 30)]


def test_the_height_follows_what_grows_comes_and_is_hidden(qtbot: QtBot) -> None:
    page = Page(50, 50, width=110)
    qtbot.addWidget(page)
    assert page.flow.heightForWidth(110) == 20
    page.boxes[0]._size = QSize(70, 20)
    page.boxes[0].updateGeometry()
    assert page.flow.heightForWidth(110) == 50
    page.boxes[0].hide()
    assert page.flow.heightForWidth(110) == 20
    page.flow.addWidget(Box(60))
    assert page.flow.heightForWidth(110) == 50


def test_the_height_follows_the_width(qtbot: QtBot) -> None:
    page = Page(50, 50, 50, width=200)
    qtbot.addWidget(page)
    assert [page.flow.heightForWidth(width) for width in (200, 110, 60)] == [20, 50, 80]


def test_in_a_column_it_gets_the_height_it_needs(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    layout = FlowLayout(spacing=10)
    for _ in range(3):
        layout.addWidget(Box(50))
    column.addLayout(layout)
    below = body("below")
    column.addWidget(below)
    column.addStretch()
    page.resize(60, 300)
    page.show()
    assert below.y() == 80


def test_a_widget_wider_than_the_line_gets_the_width_of_the_line(qtbot: QtBot) -> None:
    page = Page(300, width=100)
    qtbot.addWidget(page)
    assert page.boxes[0].width() == 100


def test_hidden_widgets_take_no_room(qtbot: QtBot) -> None:
    page = Page(50, 50, width=200)
    qtbot.addWidget(page)
    page.boxes[0].hide()
    page.arrange()
    assert page.boxes[1].x() == 0


def test_centred_lines_have_the_same_room_on_both_sides(qtbot: QtBot) -> None:
    page = Page(40, 40, width=190, centred=True)
    qtbot.addWidget(page)
    assert page.places() == [(50, 0), (100, 0)]


def test_taking_a_widget_out_moves_the_others_up(qtbot: QtBot) -> None:
    page = Page(50, 50, width=200)
    qtbot.addWidget(page)
    page.flow.removeWidget(page.boxes[0])
    page.arrange()
    assert page.flow.count() == 1
    assert page.boxes[1].x() == 0
    assert page.flow.itemAt(1) is None
