"""Half-typed lines, kept so that nothing typed is lost."""

from __future__ import annotations

from relapp.storage import drafts
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction


def keep(tx: Transaction, place: str, words: str) -> None:
    """Keep what stands at ``place`` (a form's name); empty words forget it."""
    drafts.put(tx, place, words)


def standing(reader: Reader, place: str) -> str:
    """What was kept at ``place``, empty if nothing was."""
    return drafts.every(reader).get(place, "")
