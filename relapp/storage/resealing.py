"""Making seals anew, where the journal itself was rewritten: after erasing, and once in a file of before version 6."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select

from relapp.storage import schema
from relapp.storage.backwards import FOUND, Backwards, Line, raw
from relapp.storage.chain import FIELDS, LINE, SEALED_FROM, STANDING, UNFIT, Lines
from relapp.storage.derived import portions
from relapp.storage.reader import Reader, moment_columns
from relapp.storage.standing import Standing

SEAL = "seal"
"""The operation that says from when on the record is sealed as it is written; what stands before it is sealed as it
was found then."""

ERASE = "erase"
"""The operation that takes somebody out of the record, and seals what it touched again."""

_operation, _change = schema.operation, schema.change
_STRETCH = ("operation_id", "action", "table_name", "row_id", "last_id")


class Rewritten:
    """What is otherwise than when it was sealed."""

    def __init__(self) -> None:
        self.operations: set[int] = set()
        self._rows: defaultdict[str, set[int]] = defaultdict(set)
        self._sorted: dict[str, list[int]] = {}

    def rows(self, table: str, first: int, last: int) -> None:
        """These rows, in the table or where the journal holds them."""
        self._rows[table].update(range(first, last + 1))

    def has(self, table: str, first: int, last: int) -> bool:
        """Whether any of these rows is."""
        if table not in self._rows:
            return False
        if first == last:
            return first in self._rows[table]
        ids = self._sorted.setdefault(table, [])
        if len(ids) != len(self._rows[table]):
            ids = self._sorted[table] = sorted(self._rows[table])
        place = bisect_left(ids, first)
        return place < len(ids) and ids[place] <= last

    def __bool__(self) -> bool:
        return bool(self.operations or self._rows)


def seal_again(tx: Reader, rewritten: Rewritten, operation_id: int) -> None:
    """Seal from the first operation on that is touched by what was rewritten; the newest one says which that was."""
    if not rewritten:
        return

    def wanted(line: Line) -> bool:
        return not line.after or rewritten.has(line.table, line.row_id, line.last_id)

    lines = [
        (line, told)
        for line, told in Backwards(tx, wanted).walk()
        if told and told != line.after and (line.action != "update" or wanted(line))
    ]
    _rewrite(tx, lines)
    touched = rewritten.operations | {line.operation_id for line, _ in lines}
    if touched:
        told = tx.scalar(select(_operation.c.detail).where(_operation.c.id == operation_id))
        detail = {**(json.loads(told) if told else {}), SEALED_FROM: min(touched)}
        _say(tx, operation_id, detail)
        seal_from(tx, min(touched))


def _say(tx: Reader, operation_id: int, detail: Mapping[str, Any]) -> None:
    told = json.dumps(detail, ensure_ascii=False, separators=(",", ":")) if detail else ""
    tx.connection.execute(_operation.update().where(_operation.c.id == operation_id).values(detail=told))


def _rewrite(tx: Reader, lines: list[tuple[Line, str]]) -> None:
    statement = _change.update().where(_change.c.id == bindparam("one")).values(after=bindparam("told"))
    for some in portions(lines):
        tx.connection.execute(statement, [{"one": line.id, "told": told} for line, told in some])


def seal_from(tx: Reader, first: int) -> None:
    """Seal the operations from ``first`` on as they stand."""
    before = next(raw(tx, f"SELECT chain FROM operation WHERE id < {first:d} ORDER BY id DESC LIMIT 1"), ("",))[0]
    found = []
    for operation, lines in operations(tx, first):
        seal = lines.seal(before, operation)
        if seal != operation["chain"]:
            found.append({"one": operation["id"], "seal": seal})
        before = seal
    statement = _operation.update().where(_operation.c.id == bindparam("one")).values(chain=bindparam("seal"))
    for some in portions(found):
        tx.connection.execute(statement, list(some))


OPERATION = (*FIELDS, "state", "head", "chain")


def operations(
    reader: Reader, first: int = 0, stray: list[int] | None = None
) -> Iterator[tuple[Mapping[str, Any], Lines]]:
    """Each operation from ``first`` on with its lines; ``stray`` gets the ids of lines that are of none."""
    columns = ", ".join(("operation_id", *LINE))
    lines = raw(reader, f'SELECT {columns} FROM "change" WHERE operation_id >= {first:d} ORDER BY operation_id, id')
    line = next(lines, None)
    for row in raw(reader, f"SELECT {', '.join(OPERATION)} FROM operation WHERE id >= {first:d} ORDER BY id"):
        taken = Lines()
        while line is not None and isinstance(line[0], int) and line[0] <= row[0]:
            if line[0] == row[0]:
                taken.add(line[1:])
            elif stray is not None:
                stray.append(line[1])
            line = next(lines, None)
        yield dict(zip(OPERATION, row, strict=True)), taken
    while line is not None:
        if stray is not None:
            stray.append(line[1])
        line = next(lines, None)


def adopt(tx: Reader, at: datetime) -> None:
    """Seal everything in a file of before version 6 as it stands, and note that."""
    newest = next(raw(tx, "SELECT max(id) FROM operation"))[0]
    if newest is None:
        return
    back = Backwards(tx)
    _rewrite(tx, [(line, told) for line, told in back.walk() if told and told != line.after])
    standing = Standing()
    for operation, _ in operations(tx):
        standing.take(operation)
    differing = [
        [operation["id"], operation["state"], operation["head"]]
        for operation, _ in operations(tx)
        if standing.of(operation["id"]) != (operation["state"], operation["head"])
    ]
    values = dict(name=SEAL, staff_id=None, desk="", customers="[]", **moment_columns(at))
    if differing:
        values["detail"] = json.dumps({STANDING: differing})
    seal_id = tx.connection.execute(insert(_operation), values).inserted_primary_key
    assert seal_id is not None
    for name, ids in list(back.strangers()):
        for first, last in _stretches(ids):
            line = (seal_id[0], FOUND, name, first, last)
            tx.connection.execute(insert(_change), dict(zip(_STRETCH, line, strict=True)))
    _rewrite(tx, [(line, told) for line, told in Backwards(tx).walk() if told and told != line.after])
    seal_from(tx, 0)


def fold(tx: Reader, last: int) -> None:
    """Let what operations after ``last`` noted belong to that one, as if it had been so before it: there is no later.

    For those that added rows or sealed what they found, and are nobody's act.
    """
    one = _operation.c
    told = tx.rows(select(one.id, one.detail).where(one.id >= last).order_by(one.id))
    if all(row.id == last for row in told):
        return
    detail: dict[str, Any] = {}
    for text in (row.detail for row in told if row.detail):
        for name, value in json.loads(text).items():
            if name in (STANDING, UNFIT):
                value = [*detail.get(name, []), *value]
            elif name == SEALED_FROM:
                value = min(value, detail.get(name, value))
            detail[name] = value
    values = {"operation_id": last, "action": FOUND, "before": None}
    tx.connection.execute(_change.update().where(_change.c.operation_id > last).values(values))
    tx.connection.execute(_operation.delete().where(one.id > last))
    _say(tx, last, detail)
    seal_from(tx, last)


def _stretches(ids: list[int]) -> Iterator[tuple[int, int]]:
    begin = 0
    for place in range(1, len(ids) + 1):
        if place == len(ids) or ids[place] != ids[place - 1] + 1:
            yield ids[begin], ids[place - 1]
            begin = place
