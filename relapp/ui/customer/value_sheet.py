"""What one customer brings: line by line, each opening what it is made of."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from relapp.domain.money import Money
from relapp.domain.suggestions.signals import Outlook
from relapp.domain.value import Line, Served
from relapp.services.pages.customer_value import CustomerValue
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import ghost
from relapp.ui.widgets.row import Row
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet
from relapp.ui.wording import customer_value as wording
from relapp.ui.wording import money, tr
from relapp.ui.wording import value as words

_WIDTH = 560


class ValueSheet(ScrolledSheet):
    """``chosen`` gives the line whose receipts are wanted. ↑ ↓ go from line to line; Enter opens one."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, found: CustomerValue, outlook: Outlook | None) -> None:
        title = wording.title(found.customer.name)
        super().__init__(window, title, _WIDTH)
        self.items: list[Row] = []
        self.card.column.addWidget(text.subtitle(title))
        self.card.column.addWidget(text.secondary(wording.within(found)))
        self.card.column.addWidget(self.scroller)
        self._add(Row(words.paid(), wording.visits(found.year), self._money(found, found.year.bought)), None)
        for line in found.lines:
            row = Row(wording.line(line), wording.line_said(line, found.costs), wording.cost(line, found.currency))
            self._add(row, line)
        remains = Row(wording.remains(), wording.remains_said(found), self._money(found, found.year.remains))
        self._add(remains, None)
        for sentence in wording.rest(found, outlook):
            self.rows.addWidget(text.body(sentence))
        close = ghost(tr("Value", "&Close"), "x")
        close.clicked.connect(self.dismiss)
        self.card.column.addWidget(close, 0, Qt.AlignmentFlag.AlignLeading)

    def _money(self, found: CustomerValue, amount: int) -> str:
        return money.money(Money(amount, found.currency))

    def _add(self, row: Row, line: Served | None) -> None:
        opens = line is not None and line.line is not Line.GOODS and bool(line.amount or line.count)
        row.setEnabled(opens)
        if opens and line is not None:
            row.clicked.connect(partial(self._choose, line.line))
            self.items.append(row)
        self.rows.addWidget(row)

    def _choose(self, line: Line, _checked: bool = False) -> None:
        self.dismiss()
        self.chosen.emit(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for row in self.items:
                if row is self.focusWidget():
                    row.click()
        else:
            super().keyPressEvent(event)
