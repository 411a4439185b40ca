"""A shop that is kept elsewhere by now: commands find it there, with all that belongs to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from relapp import instance
from relapp.services import moving
from relapp.storage import backups
from tests.commands.conftest import Relapp

OLD, NEW = "shop", "elsewhere"


@pytest.fixture
def now(relapp: Relapp, tmp_path: Path) -> Path:
    """The file of a shop that knows Ada, moved out of the folder that commands are told of."""
    assert relapp("log", "Ada Lovelace 030 1234567: came by").code == 0
    file = tmp_path / NEW / "shop.relapp"
    moving.move(tmp_path / OLD / "shop.relapp", file)
    return file


def test_a_backup_goes_beside_the_file_and_nothing_to_the_old_folder(relapp: Relapp, now: Path, tmp_path: Path) -> None:
    before = sorted((tmp_path / OLD).rglob("*"))
    assert relapp("backup").out.startswith(f"Saved, opened and checked: {now.parent / 'backups'}")
    assert [one.reason for one in backups.listed(now.parent / "backups")] == ["asked"]
    assert sorted((tmp_path / OLD).rglob("*")) == before


def test_the_file_that_was_checked_is_told(relapp: Relapp, now: Path) -> None:
    assert relapp("check").out == f"The shop's file is sound: {now}\n"


@pytest.mark.usefixtures("now")
def test_what_would_come_of_a_file_is_counted_in_that_shop(relapp: Relapp, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Name,Phone\nAda Lovelace,030 1234567\n", "utf-8")
    ended = relapp("import", "--dry-run", "--json", tmp_path / "people.csv")
    assert ended.code == 0
    assert [ended.json["files"][0][what] for what in ("new", "same")] == [0, 1]


def test_the_file_is_not_replaced_under_a_window_that_has_it_open(
    relapp: Relapp, now: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert relapp("backup").code == 0
    window = instance.enter(now.parent, instance.Call())
    assert window is not None
    content = now.read_bytes()
    with monkeypatch.context() as hasty:
        hasty.setattr(instance, "_SLOWEST", 0.1)
        assert relapp("restore").code == 3
    window.release()
    assert now.read_bytes() == content
    assert relapp("restore").code == 0


def test_a_command_while_the_stick_is_away_makes_nothing_there(relapp: Relapp, now: Path, tmp_path: Path) -> None:
    now.parent.rename(tmp_path / "pulled out")
    ended = relapp("log", "Ben: came by", "--new")
    assert ended.code == 3
    assert str(now.parent) in ended.err
    assert not now.parent.exists()
    (tmp_path / "pulled out").rename(now.parent)
    assert relapp("log", "Ben: came by", "--new").code == 0
