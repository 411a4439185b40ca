"""What the daybook says of one operation: every row that it wrote, as that row stood afterwards.

It is more than the journal has, which knows what was before. With an older copy of the shop it makes the newer one.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any

from sqlalchemy import Table, select

from relapp.domain.erasing import Mark
from relapp.storage import schema
from relapp.storage.chain import Head
from relapp.storage.derived import portions
from relapp.storage.reader import Reader
from relapp.storage.transaction import MOST_RECORDED, Transaction

_operation = schema.operation

SHOP_ID = "shop_id"
"""The setting that tells one shop from another; random, made once."""


@dataclass(frozen=True, slots=True)
class Point:
    """How far a shop is: its newest operation, and a print of what never changes of that one."""

    operation_id: int
    digest: str


START = Point(0, "")
"""Before the first operation."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table as they stood after an operation, and the keys of those that were gone."""

    columns: list[str]
    rows: list[list[Any]]
    gone: list[list[Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Record:
    """One operation, or (``this`` is ``before``) something beside the journal that was written after it."""

    shop: str
    version: int
    """The schema version that the rows are of."""
    before: Point
    this: Point
    moment: int
    """Seconds since 1970."""
    whole: bool
    """Whether its rows are here: those of erasing, and too many, stand in the backup that follows it."""
    tables: dict[str, Rows]
    seal: str = ""
    """Of the newest operation when it was written; empty where an older program wrote it."""

    @property
    def head(self) -> Head | None:
        """Where the record ended then."""
        return Head(self.this.operation_id, self.seal) if self.seal else None

    @property
    def erases(self) -> bool:
        """Whether it is an erasing, of which only the marks are here."""
        return not self.whole and schema.erased.name in self.tables

    @property
    def marks(self) -> list[Mark]:
        """What is kept of those whom it erased."""
        if not self.erases:
            return []
        rows = self.tables[schema.erased.name]
        told = [dict(zip(rows.columns, row, strict=True)) for row in rows.rows]
        return [Mark(one["customer_id"], one["mark"], one["salt"], date.fromisoformat(one["day"])) for one in told]


def encoded(record: Record) -> bytes:
    """A record as the daybook keeps it: compressed JSON."""
    before, this = record.before, record.this
    content = {
        "shop": record.shop,
        "version": record.version,
        "before": [before.operation_id, before.digest],
        "this": [this.operation_id, this.digest],
        "moment": record.moment,
        "whole": record.whole,
        "seal": record.seal,
        "tables": {name: [one.columns, one.rows, one.gone] for name, one in record.tables.items()},
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_bytes_as_text)
    return zlib.compress(text.encode(), 1)


def decoded(body: bytes) -> Record:
    """The record that :func:`encoded` made.

    :raises ValueError: it is none.
    """
    try:
        content = json.loads(zlib.decompress(body), object_hook=_text_as_bytes)
        return Record(
            shop=str(content["shop"]),
            version=int(content["version"]),
            before=Point(*content["before"]),
            this=Point(*content["this"]),
            moment=int(content["moment"]),
            whole=bool(content["whole"]),
            tables={name: Rows(*one) for name, one in content["tables"].items()},
            seal=str(content.get("seal", "")),
        )
    except (zlib.error, KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a record") from error


def _bytes_as_text(value: object) -> dict[str, str]:
    assert isinstance(value, bytes)
    return {"base64": b64encode(value).decode()}


def _text_as_bytes(value: dict[str, Any]) -> Any:
    return b64decode(value["base64"]) if value.keys() == {"base64"} else value


# -- made of what was written --


def collect(tx: Transaction, shop: str) -> Record | None:
    """What a transaction that has finished wrote; ``None`` if that is nothing to keep. Before its commit."""
    beside = {name: _beside(name, rows) for name, rows in tx.beside.items()}
    if tx.noted_id is None:
        if not beside:
            return None
        here = newest(tx)
        seal = _seal(tx, here.operation_id)
        return Record(shop, schema.VERSION, here, here, _seconds(tx), True, beside, seal)
    this, before = _two_newest(tx, tx.noted_id)
    whole = not tx.unwritten and tx.rows_done <= MOST_RECORDED
    tables = dict(_images(tx, whole=whole))
    if whole:
        tables |= _journal(tx, tx.noted_id)
    elif tables:
        # That somebody was erased; the journal has no more of it either.
        tables |= {_operation.name: Rows(_operation.columns.keys(), _read(tx, _operation, [tx.noted_id]))}
    seal = _seal(tx, tx.noted_id)
    return Record(shop, schema.VERSION, before, this, _seconds(tx), whole, tables | beside, seal)


def _seal(reader: Reader, operation_id: int) -> str:
    found = _look(reader, f"SELECT chain FROM operation WHERE id = {operation_id:d}")
    return str(found[0][0]) if found else ""


def _images(tx: Transaction, *, whole: bool) -> Iterable[tuple[str, Rows]]:
    for name, spans in tx.spans.items():
        # Whom erasing is about must be known however old the copy is that is restored.
        if not whole and name != schema.erased.name:
            continue
        table = schema.JOURNALLED[name]
        ids = sorted({row_id for first, last in spans for row_id in range(first, last + 1)})
        rows = _read(tx, table, ids)
        there = {row[0] for row in rows}
        yield name, Rows(table.columns.keys(), rows, [[one] for one in ids if one not in there])


def _read(reader: Reader, table: Table[Any], ids: Sequence[int]) -> list[list[Any]]:
    found: list[list[Any]] = []
    for some in portions(ids):
        found += _look(reader, f"{_SELECT[table.name]} WHERE id IN ({', '.join(map(str, some))})")
    return found


def _look(reader: Reader, statement: str) -> list[list[Any]]:
    """Making statements would cost several times what reading a few rows does, and this is part of every save."""
    return list(map(list, reader.backend.look(reader.connection, statement)))


_SELECT = {
    table.name: f'SELECT {", ".join(table.columns.keys())} FROM "{table.name}"'
    for table in (*schema.JOURNALLED.values(), schema.operation, schema.change)
}


def _journal(tx: Transaction, operation_id: int) -> dict[str, Rows]:
    """Its own lines in the journal, and those acts on which it had the last word."""
    change = schema.change
    acts = _read(tx, _operation, sorted({operation_id, *tx.acts_turned}))
    lines = _look(tx, f"{_SELECT[change.name]} WHERE operation_id = {operation_id:d}")
    found = {_operation.name: Rows(_operation.columns.keys(), acts)}
    return found | ({change.name: Rows(change.columns.keys(), lines)} if lines else {})


def _beside(name: str, rows: list[dict[str, Any]]) -> Rows:
    columns = schema.metadata.tables[name].columns.keys()
    return Rows(columns, [[row.get(column) for column in columns] for row in rows])


def _seconds(tx: Transaction) -> int:
    return int(tx.at.timestamp())


# -- which shop it is, and how far --


def shop_id_row(shop: str) -> dict[str, str]:
    """The setting that holds the id of a shop."""
    return {"key": SHOP_ID, "value": json.dumps(shop)}


def shop_id(reader: Reader) -> str | None:
    """What tells this shop from another, ``None`` where it was never given anything."""
    found = reader.scalar(select(schema.setting.c.value).where(schema.setting.c.key == SHOP_ID))
    return None if found is None else str(json.loads(found))


def newest(reader: Reader) -> Point:
    """How far a shop is."""
    row = reader.row(select(*_LASTING).order_by(_operation.c.id.desc()).limit(1))
    return _point(row) if row else START


def point_of(reader: Reader, operation_id: int) -> Point | None:
    """One operation as a point, ``None`` where there is none of that id."""
    row = reader.row(select(*_LASTING).where(_operation.c.id == operation_id))
    return _point(row) if row else START if operation_id == START.operation_id else None


def _two_newest(reader: Reader, operation_id: int) -> tuple[Point, Point]:
    names = ", ".join(column.name for column in _LASTING)
    found = _look(reader, f"SELECT {names} FROM operation WHERE id <= {operation_id:d} ORDER BY id DESC LIMIT 2")
    points = [_point(row) for row in found]
    return points[0], points[1] if len(points) > 1 else START


_LASTING = (
    _operation.c.id,
    _operation.c.name,
    _operation.c.staff_id,
    _operation.c.moment,
    _operation.c.utc_offset,
    _operation.c.desk,
)


def _point(row: Sequence[Any]) -> Point:
    return Point(int(row[0]), blake2b(json.dumps(list(row)).encode(), digest_size=8).hexdigest())
