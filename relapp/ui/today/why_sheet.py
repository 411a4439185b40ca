"""Why this, why now, why not earlier: the answer over the page, put away by Esc."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from relapp.ui.theme.metrics import SPACE_S, SPACE_XS
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet
from relapp.ui.wording import tr

Section = tuple[str, Sequence[str]]


class WhySheet(ScrolledSheet):
    """``sections`` are headings with their lines; one without lines is left out."""

    evidence_wanted = Signal()
    customer_wanted = Signal()

    def __init__(self, window: QWidget, title: str, sentence: str, sections: Sequence[Section], receipts: int) -> None:
        super().__init__(window, title)
        self._receipts = receipts
        self.lines = [line for _, lines in sections for line in lines]
        said = [sentence, *(f"{heading}: {' '.join(lines)}" for heading, lines in sections if lines)]
        self.card.setAccessibleDescription(" ".join(said))
        self.card.column.addWidget(text.title(title))
        self.card.column.addWidget(text.secondary(sentence))
        for heading, lines in sections:
            if lines:
                self._add_section(heading, lines)
        self.card.column.addWidget(self.scroller)
        self.card.column.addSpacing(SPACE_XS)
        self.card.column.addLayout(self._buttons())

    def _add_section(self, heading: str, lines: Sequence[str]) -> None:
        over = text.strong(heading)
        over.setContentsMargins(0, SPACE_S, 0, 0)
        self.rows.addWidget(over)
        for line in lines:
            self.rows.addWidget(text.body(line))

    def _buttons(self) -> FlowLayout:
        flow = FlowLayout()
        if self._receipts:
            words = tr("Today", "%n receipt(s)", self._receipts)
            receipts = Button(ButtonKind.TONAL, words, "receipt", name=tr("Today", "Show the evidence (R)"))
            receipts.clicked.connect(lambda: self._leave_for(self.evidence_wanted))
            flow.addWidget(receipts)
        opening = tr("Today", "Open the customer (O)")
        customer = Button(ButtonKind.GHOST, tr("Today", "Open the customer"), "user-round", name=opening)
        customer.clicked.connect(lambda: self._leave_for(self.customer_wanted))
        close = Button(ButtonKind.GHOST, tr("Today", "Close"), "x", name=tr("Today", "Close (Esc)"))
        close.clicked.connect(self.dismiss)
        for button in (customer, close):
            flow.addWidget(button)
        return flow

    def _leave_for(self, wanted: SignalInstance) -> None:
        self.dismiss()
        wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_R and self._receipts:
            self._leave_for(self.evidence_wanted)
        elif key == Qt.Key.Key_O:
            self._leave_for(self.customer_wanted)
        elif key == Qt.Key.Key_W or event.text() == "?":
            self.dismiss()
        else:
            super().keyPressEvent(event)
