"""Opens the waiting list, whole or of what an import brought."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.evidence import with_source
from relapp.services import arrivals
from relapp.services.arrivals import Waiting
from relapp.ui.arrivals.waiting_sheet import Look, WaitingSheet
from relapp.ui.editing import Editing
from relapp.ui.wording import quoted, tr

ShowEvidence = Callable[[tuple[Receipt, ...], int, str], object]


def open_waiting(
    editing: Editing,
    window: QWidget,
    show_evidence: ShowEvidence,
    save: Callable[[Sequence[Waiting]], object],
    batch_id: int | None = None,
) -> None:
    """Show who waits for what, or who asked for what an import brought; Enter shows where a wish was told."""
    today = editing.today()
    title, look = tr("Arrivals", "Who waits for what"), _everyone(today)
    if batch_id is not None:
        title, look = tr("Arrivals", "They asked for what came in"), _brought(batch_id, today)
    sheet = WaitingSheet(editing, window, title, look)

    def opened(one: Waiting) -> None:
        receipts = with_source(Receipt(Source.WISH, one.wish.id), one.wish.source_id)
        show_evidence(receipts, one.customer.id, quoted(one.wish.words))

    sheet.opened.connect(opened)
    sheet.save_wanted.connect(save)
    sheet.open()


def _everyone(today: date) -> Look:
    return lambda reader: arrivals.everyone(reader, today)


def _brought(batch_id: int, today: date) -> Look:
    return lambda reader: arrivals.brought(reader, batch_id, today)
