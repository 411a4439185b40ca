"""The waiting list: who asked for what, in their own words, longest first; one key once they were told."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from relapp.domain.changes import Changes
from relapp.domain.folding import search_terms
from relapp.domain.receipts import Receipt, Source
from relapp.domain.wishes import WishState
from relapp.services import promises
from relapp.services.arrivals import Waiting
from relapp.storage.reader import Reader
from relapp.ui.customer.memory_item import MemoryAct, MemoryItem, Remembered
from relapp.ui.editing import Editing
from relapp.ui.signs import WISH_ICON
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import ghost
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet
from relapp.ui.widgets.search_field import SearchField
from relapp.ui.wording import arrivals as wording
from relapp.ui.wording import quoted, tr

Look = Callable[[Reader], list[Waiting]]
"""Reads who waits."""

_MOST = 300
"""More rows at once nobody reads; the filter finds the others."""


class WaitingSheet(ScrolledSheet):
    """``look`` reads who is listed. ``opened`` carries the ``Waiting`` that was chosen, ``save_wanted`` those in sight.

    Up and Down go from row to row; K notes that they were told, Del that they no longer wait.
    """

    opened = Signal(object)
    save_wanted = Signal(object)

    def __init__(self, editing: Editing, window: QWidget, title: str, look: Look) -> None:
        super().__init__(window, title)
        self._editing = editing
        self._look = look
        self.waiting: list[Waiting] = []
        self.items: list[MemoryItem] = []
        self.card.column.addWidget(text.subtitle(title))
        self.filter = SearchField(tr("Arrivals", "A name, or a word of what they wait for"))
        self.filter.textChanged.connect(self.refresh)
        self.card.column.addWidget(self.filter)
        self.said = text.secondary()
        self.card.column.addWidget(self.said)
        self.card.column.addWidget(self.scroller)
        self.save_button = ghost(tr("Arrivals", "&Save this list…"), "list")
        self.save_button.clicked.connect(lambda: self.save_wanted.emit(tuple(self.waiting)))
        self.card.column.addSpacing(SPACE_S)
        self.card.column.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignRight)
        editing.changed.connect(self._changed)
        self.refresh()

    def refresh(self) -> None:
        """Read who waits; the row that had the keyboard stays where it was."""
        place = next((at for at, item in enumerate(self.items) if item.hasFocus()), None)
        words = self.filter.text()
        self.waiting = [one for one in self._editing.read(self._look) if _fits(one, words)]
        for item in self.items:
            self.rows.removeWidget(item)
            item.hide()
            item.deleteLater()
        self.items = [self._item(one) for one in self.waiting[:_MOST]]
        for item in self.items:
            self.rows.addWidget(item)
            item.show()  # at once, for what is hidden has no height to measure
        self.said.setText(self._summary())
        self.scroller.setVisible(bool(self.items))
        self.save_button.setEnabled(bool(self.waiting))
        if place is not None:
            (self.items[min(place, len(self.items) - 1)] if self.items else self.filter).setFocus()
        self.fit()

    def _summary(self) -> str:
        if self.waiting:
            return tr("Arrivals", "Waiting longest first. K: was told; Del: waits no longer; Enter: the customer.")
        if self.filter.text().strip():
            return tr("Arrivals", "Nobody who waits fits these words.")
        return tr("Arrivals", "Nobody waits for anything.")

    def _item(self, one: Waiting) -> MemoryItem:
        name = " ".join(one.customer.name.split())
        words = tr("Arrivals", "{name}: {wish}").format(name=name, wish=quoted(one.wish.words))
        state = wording.state(one, self._editing.today())
        acts = (
            MemoryAct(tr("Arrivals", "Was told"), "check", Qt.Key.Key_K, lambda: self._settle(one, WishState.MET)),
            MemoryAct(
                tr("Arrivals", "Waits no longer"), "x", Qt.Key.Key_Delete, lambda: self._settle(one, WishState.DROPPED)
            ),
        )
        receipt = Receipt(Source.WISH, one.wish.id)
        tone = Tone.OK if one.came is not None else Tone.GIFT
        item = MemoryItem(Remembered(receipt, words, state, state, WISH_ICON, tone, acts=acts), folded=False)
        item.clicked.disconnect()
        item.clicked.connect(lambda: self._open(one))
        return item

    def _settle(self, one: Waiting, state: WishState) -> None:
        told = wording.met(one) if state is WishState.MET else None
        self._editing.run("wish_settle", lambda tx: promises.settle_wish(tx, one.wish.id, state), tell=told)

    def _open(self, one: Waiting) -> None:
        self.dismiss()
        self.opened.emit(one)

    def _changed(self, changes: Changes) -> None:
        if changes.tables & {"wish", "arrival", "customer"} or changes.customers is None:
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.items:
            at = next((at for at, item in enumerate(self.items) if item.hasFocus()), -1)
            after = at + (1 if event.key() == Qt.Key.Key_Down else -1)
            (self.filter if after < 0 else self.items[min(after, len(self.items) - 1)]).setFocus()
        else:
            super().keyPressEvent(event)


def _fits(one: Waiting, words: str) -> bool:
    """Whether all of ``words`` begin a word of the name, the wish, or what came in."""
    came = one.came.words if one.came is not None else ""
    named = search_terms(" ".join((one.customer.name, one.customer.nickname, one.wish.words, came)))
    return all(any(name.startswith(word) for name in named) for word in search_terms(words))
