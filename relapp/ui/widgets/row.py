"""A row of two lines, with a word at its end."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from relapp.ui import theme
from relapp.ui.theme import TextRole
from relapp.ui.theme.metrics import RADIUS_ROW, SPACE_M, SPACE_S
from relapp.ui.widgets.buttons import PaintedButton
from relapp.ui.widgets.painting import paint_ground, paint_words, with_alpha
from relapp.ui.widgets.sheet import Sheet


class Row(PaintedButton):
    """``head`` stands over ``under`` (one line where that is empty); ``tag`` at the end. One that is checked is tinted.

    The row that has the keyboard is tinted too where ``tints_focus`` says so. ``edged`` draws a border around it.
    """

    def __init__(
        self, head: str, under: str = "", tag: str = "", *, tints_focus: bool = False, edged: bool = False
    ) -> None:
        super().__init__("", TextRole.STRONG)
        self.head, self.under, self.tag = head, under, tag
        self._tints_focus = tints_focus
        self._edged = edged
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(". ".join(part.rstrip(".") for part in (self.head, self.under, self.tag) if part))

    def say(self, tag: str) -> None:
        """Another word at the end."""
        self.tag = tag
        self._name()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter and the arrows are for what the sheet is there for; Qt would take the arrows for Tab, or to scroll.
        up: QWidget | None = self
        while up is not None and not isinstance(up, Sheet):
            up = up.parentWidget()
        if event.key() == Qt.Key.Key_Space or up is None:
            super().keyPressEvent(event)
        else:
            up.keyPressEvent(event)

    def ring_radius(self) -> float:
        return RADIUS_ROW

    def sizeHint(self) -> QSize:
        px = theme.current().px
        lines = QFontMetrics(self.font()).height()
        if self.under:
            lines += QFontMetrics(theme.current().font(TextRole.SMALL)).height()
        return QSize(px(90), lines + px(SPACE_M))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens, px = theme.current().tokens, theme.current().px
        painter, direction, rect = QPainter(self), self.layoutDirection(), self.rect()
        ink, faint = tokens.text, tokens.text2
        if self.isChecked() or (self._tints_focus and self.hasFocus()):
            ink = faint = tokens.on_accent_tint
            paint_ground(painter, rect, RADIUS_ROW, tokens.accent_tint, tokens.accent if self._edged else None)
        elif self._edged:
            paint_ground(painter, rect, RADIUS_ROW, None, tokens.line_strong)
        if self.veil():
            paint_ground(painter, rect, RADIUS_ROW, with_alpha(ink, self.veil()))
        end = px(SPACE_S)
        painter.setPen(QColor(faint))
        if self.tag:
            painter.setFont(theme.current().font(TextRole.CAPTION))
            room = min(painter.fontMetrics().horizontalAdvance(self.tag), rect.width() // 2)
            paint_words(painter, direction, rect, rect.width() - end - room - 1, end, self.tag)
            end += room + px(SPACE_M)
        above = QFontMetrics(self.font()).height()
        top = QRect(rect.left(), rect.top() + px(SPACE_M) // 2, rect.width(), above)
        if self.under:
            painter.setFont(theme.current().font(TextRole.SMALL))
            below = QRect(rect.left(), top.bottom() + 1, rect.width(), painter.fontMetrics().height())
            paint_words(painter, direction, below, px(SPACE_S), end, self.under)
        painter.setFont(self.font())
        painter.setPen(QColor(ink))
        paint_words(painter, direction, top, px(SPACE_S), end, self.head)
