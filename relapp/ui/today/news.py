"""A quiet button over the list: it has changed, and waits to be shown."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QScrollArea

from relapp.ui.theme.metrics import SPACE_S, SPACE_XL
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.wording import tr


class News(Button):
    """Lies over the upper edge of ``page``, so that nothing on it moves."""

    def __init__(self, page: QScrollArea) -> None:
        super().__init__(ButtonKind.TONAL, tr("Today", "The list has changed: show (F5)"), "refresh-ccw", parent=page)
        self._page = page
        self.hide()

    def tell(self) -> None:
        """Show it, and say it to screen readers, once."""
        if not self.isHidden():
            return
        self.place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text()))

    def place(self) -> None:
        """At the end of the upper edge, where no greeting stands."""
        self.adjustSize()
        self.setMaximumWidth(self._page.viewport().width() - 2 * SPACE_S)
        left = self._page.viewport().width() - self.width() - SPACE_XL
        if self.isRightToLeft():
            left = SPACE_XL
        self.move(max(SPACE_S, left), SPACE_S)
