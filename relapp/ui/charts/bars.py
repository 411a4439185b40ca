"""Bars, one a line: the name before it, the value behind it, below it what it was before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from relapp.domain.pictures import Bar, Bars
from relapp.ui.charts.drawing import Drawing, box, legend_height, paint_legend, stroke
from relapp.ui.charts.look import Look, Side
from relapp.ui.theme import TextRole
from relapp.ui.widgets.painting import paint_ground
from relapp.ui.wording import pictures as wording
from relapp.ui.wording.pictures import Words

_ROW, _BAR, _EARLIER, _AIR = 34, 14, 5, 10
_NAMES_AT_MOST = 0.42
"""How much of the width names may take."""


@dataclass(frozen=True, slots=True)
class _Plot:
    room: QRectF
    rows: Sequence[QRectF]
    names: float
    values: float
    low: float
    high: float

    def x(self, look: Look, value: float) -> float:
        left = self.room.left() + self.names + look.px(_AIR)
        width = self.room.width() - self.names - self.values - 2 * look.px(_AIR)
        return left + (value - self.low) / (self.high - self.low) * max(1.0, width)


class BarsDrawing(Drawing):
    """As many lines as bars, from the top down."""

    def __init__(self, picture: Bars, words: Words) -> None:
        self._bars = picture
        self._words = words

    def height(self, look: Look, width: float) -> float:  # noqa: ARG002
        return look.px(_ROW) * len(self._bars.bars) + self._head(look)

    def shapes(self, look: Look, room: QRectF) -> Sequence[QPainterPath]:
        return [box(look.turned(row, room)) for row in self._plot(look, room).rows]

    def paint(self, painter: QPainter, look: Look, room: QRectF, lit: int | None = None) -> None:
        plot = self._plot(look, room)
        if self._bars.has_earlier:
            solid = Qt.PenStyle.NoPen
            now, before = self._words.value, self._words.earlier
            paint_legend(
                painter, look, room, [(now, look.tokens.accent, solid), (before, look.tokens.line_strong, solid)]
            )
        for place, (bar, row) in enumerate(zip(self._bars.bars, plot.rows, strict=True)):
            if place == lit:
                ground = look.turned(row.adjusted(0, 1, 0, -1), room)
                paint_ground(painter, ground, look.px(6), look.tokens.sunken)
            self._paint_bar(painter, look, plot, bar, row)

    def _head(self, look: Look) -> float:
        return legend_height(look) if self._bars.has_earlier else 0.0

    def _plot(self, look: Look, room: QRectF) -> _Plot:
        bars = self._bars.bars
        told = [value for bar in bars for value in (bar.value, bar.earlier, bar.low, bar.high) if value is not None]
        names = max((look.width(self._words.label(bar.label), TextRole.SMALL) for bar in bars), default=0.0)
        values = max((look.width(self._value(bar), TextRole.CHIP) for bar in bars), default=0.0)
        low, high = min(0.0, *told), max(0.0, *told)
        top, tall = room.top() + self._head(look), look.px(_ROW)
        rows = [QRectF(room.left(), top + place * tall, room.width(), tall) for place in range(len(bars))]
        return _Plot(
            room, rows, min(names + look.px(6), room.width() * _NAMES_AT_MOST), values, low, high if high > low else 1.0
        )

    def _value(self, bar: Bar) -> str:
        return wording.amount(bar.value, self._bars.measure)

    def _paint_bar(self, painter: QPainter, look: Look, plot: _Plot, bar: Bar, row: QRectF) -> None:
        name = QRectF(row.left() + look.px(6), row.top(), plot.names - look.px(6), row.height())
        words = self._words.label(bar.label)
        look.write(painter, name, plot.room, words, role=TextRole.SMALL, colour=look.tokens.text)
        zero, end = plot.x(look, 0), plot.x(look, bar.value)
        thick, thin = look.px(_BAR), look.px(_EARLIER if bar.earlier is not None else 0)
        top = row.center().y() - (thick + thin) / 2
        if bar.value:
            place = QRectF(min(zero, end), top, max(2.0, abs(end - zero)), thick)
            paint_ground(painter, look.turned(place, plot.room), look.px(3), look.tokens.accent)
        reach = max(zero, end)
        if bar.earlier is not None:
            was = plot.x(look, bar.earlier)
            place = QRectF(min(zero, was), top + thick + 1, max(2.0, abs(was - zero)), thin)
            paint_ground(painter, look.turned(place, plot.room), look.px(2), look.tokens.line_strong)
        if bar.low is not None and bar.high is not None:
            self._paint_range(painter, look, plot, (bar.low, bar.high), top + thick / 2)
            reach = max(reach, plot.x(look, bar.high))
        room = QRectF(reach + look.px(8), top, row.right() - reach - look.px(8), thick)
        room.setHeight(max(thick, look.metrics(TextRole.CHIP).height()))
        room.moveCenter(QPointF(room.center().x(), top + thick / 2))
        look.write(painter, room, plot.room, self._value(bar), Side.START, role=TextRole.CHIP, colour=look.tokens.text)

    def _paint_range(
        self, painter: QPainter, look: Look, plot: _Plot, bounds: tuple[float, float], middle: float
    ) -> None:
        """From how little to how much it may be, by a whisker that stands out on and beyond the bar."""
        low, high = (plot.x(look, value) for value in bounds)
        half = look.px(4)
        path = QPainterPath(QPointF(low, middle))
        path.lineTo(high, middle)
        for end in (low, high):
            path.moveTo(end, middle - half)
            path.lineTo(end, middle + half)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((look.tokens.surface, 4.0), (look.tokens.text, 1.5)):
            painter.setPen(stroke(look, colour, width))
            painter.drawPath(look.turned_path(path, plot.room))
        painter.restore()
