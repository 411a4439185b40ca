"""The protected file with everything beside it: nothing of anybody can be read without its passphrase."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from relapp import loading
from relapp.domain import recovery_code
from relapp.domain.rotation import Reason
from relapp.paths import backups_of
from relapp.services import backups as shop_backups
from relapp.services import drafts, protection, recovery
from relapp.services.protection import Plan
from relapp.storage import backups, daybook, keys, system_keyring
from relapp.storage.database import Database
from relapp.ui.main_window.losses import Lost
from tests.misfortunes import told
from tests.shop import Shop

PASSPHRASE = "barley and blue paper"
NEEDLES = [b"Moreira", b"moreira", b"marzipan", b"+351 912 000 111", b"912000111", b"half typed"]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id at its least: what is tested is not how long it takes."""
    monkeypatch.setattr(keys, "_MEMORY", 8)
    monkeypatch.setattr(keys, "_PASSES", 1)


@pytest.fixture(autouse=True)
def keyring(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """A keyring of its own, so that the tests ask no desktop."""
    kept: dict[str, bytes] = {}
    monkeypatch.setattr(system_keyring, "keep", kept.__setitem__)
    monkeypatch.setattr(system_keyring, "find", kept.get)
    monkeypatch.setattr(system_keyring, "forget", lambda name: kept.pop(name, None))
    return kept


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop with two backups, a daybook of which nothing is let go, a draft and a copy from before an upgrade."""
    monkeypatch.setattr(backups, "DAYBOOKS_OF", 9)
    shop = Shop(tmp_path / "shop.relapp")
    folder = backups_of(tmp_path / "shop.relapp")
    made = shop_backups.of(shop.database, folder)
    made.operations.now = lambda: shop.now
    shop.database.keep_daybook(folder)
    ana = shop.customer("Ana Moreira", phone="+351 912 000 111")
    made.make(Reason.SCHEDULE)
    shop.log(ana, words="asked for marzipan")
    shop.now += timedelta(hours=1)
    made.make(Reason.SCHEDULE)
    shop.log(ana, words="had the marzipan")
    shop.run("draft", lambda tx: drafts.keep(tx, "log", "ana: half typed"))
    shop.database.copy(tmp_path / "shop-before-v6.relapp")
    shop.close()
    yield shop
    gc.collect()


def turned_on(shop: Shop) -> Plan:
    assert shop.path is not None
    plan = protection.planned(PASSPHRASE)
    turned = protection.turn_on(shop.path, plan, now=lambda: shop.now)
    assert turned.left == ()
    turned.database.close()
    return plan


def readable(folder: Path) -> list[str]:
    return sorted(
        file.name
        for file in folder.rglob("*")
        if file.is_file() and any(needle in file.read_bytes() for needle in NEEDLES)
    )


def words(database: Database) -> list[str]:
    with database.read() as reader:
        return [row.words for row in reader.connection.exec_driver_sql("SELECT words FROM interaction ORDER BY id")]


def test_without_the_passphrase_nothing_of_anybody_can_be_read(shop: Shop, tmp_path: Path) -> None:
    assert len(readable(tmp_path)) == 4
    plan = turned_on(shop)
    assert readable(tmp_path) == []
    # Nor in what is written from now on, while it is open.
    shop.database = protection.opened(tmp_path / "shop.relapp", plan.key)
    shop.operations.database = shop.database
    shop.database.keep_daybook(backups_of(tmp_path / "shop.relapp"))
    shop.log(1, words="more marzipan")
    shop.run("draft", lambda tx: drafts.keep(tx, "log", "ana: half typed again"))
    assert readable(tmp_path) == []
    assert not any(plan.key in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert not any(plan.key.hex().encode() in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    shop.database.close()


def test_backups_and_daybook_are_whole_under_the_key(shop: Shop, tmp_path: Path) -> None:
    folder = backups_of(tmp_path / "shop.relapp")
    before = len(daybook.read(folder).bodies)
    plan = turned_on(shop)
    database = protection.opened(tmp_path / "shop.relapp", plan.key)
    listed = backups.listed(folder, database.beside)
    assert [one.number for one in listed] == [1, 2, 3]
    for one in listed:
        assert backups.verify(folder, one, database.beside, at=shop.now).verified_at == shop.now
    found = daybook.read(folder, database.seal(daybook.PURPOSE))
    assert (len(found.bodies), found.damaged) == (before, 0)
    assert daybook.read(folder).bodies == []
    database.close()


def test_passphrase_and_code_open_the_file(shop: Shop, tmp_path: Path) -> None:
    plan, path = turned_on(shop), tmp_path / "shop.relapp"
    with told("protected"):
        protection.opened(path)
    with told("key.wrong"):
        protection.by_passphrase(path, "not this one")
    for key in (protection.by_passphrase(path, PASSPHRASE), protection.by_code(path, plan.code.lower())):
        database = protection.opened(path, key)
        assert words(database) == ["asked for marzipan", "had the marzipan"]
        database.close()


def test_lost_slots_are_found_beside_the_backups(shop: Shop, tmp_path: Path) -> None:
    plan, path = turned_on(shop), tmp_path / "shop.relapp"
    keys.place(path).unlink()
    assert protection.by_passphrase(path, PASSPHRASE) == plan.key
    with told("protected"):
        protection.opened(path)
    assert keys.place(path).is_file()


def test_a_lost_file_and_a_plain_copy_over_it_ask_for_the_passphrase_and_stay_protected(
    shop: Shop, tmp_path: Path
) -> None:
    path = tmp_path / "shop.relapp"
    older = path.read_bytes()
    plan = turned_on(shop)
    for content in (None, older):
        path.unlink() if content is None else path.write_bytes(content)
        with told("protected"):
            protection.opened(path)
    database = protection.opened(path, plan.key)
    assert database.key == plan.key
    assert words(database) == ["asked for marzipan", "had the marzipan"]
    database.close()
    assert readable(tmp_path) == []


def test_a_new_passphrase_opens_and_the_old_one_does_not(shop: Shop, tmp_path: Path) -> None:
    plan, path = turned_on(shop), tmp_path / "shop.relapp"
    before = path.read_bytes()
    database = protection.opened(path, plan.key)
    with told("key.wrong"):
        protection.change_passphrase(database, "not this one", "another long one")
    with told("passphrase.short"):
        protection.change_passphrase(database, PASSPHRASE, "short")
    protection.change_passphrase(database, PASSPHRASE, "another long one")
    database.close()
    assert path.read_bytes() == before
    with told("key.wrong"):
        protection.by_passphrase(path, PASSPHRASE)
    assert protection.by_passphrase(path, "another long one") == plan.key
    assert protection.by_code(path, plan.code) == plan.key
    # Beside the backups, too.
    keys.place(path).unlink()
    assert protection.by_passphrase(path, "another long one") == plan.key


def test_a_new_code_counts_once_it_was_confirmed(shop: Shop, tmp_path: Path) -> None:
    plan, path = turned_on(shop), tmp_path / "shop.relapp"
    database = protection.opened(path, plan.key)
    fresh = protection.new_code(database, PASSPHRASE)
    assert protection.by_code(path, plan.code) == plan.key
    protection.take_code(database, fresh)
    database.close()
    assert protection.by_code(path, fresh.code) == plan.key
    with told("key.wrong_code"):
        protection.by_code(path, plan.code)


def test_the_keyring_opens_the_file_until_it_forgets(shop: Shop, tmp_path: Path, keyring: dict[str, bytes]) -> None:
    plan, path = turned_on(shop), tmp_path / "shop.relapp"
    database = protection.opened(path, plan.key)
    protection.remember(database)
    database.close()
    assert protection.is_remembered(path)
    assert plan.key not in keyring.values()
    protection.opened(path).close()
    database = protection.opened(path)
    protection.forget(database)
    database.close()
    assert keyring == {}
    with told("protected"):
        protection.opened(path)


def test_off_again_everything_can_be_read(shop: Shop, tmp_path: Path) -> None:
    before = readable(tmp_path)
    turned_on(shop)
    with told("key.wrong"):
        protection.turn_off(tmp_path / "shop.relapp", "not this one")
    turned = protection.turn_off(tmp_path / "shop.relapp", PASSPHRASE, now=lambda: shop.now)
    assert turned.left == ()
    assert words(turned.database) == ["asked for marzipan", "had the marzipan"]
    turned.database.close()
    assert set(before) <= set(readable(tmp_path))
    assert list(tmp_path.rglob("*.keys")) == []


def test_what_was_cut_short_is_finished_later(shop: Shop, tmp_path: Path) -> None:
    class DiedError(Exception):
        pass

    names: list[str] = []
    plan, path = protection.planned(PASSPHRASE), tmp_path / "shop.relapp"

    def step(name: str) -> None:
        names.append(name)
        if name.startswith("backup relapp"):
            raise DiedError

    with pytest.raises(DiedError):
        protection.turn_on(path, plan, now=lambda: shop.now, step=step)
    assert readable(tmp_path)
    database = protection.opened(path, protection.by_passphrase(path, PASSPHRASE))
    assert protection.finish(database, now=lambda: shop.now) == []
    assert readable(tmp_path) == []
    steps: list[str] = []
    assert protection.finish(database, step=steps.append) == []
    assert steps == []
    database.close()


def test_the_code_is_printed_in_groups() -> None:
    assert recovery_code.read(protection.planned(PASSPHRASE).code)


def test_finishing_again_takes_nothing_out_of_a_daybook_that_is_closed_already(shop: Shop, tmp_path: Path) -> None:
    plan = turned_on(shop)
    path, folder = tmp_path / "shop.relapp", backups_of(tmp_path / "shop.relapp")
    with closing(protection.opened(path, plan.key)) as database:
        seal = database.seal(daybook.PURPOSE)
        before = daybook.read(folder, seal).bodies
        (folder / "relapp-000009-20260101-0000.backup").write_bytes(b"SQLite format 3\x00 and no more")
        protection.finish(database, now=lambda: shop.now)
        assert before
        assert daybook.read(folder, seal).bodies == before


def test_a_second_place_chosen_later_has_the_key_at_once(shop: Shop, tmp_path: Path) -> None:
    plan = turned_on(shop)
    path, stick = tmp_path / "shop.relapp", tmp_path / "stick"
    stick.mkdir()
    with closing(protection.opened(path, plan.key)) as database:
        own = shop_backups.of(database, backups_of(path)).prepare_place(stick)
    assert (own / keys.place(path).name).read_bytes() == keys.place(path).read_bytes()


def test_a_plain_copy_that_is_put_in_place_is_under_the_key_from_then_on(shop: Shop, tmp_path: Path) -> None:
    path, folder, stick = tmp_path / "shop.relapp", backups_of(tmp_path / "shop.relapp"), tmp_path / "stick"
    stick.mkdir()
    plain = stick / "copy.relapp"
    plain.write_bytes(path.read_bytes())
    plan = turned_on(shop)
    came = recovery.restore(path, folder, at=shop.now, chosen=plain, key=plan.key)
    assert came.backup == plain
    plain.unlink()
    assert readable(tmp_path) == []
    database = protection.opened(path, plan.key)
    assert words(database) == ["asked for marzipan", "had the marzipan"]
    database.close()


def test_a_lost_protected_file_can_be_brought_back_by_who_opened_it(shop: Shop, tmp_path: Path) -> None:
    plan, path = turned_on(shop), tmp_path / "shop.relapp"
    path.unlink()
    found = loading.load(path, "today", None, plan.key)
    assert isinstance(found, Lost)
    assert found.outlook.possible
    assert found.key == plan.key
