"""Shops written to relapp's own export and read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from relapp.services.exporting import lines, uid
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Taken
from tests.shop import Rows, Shop

Put = Callable[[Shop], Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """A function that writes a shop's rows to a file."""
    return lambda shop: write(shop, tmp_path / "shop.jsonl")


def write(shop: Shop, path: Path) -> Path:
    """Write ``shop.jsonl`` of a shop."""
    shop.run("uid", uid.give)
    with shop.database.read() as reader, path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines.lines(reader, shop.now))
    return path


def take_in(shop: Shop, path: Path) -> Taken:
    """Import a file as it is; what the preview counts is what comes."""
    plan = importing.prepare(path)
    counted = shop.read(lambda reader: importing.preview(reader, plan)).counts()
    taken = shop.run("import", lambda tx: importing.take_in(tx, plan))
    assert taken.tally.counts() == counted
    return taken


OWN = ("uid", "sample")


def told(shop: Shop) -> dict[str, list[dict[str, Any]]]:
    """All rows but what says which shop this is and the import itself; batches are named by their files."""
    tables: Rows = shop.tables()
    names = {row.id: (row.file_name, row.kind, row.moment) for row in tables["import_batch"]}
    rows: dict[str, list[dict[str, Any]]] = {}
    for table, found in tables.items():
        rows[table] = []
        for row in found:
            values = dict(row._asdict())
            values.pop("operation_id", None)
            if table == "import_batch":
                values.pop("id")
            if "batch_id" in values:
                values["batch_id"] = names.get(values["batch_id"])
            if table == "setting":
                values.pop("id")
                if values["key"] in OWN or values["key"].startswith("came."):
                    continue
                values["value"] = json.loads(values["value"])
            if table == "import_batch" and values["kind"] == "shop":
                continue
            rows[table].append(values)
    return rows
