"""Shop-wide settings: one JSON value a key; ``services.settings`` declares which there are."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from relapp.storage import schema
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_setting = schema.setting


def every(reader: Reader) -> dict[str, Any]:
    """All settings that were ever set."""
    return {row.key: json.loads(row.value) for row in reader.rows(select(_setting))}


def put(tx: Transaction, key: str, value: Any) -> None:
    """Set one."""
    text = json.dumps(value, ensure_ascii=False)
    row_id = tx.scalar(select(_setting.c.id).where(_setting.c.key == key))
    if row_id is None:
        tx.insert(_setting, key=key, value=text)
    else:
        tx.update(_setting, row_id, value=text)
