"""Lists as CSV or XLSX. CSV is UTF-8 with its mark, so that spreadsheets read every script; no formula runs in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from io import TextIOWrapper
from typing import IO, Any

from relapp.domain.cells import Cell
from relapp.services.exporting import workbooks
from relapp.services.transfer.guard import FIRST, guarded
from relapp.storage import listing
from relapp.storage.listing import Listing
from relapp.storage.reader import Reader

MARK = "\ufeff"


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
    writer = csv.writer(file)
    writer.writerow(map(guarded, header))
    writer.writerows(_all_safe(rows, typed))


def of_shop(reader: Reader, one: Listing) -> Iterator[Sequence[Any]]:
    """The rows of one of the shop's lists."""
    return listing.rows(reader, one)


def _all_safe(rows: Iterable[Sequence[Any]], typed: Sequence[int] | None) -> Iterator[Sequence[Any]]:
    for row in rows:
        # A row may be longer than the header: those of other people's files are.
        places = range(len(row)) if typed is None else typed
        for place in places:
            value = row[place]
            if type(value) is str and value[:1] in FIRST:
                yield _safe(row, places)
                break
        else:
            yield row


def _safe(row: Sequence[Any], places: Sequence[int]) -> Sequence[Any]:
    cells = [*row]
    for place in places:
        if type(cells[place]) is str:
            cells[place] = guarded(cells[place])
    return cells
