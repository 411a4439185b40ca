"""A small line beside words: it opens nothing, and says in words what it shows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from relapp.domain.pictures import Spark
from relapp.ui import theme
from relapp.ui.charts.look import on_screen
from relapp.ui.charts.spark import SparkDrawing
from relapp.ui.widgets.text import tip
from relapp.ui.wording import pictures as wording
from relapp.ui.wording.pictures import Words

WIDE = 84


class SparkView(QWidget):
    """``show_picture`` shows another; of too little nothing is seen. ``height`` is in pixels at 100 % text."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self._drawing: SparkDrawing | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def show_picture(self, picture: Spark, words: Words) -> None:
        """Show a line, and have it said by its tool tip and to screen readers."""
        self._drawing = None if picture.is_thin else SparkDrawing(picture)
        said = "" if picture.is_thin else f"{words.title}. {wording.summary(picture, words)}"
        self.setAccessibleName(said)
        self.setToolTip(tip(said))
        self.update()

    @property
    def shows(self) -> bool:
        """Whether there is a line to see."""
        return self._drawing is not None

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(WIDE), px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(WIDE) // 2, theme.current().px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._drawing is not None:
            self._drawing.paint(QPainter(self), on_screen(self.layoutDirection()), QRectF(self.rect()))
