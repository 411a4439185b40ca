"""The shop is kept elsewhere: whole, with all that belongs to it, and nothing of it stays; whatever stops that."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from relapp import signpost
from relapp.domain.customers import NewCustomer
from relapp.domain.rotation import Reason
from relapp.paths import backups_of
from relapp.services import backup_cleaning, customers, erasure, moving, protection, recovery
from relapp.services import backups as shop_backups
from relapp.services.operations import Operations
from relapp.storage import customers as stored
from relapp.storage import durable, keys, system_keyring
from relapp.storage.database import Database
from tests.misfortunes import told
from tests.shop import Shop

ROOT = Path(__file__).parents[2]
OLDEST = ROOT / "tests" / "storage" / "databases" / "v0001.sqlite"
NAME = "Zqxvmoreira"
WRITER = """
import sys
from pathlib import Path
from relapp.__main__ import main

folder, said = sys.argv[1:]
for number in range(1, 10_000):
    if main(["--data-dir", folder, "log", f"{said} {number}: came by", "--new"]) == 0:
        with open(f"{folder}/acknowledged", "a") as file:
            file.write(f"{said} {number}\\n")
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A shop of three customers, with two backups, a daybook, and copies from before an upgrade and a restore."""
    path = tmp_path / "old" / "shop.relapp"
    shop = Shop(path, backups_of(path))
    made = shop_backups.of(shop.database, backups_of(path))
    made.operations.now = lambda: shop.now
    first = shop.customer(NAME)
    made.make(Reason.ASKED)
    shop.log(first, words=f"{NAME} asked for marzipan")
    shop.customer("Ben")
    made.make(Reason.ASKED)
    shop.customer("Cleo")
    for name in ("shop-before-v6.relapp", "shop-before-restore-20260101-100000-000000.relapp"):
        shop.database.copy(path.with_name(name))
    shop.close()
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "new" / "shop.relapp"


def names(path: Path, key: bytes | None = None) -> list[str]:
    database = recovery.open_shop(path, backups_of(path), make=False, key=key)
    try:
        assert database.check() == []
        with database.read() as reader:
            return sorted(one.name for one in stored.every(reader))
    finally:
        database.close()


def files(path: Path) -> list[str]:
    return sorted(str(one.relative_to(path.parent)) for one in path.parent.rglob("*") if one.is_file())


def holding(folder: Path, needle: str = NAME) -> list[str]:
    """The files that name somebody, however it is written."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in found if needle.lower().encode() in path.read_bytes().lower()]


# -- what comes along, and what stays --


def test_all_comes_along_and_only_the_signpost_stays(old: Path, new: Path) -> None:
    before = [name for name in files(old) if not name.endswith("backups.lock")]
    moving.move(old, new)
    assert files(new) == before
    assert files(old) == ["shop.relapp.moved"]
    assert signpost.followed(old) == new
    assert names(new) == ["Ben", "Cleo", NAME]


def test_nothing_of_an_erased_customer_is_left_in_either_folder(old: Path, new: Path, tmp_path: Path) -> None:
    assert len(holding(tmp_path)) > 4
    moving.move(old, new)
    assert holding(old.parent) == []
    operations = Operations(protection.opened(new))
    operations.backups = kept = shop_backups.Backups(operations, backups_of(new))
    with operations.database.read() as reader:
        gone = next(one.id for one in stored.every(reader) if one.name == NAME)
    operations.run(erasure.NAME, lambda tx: erasure.erase(tx, gone))
    erasure.finish(operations)
    erasure.forget_copies(operations.database)
    while backup_cleaning.step(kept).cleaned:
        pass
    operations.database.close()
    assert holding(tmp_path) == []
    assert names(new) == ["Ben", "Cleo"]


def test_what_somebody_else_put_beside_the_backups_stays(old: Path, new: Path) -> None:
    own = old.parent / "notes.txt"
    own.write_text("mine", "utf-8")
    added = backups_of(old) / "from elsewhere.txt"

    def step(name: str) -> None:
        if name == "decide":
            added.write_text("came meanwhile", "utf-8")

    moving.move(old, new, step=step)
    assert files(old) == ["backups/from elsewhere.txt", "notes.txt", "shop.relapp.moved"]


def test_a_shop_that_is_not_there_yet_is_made_there(tmp_path: Path) -> None:
    old, new = tmp_path / "shop.relapp", tmp_path / "new" / "shop.relapp"
    moving.move(old, new)
    assert signpost.followed(old) == new
    assert names(new) == []
    assert not old.exists()


