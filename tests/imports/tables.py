"""Measures tables: where they begin and what parts their cells, their encodings, their columns, their sheets."""

from __future__ import annotations

import codecs
import csv
import json
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from relapp.domain.errors import UserError
from relapp.services.transfer.meaning.columns import content_of, guess
from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.reading.tables import Table, open_table
from tests.imports.figures import Figure

_HERE = Path(__file__).parent
_NOT_KNOWN = {Field.OTHER, Field.IGNORE}


@cache
def _told(name: str) -> Any:
    return json.loads((_HERE / name).read_text(encoding="utf-8"))


@cache
def _told_beside(folder: Path) -> dict[str, dict[str, Any]]:
    """What ``expected.json`` beside the files says of them."""
    try:
        told: dict[str, dict[str, Any]] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return told


def measure_tables(paths: list[Path]) -> list[Figure]:
    """The figures of all the files that are opened as tables, or ought to be."""
    layouts = Figure("Tables: separator and header row", 1.0)
    encodings = Figure("Tables: encoding", 0.98)
    sheets = Figure("Sheets: cells, dates as dates", 1.0)
    for path in paths:
        if path.name in _told("sheets.json"):
            failure = _sheet_failure(path, _told("sheets.json")[path.name])
            sheets.count(not failure, f"{path.name}: {failure}")
            continue
        layout = _told_beside(path.parent).get(path.name) or _told("layouts.json").get(path.name)
        if layout is not None and "delim" in layout:
            failure = _layout_failure(path, layout)
            layouts.count(not failure, f"{path.name}: {failure}")
        if layout is not None and "enc" in layout:
            failure = _encoding_failure(path, layout["enc"])
            encodings.count(not failure, f"{path.name}: {failure}")
    return [layouts, encodings, sheets]


def _open(path: Path) -> Table | str:
    try:
        return open_table(path)
    except UserError as error:
        return error.code


def _layout_failure(path: Path, layout: dict[str, Any]) -> str:
    table = _open(path)
    if isinstance(table, str):
        return "" if layout["delim"] == table else f"refused with {table}"
    how = table.how_read
    header = layout["header"]
    line = None if header is None else header + 1
    wanted = (layout["delim"], line, layout["cols"], layout["rows"])
    # A table of one column has no separator that could be wrong.
    separator = layout["delim"] if layout["cols"] == 1 else how.separator
    read = (separator, how.header_line, len(table.header), sum(1 for _ in table.rows()))
    return "" if read == wanted else f"separator, header line, columns, rows are {wanted}, read as {read}"


def _encoding_failure(path: Path, wanted: str) -> str:
    table = _open(path)
    if isinstance(table, str):
        return f"refused with {table}"
    read = table.how_read.encoding
    if codecs.lookup(read).name == codecs.lookup(wanted).name:
        return ""
    content = path.read_bytes()
    # Encodings that say the same of these bytes are both right.
    if content.decode(read, "replace") == content.decode(wanted, "replace"):
        return ""
    return f"{wanted} read as {read}"


def _sheet_failure(path: Path, wanted: dict[str, Any]) -> str:
    table = _open(path)
    if isinstance(table, str):
        return "" if wanted.get("refused") == table else f"refused with {table}"
    if "refused" in wanted:
        return "not refused"
    rows = [cells for _, cells in table.rows()]
    read = {
        "sheet": table.how_read.sheet,
        "header": list(table.header) if table.how_read.header_line else None,
        "rows": len(rows),
        "first": rows[0] if rows else None,
    }
    return "; ".join(f"{key} is {value}, read as {read[key]}" for key, value in wanted.items() if read[key] != value)


def measure_columns() -> list[Figure]:
    """The figures of the layouts in ``columns.json``: those that the words were written for, and those held out."""
    figures = [Figure("Columns: layouts written for", 0.95), Figure("Columns: layouts held out", 0.95)]
    whole = Figure("Columns: what the rows are", 1.0)
    for layout in _told("columns.json"):
        figure = figures[layout["held_out"]]
        for right, failure in _columns(layout, whole):
            figure.count(right, f"{layout['name']}: {failure}")
    return [*figures, whole]


def _columns(layout: dict[str, Any], whole: Figure) -> Iterator[tuple[bool, str]]:
    names, values, wanted = zip(*layout["columns"], strict=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([names, values])
        table = open_table(path)
        mapping = guess(table)
    content = content_of(mapping).value
    whole.count(content == layout["content"], f"{layout['name']}: {layout['content']} taken for {content}")
    for column, meaning in zip(mapping.columns, wanted, strict=True):
        allowed = {part for name in meaning.split("|") for part in (_NOT_KNOWN if name == "-" else {Field(name)})}
        yield column.field in allowed, f"{column.header!r} is {meaning}, read as {column.field}"
