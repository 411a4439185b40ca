"""Lists as CSV or XLSX. CSV is UTF-8 with its mark, so that spreadsheets read every script; no formula runs in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from io import TextIOWrapper
from itertools import islice
from typing import IO, Any

from relapp.domain.cells import Cell
from relapp.services.exporting import workbooks
from relapp.services.transfer.guard import FIRST, guarded
from relapp.storage import listing
from relapp.storage.listing import Listing
from relapp.storage.reader import Reader

MARK = "\ufeff"
_AT_ONCE = 500


class _Lines(list[str]):
    """Takes what csv writes: for each row far quicker than a file."""

    write = list.append


class Form(StrEnum):
    """In which form a list is written; the value is how such files end."""

    CSV = "csv"
    XLSX = "xlsx"


def save(
    file: IO[bytes],
    form: Form,
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    cells: Sequence[Cell] = (),
    typed: Sequence[int] | None = None,
) -> None:
    """Write one list in one of the forms; ``title`` names the sheet, ``cells`` say what the columns hold."""
    if form is Form.XLSX:
        workbooks.write(file, title, header, rows, cells)
        return
    with TextIOWrapper(file, encoding="utf-8", errors="replace", newline="") as text:
        write(text, header, rows, typed)


def write(
    file: IO[str], header: Sequence[str], rows: Iterable[Sequence[Any]], typed: Sequence[int] | None = None
) -> None:
    """Write one list as CSV; ``file`` must leave line ends alone.

    ``typed`` are the places of the columns that hold what somebody typed; ``None``: all of them may.
    """
    file.write(MARK)
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow(map(guarded, header))
    rows = iter(rows)
    while some := [*islice(rows, _AT_ONCE)]:
        writer.writerows(_all_safe(some, typed))
        file.write("".join(lines))
        lines.clear()
    file.write("".join(lines))


def of_shop(reader: Reader, one: Listing) -> Iterator[Sequence[Any]]:
    """The rows of one of the shop's lists."""
    return listing.rows(reader, one)


def _all_safe(rows: Sequence[Sequence[Any]], typed: Sequence[int] | None) -> Iterable[Sequence[Any]]:
    if typed is None:
        # A row may be longer than the header: those of other people's files are.
        return [_safe(row, range(len(row))) for row in rows]
    bad = [
        place
        for place in typed
        if not FIRST.isdisjoint([value[:1] for row in rows if type(value := row[place]) is str])
    ]
    return [_safe(row, bad) for row in rows] if bad else rows


def _safe(row: Sequence[Any], places: Sequence[int]) -> Sequence[Any]:
    if FIRST.isdisjoint([value[:1] for place in places if type(value := row[place]) is str]):
        return row
    cells = [*row]
    for place in places:
        if type(cells[place]) is str:
            cells[place] = guarded(cells[place])
    return cells
