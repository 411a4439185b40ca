"""A sheet of rows of which one is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from relapp.ui.widgets.row import Row
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet


class RowsSheet(ScrolledSheet):
    """↑ and ↓ go from row to row, Enter takes the one that has the keyboard, or the first."""

    def __init__(self, window: QWidget, name: str, width: int = 620) -> None:
        super().__init__(window, name, width)
        self.lines: list[Row] = []

    def add_row(self, row: Row) -> None:
        """Put a row below the others."""
        self.rows.addWidget(row)
        self.lines.append(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        now = next((place for place, row in enumerate(self.lines) if row.hasFocus()), -1)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.lines:
            self.lines[max(now, 0)].click()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.lines:
            step = 1 if key == Qt.Key.Key_Down else -1
            self.lines[max(0, min(now + step, len(self.lines) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
