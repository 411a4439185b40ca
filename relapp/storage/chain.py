"""The seals by which an edit from outside is found.

Each operation is sealed over the seal before it, what stands in it for good, and its lines in the journal. A line of
rows that were added has a print of them, since it says nothing else of what they said. So from the rows as they are
now, going back line by line, each can be held against what was written once: ``storage.fitting`` does.

Seals need no key. Whoever makes all of them anew is found by a seal that was kept elsewhere, with a backup or in the
daybook: :class:`Head`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Boolean, Table, select

from relapp.storage import schema
from relapp.storage.reader import Reader
from relapp.storage.sound_text import sound

FIELDS = ("id", "name", "staff_id", "moment", "utc_offset", "desk", "reverses", "customers", "detail")
"""What of an operation never changes; of ``state`` only whether there is one, the rest follows from later ones."""

LINE = ("id", "action", "table_name", "row_id", "last_id", "before", "after", "rows")
"""What of a change is sealed with its operation."""

UNSEALED_SETTINGS = ("unclean", "shop_id")
"""Settings that say something of the file, not of the shop; they are written past the journal."""

STANDING = "standing"
"""In ``detail``: earlier acts (id, state, head) that the operation left otherwise than its kind does by itself."""

SEALED_FROM = "from"
"""In ``detail`` of an erasing: the first operation that it sealed again; an older program's says nothing of it."""

UNFIT = "unfit"
"""In ``detail``: operations that did not fit before the journal was sealed again, so that this is not forgotten."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest operation and its seal: kept elsewhere, it finds a record that was cut off or made anew."""

    operation_id: int
    chain: str


def head(reader: Reader) -> Head | None:
    """Where the record ends, ``None`` while nothing was done."""
    one = schema.operation.c
    row = reader.row(select(one.id, one.chain).order_by(one.id.desc()).limit(1))
    return Head(row.id, row.chain) if row else None


def _unknown(value: object) -> str:
    """What only another program can have put there."""
    return value.hex() if isinstance(value, bytes) else repr(value)


encoded = json.JSONEncoder(separators=(",", ":"), default=_unknown).encode


class Lines:
    """The lines of one operation, taken in one by one."""

    def __init__(self) -> None:
        self._sum = sha256()

    def add(self, line: Sequence[Any]) -> None:
        """Take in the columns :data:`LINE` of a change, in the order of their ids."""
        *told, rows = line
        if rows is not None:
            rows = sha256(rows if isinstance(rows, bytes) else encoded(rows).encode()).hexdigest()
        self._sum.update(encoded([*told, rows]).encode())

    def seal(self, before: str, operation: Mapping[str, Any]) -> str:
        """The seal of the operation they are of, which follows the one sealed with ``before``."""
        fields = [before, *(operation[name] for name in FIELDS), operation["state"] is not None]
        return sha256(encoded(fields).encode() + self._sum.digest()).hexdigest()


def _defaults(table: Table[Any]) -> dict[str, Any]:
    return {
        column.name: column.server_default.arg if column.server_default is not None else None
        for column in table.columns
    }


_DEFAULTS: dict[str, dict[str, Any]] = {name: _defaults(table) for name, table in schema.JOURNALLED.items()}
_TRUE_OR_FALSE = {
    name: frozenset(column.name for column in table.columns if isinstance(column.type, Boolean))
    for name, table in schema.JOURNALLED.items()
}
_NUMBERS = {True: 1, False: 0}
_A_HALF = "\\ud"
"""Stands in JSON wherever half of a pair of characters does, and elsewhere seldom enough."""


def _as_stored(value: Any) -> Any:
    return sound(value) if isinstance(value, str) else value


def rows_print(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], ids: Sequence[int]) -> str:
    """What tells rows from any others: their ids and, of ``columns``, those that do not all hold their default.

    So it stays the same when a later version adds a column.
    """
    held: list[tuple[str, Any]] = [("id", list(ids))]
    defaults, flags = _DEFAULTS[table], _TRUE_OR_FALSE[table]
    # Of rows that a recovery could not bring back nothing is left.
    for name, values in zip(columns, zip(*rows, strict=True), strict=True) if rows else ():
        default = defaults[name]
        if name == "id" or (values[0] == default and values.count(default) == len(values)):
            continue
        held.append((name, [_NUMBERS.get(value, value) for value in values] if name in flags else values))
    held.sort(key=lambda column: column[0])
    text = encoded(held)
    if _A_HALF in text:
        text = encoded([(name, list(map(_as_stored, values))) for name, values in held])
    return sha256(text.encode()).hexdigest()[:32]
