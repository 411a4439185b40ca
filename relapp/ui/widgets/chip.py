"""Pills of an icon and a word: something to read, or something to press."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from relapp.ui import theme
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import ICON_SMALL, SPACE_S, SPACE_XS
from relapp.ui.widgets.buttons import PaintedButton
from relapp.ui.widgets.painting import paint_ground, paint_words, square_at, with_alpha

_LEAST_TARGET = 26  # pixels; WCAG 2.2 asks 24 for what is pressed


def chip_size(text: str, icon: str = "") -> QSize:
    """How large ``paint_chip`` wants to be."""
    px = theme.current().px
    metrics = QFontMetrics(theme.current().font(TextRole.CHIP))
    width = px(SPACE_S) * 2 + metrics.horizontalAdvance(text) + 2
    if icon:
        width += px(ICON_SMALL) + px(SPACE_XS)
    return QSize(width, metrics.height() + px(6))


def paint_chip(
    painter: QPainter, rect: QRect, text: str, tone: Tone, icon: str = "", direction: Qt.LayoutDirection | None = None
) -> None:
    """Paints a chip into ``rect``; for delegates. ``direction`` is the application's if none is given."""
    colours = theme.current().tokens.tones[tone]
    paint_ground(painter, rect, rect.height() / 2, colours.tint, colours.edge)
    if direction is None:
        direction = painter.layoutDirection()
    _paint_content(painter, rect, text, colours.on_tint, icon, direction)


def _paint_content(
    painter: QPainter, rect: QRect, text: str, ink: str, icon: str, direction: Qt.LayoutDirection
) -> None:
    px = theme.current().px
    start = px(SPACE_S)
    painter.save()
    if icon:
        paint_icon(painter, icon, square_at(direction, rect, start, px(ICON_SMALL)), ink, direction)
        start += px(ICON_SMALL) + px(SPACE_XS)
    painter.setFont(theme.current().font(TextRole.CHIP))
    painter.setPen(QColor(ink))
    paint_words(painter, direction, rect, start, px(SPACE_S) - 1, text)
    painter.restore()


class Chip(QLabel):
    """A chip to read. It is a label, so that screen readers read its word."""

    def __init__(self, text: str, tone: Tone = Tone.NEUTRAL, icon: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._tone = tone
        self._icon = icon
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return chip_size(self.text(), self._icon)

    def minimumSizeHint(self) -> QSize:
        return QSize(chip_size("mm", self._icon).width(), self.sizeHint().height()).boundedTo(self.sizeHint())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        paint_chip(QPainter(self), self.rect(), self.text(), self._tone, self._icon, self.layoutDirection())


class ChipButton(PaintedButton):
    """A chip to press. With ``setCheckable`` it is a choice: outlined until chosen, then tinted and ticked."""

    def __init__(self, text: str, tone: Tone = Tone.NEUTRAL, icon: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, TextRole.CHIP, parent=parent)
        self._tone = tone
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def ring_radius(self) -> float:
        return self.height() / 2

    def sizeHint(self) -> QSize:
        size = chip_size(self.text(), self._icon or ("check" if self.isCheckable() else ""))
        return QSize(size.width(), max(size.height(), theme.current().px(_LEAST_TARGET)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = theme.current().tokens
        colours = tokens.tones[self._tone]
        painter = QPainter(self)
        offered = self.isCheckable() and not self.isChecked()
        fill, edge, ink = colours.tint, colours.edge, colours.on_tint
        if offered:
            fill, edge, ink = tokens.surface, tokens.line_strong, tokens.text2
        if not self.isEnabled():
            fill, edge, ink = tokens.sunken, tokens.line, tokens.text3
        paint_ground(painter, self.rect(), self.height() / 2, fill, edge)
        veil = self.veil()
        if veil:
            paint_ground(painter, self.rect(), self.height() / 2, with_alpha(ink, veil))
        icon = "check" if self.isCheckable() and self.isChecked() else self._icon
        if offered and not icon:
            icon = "plus"
        _paint_content(painter, self.rect(), self.text(), ink, icon, self.layoutDirection())