def test_there_and_back_again(old: Path, new: Path) -> None:
    moving.move(old, new)
    moving.move(new, old)
    assert names(old) == ["Ben", "Cleo", NAME]
    assert (signpost.followed(old), signpost.followed(new)) == (old, old)
    assert files(new) == ["shop.relapp.moved"]
    assert "shop.relapp.moved" not in files(old)


def test_a_place_inside_the_old_folder_is_one_too(old: Path) -> None:
    new = backups_of(old) / "deeper" / "shop.relapp"
    moving.move(old, new)
    assert names(new) == ["Ben", "Cleo", NAME]
    assert signpost.followed(old) == new


def test_a_shop_of_an_older_version_is_moved_as_it_is(tmp_path: Path, new: Path) -> None:
    old = tmp_path / "old" / "shop.relapp"
    old.parent.mkdir()
    old.write_bytes(OLDEST.read_bytes())
    moving.move(old, new)
    with Database.look_at(new) as there:
        assert there.version() == 1
    assert names(new)
    assert files(old) == ["shop.relapp.moved"]


# -- what is refused --


def test_no_other_shop_is_overwritten(old: Path, new: Path) -> None:
    Database.open(new).close()
    with told("move.taken"):
        moving.move(old, new)
    assert (names(old), names(new)) == (["Ben", "Cleo", NAME], [])


def test_nor_is_one_that_lost_its_file(old: Path, tmp_path: Path) -> None:
    lost = tmp_path / "lost" / "shop.relapp"
    moving.move(old, lost)
    lost.unlink()
    before = files(lost)
    other = tmp_path / "other" / "shop.relapp"
    Database.open(other).close()
    with told("move.taken"):
        moving.move(other, lost)
    assert files(lost) == before
    with told("recovery.missing"):
        moving.move(lost, tmp_path / "third" / "shop.relapp")


def test_a_folder_that_cannot_be_written_changes_nothing(old: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "ascii")
    before = files(old)
    with told("move.cannot_write"):
        moving.move(old, tmp_path / "file" / "shop.relapp")
    assert files(old) == before
    assert names(old) == ["Ben", "Cleo", NAME]


