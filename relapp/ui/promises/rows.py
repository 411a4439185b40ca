"""One promise a row: its words, to whom, where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from relapp.domain.customers import initials
from relapp.domain.promises import PromiseState, is_late
from relapp.services.pages.promises import LedgerRow
from relapp.ui import theme
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.metrics import RADIUS_ROW, ROW_HEIGHT, SPACE_M, SPACE_S
from relapp.ui.widgets.avatar import paint_avatar
from relapp.ui.widgets.chip import chip_size, paint_chip
from relapp.ui.widgets.painting import paint_ground, paint_words, square_at
from relapp.ui.wording import memory, tr

RowRole = Qt.ItemDataRole.UserRole
_AVATAR = 40

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def about(row: LedgerRow) -> str:
    """To whom it was promised, and by whom."""
    if not row.staff:
        return row.customer
    return tr("Promises", "{customer} · noted by {staff}").format(customer=row.customer, staff=row.staff)


class LedgerModel(QAbstractListModel):
    """The rows of one shelf."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[LedgerRow] = ()
        self._today = date.min

    @property
    def rows(self) -> tuple[LedgerRow, ...]:
        """All rows, in their order."""
        return tuple(self._rows)

    def show_rows(self, rows: Sequence[LedgerRow], today: date) -> None:
        """Show these promises."""
        self.beginResetModel()
        self._rows = rows
        self._today = today
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.promise.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((row.promise.words, about(row), memory.promise_state(row.promise, self._today)))
        return None

    @property
    def today(self) -> date:
        """The day the rows were read on."""
        return self._today


class LedgerDelegate(QStyledItemDelegate):
    """Paints a row like the list of customers."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(200, theme.current().px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, model = index.data(RowRole), index.model()
        if not isinstance(row, LedgerRow) or not isinstance(model, LedgerModel):
            return
        tokens, px = theme.current().tokens, theme.current().px
        painter.save()
        rect = option.rect.adjusted(2, 2, -2, -2)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            paint_ground(painter, rect, RADIUS_ROW, tokens.accent_tint, tokens.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint_ground(painter, rect, RADIUS_ROW, tokens.hover)
        side = px(_AVATAR)
        promise = row.promise
        place = square_at(option.direction, rect, px(SPACE_S), side)
        paint_avatar(painter, place, initials(row.customer), promise.customer_id)
        end = px(SPACE_M) + self._paint_state(painter, rect, row, model.today, option.direction)
        start = px(SPACE_S) + side + px(SPACE_M)
        half = rect.height() // 2
        painter.setPen(QColor(tokens.tones[Tone.ACCENT].on_tint if selected else tokens.text))
        painter.setFont(theme.current().font(TextRole.STRONG))
        upper = QRect(rect.left(), rect.top() + px(4), rect.width(), half)
        paint_words(painter, option.direction, upper, start, end, " ".join(promise.words.split()))
        painter.setPen(QColor(tokens.tones[Tone.ACCENT].on_tint if selected else tokens.text2))
        painter.setFont(theme.current().font(TextRole.SMALL))
        lower = QRect(rect.left(), rect.top() + half - px(4), rect.width(), half)
        paint_words(painter, option.direction, lower, start, end, about(row))
        painter.restore()

    def _paint_state(
        self, painter: QPainter, rect: QRect, row: LedgerRow, today: date, direction: Qt.LayoutDirection
    ) -> int:
        words = memory.promise_state(row.promise, today)
        late = is_late(row.promise, today)
        tone = Tone.DANGER if late else Tone.OK if row.promise.state is PromiseState.KEPT else Tone.WARN
        icon = "check" if row.promise.state is PromiseState.KEPT else "handshake"
        size = chip_size(words, icon)
        width = min(size.width(), rect.width() // 2)
        end = theme.current().px(SPACE_M)
        place = QRect(rect.right() - end - width, rect.center().y() - size.height() // 2, width, size.height())
        paint_chip(painter, QStyle.visualRect(direction, rect, place), words, tone, icon, direction)
        return width + end
