"""Evidence: the entries, facts, promises and wishes behind one statement, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relapp.domain.receipts import Receipt
from relapp.services.pages import customer as customer_page
from relapp.services.pages.timeline import TimelineEntry, TimelinePage
from relapp.ui import theme
from relapp.ui.customer.memory_acts import MemoryActs
from relapp.ui.customer.memory_item import MemoryItem
from relapp.ui.customer.timeline_model import TimelineModel
from relapp.ui.customer.timeline_view import TimelineView
from relapp.ui.editing import Editing
from relapp.ui.theme import TextRole
from relapp.ui.theme.metrics import SPACE_M, SPACE_S
from relapp.ui.theme.palette import SECONDARY
from relapp.ui.widgets.buttons import icon_button, tonal
from relapp.ui.widgets.card import Card
from relapp.ui.widgets.elided_label import ElidedLabel
from relapp.ui.widgets.scroller import Scroller
from relapp.ui.widgets.text import Label

_TALLEST_MEMORY = 0.45
"""How much of the panel facts, promises and wishes may take above the entries."""


class EvidenceView(Card):
    """``show_evidence`` reads what receipts point at. Esc and Alt+Left go back; Enter shows it on the timeline."""

    entry_wanted = Signal(int, int)
    """A customer and the entry to show on their timeline."""
    customer_wanted = Signal(int)
    closed = Signal()

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(name="", parent=parent)
        self._editing = editing
        self._receipts: tuple[Receipt, ...] = ()
        self._customer_id: int | None = None
        self.acts = MemoryActs(editing, self)
        self.acts.evidence_wanted.connect(self._show_inner)
        self.acts.customer_wanted.connect(self.customer_wanted)
        self.setAccessibleName(self.tr("Where it comes from"))
        self.back = icon_button("arrow-left", self.tr("Back (Esc)"))
        self.back.clicked.connect(self.closed)
        # One line: the whole sentence stands where it was pressed, and entries need the room.
        self._title = ElidedLabel(role=TextRole.SUBTITLE)
        self._said = Label("", TextRole.SMALL, SECONDARY)
        self.show_button = tonal(self.tr("Show on timeline"), "history")
        self.show_button.clicked.connect(self._show_current)
        self.model = TimelineModel(self)
        self.entries = TimelineView(self.model)
        self.entries.setAccessibleName(self.tr("Entries it was read from"))
        self.entries.edit_wanted.connect(self._show_entry)
        self._rows = QWidget()
        self._rows_column = QVBoxLayout(self._rows)
        self._rows_column.setContentsMargins(4, 4, 4, 4)  # room for the focus ring
        self._rows_column.setSpacing(2)
        self._scroller = Scroller(self._rows)
        self._items: list[MemoryItem] = []
        self._lay_out()
        editing.changed.connect(self._read_again)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._said)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.setContentsMargins(0, 0, SPACE_S, 0)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.setContentsMargins(SPACE_S, SPACE_S, 2, SPACE_S)
        self.column.setSpacing(SPACE_M)
        self.column.addLayout(head)
        self.column.addWidget(self._scroller)
        self.column.addWidget(self.entries, 1)
        self.column.addStretch(0)

    def show_evidence(self, receipts: Sequence[Receipt], customer_id: int | None, title: str) -> None:
        """Show what is behind ``title``."""
        self._receipts, self._customer_id = tuple(receipts), customer_id
        self._title.setText(title)
        self._read()
        if self._items and not self.model.rowCount():
            self._items[0].setFocus(Qt.FocusReason.TabFocusReason)
        elif self.model.rowCount():
            self.entries.setCurrentIndex(self.model.index(0))
            self.entries.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.back.setFocus(Qt.FocusReason.TabFocusReason)

    def items(self) -> list[MemoryItem]:
        """The rows of facts, promises, wishes, cases, consents and people."""
        return list(self._items)

    def _read_again(self) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        found = self._editing.read(lambda reader: customer_page.evidence(reader, self._receipts, self._customer_id))
        for old in self._items:
            old.hide()
            old.deleteLater()
        shown = [
            *(self.acts.promise(one) for one in found.promises),
            *(self.acts.fact(one) for one in found.facts),
            *(self.acts.wish(one) for one in found.wishes),
            *(self.acts.case(one) for one in found.cases),
            *(self.acts.consent(one, found.staff) for one in found.consents),
            *(self.acts.person(one) for one in found.people),
        ]
        self._items = [MemoryItem(one, folded=False) for one in shown]
        for item in self._items:
            self._rows_column.addWidget(item)
            item.show()  # at once, for what is hidden has no height to measure
        self._scroller.setVisible(bool(self._items))
        self.model.show(TimelinePage(found.entries, more=False), self._editing.today())
        self.entries.setVisible(bool(found.entries))
        self.show_button.setVisible(bool(found.entries))
        if found.entries:
            text = self.tr("Read from %n entry", "", 1) if len(found.entries) == 1 else ""
            text = text or self.tr("Read from %n entries", "", len(found.entries))
        elif not self._receipts:
            text = self.tr("No entry stands behind this.")
        else:
            text = "" if shown else self.tr("What this was read from is no longer there.")
        self._said.setText(text)
        self._fit()

    def _fit(self) -> None:
        wanted = self._rows_column.totalHeightForWidth(max(1, self._scroller.width())) + 2
        most = round(self.height() * _TALLEST_MEMORY) if self.model.rowCount() else self.height()
        self._scroller.setFixedHeight(min(wanted, max(theme.current().px(60), most)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show_inner(self, receipts: tuple[Receipt, ...], words: str) -> None:
        self.show_evidence(receipts, self._customer_id, words)

    def _show_current(self) -> None:
        entry = self.entries.current_entry()
        if entry is not None:
            self._show_entry(entry)

    def _show_entry(self, entry: TimelineEntry) -> None:
        customers = entry.interaction.customers
        customer_id = self._customer_id if self._customer_id in customers else customers[0]
        assert customer_id is not None
        self.entry_wanted.emit(customer_id, entry.interaction.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_left = event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Escape or alt_left:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
