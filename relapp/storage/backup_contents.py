"""How much a shop's file holds, read in words that every version of the schema knows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from relapp.storage import schema
from relapp.storage.reader import Reader, to_moment

_operation = schema.operation.c


def told(reader: Reader) -> tuple[int, int, datetime | None]:
    """How many customers and entries, and when something was last done."""
    customers = int(reader.scalar(select(func.count()).select_from(schema.customer)) or 0)
    entries = int(reader.scalar(select(func.count()).select_from(schema.interaction)) or 0)
    newest = select(_operation.moment, _operation.utc_offset).order_by(_operation.id.desc()).limit(1)
    row = reader.row(newest)
    return customers, entries, to_moment(row.moment, row.utc_offset) if row else None


def acts_after(reader: Reader, operation_id: int) -> int:
    """How many operations came after one."""
    return int(reader.scalar(select(func.count()).where(_operation.id > operation_id)) or 0)
