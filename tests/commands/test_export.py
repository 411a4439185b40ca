"""relapp export, and its files taken in again by relapp import."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.commands.conftest import FILES, Relapp


@pytest.fixture
def gift_shop(relapp: Relapp) -> Relapp:
    relapp("import", FILES / "gift-shop-slice.csv.gz")
    return relapp


def test_everything_lies_in_a_new_folder_each_time(gift_shop: Relapp, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = gift_shop("export", out)
    assert (first.code, first.err) == (0, "")
    assert first.out.startswith("Everything is exported: 9 customers with ")
    gift_shop("export", out)
    folders = sorted(out.iterdir())
    assert len(folders) == 2
    assert folders[1].name == f"{folders[0].name} (2)"
    assert {path.name for path in folders[0].iterdir()} >= {"shop.jsonl", "customers.csv", "entries.csv", "book"}


def test_what_was_exported_makes_the_same_shop_elsewhere(gift_shop: Relapp, tmp_path: Path) -> None:
    path = Path(gift_shop("export", tmp_path / "out", "--zip", "--json").json["path"])
    assert ZipFile(path).testzip() is None
    other = tmp_path / "other"
    told = gift_shop("import", path, "--json", within=other).json["files"][0]
    assert (told["kind"], told["new_customers"], told["changed"], told["bad"]) == ("shop", 9, 0, 0)
    for command in (("show", "Customer 14527", "--json"), ("find", "14527", "--json")):
        assert gift_shop(*command, within=other).json == gift_shop(*command).json
    again = gift_shop("import", path, "--json", within=other).json["files"][0]
    assert (again["new"], again["changed"]) == (0, 0)


def test_the_tables_are_workbooks_for_who_asks(gift_shop: Relapp, tmp_path: Path) -> None:
    path = Path(gift_shop("export", tmp_path / "out", "--xlsx", "--json").json["path"])
    assert not list(path.glob("*.csv"))
    other = tmp_path / "other"
    told = gift_shop("import", path / "purchase_lines.xlsx", "--json", within=other).json["files"][0]
    assert (told["kind"], told["new_customers"], told["bad"]) == ("sales", 9, 0)
    for command in (("find", "14527", "--json"),):
        here, there = (gift_shop(*command, **where).json for where in ({}, {"within": other}))
        assert len(here) == len(there)


def test_a_place_that_cannot_be_written_gets_one_sentence(gift_shop: Relapp, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    ended = gift_shop("export", blocked)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "The folder file cannot be used. Choose another one.\n"


def test_a_file_of_a_newer_relapp_is_refused(relapp: Relapp, tmp_path: Path) -> None:
    path = tmp_path / "shop.jsonl"
    path.write_text('{"format":"relapp-shop","version":99}\n', encoding="utf-8")
    ended = relapp("import", path)
    assert ended.code == 1
    assert ended.err == "A newer relapp wrote shop.jsonl. Install that version to import it. Nothing was imported.\n"
