"""A sheet whose lines scroll where the window is too small for them; what stands above and below stays."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relapp.ui.theme.metrics import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.widgets.scroller import Scroller
from relapp.ui.widgets.sheet import Sheet

_STEPS = {
    Qt.Key.Key_Down: 0.25,
    Qt.Key.Key_Up: -0.25,
    Qt.Key.Key_PageDown: 0.9,
    Qt.Key.Key_PageUp: -0.9,
}
BORDERS = 64
"""Pixels of the window that stay free below a sheet, as a rule."""


class ScrolledSheet(Sheet):
    """Put lines into ``rows``, and :attr:`scroller` into ``card.column`` where they belong. Gone when it is put away.

    Arrows and page keys scroll.
    """

    def __init__(self, window: QWidget, name: str, width: int = 620) -> None:
        super().__init__(window, name, width)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.card.column.setSpacing(SPACE_S)
        self._body = QWidget()
        self.rows = QVBoxLayout(self._body)
        self.rows.setContentsMargins(0, 0, SPACE_S, 0)
        self.rows.setSpacing(SPACE_XS)
        self.scroller = Scroller(self._body)
        self._below = BORDERS
        """Pixels of the window that stay free below."""
        self.closed.connect(self.deleteLater)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar = self.scroller.verticalScrollBar()
            bar.setValue(bar.value() + round(step * self.scroller.viewport().height()))

    def open(self) -> None:
        super().open()
        self.fit()

    def _cover(self) -> None:
        super()._cover()
        self.fit()

    def fit(self) -> None:
        """As tall as its lines, as long as the window has room for them."""
        margins = self._column.contentsMargins()
        width = self.width() - margins.left() - margins.right() - 2 * SPACE_L
        wraps = self.rows.hasHeightForWidth()
        wanted = (self.rows.totalHeightForWidth(width - SPACE_M) if wraps else self.rows.sizeHint().height()) + 2
        self.scroller.setFixedHeight(0)
        rest = max(self.card.heightForWidth(width + 2 * SPACE_L), self.card.sizeHint().height())
        room = self.height() - margins.top() - rest - self._below
        self.scroller.setFixedHeight(max(80, min(wanted, room)))
