"""The timeline on the screen: scrolls by pixels, measures what is seen first and the rest in its own time."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from relapp.services.pages.timeline import TimelineEntry
from relapp.ui import theme
from relapp.ui.customer.entry_words import ChipAct, EntryChip
from relapp.ui.customer.timeline_delegate import TimelineDelegate
from relapp.ui.customer.timeline_model import TimelineModel

_GUESSED_HEIGHT = 84
_PAUSE = 5
_BUDGET = 0.004
"""Milliseconds between two batches of measuring, and seconds for one: scrolling stays smooth meanwhile."""


class TimelineView(QTableView):
    """One row an entry. Enter edits, Space shows all, Delete removes, the menu key opens the rest."""

    edit_wanted = Signal(object)
    """A ``TimelineEntry``."""
    remove_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    """A ``TimelineEntry`` and where on the screen its menu goes."""
    chip_pressed = Signal(object, object)
    """A ``TimelineEntry`` and its ``EntryChip``."""

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = model
        self.delegate = TimelineDelegate(model, self)
        self._settled_to = 0
        self._settling = QTimer(self)
        self._settling.setInterval(_PAUSE)
        self._settling.timeout.connect(self._settle_batch)
        self.setItemDelegate(self.delegate)
        self.setModel(model)
        self.setAccessibleName(self.tr("Timeline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The entry in hand is the current one; the delegate paints it, the style has nothing to highlight.
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(_GUESSED_HEIGHT)
        # Without this each measured row would move all rows below it at once.
        rows.setUpdatesEnabled(False)
        self.verticalScrollBar().setSingleStep(theme.current().px(24))
        self.verticalScrollBar().valueChanged.connect(self._settle_visible)
        model.modelReset.connect(self._start_over)
        model.rowsInserted.connect(self._measure_again)
        model.rowsRemoved.connect(self._measure_again)
        model.dataChanged.connect(self._measure_again)
        theme.current().changed.connect(self._measure_again)

    # -- measuring --

    def _start_over(self) -> None:
        self.delegate.expanded.clear()
        self.delegate.found = None
        self.scrollToTop()
        self._measure_again()

    def _measure_again(self) -> None:
        self._settled_to = 0
        self._settle_visible()
        self._settling.start()

    def _settle_visible(self) -> None:
        """Give the rows in sight their true heights, keeping the first of them where it is."""
        if not self._entries.rowCount():
            return
        first = max(0, self.rowAt(0))
        bottom = self.viewport().height()
        row = first
        while row < self._entries.rowCount() and self.rowViewportPosition(row) < bottom:
            self._settle(row)
            row += 1
            if row == self._entries.rowCount() and self._entries.canFetchMore(QModelIndex()):
                self._entries.fetchMore(QModelIndex())
        self.viewport().update()

    def _settle_batch(self) -> None:
        """Measure the rows out of sight, a few at a time; what is in sight does not move."""
        rows = self._entries.rowCount()
        anchor = self.rowAt(0)
        offset = self.rowViewportPosition(anchor) if anchor >= 0 else 0
        until = perf_counter() + _BUDGET
        while self._settled_to < rows and perf_counter() < until:
            self._settle(self._settled_to)
            self._settled_to += 1
        if self._settled_to >= rows:
            self._settling.stop()
        self.updateGeometries()
        if anchor > 0:
            moved = self.rowViewportPosition(anchor) - offset
            if moved:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + moved)

    def _settle(self, row: int) -> None:
        height = self.delegate.height(row, self.columnWidth(0))
        if self.rowHeight(row) != height:
            self.setRowHeight(row, height)

    def settle_all(self) -> None:
        """Measure every loaded row now."""
        while self._settled_to < self._entries.rowCount():
            self._settle_batch()
        self._settling.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure_again()
        else:
            self._settle_visible()

    # -- the entry in hand --

    def current_entry(self) -> TimelineEntry | None:
        """The entry the keyboard is on."""
        index = self.currentIndex()
        return self._entries.entry(index.row()) if index.isValid() else None

    def reveal(self, interaction_id: int) -> bool:
        """Scroll to an entry and mark it, reading more pages until it is found; false if it is not on this timeline."""
        row = self._entries.row_of(interaction_id)
        while row is None and self._entries.canFetchMore(QModelIndex()):
            self._entries.fetchMore(QModelIndex())
            row = self._entries.row_of(interaction_id)
        if row is None:
            return False
        self.settle_all()
        self.delegate.found = interaction_id
        self.setCurrentIndex(self._entries.index(row))
        self.scrollTo(self._entries.index(row), QAbstractItemView.ScrollHint.PositionAtCenter)
        self._settle_visible()
        return True

    def toggle_more(self, entry: TimelineEntry) -> None:
        """Show an entry whole, or cut again."""
        self.delegate.expanded ^= {entry.interaction.id}
        row = self._entries.row_of(entry.interaction.id)
        if row is not None:
            self._settle(row)
            self.updateGeometries()
            self.viewport().update()

    def has_more(self, entry: TimelineEntry) -> bool:
        """Whether there is anything to show or hide."""
        row = self._entries.row_of(entry.interaction.id)
        return row is not None and self.delegate.layout(row, self.columnWidth(0)).more is not None

    def _row_rect(self, row: int) -> QRect:
        return QRect(0, self.rowViewportPosition(row), self.columnWidth(0), self.rowHeight(row))

    # -- keyboard and mouse --

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.current_entry()
        key = event.key()
        if entry is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit(entry)
        elif entry is not None and key == Qt.Key.Key_Delete:
            self.remove_wanted.emit(entry)
        elif entry is not None and key == Qt.Key.Key_Space:
            if self.has_more(entry):
                self.toggle_more(entry)
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()  # letters are the page's keys, not a search in the list
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        row = self.rowAt(point.y())
        pressable = row >= 0 and (self._is_more(row, point) or self._pressed_chip(row, point) is not None)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if pressable else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        row = self.rowAt(point.y())
        if row < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        entry = self._entries.entry(row)
        chip = self._pressed_chip(row, point)
        if self._is_more(row, point):
            self.toggle_more(entry)
        elif chip is not None:
            self.chip_pressed.emit(entry, chip)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        row = self.rowAt(point.y())
        if row >= 0 and not self._is_more(row, point) and self._pressed_chip(row, point) is None:
            self.edit_wanted.emit(self._entries.entry(row))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row = self.currentIndex().row()
            where = self._row_rect(row).center()
        else:
            where = event.pos()
            row = self.rowAt(where.y())
        if row >= 0:
            self.menu_wanted.emit(self._entries.entry(row), self.viewport().mapToGlobal(where))

    def _is_more(self, row: int, point: QPoint) -> bool:
        return self.delegate.is_more_at(row, self._row_rect(row), point, self.layoutDirection())

    def _pressed_chip(self, row: int, point: QPoint) -> EntryChip | None:
        chip = self.delegate.chip_at(row, self._row_rect(row), point, self.layoutDirection())
        return chip if chip is not None and chip.act is not ChipAct.NOTHING else None
