"""What staff took away, of customers or whole ones, or wrote otherwise: files go on telling it, and it is not news."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Table, select

from relapp.domain.changes import OperationState
from relapp.storage import schema
from relapp.storage.derived import portions, unpacked
from relapp.storage.reader import Reader, to_moment

_change = schema.change
_operation = schema.operation


@dataclass(frozen=True, slots=True)
class Removed:
    """A customer whom a file brought and staff removed on ``day``, with each name and number that they went by.

    ``kept_id`` is whoever they had been merged into by then, else themselves.
    """

    id: int
    kept_id: int
    day: date
    called: tuple[tuple[str, str], ...]


def removed(reader: Reader) -> list[Removed]:
    """The customers of imports that stand whom staff removed, with those who had been merged with them."""
    rows: dict[int, dict[str, Any]] = {}
    days: dict[int, date] = {}
    for row, day in _deleted_on(reader, schema.customer):
        rows[row["id"]], days[row["id"]] = row, day
    if not rows:
        return []
    kept = {one: one for one in rows}
    called = {one: [(row["name"], row["reference"])] for one, row in rows.items()}
    for row, day in _deleted_on(reader, schema.merge):
        if (one := row["gone_id"]) in rows:
            kept[one], days[one] = row["kept_id"], day
            called[one].append((row["name"], row["reference"]))
    for one, before in _before(reader, schema.customer, rows):
        then = {**rows[one], **before}
        called[one].append((then["name"], then["reference"]))
    stay = {*reader.scalars(select(schema.merge.c.gone_id)), *_still_there(reader, rows)}
    standing = _standing(reader)
    came = {kept[one] for one, row in rows.items() if row["batch_id"] in standing}
    gone = [one for one in rows if one not in stay and kept[one] in came]
    return [Removed(one, kept[one], days[one], tuple(dict.fromkeys(called[one]))) for one in gone]


def contacts(reader: Reader) -> dict[int, list[tuple[str, str]]]:
    """Kind and value of each contact point that was deleted or was another before, by customer."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    deleted = {row["id"]: row for row in _deleted(reader, schema.contact_point)}
    for row in deleted.values():
        found[row["customer_id"]].append((row["kind"], row["value"]))
    for one, before in _before(reader, schema.contact_point, deleted):
        then = {**deleted[one], **before}
        found[then["customer_id"]].append((then["kind"], then["value"]))
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
    return (row for row, _ in _deleted_on(reader, table))


def _deleted_on(reader: Reader, table: Table[Any]) -> Iterator[tuple[dict[str, Any], date]]:
    statement = (
        select(_change.c.rows, _operation.c.moment, _operation.c.utc_offset)
        .join(_operation, _operation.c.id == _change.c.operation_id)
        .where(_change.c.table_name == table.name, _change.c.action == "delete")
        .where(_operation.c.state == OperationState.DONE)
        .order_by(_change.c.id)
    )
    for packed, moment, utc_offset in reader.rows(statement):
        day = to_moment(moment, utc_offset).date()
        yield from ((row, day) for row in unpacked(packed))


def _before(reader: Reader, table: Table[Any], ids: Collection[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """What an edit found in each of these rows, which may be gone by now."""
    statement = (
        select(_change.c.row_id, _change.c.before)
        .join(_operation, _operation.c.id == _change.c.operation_id)
        .where(_change.c.table_name == table.name, _change.c.action == "update")
        .where(_operation.c.state == OperationState.DONE)
    )
    for some in portions(list(ids)):
        for row_id, before in reader.rows(statement.where(_change.c.row_id.in_(some))):
            yield row_id, json.loads(before)


def _still_there(reader: Reader, customer_ids: Collection[int]) -> Iterator[int]:
    one = schema.customer.c.id
    for some in portions(list(customer_ids)):
        yield from reader.scalars(select(one).where(one.in_(some)))


def _standing(reader: Reader) -> set[int]:
    """The batches of imports that stand."""
    statement = select(schema.import_batch.c.id).join(_operation, _operation.c.id == schema.import_batch.c.operation_id)
    return set(reader.scalars(statement.where(_operation.c.state == OperationState.DONE)))


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
