"""``python -m tests.imports FOLDER``: how well relapp reads the files of a folder, kind by kind."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

from relapp.domain.errors import UserError
from relapp.services.transfer.reading.documents import open_document
from tests.imports.figures import Figure, table
from tests.imports.tables import measure_columns, measure_tables

_BESIDE = frozenset({"manifest.json", "expected.json"})
# Where a kind of document is measured: a module, and in it a function from paths to figures.
_DOCUMENTS = {
    "cards": ("tests.imports.cards", "measure"),
    "calendar": ("tests.imports.cards", "measure_calendar"),
    "mail": ("tests.imports.talk", "measure_mail"),
    "chat": ("tests.imports.talk", "measure_chat"),
}
# The corpora of a ``manifest.json`` by the beginnings of their names.
_CORPORA = {"vcard": "cards", "ics": "calendar", "mail": "mail", "whatsapp": "chat"}


def kind_of(path: Path) -> str:
    """What the file is: as ``manifest.json`` beside its folder says, else what relapp takes it for."""
    told = _CORPORA.get(_corpora(path.parent.parent).get((path.parent.name, path.name), "").partition("-")[0])
    if told is not None:
        return told
    try:
        document = open_document(path)
    except UserError:
        return "table"
    return document.how_read.format if document is not None else "table"


@cache
def _corpora(folder: Path) -> dict[tuple[str, str], str]:
    try:
        entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {(entry["corpus"], entry["file"]): entry["corpus"] for entry in entries}


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
    module, name = _DOCUMENTS.get(kind, ("", ""))
    if not module:
        return [Figure(f"{kind}: nothing measures it", 0.0, failures=[path.name for path in paths])]
    measurer: Callable[[list[Path]], list[Figure]] = getattr(importlib.import_module(module), name)
    return measurer(paths)


def main() -> int:
    """Print the figures; the exit code says whether all were reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.imports", description=__doc__)
    parser.add_argument("folder", type=Path)
    figures = measure(parser.parse_args().folder)
    print(table(figures))
    return 0 if all(figure.reached for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
