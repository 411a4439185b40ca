"""Turning a file into a protected one and back: all of it, or nothing, also for those who meet it on the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from relapp.domain.errors import StorageUnavailable
from relapp.storage import keys, schema, turning
from relapp.storage.database import Database
from relapp.storage.keys import Slots
from tests.misfortunes import told
from tests.shop import Shop

ROOT = Path(__file__).parents[2]
KEY = keys.new_key()


def slots() -> Slots:
    return Slots((keys.by_secret(KEY, KEY),))


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "shop.relapp"
    shop = Shop(path)
    shop.log(shop.customer("Ana Moreira"), words="asked about the needle")
    shop.close()
    return path


def tables(path: Path, key: bytes | None) -> dict[str, list[tuple[object, ...]]]:
    database = Database.open(path, key=key)
    with database.read() as reader:
        found = {
            table.name: [tuple(row) for row in reader.connection.execute(select(table))]
            for table in schema.metadata.sorted_tables
        }
    assert database.check() == []
    database.close()
    return found


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_on_and_off_keep_every_row(plain: Path) -> None:
    before = tables(plain, None)
    turning.protect(plain, KEY, slots())
    assert names(plain.parent) == {"shop.relapp", "shop.relapp.keys"}
    for file in plain.parent.iterdir():
        assert b"Moreira" not in file.read_bytes()
        assert b"needle" not in file.read_bytes()
    with told("protected"):
        Database.open(plain)
    assert tables(plain, KEY) == before
    turning.unprotect(plain, KEY)
    assert names(plain.parent) == {"shop.relapp"}
    assert tables(plain, None) == before


def test_search_and_the_log_work_after_turning(plain: Path) -> None:
    turning.protect(plain, KEY, slots())
    shop = Shop()
    shop.close()
    shop.path = plain
    shop.database = Database.open(plain, key=KEY)
    with shop.database.read() as reader:
        assert reader.backend.match_words(reader.connection, ["needl"], 5) == [1]
        assert reader.connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    shop.database.close()


def test_a_file_that_somebody_has_open_is_left_as_it_is(plain: Path) -> None:
    other = Database.open(plain)
    with other.read() as reader:
        assert reader.connection.execute(select(func.count()).select_from(schema.customer)).scalar_one() == 1
        with told("locked"):
            turning.protect(plain, KEY, slots(), patience=0.05)
    other.close()
    assert names(plain.parent) == {"shop.relapp"}
    assert keys.is_plain(plain)


@pytest.mark.skipif(os.name == "nt", reason="Windows puts nothing in the place of an open file")
def test_who_waits_meanwhile_writes_nothing_into_the_file_that_goes(plain: Path) -> None:
    """An entry that was told as saved would be gone with the old file."""
    waits, ended = threading.Event(), []

    def write() -> None:
        try:
            shop = Shop(plain)
        except StorageUnavailable as error:
            ended.append(error.code)
            return
        try:
            shop.customer("Bo Lind")
            ended.append("saved")
        except StorageUnavailable as error:
            ended.append(error.code)
        shop.database._engine.dispose()

    thread = threading.Thread(target=write)

    def step(name: str) -> None:
        if name == "decide":
            thread.start()
            waits.set()
            time.sleep(0.3)

    turning.protect(plain, KEY, slots(), step)
    thread.join()
    assert waits.is_set()
    assert ended in (["read_only"], ["protected"], ["damaged"])
    assert len(tables(plain, KEY)["customer"]) == 1


@pytest.mark.parametrize("name", ["begin", "write", "look", "slots", "decide"])
def test_what_fails_before_the_end_leaves_the_old_file(plain: Path, name: str) -> None:
    before = tables(plain, None)

    def step(at: str) -> None:
        if at == name:
            raise StorageUnavailable("full")

    with told("full"):
        turning.protect(plain, KEY, slots(), step)
    assert names(plain.parent) == {"shop.relapp"}
    assert tables(plain, None) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="makes each death with fork")
@pytest.mark.parametrize("way", ["on", "off"])
def test_a_death_at_every_step_leaves_the_old_file_or_the_new_one(plain: Path, way: str) -> None:
    if way == "off":
        turning.protect(plain, KEY, slots())
    # Only the process dies here, never the power, so files in memory do as well and are quicker.
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        shutil.copytree(plain.parent, folder, dirs_exist_ok=True)
        (Path(folder) / "key").write_text(KEY.hex())
        command = [sys.executable, "-m", "tests.storage.turning_cut_short", folder, way]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    print(ended.stdout)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_copies_are_made_anew_under_the_key_and_back(plain: Path) -> None:
    copies = [plain.with_name(f"copy-{number}.relapp") for number in range(3)]
    for copy in copies[:2]:
        copy.write_bytes(plain.read_bytes())
    copies[2].write_bytes(b"SQLite format 3\x00" + b"\x7f" * 5000)
    assert turning.remake(copies, None, KEY) == [copies[2]]
    before = tables(plain, None)
    assert all(tables(copy, KEY) == before for copy in copies[:2])
    assert turning.remake(copies[:2], KEY, None) == []
    assert all(tables(copy, None) == before for copy in copies[:2])
    assert not any(name.endswith((".new", "-journal")) for name in names(plain.parent))
