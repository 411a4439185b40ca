"""``relapp FILE.relapp``: what a file manager runs."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from relapp.storage.database import Database
from tests.starting.conftest import Start

NAMES = ["a bakery.relapp", "パン屋.relapp", "100%25 of it.relapp", "#1?&mode=ro.relapp", "ÄÖ'\".RELAPP"]


def make(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Database.open(path).close()
    return path


def told(path: Path) -> str:
    return "open " + path.name.encode("ascii", "backslashreplace").decode()


@pytest.mark.skipif(os.name == "nt", reason="some of these signs cannot stand in a name there")
@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_opened_in_its_own_folder(start: Start, tmp_path: Path, shop: Path, name: str) -> None:
    file = make(tmp_path / "stick" / name)
    window = start("--data-dir", shop, file, telling=True)
    window.wait_for("page first_run")
    window.wait_for(told(file))
    assert (file.parent / "relapp.lock").exists()
    assert sorted(path.name for path in shop.iterdir()) == ["logs", "preferences.json"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name is always text")
def test_a_name_that_is_no_text_is_opened_too(start: Start, tmp_path: Path, shop: Path) -> None:
    file = make(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.relapp")))
    window = start("--data-dir", shop, file, telling=True)
    window.wait_for("page first_run")
    assert start("--data-dir", shop, file).ended() == 0
    window.wait_for("forward")


def test_a_file_is_opened_in_the_window_that_its_folder_has(start: Start, tmp_path: Path, shop: Path) -> None:
    first_file, second_file = make(tmp_path / "stick" / "one.relapp"), make(tmp_path / "stick" / "two.relapp")
    first = start("--data-dir", shop, first_file, telling=True)
    first.wait_for("open one.relapp")
    second = start(second_file, "--data-dir", shop)
    assert (second.ended(), second.complaint) == (0, "")
    first.wait_for("open two.relapp")
    third = start(second_file, "--data-dir", shop)
    assert third.ended() == 0
    first.wait_for("forward")
    assert first.lives


def test_a_missing_file_is_one_sentence(start: Start, tmp_path: Path, shop: Path) -> None:
    file = tmp_path / "gone.relapp"
    window = start("--data-dir", shop, file)
    assert (window.ended(), window.complaint) == (3, f"There is no file {file}.\n")
    assert not file.exists()
    assert not shop.exists()


def test_the_usual_shop_is_remembered_apart_from_others(start: Start, tmp_path: Path, shop: Path) -> None:
    shop.mkdir()
    kept = {"shop": "shop.relapp", "page": "settings", "staff_id": 7, "customer_id": 9}
    (shop / "preferences.json").write_text(json.dumps(kept), "utf-8")
    window = start("--data-dir", shop, make(tmp_path / "stick" / "one.relapp"), telling=True)
    window.wait_for("open one.relapp")
    found = json.loads((shop / "preferences.json").read_text("utf-8"))
    assert (found["page"], found["staff_id"], found["customer_id"]) == ("today", None, None)
    assert found["shop"] == os.path.join("..", "stick", "one.relapp")
