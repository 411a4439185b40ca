"""Lists as CSV: UTF-8 with its mark, so that spreadsheets read every script; nothing in them runs as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from relapp.services.transfer.guard import FIRST, guarded
from relapp.storage import listing
from relapp.storage.listing import Listing
from relapp.storage.reader import Reader

MARK = "\ufeff"


def write(
    file: IO[str], header: Sequence[str], rows: Iterable[Sequence[Any]], typed: Sequence[int] | None = None
) -> None:
    """Write one list; ``file`` must leave line ends alone.

    ``typed`` are the places of the columns that hold what somebody typed; ``None``: all of them may.
    """
    file.write(MARK)
    writer = csv.writer(file)
    writer.writerow(map(guarded, header))
    # A row may be longer than the header: those of other people's files are.
    writer.writerows(_safe(row, range(len(row)) if typed is None else typed) for row in rows)


def of_shop(reader: Reader, one: Listing) -> Iterator[Sequence[Any]]:
    """The rows of one of the shop's lists."""
    return listing.rows(reader, one)


def _safe(row: Sequence[Any], places: Sequence[int]) -> Sequence[Any]:
    for place in places:
        value = row[place]
        if type(value) is str and value[:1] in FIRST and (safe := guarded(value)) != value:
            row = [*row]
            row[place] = safe
    return row
