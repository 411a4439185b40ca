"""The rhythm of the week: a row a day, a column an hour, the darker the more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from relapp.domain.pictures import WEEK, Cell, Heat
from relapp.ui.charts.drawing import Drawing, box
from relapp.ui.charts.look import Look, Side, between
from relapp.ui.theme import TextRole
from relapp.ui.widgets.painting import paint_ground
from relapp.ui.wording import dates, tr
from relapp.ui.wording import pictures as wording
from relapp.ui.wording.pictures import Words

_ROW, _GAP, _RADIUS, _FAINTEST, _STEPS = 28, 2, 4, 0.12, 5


class HeatDrawing(Drawing):
    """The week begins where it does for the person. Below stands what the darkest is."""

    def __init__(self, picture: Heat, words: Words) -> None:
        self._heat = picture
        self._words = words
        self._most = max((cell.value for cell in picture.cells), default=0.0)
        first = QLocale().firstDayOfWeek().value - 1
        self._days = [(first + place) % WEEK for place in range(WEEK)]

    def height(self, look: Look, width: float) -> float:  # noqa: ARG002
        return look.px(_ROW) * WEEK + 2 * self._line(look)

    def shapes(self, look: Look, room: QRectF) -> Sequence[QPainterPath]:
        return [box(look.turned(self._place(look, room, cell), room)) for cell in self._heat.cells]

    def paint(self, painter: QPainter, look: Look, room: QRectF, lit: int | None = None) -> None:
        names = self._names(look)
        for row, weekday in enumerate(self._days):
            place = QRectF(room.left(), room.top() + row * look.px(_ROW), names, look.px(_ROW))
            look.write(painter, place, room, dates.weekday(weekday, short=True), role=TextRole.SMALL)
        for number, cell in enumerate(self._heat.cells):
            rect = look.turned(self._place(look, room, cell), room)
            edge = look.tokens.text if number == lit else look.tokens.line if not cell.value else None
            paint_ground(painter, rect, look.px(_RADIUS), self._colour(look, cell.value), edge)
        self._paint_hours(painter, look, room)
        self._paint_scale(painter, look, room)

    def _line(self, look: Look) -> float:
        return look.metrics(TextRole.CAPTION).height() + look.px(6)

    def _names(self, look: Look) -> float:
        words = (dates.weekday(weekday, short=True) for weekday in range(WEEK))
        return max(look.width(word, TextRole.SMALL) for word in words) + look.px(8)

    def _column(self, look: Look, room: QRectF) -> float:
        return (room.width() - self._names(look)) / max(1, len(self._heat.hours))

    def _place(self, look: Look, room: QRectF, cell: Cell) -> QRectF:
        wide = self._column(look, room)
        left = room.left() + self._names(look) + (cell.hour - self._heat.hours.start) * wide
        top = room.top() + self._days.index(cell.weekday) * look.px(_ROW)
        gap = look.px(_GAP) / 2
        return QRectF(left, top, wide, look.px(_ROW)).adjusted(gap, gap, -gap, -gap)

    def _colour(self, look: Look, value: float) -> str:
        if not value or not self._most:
            return look.tokens.sunken
        share = _FAINTEST + (1 - _FAINTEST) * value / self._most
        return between(look.tokens.surface, look.tokens.accent, share).name()

    def _paint_hours(self, painter: QPainter, look: Look, room: QRectF) -> None:
        """At the beginning of its column; as many as have room."""
        wide, top = self._column(look, room), room.top() + WEEK * look.px(_ROW) + look.px(2)
        longest = max((look.width(wording.hour(one), TextRole.CAPTION) for one in self._heat.hours), default=0.0)
        every = next(step for step in (1, 2, 3, 4, 6, 12, 24) if step * wide >= longest + look.px(6) or step == 24)
        for place, one in enumerate(self._heat.hours):
            left = room.left() + self._names(look) + place * wide + look.px(_GAP)
            if place % every == 0 and left + longest <= room.right() + 1:
                span = QRectF(left, top, longest, look.metrics(TextRole.CAPTION).height())
                look.write(painter, span, room, wording.hour(one))

    def _paint_scale(self, painter: QPainter, look: Look, room: QRectF) -> None:
        tall = look.metrics(TextRole.CAPTION).height()
        side, top = tall * 0.8, room.bottom() - tall
        most = wording.amount(self._most, self._heat.measure)
        none = tr("Pictures", "none")
        at = room.left() + self._names(look)
        wide = look.width(none, TextRole.CAPTION)
        look.write(painter, QRectF(at, top, wide, tall), room, none)
        at += wide + look.px(6)
        for step in range(_STEPS):
            place = QRectF(at, top + (tall - side) / 2, side, side)
            colour = self._colour(look, self._most * step / (_STEPS - 1))
            paint_ground(painter, look.turned(place, room), look.px(2), colour, None if step else look.tokens.line)
            at += side + 2
        at += look.px(4)
        rest = QRectF(at, top, max(0.0, room.right() - at), tall)
        look.write(painter, rest, room, most, Side.START)
