"""A white card with a hairline, or a tinted block for the one thing to read first."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from relapp.ui import theme
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import RADIUS_CARD, SPACE_L, SPACE_S
from relapp.ui.widgets.painting import paint_ground


class Card(QFrame):
    """Holds widgets in ``column``. With a ``tone`` its ground is that tone's tint; ``name`` is for screen readers."""

    def __init__(self, *, tone: Tone | None = None, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setAccessibleName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE_L, SPACE_L - 2, SPACE_L, SPACE_L - 2)
        self.column.setSpacing(SPACE_S)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = theme.current().tokens
        fill, edge = tokens.surface, tokens.line
        if self._tone is not None:
            fill, edge = tokens.tones[self._tone].tint, tokens.tones[self._tone].edge
        paint_ground(QPainter(self), self.rect(), RADIUS_CARD, fill, edge)
