"""``python -m tests.imports FOLDER``: how well relapp reads the files of a folder, kind by kind."""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from relapp.domain.errors import UserError
from relapp.services.transfer.reading.documents import open_document
from tests.imports.figures import Figure, table
from tests.imports.tables import measure_columns, measure_tables

_BESIDE = frozenset({"manifest.json", "expected.json"})
# Where a kind of document is measured, the title of its figure, and the share to reach.
_DOCUMENTS = {
    "cards": ("tests.imports.cards", "measure", "Cards: nothing lost, no error shown", 0.98),
    "calendar": ("tests.imports.cards", "measure_calendar", "Calendars: no error shown", 0.95),
    "mail": ("tests.imports.talk", "measure_mail", "", 0.0),
    "chat": ("tests.imports.talk", "measure_chat", "", 0.0),
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
        figures += _documents(kind, paths)
    return figures


def _documents(kind: str, paths: list[Path]) -> list[Figure]:
    module, name, title, least = _DOCUMENTS.get(kind, ("", "", "", 0.0))
    if not module or importlib.util.find_spec(module) is None:
        return [Figure(f"{kind}: nothing measures it", 0.0, failures=[path.name for path in paths])]
    measurer: Callable[[Any], Any] = getattr(importlib.import_module(module), name)
    if not title:
        figures: list[Figure] = measurer(paths)
        return figures
    figure = Figure(title, least)
    for path in paths:
        right, why = measurer(path)
        figure.count(right, f"{path.name}: {why}")
    return [figure]


def main() -> int:
    """Print the figures; the exit code says whether all were reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.imports", description=__doc__)
    parser.add_argument("folder", type=Path)
    figures = measure(parser.parse_args().folder)
    print(table(figures))
    return 0 if all(figure.reached for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
