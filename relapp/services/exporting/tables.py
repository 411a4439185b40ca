"""Lists as CSV: UTF-8 with its mark, so that spreadsheets read every script; nothing in them runs as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from relapp.services.transfer.guard import guarded
from relapp.storage import listing
from relapp.storage.listing import Listing
from relapp.storage.reader import Reader

MARK = "\ufeff"


def write(file: IO[str], header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write one list; ``file`` must leave line ends alone."""
    file.write(MARK)
    writer = csv.writer(file)
    writer.writerow(map(guarded, header))
    writer.writerows(map(_safe, rows))


def of_shop(reader: Reader, one: Listing) -> Iterator[Sequence[Any]]:
    """The rows of one of the shop's lists."""
    return listing.rows(reader, one)


def _safe(row: Sequence[Any]) -> list[Any]:
    return [guarded(value) if type(value) is str and value else value for value in row]
