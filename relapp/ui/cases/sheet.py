"""One complaint being put right: what went wrong, what puts it right at what cost, and whether it is all right now."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from relapp.domain.cases import ASK_AFTER, SEVERITIES, Cause, NewCase, Remedy, Tried, remedies, suited
from relapp.domain.promises import NewPromise, PromiseState
from relapp.domain.suggestions.signals import Outlook
from relapp.services import cases
from relapp.services.pages import cases as cases_page
from relapp.services.pages.cases import CasePage
from relapp.storage.transaction import Transaction
from relapp.ui.customer.forms import day_field, read_day
from relapp.ui.editing import Editing
from relapp.ui.theme import TextRole, Tone
from relapp.ui.theme.palette import SECONDARY
from relapp.ui.widgets.buttons import ghost
from relapp.ui.widgets.chip import ChipButton
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.widgets.text import Label
from relapp.ui.wording import cases as wording
from relapp.ui.wording import dates, memory, quoted, tr
from relapp.ui.wording.money import plain

_MOST_TRIED = 3
_WIDTH = 680


class CaseSheet(FormSheet):
    """Nothing is stored before Save. ``tried_wanted`` asks for the cases behind what worked before, with its words."""

    tried_wanted = Signal(object, str)

    def __init__(self, editing: Editing, window: QWidget, page: CasePage, outlook: Outlook | None) -> None:
        super().__init__(window, tr("Cases", "Put it right for {name}").format(name=page.customer.name), _WIDTH)
        self._editing = editing
        self._page = page
        self._ending = False
        self._make_fields(editing)
        self._lay_out(outlook)
        self._show_case()
        self.cause.currentTextChanged.connect(self._show_matching)
        self._show_matching()

    # -- making --

    def _make_fields(self, editing: Editing) -> None:
        page, today = self._page, editing.today()
        case = page.case
        self.cause = _words_field([(wording.cause(one), one) for one in (*Cause, *page.own_causes)])
        self.severity = QComboBox()
        for level in SEVERITIES:
            self.severity.addItem(wording.severity(level), level)
        self.severity.setCurrentIndex(SEVERITIES.index(2 if case is None else case.severity))
        self.remedy = _words_field([])
        self.cost = QLineEdit()
        self.cost.setPlaceholderText(tr("Cases", "not known"))
        self.owner = QComboBox()
        self.owner.addItem(tr("Cases", "Nobody yet"), None)
        for member in page.staff:
            self.owner.addItem(member.name, member.id)
        owner_id = editing.staff_id if case is None else case.owner_id
        self.owner.setCurrentIndex(max(0, self.owner.findData(owner_id)))
        self.ask_on = day_field((case.ask_on if case is not None else None) or today + ASK_AFTER)
        self.promise = QLineEdit()
        self.promise.setPlaceholderText(tr("Cases", "nothing"))
        self.due = day_field(today + ASK_AFTER)
        self.answer = QComboBox()
        for words, all_right in (
            (tr("Cases", "Not asked yet"), None),
            (tr("Cases", "It is all right: close the case"), True),
            (tr("Cases", "Not yet: ask once more"), False),
        ):
            self.answer.addItem(words, all_right)
        self.answer.currentIndexChanged.connect(self._answered)
        self.said = QLineEdit()
        self.close_button = ghost(tr("Cases", "C&lose the case"), "check")
        self.close_button.clicked.connect(self._end)

    def _lay_out(self, outlook: Outlook | None) -> None:
        page = self._page
        self.complaint = _line(self._complained())
        self.beside = _line(wording.beside_cost(outlook, page.stat, page.currency))
        self._tried = QWidget()
        self._tried_column = QVBoxLayout(self._tried)
        self._tried_column.setContentsMargins(0, 0, 0, 0)
        self.tried_buttons: list[ChipButton] = []
        cost = tr("Cases", "What it costs ({currency})").format(currency=page.currency)
        self.add_plain(self.complaint)
        self.add_row((tr("Cases", "What went wrong"), self.cause), (tr("Cases", "How bad for them"), self.severity))
        self.add_row((tr("Cases", "What puts it right"), self.remedy), (cost, self.cost))
        self.add_plain(self.beside)
        self.add_plain(self._tried)
        self.add_row((tr("Cases", "Who sees to it"), self.owner), (tr("Cases", "Ask again on"), self.ask_on))
        given = page.promise
        if given is not None:
            state = memory.promise_state(given, self._editing.today())
            text = tr("Cases", "Promised: {words} ({state})")
            self.add_plain(_line(text.format(words=quoted(given.words), state=state)))
        if given is None or given.state is not PromiseState.OPEN:
            self.add_row((tr("Cases", "What we promise"), self.promise), (tr("Cases", "By when"), self.due))
        else:
            self._leave_out(self.promise, self.due)
        if page.case is not None:
            self.add_row((tr("Cases", "Asked again"), self.answer), (tr("Cases", "What they said"), self.said))
            self._buttons.insertWidget(0, self.close_button)
        else:
            self._leave_out(self.answer, self.said, self.close_button)

    def _leave_out(self, *fields: QWidget) -> None:
        """Nothing is asked by these now; they go with the sheet."""
        for field in fields:
            field.setParent(self)
            field.hide()

    def _complained(self) -> str:
        entry, today = self._page.complaint, self._editing.today()
        case = self._page.case
        parts = []
        if entry is not None:
            said = tr("Cases", "Complained {on}").format(on=dates.on(entry.day, today))
            parts.append(f"{said}: {quoted(entry.words)}" if entry.words.strip() else said)
        if case is not None:
            parts.append(wording.state(case, today))
            parts += [quoted(case.said)] if case.said else []
        return " · ".join(parts)

    def _show_case(self) -> None:
        case = self._page.case
        if case is None:
            return
        self.cause.setEditText(wording.cause(case.cause))
        self.remedy.setEditText(wording.remedy(case.remedy))
        self.cost.setText("" if case.cost is None else plain(case.cost, case.currency))
        if case.closed is None:
            return
        for field in (self.cause, self.severity, self.remedy, self.cost, self.owner, self.ask_on, self.promise,
                      self.due, self.answer, self.said):  # fmt: skip
            field.setEnabled(False)
        self.close_button.hide()
        self.save_button.setText(tr("Cases", "Open again"))

    def open(self) -> None:
        super().open()
        case = self._page.case
        waits = case is not None and case.closed is None and bool(case.remedy)
        first = self.answer if waits else self.remedy if self.cause.currentText() else self.cause
        first.setFocus(Qt.FocusReason.TabFocusReason)

    # -- what goes with the cause --

    def _show_matching(self) -> None:
        """Put the remedies that match the cause first, and say what worked before."""
        cause = _code(self.cause.currentText(), wording.cause, (*Cause, *self._page.own_causes))
        typed = self.remedy.currentText()
        self.remedy.blockSignals(True)
        self.remedy.clear()
        self.remedy.addItems([wording.remedy(one) for one in remedies(cause)])
        self.remedy.setCurrentIndex(-1)
        self.remedy.setEditText(typed)
        self.remedy.blockSignals(False)
        line = self.remedy.lineEdit()
        if line is not None:
            named = ", ".join(wording.remedy(one) for one in suited(cause) or remedies(cause)[:_MOST_TRIED])
            line.setPlaceholderText(tr("Cases", "{remedies}…").format(remedies=named))
        but = self._page.case.id if self._page.case is not None else None
        self._show_tried(self._editing.read(lambda reader: cases_page.worked(reader, cause, but)), bool(cause))

    def _show_tried(self, found: tuple[Tried, ...], known: bool) -> None:
        while (item := self._tried_column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.tried_buttons = []
        for one in found[:_MOST_TRIED]:
            words = wording.worked(one)
            button = ChipButton(words, Tone.NEUTRAL, "history")
            button.setAccessibleName(words)
            button.clicked.connect(lambda _=False, one=one, words=words: self.tried_wanted.emit(one, words))
            self._tried_column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
            button.show()
            self.tried_buttons.append(button)
        if known and not found:
            self._tried_column.addWidget(_line(wording.never_tried()))
        self._tried.setVisible(known)
        if self.isVisible():
            self._fit()

    def _answered(self) -> None:
        """Who is not content yet is asked once more on a later day."""
        today = self._editing.today()
        if self.answer.currentData() is False and read_day(self.ask_on) <= today:
            later = today + ASK_AFTER
            self.ask_on.setDate(QDate(later.year, later.month, later.day))

    # -- storing --

    def operation(self) -> str:
        """What storing it is called in the journal."""
        case = self._page.case
        if case is None:
            return "case_open"
        if case.closed is not None:
            return "case_reopen"
        answers = {None: "case_change", True: "case_close", False: "case_asked"}
        return "case_close" if self._ending else answers[self.answer.currentData()]

    def store(self, tx: Transaction) -> None:
        """Write what the fields say.

        :raises UserError: as the verbs of :mod:`relapp.services.cases`.
        """
        page, case = self._page, self._page.case
        if case is None:
            source_id = None if page.complaint is None else page.complaint.id
            cases.open_case(tx, page.customer.id, self.case(), source_id=source_id)
            return
        if case.closed is not None:
            cases.reopen(tx, case.id)
            return
        new, all_right = self.case(), self.answer.currentData()
        cases.change(tx, case.id, new)
        if all_right is not None:
            cases.asked(tx, case.id, all_right=all_right, said=self.said.text(), ask_on=new.ask_on)
        if self._ending and not all_right:
            cases.close(tx, case.id)

    def case(self) -> NewCase:
        """What the fields say.

        :raises UserError: ``case.cost``.
        """
        promised = self.promise.text().strip()
        return NewCase(
            cause=_code(self.cause.currentText(), wording.cause, (*Cause, *self._page.own_causes)),
            severity=self.severity.currentData(),
            remedy=_code(self.remedy.currentText(), wording.remedy, Remedy),
            cost=cases.cost_of(self.cost.text(), self._page.currency),
            owner_id=self.owner.currentData(),
            ask_on=read_day(self.ask_on),
            promise=NewPromise(promised, read_day(self.due)) if promised else None,
        )

    def _end(self) -> None:
        self._ending = True
        self.saved.emit()
        self._ending = False


def _line(words: str) -> Label:
    return Label(words, TextRole.SMALL, SECONDARY)


def _words_field(named: list[tuple[str, str]]) -> QComboBox:
    """A list to choose from, in which any other words can be typed."""
    field = QComboBox()
    field.setEditable(True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for words, value in named:
        field.addItem(words, value)
    field.setCurrentIndex(-1)
    return field


def _code(typed: str, word: Callable[[str], str], codes: Iterable[str]) -> str:
    """The code whose word was typed; a shop's own words stay as they are."""
    plain_words = " ".join(typed.split())
    return next((code for code in codes if word(code).casefold() == plain_words.casefold()), plain_words)
