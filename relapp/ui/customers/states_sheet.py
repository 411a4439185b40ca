"""By their own rhythm: how many are kept, slipping, lost and back, and what that means."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relapp.domain.states import CustomerState
from relapp.services.pages.customers import States
from relapp.ui import theme
from relapp.ui.theme.metrics import RADIUS_ROW, SPACE_L, SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.painting import paint_ground
from relapp.ui.widgets.scroller import Scroller
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.wording import money, tr
from relapp.ui.wording import states as wording

_BORDERS = 64


class _StateRow(QWidget):
    """One state: its key, name and count over its definition. Enter, Space or a click shows who is in it."""

    chosen = Signal()

    def __init__(self, key: int, state: CustomerState, count: int) -> None:
        super().__init__()
        name, said = wording.name(state), money.number(count)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{name}: {said}. {wording.definition(state)}")
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        number = text.caption(str(key), wrap=False)
        number.setFixedWidth(theme.current().px(10))
        head.addWidget(number)
        head.addWidget(text.strong(name, wrap=False))
        head.addStretch(1)
        head.addWidget(text.strong(said, wrap=False))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_S - 2, SPACE_S, SPACE_S - 2)
        column.setSpacing(1)
        column.addLayout(head)
        column.addWidget(text.secondary(wording.definition(state)))

    def ring_radius(self) -> float:
        return RADIUS_ROW

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: object) -> None:  # noqa: ARG002
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self.hasFocus() or self.underMouse():
            paint_ground(QPainter(self), self.rect(), RADIUS_ROW, theme.current().tokens.hover)


class StatesSheet(Sheet):
    """Used once. A number, or ↑ ↓ and Enter, choose a state."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, states: States) -> None:
        title = tr("States", "By their own rhythm")
        super().__init__(window, title, 480)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.card.column.addWidget(text.title(title))
        self._body = QWidget()
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(2, 2, 2, 2)
        self._rows.setSpacing(2)
        self._states = list(CustomerState)
        self.rows: list[_StateRow] = []
        for key, (state, count) in enumerate(states.counts.items(), start=1):
            row = _StateRow(key, state, count)
            row.chosen.connect(lambda state=state: self._choose(state))
            self._rows.addWidget(row)
            self.rows.append(row)
        self.sum = text.secondary(wording.adds_up(len(states.of)))
        self.sum.setContentsMargins(SPACE_S, SPACE_S - 2, SPACE_S, 0)
        self._rows.addWidget(self.sum)
        self._scroller = Scroller(self._body)
        self.card.column.addWidget(self._scroller)
        self.closed.connect(self.deleteLater)

    def _choose(self, state: CustomerState) -> None:
        self.dismiss()
        self.chosen.emit(state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if 0 <= number < len(self._states):
            self._choose(self._states[number])
        elif step is not None:
            now = next((place for place, row in enumerate(self.rows) if row.hasFocus()), -step)
            self.rows[max(0, min(now + step, len(self.rows) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def open(self) -> None:
        super().open()
        self._fit()

    def _cover(self) -> None:
        super()._cover()
        self._fit()

    def _fit(self) -> None:
        """As tall as its rows, as long as the window has room for them."""
        margins = self._column.contentsMargins()
        width = self.width() - margins.left() - margins.right() - 2 * SPACE_L
        wanted = self._rows.totalHeightForWidth(width) + 4
        self._scroller.setFixedHeight(0)
        rest = self.card.sizeHint().height()
        self._scroller.setFixedHeight(max(80, min(wanted, self.height() - margins.top() - rest - _BORDERS)))
