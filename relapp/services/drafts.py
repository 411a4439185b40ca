"""Half-typed lines, kept so that nothing typed is lost."""

from __future__ import annotations

from relapp.storage import drafts, interactions
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction


def keep(tx: Transaction, place: str, words: str) -> None:
    """Keep what stands at ``place`` (a form's name, and whose page it is on); empty words forget it.

    Nothing is kept at the place of a customer who is not there: they may have been erased.
    """
    _, _, whose = place.partition(":")
    if whose and interactions.missing_customers(tx, [int(whose)]):
        return
    drafts.put(tx, place, words)


def standing(reader: Reader, place: str) -> str:
    """What was kept at ``place``, empty if nothing was."""
    return drafts.every(reader).get(place, "")
