"""Reaching a customer: what stands against a way, the sheet of what they said about it, peace and quiet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from relapp.domain.consents import Consent, ConsentState, NewWord, Purpose, standing
from relapp.domain.interactions import Channel
from relapp.domain.peace import NewPeace
from relapp.domain.receipts import Receipt
from relapp.domain.suggestions.quiet import keeps_quiet
from relapp.services import consents
from relapp.services.pages import consents as reach_page
from relapp.services.pages.customer import CustomerPage
from relapp.storage.transaction import Transaction
from relapp.ui.customer import forms
from relapp.ui.customer.header import CustomerHeader
from relapp.ui.customer.reach_forms import PeaceForm, QuietForm, WordForm
from relapp.ui.customer.reach_sheet import ReachSheet
from relapp.ui.editing import Editing
from relapp.ui.wording import consents as wording
from relapp.ui.wording import dates, quiet, tr


class ReachActs(QObject):
    """``evidence_wanted`` carries receipts and the words they stand behind."""

    evidence_wanted = Signal(object, str)

    def __init__(self, editing: Editing, view: QWidget, header: CustomerHeader) -> None:
        super().__init__(view)
        self._editing = editing
        self._view = view
        self._page: CustomerPage | None = None
        header.may_reach = self.against
        header.peace_wanted.connect(self.leave_in_peace)
        header.peace_ended.connect(self.end_peace)
        header.ways_wanted.connect(self.show_ways)

    def show_customer(self, page: CustomerPage) -> None:
        """Whom the acts are about."""
        self._page = page

    # -- what stands against a way --

    def against(self, channel: Channel) -> str:
        """Why they are better not reached by ``channel`` now, in one line; empty for nothing."""
        if self._page is None:
            return ""
        customer, now = self._page.customer, self._editing.now()
        word = refusal(self._page.consents, channel)
        if word is not None:
            return wording.warning(word, now.date())
        if keeps_quiet(customer, channel, now.date(), now.time()):
            said = quiet.told((customer.quiet_from, customer.quiet_to), customer.quiet_days)
            return tr("Reach", "They want it so: {when}.").format(when=", ".join(said))
        if self._is_in_peace(now.date()):
            text = tr("Reach", "Left in peace until {day}.")
            return text.format(day=dates.day(customer.leave_until or now.date(), now.date()))
        return ""

    # -- peace --

    def toggle_peace(self) -> None:
        """Ask until when to leave them in peace; where they are, end it at once."""
        if self._is_in_peace(self._editing.today()):
            self.end_peace()
        else:
            self.leave_in_peace()

    def _is_in_peace(self, today: date) -> bool:
        until = None if self._page is None else self._page.customer.leave_until
        return until is not None and until >= today

    def leave_in_peace(self) -> None:
        """Ask until when no suggestion may be made, and why."""
        if self._page is None:
            return
        customer, today = self._page.customer, self._editing.today()
        form = PeaceForm(self._view.window(), customer, today)

        def verb(tx: Transaction) -> None:
            until = form.until()
            if until is None:
                consents.end_peace(tx, customer.id)
            else:
                consents.leave(tx, customer.id, NewPeace(until, form.reason()))

        forms.serve(self._editing, form, lambda: self._editing.run("peace", verb) is not None)

    def end_peace(self) -> None:
        """No longer leave them in peace."""
        if self._page is not None:
            one = self._page.customer.id
            self._editing.run("peace_end", lambda tx: consents.end_peace(tx, one))

    # -- ways and hours --

    def show_ways(self) -> None:
        """The sheet of what they said about being reached."""
        if self._page is None:
            return
        one = self._page.customer.id
        found = self._editing.read(lambda reader: reach_page.page(reader, one))
        if found is None:
            return
        sheet = ReachSheet(self._editing, self._view.window(), found)
        sheet.word_wanted.connect(lambda channel: self.note_word(one, channel))
        sheet.noted.connect(lambda new: self._note(one, new))
        sheet.peace_wanted.connect(self.leave_in_peace)
        sheet.peace_ended.connect(self.end_peace)
        sheet.quiet_wanted.connect(self.change_quiet)
        sheet.evidence_wanted.connect(lambda receipts, words: self._show(sheet, receipts, words))
        sheet.open()

    def _show(self, sheet: ReachSheet, receipts: Sequence[Receipt], words: str) -> None:
        sheet.dismiss()
        self.evidence_wanted.emit(receipts, words)

    def _note(self, customer_id: int, words: Sequence[NewWord]) -> None:
        def verb(tx: Transaction) -> None:
            for new in words:
                consents.hear(tx, customer_id, new)

        self._editing.run("consent", verb)

    def note_word(self, customer_id: int, channel: Channel) -> None:
        """The form of one word: yes or no, for what, when and in which words."""
        form = WordForm(self._view.window(), channel, self._editing.today())

        def verb(tx: Transaction) -> None:
            consents.hear(tx, customer_id, form.word(), form.day())

        forms.serve(self._editing, form, lambda: self._editing.run("consent", verb) is not None)

    def change_quiet(self) -> None:
        """The form of their own quiet hours and days."""
        if self._page is None:
            return
        customer = self._page.customer
        form = QuietForm(self._view.window(), customer)

        def verb(tx: Transaction) -> None:
            consents.set_quiet(tx, customer.id, *form.quiet())

        forms.serve(self._editing, form, lambda: self._editing.run("quiet", verb) is not None)


def refusal(said: Sequence[Consent], channel: Channel) -> Consent | None:
    """The word by which they refused a way, for ideas of ours at least; ``None`` where they did not."""
    word = standing(said, channel, Purpose.IDEAS)
    return word if word is not None and word.state is ConsentState.WITHDRAWN else None
