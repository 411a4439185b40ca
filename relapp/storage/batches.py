"""Import batches: which files were taken in."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, func, select

from relapp.domain.changes import OperationState
from relapp.domain.imports import ImportBatch, ImportCounts
from relapp.storage import schema
from relapp.storage.reader import Reader, moment_columns, to_moment
from relapp.storage.transaction import Transaction

_batch = schema.import_batch

MARK = 10
"""Bytes; of a million rows no two have the same by chance."""


def add(tx: Transaction, file_name: str, kind: str) -> int:
    """Store a batch without counts yet; returns its id."""
    return tx.insert(
        _batch,
        operation_id=tx.operation_id,
        file_name=file_name,
        kind=kind,
        new=0,
        changed=0,
        same=0,
        doubtful=0,
        bad=0,
        **moment_columns(tx.at),
    )


def count(tx: Transaction, batch_id: int, counts: ImportCounts) -> None:
    """Note what came of it."""
    tx.update(
        _batch,
        batch_id,
        new=counts.new,
        changed=counts.changed,
        same=counts.same,
        doubtful=counts.doubtful,
        bad=counts.bad,
    )


def keep_marks(tx: Transaction, batch_id: int, marks: Iterable[bytes]) -> None:
    """Remember the rows that a batch took in: each by a mark of :data:`MARK` bytes."""
    tx.update(_batch, batch_id, row_marks=b64encode(b"".join(sorted(marks))).decode("ascii"))


def marks(reader: Reader) -> set[bytes]:
    """The rows that came with batches that stand."""
    operation = schema.operation
    statement = (
        select(_batch.c.row_marks)
        .join(operation, operation.c.id == _batch.c.operation_id)
        .where(_batch.c.row_marks != "", operation.c.state == OperationState.DONE)
    )
    found = (b64decode(text) for text in reader.scalars(statement))
    return {marks[start : start + MARK] for marks in found for start in range(0, len(marks), MARK)}


def every(reader: Reader) -> list[ImportBatch]:
    """All batches that stand, newest first."""
    operation = schema.operation
    statement = (
        select(_batch, operation.c.state)
        .join(operation, operation.c.id == _batch.c.operation_id)
        .where(_batch.c.id.in_(_own()))
        .order_by(_batch.c.id.desc())
    )
    return [_to_batch(row) for row in reader.rows(statement)]


def _own() -> Select[int]:
    """The batches that imports are: one that brings a whole shop brings the records of its imports as well."""
    return select(func.min(_batch.c.id)).group_by(_batch.c.operation_id)


def find(reader: Reader, batch_id: int) -> ImportBatch | None:
    """One batch that stands."""
    return next((batch for batch in every(reader) if batch.id == batch_id), None)


def _to_batch(row: Any) -> ImportBatch:
    return ImportBatch(
        id=row.id,
        operation_id=row.operation_id,
        file_name=row.file_name,
        kind=row.kind,
        at=to_moment(row.moment, row.utc_offset),
        counts=ImportCounts(row.new, row.changed, row.same, row.doubtful, row.bad),
        undone=row.state != OperationState.DONE,
    )
