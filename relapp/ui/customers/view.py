"""The Customers page: the list, and beside it the customer who is chosen; in a narrow window one after the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from relapp.domain.receipts import Receipt
from relapp.services.pages.customers import ListView
from relapp.ui import theme
from relapp.ui.customer.view import CustomerView
from relapp.ui.customers.list_view import CustomerList
from relapp.ui.editing import Editing
from relapp.ui.quick_log.form import QuickLogForm
from relapp.ui.shop_states import ShopStates
from relapp.ui.theme.metrics import LIST_WIDTH
from relapp.ui.widgets.placeholder import Placeholder
from relapp.ui.wording import tr

BOTH_FROM = 860
"""At least so wide (at 100 % text) both are shown side by side."""


class CustomersView(QWidget):
    """Joins the list with the customer page and its log line."""

    import_wanted = Signal()
    new_wanted = Signal(str)
    duplicates_wanted = Signal()
    seen = Signal(int)
    """The customer of that id is shown."""

    def __init__(self, editing: Editing, states: ShopStates) -> None:
        super().__init__()
        self.list = CustomerList(editing, states)
        self.customer = CustomerView(editing)
        self.form = QuickLogForm(editing, place="customer")
        self.customer.set_log_form(self.form)
        self.nobody = self._nobody()
        self.right = QStackedWidget()
        self.right.addWidget(self.nobody)
        self.right.addWidget(self.customer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.right, 1)
        self.list.chosen.connect(self._show)
        self.list.duplicates_wanted.connect(self.duplicates_wanted)
        self.list.opened.connect(self._open)
        self.customer.closed.connect(self._to_list)
        self.customer.customer_wanted.connect(self.show_customer)
        self.form.left.connect(self._leave_line)
        self.customer.usual_wanted.connect(lambda _: self.log_usual())
        self._reading = False

    def _nobody(self) -> Placeholder:
        page = Placeholder(
            "users",
            tr("Customers", "Choose a customer"),
            tr("Customers", "Type a name, a phone ending or a word somebody said; the page of your choice opens here."),
        )
        page.add_step(tr("Customers", "&New entry"), "plus", lambda: self.new_wanted.emit(""))
        page.add_step(tr("Customers", "&Import a file"), "upload", self.import_wanted.emit)
        return page

    # -- which customer --

    @property
    def current_id(self) -> int | None:
        """The customer whose page is open."""
        return self.customer.current_id if self.right.currentWidget() is self.customer else None

    def show_customer(self, customer_id: int) -> None:
        """Open a customer's page and make them current in the list."""
        self._show(customer_id)
        self.list.select(customer_id)
        self._open(customer_id)

    def show_list(self, view: ListView) -> None:
        """Show other customers in the list, and go to it."""
        self.list.search.forget()
        self.list.show_view(view)
        self._reading = False
        self._arrange()
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_evidence(self, receipts: tuple[Receipt, ...], title: str) -> None:
        """Show what a statement about the open customer was derived from."""
        self.customer.show_evidence(receipts, title)

    def log_usual(self) -> None:
        """Prepare the usual for the open customer; Enter logs it."""
        if self.current_id is not None:
            self.form.prepare_usual()

    def _show(self, customer_id: int) -> None:
        self.customer.show_customer(customer_id)
        self.form.set_customer(customer_id)
        self.right.setCurrentWidget(self.customer)
        self.seen.emit(customer_id)

    def _open(self, customer_id: int) -> None:
        if self.current_id != customer_id:
            self._show(customer_id)
        self._reading = True
        self._arrange()
        self.customer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_line(self) -> None:
        if self.customer.timeline.isVisible():
            self.customer.focus_timeline()
        else:
            self.customer.focus_page()

    def _to_list(self) -> None:
        if self.customer.current_id is None:
            self.right.setCurrentWidget(self.nobody)
        self._reading = False
        self._arrange()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- room --

    def _arrange(self) -> None:
        px = theme.current().px
        both = self.width() >= px(BOTH_FROM)
        self.list.setVisible(both or not self._reading)
        self.right.setVisible(both or self._reading)
        self.customer.show_back(not both)
        self.list.setMaximumWidth(px(LIST_WIDTH) if both else 16_777_215)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        target = self.customer if self._reading and self.current_id is not None else self.list
        target.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._reading:
            self._to_list()
        else:
            super().keyPressEvent(event)
