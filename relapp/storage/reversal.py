"""Taking an act back, or doing it again: its changes replayed backwards through the same door.

An act's ``head`` names the operation whose changes, taken back, switch it between done and undone: itself, then its
undo, then (if something could not be brought back) its redo, and so on.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import nlargest
from typing import Any

from sqlalchemy import Column, Table, select

from relapp.domain.changes import KeptRow, OperationRecord, OperationState
from relapp.storage import derived, schema
from relapp.storage.chain import STANDING
from relapp.storage.transaction import Transaction

_operation = schema.operation
_change = schema.change

_AT_ONCE = 5_000
"""So many rows are looked up at once."""
_FEW = 8

_PARTS: dict[str, tuple[Column[Any], ...]] = {
    "interaction": (schema.participant.c.interaction_id, schema.purchase_line.c.interaction_id),
    "customer": (schema.contact_point.c.customer_id, schema.customer_tag.c.customer_id),
}
"""What is nothing by itself: a row that is kept keeps its parts."""


def reverse(tx: Transaction, act: OperationRecord) -> list[KeptRow]:
    """Take back the changes behind an act's head (undo if it is done, redo if it is undone).

    What was changed again since, or what newer rows stand on, is kept and returned.
    """
    head = tx.scalar(select(_operation.c.head).where(_operation.c.id == act.id))
    tx.reverses = act.id
    changes = tx.rows(select(_change).where(_change.c.operation_id == head).order_by(_change.c.id.desc()))
    kept = _Reversal(tx, act, changes).run()
    undone = act.state is OperationState.DONE
    closing = {
        "state": OperationState.UNDONE if undone else OperationState.DONE,
        # Brought back whole, an act stands as it first stood.
        "head": tx.operation_id if undone or kept else act.id,
    }
    if kept and not undone:
        tx.detail[STANDING] = [[act.id, OperationState.DONE, tx.operation_id]]
    tx.connection.execute(_operation.update().where(_operation.c.id == act.id).values(closing))
    return kept


class _Reversal:
    """Takes changes back, newest first, and remembers what it has to keep."""

    def __init__(self, tx: Transaction, act: OperationRecord, changes: Sequence[Any]) -> None:
        self.tx = tx
        self.changes = changes
        self.added = _Added(changes)
        self.newer = _operation.c.state == OperationState.DONE, _operation.c.id > act.id
        self.keep: defaultdict[str, set[int]] = defaultdict(set)
        self.kept: dict[KeptRow, None] = {}

    def run(self) -> list[KeptRow]:
        self._find_rewritten()
        self._find_binned()
        # Rows that were added go last: until what refers to them is set back, they would seem to be stood on.
        for change in self.changes:
            self.tx.pause()
            if change.action == "update":
                self._set_back(change)
            elif change.action == "delete":
                self._restore(schema.JOURNALLED[change.table_name], derived.unpacked(change.rows))
        self._find_stood_on()
        self._keep_with_parts_and_parents()
        for name, first, last in self.added.spans():
            self.tx.pause()
            self._remove(schema.JOURNALLED[name], first, last)
        return list(self.kept)

    def _find_rewritten(self) -> None:
        """Keep what newer acts edited."""
        for name, first, last in self.added.spans():
            statement = (
                select(_change.c.row_id)
                .join(_operation, _change.c.operation_id == _operation.c.id)
                .where(_change.c.table_name == name, _change.c.row_id.between(first, last), *self.newer)
                .where(_change.c.action == "update")
            )
            self.keep[name].update(self.tx.scalars(statement))

    def _find_binned(self) -> None:
        """Keep what rows that newer acts deleted refer to: undoing those has to find it."""
        statement = (
            select(_change.c.table_name, _change.c.rows)
            .join(_operation, _change.c.operation_id == _operation.c.id)
            .where(_change.c.action == "delete", *self.newer)
        )
        for name, packed in self.tx.rows(statement):
            rows = derived.unpacked(packed)
            for column, parent in _parents(schema.JOURNALLED[name]):
                wanted = {row[column] for row in rows} - {None}
                self.keep[parent.name].update(one for one in wanted if self.added.holds(parent.name, one))

    def _find_stood_on(self) -> None:
        """Keep what rows that this act did not add refer to."""
        for name, first, last in self.added.spans():
            for child in schema.JOURNALLED.values():
                for column, parent in _parents(child):
                    if parent.name != name:
                        continue
                    self.tx.pause()
                    reference = child.c[column]
                    statement = select(child.c.id, reference).where(reference.between(first, last))
                    # Nearly all that refers to it was added with it: that much is left out without being read.
                    for begin, end in self.added.longest(child.name):
                        statement = statement.where(~child.c.id.between(begin, end))
                    rows = self.tx.rows(statement)
                    self.keep[name].update(to for row_id, to in rows if not self.added.holds(child.name, row_id))

    def _keep_with_parts_and_parents(self) -> None:
        todo = [(name, set(ids)) for name, ids in self.keep.items()]
        while todo:
            name, ids = todo.pop()
            for near, found in (*self._parts(name, ids), *self._referred(name, ids)):
                new = {one for one in found if self.added.holds(near, one)} - self.keep[near]
                if new:
                    self.keep[near] |= new
                    todo.append((near, new))

    def _parts(self, name: str, ids: Collection[int]) -> Iterator[tuple[str, list[int]]]:
        for column in _PARTS.get(name, ()):
            part = column.table
            for some in derived.portions(sorted(ids)):
                yield part.name, self.tx.scalars(select(part.c.id).where(column.in_(some)))

    def _referred(self, name: str, ids: Collection[int]) -> Iterator[tuple[str, set[int]]]:
        table = schema.JOURNALLED[name]
        for column, parent in _parents(table):
            for some in derived.portions(sorted(ids)):
                yield parent.name, set(self.tx.scalars(select(table.c[column]).where(table.c.id.in_(some)))) - {None}

    def _remove(self, table: Table[Any], first: int, last: int) -> None:
        for begin in range(first, last + 1, _AT_ONCE):
            self.tx.pause()
            self._remove_some(table, begin, min(last, begin + _AT_ONCE - 1))

    def _remove_some(self, table: Table[Any], first: int, last: int) -> None:
        present = {row[0] for row in self.tx.stream(select(table.c.id).where(table.c.id.between(first, last)))}
        keep = self.keep[table.name]
        self.tx.delete_many(table, sorted(present - keep))
        self._told(table, (one for one in range(first, last + 1) if one in keep or one not in present))

    def _set_back(self, change: Any) -> None:
        table = schema.JOURNALLED[change.table_name]
        before, after = json.loads(change.before), json.loads(change.after)
        row = self.tx.row(select(table).where(table.c.id == change.row_id))
        now = row._asdict() if row else {}
        unchanged = row is not None and all(now[column] == value for column, value in after.items())
        points_at_kept = any(after.get(column) in self.keep[parent.name] for column, parent in _parents(table))
        if unchanged and not points_at_kept and not self._orphans(table, [{"id": change.row_id, **before}]):
            self.tx.update(table, change.row_id, **before)
        else:
            self._told(table, [change.row_id])

    def _restore(self, table: Table[Any], rows: list[dict[str, Any]]) -> None:
        out = self._orphans(table, rows)
        out |= set(self.tx.scalars(select(table.c.id).where(table.c.id.in_([row["id"] for row in rows]))))
        self._told(table, sorted(out))
        back = [row for row in rows if row["id"] not in out]
        if back:
            self.tx.restore(table, back)

    def _orphans(self, table: Table[Any], rows: list[dict[str, Any]]) -> set[int]:
        """Rows that refer to something that is no longer there."""
        found: set[int] = set()
        for column, parent in _parents(table):
            wanted = sorted({row[column] for row in rows if row.get(column) is not None})
            there: set[int] = set()
            for some in derived.portions(wanted):
                there.update(self.tx.scalars(select(parent.c.id).where(parent.c.id.in_(some))))
            gone = set(wanted) - there
            found.update(row["id"] for row in rows if row.get(column) in gone)
        return found

    def _told(self, table: Table[Any], row_ids: Iterable[int]) -> None:
        self.kept |= dict.fromkeys(KeptRow(table.name, row_id) for row_id in row_ids)


class _Added:
    """The rows that changes added, as few stretches of ids a table."""

    def __init__(self, changes: Iterable[Any]) -> None:
        stretches: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for change in changes:
            if change.action == "insert":
                stretches[change.table_name].append((change.row_id, change.last_id))
        self._stretches = {name: _joined(sorted(some)) for name, some in stretches.items()}

    def spans(self) -> Iterator[tuple[str, int, int]]:
        """Table name, first and last id of each stretch; what refers to others before what is referred to."""
        for table in reversed(schema.metadata.sorted_tables):
            for first, last in self._stretches.get(table.name, ()):
                yield table.name, first, last

    def longest(self, name: str) -> list[tuple[int, int]]:
        """The first and last ids of a table's longest stretches, a few of them."""
        return nlargest(_FEW, self._stretches.get(name, ()), key=lambda stretch: stretch[1] - stretch[0])

    def holds(self, name: str, row_id: int) -> bool:
        """Whether that row is one of them."""
        stretches = self._stretches.get(name, [])
        place = bisect_right(stretches, row_id, key=lambda stretch: stretch[0])
        return place > 0 and row_id <= stretches[place - 1][1]


def _joined(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, last in stretches:
        if found and first == found[-1][1] + 1:
            first = found.pop()[0]
        found.append((first, last))
    return found


def _parents(table: Table[Any]) -> list[tuple[str, Table[Any]]]:
    """Each column of ``table`` that refers to another row, and that row's table."""
    return [(key.parent.name, key.column.table) for key in table.foreign_keys]
