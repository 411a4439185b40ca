"""A line without axes, as tall as a line of words: which way something goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from relapp.domain.pictures import Spark
from relapp.ui.charts.drawing import Drawing, box, stroke
from relapp.ui.charts.look import Look

_HEIGHT = 24


class SparkDrawing(Drawing):
    """From its lowest to its highest value, so it says nothing of how far either is from nothing."""

    def __init__(self, picture: Spark) -> None:
        self._points = picture.points

    def height(self, look: Look, width: float) -> float:  # noqa: ARG002
        return look.px(_HEIGHT)

    def shapes(self, look: Look, room: QRectF) -> Sequence[QPainterPath]:
        wide = room.width() / max(1, len(self._points))
        columns = (QRectF(room.left() + place * wide, room.top(), wide, room.height()) for place in self._places())
        return [box(look.turned(column, room)) for column in columns]

    def _places(self) -> range:
        return range(len(self._points))

    def paint(self, painter: QPainter, look: Look, room: QRectF, lit: int | None = None) -> None:
        told = [(place, point.value) for place, point in enumerate(self._points) if point.value is not None]
        if not told:
            return
        bounds = [(place, one.low, one.high) for place, one in enumerate(self._points)]
        band = [(place, low, high) for place, low, high in bounds if low is not None and high is not None]
        values = [*(value for _, value in told), *(value for _, low, high in band for value in (low, high))]
        least, most = min(values), max(values)
        inner = room.adjusted(look.px(4), look.px(4), -look.px(4), -look.px(4))

        def x(place: int) -> float:
            return inner.left() + inner.width() * place / max(1, len(self._points) - 1)

        def y(value: float) -> float:
            share = 0.5 if least == most else (value - least) / (most - least)
            return inner.bottom() - inner.height() * share

        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if band:
            around = QPainterPath()
            around.moveTo(x(band[0][0]), y(band[0][2]))
            for place, _, high in band[1:]:
                around.lineTo(x(place), y(high))
            for place, low, _ in reversed(band):
                around.lineTo(x(place), y(low))
            painter.fillPath(look.turned_path(around, room), QColor(look.tokens.accent_tint))
        line = QPainterPath()
        before = None
        for place, value in told:
            (line.lineTo if before == place - 1 and before is not None else line.moveTo)(x(place), y(value))
            before = place
        painter.setPen(stroke(look, look.tokens.accent, 1.5))
        painter.drawPath(look.turned_path(line, room))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.tokens.accent))
        for place, value in told:
            if place in (lit, told[-1][0]):
                side = look.px(6)
                dot = QRectF(x(place) - side / 2, y(value) - side / 2, side, side)
                painter.drawEllipse(look.turned(dot, room))
        painter.restore()
