"""What can be done with a suggestion: each card's signals joined to verbs, copies, links and answers to "why?"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QWidget

from relapp.domain.interactions import Outcome
from relapp.domain.ready_words.compose import MissingWords, ReadyWords
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.codes import Act
from relapp.domain.suggestions.model import Refusal, Suggestion, SuggestionKind
from relapp.services import answers, ready_words, why
from relapp.services.pages import customer as customer_page
from relapp.services.pages.today import PeaceItem
from relapp.storage.transaction import Transaction
from relapp.ui import copied
from relapp.ui.editing import Editing, Notice
from relapp.ui.links import open_link
from relapp.ui.today.answers import ask_outcome, ask_until, ask_why_not
from relapp.ui.today.card import SuggestionCard
from relapp.ui.today.day_list import DayList
from relapp.ui.today.peace import PeaceRow
from relapp.ui.today.which_receipt import WhichReceipt
from relapp.ui.today.why_sheet import WhySheet
from relapp.ui.wording import dates, tr
from relapp.ui.wording import peace as peace_wording
from relapp.ui.wording import ready_words as words_wording
from relapp.ui.wording import receipts as receipt_wording
from relapp.ui.wording import suggestions as wording
from relapp.ui.wording import today as today_wording
from relapp.ui.wording import why as why_wording

NOT_NOW_DAYS = 14
"""After "not now" the same thing waits at least so long."""


class CardActs(QObject):
    """``unfollowed`` tells of a card that was answered while the list could not follow at once."""

    customer_wanted = Signal(int)
    evidence_wanted = Signal(object, int, str)
    case_wanted = Signal(object, int)
    question_wanted = Signal(object)
    """The ``Suggestion`` whose question is put now."""
    unfollowed = Signal(object)

    def __init__(self, editing: Editing, day_list: DayList, page: QWidget) -> None:
        super().__init__(page)
        self._editing = editing
        self._day_list = day_list
        self._page = page
        self._updates = 0
        day_list.updated.connect(self._count)

    def join(self, card: SuggestionCard, today: date) -> None:
        """Let a card do what its buttons and keys say."""
        suggestion, name, window = card.item.suggestion, card.item.customer.name, self._page.window
        card.opened.connect(lambda: self.customer_wanted.emit(suggestion.customer_id))
        card.evidence.connect(lambda: self._show_evidence(suggestion, card.why))
        card.why_wanted.connect(lambda: self.explain(card, today))
        card.words_wanted.connect(lambda: self.copy_words(card))
        card.copied.connect(self.copy)
        card.case_wanted.connect(lambda: self.case_wanted.emit(card.case, suggestion.customer_id))
        card.linked.connect(lambda: self.open_link(card))
        card.done.connect(lambda: self._finish(card))
        card.later.connect(lambda: ask_until(window(), name, today, lambda day: self._put_off(card, day)))
        card.refused.connect(lambda: ask_why_not(window(), name, suggestion.kind, lambda why: self._refuse(card, why)))

    def join_row(self, row: PeaceRow, today: date) -> None:
        """Let a line of those left in peace answer why."""
        row.why_wanted.connect(lambda: self.explain_peace(row.item, today))

    # -- why --

    def explain(self, card: SuggestionCard, today: date) -> None:
        """Why this, why now, why not earlier."""
        board, suggestion = self._day_list.board, card.item.suggestion
        if board is None:
            return
        found = self._editing.read(lambda reader: why.of_suggestion(reader, board, suggestion))
        sections = [
            (tr("Today", "Why this"), [why_wording.line(reason, today) for reason in found.this]),
            (tr("Today", "Why now"), [why_wording.line(reason, today) for reason in found.now]),
            (tr("Today", "Why not earlier"), [why_wording.line(reason, today) for reason in found.earlier]),
        ]
        sheet = WhySheet(self._page.window(), card.item.customer.name, card.act, sections, len(found.receipts))
        sheet.evidence_wanted.connect(
            lambda: self.evidence_wanted.emit(found.receipts, suggestion.customer_id, card.why)
        )
        sheet.customer_wanted.connect(lambda: self.customer_wanted.emit(suggestion.customer_id))
        sheet.open()

    def explain_peace(self, item: PeaceItem, today: date) -> None:
        """Why somebody is left in peace, until when, and what would have been said."""
        board, one = self._day_list.board, item.customer.id
        if board is None:
            return
        found = self._editing.read(lambda reader: why.of_peace(reader, board, item.left))
        sections = [
            (tr("Today", "Why left in peace"), [why_wording.line(reason, today) for reason in found.this]),
            (tr("Today", "Until when"), [why_wording.line(reason, today) for reason in found.now]),
            (tr("Today", "What would have been said"), [why_wording.line(reason, today) for reason in found.earlier]),
        ]
        words = peace_wording.row(item.customer.name, item.left, today)
        said = tr("Today", "Left in peace today")
        sheet = WhySheet(self._page.window(), item.customer.name, said, sections, len(found.receipts))
        sheet.evidence_wanted.connect(lambda: self.evidence_wanted.emit(found.receipts, one, words))
        sheet.customer_wanted.connect(lambda: self.customer_wanted.emit(one))
        sheet.open()

    def _show_evidence(self, suggestion: Suggestion, words: str) -> None:
        self.evidence_wanted.emit(suggestion.receipts, suggestion.customer_id, words)

    # -- reaching them --

    def copy(self, value: str) -> None:
        """Put a number or an address on the clipboard and say so."""
        self._copy(value, today_wording.copied(value))

    def copy_words(self, card: SuggestionCard) -> None:
        """Put ready words on the clipboard; where there are none, say why."""
        words = self._ready(card)
        if isinstance(words, ReadyWords):
            self._copy(words.text, today_wording.words_copied(words.text))
        else:
            self._editing.told.emit(Notice(words_wording.missing(words), failed=bool(words.fields)))

    def open_link(self, card: SuggestionCard) -> None:
        """Let the system's program begin the call or the letter; nothing is sent by that."""
        if card.way is None:
            return
        words = self._ready(card)
        if not open_link(card.way.link(words if isinstance(words, ReadyWords) else None)):
            self._copy(card.way.value, today_wording.not_opened(card.way.value))

    def _ready(self, card: SuggestionCard) -> ReadyWords | MissingWords:
        suggestion, staff_id, today = card.item.suggestion, self._editing.staff_id, self._editing.today()
        locale = QLocale().bcp47Name()
        return self._editing.read(lambda reader: ready_words.words(reader, suggestion, staff_id, today, locale=locale))

    def _copy(self, value: str, told: str) -> None:
        copied.copy(value)
        self._editing.told.emit(Notice(told))

    # -- answering --

    def _finish(self, card: SuggestionCard) -> None:
        """Done: where somebody was to be reached, with what came of it."""
        channel = card.item.suggestion.channel
        if card.item.suggestion.kind is SuggestionKind.ASK:
            self.question_wanted.emit(card.item.suggestion)
        elif channel is None:
            self._settle(card, None, "")
        else:
            name = card.item.customer.name
            ask_outcome(self._page.window(), name, channel, lambda outcome, words: self._settle(card, outcome, words))

    def _settle(self, card: SuggestionCard, outcome: Outcome | None, words: str) -> None:
        suggestion = card.item.suggestion
        told = wording.settled(card.item.customer.name, outcome)
        done = self._answer(card, "suggestion_done", lambda tx: answers.done(tx, suggestion, outcome, words), told)
        # Who was asked again has answered: the case waits for what they said.
        asked = suggestion.act.code == Act.CHECK_BACK and outcome is not Outcome.UNANSWERED
        if done and asked and card.case is not None and card.case.source is Source.CASE:
            self.case_wanted.emit(card.case, suggestion.customer_id)

    def _put_off(self, card: SuggestionCard, day: date) -> None:
        suggestion = card.item.suggestion
        told = tr("Today", "{name}: put off to {day}").format(name=card.item.customer.name, day=dates.long(day))
        self._answer(card, "suggestion_later", lambda tx: answers.later(tx, suggestion, day), told)

    def _refuse(self, card: SuggestionCard, why: Refusal) -> None:
        if why is Refusal.NOT_TRUE:
            self._ask_which(card)
            return
        suggestion = card.item.suggestion
        until = self._editing.today() + timedelta(days=NOT_NOW_DAYS) if why is Refusal.NOT_NOW else None
        self._answer(card, "suggestion_no", lambda tx: answers.refuse(tx, suggestion, why, until))

    def _ask_which(self, card: SuggestionCard) -> None:
        """Not true: which of its receipts is wrong, where that is a question."""
        suggestion, today = card.item.suggestion, self._editing.today()
        found = self._editing.read(
            lambda reader: customer_page.evidence(reader, suggestion.receipts, suggestion.customer_id)
        )
        words = receipt_wording.lines(found, today)
        there = [(one, words[one]) for one in dict.fromkeys(suggestion.receipts) if one in words]
        if len(there) > 1:
            name = card.item.customer.name
            WhichReceipt(self._page.window(), name, there, lambda one: self._call_not_true(card, one)).open()
        else:
            self._call_not_true(card, there[0][0] if there else None)

    def _call_not_true(self, card: SuggestionCard, wrong: Receipt | None) -> None:
        """Store it, and open what is to be mended where it stands."""
        suggestion = card.item.suggestion

        def verb(tx: Transaction) -> None:
            if wrong is None:
                answers.refuse(tx, suggestion, Refusal.NOT_TRUE)
            else:
                answers.not_true(tx, suggestion, wrong)

        if not self._answer(card, "suggestion_no", verb):
            return
        if wrong is None:
            self._show_evidence(suggestion, tr("Today", "Which of these is not true? Mend it here."))
        else:
            said = tr("Today", "This is not true. Mend it here.")
            self.evidence_wanted.emit((wrong,), suggestion.customer_id, said)

    def _answer(
        self, card: SuggestionCard, name: str, verb: Callable[[Transaction], object], tell: str | None = None
    ) -> bool:
        """Store an answer; whether it was taken."""
        before = self._updates
        if self._editing.run(name, verb, tell=tell) is None:
            return False
        if self._updates == before:
            self.unfollowed.emit(card)
        return True

    def _count(self) -> None:
        self._updates += 1
