"""The journal: what was done, when, by whom, and what it said before. How it is taken back: ``storage.reversal``."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, func, select

from relapp.domain.changes import OperationRecord, OperationState
from relapp.storage import schema
from relapp.storage.reader import Reader, to_moment

if TYPE_CHECKING:
    from relapp.storage.transaction import Transaction

_operation = schema.operation
_change = schema.change


@dataclass(frozen=True, slots=True)
class Note:
    """That somebody did something which changed nothing."""

    name: str
    staff_id: int | None
    at: datetime


def last_id(reader: Reader) -> int:
    """The id of the newest operation, 0 before there is any; also in a file of an older version."""
    return int(reader.scalar(select(func.max(_operation.c.id))) or 0)


def last_of(reader: Reader, name: str) -> int:
    """The id of the newest operation of that name, 0 where there was none."""
    return int(reader.scalar(select(func.max(_operation.c.id)).where(_operation.c.name == name)) or 0)


def last_done(reader: Reader) -> OperationRecord | None:
    """The act that undo would take back."""
    statement = select(_operation).where(_operation.c.state == OperationState.DONE)
    return _record(reader, statement.order_by(_operation.c.id.desc()).limit(1))


def last_undone(reader: Reader) -> OperationRecord | None:
    """The act that redo would do again: the one undone last, if nothing was done since."""
    statement = select(_operation).where(_operation.c.state == OperationState.UNDONE)
    return _record(reader, statement.order_by(_operation.c.head.desc()).limit(1))


def find(reader: Reader, operation_id: int) -> OperationRecord | None:
    """One act by its id."""
    statement = select(_operation).where(_operation.c.id == operation_id, _operation.c.state.is_not(None))
    return _record(reader, statement)


def recent(reader: Reader, limit: int) -> list[OperationRecord]:
    """The newest acts that stand, newest first."""
    statement = select(_operation).where(_operation.c.state == OperationState.DONE)
    rows = reader.rows(statement.order_by(_operation.c.id.desc()).limit(limit))
    return [_to_record(row) for row in rows]


def _record(reader: Reader, statement: Any) -> OperationRecord | None:
    row = reader.row(statement)
    return _to_record(row) if row else None


def _to_record(row: Any) -> OperationRecord:
    return OperationRecord(
        id=row.id,
        name=row.name,
        staff_id=row.staff_id,
        at=to_moment(row.moment, row.utc_offset),
        desk=row.desk,
        state=OperationState(row.state),
        customers=tuple(json.loads(row.customers)),
    )


def earlier_versions(reader: Reader, table: Table[Any], row_id: int) -> list[tuple[OperationRecord, dict[str, Any]]]:
    """Each edit of a row that stands, newest first: who and when, and the columns as they were before it."""
    statement = (
        select(_operation, _change.c.before)
        .join(_change, _change.c.operation_id == _operation.c.id)
        .where(
            _change.c.table_name == table.name,
            _change.c.row_id == row_id,
            _change.c.action == "update",
            _operation.c.state == OperationState.DONE,
        )
        .order_by(_change.c.id.desc())
    )
    return [(_to_record(row), json.loads(row.before)) for row in reader.rows(statement)]


def edited(reader: Reader, table: Table[Any], row_ids: list[int], *, but: str = "") -> set[int]:
    """Which of these rows were edited after they were written, otherwise than by acts named ``but``."""
    statement = (
        select(_change.c.row_id)
        .join(_operation, _change.c.operation_id == _operation.c.id)
        .where(
            _change.c.table_name == table.name,
            _change.c.row_id.in_(row_ids),
            _change.c.action == "update",
            _operation.c.state == OperationState.DONE,
            _operation.c.name != but,
        )
    )
    return set(reader.scalars(statement))


def edit_moments(reader: Reader, table: Table[Any], row_ids: list[int]) -> list[tuple[int, datetime]]:
    """Each edit of these rows that stands, oldest first: the row and when."""
    statement = (
        select(_change.c.row_id, _operation.c.moment, _operation.c.utc_offset)
        .join(_operation, _change.c.operation_id == _operation.c.id)
        .where(
            _change.c.table_name == table.name,
            _change.c.row_id.in_(row_ids),
            _change.c.action == "update",
            _operation.c.state == OperationState.DONE,
        )
        .order_by(_change.c.id)
    )
    return [(row.row_id, to_moment(row.moment, row.utc_offset)) for row in reader.rows(statement)]


def rows_behind(reader: Reader, operation_id: int) -> int:
    """How many rows taking back (or doing again) an act would write."""
    head = select(_operation.c.head).where(_operation.c.id == operation_id).scalar_subquery()
    counted = func.sum(_change.c.last_id - _change.c.row_id + 1)
    return int(reader.scalar(select(counted).where(_change.c.operation_id == head)) or 0)


def note(tx: Transaction, *about: int, **detail: Any) -> None:
    """Note the operation although it changes nothing: that something was taken out of the shop or seen in bulk.

    ``about`` are the customers it is about, ``detail`` what, how and how much; nothing in it names anybody.
    """
    tx.about = about
    tx.detail |= detail
    assert tx.operation_id


def noted(reader: Reader, names: Collection[str], limit: int) -> list[Note]:
    """The newest operations of these names that changed nothing, newest first."""
    statement = select(_operation).where(_operation.c.name.in_(sorted(names)), _operation.c.state.is_(None))
    return [
        Note(row.name, row.staff_id, to_moment(row.moment, row.utc_offset))
        for row in reader.rows(statement.order_by(_operation.c.id.desc()).limit(limit))
    ]
