"""``relapp backup`` and ``relapp check FILE``, as processes of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from relapp.storage import backups
from tests.commands.test_process import start


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A folder in which a shop knows Ada."""
    folder = tmp_path / "data"
    assert start("--data-dir", folder, "log", "--new", "Ada: came by").returncode == 0
    return folder


def test_a_backup_goes_among_the_others(shop: Path) -> None:
    for number in (1, 2):
        run = start("--data-dir", shop, "backup")
        assert (run.returncode, run.stderr) == (0, "")
        one = backups.listed(shop / "backups")[-1]
        assert (one.number, one.reason) == (number, "asked")
        assert one.verified_at is not None
        assert run.stdout.split(": ", 1) == ["Saved, opened and checked", f"{shop / 'backups' / one.name}\n"]


def test_a_backup_goes_to_a_file_and_can_be_checked_there(shop: Path, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "mine.relapp"
    target.parent.mkdir()
    for _ in range(2):
        assert start("--data-dir", shop, "backup", target).returncode == 0
    assert [path.name for path in target.parent.iterdir()] == ["mine.relapp"]
    run = start("check", target)
    assert (run.returncode, run.stderr) == (0, "")
    first, second = run.stdout.splitlines()
    assert first == f"The file is sound: {target}"
    assert second.startswith("It holds 1 customer; the last thing done in it: 20")
    assert [path.name for path in target.parent.iterdir()] == ["mine.relapp"], "a look leaves nothing beside it"


def test_a_damaged_backup_is_told_by_the_code(shop: Path) -> None:
    start("--data-dir", shop, "backup")
    folder = shop / "backups"
    path = backups.file_of(folder, backups.listed(folder)[0])
    content = bytearray(path.read_bytes())
    for place in range(4096 * 2, len(content), 4096):
        content[place : place + 100] = bytes(100)
    path.write_bytes(content)
    run = start("check", path)
    assert run.returncode == 3
    assert run.stderr.strip()
    assert path.read_bytes() == content


def test_what_cannot_be_done_says_why_in_one_line(shop: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no shop")
    refused: tuple[tuple[list[str | Path], int, str], ...] = (
        (["backup", tmp_path / "nowhere" / "a.relapp"], 3, "is not there"),
        (["backup", shop / "shop.relapp"], 1, "own file"),
        (["check", tmp_path / "nowhere"], 3, "There is no file"),
        (["check", tmp_path / "notes.txt"], 3, "not a shop's file"),
        (["--data-dir", tmp_path / "empty", "backup"], 3, "not there"),
    )
    for words, code, said in refused:
        run = start("--data-dir", shop, *words)
        assert run.returncode == code, run.stderr
        assert run.stderr.count("\n") == 1
        assert said in run.stderr
    assert not list(tmp_path.rglob("*.making"))


def test_a_backup_is_made_before_a_merge(shop: Path) -> None:
    start("--data-dir", shop, "log", "--new", "Bo: came by")
    assert start("--data-dir", shop, "merge", "1", "2").returncode == 0
    assert [one.reason for one in backups.listed(shop / "backups")] == ["merge"]


def test_the_list_has_also_what_was_kept_before_an_upgrade(shop: Path) -> None:
    assert start("--data-dir", shop, "backup", "--list").stdout == "There is no backup yet.\n"
    start("--data-dir", shop, "backup")
    (shop / "shop-before-v5.relapp").write_bytes(b"older")
    run = start("--data-dir", shop, "backup", "--list")
    assert (run.returncode, run.stderr) == (0, "")
    first, second = run.stdout.splitlines()
    assert " · Asked for · " in first
    assert first.endswith(backups.listed(shop / "backups")[0].name)
    assert " · Before the program was upgraded · " in second
    assert second.endswith("shop-before-v5.relapp")
    assert len(backups.listed(shop / "backups")) == 1
