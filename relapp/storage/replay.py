"""Brings what the daybook holds into an older copy of the shop: rows as they stood, and what is kept beside them.

An operation follows the one before it, which its record names. So a hole is known, and whatever belongs to another
line of history (the shop went on from an older copy once) is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Table, insert, select, tuple_

from relapp.storage import derived, records, resealing, schema
from relapp.storage.database import Database
from relapp.storage.derived import portions
from relapp.storage.records import Point, Record, Rows
from relapp.storage.transaction import Transaction

_KEPT_BESIDE = frozenset({schema.customer_stat.name, schema.draft.name})


@dataclass(slots=True)
class Line:
    """What of a daybook follows a point, in its order."""

    records: list[Record] = field(default_factory=list)
    missing: list[tuple[int, int]] = field(default_factory=list)
    """First and last ids of operations that are not whole in it."""
    foreign: int = 0
    """So many operations follow another state of the shop."""

    @property
    def operations(self) -> list[Record]:
        """Those that are operations, and whole."""
        return [record for record in self.records if record.whole and record.this != record.before]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of a replay."""

    operations: int
    missing: tuple[tuple[int, int], ...]
    foreign: int
    left_out: int
    """Rows that refer to what is missing, so that they could not be brought back."""


def line(found: Iterable[Record], head: Point, shop: str | None = None) -> Line:
    """What of the records, in the order they were written, leads on from ``head``; of ``shop`` only, if told.

    Written twice is once. Of two that claim one place the later counts, if it follows what was taken.
    """
    result, others = Line(), set[Point]()
    wanted = [one for one in found if one.this.operation_id >= head.operation_id and shop in (None, one.shop)]
    # What is beside the journal comes after the operation that it followed.
    wanted.sort(key=lambda one: (one.this.operation_id, one.this == one.before))
    for (operation_id, beside), group in groupby(wanted, lambda one: (one.this.operation_id, one.this == one.before)):
        same = list(group)
        if beside:
            if operation_id > head.operation_id and same[-1].this not in others:
                # What it followed is in no record.
                _add_gap(result.missing, head.operation_id + 1, operation_id)
                head = same[-1].this
            result.records += [one for one in same if one.this == head]
            continue
        if operation_id <= head.operation_id:
            continue
        taken = _next(same, head, others)
        others.update(one.this for one in same if taken is None or one.this != taken.this)
        if taken is None:
            result.foreign += 1
            continue
        if taken.before != head:
            _add_gap(result.missing, head.operation_id + 1, taken.before.operation_id)
        if not (taken.whole or taken.erases):
            _add_gap(result.missing, operation_id, operation_id)
        result.records.append(taken)
        head = taken.this
    return result


def _next(same: Sequence[Record], head: Point, others: set[Point]) -> Record | None:
    following = [one for one in same if one.before == head]
    behind_a_hole = [one for one in same if one.before.operation_id > head.operation_id and one.before not in others]
    return next(reversed(following or behind_a_hole), None)


def _add_gap(gaps: list[tuple[int, int]], first: int, last: int) -> None:
    if gaps and gaps[-1][1] == first - 1:
        first = gaps.pop()[0]
    gaps.append((first, last))


def replay(database: Database, found: Iterable[Record]) -> Replayed:
    """Bring whatever follows the state of ``database`` into it, all or nothing."""
    every = list(found)
    with database.read() as reader:
        head, shop = records.newest(reader), records.shop_id(reader)
    ahead = line(every, head, shop or (every[-1].shop if every else None))
    if not ahead.records:
        return Replayed(0, tuple(ahead.missing), ahead.foreign, 0)
    with database.rewrite() as tx:
        work = _Replay(tx)
        if shop is None:
            work.put(schema.setting, [records.shop_id_row(every[-1].shop)])
        for record in ahead.records:
            work.take(record)
        left_out = work.mend()
        derived.refresh(tx, tx.touched)
        if ahead.missing or left_out or any(record.erases for record in ahead.records):
            # Nothing that follows a hole can fit what stands before it, nor what was sealed again after erasing.
            resealing.adopt(tx, datetime.fromtimestamp(ahead.records[-1].moment, UTC))
    return Replayed(len(ahead.operations), tuple(ahead.missing), ahead.foreign, left_out)


class _Replay:
    def __init__(self, tx: Transaction) -> None:
        self.tx = tx
        self._highest: defaultdict[str, int] = defaultdict(int)

    def take(self, record: Record) -> None:
        """The rows of one record, whichever version wrote it: what this one does not know is left."""
        if not (record.whole or record.erases):
            return
        for name, rows in record.tables.items():
            if record.erases and name == schema.erased.name:
                # Only who is erased has marks: erasing them again makes these.
                continue
            table = schema.metadata.tables.get(name)
            if table is not None and name not in _KEPT_BESIDE:
                self._take(table, rows)

    def _take(self, table: Table[Any], rows: Rows) -> None:
        keys = [rows.columns.index(column.name) for column in table.primary_key]
        self._remove(table, [*([row[place] for place in keys] for row in rows.rows), *rows.gone])
        known = [place for place, column in enumerate(rows.columns) if column in table.c]
        whole = [{rows.columns[place]: row[place] for place in known} for row in rows.rows]
        self.put(table, whole)
        for row in whole if table is schema.change else ():
            name = row["table_name"]
            self._highest[name] = max(self._highest[name], row["last_id"])

    def put(self, table: Table[Any], rows: Sequence[dict[str, Any]]) -> None:
        """Add rows; another one that has what only one may have has to go."""
        if not rows:
            return
        self.tx.connection.execute(insert(table).prefix_with("OR REPLACE"), rows)
        for row in rows if table.name in schema.JOURNALLED else ():
            if "id" in row:
                self.tx.touched.written(table, row["id"], row)

    def _remove(self, table: Table[Any], keys: Sequence[Sequence[Any]]) -> None:
        columns = list(table.primary_key)
        for some in portions(keys):
            these = tuple_(*columns).in_([tuple(key) for key in some])
            if len(columns) == 1:
                these = columns[0].in_([key[0] for key in some])
            for row in self.tx.rows(select(table).where(these)) if table.name in schema.JOURNALLED else ():
                self.tx.touched.removed(table, row.id, row._asdict())
            self.tx.connection.execute(table.delete().where(these))

    def mend(self) -> int:
        """Take out what refers to a row that is missing, which only happens behind a hole; returns how many rows."""
        backend, connection = self.tx.backend, self.tx.connection
        for name, last_id in self._highest.items():
            backend.leave_ids(connection, schema.JOURNALLED[name], last_id)
        left_out = 0
        while strays := backend.strays(connection):
            for name, row_id, column in strays:
                self._let_go(schema.metadata.tables[name], row_id, column)
            left_out += len({(name, row_id) for name, row_id, _ in strays})
        return left_out

    def _let_go(self, table: Table[Any], row_id: int, column: str) -> None:
        row = self.tx.row(select(table).where(table.c.id == row_id))
        if row is None:
            return
        self._remove(table, [[row_id]])
        if table.c[column].nullable:
            self.put(table, [{**row._asdict(), column: None}])
            return
        # Nothing can be held against what the journal says of its edits.
        one = schema.change.c
        edits = one.table_name == table.name, one.row_id == row_id, one.action == "update"
        self.tx.connection.execute(schema.change.delete().where(*edits))
