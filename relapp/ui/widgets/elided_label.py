"""One line of text that shortens itself with … instead of widening its page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from relapp.ui.theme import TextRole
from relapp.ui.theme.palette import PRIMARY
from relapp.ui.widgets.text import Label, tip


class ElidedLabel(Label):
    """Shows as much of its text as fits; the rest is in the tool tip, and screen readers get the whole."""

    def __init__(
        self,
        text: str = "",
        role: TextRole = TextRole.BODY,
        ink: QPalette.ColorRole = PRIMARY,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, role, ink, wrap=False, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        # A line break would be cut off without a sign of it.
        super().setText(" ".join(text.split()))
        self._tell_the_rest()

    def shown_text(self) -> str:
        """What fits at the present width."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("mmm…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_the_rest()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            self.alignment().value,
            self.palette(),
            self.isEnabled(),
            self.shown_text(),
            self.foregroundRole(),
        )

    def _tell_the_rest(self) -> None:
        self.setToolTip("" if self.shown_text() == self.text() else tip(self.text()))
