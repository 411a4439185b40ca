"""The signs of a relationship as one quiet line: seven words, each with a tick or as what is not there yet."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle

from relapp.domain.relationship import Statement
from relapp.ui import theme
from relapp.ui.theme import TextRole
from relapp.ui.theme.metrics import RADIUS_CONTROL, SPACE_S, SPACE_XS
from relapp.ui.widgets.buttons import PaintedButton
from relapp.ui.widgets.painting import paint_ground, with_alpha
from relapp.ui.widgets.text import tip
from relapp.ui.wording import relationship as wording

_LEAST_WIDTH = 120
_LEAST_HEIGHT = 24


class SignsLine(PaintedButton):
    """Enter or a click opens the card. Words that do not fit on one line wrap."""

    def __init__(self) -> None:
        super().__init__("", TextRole.CAPTION)
        self.show_none()
        self.setAccessibleDescription(self.tr("Opens the seven sentences between us and them (S)"))
        self.setToolTip(tip(self.accessibleDescription()))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_signs(self, statements: tuple[Statement, ...]) -> None:
        """Show which of the seven hold."""
        self._words = wording.line(statements)
        self.setAccessibleName(wording.signs(statements))
        self.updateGeometry()
        self.update()

    def show_none(self) -> None:
        """Show that they are not read yet."""
        self._words = "…"
        self.setAccessibleName(self.tr("Signs of the relationship"))
        self.update()

    @property
    def words(self) -> str:
        """What is shown."""
        return self._words

    def _room(self, width: int) -> QRect:
        side = theme.current().px(SPACE_S)
        return QRect(side, 0, max(_LEAST_WIDTH, width - 2 * side), 10_000)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = theme.current().px
        words = self.fontMetrics().boundingRect(self._room(width), Qt.TextFlag.TextWordWrap.value, self._words)
        return max(words.height() + px(SPACE_XS), px(_LEAST_HEIGHT))

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.current().px(_LEAST_WIDTH))
        return QSize(theme.current().px(_LEAST_WIDTH), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(_LEAST_WIDTH), theme.current().px(_LEAST_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens, direction = theme.current().tokens, self.layoutDirection()
        painter = QPainter(self)
        if self.veil():
            paint_ground(painter, self.rect(), RADIUS_CONTROL, with_alpha(tokens.text, self.veil()))
        painter.setPen(QColor(tokens.text2))
        side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        room = self._room(self.width())
        room.setHeight(self.height())
        painter.drawText(room, side.value | Qt.TextFlag.TextWordWrap.value, self._words)
