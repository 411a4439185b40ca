"""``relapp restore``."""

from __future__ import annotations

from pathlib import Path

import pytest

from relapp.__main__ import main
from relapp.services import recovery
from relapp.storage import backups
from tests.builders import TODAY, at
from tests.shop import Shop


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shop with a backup, and somebody since."""
    shop = Shop(tmp_path / "shop.relapp", tmp_path / "backups")
    shop.customer("Ana")
    backups.make(shop.database, tmp_path / "backups", reason="asked", at=at(TODAY))
    shop.customer("Bo")
    shop.close()
    return tmp_path


def names(folder: Path) -> list[str]:
    database = recovery.open_shop(folder / "shop.relapp", folder / "backups", make=False)
    shop = Shop.__new__(Shop)
    shop.database = database
    try:
        return [row.name for row in shop.tables()["customer"]]
    finally:
        database.close()


def restore(folder: Path, *more: str) -> int:
    return main(["--data-dir", str(folder), "restore", *more])


def test_everything_comes_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "shop.relapp").unlink()
    assert main(["--data-dir", str(folder), "find", "Ana"]) == 3
    assert "relapp restore" in capsys.readouterr().err
    assert restore(folder) == 0
    assert "Everything is back, with 1 change since the backup." in capsys.readouterr().out
    assert names(folder) == ["Ana", "Bo"]


def test_a_file_is_put_in_place_as_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (backup,) = (folder / "backups").glob("*.backup")
    assert restore(folder, str(backup)) == 0
    assert "is kept as shop-before-restore-" in capsys.readouterr().out
    assert names(folder) == ["Ana"]


def test_where_there_is_nothing_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert restore(tmp_path) == 3
    assert "No sound backup" in capsys.readouterr().err
    assert restore(tmp_path, str(tmp_path / "nowhere")) == 3


def test_a_folder_that_is_not_there_is_not_made_by_looking(folder: Path, tmp_path: Path) -> None:
    mistyped = tmp_path / "mistyped"
    assert restore(mistyped) == restore(mistyped, str(tmp_path / "nowhere")) == 3
    assert not mistyped.exists()
    (backup,) = (folder / "backups").glob("*.backup")
    assert restore(mistyped, str(backup)) == 0, "a backup on a new computer"
    assert names(mistyped) == ["Ana"]
