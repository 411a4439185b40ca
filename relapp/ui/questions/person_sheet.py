"""What there is to ask one customer, what they answered and when, and what they are not asked for now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from relapp.domain.question_bank import PutAnswer
from relapp.domain.questions import Chosen
from relapp.services import questions
from relapp.services.pages import questions as questions_page
from relapp.services.pages.questions import Answered, PersonPage, Waiting
from relapp.ui.customer.memory_acts import MemoryActs
from relapp.ui.customer.memory_item import MemoryAct
from relapp.ui.editing import Editing
from relapp.ui.questions.rows import RowsSheet, row
from relapp.ui.widgets import text
from relapp.ui.wording import dates, memory, tr
from relapp.ui.wording import questions as wording


class PersonSheet(RowsSheet):
    """``chosen`` carries the ``Chosen`` to put; ``evidence_wanted`` receipts and the words they stand behind."""

    chosen = Signal(object)
    evidence_wanted = Signal(object, str)

    def __init__(self, editing: Editing, window: QWidget, page: PersonPage, splits: questions_page.Splits) -> None:
        title = tr("Questions", "Questions for {name}").format(name=page.customer.name)
        super().__init__(editing, window, title)
        self._customer_id = page.customer.id
        self._splits = splits
        self._memory = MemoryActs(editing, self)
        self._memory.evidence_wanted.connect(self._show_evidence)
        self.card.column.addWidget(text.subtitle(title))
        self.card.column.addWidget(self.scroller)
        self.refill(None)

    def _fill(self) -> None:
        today = self._editing.today()
        page = self._editing.read(
            lambda reader: questions_page.person_page(reader, self._customer_id, today, self._splits)
        )
        if page is None:
            self.dismiss()
            return
        if page.asked_today:
            self.add_words(
                text.secondary(tr("Questions", "Was asked something today: one question a visit is enough."))
            )
        self.add_words(text.strong(tr("Questions", "To ask")))
        for one in page.to_ask:
            self._add_open(one, today)
        if not page.to_ask:
            self.add_words(text.secondary(tr("Questions", "Nothing: all that is in the bank is known or was asked.")))
        if page.answered:
            self.add_words(text.strong(tr("Questions", "Known")))
        for answered in page.answered:
            self._add_answered(answered, today)
        if page.waiting:
            self.add_words(text.strong(tr("Questions", "Not asked for now")))
        for waiting in page.waiting:
            self._add_waiting(waiting, today)

    def _add_open(self, one: Chosen, today: date) -> None:
        state = wording.unknown(one.details, today)
        act = MemoryAct(tr("Questions", "Note the answer…"), "pen-line", Qt.Key.Key_E, lambda: self._choose(one))
        self.add(row(wording.asked(one.details), state, (act,)), lambda: self._choose(one))

    def _add_answered(self, one: Answered, today: date) -> None:
        words = wording.of_bank(one.question)
        if one.fact is None:
            state = tr("Questions", "nothing of the kind, told {on}").format(on=dates.on(one.day, today))
            self.add(row(words, state, (self._again(one.question.id),), icon="check"))
            return
        said = tr("Questions", "{question} – {answer}").format(question=words, answer=memory.fact_value(one.fact))
        self.add(replace(self._memory.fact(one.fact), text=said))

    def _add_waiting(self, one: Waiting, today: date) -> None:
        on = dates.on(one.put.day, today)
        if one.never:
            state = tr("Questions", "did not want to say, last {on}: never asked again").format(on=on)
        elif one.put.answer is PutAnswer.DECLINED:
            state = tr("Questions", "did not want to say {on}").format(on=on)
        else:
            state = tr("Questions", "asked {on}, no answer yet").format(on=on)
        words = wording.of_bank(one.question, one.put.product)
        self.add(row(words, state, (self._again(one.question.id),), icon="hourglass", faded=True))

    def _again(self, question_id: int) -> MemoryAct:
        def take_back() -> None:
            self._editing.run("question_again", lambda tx: questions.ask_again(tx, self._customer_id, question_id))

        return MemoryAct(tr("Questions", "May be asked again"), "undo-2", Qt.Key.Key_A, take_back)

    def _choose(self, one: Chosen) -> None:
        self.dismiss()
        self.chosen.emit(one)

    def _show_evidence(self, receipts: object, words: str) -> None:
        self.dismiss()
        self.evidence_wanted.emit(receipts, words)
