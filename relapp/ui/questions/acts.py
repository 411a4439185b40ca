"""Opens what has to do with questions, from wherever in the window it is asked for, and stores what came of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from relapp.domain.errors import UserError
from relapp.domain.question_bank import BankQuestion
from relapp.domain.questions import Chosen
from relapp.domain.suggestions.kinds.ask import evidence_of
from relapp.domain.suggestions.model import Suggestion
from relapp.services import answers, questions
from relapp.services.pages import customer as customer_page
from relapp.services.pages import questions as questions_page
from relapp.services.pages.questions import BankRow, PersonPage, Splits
from relapp.storage.transaction import Transaction
from relapp.ui.customer.forms import serve
from relapp.ui.editing import Editing
from relapp.ui.questions.ask_sheet import AskSheet
from relapp.ui.questions.bank_sheet import BankSheet
from relapp.ui.questions.forms import QuestionForm, TakeForm
from relapp.ui.questions.person_sheet import PersonSheet
from relapp.ui.questions.taught_sheet import TaughtSheet
from relapp.ui.wording import questions as wording


class QuestionActs(QObject):
    """``splits`` says what answers taught so far."""

    customer_wanted = Signal(int)
    evidence_wanted = Signal(object, int, str)

    def __init__(self, editing: Editing, window: QWidget, splits: Callable[[], Splits]) -> None:
        super().__init__(window)
        self._editing = editing
        self._window = window
        self._splits = splits

    # -- one customer --

    def ask(self, customer_id: int) -> None:
        """The line for the one question to put now; where none is to be put, all there is to see of them."""
        page = self._page(customer_id)
        if page is not None and page.to_ask and not page.asked_today:
            self._put(page, page.to_ask[0])
        elif page is not None:
            self._show_person(page)

    def follow(self, suggestion: Suggestion) -> None:
        """The line for the question of a suggestion, which is done with its answer."""
        page = self._page(suggestion.customer_id)
        if page is None:
            return
        same = (one for one in page.to_ask if evidence_of(one.unknown) == suggestion.evidence)
        chosen = next(same, None)
        if chosen is None:
            self._show_person(page)
        else:
            self._put(page, chosen, suggestion)

    def _page(self, customer_id: int) -> PersonPage | None:
        today, splits = self._editing.today(), self._splits()
        page = self._editing.read(lambda reader: questions_page.person_page(reader, customer_id, today, splits))
        if page is None:
            self._editing.refuse(UserError("entry.unknown_customer"))
        return page

    def _put(self, page: PersonPage, chosen: Chosen, suggestion: Suggestion | None = None) -> None:
        customer_id, asked = page.customer.id, chosen.unknown
        name = page.customer.nickname or page.customer.name
        sheet = AskSheet(self._window, name, chosen, self._editing.today())

        def answer(tx: Transaction) -> None:
            questions.answer(tx, customer_id, asked, sheet.answer.text())
            follow(tx)

        def follow(tx: Transaction) -> None:
            if suggestion is not None:
                answers.done(tx, suggestion)

        def nothing(tx: Transaction) -> None:
            questions.nothing(tx, customer_id, asked)
            follow(tx)

        def end(operation: str, verb: Callable[[Transaction], None]) -> Callable[[], None]:
            def run() -> None:
                if self._editing.run(operation, verb) is not None:
                    sheet.dismiss()

            return run

        sheet.nothing.connect(end("question_answer", nothing))
        sheet.declined.connect(end("question_declined", lambda tx: questions.decline(tx, customer_id, asked)))
        sheet.not_answered.connect(end("question_not_now", lambda tx: questions.not_now(tx, customer_id, asked)))
        sheet.others_wanted.connect(sheet.dismiss)
        sheet.others_wanted.connect(lambda: self._show_person(page))
        serve(self._editing, sheet, lambda: self._editing.run("question_answer", answer) is not None)

    def _show_person(self, page: PersonPage) -> None:
        sheet = PersonSheet(self._editing, self._window, page, self._splits())
        sheet.chosen.connect(lambda one: self._put(page, one))
        customer_id = page.customer.id
        sheet.evidence_wanted.connect(lambda found, words: self.evidence_wanted.emit(found, customer_id, words))
        sheet.open()

    # -- the bank --

    def show_bank(self) -> None:
        """The shop's questions."""
        sheet = BankSheet(self._editing, self._window, self._splits)
        sheet.new_wanted.connect(self._write_new)
        sheet.take_wanted.connect(self._take)
        sheet.edit_wanted.connect(self._write_anew)
        sheet.taught_wanted.connect(lambda row: self._show_taught(sheet, row))
        sheet.open()

    def _kinds(self) -> list[str]:
        return self._editing.read(customer_page.fact_kinds)

    def _write_new(self) -> None:
        form = QuestionForm(self._window, self._kinds())
        new = form.question
        serve(
            self._editing,
            form,
            lambda: self._editing.run("question_add", lambda tx: questions.add(tx, new())) is not None,
        )

    def _write_anew(self, question: BankQuestion) -> None:
        form = QuestionForm(self._window, self._kinds(), question)
        new = form.question
        serve(
            self._editing,
            form,
            lambda: self._editing.run("question_edit", lambda tx: questions.change(tx, question, new())) is not None,
        )

    def _take(self) -> None:
        form = TakeForm(self._window)

        def take() -> bool:
            done = self._editing.run("question_take", lambda tx: questions.take(tx, form.questions()), tell="")
            if done is not None:
                self._editing.tell(wording.taken(done.result), done.operation_id if done.changes else None)
            return done is not None

        serve(self._editing, form, take)

    def _show_taught(self, bank: BankSheet, row: BankRow) -> None:
        sheet = TaughtSheet(self._editing, self._window, row)
        sheet.customer_wanted.connect(bank.dismiss)
        sheet.customer_wanted.connect(self.customer_wanted)
        sheet.open()
