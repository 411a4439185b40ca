"""Evidence of one sort as what stands behind a figure."""

from __future__ import annotations

from collections.abc import Iterable

from relapp.domain.receipts import Receipt, Source
from relapp.services.pages.insights.asking import Behind, Piece


def evidence(source: Source, rows: Iterable[tuple[int, int]]) -> Behind:
    """Rows of one sort, each by its id and whose it is, in the order to show them."""
    return Behind(evidence=tuple(Piece(Receipt(source, row_id), customer_id) for row_id, customer_id in rows))
