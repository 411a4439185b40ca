"""Who is left in peace today: a line each, behind a button; each line answers why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from relapp.services.pages.today import PeaceItem
from relapp.ui import theme
from relapp.ui.theme import TextRole
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import ICON, RADIUS_ROW, SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.theme.palette import SECONDARY
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.painting import paint_ground
from relapp.ui.widgets.text import Label
from relapp.ui.wording import peace as wording
from relapp.ui.wording import tr


class PeaceRow(QWidget):
    """One customer who is left in peace. Enter, W, ``?`` or a click asks why."""

    why_wanted = Signal()
    touched = Signal()

    def __init__(self, item: PeaceItem, today: date) -> None:
        super().__init__()
        self.item = item
        self.words = wording.row(" ".join(item.customer.name.split()), item.left, today)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.words)
        self.setToolTip(tr("Today", "Why? (W)"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setMouseTracking(True)
        label = Label(self.words, TextRole.SMALL, SECONDARY)
        label.setMouseTracking(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, SPACE_S - 2, SPACE_M, SPACE_S - 2)
        row.setSpacing(SPACE_S)
        row.addWidget(_Moon(), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)

    def ring_radius(self) -> float:
        return RADIUS_ROW

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.touched.emit()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_W)
        if event.text() == "?" or (plain and event.key() in keys):
            self.why_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.why_wanted.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.touched.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: object) -> None:  # noqa: ARG002
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = theme.current().tokens
        if self.hasFocus() or self.underMouse():
            edge = tokens.accent if self.hasFocus() else None
            paint_ground(QPainter(self), self.rect(), RADIUS_ROW, tokens.hover, edge)


class _Moon(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        side = theme.current().px(ICON)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        paint_icon(QPainter(self), "moon", self.rect(), theme.current().tokens.text2, self.layoutDirection())


class PeaceList(QWidget):
    """A button that says how many there are, and their lines once it is pressed (P)."""

    toggled = Signal(bool)

    def __init__(self, items: Sequence[PeaceItem], today: date, *, opened: bool) -> None:
        super().__init__()
        words = tr("Today", "%n customer(s) left in peace today: why?", len(items))
        self.button = Button(ButtonKind.GHOST, words, "moon", name=tr("Today", "{words} (P)").format(words=words))
        self.button.setCheckable(True)
        self.button.setChecked(opened)
        self.rows = [PeaceRow(item, today) for item in items]
        self._body = QWidget()
        rows = QVBoxLayout(self._body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE_XS)
        for row in self.rows:
            rows.addWidget(row)
        self._body.setVisible(opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._body)
        self.button.toggled.connect(self._body.setVisible)
        self.button.toggled.connect(self.toggled)

    @property
    def is_open(self) -> bool:
        """Whether the lines are shown."""
        return self.button.isChecked()
