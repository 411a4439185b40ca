"""Files are where people look for them, in every way relapp is run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from relapp.paths import PORTABLE_FOLDER, oldest_shop, places, program_dir, resources_dir


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a built program."""
    folder = tmp_path / "program"
    folder.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(folder / "inside"), raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "relapp"))
    monkeypatch.delenv("APPIMAGE", raising=False)
    return folder


def test_everything_is_under_the_folder_that_was_asked_for(tmp_path: Path) -> None:
    found = places(tmp_path / "elsewhere")
    assert found.database == tmp_path / "elsewhere" / "shop.relapp"
    assert found.preferences == tmp_path / "elsewhere" / "preferences.json"
    assert found.logs.is_relative_to(tmp_path / "elsewhere")


def test_a_relative_folder_is_counted_from_where_the_command_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert places(Path("mine")).data == tmp_path / "mine"


def test_looking_where_files_live_makes_no_folder(tmp_path: Path) -> None:
    places(tmp_path / "elsewhere")
    assert list(tmp_path.iterdir()) == []


def test_without_a_wish_the_system_decides(frozen: Path) -> None:
    found = places()
    assert "relapp" in str(found.data)
    assert not found.data.is_relative_to(frozen)


def test_a_folder_beside_the_program_makes_it_portable(frozen: Path) -> None:
    (frozen / PORTABLE_FOLDER).mkdir()
    assert places().data == frozen / PORTABLE_FOLDER
    assert places().config == frozen / PORTABLE_FOLDER


def test_the_folder_that_was_asked_for_beats_the_portable_one(frozen: Path, tmp_path: Path) -> None:
    (frozen / PORTABLE_FOLDER).mkdir()
    assert places(tmp_path / "mine").data == tmp_path / "mine"


def test_beside_an_app_bundle_means_beside_what_people_see(frozen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(frozen / "relapp.app" / "Contents" / "MacOS" / "relapp"))
    assert program_dir() == frozen


def test_beside_an_appimage_means_beside_its_file(frozen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPIMAGE", str(frozen / "stick" / "relapp.AppImage"))
    assert program_dir() == frozen / "stick"


def test_a_built_program_finds_its_resources_inside_itself(frozen: Path) -> None:
    assert resources_dir() == frozen / "inside" / "resources"


def test_a_built_program_brings_the_oldest_shop_with_it(frozen: Path) -> None:
    assert oldest_shop() == frozen / "inside" / "resources" / "self-test" / "v0001.sqlite"


def test_a_source_folder_has_the_oldest_shop_among_its_tests() -> None:
    assert oldest_shop().is_file()


def test_a_source_folder_finds_its_resources() -> None:
    assert (resources_dir() / "icons" / "lines.svg").is_file()
    assert (resources_dir() / "fonts" / "LICENSE").is_file()


def test_a_shops_file_brings_its_folder_and_nothing_else(tmp_path: Path) -> None:
    home = places(tmp_path / "mine")
    found = home.at(tmp_path / "other" / "bakery.relapp")
    assert (found.database, found.data) == (tmp_path / "other" / "bakery.relapp", tmp_path / "other")
    assert (found.config, found.logs) == (home.config, home.logs)


def test_the_usual_file_by_its_name_is_nothing_special(tmp_path: Path) -> None:
    home = places(tmp_path / "mine")
    assert home.at(home.database) == home


@pytest.mark.skipif(os.name == "nt", reason="links need a right there that few people have")
def test_a_link_to_a_shops_file_means_the_file(tmp_path: Path) -> None:
    target = tmp_path / "real" / "shop.relapp"
    target.parent.mkdir()
    target.touch()
    (tmp_path / "link.relapp").symlink_to(target)
    assert places(tmp_path / "mine").at(tmp_path / "link.relapp").data == target.parent


def test_who_opens_the_sample_by_its_name_goes_back_to_the_shop_beside_it(tmp_path: Path) -> None:
    found = places(tmp_path).at(tmp_path / "sample.relapp")
    assert found.file == found.sample
    assert found.database == tmp_path / "shop.relapp"
