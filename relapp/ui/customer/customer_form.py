"""The form of a customer: name, nickname, ways to reach them, note."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from relapp.domain.customers import ContactKind, ContactPoint, NewContactPoint
from relapp.services import customers
from relapp.services.pages.customer import CustomerPage
from relapp.storage.transaction import Transaction
from relapp.ui.customer.forms import words_field
from relapp.ui.theme.metrics import SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, icon_button, outline
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.wording import kinds, tr


class _ContactRow:
    """One way to reach them: kind, value, label, and a cross that takes it out."""

    def __init__(self, contact: ContactPoint | None) -> None:
        self.stored = contact
        self.kind = QComboBox()
        for kind in ContactKind:
            self.kind.addItem(kinds.contact(kind), kind)
        self.value = QLineEdit(contact.value if contact else "")
        self.label = QLineEdit(contact.label if contact else "")
        if contact is not None:
            self.kind.setCurrentIndex(list(ContactKind).index(contact.kind))

    def contact(self) -> NewContactPoint:
        kind = ContactKind(self.kind.currentData())
        return NewContactPoint(kind, self.value.text().strip(), " ".join(self.label.text().split()))

    def is_unchanged(self) -> bool:
        stored = self.stored
        return stored is not None and self.contact() == NewContactPoint(stored.kind, stored.value, stored.label)


class CustomerForm(FormSheet):
    """Edits one customer; ``store`` writes what changed as one act."""

    compare_wanted = Signal(int)
    """Somebody else has the number that was typed: the two are to be compared."""

    def __init__(
        self,
        window: QWidget,
        page: CustomerPage,
        who_has: Callable[[NewContactPoint], tuple[int, str] | None] = lambda _: None,
    ) -> None:
        super().__init__(window, tr("Forms", "Edit customer"), 560)
        self._customer = page.customer
        self.name = QLineEdit(page.customer.name)
        self.nickname = QLineEdit(page.customer.nickname)
        self.note = words_field(page.customer.note, 3)
        self.add_row((self.tr("Name"), self.name), (self.tr("Nickname"), self.nickname))
        self.rows: list[_ContactRow] = []
        self._removed: list[ContactPoint] = []
        self._who_has = who_has
        self.known: tuple[int, str] | None = None
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE_S)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 1)
        holder = QWidget()
        holder.setLayout(self._grid)
        self.add_plain(holder)
        for contact in page.contacts:
            self._add_row(contact)
        self.add_button = outline(self.tr("Add a phone, e-mail or address"), "plus")
        self.add_button.clicked.connect(self.add_contact)
        self.add_plain(self.add_button)
        self.hint = text.secondary()
        self.compare_button = outline(self.tr("&Compare the two"), "arrow-left-right")
        self.compare_button.clicked.connect(self._compare)
        for part in (self.hint, self.compare_button):
            part.hide()
            self.add_plain(part)
        self.add_field(self.tr("Note"), self.note)

    def add_contact(self) -> None:
        """An empty row for one more way to reach them."""
        row = self._add_row(None)
        self._fit()
        row.value.setFocus(Qt.FocusReason.TabFocusReason)

    def _add_row(self, contact: ContactPoint | None) -> _ContactRow:
        row = _ContactRow(contact)
        number = self._grid.rowCount()
        for field, name in (
            (row.kind, self.tr("Kind of contact")),
            (row.value, self.tr("Number or address")),
            (row.label, self.tr("Label")),
        ):
            field.setAccessibleName(name)
        row.value.textChanged.connect(lambda: self._look(row))
        row.value.setPlaceholderText(self.tr("Number or address"))
        row.label.setPlaceholderText(self.tr("Label"))
        drop = icon_button("x", self.tr("Take this one out"))
        drop.clicked.connect(lambda: self._drop(row, drop))
        for column, widget in enumerate((row.kind, row.value, row.label, drop)):
            self._grid.addWidget(widget, number, column)
        self.rows.append(row)
        return row

    def _look(self, row: _ContactRow) -> None:
        """Tell who has the number or address that is being typed."""
        contact = row.contact()
        self.known = self._who_has(contact) if contact.value and not row.is_unchanged() else None
        for part in (self.hint, self.compare_button):
            part.setVisible(self.known is not None)
        if self.known is not None:
            name = " ".join(self.known[1].split())
            self.hint.setText(self.tr("{name} has this already. Are they one person?").format(name=name))
        self._fit()

    def _compare(self) -> None:
        if self.known is not None:
            other = self.known[0]
            self.dismiss()
            self.compare_wanted.emit(other)

    def _drop(self, row: _ContactRow, button: Button) -> None:
        self.rows.remove(row)
        if row.stored is not None:
            self._removed.append(row.stored)
        self.add_button.setFocus(Qt.FocusReason.TabFocusReason)
        for widget in (row.kind, row.value, row.label, button):
            widget.hide()
            widget.deleteLater()
        self._fit()

    def store(self, tx: Transaction) -> None:
        """Write what changed.

        :raises UserError: as the verbs do.
        """
        customer_id = self._customer.id
        customers.rename(tx, customer_id, self.name.text(), self.nickname.text())
        customers.annotate(tx, customer_id, self.note.toPlainText())
        for contact in self._removed:
            customers.remove_contact(tx, contact.id)
        for row in self.rows:
            if row.stored is None:
                if row.contact().value:
                    customers.add_contact(tx, customer_id, row.contact())
            elif not row.is_unchanged():
                customers.change_contact(tx, row.stored.id, row.contact())
