"""Who does what is done by command: the file's owner, until an owner has a PIN."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from relapp.services import sign_in, staff
from relapp.storage import schema
from tests.commands.conftest import Relapp
from tests.shop import Shop

PIN = "2580"


@pytest.fixture
def guarded(relapp: Relapp, tmp_path: Path) -> Relapp:
    """Bea, the owner, has a PIN; Tom has none."""
    assert relapp("log", "Ada: came").code == 0
    shop = opened(tmp_path)
    bea = shop.run("staff_add", lambda tx: staff.add(tx, "Bea"))
    shop.run("staff_add", lambda tx: staff.add(tx, "Tom"))
    shop.operations.staff_id = bea
    sign_in.set_pin(shop.operations, bea, PIN)
    shop.close()
    return relapp


def opened(tmp_path: Path) -> Shop:
    return Shop(next((tmp_path / "shop").glob("*.relapp")))


def types(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(words + "\n"))


def test_who_does_it_is_asked_once_an_owner_has_a_pin(guarded: Relapp, tmp_path: Path) -> None:
    for words in (("log", "Ada: came"), ("export", tmp_path)):
        ended = guarded(*words)
        assert (ended.code, ended.out) == (1, "")
        assert ended.err == "Say who does this: an owner here has a PIN. Add --person NAME.\n"
    assert guarded("find", "Ada").code == 0, "who has the file can read it"


def test_the_record_names_them(guarded: Relapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, PIN)
    assert guarded("log", "Ada: came again", "--person", "bea").code == 0
    assert guarded("log", "Ada: and again", "--person", "Tom").code == 0
    shop, table = opened(tmp_path), schema.operation
    rows = shop.read(lambda reader: reader.rows(select(table.c.staff_id).where(table.c.name == "log")))
    shop.close()
    assert [row.staff_id for row in rows] == [None, 1, 2]


def test_a_wrong_pin_does_nothing(guarded: Relapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, "0000")
    ended = guarded("export", tmp_path, "--person", "Bea")
    assert (ended.code, ended.out, ended.err) == (1, "", "That is not the PIN.\n")
    assert guarded("log", "Ada: x", "--person", "Zoe").err == "Nobody called Zoe works here.\n"


def test_staff_take_nothing_out(guarded: Relapp, tmp_path: Path) -> None:
    (out := tmp_path / "out").mkdir()
    ended = guarded("export", out, "--person", "Tom")
    assert (ended.code, ended.err) == (1, "Only an owner can do this. Ask Bea.\n")
    assert list(out.iterdir()) == []


def test_who_forgot_it_clears_it_and_the_list_shows_it(guarded: Relapp) -> None:
    assert guarded("staff").out == "Bea · Owner · PIN\nTom · Staff\n"
    assert guarded("staff", "--clear-pin").code == 0
    assert guarded("staff").out == "Bea · Owner\nTom · Staff\n"
    assert guarded("log", "Ada: came").code == 0


def test_a_shop_without_staff_says_so(relapp: Relapp) -> None:
    assert relapp("log", "Ada: came").code == 0
    ended = relapp("staff")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Nobody is on the staff yet.")


def test_only_an_owner_puts_a_backup_in_place(guarded: Relapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert guarded("backup").code == 0
    (backup,) = (tmp_path / "shop").rglob("relapp-*.backup")
    ended = guarded("restore", backup)
    assert (ended.code, ended.out) == (1, "")
    assert "Add --person NAME." in ended.err
    assert guarded("restore", backup, "--person", "Tom").err == "Only an owner can do this. Ask Bea.\n"
    types(monkeypatch, "0000")
    assert guarded("restore", backup, "--person", "Bea").err == "That is not the PIN.\n"
    assert list((tmp_path / "shop").glob("*-before-restore-*")) == [], "nothing was done"
    types(monkeypatch, PIN)
    assert guarded("restore", backup, "--person", "Bea").code == 0
    assert list((tmp_path / "shop").glob("*-before-restore-*")) != []


def test_where_nobody_can_be_asked_any_more_it_comes_back(guarded: Relapp, tmp_path: Path) -> None:
    assert guarded("backup").code == 0
    next((tmp_path / "shop").glob("*.relapp")).unlink()
    assert guarded("restore").code == 0
