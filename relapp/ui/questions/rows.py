"""Sheets of rows about questions: made anew after every change, with the keyboard where it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from relapp.domain.receipts import Receipt, Source
from relapp.ui.customer.memory_item import MemoryAct, MemoryItem, Remembered
from relapp.ui.editing import Editing
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import SPACE_S, SPACE_XS
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet

QUESTION_ICON = "circle-question-mark"


class RowsSheet(ScrolledSheet):
    """``_fill`` puts lines into ``rows`` by ``add`` and ``add_words``. Up and Down go from row to row."""

    def __init__(self, editing: Editing, window: QWidget, name: str) -> None:
        super().__init__(window, name)
        self._editing = editing
        self.items: list[MemoryItem] = []
        self.rows.setContentsMargins(SPACE_XS, SPACE_XS, SPACE_S, SPACE_XS)  # room for the focus ring
        editing.changed.connect(self._fill_again)

    def _fill(self) -> None:
        raise NotImplementedError

    def _fill_again(self) -> None:
        if not self.isHidden():
            self.refill(next((at for at, item in enumerate(self.items) if item.hasFocus()), None))

    def refill(self, place: int | None) -> None:
        """Make the rows anew; the one at ``place`` has the keyboard then."""
        while (line := self.rows.takeAt(0)) is not None:
            old = line.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.items = []
        self._fill()
        if place is not None and self.items:
            self.items[min(place, len(self.items) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        if self.isVisible():
            self.fit()

    def add(self, shown: Remembered, act: Callable[[], object] | None = None) -> None:
        """A row; pressing it does ``act``, without one it opens the menu of what can be done."""
        item = MemoryItem(shown, folded=False)
        if act is not None:
            item.clicked.disconnect()
            item.clicked.connect(lambda: act())
        self.items.append(item)
        self.add_words(item)

    def add_words(self, words: QWidget) -> None:
        """A line that is no row."""
        self.rows.addWidget(words)
        words.show()  # at once, for what is hidden has no height to measure

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.items:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


def row(
    words: str, state: str, acts: tuple[MemoryAct, ...], *, icon: str = QUESTION_ICON, faded: bool = False
) -> Remembered:
    """A row about a question, which has no evidence of its own."""
    return Remembered(Receipt(Source.FACT, 0), words, state, state, icon, Tone.NEUTRAL, faded, acts)
