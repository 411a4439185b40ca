"""One figure: what it is, how much, and a few words below; Enter opens who is behind it, W says how it was counted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from relapp.domain.pictures import Spark
from relapp.ui import theme
from relapp.ui.charts.spark_view import SparkView
from relapp.ui.theme.metrics import RADIUS_CARD, SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import icon_button
from relapp.ui.widgets.even_layout import EvenLayout
from relapp.ui.widgets.painting import paint_ground
from relapp.ui.wording import tr
from relapp.ui.wording.pictures import Words

_NARROWEST, _SPARK = 216, 32


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` is written out ("41 of 43"), ``said`` explains it in a few words; ``opens`` as of a mark.

    ``why`` says in sentences how it was counted. ``spark`` shows how it went.
    """

    label: str
    value: str
    said: str = ""
    opens: str = ""
    why: tuple[str, ...] = ()
    spark: Spark | None = None


class FigureTile(QWidget):
    """A card with one figure."""

    opened = Signal(str, str)
    why_wanted = Signal()

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self.figure = figure
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(f"{figure.label}: {figure.value}")
        self.setAccessibleDescription(figure.said)
        if figure.opens:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        name = tr("Insights", "Why? {figure} (W)").format(figure=figure.label)
        self.why = icon_button("circle-question-mark", name)
        # W does it, and a stop more at each figure would double the way by Tab.
        self.why.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.why.clicked.connect(self.why_wanted)
        if not figure.why:
            self.why.hide()
        head = QHBoxLayout()
        head.setSpacing(SPACE_XS)
        head.addWidget(text.strong(figure.label), 1)
        head.addWidget(self.why, 0, Qt.AlignmentFlag.AlignTop)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_S)
        middle.addWidget(text.display(figure.value), 1)
        if figure.spark is not None and not figure.spark.is_thin:
            spark = SparkView(_SPARK)
            # A click on it is a click on the figure.
            spark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            spark.show_picture(figure.spark, Words(figure.label))
            middle.addWidget(spark, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_XS)
        column.addLayout(head)
        column.addLayout(middle)
        if figure.said:
            column.addWidget(text.caption(figure.said))
        column.addStretch(1)

    def ring_radius(self) -> float:
        return RADIUS_CARD

    def open_figure(self) -> None:
        """Show who is behind it, if anybody is."""
        if self.figure.opens:
            self.opened.emit(self.figure.opens, self.accessibleName())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open_figure()
        elif event.key() == Qt.Key.Key_W and self.figure.why and not event.modifiers():
            self.why_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.open_figure()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = theme.current().tokens
        fill = tokens.hover if self.underMouse() and self.figure.opens else tokens.surface
        paint_ground(QPainter(self), self.rect(), RADIUS_CARD, fill, tokens.line)


class FigureGrid(QWidget):
    """Figures side by side, as many in a row as have room."""

    def __init__(self, tiles: list[FigureTile]) -> None:
        super().__init__()
        self.tiles = tiles
        self._even = EvenLayout(theme.current().px(_NARROWEST), parent=self)
        for tile in tiles:
            self._even.addWidget(tile)
        theme.current().changed.connect(self._measure)

    def _measure(self) -> None:
        self._even.set_least(theme.current().px(_NARROWEST))
