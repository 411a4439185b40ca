"""The shop's file: where it is, whether it can be used, the sample shop."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.commands.conftest import Relapp

READING = [
    ["today"],
    ["forecast", "--on=2026-03-14", "--days=30"],
    ["find", "Ada"],
    ["show", "Ada"],
    ["check"],
    ["undo-import", "1"],
]
ALL = [*READING, ["log", "Ada Lovelace: came"]]


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_a_folder_without_a_shop_is_refused_and_stays_empty(relapp: Relapp, tmp_path: Path, words: list[str]) -> None:
    ended = relapp(*words)
    assert (ended.code, ended.out, ended.err) == (3, "", "The shop's file is not there.\n")
    assert not (tmp_path / "shop").exists()


@pytest.mark.parametrize("words", ALL, ids=lambda words: words[0])
def test_a_file_that_is_no_shop_is_refused_and_not_touched(relapp: Relapp, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "shop").mkdir()
    path = tmp_path / "shop" / "shop.relapp"
    path.write_bytes(b"a shopping list, but none of ours\n" * 100)
    before = path.read_bytes()
    ended = relapp(*words)
    assert (ended.code, ended.err) == (3, "This file is not a shop's file of relapp.\n")
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", ALL, ids=lambda words: words[0])
def test_a_file_of_a_newer_relapp_is_refused(relapp: Relapp, tmp_path: Path, words: list[str]) -> None:
    relapp("log", "Ada Lovelace: came")
    connection = sqlite3.connect(tmp_path / "shop" / "shop.relapp")
    connection.execute("PRAGMA user_version=9999")
    connection.close()
    ended = relapp(*words)
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith("A newer relapp wrote this file.")


def test_a_folder_that_is_a_file_is_refused(relapp: Relapp, tmp_path: Path) -> None:
    (tmp_path / "shop").write_text("not a folder", encoding="utf-8")
    for words in (["log", "Ada Lovelace: came"], ["sample"]):
        ended = relapp(*words)
        assert ended.code == 3
        assert (ended.out, ended.err.count("\n")) == ("", 1)


def test_a_sound_file_is_called_sound(relapp: Relapp) -> None:
    relapp("log", "Ada Lovelace: came")
    ended = relapp("check")
    assert ended.code == 0
    assert ended.out.startswith("The shop's file is sound: ")


def test_a_damaged_file_is_called_damaged(relapp: Relapp, tmp_path: Path) -> None:
    relapp("log", "Ada Lovelace: came")
    path = tmp_path / "shop" / "shop.relapp"
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\x55" * (size // 4))
    ended = relapp("check")
    assert ended.code == 3
    assert ended.err == "The shop's file is damaged. Restore the last good backup.\n"


def test_a_file_that_another_program_wrote_to_is_told_line_by_line(relapp: Relapp, tmp_path: Path) -> None:
    relapp("log", "Ada Lovelace: came")
    relapp("log", "Ada Lovelace: came again")
    connection = sqlite3.connect(tmp_path / "shop" / "shop.relapp")
    connection.execute("UPDATE operation SET staff_id = 7 WHERE id = 1")
    connection.execute("UPDATE customer SET note = 'owes us money'")
    connection.commit()
    connection.close()
    ended = relapp("check")
    assert ended.code == 3
    assert ended.out.splitlines() == [
        "The record was changed from outside: operation 1 is not as it was written.",
        "Changed from outside: rows of customer are not as operation 1 left them.",
    ]
    assert ended.err == "Another program changed the shop's file. The lines above say where.\n"


def test_the_sample_shop_is_made_anew_beside_the_shop(relapp: Relapp, tmp_path: Path) -> None:
    relapp("log", "Ada Lovelace: came")
    ended = relapp("sample")
    made = tmp_path / "shop" / "sample.relapp"
    assert (ended.code, ended.out) == (0, f"The sample shop is made: {made}\n")
    other = tmp_path / "other"
    other.mkdir()
    made.rename(other / "shop.relapp")
    assert relapp("today", "--json", within=other).json["suggestions"]
    assert relapp("find", "Ada", "--json").json["people"][0]["name"] == "Ada Lovelace"


def test_another_shop_in_the_samples_place_is_not_overwritten(relapp: Relapp, tmp_path: Path) -> None:
    relapp("log", "Ada Lovelace: came")
    shop = tmp_path / "shop" / "shop.relapp"
    shop.rename(shop.with_name("sample.relapp"))
    ended = relapp("sample")
    assert (ended.code, ended.err) == (1, "sample.relapp is a shop of its own, not the sample. It was left as it is.\n")
    assert shop.with_name("sample.relapp").is_file()


def test_commands_speak_the_language_of_this_pc(relapp: Relapp, tmp_path: Path) -> None:
    relapp("log", "Ada Lovelace: bought tea 1200.50")
    assert "1,200.50" in relapp("show", "Ada").out
    (tmp_path / "shop" / "preferences.json").write_text('{"language": "de-DE"}', encoding="utf-8")
    assert "1.200,50" in relapp("show", "Ada").out
