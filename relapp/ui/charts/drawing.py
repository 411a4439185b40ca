"""What every kind of picture knows: how tall it wants to be, where its marks are, and how it is drawn."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from relapp.ui.charts.look import Look
from relapp.ui.theme import TextRole

_SWATCH, _BETWEEN = 14, 16


class Drawing(ABC):
    """A picture, drawn into any room of any device. ``lit`` is the place of the mark that is looked at."""

    @abstractmethod
    def height(self, look: Look, width: float) -> float:
        """How tall it wants to be where it is so wide, in logical pixels."""

    @abstractmethod
    def shapes(self, look: Look, room: QRectF) -> Sequence[QPainterPath]:
        """Where each mark of the picture is, in their order; an empty path where there is nothing to point at."""

    @abstractmethod
    def paint(self, painter: QPainter, look: Look, room: QRectF, lit: int | None = None) -> None:
        """Draw it."""


def legend_height(look: Look) -> float:
    """How much a line of :func:`paint_legend` takes."""
    return look.metrics(TextRole.CAPTION).height() + look.px(10)


def paint_legend(painter: QPainter, look: Look, room: QRectF, entries: Sequence[tuple[str, str, Qt.PenStyle]]) -> None:
    """What lines or bars are what: each with its colour and the stroke it is drawn with, in the first line of
    ``room``."""
    line = QRectF(room.left(), room.top(), room.width(), look.metrics(TextRole.CAPTION).height())
    at = line.left()
    for words, colour, style in entries:
        swatch = look.turned(QRectF(at, line.top(), look.px(_SWATCH), line.height()), room)
        if style is Qt.PenStyle.NoPen:
            thick = look.px(8)
            painter.fillRect(QRectF(swatch.left(), swatch.center().y() - thick / 2, swatch.width(), thick), colour)
        else:
            painter.save()
            painter.setPen(stroke(look, colour, 2, style))
            painter.drawLine(QPointF(swatch.left(), swatch.center().y()), QPointF(swatch.right(), swatch.center().y()))
            painter.restore()
        at += look.px(_SWATCH + 6)
        wide = min(look.width(words, TextRole.CAPTION), max(0.0, line.right() - at))
        look.write(painter, QRectF(at, line.top(), wide, line.height()), room, words)
        at += wide + look.px(_BETWEEN)


def stroke(look: Look, colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen with round ends."""
    pen = QPen(QBrush(QColor(colour)), look.px(width), style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    if style is Qt.PenStyle.DashLine:
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2.5, 2.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def box(rect: QRectF, radius: float = 0.0) -> QPainterPath:
    """A rectangle as a path."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path
