"""A panel over the window: one matter at a time, Esc puts it away, focus goes back to where it was."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from relapp.ui import theme
from relapp.ui.theme.metrics import SPACE_L, SPACE_XL
from relapp.ui.widgets.buttons import Button, ghost
from relapp.ui.widgets.card import Card

_SCRIM = 90
_FROM_TOP = 72


class Sheet(QWidget):
    """Covers ``window`` with a veil and shows ``card`` on it. Put widgets into ``card.column``.

    ``name`` is for screen readers; ``width`` the widest the card gets, in logical pixels at 100 % text.
    """

    closed = Signal()

    def __init__(self, window: QWidget, name: str, width: int = 620) -> None:
        super().__init__(window)
        self._window = window
        self._width = width
        self._came_from: QWidget | None = None
        self.setAccessibleName(name)
        self.card = Card(name=name, parent=self)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.card, 0, Qt.AlignmentFlag.AlignTop)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the sheet; the first control in it gets the keyboard."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self._cover()
        self.show()
        self.raise_()
        stops = self._stops()
        (stops[0] if stops else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Put the sheet away and give the keyboard back."""
        # Not isVisible: in a window that was closed a sheet is still open, and may have work under way.
        if self.isHidden():
            return
        self.hide()
        back, self._came_from = self._came_from, None
        # What had the keyboard may be gone by now: a page that showed its list anew.
        still_there = back is not None and shiboken6.isValid(back) and back.isVisible()
        (back if back is not None and still_there else self._window).setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def _cover(self) -> None:
        self.setGeometry(self._window.rect())
        px = theme.current().px
        side = max(SPACE_XL, (self.width() - px(self._width)) // 2)
        top = min(px(_FROM_TOP), max(SPACE_L, self.height() // 12))
        self._column.setContentsMargins(side, top, side, SPACE_L)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside the sheet."""
        now = self.focusWidget()
        stops = self._stops()
        if not stops:
            return True
        place = stops.index(now) if now is not None and now in stops else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def _stops(self) -> list[QWidget]:
        # The line inside a field for days hands the keyboard back to the field: Tab would never leave it.
        return [
            widget
            for widget in self.findChildren(QWidget)
            if widget.isVisibleTo(self)
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, _SCRIM))


def closing(sheet: Sheet) -> Button:
    """A button that puts the sheet away, for who does not think of Esc."""
    button = ghost(sheet.tr("Close"))
    button.setToolTip(sheet.tr("Esc"))
    button.clicked.connect(sheet.dismiss)
    return button
