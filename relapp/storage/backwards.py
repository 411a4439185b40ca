"""The rows that the journal speaks of as they stood earlier and earlier, from what they are now."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from relapp.storage import schema
from relapp.storage.chain import LINE, UNSEALED_SETTINGS, rows_print
from relapp.storage.derived import unpacked
from relapp.storage.reader import Reader

FOUND = "found"
"""The action of rows that stood there unaccounted for when a file of before version 6 was sealed."""

RUBBISH = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, zlib.error)
"""What reading a journal raises into which another program wrote."""

_SEALED = ", ".join(f"'{key}'" for key in UNSEALED_SETTINGS)
_COLUMNS = {name: tuple(table.columns.keys()) for name, table in schema.JOURNALLED.items()}
_WHERE = dict.fromkeys(_COLUMNS, "") | {schema.setting.name: f"key NOT IN ({_SEALED}) AND "}


class Line(NamedTuple):
    """One line of the journal, as the driver gives it."""

    operation_id: int
    id: int
    action: str
    table: str
    row_id: int
    last_id: int
    before: str | None
    after: str | None
    rows: bytes | None


def raw(reader: Reader, statement: str) -> Iterator[Any]:
    """Rows as the driver gives them, whatever stands there; made for a statement a row."""
    # The cursor goes with the generator: nothing here may fail when that is dropped half-read.
    cursor: Any = reader.connection.connection.cursor()
    cursor.execute(statement)
    yield from cursor


def lines_backwards(reader: Reader) -> Iterator[Line]:
    """The journal from its end; what was split off a line (``before`` has its number) comes where that one stood."""
    columns = ", ".join(("operation_id", *LINE))
    held: list[tuple[int, Line]] = []
    operation_id = None
    for row in raw(reader, f'SELECT {columns} FROM "change" ORDER BY operation_id DESC, id DESC'):
        line = Line(*row)
        if line.operation_id != operation_id:
            yield from (one for _, one in sorted(held, reverse=True))
            held, operation_id = [], line.operation_id
        if line.action == "insert" and line.before is not None and str(line.before).isdecimal():
            held.append((int(line.before), line))
            continue
        ready = [one for one in held if one[0] > line.id]
        held = [one for one in held if one[0] <= line.id]
        yield from (one for _, one in sorted(ready, reverse=True))
        yield line
    yield from (one for _, one in sorted(held, reverse=True))


class Backwards:
    """Goes back line by line; says of each what it must tell of the rows for the journal to fit them."""

    def __init__(self, reader: Reader, wanted: Callable[[Line], bool] = lambda _: True) -> None:
        self._reader = reader
        self._wanted = wanted
        self._held: defaultdict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
        self._read_once: defaultdict[str, set[int]] = defaultdict(set)
        self._spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self._counts: defaultdict[str, int] = defaultdict(int)

    def walk(self) -> Iterator[tuple[Line, str | None]]:
        """Each line with what should stand in its ``after``; an empty text where nothing could fit."""
        found: list[Line] = []
        for line in lines_backwards(self._reader):
            if line.action == FOUND:
                found.append(line)
                continue
            yield line, self._step(line)
        # They stood there before anything that the journal tells.
        for line in found:
            yield line, self._step(line)

    def _step(self, line: Line) -> str | None:
        try:
            if line.action in ("insert", FOUND):
                return self._take_out(line)
            if line.action == "update":
                return self._set_back(line)
            self._held[line.table] |= {row["id"]: row for row in unpacked(line.rows or b"")}
            self._read_once[line.table] -= {row["id"] for row in unpacked(line.rows or b"")}
            return line.after
        except RUBBISH:
            return ""

    def _take_out(self, line: Line) -> str | None:
        name, first, last = line.table, line.row_id, line.last_id
        held = self._held[name]
        if last - first < len(held):
            mine = {one: held.pop(one) for one in range(first, last + 1) if one in held}
        else:
            mine = {one: held.pop(one) for one in [one for one in held if first <= one <= last]}
        if not self._wanted(line):
            return line.after
        self._spans[name].append((first, last))
        rows = list(self._read(name, first, last))
        self._counts[name] += len(rows)
        if mine:
            once = self._read_once[name]
            self._counts[name] -= sum(row[0] in mine and row[0] not in once for row in rows)
            once.difference_update(mine)
            rows = _merged(name, [row for row in rows if row[0] not in mine], mine)
        return rows_print(name, _COLUMNS[name], rows, [row[0] for row in rows])

    def _set_back(self, line: Line) -> str | None:
        before, after = json.loads(line.before or ""), json.loads(line.after or "")
        row = self._row(line.table, line.row_id)
        if row is None:
            return ""
        fits = all(row.get(column) == value for column, value in after.items())
        told = line.after if fits else json.dumps({column: row.get(column) for column in after}, default=repr)
        row |= before
        return told

    def _row(self, name: str, row_id: int) -> dict[str, Any] | None:
        held = self._held[name]
        if row_id not in held:
            found = next(self._read(name, row_id, row_id), None)
            if found is None:
                return None
            held[row_id] = dict(zip(_COLUMNS[name], found, strict=True))
            self._read_once[name].add(row_id)
        return held[row_id]

    def _read(self, name: str, first: int, last: int) -> Iterator[Any]:
        columns = ", ".join(f'"{column}"' for column in _COLUMNS[name])
        where = f"{_WHERE[name]}id BETWEEN {first:d} AND {last:d}"
        return raw(self._reader, f'SELECT {columns} FROM "{name}" WHERE {where} ORDER BY id')

    def strangers(self) -> Iterator[tuple[str, list[int]]]:
        """Rows that stand in a table and in no line that added rows, some of them, after the walk."""
        for name in _COLUMNS:
            count = next(raw(self._reader, f'SELECT count(*) FROM "{name}" WHERE {_WHERE[name]}1'))[0]
            if count != self._counts[name]:
                yield name, self._outside(name)

    def _outside(self, name: str) -> list[int]:
        place, found = 0, []
        for first, last in sorted(self._spans[name]):
            if first > place + 1 or not place:
                found += self._ids(name, place + 1 if place else None, first - 1)
            place = max(place, last)
        return found + self._ids(name, place + 1 if place else None, None)

    def _ids(self, name: str, first: int | None, last: int | None) -> list[int]:
        ends = (f"id {sign} {end:d}" for sign, end in ((">=", first), ("<=", last)) if end is not None)
        where = " AND ".join([f"{_WHERE[name]}1", *ends])
        return [row[0] for row in raw(self._reader, f'SELECT id FROM "{name}" WHERE {where} ORDER BY id')]


def _merged(name: str, rows: Iterable[Sequence[Any]], held: dict[int, dict[str, Any]]) -> list[Sequence[Any]]:
    table = schema.JOURNALLED[name]
    defaults = {one.name: one.server_default.arg if one.server_default is not None else None for one in table.columns}
    more = [[row.get(column, defaults[column]) for column in _COLUMNS[name]] for row in held.values()]
    return sorted([*rows, *more], key=lambda row: row[0])
