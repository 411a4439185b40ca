"""A frame that scrolls one widget up and down and shows the ground behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

_AIR = 8


class Scroller(QScrollArea):
    """As wide as it is given; ``body`` takes that width. Tab passes it; what has the keyboard inside is in sight."""

    def __init__(self, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(body)
        self.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, after: QWidget | None) -> None:
        body = self.widget()
        if after is not None and body is not None and body.isAncestorOf(after):
            self.ensureWidgetVisible(after, 0, _AIR)
