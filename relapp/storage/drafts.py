"""Drafts: half-typed lines. They are nobody's change, so they are not journalled."""

from __future__ import annotations

from sqlalchemy import insert, select

from relapp.storage import schema
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_draft = schema.draft


def put(tx: Transaction, place: str, words: str) -> None:
    """Keep what stands at ``place``; empty words forget it."""
    tx.connection.execute(_draft.delete().where(_draft.c.place == place))
    if words:
        tx.connection.execute(insert(_draft), {"place": place, "words": words})


def every(reader: Reader) -> dict[str, str]:
    """All drafts by place."""
    return {row.place: row.words for row in reader.rows(select(_draft))}
