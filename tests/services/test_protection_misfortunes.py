"""Protecting where a folder may only be read, a backup is damaged, or files were lost: a sentence or no harm."""

from __future__ import annotations

import errno
import gc
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from relapp import loading
from relapp.domain.errors import StorageUnavailable, UserError
from relapp.domain.rotation import Reason
from relapp.paths import backups_of
from relapp.services import backup_cleaning, erasure, protection, recovery
from relapp.services import backups as shop_backups
from relapp.services.protection import Plan
from relapp.storage import backups, daybook, keys, system_keyring, turning
from relapp.storage.database import Database
from relapp.ui.main_window.losses import Lost
from relapp.ui.wording.errors import SENTENCES
from tests.misfortunes import told
from tests.read_only import read_only
from tests.shop import Shop

PASSPHRASE = "barley and blue paper"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 8)
    monkeypatch.setattr(keys, "_PASSES", 1)
    monkeypatch.setattr(system_keyring, "find", lambda _: None)


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """A shop with a backup, a daybook, one that was put aside, and a copy of before an upgrade."""
    path = tmp_path / "shop" / "shop.relapp"
    shop = Shop(path, backups_of(path))
    made = shop_backups.of(shop.database, backups_of(path))
    made.operations.now = lambda: shop.now
    ana = shop.customer("Ana Moreira")
    daybook.set_aside(backups_of(path))
    made.make(Reason.SCHEDULE)
    shop.log(ana, words="asked for marzipan")
    shop.now += timedelta(hours=1)
    shop.database.copy(path.with_name("shop-before-v6.relapp"))
    shop.close()
    yield path
    gc.collect()


def turned_on(path: Path) -> Plan:
    plan = protection.planned(PASSPHRASE)
    turned = protection.turn_on(path, plan)
    assert turned.left == ()
    turned.database.close()
    return plan


def readable(folder: Path) -> list[str]:
    found = (file for file in folder.rglob("*") if file.is_file())
    return sorted(file.name for file in found if b"Moreira" in file.read_bytes())


# -- turning off, all of it --


def test_off_again_a_daybook_that_was_put_aside_can_be_read_as_well(path: Path) -> None:
    (aside,) = backups_of(path).glob(f"*{daybook.ASIDE}*")
    before = aside.read_bytes()
    turned_on(path)
    assert not daybook.is_open(aside)
    turned = protection.turn_off(path, PASSPHRASE)
    assert turned.left == ()
    turned.database.close()
    assert aside.read_bytes() == before
    assert len(readable(path.parent)) >= 3


def test_killed_before_the_file_itself_is_open_to_all_the_next_start_closes_everything(path: Path) -> None:
    class DiedError(Exception):
        pass

    def step(name: str) -> None:
        if name == "begin":
            raise DiedError

    plan = turned_on(path)
    with pytest.raises(DiedError):
        protection.turn_off(path, PASSPHRASE, step=step)
    assert readable(path.parent)
    with closing(protection.opened(path, plan.key)) as database:
        assert protection.finish(database) == []
    assert readable(path.parent) == []


# -- where nothing can be written --


def misfortune(act: Callable[[], object]) -> str:
    """The code of the sentence that an act ends with, empty if it did no harm."""
    try:
        made = act()
    except UserError as error:
        return error.code if error.code in SENTENCES else f"{error.code} has no sentence"
    database = made if isinstance(made, Database) else getattr(made, "database", None)
    if database is not None:
        database.close()
    return ""


def test_a_folder_that_may_only_be_read_is_a_sentence(path: Path) -> None:
    plan = protection.planned(PASSPHRASE)
    before = path.read_bytes()
    with read_only(path.parent):
        assert misfortune(lambda: protection.turn_on(path, plan)) == "read_only"
        assert misfortune(lambda: recovery.restore(path, backups_of(path), at=Shop().now)) == "read_only"
        assert misfortune(lambda: recovery.keep_as_is(path, backups_of(path))) == "read_only"
    assert path.read_bytes() == before
    turned_on(path)
    with read_only(path.parent):
        assert misfortune(lambda: protection.turn_off(path, PASSPHRASE)) in ("read_only", "missing")
        keyed = protection.by_passphrase(path, PASSPHRASE)
        assert misfortune(lambda: protection.opened(path, keyed)) in ("", "read_only", "missing")
        assert misfortune(lambda: loading.load(path, "today", None)) == ""


