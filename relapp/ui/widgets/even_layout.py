"""A layout of equal columns: as many as have room, and rows that are as even as they can be."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QStyle, QWidget

from relapp.ui.theme.metrics import SPACE_M
from relapp.ui.widgets.item_layout import ItemLayout


class EvenLayout(ItemLayout):
    """No column is narrower than ``least`` pixels, unless there is but one."""

    def __init__(self, least: int, spacing: int = SPACE_M, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def set_least(self, least: int) -> None:
        """Another least width of a column."""
        self._least = least
        self.invalidate()

    def heightForWidth(self, width: int) -> int:
        rows = self._rows(width)
        return sum(height for height, _ in rows) + self.spacing() * max(0, len(rows) - 1)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        widths = [min(self._least, item.minimumSize().width()) for item in self._items]
        return QSize(max(widths, default=0), 0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        top = rect.top()
        columns = self._columns(rect.width())
        for height, items in self._rows(rect.width()):
            for place, item in enumerate(items):
                left, right = (round((rect.width() + self.spacing()) * edge / columns) for edge in (place, place + 1))
                at = QRect(QPoint(rect.left() + left, top), QSize(right - left - self.spacing(), height))
                item.setGeometry(QStyle.visualRect(direction, rect, at))
            top += height + self.spacing()

    def _columns(self, width: int) -> int:
        """Five in rows of four and one look like a mistake: three and two do not."""
        count = max(1, len(self._items))
        most = max(1, min(count, (width + self.spacing()) // (self._least + self.spacing())))
        return -(-count // -(-count // most))

    def _rows(self, width: int) -> list[tuple[int, list[QLayoutItem]]]:
        columns = self._columns(width)
        wide = (width + self.spacing()) // columns - self.spacing()
        rows = [self._items[start : start + columns] for start in range(0, len(self._items), columns)]
        return [(max(_height(item, wide) for item in row), row) for row in rows]


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
