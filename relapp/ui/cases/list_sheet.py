"""Several cases, one a row; Enter on a row opens it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from relapp.domain.receipts import Receipt, Source
from relapp.services.pages.cases import CaseRow
from relapp.ui.customer.memory_item import MemoryAct, MemoryItem, Remembered
from relapp.ui.signs import CASE_ICON
from relapp.ui.theme import Tone
from relapp.ui.widgets import text
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet
from relapp.ui.wording import cases as wording
from relapp.ui.wording import tr


class CaseListSheet(ScrolledSheet):
    """``chosen`` carries the ``CaseRow``; the sheet is put away before. Up and Down go from row to row."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, title: str, rows: Sequence[CaseRow], today: date) -> None:
        super().__init__(window, title)
        self.card.column.addWidget(text.subtitle(title))
        self.card.column.addWidget(self.scroller)
        self.items = [self._item(row, today) for row in rows]
        for item in self.items:
            self.rows.addWidget(item)
        if not rows:
            nothing = tr("Cases", "No complaint is being put right. A complaint on a timeline opens a case with C.")
            self.rows.addWidget(text.secondary(nothing))

    def _item(self, row: CaseRow, today: date) -> MemoryItem:
        receipt = Receipt(Source.CASE, row.case.id)
        words = tr("Cases", "{name}: {case}").format(name=row.customer, case=wording.title(row.case))
        state = wording.state(row.case, today)
        if row.owner:
            state = tr("Cases", "{state} · with {owner}").format(state=state, owner=row.owner)
        act = MemoryAct(tr("Cases", "Open the case"), "pen-line", Qt.Key.Key_E, lambda: self._choose(row))
        tone = Tone.OK if row.case.closed is not None else Tone.DANGER
        item = MemoryItem(Remembered(receipt, words, state, state, CASE_ICON, tone, acts=(act,)), folded=False)
        item.clicked.disconnect()
        item.clicked.connect(lambda: self._choose(row))
        return item

    def _choose(self, row: CaseRow) -> None:
        self.dismiss()
        self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.items:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)
