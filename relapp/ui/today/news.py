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
        whole = tr("Today", "The list has changed: show (F5)")
        super().__init__(ButtonKind.TONAL, whole, "refresh-ccw", name=whole, parent=page)
        self._page = page
        self._whole = whole
        self.hide()

    def tell(self) -> None:
        """Show it, and say it to screen readers, once."""
        if not self.isHidden():
            return
        self.place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._whole))

    def place(self) -> None:
        """At the end of the upper edge, beside the day; shorter where there is little room."""
        room = self._page.viewport().width()
        self.setText(self._whole)
        if self.sizeHint().width() > room // 2:
            self.setText(tr("Today", "Changed: show (F5)"))
        width = min(self.sizeHint().width(), room - 2 * SPACE_S)
        left = SPACE_XL if self.isRightToLeft() else room - width - SPACE_XL
        self.setGeometry(max(SPACE_S, left), SPACE_S, width, self.sizeHint().height())
