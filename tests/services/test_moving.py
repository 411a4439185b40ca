"""The shop is kept elsewhere: whole, with its keys and backups; and whatever stops that, it is whole somewhere."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from relapp import signpost
from relapp.domain.customers import NewCustomer
from relapp.domain.errors import UserError
from relapp.services import customers, moving
from relapp.services.operations import Operations
from relapp.storage import customers as stored
from relapp.storage.database import Database

ROOT = Path(__file__).parents[2]
KILLED = """
import os, sys
from pathlib import Path
from relapp.services import moving

left = int(sys.argv[3])
def step(event, _):
    global left
    if event in ("open", "os.rename", "os.remove", "shutil.copyfile", "os.mkdir", "sqlite3.connect"):
        left -= 1
        if left < 0:
            os._exit(9)
sys.addaudithook(step)
moving.move(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A shop of three customers, with a file of keys and a backup."""
    path = tmp_path / "old" / "shop.relapp"
    operations = Operations(Database.open(path))
    for name in ("Ada", "Ben", "Cleo"):
        operations.run("customer_add", partial(customers.add, new=NewCustomer(name)))
    operations.database.close()
    path.with_name("shop.relapp.keys").write_text("keys", "ascii")
    (path.parent / "backups").mkdir()
    (path.parent / "backups" / "000001.relapp").write_text("backup", "ascii")
    return path


def count(path: Path) -> int:
    database = Database.open(path)
    try:
        assert database.check() == []
        with database.read() as reader:
            return stored.count(reader)
    finally:
        database.close()


def test_all_comes_along_and_the_old_file_is_put_aside(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new" / "shop.relapp"
    aside = moving.move(old, new)
    assert aside == old.with_name("shop-moved.relapp")
    assert count(new) == 3
    assert count(aside) == 3
    assert not old.exists()
    assert signpost.followed(old) == new
    assert new.with_name("shop.relapp.keys").read_text("ascii") == "keys"
    assert (new.parent / "backups" / "000001.relapp").read_text("ascii") == "backup"
    assert [path.name for path in sorted(new.parent.iterdir())] == ["backups", "shop.relapp", "shop.relapp.keys"]


def test_a_shop_that_is_not_there_yet_only_gets_its_signpost(tmp_path: Path) -> None:
    old, new = tmp_path / "shop.relapp", tmp_path / "new" / "shop.relapp"
    assert moving.move(old, new) is None
    assert signpost.followed(old) == old or not new.exists()
    Database.open(new).close()
    assert signpost.followed(old) == new


def test_no_other_shop_is_overwritten(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new" / "shop.relapp"
    Database.open(new).close()
    with pytest.raises(UserError, match="taken"):
        moving.move(old, new)
    assert (count(old), count(new)) == (3, 0)


def test_a_folder_that_cannot_be_written_changes_nothing(old: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "ascii")
    with pytest.raises(UserError, match="cannot_write"):
        moving.move(old, tmp_path / "file" / "shop.relapp")
    assert count(old) == 3


def test_a_copy_that_is_not_the_same_is_not_taken(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new" / "shop.relapp"

    def other(path: Path) -> Database:
        found = Database.open(path)
        if path != old:
            Operations(found).run("customer_add", lambda tx: customers.add(tx, NewCustomer("Dora")))
        return found

    with pytest.raises(UserError, match="not_sound"):
        moving.move(old, new, other)
    assert count(old) == 3
    assert not new.exists()
    assert [path.name for path in new.parent.iterdir()] == ["shop.relapp.keys"]


def test_wherever_it_is_killed_the_shop_is_whole(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new" / "shop.relapp"
    ended = stopped = 0
    steps = 0
    while not ended and steps < 400:
        command = [sys.executable, "-c", KILLED, str(old), str(new), str(steps)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode == 9:
            stopped += 1
        else:
            ended += done.returncode == 0 or "move.taken" in done.stderr
            assert ended, done.stderr
        assert count(new if new.exists() else old) == 3
        steps += 3
    assert stopped > 3


def test_a_signpost_that_leads_nowhere_is_not_followed_for_ever(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    signpost.put(one, two)
    signpost.put(two, one)
    assert signpost.followed(one) in (one, two)
    one.with_name("one.moved").write_text("[]", "ascii")
    assert signpost.followed(one) == one
