"""How files of one shape were set by hand, so that the next of them needs no hand.

A shape is the row of column names. What a person said of it is kept in the shop's database by an act of its own, so
that undoing an import does not forget how its columns were set.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as Named
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from relapp.services.transfer.meaning.columns import Mapping, Reason
from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.meaning.values import DateOrder
from relapp.services.transfer.meaning.wording import plain
from relapp.services.transfer.rows import Content
from relapp.storage import settings
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

MOST = 100
"""So many shapes are remembered; the oldest makes room."""
_KEY = "import_shapes"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person said of a file beside its columns; ``None`` where the file was let speak."""

    content: Content | None = None
    date_order: DateOrder | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """What a person said of files with one row of column names: ``columns`` are the meanings set by hand, by index."""

    chosen: Chosen
    columns: tuple[tuple[int, Field], ...]

    def on(self, mapping: Mapping) -> Mapping:
        """``mapping`` with these columns set."""
        for index, field in self.columns:
            if index < len(mapping.columns):
                mapping = mapping.set(index, field)
        return mapping


Shapes = Named[str, Shape]
"""By :func:`key`, the oldest first."""


def key(header: Sequence[str]) -> str:
    """What tells one row of column names from another: their words in their order, however they are written."""
    words = "\n".join(" ".join(plain(name).split()) for name in header)
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def of(mapping: Mapping, chosen: Chosen) -> Shape | None:
    """What a person said of a file, ``None`` if they said nothing."""
    columns = tuple((column.index, column.field) for column in mapping.columns if column.reason is Reason.PERSON)
    return Shape(chosen, columns) if columns or chosen != Chosen() else None


def read(reader: Reader) -> Shapes:
    """Everything that is remembered; what cannot be read is as good as forgotten."""
    stored = settings.every(reader).get(_KEY)
    found: dict[str, Shape] = {}
    for name, told in stored.items() if isinstance(stored, dict) else ():
        try:
            found[name] = _shape(told)
        except (AttributeError, KeyError, TypeError, ValueError):
            continue
    return found


def remember(tx: Transaction, header: Sequence[str], shape: Shape) -> None:
    """Keep what a person said of files with this row of column names."""
    name = key(header)
    known = dict(read(tx))
    if known.get(name) == shape:
        return
    known.pop(name, None)
    known[name] = shape
    _store(tx, dict(list(known.items())[-MOST:]))


def forget(tx: Transaction, header: Sequence[str]) -> None:
    """Let files with this row of column names speak for themselves again."""
    known = dict(read(tx))
    if known.pop(key(header), None) is not None:
        _store(tx, known)


def _store(tx: Transaction, known: Shapes) -> None:
    settings.put(tx, _KEY, {name: _told(shape) for name, shape in known.items()})


def _told(shape: Shape) -> dict[str, Any]:
    return {
        "content": shape.chosen.content,
        "date_order": shape.chosen.date_order,
        "columns": [[index, field] for index, field in shape.columns],
    }


def _shape(told: dict[str, Any]) -> Shape:
    content, order = told["content"], told["date_order"]
    return Shape(
        Chosen(Content(content) if content else None, DateOrder(order) if order else None),
        tuple((int(index), Field(field)) for index, field in told["columns"]),
    )
