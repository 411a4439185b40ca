"""The parts of the program as a list: name and version, below them the licence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from relapp.licences import Part
from relapp.ui import theme
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.metrics import RADIUS_ROW, SPACE_M
from relapp.ui.widgets.painting import paint_ground, paint_words
from relapp.ui.wording import tr

PartRole = Qt.ItemDataRole.UserRole

_ROW = 48
_AIR = 4

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class PartList(QListView):
    """As tall as its rows: what it stands in scrolls. Enter and a click choose a part."""

    chosen = Signal(object)
    """A ``Part``."""
    moved = Signal()
    """Another row is the current one."""

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__()
        self.setModel(_Model(parts, self))
        self.setItemDelegate(_Row(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(tr("About", "Parts of this program"))
        self.clicked.connect(self._choose)
        self.setCurrentIndex(self.model().index(0, 0))
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())
        theme.current().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(self.model().rowCount() * theme.current().px(_ROW))
        self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(PartRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        # A page is what is in sight, not the whole list.
        pages = {
            QAbstractItemView.CursorAction.MovePageDown: 1,
            QAbstractItemView.CursorAction.MovePageUp: -1,
        }.get(action)
        if pages is None:
            return super().moveCursor(action, modifiers)
        rows = max(1, self.visibleRegion().boundingRect().height() // theme.current().px(_ROW))
        wanted = self.currentIndex().row() + pages * rows
        return self.model().index(max(0, min(wanted, self.model().rowCount() - 1)), 0)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        # By this rectangle what scrolls around the list finds the row that should be in sight.
        if query == Qt.InputMethodQuery.ImCursorRectangle:
            return self.visualRect(self.currentIndex())
        return super().inputMethodQuery(query)


class _Model(QAbstractListModel):
    def __init__(self, parts: Sequence[Part], parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._parts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        part = self._parts[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return part.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{named(part)}, {part.licence}"
            case _:
                return part if role == PartRole else None


def named(part: Part) -> str:
    """The part's name, with its version if that is known."""
    return f"{part.name} {part.version}".strip()


class _Row(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(100, theme.current().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        part = index.data(PartRole)
        tokens, px = theme.current().tokens, theme.current().px
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            paint_ground(painter, option.rect, RADIUS_ROW, tokens.accent_tint)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint_ground(painter, option.rect, RADIUS_ROW, tokens.hover)
        on_tint = tokens.tones[Tone.ACCENT].on_tint
        halves = option.rect.adjusted(0, px(_AIR), 0, -px(_AIR))
        upper = QRect(halves.left(), halves.top(), halves.width(), halves.height() // 2)
        lower = upper.translated(0, upper.height())
        for place, words, role, ink in (
            (upper, named(part), TextRole.BODY, on_tint if selected else tokens.text),
            (lower, part.licence, TextRole.SMALL, on_tint if selected else tokens.text2),
        ):
            painter.setFont(theme.current().font(role))
            painter.setPen(QColor(ink))
            paint_words(painter, option.direction, place, px(SPACE_M), px(SPACE_M), words)
        painter.restore()
