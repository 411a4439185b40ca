"""The rows that came to one result, and bad rows with their reason, whose cells can be mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from relapp.services.transfer.rows import AnyRow, BadRow
from relapp.services.transfer.storing.tally import Result, Seen
from relapp.ui import theme
from relapp.ui.importing.grid import NOWHERE, Grid, Index, InkRole
from relapp.ui.wording import import_rows, tr
from relapp.ui.wording.imports import bad_row
from relapp.ui.wording.money import number

_LINE, _WHO, _WHAT, _WHOM = range(4)
_MOST_CELLS = 60

Said = tuple[int, str, str, int | None]
"""Line, who, what, and whom of the shop's customers it means."""


class RowsModel(QAbstractTableModel):
    """Rows as what they say."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Said] = []
        self._names: Mapping[int, str] = {}
        self._whom = ""

    def show_rows(self, rows: Sequence[Seen | AnyRow], names: Mapping[int, str], whom: str = "") -> None:
        """Show rows; ``whom`` heads the names of those they mean, left out where it is empty."""
        self.beginResetModel()
        self._rows = [_said(row) for row in rows]
        self._names, self._whom = names, whom
        self.endResetModel()

    def customer(self, row: int) -> int | None:
        """Whom of the shop's customers a row means."""
        found = self._rows[row][3]
        return found if found in self._names else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 4 if self._whom else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (tr("Import", "Line"), tr("Import", "Who"), tr("Import", "What"), self._whom)[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (self._words(index.row(), column) for column in range(self.columnCount()))
            return ", ".join(part for part in said if part)
        if role == InkRole:
            return "strong" if index.column() == _WHO else "quiet" if index.column() != _WHOM else ""
        return None

    def _words(self, row: int, column: int) -> str:
        line, who, what, customer = self._rows[row]
        if column == _WHOM:
            return self._names.get(customer, "") if customer is not None else ""
        return (number(line) if line else "", who or tr("Import", "nobody named"), what)[column]


def _said(row: Seen | AnyRow) -> Said:
    if isinstance(row, Seen):
        return row.line, row.who, import_rows.seen(row), row.customer_id
    return import_rows.line_of(row), import_rows.who(row), import_rows.what(row), None


class RowsGrid(Grid):
    """Emits ``customer_wanted`` on Enter or a double click where a row means somebody of the shop."""

    customer_wanted = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._model = RowsModel()
        self.setModel(self._model)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        self.opened.connect(self._open)

    def show_rows(self, rows: Sequence[Seen | AnyRow], names: Mapping[int, str], whom: str = "") -> None:
        """Show rows from the first."""
        self._model.show_rows(rows, names, whom)
        if rows:
            self.setCurrentIndex(self._model.index(0, _WHO))
        self._share()

    def _open(self, index: QModelIndex) -> None:
        customer = self._model.customer(index.row())
        if customer is not None:
            self.customer_wanted.emit(customer)

    def _share(self) -> None:
        width, px = self.viewport().width(), theme.current().px
        if self._model.columnCount() == 4:
            self.horizontalHeader().setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(_LINE, min(px(76), width // 5))
        self.setColumnWidth(_WHO, min(px(210), width * 30 // 100))
        self.setColumnWidth(_WHOM, min(px(200), width * 28 // 100))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()


class BadModel(QAbstractTableModel):
    """Bad rows: line, reason, and every cell, which can be changed where ``mendable``. Emits ``mended``."""

    mended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._header: tuple[str, ...] = ()
        self._rows: Sequence[BadRow] = ()
        self._cells: list[list[str]] = []
        self._mendable = False
        self.changed: dict[int, tuple[str, ...]] = {}
        """The rows that somebody mended, by line."""

    def show_rows(self, header: tuple[str, ...], rows: Sequence[BadRow], *, mendable: bool) -> None:
        """Show bad rows as the file has them."""
        self.beginResetModel()
        cells = [row.cells if mendable else (import_rows.held(row),) for row in rows]
        width = min(_MOST_CELLS, max(map(len, cells), default=0))
        extra = tr("Import", "more") if mendable else tr("Import", "In the file")
        self._header = (*header, *[extra] * max(0, width - len(header)))[: max(width, min(len(header), _MOST_CELLS))]
        self._rows, self._mendable, self.changed = rows, mendable, {}
        self._cells = [list(one) + [""] * (len(self._header) - len(one)) for one in cells]
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 2 + len(self._header)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (tr("Import", "Line"), tr("Import", "Why it is left out"), *self._header)[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        cell = self._cells[index.row()][column - 2] if column >= 2 else ""
        match role:
            case Qt.ItemDataRole.EditRole:
                return cell
            case Qt.ItemDataRole.DisplayRole:
                return (number(row.line), bad_row(row))[column] if column < 2 else cell
            case Qt.ItemDataRole.AccessibleTextRole:
                if column >= 2:
                    return tr("Import", "{column}: {value}").format(column=self._header[column - 2], value=cell)
                return tr("Import", "Line {line}: {why}").format(line=number(row.line), why=bad_row(row))
            case _ if role == InkRole:
                if column == 1:
                    return "quiet" if row.line in self.changed else "wrong"
                return "strong" if row.line in self.changed else ""
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self._mendable and index.column() >= 2 else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        cells, column = self._cells[index.row()], index.column() - 2
        if role != Qt.ItemDataRole.EditRole or column < 0 or cells[column] == value:
            return False
        cells[column] = str(value)
        row = self._rows[index.row()]
        kept = list(cells)
        while len(kept) > 1 and not kept[-1]:
            kept.pop()
        self.changed[row.line] = tuple(kept)
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), self.columnCount() - 1))
        self.mended.emit()
        return True


class BadGrid(Grid):
    """Typing, F2 or Enter changes a cell."""

    mended = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Import", "Bad rows"))
        self.rows = BadModel()
        self.setModel(self.rows)
        self.rows.mended.connect(self.mended)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.SelectedClicked)
        self.opened.connect(self._edit)

    def _edit(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def show_rows(self, header: tuple[str, ...], rows: Sequence[BadRow], *, mendable: bool) -> None:
        """Show bad rows; the first cell is current."""
        self.rows.show_rows(header, rows, mendable=mendable)
        self.horizontalHeader().setStretchLastSection(not mendable)
        self.resizeColumnsToContents()
        px = theme.current().px
        for column in range(self.rows.columnCount()):
            least, most = (px(64), px(80)) if column == 0 else (px(120), px(320 if column == 1 else 220))
            self.setColumnWidth(column, max(least, min(most, self.columnWidth(column))))
        if rows:
            self.setCurrentIndex(self.rows.index(0, min(2, self.rows.columnCount() - 1)))


def headed(result: Result) -> str:
    """What stands over the names of those whom rows of this result mean."""
    if result is Result.DOUBTFUL:
        return tr("Import", "May be")
    return tr("Import", "In the shop as") if result in (Result.CHANGED, Result.SAME) else ""
