"""The words of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

import relapp as package
from relapp.commands.parser import parse
from tests.commands.conftest import Relapp, commands


def test_without_a_command_the_window_is_meant() -> None:
    assert parse([]).command is None
    assert parse([]).data_dir is None


@pytest.mark.parametrize(
    "words",
    [["a b.relapp"], ["--data-dir", "there", "a b.relapp"], ["a b.relapp", "--data-dir=there"]],
)
def test_a_shops_file_may_stand_in_place_of_a_command(words: list[str]) -> None:
    assert parse(words).file == Path("a b.relapp")
    assert parse(words).command is None


def test_a_folder_that_is_called_like_a_shops_file_is_none() -> None:
    assert parse(["--data-dir", "a.relapp", "today"]).file is None


def test_the_files_of_a_command_are_its_own() -> None:
    assert parse(["import", "b.relapp"]).files == [Path("b.relapp")]
    assert parse(["import", "b.relapp"]).file is None


@pytest.mark.parametrize("words", [["--data-dir", "there", "today"], ["today", "--data-dir", "there"]])
def test_the_folder_may_stand_before_or_after_the_command(words: list[str]) -> None:
    assert parse(words).data_dir == Path("there")


def test_the_version_is_told(relapp: Relapp) -> None:
    ended = relapp("--version")
    assert (ended.code, ended.out) == (0, f"relapp {package.__version__}\n")


@pytest.mark.parametrize("command", commands())
def test_every_command_has_help_and_stands_in_the_overview(relapp: Relapp, command: str) -> None:
    assert relapp(command, "--help").code == 0
    assert f"\n    {command} " in relapp("--help").out


@pytest.mark.parametrize(
    "words",
    [
        ["dance"],
        ["import"],
        ["import", "a.csv", "--as", "ghosts"],
        ["import", "a.csv", "--map", "moment"],
        ["import", "a.csv", "--map", "=Day"],
        ["undo-import", "first"],
        ["today", "--on", "yesterday"],
        ["today", "--on", "9999-12-31"],
        ["today", "--limit", "0"],
        ["today", "--lim", "3"],
        ["forecast", "--on", "2026-03-14"],
        ["forecast", "--days", "30"],
        ["forecast", "--on", "2026-03-14", "--days", "4000"],
        ["show"],
        ["log"],
        ["log", "Ada: came", "--on", "14:00"],
        ["--self-test", "today"],
        ["a.relapp", "b.relapp"],
        ["a.relapp", "today"],
        ["a.relapp", "--self-test"],
    ],
)
def test_wrong_usage_is_explained(relapp: Relapp, words: list[str], tmp_path: Path) -> None:
    ended = relapp(*words)
    assert ended.code == 2
    assert ended.out == ""
    assert "usage: relapp" in ended.err
    assert not (tmp_path / "shop").exists()


def test_a_column_may_have_an_equals_sign_in_its_name() -> None:
    assert parse(["import", "a.csv", "--map", "amount=Sum = net", "--map", "moment=B"]).columns == [
        ("amount", "Sum = net"),
        ("moment", "B"),
    ]


def test_a_moment_without_an_offset_is_this_places_time() -> None:
    assert parse(["log", "Ada: came", "--on", "2026-03-14T16:05"]).on.utcoffset() is not None
    assert parse(["log", "Ada: came", "--on", "2026-03-14T16:05+05:30"]).on.isoformat() == "2026-03-14T16:05:00+05:30"
