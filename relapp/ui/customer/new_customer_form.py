"""The form of a new customer, begun with a number or an address."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.services import customers
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.wording import tr


class NewCustomerForm(FormSheet):
    """``customer`` is what the fields say once ``saved`` is emitted."""

    def __init__(self, window: QWidget, kind: ContactKind, value: str) -> None:
        super().__init__(window, tr("Forms", "New customer"))
        self.name = QLineEdit()
        self.name.setMaxLength(customers.MAX_NAME)
        self.phone = QLineEdit(value if kind is ContactKind.PHONE else "")
        self.email = QLineEdit(value if kind is ContactKind.EMAIL else "")
        self.add_field(tr("Forms", "Name"), self.name)
        self.add_field(tr("Forms", "Phone"), self.phone)
        self.add_field(tr("Forms", "E-mail"), self.email)

    def customer(self) -> NewCustomer:
        """Who is to be added."""
        told = ((ContactKind.PHONE, self.phone), (ContactKind.EMAIL, self.email))
        contacts = tuple(NewContactPoint(kind, field.text().strip()) for kind, field in told if field.text().strip())
        return NewCustomer(self.name.text(), contacts=contacts)
