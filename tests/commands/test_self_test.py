"""The self-test finds what is wrong with a copy of the program."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path

import pytest

from relapp.commands.self_test import _Failed, _Shop, self_test
from relapp.paths import oldest_shop, places
from relapp.storage import migrations, schema
from relapp.storage.database import Database
from tests.storage.databases.make import FOLDER


@pytest.fixture
def brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The old shop that a built program brings with it."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "inside"), raising=False)
    path = oldest_shop()
    path.parent.mkdir(parents=True)
    return path


def finding(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """How the step that upgrades an old file fails; the file itself stays as it is."""
    before = path.read_bytes() if path.exists() else None
    assert self_test(Namespace(), places(path.parent)) == 1
    assert (path.read_bytes() if path.exists() else None) == before
    said = capsys.readouterr()
    assert said.out == "make a shop: ok\n"
    return said.err.removeprefix("self-test failed: migrate an old file: ").strip()


def change(path: Path, statement: str) -> None:
    """A shop of the first version with which something is wrong."""
    shutil.copy(FOLDER / "v0001.sqlite", path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_build_without_the_old_shop_fails(brought: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert finding(brought, capsys).startswith("FileNotFoundError: ")


def test_a_build_without_the_steps_of_upgrades_fails(
    brought: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(FOLDER / "v0001.sqlite", brought)
    monkeypatch.setattr(migrations, "STEPS", brought.parent / "versions")
    assert "Error: " in finding(brought, capsys)
    migrations.STEPS.mkdir()
    assert finding(brought, capsys) == "LookupError: no step to schema version 2"


def test_an_old_shop_that_is_not_sound_is_found(brought: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(brought, "DELETE FROM product")
    assert finding(brought, capsys).startswith("StorageUnavailable: damaged")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE customer SET name = '?'", "_Failed: the customer is gone"),
        ("UPDATE interaction SET words = ''", "_Failed: the entry is not on the page"),
    ],
)
def test_what_an_old_shop_lost_is_found(
    brought: Path, capsys: pytest.CaptureFixture[str], statement: str, told: str
) -> None:
    change(brought, statement)
    assert finding(brought, capsys) == told


def test_an_upgrade_that_keeps_no_copy_is_found(brought: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(FOLDER / f"v{schema.VERSION:04}.sqlite", brought)
    assert finding(brought, capsys) == "_Failed: no copy from before the upgrade was kept"


def test_a_copy_that_lacks_the_customer_is_found(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "shop.relapp")
    with closing(database), pytest.raises(_Failed, match="the customer is not in the copy"):
        _Shop(database).back_up(tmp_path / "copy.relapp")
