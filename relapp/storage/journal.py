"""The journal: what was done, and how to take it back.

Undo replays the rows of an operation backwards through the same door. An act's ``head`` names the operation whose
changes, taken back, switch it between done and undone: first itself, then its undo, then its redo, and so on.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Table, func, select

from relapp.domain.changes import KeptRow, OperationRecord, OperationState
from relapp.storage import derived, schema
from relapp.storage.reader import Reader, to_moment
from relapp.storage.transaction import Transaction

_operation = schema.operation
_change = schema.change


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


def edited(reader: Reader, table: Table[Any], row_ids: list[int]) -> set[int]:
    """Which of these rows were edited after they were written."""
    statement = (
        select(_change.c.row_id)
        .join(_operation, _change.c.operation_id == _operation.c.id)
        .where(
            _change.c.table_name == table.name,
            _change.c.row_id.in_(row_ids),
            _change.c.action == "update",
            _operation.c.state == OperationState.DONE,
        )
    )
    return set(reader.scalars(statement))


def reverse(tx: Transaction, act: OperationRecord) -> list[KeptRow]:
    """Take back the changes behind an act's head (undo if it is done, redo if it is undone).

    What was changed again since, or what newer rows stand on, is kept and returned.
    """
    head = tx.scalar(select(_operation.c.head).where(_operation.c.id == act.id))
    tx.reverses = act.id
    reversal = _Reversal(tx, act)
    for change in tx.rows(select(_change).where(_change.c.operation_id == head).order_by(_change.c.id.desc())):
        reversal.take_back(change)
    state = OperationState.UNDONE if act.state is OperationState.DONE else OperationState.DONE
    closing = _operation.update().where(_operation.c.id == act.id).values(state=state, head=tx.operation_id)
    tx.connection.execute(closing)
    return reversal.kept


class _Reversal:
    """Takes changes back one by one and remembers what it had to keep."""

    def __init__(self, tx: Transaction, act: OperationRecord) -> None:
        self.tx = tx
        self.act = act
        self.kept: list[KeptRow] = []
        later = select(func.count()).where(_operation.c.state == OperationState.DONE, _operation.c.id > act.id)
        # With nothing newer there is nothing that could stand in the way, and no need to look.
        self.newer = bool(tx.scalar(later.select_from(_operation)))

    def take_back(self, change: Any) -> None:
        table = schema.JOURNALLED[change.table_name]
        if change.action == "insert":
            self._remove(table, change.row_id, change.last_id)
        elif change.action == "update":
            self._set_back(table, change.row_id, json.loads(change.before), json.loads(change.after))
        else:
            self._restore(table, derived.unpacked(change.rows))

    def _remove(self, table: Table[Any], first: int, last: int) -> None:
        keep = self._stood_on(table, first, last) if self.newer else set()
        self._keep(table, keep)
        self.tx.delete_many(table, [row_id for row_id in range(first, last + 1) if row_id not in keep])

    def _stood_on(self, table: Table[Any], first: int, last: int) -> set[int]:
        """Rows that newer acts changed, or that other rows refer to."""
        spans = self.tx.rows(
            select(_change.c.row_id, _change.c.last_id)
            .join(_operation, _change.c.operation_id == _operation.c.id)
            .where(
                _change.c.table_name == table.name,
                _change.c.row_id <= last,
                _change.c.last_id >= first,
                _operation.c.state == OperationState.DONE,
                _operation.c.id > self.act.id,
            )
        )
        rows = {row for low, high in spans for row in range(max(low, first), min(high, last) + 1)}
        for child in schema.JOURNALLED.values():
            for key in child.foreign_keys:
                if key.column.table is table:
                    column = key.parent
                    rows.update(self.tx.scalars(select(column).where(column.between(first, last)).distinct()))
        present = select(table.c.id).where(table.c.id.between(first, last))
        return rows & set(self.tx.scalars(present)) | (set(range(first, last + 1)) - set(self.tx.scalars(present)))

    def _set_back(self, table: Table[Any], row_id: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        row = self.tx.row(select(table).where(table.c.id == row_id))
        if row is None:
            self._keep(table, {row_id})
            return
        now = row._asdict()
        unchanged = {column: value for column, value in before.items() if now[column] == after[column]}
        if len(unchanged) < len(before) or not self._parents_there(table, unchanged):
            self._keep(table, {row_id})
            return
        self.tx.update(table, row_id, **unchanged)

    def _restore(self, table: Table[Any], rows: list[dict[str, Any]]) -> None:
        if self.newer:
            present = {row["id"] for row in rows if not self._parents_there(table, row)}
            present |= set(self.tx.scalars(select(table.c.id).where(table.c.id.in_([row["id"] for row in rows]))))
            self._keep(table, present)
            rows = [row for row in rows if row["id"] not in present]
        if rows:
            self.tx.restore(table, rows)

    def _parents_there(self, table: Table[Any], row: dict[str, Any]) -> bool:
        for key in table.foreign_keys:
            parent = row.get(key.parent.name)
            if parent is not None and self.tx.scalar(select(key.column).where(key.column == parent)) is None:
                return False
        return True

    def _keep(self, table: Table[Any], row_ids: set[int]) -> None:
        self.kept += [KeptRow(table.name, row_id) for row_id in sorted(row_ids)]
