"""What the answers to one question taught: the numbers, and the customers behind each answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from relapp.domain.customers import Customer
from relapp.services.pages import questions as questions_page
from relapp.services.pages.questions import BankRow
from relapp.ui.customer.memory_item import MemoryAct
from relapp.ui.editing import Editing
from relapp.ui.questions.rows import RowsSheet, row
from relapp.ui.widgets import text
from relapp.ui.wording import questions as wording
from relapp.ui.wording import quoted, tr


class TaughtSheet(RowsSheet):
    """``customer_wanted`` carries whose page to open."""

    customer_wanted = Signal(int)

    def __init__(self, editing: Editing, window: QWidget, shown: BankRow) -> None:
        title = wording.of_bank(shown.question)
        super().__init__(editing, window, title)
        self._shown = shown
        self.card.column.addWidget(text.subtitle(title))
        self.taught = text.body(wording.taught(shown.split))
        self.card.column.addWidget(self.taught)
        self.card.column.addWidget(self.scroller)
        self.refill(None)

    def _fill(self) -> None:
        split = self._shown.split
        people = self._editing.read(lambda reader: questions_page.people(reader, split))
        for told in () if split is None else split.told:
            self.add_words(text.strong(tr("Questions", "Said {words}").format(words=quoted(told.said))))
            for one in told.people:
                if one in people:
                    self._add_person(people[one])

    def _add_person(self, person: Customer) -> None:
        act = MemoryAct(tr("Questions", "Open the page"), "user-round", Qt.Key.Key_O, lambda: self._open(person.id))
        shown = row(person.name, wording.answered_it(), (act,), icon="user-round")
        self.add(shown, lambda: self._open(person.id))

    def _open(self, customer_id: int) -> None:
        self.dismiss()
        self.customer_wanted.emit(customer_id)
