"""How the painted widgets draw: crisp rounded grounds, and a row of icon and words that turns with the language."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle


def paint_ground(
    painter: QPainter, rect: QRect | QRectF, radius: float, fill: str | QColor | None, edge: str | None = None
) -> None:
    """A rounded ground with an optional border one logical pixel wide, which lies inside ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QRectF(rect)
    if edge is not None:
        painter.setPen(QPen(QColor(edge), 1))
        shape.adjust(0.5, 0.5, -0.5, -0.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    radius = min(radius, shape.height() / 2)
    painter.drawRoundedRect(shape, radius, radius)
    painter.restore()


def with_alpha(colour: str, alpha: float) -> QColor:
    """``colour`` as a veil: ``alpha`` from 0 (nothing) to 1 (solid)."""
    result = QColor(colour)
    result.setAlphaF(alpha)
    return result


def square_at(direction: Qt.LayoutDirection, whole: QRect, offset: int, side: int) -> QRect:
    """A square of ``side`` at ``offset`` from where reading starts in ``whole``, centred in its height."""
    top = whole.top() + (whole.height() - side) // 2
    return QStyle.visualRect(direction, whole, QRect(whole.left() + offset, top, side, side))


def paint_words(
    painter: QPainter,
    direction: Qt.LayoutDirection,
    whole: QRect,
    start: int,
    end: int,
    text: str,
    flags: Qt.TextFlag = Qt.TextFlag.TextSingleLine,
) -> None:
    """``text`` in one line between ``start`` and ``end`` pixels from the two edges, shortened with … if it must be."""
    room = whole.adjusted(start, 0, -end, 0)
    room = QStyle.visualRect(direction, whole, room)
    side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeading)
    mnemonic = flags.value if flags & Qt.TextFlag.TextShowMnemonic else 0
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width(), mnemonic)
    painter.drawText(room, (side | Qt.AlignmentFlag.AlignVCenter).value | flags.value, shown)
