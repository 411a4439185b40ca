"""``python -m tests.imports FOLDER``: how well relapp reads the files of a folder, kind by kind."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from relapp.domain.errors import UserError
from relapp.services.transfer.reading.documents import open_document
from tests.imports import cards, talk
from tests.imports.figures import Figure, table
from tests.imports.tables import measure_columns, measure_tables

_BESIDE = frozenset({"manifest.json", "expected.json"})
_DOCUMENTS = {
    "cards": cards.measure,
    "calendar": cards.measure_calendar,
    "mail": talk.measure_mail,
    "chat": talk.measure_chat,
}


def kind_of(path: Path) -> str:
    """What relapp takes the file for; one that it refuses is what its name says, else a table that failed."""
    try:
        document = open_document(path)
    except UserError:
        return {".vcf": "cards", ".ics": "calendar"}.get(path.suffix.lower(), "table")
    return document.how_read.format if document is not None else "table"


def measure(folder: Path) -> list[Figure]:
    """The figures of all the files below ``folder``."""
    kinds: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in _BESIDE:
            kinds[kind_of(path)].append(path)
    figures = measure_tables(kinds.pop("table", [])) + measure_columns()
    for kind, paths in sorted(kinds.items()):
        figures += _DOCUMENTS[kind](paths)
    return figures


def main() -> int:
    """Print the figures; the exit code says whether all were reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.imports", description=__doc__)
    parser.add_argument("folder", type=Path)
    figures = measure(parser.parse_args().folder)
    print(table(figures))
    return 0 if all(figure.reached for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