@pytest.mark.parametrize("which", ["shop.relapp", "daybook-000002.log"])
def test_what_could_not_be_put_in_place_is_waited_for(
    old: Path, new: Path, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = names(old)

    def fails(path: Path, target: Path, rename: Callable[[Path, Path], None] = durable.rename) -> None:
        if path.name == which and signpost.coming(new) in path.parents:
            raise OSError(errno.EIO, "pulled out", str(path))
        rename(path, target)

    with monkeypatch.context() as there:
        there.setattr(durable, "rename", fails)
        moving.move(old, new)
        assert signpost.followed(old) == new
        with told("missing"):
            protection.opened(new)
    assert not new.exists()
    assert signpost.followed(old) == new
    assert names(new) == before


@pytest.mark.parametrize("name", ["backups", "shop-before-v6.relapp"])
def test_what_is_in_the_way_in_the_new_place_changes_nothing(old: Path, new: Path, name: str) -> None:
    """Found out before it is decided: afterwards the shop would be in neither place."""
    new.parent.mkdir()
    if name == "backups":
        (new.parent / name).write_bytes(b"")
    else:
        (new.parent / name).mkdir()
    before = names(old)
    with told("move.cannot_write"):
        moving.move(old, new)
    assert names(old) == before
    assert sorted(path.name for path in old.parent.glob("*.leaving")) == []
    assert signpost.followed(old) == old
    assert not signpost.coming(new).exists()


@pytest.mark.parametrize("damaged", ["shop.relapp", "backups/"])
def test_a_copy_that_is_not_the_same_is_not_taken(
    old: Path, new: Path, damaged: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordinary = durable.sync

    def flip(path: Path) -> None:
        if f"shop.relapp.moving/{damaged}" in str(path):
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 1
            path.write_bytes(content)
        ordinary(path)

    if damaged == "shop.relapp":
        monkeypatch.setattr(Database, "check_file", lambda _: ["row 3 missing"])
    monkeypatch.setattr(durable, "sync", flip)
    before = files(old)
    with told("damaged" if damaged == "shop.relapp" else "move.not_sound"):
        moving.move(old, new)
    monkeypatch.undo()
    assert files(old) == before
    assert files(new) == []
    assert names(old) == ["Ben", "Cleo", NAME]


def test_a_shop_that_is_open_elsewhere_stays(old: Path, new: Path) -> None:
    window = Database.open(old)
    with told("locked"):
        moving.move(old, new, patience=0.1)
    window.close()
    assert names(old) == ["Ben", "Cleo", NAME]
    assert files(new) == []


def test_a_protected_shop_is_moved_by_its_key_alone(
    old: Path, new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 8)
    monkeypatch.setattr(keys, "_PASSES", 1)
    monkeypatch.setattr(system_keyring, "find", lambda _: None)
    plan = protection.planned("barley and blue paper")
    protection.turn_on(old, plan).database.close()
    with told("protected"):
        moving.move(old, new)
    moving.move(old, new, plan.key)
    assert names(new, plan.key) == ["Ben", "Cleo", NAME]
    assert protection.by_passphrase(new, "barley and blue paper") == plan.key
    assert holding(tmp_path) == []
    assert files(old) == ["shop.relapp.moved"]


# -- who writes meanwhile --


@pytest.fixture
def writer(old: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A program that logs one customer after the other and writes down whom it was told to be saved."""
    command = [sys.executable, "-c", WRITER, str(old.parent), "Ida"]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    yield running
    running.kill()
    running.wait()


def acknowledged(old: Path) -> list[str]:
    file = old.parent / "acknowledged"
    return file.read_text("utf-8").split("\n")[:-1] if file.exists() else []


def test_every_line_that_was_acknowledged_meanwhile_is_in_the_new_place(
    old: Path, tmp_path: Path, writer: subprocess.Popen[bytes]
) -> None:
    def wait_for_more() -> None:
        enough = len(acknowledged(old)) + 3
        while len(acknowledged(old)) < enough:
            assert writer.poll() is None
            time.sleep(0.02)

    path = old
    for number in range(3):
        wait_for_more()
        moving.move(path, path := tmp_path / f"new{number}" / "shop.relapp")
    wait_for_more()
    writer.kill()
    writer.wait()
    said = acknowledged(old)
    assert set(said) <= set(names(path))
    assert len(said) >= 12
    assert not old.exists()


def test_who_waited_for_the_old_file_is_refused_and_makes_no_new_one(old: Path, new: Path) -> None:
    late = Database.open(old)
    late.close()
    moving.move(old, new)
    with told("moved"):
        Database.open(old)
    assert files(old) == ["shop.relapp.moved"]
    # One who came between the two looks leaves an empty file; nobody takes it for the shop.
    old.touch()
    with told("moved"):
        Database.open(old)
    assert signpost.followed(old) == new


def test_where_an_open_file_keeps_its_name_one_that_was_written_to_stays(
    old: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "_HOLDS_OPEN_FILES", True)

    def step(name: str) -> None:
        if name == "decide":
            operations = Operations(Database.open(old))
            operations.run("customer_add", partial(customers.add, new=NewCustomer("Dora")))
            operations.database.close()

    with told("locked"):
        moving.move(old, new, step=step)
    assert files(new) == []
    moving.move(old, new)
    with Database.look_at(new) as there, there.read() as reader:
        assert sorted(one.name for one in stored.every(reader)) == ["Ben", "Cleo", "Dora", NAME]


# -- cut short --


@pytest.mark.skipif(sys.platform == "win32", reason="dies in a fork")
def test_wherever_it_is_killed_the_next_start_finds_the_old_shop_or_the_new_one(old: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.services.moving_cut_short", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert old.exists()


def test_what_cannot_be_removed_yet_goes_at_the_next_start(
    old: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordinary = os.unlink

    def held(path: str | Path, **more: int) -> None:
        if str(path).endswith(".backup"):
            raise PermissionError(13, "in use", str(path))
        ordinary(path, **more)

    with monkeypatch.context() as busy:
        busy.setattr(os, "unlink", held)
        moving.move(old, new)
        assert signpost.followed(old) == new
    assert len(holding(old.parent)) == 2
    assert signpost.followed(old) == new
    assert files(old) == ["shop.relapp.moved"]


def test_the_list_of_what_goes_names_nothing_outside_its_folder(old: Path, new: Path, tmp_path: Path) -> None:
    moving.move(old, new)
    outside = tmp_path / "outside.txt"
    outside.write_text("stays", "utf-8")
    signpost.begin(old, new, ["../outside.txt", str(outside)])
    assert signpost.followed(old) == new
    assert outside.exists()


def test_a_signpost_that_leads_nowhere_is_not_followed_for_ever(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    signpost.put(one, two)
    signpost.put(two, one)
    assert signpost.followed(one) in (one, two)
    one.with_name("one.moved").write_text("[]", "ascii")
    assert signpost.followed(one) == one
