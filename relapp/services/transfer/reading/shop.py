"""relapp's own export: ``shop.jsonl``, by itself or in the zip of a whole export."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, is_zipfile

from relapp.domain.errors import UserError
from relapp.services.exporting import mark
from relapp.services.transfer.reading.documents import Document, DocumentRow, Format
from relapp.services.transfer.reading.tables import HowRead
from relapp.services.transfer.rows import BadRow, Content, ShopRecord

NAME = "shop.jsonl"

LONGEST_LINE = 32 * 1024 * 1024
"""Bytes; a picture is the longest thing that a line holds."""

_MARK = f'"{mark.FORMAT}"'.encode()
_SHOWN = 200


def recognises(path: Path, head: bytes) -> bool:
    """Whether this is such a file, or a zip that holds one."""
    if head.startswith(b"PK\x03\x04"):
        return _inside(path) is not None
    marked = head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and _MARK in head[:200]
    return marked or path.name == NAME


def open_shop(path: Path, ours: Collection[str] = ()) -> Document:  # noqa: ARG001
    """The export as a document.

    :raises UserError: ``import.newer_export`` or ``import.cannot_read``.
    """
    with _misfortunes_named(path), _opened(path) as file:
        head = _head(path, file)
    counts = head.get("rows")
    rows = [n for n in counts.values() if isinstance(n, int)] if isinstance(counts, dict) else []
    how = HowRead("shop", sum(rows), encoding="utf-8")
    return Document(path.name, how, Content.SHOP, lambda _: _rows(path))


FORMAT = Format(recognises, open_shop)


def _rows(path: Path) -> Iterator[DocumentRow]:
    with _misfortunes_named(path), _opened(path) as file:
        yield ShopRecord(1, "", _head(path, file))
        line = 1
        while text := file.readline(LONGEST_LINE + 1):
            line += 1
            if len(text) > LONGEST_LINE:
                yield BadRow(line, (_shown(text),), "row.too_long")
                while text and not text.endswith(b"\n"):
                    text = file.readline(LONGEST_LINE)
            elif text.strip():
                yield _record(line, text)


def _record(line: int, text: bytes) -> ShopRecord | BadRow:
    values = _parsed(text)
    if values is None:
        return BadRow(line, (_shown(text),), "row.no_record")
    table = values.get("table")
    if not isinstance(table, str) or table not in _known():
        return BadRow(line, (_shown(text),), "row.no_table", {"value": str(table)[:_SHOWN]})
    return ShopRecord(line, table, values)


@cache
def _known() -> frozenset[str]:
    # The process that reads files is quick to start where it needs no database.
    from relapp.storage import whole

    return frozenset(whole.ORDER)


def _head(path: Path, file: IO[bytes]) -> dict[str, Any]:
    head = _parsed(file.readline(LONGEST_LINE).removeprefix(b"\xef\xbb\xbf"))
    if head is None or head.get("format") != mark.FORMAT or not isinstance(head.get("version"), int):
        raise UserError("import.cannot_read", file=path.name)
    if head["version"] > mark.VERSION:
        raise UserError("import.newer_export", file=path.name)
    return head


def _parsed(text: bytes) -> dict[str, Any] | None:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _shown(text: bytes) -> str:
    return text[:_SHOWN].decode("utf-8", "replace").strip()


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    inside = _inside(path) if is_zipfile(path) else None
    if inside is None:
        with path.open("rb") as file:
            yield file
    else:
        with ZipFile(path) as packed, packed.open(inside) as file:
            yield file


def _inside(path: Path) -> str | None:
    """What the export is called in a zip, ``None`` if there is none in it."""
    try:
        with ZipFile(path) as packed:
            return next((name for name in packed.namelist() if name.rsplit("/", 1)[-1] == NAME), None)
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return None


@contextmanager
def _misfortunes_named(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, EOFError, BadZipFile, RuntimeError, NotImplementedError) as error:
        # RuntimeError is how a zip says that it wants a password; zlib's own error is an OSError's cousin.
        raise UserError("import.cannot_read", file=path.name) from error
