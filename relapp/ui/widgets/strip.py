"""A strip of words over everything: what holds for the whole window."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from relapp.ui import theme
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import SPACE_L, SPACE_S
from relapp.ui.widgets.painting import paint_ground
from relapp.ui.widgets.text import body


class Strip(QWidget):
    """As high as its words need; it can be read and does nothing."""

    def __init__(self, said: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = body(said)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_S)
        row.addWidget(self.label, 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        paint_ground(QPainter(self), self.rect(), 0, theme.current().tokens.tones[Tone.WARN].tint, None)
