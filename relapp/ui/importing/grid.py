"""The tables of the import: rows of one height, cells with air, painted in the window's colours."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from relapp.ui import theme
from relapp.ui.theme import TextRole
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import ICON_SMALL, RADIUS_CONTROL, SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.widgets.painting import paint_ground, paint_words, square_at

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

BoxRole = Qt.ItemDataRole.UserRole + 1
"""Whether a cell is a box to choose from."""
InkRole = Qt.ItemDataRole.UserRole + 2
"""``"strong"``, ``"quiet"``, ``"wrong"`` or nothing."""

_ROW = 38
_LEAST_ROWS = 3


class Grid(QTableView):
    """Emits ``opened`` with an index on Enter, Space or a double click."""

    opened = Signal(QModelIndex)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionsClickable(False)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet(
            "QHeaderView { background: transparent; } QHeaderView::section { background: transparent; border: none;"
            "border-bottom: 1px solid palette(midlight); padding: 4px 12px; }"
        )
        self.doubleClicked.connect(self.opened)
        theme.current().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self.setFont(look.font(TextRole.BODY))
        head = self.horizontalHeader()
        head.setFont(look.font(TextRole.CAPTION))
        palette = head.palette()
        palette.setColor(QPalette.ColorRole.ButtonText, QColor(look.tokens.text2))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(look.tokens.text2))
        head.setPalette(palette)
        height = max(look.px(_ROW), self.fontMetrics().height() + look.px(18))
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight(_LEAST_ROWS * height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        editing = self.state() == QAbstractItemView.State.EditingState
        if opens and self.currentIndex().isValid() and not editing:
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class CellDelegate(QStyledItemDelegate):
    """Paints one cell: words, or a box with an arrow where something can be chosen."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, state, direction = option.rect, option.state, option.direction
        tokens, px = theme.current().tokens, theme.current().px
        view = self.parent()
        current = isinstance(view, QTableView) and view.currentIndex().row() == index.row()
        here = isinstance(view, QTableView) and view.hasFocus() and view.currentIndex() == index
        if current:
            painter.fillRect(rect, QColor(tokens.sunken))
        ink = {"strong": tokens.text, "quiet": tokens.text2, "wrong": tokens.tones[theme.Tone.DANGER].mark}
        wanted = index.data(InkRole)
        painter.save()
        painter.setFont(theme.current().font(TextRole.STRONG if wanted == "strong" else TextRole.BODY))
        words = " ".join(str(index.data(Qt.ItemDataRole.DisplayRole) or "").split())
        start, end = px(SPACE_M), px(SPACE_S)
        if index.data(BoxRole):
            box = rect.adjusted(px(SPACE_XS), px(SPACE_XS), -px(SPACE_XS), -px(SPACE_XS))
            ground = tokens.hover if state & QStyle.StateFlag.State_MouseOver else tokens.surface
            paint_ground(painter, box, RADIUS_CONTROL, ground, tokens.accent if here else tokens.line_strong)
            side = px(ICON_SMALL)
            paint_icon(
                painter, "chevron-down", square_at(direction, box, box.width() - side - px(SPACE_S), side), tokens.text2
            )
            end = side + px(SPACE_L)
        elif here:
            paint_ground(painter, rect.adjusted(1, 1, -1, -1), RADIUS_CONTROL, None, tokens.accent)
        painter.setPen(QColor(ink.get(wanted, tokens.text)))
        paint_words(painter, direction, rect, start, end, words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = option.fontMetrics
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")[:60]
        width = metrics.horizontalAdvance(words) + theme.current().px(SPACE_M) * 2 + 6
        return QSize(width, super().sizeHint(option, index).height())
