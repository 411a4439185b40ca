"""A box to tick, drawn from the tokens so that its border and its tick are seen in every scheme."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from relapp.ui import theme
from relapp.ui.theme import TextRole
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import SPACE_S, SPACE_XS
from relapp.ui.widgets.painting import paint_ground, paint_words, square_at

_BOX = 18
_TICK = 14
_CORNER = 4


class CheckBox(QCheckBox):
    """Ticked by Space or a click anywhere on it."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._take_font()
        theme.current().changed.connect(self._take_font)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        px = theme.current().px
        metrics = QFontMetrics(self.font())
        width = px(SPACE_XS) * 2 + px(_BOX) + px(SPACE_S) + metrics.horizontalAdvance(self.text()) + 2
        return QSize(width, max(px(28), metrics.height() + px(SPACE_S)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens, px = theme.current().tokens, theme.current().px
        painter = QPainter(self)
        direction = self.layoutDirection()
        box = square_at(direction, self.rect(), px(SPACE_XS), px(_BOX))
        ink = tokens.text if self.isEnabled() else tokens.text3
        if self.isChecked():
            paint_ground(painter, box, _CORNER, tokens.accent if self.isEnabled() else tokens.text3)
            tick = square_at(direction, box, (box.width() - px(_TICK)) // 2, px(_TICK))
            paint_icon(painter, "check", tick, tokens.on_accent)
        else:
            paint_ground(
                painter, box, _CORNER, tokens.hover if self.underMouse() else tokens.surface, tokens.line_strong
            )
        painter.setFont(self.font())
        painter.setPen(QColor(ink))
        start = px(SPACE_XS) + px(_BOX) + px(SPACE_S)
        paint_words(painter, direction, self.rect(), start, px(SPACE_XS) - 1, self.text())

    def _take_font(self) -> None:
        self.setFont(theme.current().font(TextRole.BODY))
        self.updateGeometry()
