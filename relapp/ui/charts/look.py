"""In which colours, at which size and in which direction a picture is drawn: the window's, or a paper's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from itertools import count

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QTransform

from relapp.ui import theme
from relapp.ui.theme import TextRole
from relapp.ui.theme.tokens import LIGHT, Tokens
from relapp.ui.theme.typography import make_font


class Side(Enum):
    """Where in their room words stand, as one reads."""

    START = auto()
    MIDDLE = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """Drawings measure as if one reads from the left; ``turned`` brings what they measured to its place."""

    tokens: Tokens
    scale: float
    direction: Qt.LayoutDirection

    @property
    def is_mirrored(self) -> bool:
        """Whether one reads from the right."""
        return self.direction == Qt.LayoutDirection.RightToLeft

    def px(self, at_100_per_cent: float) -> float:
        """A length that goes with the text, in logical pixels."""
        return at_100_per_cent * self.scale

    def font(self, role: TextRole) -> QFont:
        """The font of a role."""
        now = theme.current()
        return now.font(role) if now.scale == self.scale else make_font(role, self.scale)

    def metrics(self, role: TextRole) -> QFontMetricsF:
        """What text in the font of a role measures."""
        return QFontMetricsF(self.font(role))

    def width(self, words: str, role: TextRole) -> float:
        """How wide words are, with a hair to spare."""
        return self.metrics(role).horizontalAdvance(words) + 1

    def turned(self, rect: QRectF, whole: QRectF) -> QRectF:
        """``rect`` where it stands in ``whole`` as people here read."""
        if not self.is_mirrored:
            return rect
        return QRectF(whole.left() + whole.right() - rect.right(), rect.top(), rect.width(), rect.height())

    def turned_path(self, path: QPainterPath, whole: QRectF) -> QPainterPath:
        """The same of a path."""
        if not self.is_mirrored:
            return path
        return QTransform(-1, 0, 0, 1, whole.left() + whole.right(), 0).map(path)

    def write(
        self,
        painter: QPainter,
        room: QRectF,
        whole: QRectF,
        words: str,
        side: Side = Side.START,
        role: TextRole = TextRole.CAPTION,
        colour: str = "",
    ) -> None:
        """Words on one line in the middle of the height of ``room`` (as measured), shortened with … if they must be."""
        place = self.turned(room, whole)
        painter.setFont(self.font(role))
        painter.setPen(QColor(colour or self.tokens.text2))
        shown = self.metrics(role).elidedText(words, Qt.TextElideMode.ElideRight, place.width() + 1)
        at_left = (side is Side.START) != self.is_mirrored
        flag = Qt.AlignmentFlag.AlignLeft if at_left else Qt.AlignmentFlag.AlignRight
        if side is Side.MIDDLE:
            flag = Qt.AlignmentFlag.AlignHCenter
        aligned = flag | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(place, aligned.value | Qt.TextFlag.TextSingleLine.value, shown)


def on_screen(direction: Qt.LayoutDirection) -> Look:
    """The look of the window."""
    now = theme.current()
    return Look(now.tokens, now.scale, direction)


def on_paper(direction: Qt.LayoutDirection) -> Look:
    """The look of files and prints: the light colours at the usual size, whatever the window wears."""
    return Look(LIGHT, 1.0, direction)


def between(one: str, other: str, share: float) -> QColor:
    """The colour so far on the way from ``one`` to ``other`` (0 to 1)."""
    start, end = QColor(one), QColor(other)
    pairs = ((start.red(), end.red()), (start.green(), end.green()), (start.blue(), end.blue()))
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


def ticks(low: float, high: float, most: int, *, whole: bool) -> list[float]:
    """Round values from at most ``low`` to at least ``high``, evenly apart, 0 among them; at most ``most`` + 1 if
    that can be. ``whole``: no fractions, as for people."""
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = 1.0
    for step in _steps(high - low):
        if whole and step < 1:
            continue
        first, last = int(low // step), int(-(-high // step))
        if last - first <= most:
            return [place * step for place in range(first, last + 1)]
    raise AssertionError("there is always a longer step")


def _steps(span: float) -> list[float]:
    """1, 2, 5, 10 … from far below a span to beyond it."""
    begin = 1.0
    while begin > span / 1000:
        begin /= 10
    while begin * 1000 < span / 10:
        begin *= 10
    found: list[float] = []
    for power in count():
        found += [factor * begin * 10**power for factor in (1, 2, 5)]
        if found[-1] > 10 * span:
            return found
    raise AssertionError("powers have no end")
