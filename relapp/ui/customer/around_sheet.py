"""Those around a customer: household and relations, with what can be done with each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from relapp.domain.changes import Changes
from relapp.domain.customers import Customer
from relapp.domain.receipts import Receipt, Source
from relapp.domain.relations import Around, RelationKind
from relapp.services import relations
from relapp.storage import customers
from relapp.storage import relations as stored
from relapp.ui.customer import forms
from relapp.ui.customer.memory_item import MemoryAct, MemoryItem, Remembered
from relapp.ui.duplicates.pick_sheet import PickSheet
from relapp.ui.editing import Editing
from relapp.ui.theme import Tone
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import tonal
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet
from relapp.ui.wording import relations as wording
from relapp.ui.wording import tr

ICON = "users"


class AroundSheet(ScrolledSheet):
    """``customer_wanted`` asks for somebody's page; the sheet is put away before. N adds, ↑ ↓ go from row to row."""

    customer_wanted = Signal(int)

    def __init__(self, editing: Editing, window: QWidget, customer: Customer) -> None:
        title = tr("Relations", "People around {name}").format(name=customer.name)
        super().__init__(window, title)
        self._editing = editing
        self._window = window
        self._customer = customer
        self.items: list[MemoryItem] = []
        self.card.column.addWidget(text.subtitle(title))
        self.card.column.addWidget(self.scroller)
        self.add_button = tonal(tr("Relations", "Add somebody…"), "plus")
        self.add_button.setToolTip("N")
        self.add_button.clicked.connect(self.add)
        self.card.column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)
        self._show()
        editing.changed.connect(self._take_changes)

    def _take_changes(self, _changes: Changes) -> None:
        if self.isVisible():
            self._show()
            self.fit()
            (self.items[0] if self.items else self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        found = self._editing.read(lambda reader: stored.around(reader, self._customer.id))
        while (item := self.rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.items = [MemoryItem(self._row(one), folded=False) for one in found]
        for shown in self.items:
            self.rows.addWidget(shown)
            shown.show()
        if not found:
            said = tr(
                "Relations", "Nobody yet: family, who they live or work with, who introduced them, whom they buy for."
            )
            self.rows.addWidget(text.secondary(said))

    def _row(self, one: Around) -> Remembered:
        words, state = wording.said(one, self._customer.name), wording.state(one, self._editing.today())
        acts = (
            MemoryAct(
                tr("Relations", "Open the page"), "user-round", Qt.Key.Key_O, lambda: self._open(one.customer_id)
            ),
            MemoryAct(tr("Relations", "No longer so"), "x", Qt.Key.Key_Delete, lambda: self._end(one)),
        )
        return Remembered(Receipt(Source.CUSTOMER, one.customer_id), words, state, state, ICON, Tone.NEUTRAL, acts=acts)

    def _open(self, customer_id: int) -> None:
        self.dismiss()
        self.customer_wanted.emit(customer_id)

    def _end(self, one: Around) -> None:
        relation_id, own = one.relation_id, self._customer.id
        if relation_id is None:
            self._editing.run("relation_end", lambda tx: relations.move_out(tx, own))
        else:
            self._editing.run("relation_end", lambda tx: relations.end(tx, relation_id))

    def add(self) -> None:
        """Ask who it is, then what they are to the customer."""
        title = tr("Relations", "Who belongs to {name}?").format(name=self._customer.name)
        hint = tr("Relations", "↓ goes there, Enter takes them")
        picking = PickSheet(self._editing, self._window, self._customer.id, title, hint)
        picking.picked.connect(self._ask_how)
        picking.open()

    def _ask_how(self, other_id: int) -> None:
        other = self._editing.read(lambda reader: customers.find(reader, [other_id]))
        if other:
            form = RelationForm(self._window, self._customer, other[0])
            forms.serve(self._editing, form, lambda: self._relate(other_id, *form.relation()))

    def _relate(self, other_id: int, kind: str, turned: bool) -> bool:
        own = self._customer.id
        start, goal = (other_id, own) if turned else (own, other_id)
        if kind == RelationKind.LIVES_WITH:
            lives = self._editing.run("relation_add", lambda tx: relations.live_with(tx, own, other_id))
            return lives is not None
        done = self._editing.run("relation_add", lambda tx: relations.relate(tx, start, goal, kind))
        return done is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.items:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.text().lower() == "n":
            self.add()
        else:
            super().keyPressEvent(event)


class RelationForm(FormSheet):
    """How two customers belong together: a relation in use, or any words."""

    def __init__(self, window: QWidget, own: Customer, other: Customer) -> None:
        title = tr("Relations", "{name} and {other}").format(name=own.name, other=other.name)
        super().__init__(window, title)
        self._phrases = wording.phrases()
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("Relations", "mother of, lives with, introduced by… any words"))
        completer = QCompleter(list(self._phrases), self.words)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        # In the line itself: a list that pops up would take the Enter that saves.
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.words.setCompleter(completer)
        name = tr("Relations", "{name} is or does … {other}").format(name=own.name, other=other.name)
        self.add_field(name, self.words, wrap=True)

    def relation(self) -> tuple[str, bool]:
        """The kind of relation, and whether it goes from the other to the customer."""
        typed = " ".join(self.words.text().split())
        return self._phrases.get(typed.casefold(), (typed, False))


def open_sheet(
    editing: Editing, window: QWidget, customer: Customer, open_page: Callable[[int], object]
) -> AroundSheet:
    """Show who is around a customer; ``open_page`` is called with whom somebody wants to see."""
    sheet = AroundSheet(editing, window, customer)
    sheet.customer_wanted.connect(open_page)
    sheet.open()
    return sheet
