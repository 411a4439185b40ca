"""The shop's rows as they are, table by table: what an export is made of, and what brings one back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Integer, Table, func, select, tuple_

from relapp.domain.changes import OperationState
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

ORDER: tuple[str, ...] = (
    "setting",
    "staff",
    "household",
    "import_batch",
    "removed_entry",
    "tag",
    "product",
    "customer",
    "contact_point",
    "photo",
    "merge",
    "not_same",
    "relation",
    "customer_tag",
    "interaction",
    "participant",
    "purchase_line",
    "fact",
    "promise",
    "wish",
    "recovery_case",
    "consent",
    "question",
    "question_put",
    "erased",
    "suggestion_answer",
    "arrival",
)
"""All journalled tables; what a row refers to stands before it, but for a fact that a later one took the place of."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; ``refers`` names the table whose ids it holds.

    ``missing`` is what stands for it where an older file does not tell it, ``None`` if nothing can.
    """

    name: str
    whole: bool
    flag: bool
    optional: bool
    refers: str
    missing: str | None


def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table, in their order."""
    return tuple(
        Column(
            name=column.name,
            whole=isinstance(column.type, Integer),
            flag=isinstance(column.type, Boolean),
            optional=bool(column.nullable),
            missing=None if column.server_default is None else "",
            refers=next((key.column.table.name for key in column.foreign_keys), ""),
        )
        for column in _table(table).columns
    )


def counts(reader: Reader) -> dict[str, int]:
    """How many rows each table has."""
    return {name: int(reader.scalar(select(func.count()).select_from(_table(name)))) for name in ORDER}


def stream(reader: Reader, table: str) -> Iterator[Sequence[Any]]:
    """The rows of a table by rising id, never all of them in memory."""
    found = _table(table)
    return reader.stream(select(found).order_by(found.c.id))


def next_id(reader: Reader, table: str) -> int:
    """The id that the next row of a table gets."""
    return reader.backend.next_ids(reader.connection, _table(table), 1)


def find(reader: Reader, table: str, ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """These rows by id; what is not there is left out."""
    found = _table(table)
    rows: dict[int, dict[str, Any]] = {}
    for some in portions(sorted(ids)):
        for row in reader.rows(select(found).where(found.c.id.in_(some))):
            rows[row.id] = row._asdict()
    return rows


def alike(
    reader: Reader, table: str, names: Sequence[str], keys: Collection[tuple[Any, ...]], before: int
) -> dict[tuple[Any, ...], int]:
    """Rows with an id below ``before`` whose columns ``names`` hold one of ``keys``; of several, the first."""
    found = _table(table)
    wanted = [found.c[name] for name in names]
    rows: dict[tuple[Any, ...], int] = {}
    firsts = sorted({key[0] for key in keys if key[0] is not None})
    for some in portions(firsts):
        statement = select(found.c.id, *wanted).where(wanted[0].in_(some), found.c.id < before)
        for row_id, *values in reader.rows(statement.order_by(found.c.id)):
            rows.setdefault(tuple(values), row_id)
    return rows


def edited_by_hand(reader: Reader, table: str, ids: Collection[int]) -> set[int]:
    """Which of these rows somebody changed here after they came, in an act that stands and is no import."""
    change, operation = schema.change, schema.operation
    found: set[int] = set()
    for some in portions(sorted(ids)):
        statement = (
            select(change.c.row_id)
            .join(operation, operation.c.id == change.c.operation_id)
            .where(
                tuple_(change.c.table_name, change.c.action) == (table, "update"),
                change.c.row_id.in_(some),
                operation.c.state == OperationState.DONE,
                operation.c.name != "import",
            )
        )
        found.update(reader.scalars(statement))
    return found


def insert(tx: Transaction, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows that have their ids, by rising id."""
    if rows:
        tx.restore(_table(table), rows)


def update(tx: Transaction, table: str, row_id: int, values: Mapping[str, Any]) -> None:
    """Change columns of one row."""
    tx.update(_table(table), row_id, **values)


def merged(reader: Reader) -> dict[int, int]:
    """Customers who are gone because they were taken into another one: into whom."""
    merge = schema.merge
    return {row.gone_id: row.kept_id for row in reader.rows(select(merge.c.gone_id, merge.c.kept_id))}


def setting(reader: Reader, key: str) -> str | None:
    """One setting as its JSON stands, ``None`` if it was never set."""
    found = reader.scalar(select(schema.setting.c.value).where(schema.setting.c.key == key))
    return None if found is None else str(found)


def _table(name: str) -> Table[Any]:
    return schema.JOURNALLED[name]
