"""Opens the sheet of a case, or of a complaint that has none yet, from wherever in the window it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from relapp.domain.cases import Tried
from relapp.domain.errors import UserError
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.signals import Outlook
from relapp.services.pages import cases as cases_page
from relapp.services.pages.cases import CaseRow
from relapp.ui.cases.list_sheet import CaseListSheet
from relapp.ui.cases.sheet import CaseSheet
from relapp.ui.customer.forms import serve
from relapp.ui.editing import Editing
from relapp.ui.wording import tr


class CaseActs(QObject):
    """``outlook_of`` says what to expect of a customer, ``None`` where nothing is known."""

    def __init__(self, editing: Editing, window: QWidget, outlook_of: Callable[[int], Outlook | None]) -> None:
        super().__init__(window)
        self._editing = editing
        self._window = window
        self._outlook_of = outlook_of

    def open(self, receipt: Receipt, customer_id: int) -> None:
        """Show the case of a receipt, or a new one for the complaint that it names."""
        page = self._editing.read(lambda reader: cases_page.page(reader, receipt, customer_id))
        if page is None:
            self._editing.refuse(UserError("case.gone"))
            return
        sheet = CaseSheet(self._editing, self._window, page, self._outlook_of(page.customer.id))
        sheet.tried_wanted.connect(self.show_tried)
        serve(self._editing, sheet, lambda: self._editing.run(sheet.operation(), sheet.store) is not None)

    def show_open(self) -> None:
        """List the cases that are open."""
        today = self._editing.today()
        rows = self._editing.read(lambda reader: cases_page.open_ones(reader, today))
        self._show(tr("Cases", "Complaints being put right"), rows)

    def show_tried(self, one: Tried, words: str) -> None:
        """List the cases behind what worked before."""
        self._show(words, self._editing.read(lambda reader: cases_page.rows(reader, one.cases)))

    def _show(self, title: str, rows: tuple[CaseRow, ...]) -> None:
        sheet = CaseListSheet(self._window, title, rows, self._editing.today())
        sheet.chosen.connect(lambda row: self.open(Receipt(Source.CASE, row.case.id), row.case.customer_id))
        sheet.open()
