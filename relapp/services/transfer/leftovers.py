"""Bad rows as a file of their own, each with its reason, to be mended and imported again."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

from relapp.domain.errors import UserError
from relapp.services.transfer.rows import BadRow

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def save(
    path: Path, header: Sequence[str], rows: Sequence[BadRow], reason: Callable[[BadRow], str], title: str
) -> None:
    """Write ``rows`` under ``header`` and one more column ``title`` with the reason, as CSV in UTF-8.

    :raises UserError: ``file.cannot_write`` (``file``).
    """
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*header, title])
            for row in rows:
                writer.writerow([*map(safe_cell, row.cells), safe_cell(reason(row))])
    except OSError as error:
        raise UserError("file.cannot_write", file=path.name) from error


def safe_cell(text: str) -> str:
    """``text`` so that no spreadsheet runs it as a formula; plain numbers stay as they are."""
    if not text.startswith(_FORMULA):
        return text
    number = text[1:].replace(",", "").replace(".", "")
    return text if text[0] in "+-" and number.isdigit() else "'" + text
