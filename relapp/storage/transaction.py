"""The one door for changes: every row written is journalled, counted and made findable in its own transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, insert, select

from relapp.domain.changes import Changes
from relapp.storage import chain as seals
from relapp.storage import derived, resealing, schema
from relapp.storage.backend import Backend
from relapp.storage.reader import Reader, moment_columns
from relapp.storage.sound_text import sound
from relapp.storage.touched import Touched

_HELD = 200
"""So many lines of the journal are written at once: what they hold of rows that were deleted may be much."""

MOST_RECORDED = 20_000
"""More rows than these are left to the backup that follows the operation, instead of going into the daybook."""
_BEFORE = (
    "SELECT (SELECT chain FROM operation WHERE id < ? ORDER BY id DESC LIMIT 1), "
    "coalesce((SELECT max(id) FROM change), 0)"
)

NAMED_CUSTOMERS = 3
"""How many customers an operation names, for "Undo log – Ana"."""


class Transaction(Reader):
    """Writes rows; one operation of the journal. Made by ``Database.write`` only."""

    def __init__(
        self, connection: Connection, backend: Backend, name: str, at: datetime, staff_id: int | None, desk: str
    ) -> None:
        super().__init__(connection, backend)
        self.name = name
        self.at = at
        self.staff_id = staff_id
        self.desk = desk
        self.reverses: int | None = None
        self.lasting = False
        """Whether it is nobody's act: no undo takes it back, and what was undone before can still be done again."""
        self.unwritten = False
        """Whether the journal keeps nothing of it but that it was done: erasing. Lasting as well."""
        self.touched = Touched()
        self.changes = Changes()
        self.rows_done = 0
        """So many rows were written or removed so far."""
        self.pause: Callable[[], None] = lambda: None
        """Called now and then in what takes long without a row read; may raise, and everything is taken back."""
        self.spans: dict[str, list[tuple[int, int]]] = {}
        """First and last ids of what was written so far, by table, as far as the daybook wants them."""
        self.beside: dict[str, list[dict[str, Any]]] = {}
        """Rows written by :meth:`put_beside`, by table."""
        self.acts_turned: list[int] = []
        """Earlier acts whose state this operation changed."""
        self._written: set[str] = set()
        self._operation_id: int | None = None
        self._pending: list[dict[str, Any]] = []
        self.detail: dict[str, Any] = {}
        """What the journal says of it besides its changes, as JSON."""
        self.about: tuple[int, ...] = ()
        """Whom it is about, if it changes nothing."""
        self.unfit: Collection[int] = ()
        """Operations that were found to be others than those that were done; erasing must not make that good."""
        self.rewritten = resealing.Rewritten()
        """What an unwritten one changed of the journal and of the rows that stand in it."""
        self._lines = seals.Lines()
        self._before = ""
        self._last_change = 0

    @property
    def operation_id(self) -> int:
        """The id of this operation in the journal."""
        if self._operation_id is None:
            values = dict(
                name=self.name, staff_id=self.staff_id, desk=self.desk, customers="[]", **moment_columns(self.at)
            )
            self._operation_id = self._inserted(schema.operation, values)
            found = self.connection.exec_driver_sql(_BEFORE, (self._operation_id,)).one()
            self._before, self._last_change = found[0] or "", found[1]
        return self._operation_id

    @property
    def noted_id(self) -> int | None:
        """:attr:`operation_id`, ``None`` as long as nothing stands in the journal."""
        return self._operation_id

    def put_beside(self, table: Table[Any], rows: Sequence[dict[str, Any]]) -> None:
        """Write whole rows of a table that the journal does not speak of, in the place of those with the same key."""
        if table.name in schema.JOURNALLED:
            raise ValueError(f"{table.name} is journalled")
        keys = [column.name for column in table.primary_key]
        self.connection.execute(
            table.delete().where(*(table.c[key] == bindparam(f"key_{key}") for key in keys)),
            [{f"key_{key}": row[key] for key in keys} for row in rows],
        )
        self.connection.execute(insert(table), rows)
        self.beside.setdefault(table.name, []).extend(rows)

    def insert(self, table: Table[Any], **values: Any) -> int:
        """Add one row; returns its id."""
        row_id = self._inserted(table, values)
        after = seals.rows_print(table.name, tuple(values), [tuple(values.values())], [row_id])
        self._note("insert", table, row_id, after=after)
        self.touched.written(table, row_id, values)
        return row_id

    def _inserted(self, table: Table[Any], values: Mapping[str, Any]) -> int:
        key = self.connection.execute(insert(table), values).inserted_primary_key
        assert key is not None
        return int(key[0])

    def insert_many(self, table: Table[Any], rows: Sequence[Mapping[str, Any]]) -> range:
        """Add many rows at once; returns their consecutive ids, in order."""
        if not rows:
            return range(0)
        columns = tuple(rows[0])
        return self.load(table, columns, [tuple(row[column] for column in columns) for row in rows])

    def load(self, table: Table[Any], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> range:
        """:meth:`insert_many` for rows by the ten thousand: the values of ``columns``, as the database has them."""
        if not rows:
            return range(0)
        first = self.backend.next_ids(self.connection, table, len(rows))
        ids = range(first, first + len(rows))
        self._load(table, columns, rows, ids, [(ids[0], ids[-1])])
        return ids

    def restore(self, table: Table[Any], rows: Sequence[Mapping[str, Any]]) -> None:
        """Put back rows that had ids (undo)."""
        columns = [column for column in rows[0] if column != "id"]
        ids = [row["id"] for row in rows]
        self._load(table, columns, [tuple(row[column] for column in columns) for row in rows], ids, _runs(ids))

    def _load(
        self,
        table: Table[Any],
        columns: Sequence[str],
        rows: Sequence[tuple[Any, ...]],
        ids: Sequence[int],
        runs: Iterable[tuple[int, int]],
    ) -> None:
        """``runs`` are the stretches of ``ids``."""
        self.pause()
        self.backend.load(self.connection, table, columns, rows, ids)
        place = 0
        for first, last in runs:
            end = place + last - first + 1
            after = seals.rows_print(table.name, columns, rows[place:end], ids[place:end])
            self._note("insert", table, first, last, after=after)
            place = end
        self.touched.loaded(table, columns, rows, ids)

    def update(self, table: Table[Any], row_id: int, **values: Any) -> bool:
        """Change columns of one row; columns that hold the value already are left out. Whether anything changed.

        :raises LookupError: there is no such row.
        """
        before = self.row(select(table).where(table.c.id == row_id))
        if before is None:
            raise LookupError(f"{table.name} has no row {row_id}")
        old = before._asdict()
        after = {column: value for column, value in values.items() if old[column] != value}
        if not after:
            return False
        self.connection.execute(table.update().where(table.c.id == row_id).values(after))
        self._note("update", table, row_id, before=_json({column: old[column] for column in after}), after=_json(after))
        self.touched.removed(table, row_id, old)
        self.touched.written(table, row_id, {**old, **after})
        return True

    def update_many(self, table: Table[Any], row_ids: Sequence[int], **values: Any) -> None:
        """As :meth:`update`, the same columns of many rows.

        :raises LookupError: one of them is not there.
        """
        for some in derived.portions(row_ids):
            self.pause()
            found = [row._asdict() for row in self.rows(select(table).where(table.c.id.in_(some)).order_by(table.c.id))]
            if len(found) != len(set(some)):
                raise LookupError(f"{table.name} has not all of the rows {some[0]} to {some[-1]}")
            self.connection.execute(table.update().where(table.c.id.in_(some)).values(values))
            for old in found:
                after = {column: value for column, value in values.items() if old[column] != value}
                if after:
                    before = _json({column: old[column] for column in after})
                    self._note("update", table, old["id"], before=before, after=_json(after))
                    self.touched.removed(table, old["id"], old)
                    self.touched.written(table, old["id"], {**old, **after})

    def delete(self, table: Table[Any], row_id: int) -> None:
        """Remove one row.

        :raises LookupError: there is no such row.
        """
        self.delete_many(table, [row_id])

    def delete_many(self, table: Table[Any], row_ids: Sequence[int]) -> None:
        """Remove many rows; the journal keeps them whole.

        :raises LookupError: one of them is not there.
        """
        for some in derived.portions(row_ids):
            self.pause()
            these = among(table, some)
            found = list(self.stream(select(table).where(these).order_by(table.c.id)))
            if len(found) != len(set(some)):
                raise LookupError(f"{table.name} has not all of the rows {some[0]} to {some[-1]}")
            self.connection.execute(table.delete().where(these))
            columns = table.columns.keys()
            self._note("delete", table, found[0][0], found[-1][0], rows=derived.packed(columns, found))
            self.touched.unloaded(table, columns, found, [row[0] for row in found])

    def _note(
        self,
        action: str,
        table: Table[Any],
        row_id: int,
        last_id: int | None = None,
        *,
        before: str | None = None,
        after: str | None = None,
        rows: bytes | None = None,
    ) -> None:
        if table.name not in schema.JOURNALLED:
            raise ValueError(f"{table.name} is not written through a transaction")
        self._written.add(table.name)
        self.rows_done += (last_id or row_id) - row_id + 1
        if self.rows_done <= MOST_RECORDED or table is schema.erased:
            self.spans.setdefault(table.name, []).append((row_id, last_id or row_id))
        if self.unwritten and action != "insert":
            self.rewritten.rows(table.name, row_id, last_id or row_id)
            return
        if len(self._pending) >= _HELD:
            self._write_pending()
        operation_id = self.operation_id
        self._last_change += 1
        line = (self._last_change, action, table.name, row_id, last_id or row_id, before, after, rows)
        self._lines.add(line)
        self._pending.append({"operation_id": operation_id, **dict(zip(seals.LINE, line, strict=True))})

    def _write_pending(self) -> None:
        if self._pending:
            if self.unwritten:
                # Lines of others are rewritten meanwhile, some under new ids; all of it is sealed again at the end.
                self._pending = [{**line, "id": None} for line in self._pending]
            self.connection.execute(insert(schema.change), self._pending)
            self._pending = []

    def finish(self) -> None:
        """Bring everything derived up to date and write the journal; called by ``Database.write`` before the commit."""
        if not self._written and self.reverses is None:
            if self._operation_id is not None:
                self._close({"customers": json.dumps(list(self.about))})
            return
        customers = derived.refresh(self, self.touched)
        self.changes = Changes(frozenset(self._written), None if customers is None else frozenset(customers))
        self._write_pending()
        named = sorted(customers or ())
        names = json.dumps(named if len(named) <= NAMED_CUSTOMERS and not self.unwritten else [])
        operation = schema.operation
        closing: dict[str, Any] = {"customers": names}
        if self.reverses is not None:
            closing |= {"reverses": self.reverses}
            self.acts_turned.append(self.reverses)
        elif not (self.lasting or self.unwritten):
            # Newer work leaves behind what was undone before it: there is one line of history.
            left = operation.update().where(operation.c.state == "undone").values(state="abandoned")
            self.acts_turned += self.scalars(left.returning(operation.c.id))
            closing |= {"state": "done", "head": self.operation_id}
        self._close(closing)

    def _close(self, closing: Mapping[str, Any]) -> None:
        """Write what is known of the operation only at its end, and seal it."""
        operation_id = self.operation_id
        told: dict[str, Any] = {
            "id": operation_id, "name": self.name, "staff_id": self.staff_id, "desk": self.desk, "customers": "[]",
            "reverses": None, "state": None, "detail": _json(self.detail) if self.detail else "",
            **moment_columns(self.at), **closing,
        }  # fmt: skip
        values = {**closing, "detail": told["detail"], "chain": self._lines.seal(self._before, told)}
        operation = schema.operation
        self.connection.execute(operation.update().where(operation.c.id == operation_id).values(values))
        if self.unwritten:
            self.rewritten.operations.add(operation_id)
            resealing.seal_again(self, self.rewritten, operation_id)


def among(table: Table[Any], row_ids: Sequence[int]) -> ColumnElement[bool]:
    """That a row is one of these; a stretch is told by its ends, which is far quicker than by every id."""
    one: ColumnElement[int] = table.c.id
    first, last = min(row_ids), max(row_ids)
    if last - first == len(set(row_ids)) - 1:
        return one.between(first, last)
    return one.in_(row_ids)


def _runs(ids: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Consecutive stretches of sorted ids: ``[3, 4, 5, 9]`` gives ``(3, 5), (9, 9)``."""
    first = last = None
    for row_id in chain(ids, (None,)):
        if row_id is not None and last is not None and row_id == last + 1:
            last = row_id
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = row_id


def _json(values: Mapping[str, Any]) -> str:
    # Sealed as it is stored.
    return sound(json.dumps(values, ensure_ascii=False, separators=(",", ":"))) or ""
