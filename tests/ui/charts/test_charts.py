"""Pictures as they are drawn: in every look and size, by mouse and keys, for screen readers, as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from relapp.domain.errors import UserError
from relapp.domain.pictures import Bar, Bars, Cell, Flow, Heat, Line, Measure, Move, Picture, Point, Spark, Stand, Unit
from relapp.ui import theme
from relapp.ui.charts import saving
from relapp.ui.charts.card import PictureCard
from relapp.ui.charts.chart import Chart, drawing_of
from relapp.ui.charts.look import Look, ticks
from relapp.ui.charts.saving import PictureForm
from relapp.ui.theme import Scheme, Tone
from relapp.ui.theme.tokens import SCHEMES
from relapp.ui.wording.pictures import Words

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
WORDS = Words("A picture", label=str.title, value="Kept", second="Slipping", earlier="October")
TONES = {"kept": Tone.OK, "lost": Tone.DANGER}

LINE = Line(
    tuple(
        Point(date(2026, month, 1), value, value and value - 4, value and value + 6, 20 + month, opens=f"month:{month}")
        for month, value in enumerate([38, 41, None, 35, 47, 52], start=1)
    )
)
BARS = Bars((Bar("late", 12, earlier=9, opens="late"), Bar("cold", 7, low=4, high=11), Bar("w" * 80, 3, earlier=0)))
LOSS = Bars((Bar("done", 64_000, opens="a"), Bar("left", -21_000, opens="b")), Measure(Unit.MONEY, "EUR"))
FLOW = Flow(
    date(2026, 9, 30),
    date(2026, 10, 31),
    (Stand("kept", 900, False, "k"), Stand("lost", 12, False, "l")),
    (Stand("kept", 890, True, "k"), Stand("lost", 22, True, "l")),
    (Move("kept", "kept", 888, "kk"), Move("kept", "lost", 12, "kl"), Move("lost", "kept", 2, "lk"),
     Move("lost", "lost", 10, "ll")),
)  # fmt: skip
HEAT = Heat(tuple(Cell(day, hour, day * hour, f"{day}:{hour}") for day in range(7) for hour in range(8, 19)))
SPARK = Spark(tuple(Point(date(2026, month, 1), value) for month, value in enumerate([3, 4, 2, 5], start=1)))
EVERY: tuple[Picture, ...] = (LINE, BARS, LOSS, FLOW, HEAT, SPARK)
THIN: tuple[Picture, ...] = (
    Line((Point(date(2026, 1, 1), 4),)), Bars(()), Flow(date(2026, 1, 1), date(2026, 2, 1), (), (), ()), Heat(()),
    Spark(()),
)  # fmt: skip


def shown(qtbot: QtBot, picture: Picture, width: int = 700) -> Chart:
    chart = Chart(picture, WORDS, TONES)
    qtbot.addWidget(chart)
    chart.resize(width, max(1, chart.heightForWidth(width)))
    chart.show()
    chart.activateWindow()
    qtbot.waitUntil(chart.isActiveWindow)
    return chart


def drawn(picture: Picture, look: Look, size: QSize, lit: int | None = None) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor(look.tokens.surface))
    painter = QPainter(image)
    drawing_of(picture, WORDS, TONES).paint(painter, look, QRectF(0, 0, size.width(), size.height()), lit)
    painter.end()
    return image


def looks() -> list[Look]:
    return [Look(tokens, scale, way) for tokens in SCHEMES for scale in (1.0, 2.0) for way in (LTR, RTL)]


@pytest.mark.parametrize("picture", EVERY, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("device", looks(), ids=lambda one: f"{one.tokens.name}-{one.scale}-{one.is_mirrored}")
def test_every_kind_is_drawn_in_every_look_with_its_marks_within_its_room(picture: Picture, device: Look) -> None:
    for width in (260, 480, 860):
        height = drawing_of(picture, WORDS, TONES).height(device, width)
        room = QRectF(0, 0, width, height)
        shapes = drawing_of(picture, WORDS, TONES).shapes(device, room)
        assert len(shapes) == len(picture.marks)
        for shape in shapes:
            assert room.adjusted(-1, -1, 1, 1).contains(shape.boundingRect()), (width, shape.boundingRect())
        plain = drawn(picture, device, QSize(width, round(height)))
        empty = QImage(plain.size(), plain.format())
        empty.fill(QColor(device.tokens.surface))
        assert plain != empty


@pytest.mark.parametrize("picture", EVERY[:-1], ids=lambda one: type(one).__name__)
def test_the_mark_that_is_looked_at_looks_otherwise(picture: Picture) -> None:
    look = looks()[0]
    size = QSize(700, round(drawing_of(picture, WORDS, TONES).height(look, 700)))
    assert drawn(picture, look, size, lit=0) != drawn(picture, look, size)


@pytest.mark.parametrize("picture", EVERY, ids=lambda one: type(one).__name__)
def test_where_one_reads_from_the_right_it_begins_there(picture: Picture) -> None:
    left, right = (looks()[place] for place in (0, 1))
    room = QRectF(0, 0, 700, drawing_of(picture, WORDS, TONES).height(left, 700))
    ltr, rtl = (drawing_of(picture, WORDS, TONES).shapes(look, room) for look in (left, right))
    for one, other in zip(ltr, rtl, strict=True):
        assert abs(one.boundingRect().left() - (700 - other.boundingRect().right())) < 1


@pytest.mark.parametrize("picture", THIN, ids=lambda one: type(one).__name__)
def test_of_too_little_nothing_is_drawn_and_a_sentence_says_so(qtbot: QtBot, picture: Picture) -> None:
    card = PictureCard(picture, Words("Returning", thin="Two months are needed."))
    qtbot.addWidget(card)
    card.show()
    assert not card.chart.isVisible()
    assert card.chart.areas == []
    assert not card.more.isVisible()
    assert card.chart.accessibleDescription() == "Two months are needed."
    QTest.keyClick(card, Qt.Key.Key_S)
    assert QApplication.activePopupWidget() is None


# -- by keys --


def test_arrows_walk_from_the_latest_month_back_and_enter_opens(qtbot: QtBot) -> None:
    chart = shown(qtbot, LINE)
    opened: list[tuple[str, str]] = []
    chart.opened.connect(lambda code, said: opened.append((code, said)))
    chart.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left):
        QTest.keyClick(QApplication.focusWidget() or chart, key)
    assert chart.lit == 3
    QTest.keyClick(chart.areas[3], Qt.Key.Key_Return)
    assert opened == [("month:4", "Apr 2026: Kept 35; between 31 and 41; Slipping 24")]
    QTest.keyClick(chart.areas[3], Qt.Key.Key_Home)
    assert chart.lit == 0
    QTest.keyClick(chart.areas[0], Qt.Key.Key_Left)
    assert chart.lit == 0
    QTest.keyClick(chart.areas[0], Qt.Key.Key_End)
    assert chart.lit == 5
    QTest.keyClick(chart.areas[5], Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is chart


def test_arrows_turn_with_the_direction_of_reading(qtbot: QtBot, qapp: QApplication) -> None:
    qapp.setLayoutDirection(RTL)
    chart = shown(qtbot, LINE)
    chart.look_at(2)
    QTest.keyClick(chart.areas[2], Qt.Key.Key_Left)
    assert chart.lit == 3


def test_arrows_reach_every_cell_of_the_week(qtbot: QtBot) -> None:
    chart = shown(qtbot, HEAT)
    chart.look_at(0)
    seen = {0}
    for day in range(7):
        for _ in range(10):
            QTest.keyClick(QApplication.focusWidget() or chart, Qt.Key.Key_Left if day % 2 else Qt.Key.Key_Right)
            assert chart.lit is not None
            seen.add(chart.lit)
        QTest.keyClick(QApplication.focusWidget() or chart, Qt.Key.Key_Down)
        assert chart.lit is not None
        seen.add(chart.lit)
    assert seen == set(range(77))


@pytest.mark.parametrize("picture", [LINE, BARS, FLOW], ids=lambda one: type(one).__name__)
def test_arrows_reach_every_mark(qtbot: QtBot, picture: Picture) -> None:
    chart = shown(qtbot, picture)
    reached, front = {0}, [0]
    while front:
        at = front.pop()
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down):
            chart.look_at(at)
            QTest.keyClick(chart.areas[at], key)
            if chart.lit is not None and chart.lit not in reached:
                reached.add(chart.lit)
                front.append(chart.lit)
    assert reached == set(range(len(picture.marks)))


def test_s_opens_the_menu_and_w_asks_why(qtbot: QtBot) -> None:
    card = PictureCard(LINE, WORDS, has_why=True)
    qtbot.addWidget(card)
    card.show()
    card.activateWindow()
    asked: list[bool] = []
    forms: list[str] = []
    card.why_wanted.connect(lambda: asked.append(True))
    card.saving_wanted.connect(forms.append)
    card.chart.look_at(1)
    QTest.keyClick(card.chart.areas[1], Qt.Key.Key_W)
    assert asked == [True]
    QTest.keyClick(card.chart.areas[1], Qt.Key.Key_S)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for action in menu.actions():
        action.trigger()
    menu.close()
    # Its deferred end, while the card is still held: the menu's slots would be the last to hold it.
    QApplication.sendPostedEvents(menu, QEvent.Type.DeferredDelete.value)
    assert forms == ["png", "svg", "csv", "printer"]


# -- by mouse --


def test_the_mouse_lights_the_thin_stream_over_the_wide_one_and_a_click_opens_it(qtbot: QtBot) -> None:
    chart = shown(qtbot, FLOW)
    opened: list[str] = []
    chart.opened.connect(lambda code, _: opened.append(code))
    place = next(place for place, mark in enumerate(FLOW.marks) if mark.opens == "lk")
    shape = chart._shapes[place]
    middle = shape.pointAtPercent(0.25).toPoint()
    inside = next(
        point for down in range(-3, 4) for point in [middle + QPoint(0, down)] if shape.contains(point.toPointF())
    )
    QTest.mouseMove(chart, inside)
    assert chart.lit == place
    assert chart.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=inside)
    assert opened == ["lk"]


def test_what_opens_nothing_opens_nothing(qtbot: QtBot) -> None:
    chart = shown(qtbot, BARS)
    opened: list[str] = []
    chart.opened.connect(lambda code, _: opened.append(code))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.areas[1].geometry().center())
    chart.open_mark(1)
    assert opened == []
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.areas[0].geometry().center())
    assert opened == ["late"]


# -- for screen readers --


@pytest.mark.parametrize("picture", EVERY, ids=lambda one: type(one).__name__)
def test_the_whole_and_each_mark_are_read_out(qtbot: QtBot, picture: Picture) -> None:
    chart = shown(qtbot, picture)
    whole = QAccessible.queryAccessibleInterface(chart)
    assert whole.text(QAccessible.Text.Name) == "A picture"
    assert len(whole.text(QAccessible.Text.Description)) > 10
    marks = [whole.child(place) for place in range(whole.childCount())]
    names = [mark.text(QAccessible.Text.Name) for mark in marks if mark is not None]
    assert names == [chart.said(place) for place in range(len(picture.marks))]


# -- as files --


@pytest.mark.parametrize("direction", [LTR, RTL])
@pytest.mark.parametrize("picture", EVERY, ids=lambda one: type(one).__name__)
def test_a_file_has_the_light_colours_and_twice_the_dots(
    qapp: QApplication, tmp_path: Path, picture: Picture, direction: Qt.LayoutDirection
) -> None:
    theme.install(qapp, Scheme.DARK, 200)
    saving.save(tmp_path / "a.png", PictureForm.PNG, picture, WORDS, TONES, direction)
    image = QImage(str(tmp_path / "a.png"))
    assert image.width() == 1520
    assert image.pixelColor(2, 2) == QColor("#FFFFFF")
    assert not image.text("Title") or "relapp" not in image.text("Title")
    saving.save(tmp_path / "a.svg", PictureForm.SVG, picture, WORDS, TONES, direction)
    root = ElementTree.parse(tmp_path / "a.svg").getroot()
    assert root.get("viewBox", "").startswith("0 0 760 ")
    texts = [text for text in root.itertext() if "A picture" in text]
    assert texts


def test_a_file_that_cannot_be_written_is_a_misfortune(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        saving.save(tmp_path / "none" / "a.png", PictureForm.PNG, LINE, WORDS, TONES, LTR)
    assert refused.value.code == "file.cannot_write"


# -- measures --


@pytest.mark.parametrize(
    ("low", "high", "whole", "found"),
    [
        (0, 74, True, [0, 20, 40, 60, 80]),
        (0, 1, True, [0, 1]),
        (0, 3, True, [0, 1, 2, 3]),
        (0, 0, True, [0, 1]),
        (-210, 640, False, [-400, -200, 0, 200, 400, 600, 800]),
        (0, 0.042, False, [0, 0.01, 0.02, 0.03, 0.04, 0.05]),
        (0, 3_000_000, True, [0, 1_000_000, 2_000_000, 3_000_000]),
    ],
)
def test_the_grid_has_round_values_and_nothing_among_them(
    low: float, high: float, whole: bool, found: list[float]
) -> None:
    assert ticks(low, high, 6 if low else 5, whole=whole) == pytest.approx(found)


def test_no_value_is_cut_off_by_the_grid() -> None:
    for high in (0.0007, 0.5, 1, 9, 99, 101, 12_345, 10**9):
        for low in (0, -high / 3, -high * 7):
            grid = ticks(low, high, 5, whole=False)
            assert grid[0] <= low
            assert grid[-1] >= high * (1 - 1e-9)
            assert len(grid) <= 6
