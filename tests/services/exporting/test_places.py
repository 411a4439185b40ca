"""Where exports go: names that every system takes, and nobody else's work harmed."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from relapp.domain.errors import UserError
from relapp.services.exporting import places
from tests.builders import TODAY


@pytest.mark.parametrize("words", ["Con", "aux", "COM1", "lpt9.old", "nul", "con .txt"])
def test_no_name_is_one_that_windows_takes_for_a_device(words: str) -> None:
    assert places.file_name(words) == "_" + words


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Connie", "Connie"),
        ('A/B: "C" <D>|*?', "A B C D"),
        (" .. ", "relapp"),
        ("", "relapp"),
        ("tab\tand\x00nul", "tab and nul"),
        ("ends in dots...", "ends in dots"),
        ("x" * 49 + ". more", "x" * 49),
        ("名前 🎁", "名前 🎁"),
    ],
)
def test_a_name_is_one_that_every_file_system_takes(words: str, name: str) -> None:
    assert places.file_name(words) == name


def test_the_day_stays_however_long_the_name_is() -> None:
    name = places.file_name("🎁" * 400, TODAY)
    assert name.endswith(" 2025-05-06")
    assert len(f"{name} (12).zip.part".encode()) <= 255


def begin_folder(within: Path) -> None:
    with places.new_folder(within, "shop") as (place, _), places.text(place, "a.csv") as file:
        file.write("1")


def begin_zip(within: Path) -> None:
    with places.new_zip(within, "shop") as (place, _), places.text(place, "a.csv") as file:
        file.write("1")


def test_two_at_once_do_not_touch_each_others_work(tmp_path: Path) -> None:
    with places.new_folder(tmp_path, "one") as (place, path):
        with pytest.raises(KeyError), places.new_folder(tmp_path, "one"):
            raise KeyError
        with places.text(place, "b.csv") as file:
            file.write("2")
    assert [one.relative_to(tmp_path).as_posix() for one in sorted(tmp_path.rglob("*"))] == ["one", "one/b.csv"]
    assert path == tmp_path / "one"


def test_what_somebody_else_left_under_such_a_name_stays(tmp_path: Path) -> None:
    (tmp_path / "list.csv.part").write_text("theirs")
    with places.new_text(tmp_path / "list.csv") as file:
        file.write("ours")
    assert (tmp_path / "list.csv.part").read_text() == "theirs"
    assert (tmp_path / "list.csv").read_text() == "ours"


@pytest.mark.parametrize("begin", [begin_folder, begin_zip])
@pytest.mark.parametrize("name", ["a" * 300, "file", "file/below"])
def test_a_folder_that_cannot_be_gets_one_sentence(begin: Callable[[Path], None], name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError) as refused:
        begin(tmp_path / name)
    assert refused.value.code == "no_folder"
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("begin", [begin_folder, begin_zip])
def test_a_folder_that_may_only_be_read_gets_one_sentence(
    begin: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", denied)
    with pytest.raises(UserError) as refused:
        begin(tmp_path)
    assert (refused.value.code, refused.value.details) == ("no_folder", {"folder": tmp_path.name})


def test_a_half_of_a_letter_is_written_as_a_mark_instead_of_stopping(tmp_path: Path) -> None:
    with places.new_text(tmp_path / "list.csv") as file:
        file.write("gift \ud83d")
    assert (tmp_path / "list.csv").read_text() == "gift ?"


def test_a_zip_holds_one_folder(tmp_path: Path) -> None:
    begin_zip(tmp_path)
    assert ZipFile(tmp_path / "shop.zip").namelist() == ["shop/a.csv"]
