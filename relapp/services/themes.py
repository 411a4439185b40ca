"""What staff can do with remarks: put one under another theme, which teaches the shop its words."""

from __future__ import annotations

from relapp.domain.errors import UserError
from relapp.domain.themes.sorting import MAX_NAME, clean_name
from relapp.storage import interactions
from relapp.storage.transaction import Transaction


def move(tx: Transaction, entry_id: int, theme: str) -> None:
    """Put a remark under a theme, an own one that comes to be by it as well; empty leaves it to its words again.

    :raises UserError: ``theme.too_long``; ``remark.gone`` if there is no such entry.
    """
    name = clean_name(theme)
    if len(name) > MAX_NAME:
        raise UserError("theme.too_long", limit=MAX_NAME)
    found = interactions.find(tx, [entry_id])
    if not found or not found[0].customers:
        raise UserError("remark.gone")
    interactions.set_theme(tx, entry_id, found[0].customers[0], name, tx.at.date())