def test_what_was_begun_is_a_sentence_where_it_cannot_be_ended(path: Path) -> None:
    keys.write_whole(turning.state_of(path), b'{"phase": "written"}')
    path.with_name("shop.relapp.new").write_bytes(path.read_bytes())
    with read_only(path.parent):
        assert misfortune(lambda: turning.settle(path)) == "read_only"
        assert misfortune(lambda: protection.opened(path)) == "read_only"
        assert isinstance(loading.load(path, "today", None), StorageUnavailable)
    turning.settle(path)
    path.with_name("shop-restored.relapp").write_bytes(path.read_bytes())
    with read_only(path.parent):
        assert misfortune(lambda: protection.opened(path)) == "read_only"
    protection.opened(path).close()


def test_backups_that_may_only_be_read_are_named_and_the_file_is_protected(path: Path) -> None:
    plan, folder = protection.planned(PASSPHRASE), backups_of(path)
    with read_only(folder):
        turned = protection.turn_on(path, plan)
        assert turned.left == (folder.name,)
        with pytest.raises(StorageUnavailable):
            protection.finish(turned.database)
        protection.change_passphrase(turned.database, PASSPHRASE, "another long one")
        turned.database.close()
    assert not keys.is_plain(path)
    with closing(protection.opened(path, plan.key)) as database:
        assert protection.finish(database) == []
    assert readable(path.parent) == []
    with read_only(folder):
        off = protection.turn_off(path, "another long one")
        off.database.close()
        assert len(off.left) >= 3
    assert keys.is_plain(path)


def test_slots_that_cannot_be_put_back_serve_from_beside_the_backups(path: Path) -> None:
    plan = turned_on(path)
    keys.place(path).unlink()
    with read_only(path.parent):
        with told("protected"):
            protection.key_of(path)
        assert protection.by_passphrase(path, PASSPHRASE) == plan.key


