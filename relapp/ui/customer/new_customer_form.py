"""The form of a new customer, begun with a number or an address."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from relapp.domain.customers import MAX_NAME, ContactKind, NewContactPoint, NewCustomer
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import outline
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.wording import tr


class NewCustomerForm(FormSheet):
    """``customer`` is what the fields say once ``saved`` is emitted.

    ``like`` finds who may be the same person while it is typed: their id and a sentence. ``customer_wanted`` when they
    are to be looked at.
    """

    customer_wanted = Signal(int)

    def __init__(
        self, window: QWidget, kind: ContactKind, value: str, like: Callable[[NewCustomer], tuple[int, str] | None]
    ) -> None:
        super().__init__(window, tr("Forms", "New customer"))
        self.name = QLineEdit()
        self.name.setMaxLength(MAX_NAME)
        self.phone = QLineEdit(value if kind is ContactKind.PHONE else "")
        self.email = QLineEdit(value if kind is ContactKind.EMAIL else "")
        self.add_field(tr("Forms", "Name"), self.name)
        self.add_field(tr("Forms", "Phone"), self.phone)
        self.add_field(tr("Forms", "E-mail"), self.email)
        self._like = like
        self.known: tuple[int, str] | None = None
        self.hint = text.secondary()
        self.look_button = outline(tr("Forms", "&Look at them"), "eye")
        self.look_button.clicked.connect(self._look_at_them)
        for part in (self.hint, self.look_button):
            part.hide()
            self.add_plain(part)
        for field in (self.name, self.phone, self.email):
            field.textChanged.connect(self._look)

    def customer(self) -> NewCustomer:
        """Who is to be added."""
        told = ((ContactKind.PHONE, self.phone), (ContactKind.EMAIL, self.email))
        contacts = tuple(NewContactPoint(kind, field.text().strip()) for kind, field in told if field.text().strip())
        return NewCustomer(self.name.text(), contacts=contacts)

    def _look(self) -> None:
        """Tell who may be the one who is being typed."""
        new = self.customer()
        self.known = self._like(new) if new.name.strip() or new.contacts else None
        for part in (self.hint, self.look_button):
            part.setVisible(self.known is not None)
        if self.known is not None:
            self.hint.setText(self.known[1])
        self._fit()

    def _look_at_them(self) -> None:
        if self.known is not None:
            other = self.known[0]
            self.dismiss()
            self.customer_wanted.emit(other)
