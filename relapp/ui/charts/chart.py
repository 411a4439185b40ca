"""A picture on the screen: looked at by the mouse and by arrows, read out mark by mark, opened by Enter or a click."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from relapp.domain.pictures import Bars, Flow, Heat, Line, Picture, Spark
from relapp.ui import theme
from relapp.ui.charts.bars import BarsDrawing
from relapp.ui.charts.drawing import Drawing
from relapp.ui.charts.flow import FlowDrawing
from relapp.ui.charts.heat import HeatDrawing
from relapp.ui.charts.line import LineDrawing
from relapp.ui.charts.look import Look, on_screen
from relapp.ui.charts.spark import SparkDrawing
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.metrics import RADIUS_CONTROL, SPACE_S
from relapp.ui.widgets.painting import paint_ground
from relapp.ui.wording import pictures as wording
from relapp.ui.wording.pictures import Words

NO_TONES: Mapping[str, Tone] = {}
_KEYS = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}
_ASIDE = 3.0
"""How much farther something aside of the way counts than something on it."""


def drawing_of(picture: Picture, words: Words, tones: Mapping[str, Tone] = NO_TONES) -> Drawing:
    """How a picture is drawn."""
    match picture:
        case Line():
            return LineDrawing(picture, words)
        case Bars():
            return BarsDrawing(picture, words)
        case Flow():
            return FlowDrawing(picture, words, tones)
        case Heat():
            return HeatDrawing(picture, words)
        case Spark():
            return SparkDrawing(picture)


class Chart(QWidget):
    """``opened`` gives the code of a mark that was opened, and what the mark says.

    Arrows go from mark to mark, Home and End to the first and the last, Enter opens, Esc leaves the marks. Each mark is
    a widget of its own for screen readers. Of too little nothing is drawn.
    """

    opened = Signal(str, str)

    def __init__(
        self, picture: Picture, words: Words, tones: Mapping[str, Tone] = NO_TONES, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.picture = picture
        self.words = words
        self.drawing = drawing_of(picture, words, tones)
        self._marks = picture.marks if not picture.is_thin else ()
        self._shapes: list[QPainterPath] = []
        self._hovered: int | None = None
        self.setAccessibleName(words.title)
        self.setAccessibleDescription(wording.summary(picture, words))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._marks else Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.areas = [_MarkArea(self, place) for place in range(len(self._marks))]
        theme.current().changed.connect(self._measure)
        self._measure()

    def said(self, place: int) -> str:
        """What a mark says."""
        return wording.mark(self._marks[place], self.picture, self.words)

    @property
    def lit(self) -> int | None:
        """The place of the mark that is looked at."""
        focused = next((area.place for area in self.areas if area.hasFocus()), None)
        return self._hovered if self._hovered is not None else focused

    def look_at(self, place: int) -> None:
        """Bring the keyboard to a mark."""
        self._hovered = None
        self.areas[place].setFocus(Qt.FocusReason.TabFocusReason)
        self.update()

    def open_mark(self, place: int) -> None:
        """Show what is behind a mark, if anything is."""
        if code := self._marks[place].opens:
            self.opened.emit(code, self.said(place))

    # -- measuring --

    def _look(self) -> Look:
        return on_screen(self.layoutDirection())

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(280), self.heightForWidth(max(self.width(), theme.current().px(280))))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self.drawing.height(self._look(), width)) if self._marks else 0

    def _measure(self) -> None:
        self.updateGeometry()
        self._place()
        self.update()

    def _place(self) -> None:
        """Where the marks are now."""
        self._shapes = list(self.drawing.shapes(self._look(), QRectF(self.rect()))) if self._marks else []
        for area, shape in zip(self.areas, self._shapes, strict=True):
            area.setVisible(not shape.isEmpty())
            area.setGeometry(shape.boundingRect().toAlignedRect().intersected(self.rect()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._measure()

    # -- the mouse --

    def _mark_at(self, where: QPointF) -> int | None:
        """The mark there; where streams cross, the thinnest, which would be hard to come by otherwise."""
        found = [place for place, shape in enumerate(self._shapes) if shape.contains(where)]
        return min(found, key=lambda place: self._marks[place].value or 0, default=None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._mark_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, place: int | None) -> None:
        if place != self._hovered:
            self._hovered = place
            opens = place is not None and self._marks[place].opens
            self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._mark_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.open_mark(place)
        else:
            super().mouseReleaseEvent(event)

    # -- keys --

    def keyPressEvent(self, event: QKeyEvent) -> None:
        now = next((area.place for area in self.areas if area.hasFocus()), None)
        key = Qt.Key(event.key())
        wanted: int | None = None
        if not self._marks or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        if key in _KEYS:
            wanted = self._first(key) if now is None else self._next(now, *_KEYS[key])
        elif key == Qt.Key.Key_Home:
            wanted = self._seen()[0]
        elif key == Qt.Key.Key_End:
            wanted = self._seen()[-1]
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and now is not None:
            self.open_mark(now)
            return
        elif key == Qt.Key.Key_Escape and now is not None:
            self.setFocus(Qt.FocusReason.TabFocusReason)
            return
        else:
            super().keyPressEvent(event)
            return
        if wanted is not None:
            self.look_at(wanted)

    def _seen(self) -> list[int]:
        return [place for place, shape in enumerate(self._shapes) if not shape.isEmpty()] or [0]

    def _first(self, key: Qt.Key) -> int:
        """A line is read from its end, where now is; all else from its beginning."""
        seen = self._seen()
        backwards = key in (Qt.Key.Key_Up, Qt.Key.Key_Left if not self._look().is_mirrored else Qt.Key.Key_Right)
        return seen[-1] if backwards or isinstance(self.picture, Line) else seen[0]

    def _next(self, now: int, right: int, down: int) -> int | None:
        """The nearest mark that way; of marks that stand in one row or column the other arrows go along it as well."""
        here = self._shapes[now].boundingRect().center()
        best: tuple[float, int] | None = None
        for place in self._seen():
            there = self._shapes[place].boundingRect().center()
            along = (there.x() - here.x()) * right + (there.y() - here.y()) * down
            aside = abs((there.x() - here.x()) * down) + abs((there.y() - here.y()) * right)
            if along > 1 and (best is None or along + _ASIDE * aside < best[0]):
                best = (along + _ASIDE * aside, place)
        if best is not None or isinstance(self.picture, Heat | Flow):
            return None if best is None else best[1]
        seen = self._seen()
        lies_along = isinstance(self.picture, Line | Spark)
        if (right and lies_along) or (down and not lies_along):
            return None
        step = -1 if (right or down) < 0 else 1
        return seen[max(0, min(seen.index(now) + step, len(seen) - 1))]

    # -- painting --

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if not self._marks:
            return
        painter = QPainter(self)
        lit = self.lit
        self.drawing.paint(painter, self._look(), QRectF(self.rect()), lit)
        if lit is not None:
            self._paint_callout(painter, lit)

    def _paint_callout(self, painter: QPainter, place: int) -> None:
        """What the mark says, beside it and within the picture."""
        look, tokens = self._look(), theme.current().tokens
        air = round(look.px(SPACE_S))
        font = look.font(TextRole.SMALL)
        painter.setFont(font)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading
        widest = max(40, min(self.width() - 2 * air, round(look.px(300))))
        words = painter.fontMetrics().boundingRect(QRect(0, 0, widest, 10_000), int(flags), self.said(place))
        size = QSize(words.width() + 2 * air + 2, words.height() + air)
        around = self._shapes[place].boundingRect().toAlignedRect()
        at = QPoint(around.center().x() - size.width() // 2, around.top() - size.height() - 2)
        if isinstance(self.picture, Line | Spark):
            # A line's marks are as tall as the picture: beside the one that is looked at, where there is room.
            fits = around.right() + air + size.width() <= self.width()
            at = QPoint(around.right() + air if fits else around.left() - air - size.width(), around.top())
        elif at.y() < 0:
            at.setY(min(around.bottom() + 2, self.height() - size.height()))
        at.setX(max(0, min(at.x(), self.width() - size.width())))
        at.setY(max(0, at.y()))
        ground = QRect(at, size)
        paint_ground(painter, ground, RADIUS_CONTROL, tokens.inverse, tokens.surface)
        painter.setPen(QColor(tokens.on_inverse))
        painter.setLayoutDirection(self.layoutDirection())
        painter.drawText(ground.adjusted(air, air // 2, -air, -(air // 2)), int(flags), self.said(place))

    def ring_radius(self) -> float:
        return RADIUS_CONTROL


class _MarkArea(QWidget):
    """Where a mark is, for the keyboard and for screen readers; it paints nothing and lets the mouse through."""

    ring_inside = True

    def __init__(self, chart: Chart, place: int) -> None:
        super().__init__(chart)
        self._chart = chart
        self.place = place
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(wording.mark(chart.picture.marks[place], chart.picture, chart.words))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._chart.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._chart.update()
