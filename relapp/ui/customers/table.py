"""The customers as rows to go through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from relapp.ui import theme
from relapp.ui.customers.delegate import CustomerDelegate
from relapp.ui.customers.model import CustomersModel, IdRole
from relapp.ui.theme.metrics import ROW_HEIGHT
from relapp.ui.wording import tr


class CustomersTable(QTableView):
    """A table of one column and uniform rows: a list view of 100,000 rows would be a hundred times slower to reset."""

    opened = Signal(int)
    typed = Signal(str)
    merge_wanted = Signal(int, int)

    def __init__(self, model: CustomersModel, today: Callable[[], date]) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(CustomerDelegate(today, self))
        self.setAccessibleName(tr("Customers", "Customers"))
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        # Two at once, by Shift or Ctrl, can be merged.
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        # The delegate paints the current row itself.
        self.setStyleSheet("selection-background-color: transparent;")
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(IdRole)))
        theme.current().changed.connect(self._measure)
        self._measure()

    def chosen_ids(self) -> list[int]:
        """The customers of the rows that are chosen."""
        return [index.data(IdRole) for index in self.selectionModel().selectedRows()]

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.current().px(ROW_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        words, chosen = event.text(), self.chosen_ids()
        if words.lower() == "m" and len(chosen) == 2:
            self.merge_wanted.emit(*chosen)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(IdRole))
        elif words and words.isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(words)
        else:
            super().keyPressEvent(event)
