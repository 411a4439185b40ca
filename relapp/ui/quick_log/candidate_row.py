"""One of several customers who may be meant, as a row to choose."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from relapp.domain.customers import initials
from relapp.ui import theme
from relapp.ui.quick_log.form_keys import key_text
from relapp.ui.theme import TextRole
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import ICON, RADIUS_CONTROL, SPACE_M, SPACE_S
from relapp.ui.widgets.avatar import AVATAR_SMALL, paint_avatar
from relapp.ui.widgets.buttons import PaintedButton
from relapp.ui.widgets.painting import paint_ground, paint_words, square_at, with_alpha


class CandidateRow(PaintedButton):
    """``customer_id`` is ``None`` for a new customer; ``why`` stands small behind the name."""

    def __init__(
        self, customer_id: int | None, name: str, why: str, number: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(name.replace("&", "&&"), TextRole.STRONG, parent=parent)
        self.customer_id = customer_id
        self._name = name
        self._why = why
        self._number = str(number) if number < 10 else ""
        self.setCheckable(True)
        self.setAccessibleName(self.tr("{name}, {why}").format(name=name, why=why) if why else name)
        if self._number:
            self.setToolTip(key_text(str(number)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(240), self._picture_side() + px(SPACE_S))

    def _picture_side(self) -> int:
        """No larger than it need be beside large text, where room is short."""
        return min(theme.current().px(AVATAR_SMALL), self.fontMetrics().height() + SPACE_M)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens, px = theme.current().tokens, theme.current().px
        painter, direction = QPainter(self), self.layoutDirection()
        ink, faint = tokens.text, tokens.text2
        if self.isChecked():
            ink = faint = tokens.on_accent_tint
            paint_ground(painter, self.rect(), RADIUS_CONTROL, tokens.accent_tint)
        if self.veil():
            paint_ground(painter, self.rect(), RADIUS_CONTROL, with_alpha(ink, self.veil()))
        side = self._picture_side()
        picture = square_at(direction, self.rect(), px(SPACE_S), side)
        if self.customer_id is None:
            inner = (side - px(ICON)) // 2
            paint_icon(painter, "user-plus", picture.adjusted(inner, inner, -inner, -inner), ink, direction)
        else:
            paint_avatar(painter, picture, initials(self._name), self.customer_id)
        start = px(SPACE_S) + side + px(SPACE_M)
        end = px(SPACE_S) + px(ICON)
        painter.setFont(self.font())
        painter.setPen(QColor(ink))
        paint_words(painter, direction, self.rect(), start, end, self._name)
        start += painter.fontMetrics().horizontalAdvance(self._name) + px(SPACE_M)
        painter.setFont(theme.current().font(TextRole.SMALL))
        painter.setPen(QColor(faint))
        if start + end < self.width():
            paint_words(painter, direction, self.rect(), start, end, self._why)
        self._paint_number(painter, faint, direction)

    def _paint_number(self, painter: QPainter, ink: str, direction: Qt.LayoutDirection) -> None:
        px = theme.current().px
        painter.setFont(theme.current().font(TextRole.CAPTION))
        painter.setPen(QColor(ink))
        place = square_at(direction, self.rect(), self.width() - px(SPACE_S) - px(ICON), px(ICON))
        painter.drawText(QRect(place), Qt.AlignmentFlag.AlignCenter, self._number)
