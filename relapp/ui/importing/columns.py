"""The columns of a table: name, meaning, some values, and how the meaning was found; Enter sets it by hand."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from relapp.services.transfer.glance import Glance
from relapp.services.transfer.importing import Plan
from relapp.services.transfer.meaning.columns import Column, Reason
from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.meaning.people import named_by
from relapp.services.transfer.rows import Content
from relapp.ui import theme
from relapp.ui.importing.grid import NOWHERE, BoxRole, Grid, Index, InkRole
from relapp.ui.importing.meaning_chooser import MeaningChooser
from relapp.ui.wording import tr
from relapp.ui.wording.imports import as_last_time, field_name, named_by_column, reason_name

_NAME, _MEANING, _VALUES, _FOUND = range(4)
_WITH_REASON_FROM = 700


class ColumnsModel(QAbstractTableModel):
    """One row a column of the file."""

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan | None = None
        self._samples: tuple[tuple[str, ...], ...] = ()
        self._by_hand: frozenset[int] = frozenset()
        self._named_by: dict[int, int] = {}

    def show_plan(self, plan: Plan, glance: Glance, by_hand: Collection[int]) -> None:
        """Show the columns of a file; ``by_hand`` are those that somebody set just now."""
        self.beginResetModel()
        self.plan, self._samples, self._by_hand = plan, glance.samples, frozenset(by_hand)
        self._named_by = named_by(plan.mapping)
        self.endResetModel()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in their order."""
        return self.plan.mapping.columns if self.plan is not None else ()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            tr("Import", "Column in the file"),
            tr("Import", "What it means"),
            tr("Import", "Values in the file"),
            tr("Import", "How that was found"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.plan is None:
            return None
        column, place = self.columns[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(column, place)
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(self._words(column, one) for one in range(4))
            case _ if role == BoxRole:
                return place == _MEANING
            case _ if role == InkRole:
                if place == _NAME or (place == _FOUND and column.reason is Reason.PERSON):
                    return "strong"
                unknown = column.field in (Field.OTHER, Field.IGNORE)
                return "quiet" if place in (_VALUES, _FOUND) or unknown else ""
        return None

    def _words(self, column: Column, place: int) -> str:
        assert self.plan is not None
        if place == _NAME:
            return column.header
        if place == _MEANING:
            teller = self._named_by.get(column.index)
            if teller is not None and self.plan.content is Content.CUSTOMERS:
                return named_by_column(self.columns[teller].header)
            return field_name(column.field, self.plan.content, column.header)
        if place == _FOUND:
            earlier = column.reason is Reason.PERSON and column.index not in self._by_hand
            return as_last_time() if earlier else reason_name(column.reason)
        samples = self._samples
        values = samples[column.index] if column.index < len(samples) else ()
        return " · ".join(values) if values else tr("Import", "empty")


class ColumnsPanel(Grid):
    """Emits ``set_by_hand(index, Field)``."""

    set_by_hand = Signal(int, object)

    def __init__(self) -> None:
        super().__init__(tr("Import", "Columns"))
        self._model = ColumnsModel()
        self.setModel(self._model)
        self.setMouseTracking(True)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(_VALUES, QHeaderView.ResizeMode.Stretch)
        self.opened.connect(self._choose)
        self.clicked.connect(self._clicked)
        self.chooser: MeaningChooser | None = None

    def show_plan(self, plan: Plan, glance: Glance, by_hand: Collection[int] = ()) -> None:
        """Show the columns of a file; the one that was current stays so."""
        row = self.currentIndex().row()
        self._model.show_plan(plan, glance, by_hand)
        row = row if 0 <= row < self._model.rowCount() else 0
        self.setCurrentIndex(self._model.index(row, _MEANING))
        self._share()

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == _MEANING:
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        plan = self._model.plan
        if plan is None or not self.isEnabled():
            return
        column = self._model.columns[index.row()]
        self.setCurrentIndex(self._model.index(index.row(), _MEANING))
        chooser = self.chooser = MeaningChooser(self, column.header, column.field, plan.content)
        chooser.chosen.connect(lambda field: self.set_by_hand.emit(column.index, field))
        chooser.destroyed.connect(self._forget)
        cell = self.visualRect(self._model.index(index.row(), _MEANING))
        chooser.pop_up(QRect(self.viewport().mapToGlobal(cell.topLeft()), cell.size()))

    def _forget(self) -> None:
        self.chooser = None

    def _share(self) -> None:
        """Give the columns their room; in a narrow window how a meaning was found is left to screen readers."""
        px, width = theme.current().px, self.viewport().width()
        wide = width >= px(_WITH_REASON_FROM)
        self.setColumnHidden(_FOUND, not wide)
        self.setColumnWidth(_NAME, min(px(200), width * 28 // 100))
        self.setColumnWidth(_MEANING, min(px(230), width * 34 // 100))
        self.setColumnWidth(_FOUND, px(140))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()
