"""How a customer wants to be reached: each way with what stands, since when and by whom; changed by a letter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from relapp.domain.consents import REACH, Consent, ConsentState, NewWord, Purpose, standing
from relapp.domain.interactions import Channel
from relapp.domain.receipts import Receipt, Source
from relapp.services.pages import consents as reach_page
from relapp.services.pages.consents import ReachPage
from relapp.ui.customer.memory_item import MemoryAct, MemoryItem, Remembered
from relapp.ui.editing import Editing
from relapp.ui.signs import CHANNEL_ICONS
from relapp.ui.theme import Tone
from relapp.ui.widgets import text
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet
from relapp.ui.wording import consents as wording
from relapp.ui.wording import dates, memory, quiet, tr

_Key = Qt.Key


class ReachSheet(ScrolledSheet):
    """Stays open while words are noted and shows them at once. Up and Down go from row to row."""

    noted = Signal(object)
    """The ``NewWord``s given by one letter, as a tuple."""
    word_wanted = Signal(object)
    """A channel on which more is to be said: for what, when, in which words."""
    peace_wanted = Signal()
    peace_ended = Signal()
    quiet_wanted = Signal()
    evidence_wanted = Signal(object, str)

    def __init__(self, editing: Editing, window: QWidget, page: ReachPage) -> None:
        name = tr("Reach", "How {name} wants to be reached").format(name=page.customer.name)
        super().__init__(window, name)
        self._editing = editing
        self._page = page
        self.items = [MemoryItem(one, folded=False) for one in self._shown()]
        for item in self.items:
            self.rows.addWidget(item)
        self.card.column.addWidget(text.subtitle(name))
        self.card.column.addWidget(self.scroller)
        keys = tr("Reach", "Y yes · N no · O only for what we owe · E in their words · H every word · Esc closes")
        self.card.column.addWidget(text.caption(keys))
        editing.changed.connect(self._read_again)

    def _read_again(self) -> None:
        one = self._page.customer.id
        page = self._editing.read(lambda reader: reach_page.page(reader, one))
        if page is None:
            self.dismiss()
            return
        self._page = page
        for item, shown in zip(self.items, self._shown(), strict=True):
            item.renew(shown)
        self.fit()

    def _shown(self) -> list[Remembered]:
        return [*(self._way(channel) for channel in REACH), self._peace(), self._quiet()]

    # -- its rows --

    def _way(self, channel: Channel) -> Remembered:
        page, today = self._page, self._editing.today()
        said, words = page.said, wording.way(page.said, channel)
        ideas = standing(said, channel, Purpose.IDEAS)
        tone = Tone.NEUTRAL if ideas is None else Tone.OK if ideas.state is ConsentState.GIVEN else Tone.WARN
        history = [one for one in said if one.channel is channel]
        acts = [
            self._note(tr("Reach", "Yes"), "check", _Key.Key_Y, NewWord((channel,), ())),
            self._note(tr("Reach", "No"), "ban", _Key.Key_N, NewWord((), (channel,))),
            MemoryAct(tr("Reach", "Only for what we owe"), "handshake", _Key.Key_O, lambda: self._only_owed(channel)),
            MemoryAct(tr("Reach", "In their words…"), "pen-line", _Key.Key_E, lambda: self.word_wanted.emit(channel)),
        ]
        if history:
            name, deciding = tr("Reach", "Where it comes from"), _deciding(said, channel)
            acts.append(self._words(name, "receipt", _Key.Key_R, deciding, words))
            acts.append(self._words(tr("Reach", "Every word"), "history", _Key.Key_H, history[::-1], words))
        state = wording.proofs(said, channel, page.staff, today)
        receipt = Receipt(Source.CUSTOMER, page.customer.id)
        return Remembered(receipt, words, state, state, CHANNEL_ICONS[channel], tone, acts=tuple(acts))

    def _note(self, words: str, icon: str, key: Qt.Key, new: NewWord) -> MemoryAct:
        return MemoryAct(words, icon, key, lambda: self.noted.emit((new,)))

    def _only_owed(self, channel: Channel) -> None:
        self.noted.emit((NewWord((), (channel,), Purpose.IDEAS), NewWord((channel,), (), Purpose.OWED)))

    def _words(self, name: str, icon: str, key: Qt.Key, said: Sequence[Consent], words: str) -> MemoryAct:
        receipts = tuple(dict.fromkeys(receipt for one in said for receipt in one.receipts))
        return MemoryAct(name, icon, key, lambda: self.evidence_wanted.emit(receipts, words))

    def _peace(self) -> Remembered:
        customer, today = self._page.customer, self._editing.today()
        until = customer.leave_until
        change = MemoryAct(tr("Reach", "Leave in peace until…"), "moon", _Key.Key_E, self.peace_wanted.emit)
        receipt = Receipt(Source.CUSTOMER, customer.id)
        if until is None or until < today:
            words, state = tr("Reach", "Not left in peace"), tr("Reach", "suggestions as usual")
            return Remembered(receipt, words, state, state, "sun", Tone.NEUTRAL, acts=(change,))
        words = tr("Reach", "Left in peace until {day}").format(day=dates.day(until, today))
        state = memory.peace_why(customer, today)
        end = MemoryAct(tr("Reach", "No longer"), "sun", _Key.Key_Delete, self.peace_ended.emit)
        return Remembered(receipt, words, state, state, "moon", Tone.NEUTRAL, acts=(change, end))

    def _quiet(self) -> Remembered:
        customer = self._page.customer
        told = quiet.told((customer.quiet_from, customer.quiet_to), customer.quiet_days)
        words = " · ".join(told) or tr("Reach", "No hours or days of their own")
        state = tr("Reach", "hours hold for calls and messages, days for every way")
        change = MemoryAct(tr("Reach", "Change…"), "clock", _Key.Key_E, self.quiet_wanted.emit)
        receipt = Receipt(Source.CUSTOMER, customer.id)
        return Remembered(receipt, words[:1].upper() + words[1:], state, state, "clock", Tone.NEUTRAL, acts=(change,))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.items:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


def _deciding(said: Sequence[Consent], channel: Channel) -> list[Consent]:
    found = (standing(said, channel, purpose) for purpose in (Purpose.OWED, Purpose.IDEAS))
    return [one for one in found if one is not None]
