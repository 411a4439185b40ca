"""Paints one customer: avatar, name, last contact, what it was about, a promise that is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from relapp.services.pages.customers import CustomerRow
from relapp.ui import theme
from relapp.ui.customers.model import RowRole, second_line
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.metrics import RADIUS_ROW, ROW_HEIGHT, SPACE_M, SPACE_S
from relapp.ui.widgets.avatar import paint_avatar
from relapp.ui.widgets.chip import chip_size, paint_chip
from relapp.ui.widgets.painting import paint_ground, paint_words, square_at
from relapp.ui.wording import dates, tr

_AVATAR = 40


class CustomerDelegate(QStyledItemDelegate):
    """``today`` gives the day that "3 d" counts from."""

    def __init__(self, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        return QSize(200, theme.current().px(ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens, px = theme.current().tokens, theme.current().px
        painter.save()
        rect = option.rect.adjusted(px(SPACE_S), 2, -px(SPACE_S), -2)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            paint_ground(painter, rect, RADIUS_ROW, tokens.accent_tint, tokens.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            paint_ground(painter, rect, RADIUS_ROW, tokens.hover)
        row = index.data(RowRole)
        if isinstance(row, CustomerRow):
            self._paint_row(painter, rect, row, option.direction, selected)
        else:
            bar = QRect(rect.left() + px(60), rect.center().y() - 4, rect.width() // 2, 8)
            paint_ground(painter, bar, 4, tokens.line)
        painter.restore()

    def _paint_row(
        self, painter: QPainter, rect: QRect, row: CustomerRow, direction: Qt.LayoutDirection, selected: bool
    ) -> None:
        tokens, px = theme.current().tokens, theme.current().px
        ink = tokens.tones[Tone.ACCENT].on_tint if selected else tokens.text
        side = px(_AVATAR)
        paint_avatar(painter, square_at(direction, rect, px(SPACE_S), side), row.initials, row.id)
        start, end = px(SPACE_S) + side + px(SPACE_M), px(SPACE_S + 2)
        upper = QRect(rect.left(), rect.top(), rect.width(), rect.height() // 2 + px(2))
        lower = QRect(rect.left(), upper.bottom() - px(4), rect.width(), rect.height() - upper.height())
        painter.setFont(theme.current().font(TextRole.CAPTION))
        when = _when(row, self._today())
        room = painter.fontMetrics().horizontalAdvance(when)
        painter.setPen(QColor(tokens.tones[Tone.ACCENT].on_tint if selected else tokens.text2))
        paint_words(painter, direction, upper, rect.width() - end - room - 1, end, when)
        painter.setFont(theme.current().font(TextRole.STRONG))
        painter.setPen(QPen(QColor(ink)))
        paint_words(painter, direction, upper, start, end + room + px(SPACE_S), row.name)
        if row.promise:
            end += self._paint_promise(painter, lower, row, direction, end)
        painter.setFont(theme.current().font(TextRole.SMALL))
        painter.setPen(QColor(tokens.tones[Tone.ACCENT].on_tint if selected else tokens.text2))
        paint_words(painter, direction, lower, start, end, second_line(row))

    def _paint_promise(
        self, painter: QPainter, lower: QRect, row: CustomerRow, direction: Qt.LayoutDirection, end: int
    ) -> int:
        late = row.due is not None and row.due < self._today()
        words = tr("Customers", "Late") if late else tr("Customers", "Promise")
        size = chip_size(words, "handshake")
        place = QRect(lower.right() - end - size.width(), lower.center().y() - size.height() // 2, *size.toTuple())
        chip = QStyle.visualRect(direction, lower, place)
        paint_chip(painter, chip, words, Tone.DANGER if late else Tone.WARN, "handshake", direction)
        return size.width() + theme.current().px(SPACE_S)


def _when(row: CustomerRow, today: date) -> str:
    return dates.day(row.last.astimezone().date(), today) if row.last else ""
