"""Rows of documents as plain data and back: what a process that reads for another may hand over.

Whatever comes back is made of the types that are named here and of nothing else, however the data was made.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from relapp.services.transfer.reading.documents import DocumentRow
from relapp.services.transfer.rows import BadRow, CancelledEvent, EntryRow, PersonRow, ShopRecord

_ROWS: dict[str, type[DocumentRow]] = {
    kind.__name__: kind for kind in (PersonRow, EntryRow, ShopRecord, BadRow, CancelledEvent)
}
_PLAIN = (str, int, float, bool, type(None))


def plain_row(row: DocumentRow) -> list[Any]:
    """A row as lists of texts and numbers, its kind in front."""
    return [type(row).__name__, plain(row)]


def row_of(data: Any) -> DocumentRow:
    """The row that :func:`plain_row` made plain.

    :raises ValueError: it is none.
    """
    try:
        kind, values = data
        row: DocumentRow = made(_ROWS[kind], values)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("this is no row") from error
    return row


def plain(value: Any) -> Any:
    """A value of the types that rows are made of, as JSON can carry it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, Path):
        # A name may be bytes that are no text.
        return plain(os.fsencode(value))
    if is_dataclass(value):
        return [plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    return [plain(each) for each in value]


def made(kind: Any, data: Any) -> Any:
    """The value of the type ``kind`` that :func:`plain` made plain.

    :raises ValueError: it is none (or :class:`TypeError`).
    """
    return _maker(kind)(data)


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """What makes values of one type: looking at what it is made of takes longer than the making."""
    if kind is Any:
        return lambda data: data
    if kind in _PLAIN:
        return lambda data: _checked(kind, data)
    if kind is datetime:
        return datetime.fromisoformat
    if kind is Path:
        return lambda data: Path(os.fsdecode(b64decode(data, validate=True)))
    if kind is bytes:
        return lambda data: b64decode(data, validate=True)
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (some,) = (_maker(part) for part in parts if part is not type(None))
        return lambda data: None if data is None else some(data)
    if origin is tuple:
        each = _maker(parts[0])
        return lambda data: tuple(map(each, _checked(list, data)))
    if origin in (dict, Mapping):
        return lambda data: _checked(dict, data)
    if issubclass(kind, Enum):
        choices: type[Enum] = kind
        return choices
    hints = get_type_hints(kind)
    makers = [_maker(hints[name]) for name in _names(kind)]
    return lambda data: _built(kind, makers, data)


def _names(kind: Any) -> tuple[str, ...]:
    named: tuple[str, ...] | None = getattr(kind, "_fields", None)  # of a named tuple
    return named or tuple(field.name for field in fields(kind))


def _built(kind: Any, makers: list[Callable[[Any], Any]], data: Any) -> Any:
    values = [make(each) for make, each in zip(makers, _checked(list, data), strict=True)]
    # Some take their values by name only.
    return kind(**dict(zip(_names(kind), values, strict=True)))


def _checked(kind: type, data: Any) -> Any:
    if type(data) is not kind:
        raise ValueError("not of the type that is named")
    return data
