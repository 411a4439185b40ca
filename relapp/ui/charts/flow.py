"""Where everybody stood at the end of one month and of the next, and the streams between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from relapp.domain.pictures import Flow, Stand
from relapp.ui.charts.drawing import Drawing, box
from relapp.ui.charts.look import Look, Side
from relapp.ui.theme import TextRole, Tone
from relapp.ui.widgets.painting import with_alpha
from relapp.ui.wording import dates, money
from relapp.ui.wording.pictures import Words

_TALLEST, _GAP, _BLOCK, _THINNEST = 260, 6, 10, 1.5
_STILL, _MOVING, _LIT = 0.10, 0.5, 0.85
_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class _Plot:
    """``unit`` is how tall one customer is; slots and blocks stand by their place among the stands of each end."""

    room: QRectF
    unit: float
    before: Sequence[QRectF]
    after: Sequence[QRectF]


class FlowDrawing(Drawing):
    """Blocks as tall as the states are large; a state that is smaller than its name gets the room of its name.

    ``tones`` gives a state the colour that it has elsewhere; its name stands beside it.
    """

    def __init__(self, picture: Flow, words: Words, tones: Mapping[str, Tone]) -> None:
        self._flow = picture
        self._words = words
        self._tones = tones

    def height(self, look: Look, width: float) -> float:  # noqa: ARG002
        names = max(len(self._flow.before), len(self._flow.after)) * self._slot(look)
        return self._head(look) + max(look.px(_TALLEST), names)

    def shapes(self, look: Look, room: QRectF) -> Sequence[QPainterPath]:
        plot = self._plot(look, room)
        before = [self._label_room(look, plot, one, place) for place, one in enumerate(self._flow.before)]
        after = [self._label_room(look, plot, one, place) for place, one in enumerate(self._flow.after)]
        streams = [look.turned_path(path, room) for path in self._streams(look, plot)]
        stands = [[box(look.turned(rect, room)) for rect in rects] for rects in (before, after)]
        return [*stands[0], *streams, *stands[1]]

    def paint(self, painter: QPainter, look: Look, room: QRectF, lit: int | None = None) -> None:
        plot = self._plot(look, room)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first = len(self._flow.before)
        for place, (move, path) in enumerate(zip(self._flow.moves, self._streams(look, plot), strict=True)):
            alpha = _LIT if lit == first + place else _STILL if move.source == move.target else _MOVING
            painter.fillPath(look.turned_path(path, room), with_alpha(self._colour(look, move.target), alpha))
        painter.restore()
        last = first + len(self._flow.moves)
        for stands, blocks, begin in ((self._flow.before, plot.before, 0), (self._flow.after, plot.after, last)):
            for place, (stand, block) in enumerate(zip(stands, blocks, strict=True)):
                painter.fillRect(look.turned(block, room), QColor(self._colour(look, stand.state)))
                self._paint_name(painter, look, plot, stand, place, lit=lit == begin + place)
        self._paint_ends(painter, look, plot)

    def _colour(self, look: Look, state: str) -> str:
        return look.tokens.tones[self._tones.get(state, Tone.NEUTRAL)].mark

    # -- measuring --

    def _slot(self, look: Look) -> float:
        """The least that a state takes: a line for its name."""
        return look.metrics(TextRole.SMALL).height() + look.px(_GAP)

    def _head(self, look: Look) -> float:
        return look.metrics(TextRole.CAPTION).height() + look.px(8)

    def _names(self, look: Look, stands: Sequence[Stand]) -> float:
        return max(look.width(self._name(stand), TextRole.SMALL) for stand in stands) + look.px(12)

    def _name(self, stand: Stand) -> str:
        return f"{self._words.label(stand.state)}  {money.number(stand.value)}"

    def _plot(self, look: Look, room: QRectF) -> _Plot:
        area = room.adjusted(0, self._head(look), 0, 0)
        unit = min(self._unit(look, area.height(), stands) for stands in (self._flow.before, self._flow.after))
        left = min(self._names(look, self._flow.before), room.width() / 3)
        right = min(self._names(look, self._flow.after), room.width() / 3)
        block = look.px(_BLOCK)
        return _Plot(
            room,
            unit,
            self._blocks(look, area, self._flow.before, unit, area.left() + left, block),
            self._blocks(look, area, self._flow.after, unit, area.right() - right - block, block),
        )

    def _unit(self, look: Look, height: float, stands: Sequence[Stand]) -> float:
        """As tall as one may be so that all of them have room, those that are small taking the room of their names."""
        slot, gap = self._slot(look), look.px(_GAP)
        small: set[int] = set()
        unit = 0.0
        for _ in range(_ROUNDS):
            large = [one.value for place, one in enumerate(stands) if place not in small]
            unit = (height - slot * len(small) - gap * len(large)) / max(1, sum(large))
            now = {place for place, one in enumerate(stands) if one.value * unit + gap < slot}
            if now <= small:
                break
            small |= now
        return max(0.0, unit)

    def _blocks(
        self, look: Look, area: QRectF, stands: Sequence[Stand], unit: float, left: float, wide: float
    ) -> list[QRectF]:
        found, top = [], area.top()
        for stand in stands:
            tall = max(look.px(_THINNEST) if stand.value else 0.0, stand.value * unit)
            slot = max(self._slot(look), tall + look.px(_GAP))
            found.append(QRectF(left, top + (slot - tall) / 2, wide, tall))
            top += slot
        return found

    def _label_room(self, look: Look, plot: _Plot, stand: Stand, place: int) -> QRectF:
        """Where the name of a state stands, with its block."""
        block = (plot.after if stand.after else plot.before)[place]
        tall = max(look.metrics(TextRole.SMALL).height(), block.height())
        top = block.center().y() - tall / 2
        if stand.after:
            return QRectF(block.left(), top, plot.room.right() - block.left(), tall)
        return QRectF(plot.room.left(), top, block.right() - plot.room.left(), tall)

    def _streams(self, look: Look, plot: _Plot) -> list[QPainterPath]:
        """One a move, from its part of the block before to its part of the block after."""
        sources = {one.state: rect for one, rect in zip(self._flow.before, plot.before, strict=True)}
        targets = {one.state: rect for one, rect in zip(self._flow.after, plot.after, strict=True)}
        order = {one.state: place for place, one in enumerate((*self._flow.before, *self._flow.after))}
        used: dict[tuple[str, bool], float] = {}
        paths: dict[int, QPainterPath] = {}
        moves = list(enumerate(self._flow.moves))
        starts: dict[int, float] = {}
        for place, move in sorted(moves, key=lambda one: (order[one[1].source], order[one[1].target])):
            starts[place] = used.get((move.source, False), 0.0)
            used[move.source, False] = starts[place] + move.value * plot.unit
        for place, move in sorted(moves, key=lambda one: (order[one[1].target], order[one[1].source])):
            end = used.get((move.target, True), 0.0)
            used[move.target, True] = end + move.value * plot.unit
            tall = max(look.px(_THINNEST), move.value * plot.unit) if move.value else 0.0
            source, target = sources[move.source], targets[move.target]
            top = source.top() + starts[place]
            paths[place] = _stream(source.right(), top, target.left(), target.top() + end, tall)
        return [paths[place] for place in range(len(moves))]

    # -- drawing --

    def _paint_name(self, painter: QPainter, look: Look, plot: _Plot, stand: Stand, place: int, *, lit: bool) -> None:
        room = self._label_room(look, plot, stand, place)
        inner = look.px(_BLOCK + 8)
        room = room.adjusted(inner, 0, 0, 0) if stand.after else room.adjusted(0, 0, -inner, 0)
        line = QRectF(room.left(), room.center().y() - self._slot(look) / 2, room.width(), self._slot(look))
        side = Side.START if stand.after else Side.END
        colour = look.tokens.accent if lit else look.tokens.text
        look.write(painter, line, plot.room, self._name(stand), side, TextRole.SMALL, colour)

    def _paint_ends(self, painter: QPainter, look: Look, plot: _Plot) -> None:
        tall = look.metrics(TextRole.CAPTION).height()
        half = plot.room.width() / 2 - look.px(4)
        left = QRectF(plot.room.left(), plot.room.top(), half, tall)
        right = QRectF(plot.room.right() - half, plot.room.top(), half, tall)
        look.write(painter, left, plot.room, dates.short(self._flow.earlier))
        look.write(painter, right, plot.room, dates.short(self._flow.later), Side.END)


def _stream(left: float, top: float, right: float, end: float, tall: float) -> QPainterPath:
    """A band that leaves and arrives level."""
    path = QPainterPath()
    if not tall:
        return path
    middle = (left + right) / 2
    path.moveTo(left, top)
    path.cubicTo(middle, top, middle, end, right, end)
    path.lineTo(right, end + tall)
    path.cubicTo(middle, end + tall, middle, top + tall, left, top + tall)
    path.closeSubpath()
    return path
