"""The list's model: every id in memory, details in pages read when they come into view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from relapp.services.pages.customers import CustomerRow
from relapp.ui.wording import dates, kinds, sentences, tr

PAGE = 128
KEPT_PAGES = 16

RowRole = Qt.ItemDataRole.UserRole
IdRole = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class CustomersModel(QAbstractTableModel):
    """One column. ``fetch`` reads the rows of a page of ids."""

    def __init__(
        self, fetch: Callable[[Sequence[int]], dict[int, CustomerRow]], today: date, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._today = today
        self._ids: list[int] = []
        self._pages: OrderedDict[int, dict[int, CustomerRow]] = OrderedDict()

    def show_ids(self, ids: list[int], today: date) -> None:
        """Show these customers in this order."""
        self.beginResetModel()
        self._ids = ids
        self._today = today
        self._pages.clear()
        self.endResetModel()

    def forget_rows(self) -> None:
        """Read again what is in view."""
        self._pages.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))

    @property
    def ids(self) -> list[int]:
        """The ids of all rows, in order."""
        return self._ids

    def row_of(self, customer_id: int) -> int:
        """Where a customer stands, -1 if they are not in the list."""
        try:
            return self._ids.index(customer_id)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        if role == IdRole:
            return self._ids[index.row()]
        if role not in (RowRole, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self._row(index.row())
        if role == RowRole:
            return row
        if row is None:
            return ""
        return row.name if role == Qt.ItemDataRole.DisplayRole else spoken(row, self._today)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal and section == 0:
            return tr("Customers", "Customers")
        return None

    def _row(self, place: int) -> CustomerRow | None:
        number = place // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._fetch(self._ids[number * PAGE : (number + 1) * PAGE])
            self._pages[number] = page
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self._ids[place])


def second_line(row: CustomerRow) -> str:
    """What the last contact was about."""
    if row.words:
        return " ".join(row.words.split())
    return kinds.interaction(row.kind) if row.kind is not None else tr("Customers", "Not met yet")


def spoken(row: CustomerRow, today: date) -> str:
    """The row for screen readers: "Hugo Thorne, asked for linen samples, today"."""
    last = dates.ago(row.last.astimezone().date(), today) if row.last else ""
    promise = tr("Customers", "promise: {words}").format(words=row.promise) if row.promise else ""
    return ", ".join(part for part in (row.name, sentences(second_line(row)), last, promise) if part)
