"""Bad rows as a file of their own, each with its reason, to be mended and imported again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from relapp.services.exporting import places, tables
from relapp.services.transfer.rows import BadRow


def save(
    path: Path, header: Sequence[str], rows: Sequence[BadRow], reason: Callable[[BadRow], str], title: str
) -> None:
    """Write ``rows`` under ``header`` and one more column ``title`` with the reason, as a list is saved.

    :raises UserError: ``file.cannot_write`` or ``full``; a file of that name stays as it was.
    """
    width = max([len(header), *(len(row.cells) for row in rows)])
    blank = [""] * width
    lines = ([*row.cells, *blank[len(row.cells) :], reason(row)] for row in rows)
    with places.new_text(path) as file:
        tables.write(file, [*header, *blank[len(header) :], title], lines)
