"""What one customer brings, folded out over their page for an owner, and the way to what a line is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from relapp.domain.errors import UserError
from relapp.domain.receipts import Receipt
from relapp.domain.suggestions.signals import Outlook
from relapp.domain.value import Line
from relapp.ui.editing import Editing

if TYPE_CHECKING:
    from relapp.services.pages.customer_value import CustomerValue
    from relapp.services.pages.insights.value import Value
    from relapp.ui.customer.value_sheet import ValueSheet


class ValueFold:
    """Opens the sheet on the page of a customer, for whom it is meant; others are told why not."""

    def __init__(
        self, editing: Editing, page: QWidget, show_evidence: Callable[[Sequence[Receipt], str], None]
    ) -> None:
        self._editing = editing
        self._page = page
        self._show_evidence = show_evidence
        self.learned: Callable[[], Value | None] = lambda: None
        """What was found of the whole shop today, as far as it was; set by whoever knows."""

    def open(self, customer_id: int, outlook: Outlook | None) -> ValueSheet | None:
        """Show what a customer brings."""
        # Not above: it would bring numpy in before the first page of a customer is painted.
        from relapp.services.pages import customer_value
        from relapp.ui.customer.value_sheet import ValueSheet

        editing, learned = self._editing, self.learned()
        day, staff_id = editing.today(), editing.staff_id
        try:
            found = editing.read(lambda reader: customer_value.page(reader, customer_id, day, staff_id, learned))
        except UserError as error:
            editing.refuse(error)
            return None
        sheet = ValueSheet(self._page.window(), found, outlook)
        sheet.chosen.connect(partial(self._leave, found))
        sheet.open()
        return sheet

    def _leave(self, found: CustomerValue, line: Line) -> None:
        from relapp.services.pages import customer_value
        from relapp.ui.wording import customer_value as wording

        receipts = self._editing.read(lambda reader: customer_value.behind(reader, found, line))
        self._show_evidence(receipts, wording.evidence(found, line))
