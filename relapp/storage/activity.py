"""The record as it is looked through: newest first, page by page, by the operations' own numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from relapp.domain.activity import NAMES, Act, Asked, Sort
from relapp.domain.changes import OperationState
from relapp.storage import schema
from relapp.storage.reader import Reader, to_moment

_operation, _change, _batch = schema.operation, schema.change, schema.import_batch

_END = 2**62


def acts(reader: Reader, asked: Asked, limit: int, before: int | None = None) -> list[Act]:
    """At most ``limit`` acts older than ``before``, newest first."""
    rows = reader.rows(statement(asked, limit, before))
    ids = [row.id for row in rows]
    entries = dict(_first_entries(reader, ids))
    files = {one.operation_id: one.file_name for one in reader.rows(_files(ids))}
    reversed_ids = {row.reverses for row in rows} - {None}
    one = _operation.c
    names = dict(tuple(row) for row in reader.rows(select(one.id, one.name).where(one.id.in_(reversed_ids))))
    return [
        Act(
            id=row.id,
            name=row.name,
            staff_id=row.staff_id,
            at=to_moment(row.moment, row.utc_offset),
            desk=row.desk,
            state=None if row.state is None else OperationState(row.state),
            customers=tuple(json.loads(row.customers)),
            reverses=row.reverses,
            reversed_name=names.get(row.reverses, ""),
            entry_id=entries.get(row.id),
            file_name=files.get(row.id, ""),
            detail=json.loads(row.detail) if row.detail else {},
        )
        for row in rows
    ]


def statement(asked: Asked, limit: int, before: int | None = None) -> Select[Any]:
    """What :func:`acts` asks: from the end of the record, until there are enough."""
    found = select(_operation).where(_operation.c.id < (_END if before is None else before), *_wanted(asked))
    return found.order_by(_operation.c.id.desc()).limit(limit)


def _wanted(asked: Asked) -> Iterable[ColumnElement[bool]]:
    one = _operation.c
    if asked.staff_id is not None:
        yield one.staff_id == asked.staff_id
    if asked.sort is Sort.DID:
        yield one.name.not_in(sorted(name for names in NAMES.values() for name in names))
    elif asked.sort is not None:
        yield one.name.in_(sorted(NAMES[asked.sort]))
    local = one.moment + 60 * one.utc_offset
    if asked.since is not None:
        yield local >= _seconds(datetime.combine(asked.since, time()))
    if asked.until is not None:
        yield local < _seconds(datetime.combine(asked.until, time()) + timedelta(days=1))
    if asked.searched:
        named = (
            one.customers.like(pattern)
            for customer_id in sorted(asked.customers)
            for pattern in (f"[{customer_id}]", f"[{customer_id}, %", f"%, {customer_id}, %", f"%, {customer_id}]")
        )
        yield or_(one.name.in_(sorted(asked.names)), *named)


def _seconds(moment: datetime) -> int:
    return int(moment.replace(tzinfo=UTC).timestamp())


def _first_entries(reader: Reader, ids: list[int]) -> Iterable[tuple[int, int]]:
    wrote = _change.c.operation_id.in_(ids), _change.c.table_name == schema.interaction.name
    found = select(_change.c.operation_id, func.min(_change.c.row_id)).where(*wrote).group_by(_change.c.operation_id)
    wanted = [(row[0], row[1]) for row in reader.rows(found)]
    entry = schema.interaction.c.id
    there = set(reader.scalars(select(entry).where(entry.in_([one for _, one in wanted]))))
    return [(operation_id, one) for operation_id, one in wanted if one in there]


def _files(ids: list[int]) -> Select[int, str]:
    return select(_batch.c.operation_id, _batch.c.file_name).where(_batch.c.operation_id.in_(ids))
