"""Bad rows as a file: all of them, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from relapp.domain.errors import UserError
from relapp.services.transfer import glance, importing, leftovers
from relapp.services.transfer.rows import BadRow
from relapp.ui.wording.imports import bad_row
from tests.shop import Shop


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_neither_names_of_columns_nor_cells_nor_reasons_run_as_formulas(tmp_path: Path) -> None:
    path = tmp_path / "left.csv"
    leftovers.save(path, ["=1+1"], [BadRow(2, ('"=2', "-5", "|x"), "row.date")], lambda _: "=3", "+4")
    assert rows(path) == [["'=1+1", "", "", "'+4"], ["'\"=2", "'-5", "'|x", "'=3"]]


def test_half_a_letter_does_not_stop_it(tmp_path: Path) -> None:
    path = tmp_path / "left.csv"
    leftovers.save(path, ["name"], [BadRow(2, ("gift \ud83d",), "row.value")], lambda _: "bad", "why")
    assert rows(path)[1] == ["gift ?", "bad"]


def test_what_was_saved_there_before_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "left.csv"
    path.write_text("before")

    def full(_: BadRow) -> str:
        raise OSError(28, "No space left on device")

    with pytest.raises(UserError) as refused:
        leftovers.save(path, ["name"], [BadRow(2, ("x",), "row.value")], full, "why")
    assert refused.value.code == "full"
    assert [one.name for one in tmp_path.iterdir()] == ["left.csv"]
    assert path.read_text() == "before"


def test_all_bad_rows_are_saved_also_those_that_only_storing_finds(
    tmp_path: Path,
) -> None:
    path = tmp_path / "shop.jsonl"
    tag = {"table": "tag", "name": "regular"}
    head = {"format": "relapp-shop", "version": 1, "shop": "x"}
    records = [{**tag, "id": number} for number in range(1, 6)]
    path.write_text("".join(json.dumps(one) + "\n" for one in [head, *records]))
    plan = importing.prepare(path)
    shop = Shop()
    counted = shop.read(lambda reader: importing.preview(reader, plan, most_bad=2))
    assert (counted.bad, len(counted.bad_rows)) == (4, 2)
    found = shop.read(lambda reader: glance.bad_rows(reader, plan, counted, lambda _: True))
    assert [row.line for row in found] == [3, 4, 5, 6]
    assert all(bad_row(row) for row in found)