def test_a_second_place_that_answers_with_an_error_is_one_that_is_not_reached(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = Shop(path, backups_of(path))
    stick = tmp_path / "stick"
    kept = shop_backups.of(shop.database, backups_of(path))
    shop.run("settings", lambda tx: shop_backups.set_place(tx, str(stick)))
    shop.run(erasure.NAME, lambda tx: erasure.erase(tx, 1))
    erasure.finish(kept.operations)
    ordinary = Path.is_dir

    def broken(self: Path) -> bool:
        if self == stick:
            raise OSError(5, "Input/output error", str(self))
        return ordinary(self)

    monkeypatch.setattr(Path, "is_dir", broken)
    while (cleaned := backup_cleaning.step(kept)).cleaned:
        pass
    assert cleaned.unreached == (stick,)
    monkeypatch.undo()
    shop.close()


def test_erasing_from_backups_that_may_only_be_read_is_a_sentence(path: Path) -> None:
    shop = Shop(path, backups_of(path))
    kept = shop_backups.of(shop.database, backups_of(path))
    with read_only(backups_of(path)):
        shop.run(erasure.NAME, lambda tx: erasure.erase(tx, 1))
        assert misfortune(lambda: backup_cleaning.step(kept)) == "backup.read_only"
    shop.close()


@pytest.mark.parametrize("number", [errno.EIO, errno.EROFS])
@pytest.mark.parametrize("refused", ["shop.relapp", "shop.relapp.keys", "shop.relapp.turning", ".log"])
def test_whatever_the_system_says_of_a_file_it_is_a_sentence_and_nothing_is_half_done(
    path: Path, number: int, refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordinary = os.replace

    def refuse(source: Path, target: Path) -> None:
        if str(target).endswith(refused):
            raise OSError(number, os.strerror(number), str(target))
        ordinary(source, target)

    with monkeypatch.context() as bad:
        bad.setattr(os, "replace", refuse)
        assert misfortune(lambda: protection.turn_on(path, protection.planned(PASSPHRASE))) in ("", *SENTENCES)
        if refused != ".log":
            assert keys.is_plain(path)
    if keys.is_plain(path):
        turned_on(path)
    key = protection.by_passphrase(path, PASSPHRASE)
    with monkeypatch.context() as bad:
        bad.setattr(os, "replace", refuse)
        assert misfortune(lambda: protection.turn_off(path, PASSPHRASE)) in ("", *SENTENCES)
        if refused in ("shop.relapp", "shop.relapp.turning"):
            assert not keys.is_plain(path)
    protected = not keys.is_plain(path)
    with closing(protection.opened(path, key if protected else None)) as database:
        assert protection.finish(database) == []
    assert bool(readable(path.parent)) is not protected


# -- a damaged backup --


def test_a_damaged_backup_that_cannot_be_protected_costs_one_new_backup_not_one_a_start(path: Path) -> None:
    folder = backups_of(path)
    damaged = folder / "relapp-000009-20260101-0000.backup"
    damaged.write_bytes(b"SQLite format 3\x00 and no more")
    plan = protection.planned(PASSPHRASE)
    protection.turn_on(path, plan).database.close()
    before = sorted(one.name for one in folder.iterdir())
    for _ in range(3):
        with closing(protection.opened(path, plan.key)) as database:
            steps: list[str] = []
            protection.finish(database, step=steps.append)
            assert "backup" not in steps
    assert sorted(one.name for one in folder.iterdir()) == before
    assert damaged.exists()


# -- a lost file --


@pytest.mark.parametrize("with_slots", [True, False])
def test_a_lost_protected_file_is_brought_back_by_its_passphrase(path: Path, with_slots: bool) -> None:
    plan = turned_on(path)
    path.unlink()
    if not with_slots:
        keys.place(path).unlink()
    found = loading.load(path, "today", None)
    assert isinstance(found, StorageUnavailable)
    assert found.code == "protected"
    key = protection.by_passphrase(path, PASSPHRASE)
    lost = loading.load(path, "today", None, key)
    assert isinstance(lost, Lost)
    assert lost.outlook.possible
    recovery.restore(path, backups_of(path), at=Shop().now, key=key)
    with closing(protection.opened(path, plan.key)) as database, database.read() as reader:
        assert reader.connection.exec_driver_sql("SELECT words FROM interaction").scalar() == "asked for marzipan"
    assert not keys.is_plain(path)
    assert keys.place(path).is_file()
    assert readable(path.parent) == []


@pytest.mark.parametrize("half", [b"SQLite format 3\0 Ana Moreira", b"SQLite format 3\0 Ana Moreira" * 400])
def test_a_copy_half_made_by_turning_that_was_killed_is_gone_at_the_next_start(path: Path, half: bytes) -> None:
    plan = turned_on(path)
    for end in (".new", ".new-journal"):
        path.with_name(f"shop-before-v6.relapp{end}").write_bytes(half)
    assert len(readable(path.parent)) == 2
    with closing(protection.opened(path, plan.key)) as database:
        assert protection.finish(database) == []
    assert readable(path.parent) == []
    assert path.with_name("shop-before-v6.relapp").is_file()


def test_where_protection_was_turned_off_slots_of_an_old_stick_ask_nobody(path: Path) -> None:
    turned_on(path)
    slots = keys.place(path).read_bytes()
    protection.turn_off(path, PASSPHRASE).database.close()
    (backups_of(path) / keys.place(path).name).write_bytes(slots)
    path.unlink()
    found = loading.load(path, "today", None)
    assert isinstance(found, Lost)
    assert found.outlook.possible
    assert backups.listed(backups_of(path))
