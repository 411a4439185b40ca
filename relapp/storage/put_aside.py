"""What staff took away from customers or wrote otherwise: files go on telling it, and it is not news."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table, select

from relapp.domain.changes import OperationState
from relapp.storage import schema
from relapp.storage.derived import unpacked
from relapp.storage.reader import Reader

_change = schema.change
_operation = schema.operation


def contacts(reader: Reader) -> dict[int, list[tuple[str, str]]]:
    """Kind and value of each contact point that was deleted or was another before, by customer."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in _deleted(reader, schema.contact_point):
        found[row["customer_id"]].append((row["kind"], row["value"]))
    for now, before in _edited(reader, schema.contact_point, ("kind", "value")):
        found[now.customer_id].append((before.get("kind", now.kind), before.get("value", now.value)))
    return found


def tags(reader: Reader) -> dict[int, list[str]]:
    """Names of tags that were taken off, by customer."""
    names = {row.id: row.name for row in reader.rows(select(schema.tag.c.id, schema.tag.c.name))}
    found: dict[int, list[str]] = defaultdict(list)
    for row in _deleted(reader, schema.customer_tag):
        if row["tag_id"] in names:
            found[row["customer_id"]].append(names[row["tag_id"]])
    return found


def columns(reader: Reader, names: tuple[str, ...]) -> dict[int, set[str]]:
    """Which of these columns of a customer staff wrote, by customer."""
    found: dict[int, set[str]] = defaultdict(set)
    for now, before in _edited(reader, schema.customer, names):
        found[now.id].update(name for name in names if name in before)
    return found


def _deleted(reader: Reader, table: Table[Any]) -> Iterator[dict[str, Any]]:
    statement = (
        select(_change.c.rows)
        .join(_operation, _operation.c.id == _change.c.operation_id)
        .where(_change.c.table_name == table.name, _change.c.action == "delete")
        .where(_operation.c.state == OperationState.DONE)
    )
    for packed in reader.scalars(statement):
        yield from unpacked(packed)


def _edited(reader: Reader, table: Table[Any], names: tuple[str, ...]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Rows as they are, each with what an edit by hand found in it, where that is about one of these columns."""
    statement = (
        select(table, _change.c.before)
        .join(_change, _change.c.row_id == table.c.id)
        .join(_operation, _operation.c.id == _change.c.operation_id)
        .where(_change.c.table_name == table.name, _change.c.action == "update")
        .where(_operation.c.state == OperationState.DONE, _operation.c.name != "import")
    )
    for row in reader.rows(statement):
        before = json.loads(row.before)
        if any(name in before for name in names):
            yield row, before
