"""What can be done with facts, promises and wishes: their rows, their verbs, their forms; rows of what stands by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from relapp.domain.cases import Case
from relapp.domain.consents import Consent, ConsentState
from relapp.domain.customers import Customer
from relapp.domain.facts import Fact, is_sensitive, needs_check
from relapp.domain.promises import NewPromise, Promise, PromisedBy, PromiseState, is_late
from relapp.domain.receipts import Receipt, Source
from relapp.domain.wishes import NewWish, Wish, WishState
from relapp.services import facts, promises
from relapp.services.pages import customer as customer_page
from relapp.storage import staff
from relapp.ui.customer import forms
from relapp.ui.customer.fact_form import FactForm
from relapp.ui.customer.memory_item import MemoryAct, Remembered
from relapp.ui.editing import Editing
from relapp.ui.signs import CASE_ICON, CERTAINTY_ICONS, CHANNEL_ICONS, DANGERS, PROMISE_ICON, SENSITIVE_ICON, WISH_ICON
from relapp.ui.theme import Tone
from relapp.ui.wording import cases as wording
from relapp.ui.wording import consents, kinds, memory, tr

_Key = Qt.Key


class MemoryActs(QObject):
    """Makes rows with their acts; every change goes through ``editing`` and can be undone."""

    evidence_wanted = Signal(object, str)
    """The receipts of a row, and its words."""
    customer_wanted = Signal(int)
    case_wanted = Signal(object)
    """The ``Receipt`` of a case."""

    def __init__(self, editing: Editing, owner: QWidget) -> None:
        super().__init__(owner)
        self._editing = editing
        self._owner = owner

    # -- rows --

    def fact(self, known: Fact) -> Remembered:
        """The row of a fact: danger where it is one, faded with "check" where it is old."""
        today = self._editing.today()
        receipt, words = Receipt(Source.FACT, known.id), memory.fact(known)
        acts: tuple[MemoryAct, ...] = (
            MemoryAct(tr("Memory", "Still true"), "check", _Key.Key_C, lambda: self.confirm(known)),
            MemoryAct(tr("Memory", "Correct…"), "pen-line", _Key.Key_E, lambda: self.correct(known)),
            MemoryAct(tr("Memory", "No longer true"), "x", _Key.Key_Delete, lambda: self.retire(known)),
            self._evidence(receipt, known.source_id, words),
            MemoryAct(tr("Memory", "Earlier values"), "history", _Key.Key_H, lambda: self.show_history(known)),
            self._mark(known),
        )
        if known.retired or known.superseded_by is not None:
            acts = acts[3:5]
        return Remembered(
            receipt, words, memory.fact_state(known, today, self._by(known)), memory.fact_sign(known, today),
            SENSITIVE_ICON if is_sensitive(known) and known.kind not in DANGERS else CERTAINTY_ICONS[known.certainty],
            Tone.DANGER if known.kind in DANGERS else Tone.NEUTRAL, needs_check(known, today), acts,
        )  # fmt: skip

    def _mark(self, known: Fact) -> MemoryAct:
        hidden = is_sensitive(known)
        name = tr("Memory", "Not sensitive") if hidden else tr("Memory", "Sensitive")
        verb = partial(facts.mark, fact_id=known.id, sensitive=not hidden)
        return MemoryAct(name, SENSITIVE_ICON, _Key.Key_S, lambda: self._editing.run("fact_mark", verb))

    def _by(self, known: Fact) -> str:
        """Who learned it, where that is noted."""
        if known.staff_id is None:
            return ""
        return next((one.name for one in self._editing.read(staff.every) if one.id == known.staff_id), "")

    def promise(self, given: Promise) -> Remembered:
        """The row of a promise: late ones in the tone of danger."""
        today = self._editing.today()
        receipt = Receipt(Source.PROMISE, given.id)
        evidence = self._evidence(receipt, given.source_id, given.words)
        state, sign = memory.promise_state(given, today), memory.promise_sign(given, today)
        if given.state is not PromiseState.OPEN:
            again = tr("Memory", "Open again")
            reopen = MemoryAct(again, "undo-2", _Key.Key_O, lambda: self.settle(given, PromiseState.OPEN))
            tone = Tone.OK if given.state is PromiseState.KEPT else Tone.NEUTRAL
            return Remembered(receipt, given.words, state, sign, PROMISE_ICON, tone, acts=(reopen, evidence))
        acts = (
            MemoryAct(tr("Memory", "Kept"), "check", _Key.Key_K, lambda: self.settle(given, PromiseState.KEPT)),
            MemoryAct(tr("Memory", "Broken"), "x", _Key.Key_B, lambda: self.settle(given, PromiseState.BROKEN)),
            MemoryAct(tr("Memory", "Explained…"), "message-circle", _Key.Key_X, lambda: self.explain(given)),
            MemoryAct(tr("Memory", "Move…"), "calendar-clock", _Key.Key_M, lambda: self.move(given)),
            evidence,
        )
        tone = Tone.WARN if given.by is PromisedBy.SHOP else Tone.INFO
        tone = Tone.DANGER if is_late(given, today) else tone
        return Remembered(receipt, given.words, state, sign, PROMISE_ICON, tone, acts=acts)

    def wish(self, wanted: Wish) -> Remembered:
        """The row of a wish."""
        receipt = Receipt(Source.WISH, wanted.id)
        evidence = self._evidence(receipt, wanted.source_id, wanted.words)
        state = memory.wish_state(wanted, self._editing.today())
        met, dropped = tr("Memory", "Met"), tr("Memory", "Dropped")
        acts: tuple[MemoryAct, ...] = (
            MemoryAct(met, "check", _Key.Key_K, lambda: self.settle_wish(wanted, WishState.MET)),
            MemoryAct(dropped, "x", _Key.Key_Delete, lambda: self.settle_wish(wanted, WishState.DROPPED)),
            evidence,
        )
        if wanted.state is not WishState.OPEN:
            again = tr("Memory", "Open again")
            reopen = MemoryAct(again, "undo-2", _Key.Key_O, lambda: self.settle_wish(wanted, WishState.OPEN))
            acts = (reopen, evidence)
        return Remembered(receipt, wanted.words, state, kinds.wish_state(wanted.state), WISH_ICON, Tone.GIFT, acts=acts)

    def case(self, case: Case) -> Remembered:
        """The row of a complaint that is being put right."""
        receipt = Receipt(Source.CASE, case.id)
        today = self._editing.today()
        words, state, sign = wording.title(case), wording.state(case, today), wording.sign(case, today)
        put_right = tr("Memory", "Put it right…")
        acts = (
            MemoryAct(put_right, "pen-line", _Key.Key_E, lambda: self.case_wanted.emit(receipt)),
            self._evidence(receipt, case.source_id, words),
        )
        return Remembered(receipt, words, state, sign, CASE_ICON, Tone.DANGER, acts=acts)

    def consent(self, said: Consent, staff: Mapping[int, str]) -> Remembered:
        """The row of one word about being contacted."""
        receipt = Receipt(Source.CONSENT, said.id or 0)
        words, proof = consents.word(said), consents.proof(said, staff, self._editing.today())
        refused = said.state is ConsentState.WITHDRAWN
        acts = (self._evidence(receipt, said.source_id, words),)
        return Remembered(receipt, words, proof, consents.state(said), CHANNEL_ICONS[said.channel],
                          Tone.WARN if refused else Tone.OK, acts=acts)  # fmt: skip

    def person(self, customer: Customer) -> Remembered:
        """The row of a customer."""
        state = memory.person_state(customer, self._editing.today())
        open_page = tr("Memory", "Open the page")
        act = MemoryAct(open_page, "user-round", _Key.Key_O, lambda: self.customer_wanted.emit(customer.id))
        receipt = Receipt(Source.CUSTOMER, customer.id)
        return Remembered(receipt, customer.name, state, state, "user-round", Tone.NEUTRAL, acts=(act,))

    def _evidence(self, receipt: Receipt, source_id: int | None, words: str) -> MemoryAct:
        found = (receipt,) if source_id is None else (receipt, Receipt(Source.INTERACTION, source_id))
        text = tr("Memory", "Where it comes from")
        return MemoryAct(text, "receipt", _Key.Key_R, lambda: self.evidence_wanted.emit(found, words))

    # -- facts --

    def learn(self, customer_id: int) -> None:
        """The form for something new, of any kind."""
        form = FactForm(self._owner.window(), tr("Memory", "Note what is known"), self._kinds())
        forms.serve(
            self._editing,
            form,
            lambda: self._editing.run("fact_learn", lambda tx: facts.learn(tx, customer_id, form.fact())) is not None,
        )

    def correct(self, known: Fact) -> None:
        """The form of a fact; what it said before stays in its history."""
        form = FactForm(self._owner.window(), tr("Memory", "Correct a fact"), self._kinds(), known)
        forms.serve(
            self._editing,
            form,
            lambda: self._editing.run("fact_correct", lambda tx: facts.correct(tx, known.id, form.fact())) is not None,
        )

    def _kinds(self) -> list[str]:
        return self._editing.read(customer_page.fact_kinds)

    def confirm(self, known: Fact) -> None:
        """Note that it still holds."""
        self._editing.run("fact_confirm", lambda tx: facts.confirm(tx, known.id))

    def retire(self, known: Fact) -> None:
        """Take it out of use."""
        self._editing.run("fact_retire", lambda tx: facts.retire(tx, known.id))

    def show_history(self, known: Fact) -> None:
        """Show the fact with all it took the place of."""
        earlier = self._editing.read(lambda reader: customer_page.earlier_facts(reader, known.id))
        receipts = tuple(Receipt(Source.FACT, fact.id) for fact in (known, *earlier))
        self.evidence_wanted.emit(receipts, tr("Memory", "History of “{fact}”").format(fact=memory.fact(known)))

    # -- promises and wishes --

    def give(self, customer_id: int) -> None:
        """The form for a new promise."""

        def store(new: NewPromise) -> bool:
            return self._editing.run("promise_give", lambda tx: promises.give(tx, customer_id, new)) is not None

        forms.ask_promise(self._editing, self._owner, store)

    def settle(self, given: Promise, state: PromiseState, explanation: str = "") -> bool:
        """Close a promise, or open it again; whether it was stored."""
        done = self._editing.run("promise_settle", lambda tx: promises.settle(tx, given.id, state, explanation))
        return done is not None

    def explain(self, given: Promise) -> None:
        """Close a promise that could not be kept, with the reason that was given."""

        def store(words: str) -> bool:
            return self.settle(given, PromiseState.EXPLAINED, words)

        name = tr("Memory", "What was said")
        forms.ask_words(self._editing, self._owner, tr("Memory", "Explained to the customer"), name, store)

    def move(self, given: Promise) -> None:
        """Name another day for a promise."""

        def store(due: date | None) -> bool:
            return self._editing.run("promise_move", lambda tx: promises.reschedule(tx, given.id, due)) is not None

        title, none = tr("Memory", "Move the promise"), tr("Memory", "No day was named")
        forms.ask_day(self._editing, self._owner, title, given.due, none, store)

    def wish_for(self, customer_id: int) -> None:
        """The form for a new wish."""

        def store(words: str) -> bool:
            new = NewWish(" ".join(words.split()))
            return self._editing.run("wish_add", lambda tx: promises.wish(tx, customer_id, new)) is not None

        title, name = tr("Memory", "Note a wish"), tr("Memory", "What they wait for")
        forms.ask_words(self._editing, self._owner, title, name, store)

    def settle_wish(self, wanted: Wish, state: WishState) -> None:
        """Close a wish, or open it again."""
        self._editing.run("wish_settle", lambda tx: promises.settle_wish(tx, wanted.id, state))
