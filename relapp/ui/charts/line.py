"""A line over days or months: with the band that says how sure it is, and a second line beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from relapp.domain.pictures import Line, Point, Step, Unit
from relapp.ui.charts.drawing import Drawing, box, legend_height, paint_legend, stroke
from relapp.ui.charts.look import Look, Side, ticks
from relapp.ui.theme import TextRole
from relapp.ui.wording import pictures as wording
from relapp.ui.wording.pictures import Words

_HEIGHT, _TICKS, _DOTS_UP_TO = 216, 4, 31


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the plot lies in its room, the values of its grid, and the place of each point along it."""

    room: QRectF
    area: QRectF
    grid: Sequence[float]
    along: Sequence[float]

    def y(self, value: float) -> float:
        low, high = self.grid[0], self.grid[-1]
        return self.area.bottom() - (value - low) / (high - low) * self.area.height()

    def at(self, place: int, value: float) -> QPointF:
        return QPointF(self.along[place], self.y(value))


class LineDrawing(Drawing):
    """The latest value stands at its end; the grid has round values and zero."""

    def __init__(self, picture: Line, words: Words) -> None:
        self._line = picture
        self._words = words

    def height(self, look: Look, width: float) -> float:  # noqa: ARG002
        return look.px(_HEIGHT) + (legend_height(look) if self._line.has_second else 0)

    def shapes(self, look: Look, room: QRectF) -> Sequence[QPainterPath]:
        plot = self._plot(look, room)
        edges = [(one + other) / 2 for one, other in pairwise(plot.along)]
        edges = [plot.area.left(), *edges, plot.area.right()]
        columns = (QRectF(left, plot.area.top(), right - left, plot.area.height()) for left, right in pairwise(edges))
        return [box(look.turned(column, room)) for column in columns]

    def paint(self, painter: QPainter, look: Look, room: QRectF, lit: int | None = None) -> None:
        plot = self._plot(look, room)
        self._paint_grid(painter, look, plot)
        self._paint_days(painter, look, plot)
        if self._line.has_second:
            colours = ((self._words.value, look.tokens.accent), (self._words.second, look.tokens.text2))
            styles = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine)
            entries = [(words, colour, style) for (words, colour), style in zip(colours, styles, strict=True)]
            paint_legend(painter, look, room, entries)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if lit is not None:
            at = look.turned(QRectF(plot.along[lit], plot.area.top(), 0, plot.area.height()), room)
            painter.setPen(stroke(look, look.tokens.line_strong, 1))
            painter.drawLine(at.topLeft(), at.bottomLeft())
        self._paint_band(painter, look, plot)
        if self._line.has_second:
            second = _runs([point.second for point in self._line.points])
            self._paint_runs(painter, look, plot, second, look.tokens.text2, Qt.PenStyle.DashLine)
        runs = _runs([point.value for point in self._line.points])
        self._paint_runs(painter, look, plot, runs, look.tokens.accent)
        self._paint_dots(painter, look, plot, lit)
        painter.restore()
        self._paint_latest(painter, look, plot)

    # -- measuring --

    def _plot(self, look: Look, room: QRectF) -> _Plot:
        points = self._line.points
        told = [value for point in points for value in (point.value, point.low, point.high, point.second) if value]
        whole = self._line.measure.unit in (Unit.COUNT, Unit.DAYS)
        grid = ticks(min(told, default=0), max(told, default=0), _TICKS, whole=whole)
        caption = look.metrics(TextRole.CAPTION)
        axis = max(look.width(self._tick(value), TextRole.CAPTION) for value in grid) + look.px(10)
        end = look.width(self._latest(), TextRole.CHIP) + look.px(10)
        top = room.top() + caption.height() / 2 + (legend_height(look) if self._line.has_second else 0)
        area = QRectF(
            room.left() + axis, top, room.width() - axis - end, room.bottom() - caption.height() - look.px(8) - top
        )
        inset = min(look.px(18), area.width() / 4)
        days = [place if self._line.step is Step.MONTH else point.at.toordinal() for place, point in enumerate(points)]
        first, span = days[0], max(1, days[-1] - days[0])
        width = area.width() - 2 * inset
        return _Plot(room, area, grid, [area.left() + inset + (day - first) / span * width for day in days])

    def _tick(self, value: float) -> str:
        return wording.amount(value, self._line.measure, short=True)

    def _latest(self) -> str:
        known = [point.value for point in self._line.points if point.value is not None]
        return wording.amount(known[-1], self._line.measure, short=True) if known else ""

    # -- drawing --

    def _paint_grid(self, painter: QPainter, look: Look, plot: _Plot) -> None:
        height = look.metrics(TextRole.CAPTION).height()
        for value in plot.grid:
            y = plot.y(value)
            line = look.turned(QRectF(plot.area.left(), y, plot.area.width(), 1), plot.room)
            painter.fillRect(line, QColor(look.tokens.line_strong if value == 0 else look.tokens.line))
            room = QRectF(plot.room.left(), y - height / 2, plot.area.left() - plot.room.left() - look.px(10), height)
            look.write(painter, room, plot.room, self._tick(value), Side.END)

    def _paint_days(self, painter: QPainter, look: Look, plot: _Plot) -> None:
        """As many days or months as have room, the last one always; the year where it is another."""
        height = look.metrics(TextRole.CAPTION).height()
        free = plot.room.right()
        shown: list[tuple[float, float, str]] = []
        for place in range(len(self._line.points) - 1, -1, -1):
            words = self._day(place)
            wide = look.width(words, TextRole.CAPTION)
            left = min(plot.along[place] - wide / 2, plot.room.right() - wide)
            if left + wide <= free and left >= plot.room.left():
                shown.append((left, wide, words))
                free = left - look.px(8)
        for left, wide, words in shown:
            room = QRectF(left, plot.area.bottom() + look.px(6), wide, height)
            look.write(painter, room, plot.room, words, Side.MIDDLE)

    def _day(self, place: int) -> str:
        points, step = self._line.points, self._line.step
        year = place == 0 or points[place].at.year != points[place - 1].at.year
        return wording.day(points[place].at, step, short=not year or step is Step.WEEK)

    def _paint_band(self, painter: QPainter, look: Look, plot: _Plot) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.tokens.accent_tint))
        bounds = [_bounds(point) for point in self._line.points]
        for run in _runs([None if one is None else one[0] for one in bounds]):
            upper = [plot.at(place, bound[1]) for place, _ in run if (bound := bounds[place])]
            lower = [plot.at(place, low) for place, low in run]
            path = QPainterPath(upper[0])
            for point in (*upper[1:], *reversed(lower)):
                path.lineTo(point)
            path.closeSubpath()
            painter.drawPath(look.turned_path(path, plot.room))

    def _paint_runs(
        self,
        painter: QPainter,
        look: Look,
        plot: _Plot,
        runs: Sequence[Sequence[tuple[int, float]]],
        colour: str,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(stroke(look, colour, 2, style))
        for run in runs:
            path = QPainterPath(plot.at(*run[0]))
            for place, value in run[1:]:
                path.lineTo(plot.at(place, value))
            painter.drawPath(look.turned_path(path, plot.room))

    def _paint_dots(self, painter: QPainter, look: Look, plot: _Plot, lit: int | None) -> None:
        points = self._line.points
        last = max((place for place, point in enumerate(points) if point.value is not None), default=None)
        for place, point in enumerate(points):
            bold = place in (lit, last)
            if point.value is None or not (bold or len(points) <= _DOTS_UP_TO):
                continue
            side = look.px(9 if bold else 6)
            around = QRectF(0, 0, side, side)
            around.moveCenter(plot.at(place, point.value))
            painter.setPen(stroke(look, look.tokens.surface, 1.5))
            painter.setBrush(QColor(look.tokens.accent))
            painter.drawEllipse(look.turned(around, plot.room))

    def _paint_latest(self, painter: QPainter, look: Look, plot: _Plot) -> None:
        known = [(place, point.value) for place, point in enumerate(self._line.points) if point.value is not None]
        if not known or known[-1][0] != len(self._line.points) - 1:
            return
        at, height = plot.at(*known[-1]), look.metrics(TextRole.CHIP).height()
        room = QRectF(at.x() + look.px(8), at.y() - height / 2, plot.room.right() - at.x() - look.px(8), height)
        look.write(painter, room, plot.room, self._latest(), role=TextRole.CHIP, colour=look.tokens.text)


def _bounds(point: Point) -> tuple[float, float] | None:
    return None if point.low is None or point.high is None else (point.low, point.high)


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """The known values with their places, apart where one between is not known."""
    runs: list[list[tuple[int, float]]] = [[]]
    for place, value in enumerate(values):
        if value is not None:
            runs[-1].append((place, value))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]
