"""What tells shops apart: a random word that a shop gets at its first export and keeps."""

from __future__ import annotations

import json
from secrets import token_hex

from relapp.storage import settings, whole
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_KEY = "uid"


def uid_of(reader: Reader) -> str:
    """The shop's word, empty while it has none."""
    stored = whole.setting(reader, _KEY)
    value = json.loads(stored) if stored else ""
    return value if isinstance(value, str) else ""


def give(tx: Transaction) -> None:
    """Give the shop its word for good if it has none: with another one its own exports would be a stranger's."""
    tx.lasting = True
    if not uid_of(tx):
        settings.put(tx, _KEY, token_hex(8))
