"""The shop's questions: their order, what is asked, how many know the answer, and what the answers taught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from relapp.domain.question_bank import BankQuestion, NewBankQuestion
from relapp.domain.questions import STANDARD
from relapp.services import questions
from relapp.services.pages import questions as questions_page
from relapp.services.pages.questions import BankRow, Splits
from relapp.ui.customer.memory_item import MemoryAct
from relapp.ui.editing import Editing
from relapp.ui.questions.rows import RowsSheet, row
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import outline, tonal
from relapp.ui.wording import questions as wording
from relapp.ui.wording import tr

_Key = Qt.Key


class BankSheet(RowsSheet):
    """``edit_wanted`` carries the ``BankQuestion`` to write anew, ``taught_wanted`` a ``BankRow``."""

    new_wanted = Signal()
    take_wanted = Signal()
    edit_wanted = Signal(object)
    taught_wanted = Signal(object)

    def __init__(self, editing: Editing, window: QWidget, splits: Callable[[], Splits]) -> None:
        title = tr("Questions", "What we ask our customers")
        super().__init__(editing, window, title)
        self._splits = splits
        self._about = text.secondary()
        new = tonal(tr("Questions", "&Add a question…"), "plus")
        new.clicked.connect(self.new_wanted)
        take = outline(tr("Questions", "&Ready questions…"), "download")
        take.clicked.connect(self.take_wanted)
        buttons = QHBoxLayout()
        buttons.addWidget(new)
        buttons.addWidget(take)
        buttons.addStretch(1)
        self.card.column.addWidget(text.subtitle(title))
        self.card.column.addWidget(self._about)
        self.card.column.addWidget(self.scroller)
        self.card.column.addLayout(buttons)
        self.refill(0)

    def open(self) -> None:
        super().open()
        if self.items:
            self.items[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self) -> None:
        found = self._editing.read(lambda reader: questions_page.bank_page(reader, self._splits()))
        untouched = tuple(one.question for one in found) == STANDARD
        self._about.setText(
            tr("Questions", "Every shop starts with these. Take those of your trade, or write your own.")
            if untouched
            else tr("Questions", "One at a time is put to each customer: the one whose answer would change most.")
        )
        for place, one in enumerate(found):
            self._add_row(one, place)

    def _add_row(self, one: BankRow, place: int) -> None:
        question = one.question
        switch = tr("Questions", "Do not ask it") if question.active else tr("Questions", "Ask it")
        acts = (
            MemoryAct(tr("Questions", "What the answers taught"), "users", _Key.Key_R,
                      lambda: self.taught_wanted.emit(one)),
            MemoryAct(tr("Questions", "Write anew…"), "pen-line", _Key.Key_E, lambda: self.edit_wanted.emit(question)),
            MemoryAct(switch, "ban", _Key.Key_O, lambda: self._switch(question)),
            MemoryAct(tr("Questions", "Further up"), "chevron-up", _Key.Key_U, lambda: self._move(question, place, -1)),
            MemoryAct(tr("Questions", "Further down"), "chevron-down", _Key.Key_D,
                      lambda: self._move(question, place, 1)),
        )  # fmt: skip
        self.add(row(wording.of_bank(question), wording.standing(one), acts, faded=not question.active))

    def _switch(self, question: BankQuestion) -> None:
        new = replace(as_new(question), active=not question.active)
        self._editing.run("question_edit", lambda tx: questions.change(tx, question, new))

    def _move(self, question: BankQuestion, place: int, step: int) -> None:
        if self._editing.run("question_move", lambda tx: questions.move(tx, question, step), tell="") is not None:
            self.refill(max(0, place + step))


def as_new(question: BankQuestion) -> NewBankQuestion:
    """A question as it would be written anew."""
    return NewBankQuestion(question.words, question.kind, question.about, question.code, question.active)
