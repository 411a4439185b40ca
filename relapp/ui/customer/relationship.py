"""The relationship card on the page of a customer: its signs, its sheet, and the way to the receipts and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from relapp.domain.receipts import Receipt
from relapp.domain.relationship import Aspect, Statement
from relapp.services.pages import relationship as relationship_page
from relapp.services.pages.relationship import RelationshipPage
from relapp.ui.customer.relationship_line import SignsLine
from relapp.ui.customer.relationship_sheet import RelationshipSheet
from relapp.ui.editing import Editing

READ_AFTER = 80
"""Milliseconds after the page that its signs are read: whoever goes on to the next customer does not wait for them."""


class RelationshipCard(QObject):
    """``show_evidence`` opens the receipts of a sentence on the page; tell :meth:`come_back` when they are left."""

    def __init__(
        self, editing: Editing, page: QWidget, show_evidence: Callable[[Sequence[Receipt], str], None]
    ) -> None:
        super().__init__(page)
        self._editing = editing
        self._page = page
        self._show_evidence = show_evidence
        self._customer_id: int | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(READ_AFTER)
        self._soon.timeout.connect(self._show)
        self._left_for: Aspect | None = None
        self._sheet: RelationshipSheet | None = None
        self.line = SignsLine()
        self.line.clicked.connect(lambda: self.open())

    def show_customer(self, customer_id: int) -> None:
        """Soon show the signs of a customer, and what changed on a sheet that is open."""
        if customer_id != self._customer_id:
            self._customer_id = customer_id
            self.line.show_none()
        self._soon.start()

    @property
    def waits(self) -> bool:
        """Whether the signs are still to be read."""
        return self._soon.isActive()

    def _show(self) -> None:
        page = self._read()
        if page is None:
            return
        self.line.show_signs(page.statements)
        if self._sheet is not None:
            self._sheet.show_page(page, self._editing.today())

    def open(self, at: Aspect = Aspect.MUTUAL) -> None:
        """Show the seven sentences, with the keyboard on one of them."""
        page = self._read()
        if page is None or self._sheet is not None:
            return
        sheet = self._sheet = RelationshipSheet(self._page.window(), page, self._editing.today())
        sheet.chosen.connect(self._leave)
        sheet.closed.connect(self._closed)
        sheet.open()
        sheet.go_to(at)

    def _read(self) -> RelationshipPage | None:
        customer_id, today = self._customer_id, self._editing.today()
        if customer_id is None:
            return None
        return self._editing.read(lambda reader: relationship_page.page(reader, customer_id, today))

    def _closed(self) -> None:
        self._sheet = None

    def _leave(self, told: Statement, words: str) -> None:
        self._show_evidence(told.receipts, words)
        self._left_for = told.aspect

    def forget(self) -> None:
        """Other evidence is shown now: leaving it does not lead back here."""
        self._left_for = None

    def come_back(self) -> None:
        """Whoever looked at the receipts of a sentence is on that sentence again."""
        aspect, self._left_for = self._left_for, None
        if aspect is not None:
            self.open(aspect)
