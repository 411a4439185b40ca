"""How the parts of the page share the room: one column, or memory beside the timeline; brief never pushed out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from relapp.ui import theme
from relapp.ui.customer.brief_panel import BriefPanel
from relapp.ui.customer.header import CustomerHeader
from relapp.ui.customer.memory_panel import MemoryPanel
from relapp.ui.theme.metrics import READING_WIDTH, SPACE_L, SPACE_M, SPACE_XL
from relapp.ui.widgets.scroller import Scroller

_BESIDE_FROM = 1060
"""Page width at 100 % text from which memory stands beside the timeline."""
_BESIDE_WIDTH = 300
_NARROW_BELOW = 620
_LOW_BELOW = 700
_TIMELINE_SHARE = 0.37
"""Of the room under the head: what the timeline keeps when brief and memory are long."""
_TIMELINE_LEAST = 110
_UPPER_LEAST = 60


class PageLayout(QWidget):
    """Places header, brief, memory, ``main`` (the timeline or evidence) and a slot for the log form."""

    def __init__(
        self, header: CustomerHeader, brief: BriefPanel, memory: MemoryPanel, main: QWidget, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._header = header
        self._memory = memory
        self._main = main
        self._beside: bool | None = None
        self._upper_body = QWidget()
        self._upper_column = QVBoxLayout(self._upper_body)
        self._upper_column.setContentsMargins(0, 0, 0, 0)
        self._upper_column.setSpacing(SPACE_M)
        self._upper_column.addWidget(brief)
        self._upper_column.addStretch(1)
        self._upper = _UpperPart(self._upper_body)
        side = QWidget()
        self._side_column = QVBoxLayout(side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._side = Scroller(side)
        self._log = QVBoxLayout()
        left = QVBoxLayout()
        left.setSpacing(SPACE_M)
        left.addWidget(self._upper)
        # The parts scroll, so the page may be lower than they would like.
        main.setMinimumHeight(_TIMELINE_LEAST)
        left.addWidget(main, 1)
        left.addLayout(self._log)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(SPACE_XL)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self._side)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(header)
        column.addLayout(self._columns, 1)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._body)
        self._upper_body.installEventFilter(self)
        theme.current().changed.connect(self.arrange)
        self.arrange()

    def set_log_form(self, form: QWidget) -> None:
        """Put the log form at the foot of the page, in place of the one before."""
        while self._log.count():
            item = self._log.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None and old is not form:
                old.setParent(None)
        form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._log.addWidget(form)

    def set_signs(self, line: QWidget) -> None:
        """Put one quiet line below brief and memory."""
        self._upper_column.insertWidget(self._upper_column.count() - 1, line)

    def to_top(self) -> None:
        """Show the brief from its first line."""
        self._upper.verticalScrollBar().setValue(0)
        self._side.verticalScrollBar().setValue(0)

    def arrange(self) -> None:
        """Share the room anew."""
        px = theme.current().px
        beside = self.width() >= px(_BESIDE_FROM)
        if beside != self._beside:
            self._beside = beside
            self._memory.set_beside(beside)
            if beside:
                self._side_column.addWidget(self._memory)
            else:
                self._upper_column.insertWidget(1, self._memory)
            self._side.setVisible(beside)
        self._side.setFixedWidth(px(_BESIDE_WIDTH))
        widest = READING_WIDTH + (_BESIDE_WIDTH + SPACE_XL if beside else 0) + 2 * SPACE_XL
        self._body.setMaximumWidth(px(widest))
        self._memory.set_lines(1 if self.height() < px(_LOW_BELOW) else 2)
        self._header.set_narrow(self.width() < px(_NARROW_BELOW))
        self._fit_upper()

    def _fit_upper(self) -> None:
        """As high as brief and memory need, as long as the timeline keeps its share."""
        width = self._upper.width()
        column = self._upper_column
        # Without words that wrap there is no height for a width.
        wanted = column.totalHeightForWidth(width) if column.hasHeightForWidth() else column.totalSizeHint().height()
        log = self._log.sizeHint().height()
        room = self.height() - self._header.sizeHint().height() - log - 2 * SPACE_L - 3 * SPACE_M
        kept = max(min(theme.current().px(_TIMELINE_LEAST), room // 2), round(room * _TIMELINE_SHARE))
        allowed = max(_UPPER_LEAST, room - kept)
        self._upper.set_wanted(min(wanted, allowed), scrolls=wanted > allowed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._upper_body and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit_upper()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()


class _UpperPart(Scroller):
    """As high as it was last told to be, but it never keeps the window from being made smaller."""

    def __init__(self, body: QWidget) -> None:
        super().__init__(body)
        self._wanted = _UPPER_LEAST
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_wanted(self, height: int, *, scrolls: bool) -> None:
        # Left to itself, the scroll bar takes room, words wrap for want of it, and it stays although all would fit.
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff)
        if height != self._wanted:
            self._wanted = height
            self.setMaximumHeight(height)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(_UPPER_LEAST, self._wanted))
