"""What is seen while the window is locked: who works here, and nothing of any customer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relapp.ui import theme
from relapp.ui.editing import Editing
from relapp.ui.locking.who import WhoIsHere
from relapp.ui.theme.metrics import SPACE_L, SPACE_M, SPACE_XL
from relapp.ui.widgets import text
from relapp.ui.widgets.card import Card
from relapp.ui.widgets.scroller import Scroller
from relapp.ui.wording import tr

_WIDTH = 420


class LockPage(QWidget):
    """``unlocked``: somebody said who they are."""

    unlocked = Signal()

    def __init__(self, editing: Editing, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName(tr("Staff", "Locked"))
        self.who = WhoIsHere(editing, helps=True)
        self.who.entered.connect(self.unlocked)
        card = Card(name=tr("Staff", "Who is here?"))
        card.column.setSpacing(SPACE_M)
        card.column.addWidget(text.title(tr("Staff", "Who is here?")))
        card.column.addWidget(self.who)
        card.column.addWidget(
            text.secondary(tr("Staff", "The window is locked. What was half typed is kept for when somebody is back."))
        )
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE_L, SPACE_XL, SPACE_L, SPACE_L)
        column.addStretch(1)
        column.addWidget(card)
        column.addStretch(2)
        self._column = QVBoxLayout(self)
        self._column.addWidget(Scroller(body))
        self.hide()

    def begin(self) -> None:
        """Show the names as they are now, and ask whoever was here last for their PIN."""
        self.who.begin()
        self.who.ask_who_was_here()

    def cover(self) -> None:
        """Lie over the whole window."""
        window = self.parentWidget()
        assert window is not None
        self.setGeometry(window.rect())
        side = max(0, (self.width() - theme.current().px(_WIDTH)) // 2)
        self._column.setContentsMargins(side, 0, side, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.who.heed(event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        QPainter(self).fillRect(self.rect(), self.palette().window())
