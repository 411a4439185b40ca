"""Backups of a shop's file: whole, checked, and listed by what is there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from relapp.domain.customers import NewCustomer
from relapp.domain.errors import StorageUnavailable
from relapp.domain.rotation import Backup, Reason
from relapp.services import customers
from relapp.storage import backups, daybook, schema
from relapp.storage import customers as stored
from relapp.storage.database import Database
from tests.builders import TODAY, at
from tests.shop import Shop

NOW = at(TODAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def add(shop: Shop, name: str, note: str = "") -> None:
    shop.operations.run("customer_add", lambda tx: customers.add(tx, NewCustomer(name, note=note)))


def made(shop: Shop, folder: Path, hours: int = 0, reason: str = Reason.SCHEDULE) -> Backup:
    return backups.make(shop.database, folder, reason=reason, at=NOW + timedelta(hours=hours))


def names_in(path: Path) -> list[str]:
    with Database.look_at(path) as copy, copy.read() as reader:
        return [one.name for one in stored.every(reader)]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "backups.lock")


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(StorageUnavailable) as caught:
        act()
    return caught.value.code


def test_a_backup_is_one_whole_file_and_a_line_in_the_list(file_shop: Shop, folder: Path) -> None:
    add(file_shop, "Ada")
    one = made(file_shop, folder, reason=Reason.ASKED)
    path = backups.file_of(folder, one)
    assert files(folder) == ["backups.json", f"relapp-000001-{NOW:%Y%m%d-%H%M}.backup"]
    assert (one.number, one.reason, one.at, one.verified_at) == (1, "asked", NOW, NOW)
    assert (one.bytes, one.schema_version) == (path.stat().st_size, schema.VERSION)
    assert names_in(path) == ["Ada"]
    assert files(folder) == ["backups.json", path.name], "a look leaves nothing beside it"
    assert backups.listed(folder) == [one]


def test_the_last_act_that_it_holds_is_told(file_shop: Shop, folder: Path) -> None:
    before = made(file_shop, folder).operation_id
    add(file_shop, "Ada")
    assert made(file_shop, folder).operation_id == before + 1


def test_numbers_rise_though_the_clock_is_set_back_and_files_are_gone(file_shop: Shop, folder: Path) -> None:
    first = made(file_shop, folder)
    second = made(file_shop, folder, hours=-24 * 3652)
    assert [one.number for one in backups.listed(folder)] == [1, 2]
    for one in (first, second):
        backups.file_of(folder, one).unlink()
    (folder / "daybook-000007.log").touch()
    assert made(file_shop, folder).number == 8
    assert backups.make(file_shop.database, folder, reason="", at=NOW, above=40).number == 41


@pytest.mark.parametrize("left", [None, "{", "[1]", '{"backups": [{"name": "mine"}]}'])
def test_a_lost_or_damaged_list_is_read_off_the_files(file_shop: Shop, folder: Path, left: str | None) -> None:
    add(file_shop, "Ada")
    two = [made(file_shop, folder), made(file_shop, folder, hours=1)]
    (folder / backups.LIST).unlink()
    if left is not None:
        (folder / backups.LIST).write_text(left)
    found = backups.listed(folder)
    assert [(one.number, one.name, one.operation_id, one.bytes) for one in found] == [
        (one.number, one.name, one.operation_id, one.bytes) for one in two
    ]
    assert {one.verified_at for one in found} == {None}, "nobody checked them since"
    again = backups.verify(folder, found[0], file_shop.database.beside, at=NOW)
    assert again.verified_at == NOW
    assert backups.listed(folder)[0] == again


def test_what_is_no_backup_is_not_listed(file_shop: Shop, folder: Path) -> None:
    one = made(file_shop, folder)
    (folder / "relapp-000002-20260101-0900.backup").write_bytes(b"no shop")
    (folder / "relapp-000003-20260101-0900.backup.making").write_bytes(b"half")
    (folder / "notes.txt").write_text("mine")
    assert backups.listed(folder) == [one]
    assert backups.listed(folder / "nowhere") == []


def test_a_copy_that_was_exchanged_is_not_taken_for_the_one_that_was_checked(file_shop: Shop, folder: Path) -> None:
    one = made(file_shop, folder)
    with backups.file_of(folder, one).open("ab") as file:
        file.write(bytes(4096))
    (found,) = backups.listed(folder)
    assert found.verified_at is None


def test_what_was_left_half_made_is_swept_by_the_next(file_shop: Shop, folder: Path) -> None:
    folder.mkdir()
    left = folder / "relapp-000001-20260101-0900.backup.making"
    left.write_bytes(b"half")
    made(file_shop, folder)
    assert not left.exists()


def test_a_damaged_copy_counts_no_more(file_shop: Shop, folder: Path) -> None:
    for number in range(20):
        add(file_shop, "Ada", f"{number} " * 4_000)
    one = made(file_shop, folder)
    path = backups.file_of(folder, one)
    content = bytearray(path.read_bytes())
    for place in range(4096 * 3, len(content), 4096):
        content[place : place + 64] = bytes(64)
    path.write_bytes(content)
    assert refused(lambda: backups.verify(folder, one, file_shop.database.beside, at=NOW)) == "backup.unsound"
    assert [found.verified_at for found in backups.listed(folder)] == [None]


def test_a_shop_that_is_damaged_gives_no_backup(file_shop: Shop, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "check_file", lambda *_, **__: ["row 3 missing from index"])
    assert refused(lambda: made(file_shop, folder)) == "backup.unsound"
    assert files(folder) == []


def test_what_is_written_meanwhile_waits_for_nothing_and_is_not_in_it(
    file_shop: Shop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(120):
        add(file_shop, "Ada", "x " * 9_000)
    written: list[str] = []
    copy = Database.copy

    def busy(database: Database, target: Path, pause: Callable[[], None]) -> None:
        def work() -> None:
            pause()
            add(file_shop, f"meanwhile {len(written)}")
            written.append("one")

        copy(database, target, work)

    monkeypatch.setattr(Database, "copy", busy)
    one = made(file_shop, folder)
    assert len(written) > 1, "between its pieces"
    assert len(names_in(backups.file_of(folder, one))) == 120


def test_two_at_once_wait_for_each_other(file_shop: Shop, folder: Path) -> None:
    threads = [threading.Thread(target=made, args=(file_shop, folder)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.number for one in backups.listed(folder)] == [1, 2, 3, 4]


def test_it_is_carried_to_a_second_folder_and_checked_there(file_shop: Shop, folder: Path, tmp_path: Path) -> None:
    add(file_shop, "Ada")
    one = made(file_shop, folder)
    second = tmp_path / "stick"
    assert refused(lambda: backups.carry(folder, one, second, file_shop.database.beside, at=NOW)) == "backup.missing"
    assert not second.exists(), "it would be on another disk"
    second.mkdir()
    there = backups.carry(folder, one, second, file_shop.database.beside, at=NOW + timedelta(minutes=1))
    assert (there.number, there.name, there.verified_at) == (one.number, one.name, NOW + timedelta(minutes=1))
    assert backups.listed(second) == [there]
    assert names_in(second / there.name) == ["Ada"]


def test_what_need_not_be_kept_is_removed(file_shop: Shop, folder: Path) -> None:
    for day in range(20):
        made(file_shop, folder, hours=24 * day)
        made(file_shop, folder, hours=24 * day + 1)
    left = backups.rotate(folder, file_shop.database.beside)
    assert backups.listed(folder) == left
    assert files(folder) == ["backups.json", *sorted(one.name for one in left)]
    assert 12 <= len(left) < 20
    assert [one.number for one in left][-3:] == [38, 39, 40]


def test_what_nobody_checked_takes_no_place(file_shop: Shop, folder: Path) -> None:
    for day in range(3):
        made(file_shop, folder, hours=24 * day)
    for number in range(10, 20):
        shutil.copy(
            backups.file_of(folder, backups.listed(folder)[0]), folder / f"relapp-0000{number}-20260101-0900.backup"
        )
    assert len(backups.rotate(folder, file_shop.database.beside)) == 13


def test_the_daybook_goes_on_from_each_of_the_three_newest_and_from_no_older_one(tmp_path: Path, folder: Path) -> None:
    shop = Shop(tmp_path / "shop.sqlite", daybook=folder)
    assert shop.database.daybook is not None
    for number in range(1, 6):
        add(shop, f"customer {number}")
        shop.database.daybook.follow(made(shop, folder, hours=number).number)
        if number == 3:
            (folder / "daybook-000001.log.aside").write_bytes(b"another state")
    assert [one.number for one in daybook.volumes(folder)] == [0, 1, 2, 3, 4]
    backups.rotate(folder, shop.database.beside)
    # From the fifth on nothing was done yet.
    assert [one.number for one in daybook.volumes(folder)] == [3, 4]
    assert (folder / "daybook-000001.log.aside").exists()
    shop.close()


def test_a_file_in_the_place_of_the_folder_is_told(file_shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refused(lambda: made(file_shop, tmp_path / "file")).startswith("backup.")


KILLED = """
import json, os, sys
from datetime import datetime
from pathlib import Path
from relapp.storage import backups, customers
from relapp.storage.database import Database

source, folder = map(Path, sys.argv[1:])

def make(step):
    done = 0
    def counted(act):
        def act_or_end(*given, **named):
            nonlocal done
            done += 1
            if done == step:
                os.kill(os.getpid(), 9)
            return act(*given, **named)
        return act_or_end
    os.fsync, os.replace, os.open, os.unlink = map(counted, (os.fsync, os.replace, os.open, os.unlink))
    Database.check_file = counted(Database.check_file)
    with Database.look_at(source) as database:
        backups.make(database, folder, reason="asked", at=datetime.now().astimezone())

def held(path):
    with Database.look_at(path) as copy, copy.read() as reader:
        return len(customers.every(reader))

for step in range(1, 100):
    child = os.fork()
    if not child:
        make(step)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    found = [(one.number, held(backups.file_of(folder, one))) for one in backups.listed(folder)]
    print(json.dumps([code, found]))
    if not code:
        break
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nobody forks there")
def test_killed_anywhere_no_half_backup_counts(file_shop: Shop, folder: Path) -> None:
    for number in range(40):
        add(file_shop, f"Ada {number}")
    source = backups.file_of(folder, made(file_shop, folder))
    run = subprocess.run(
        [sys.executable, "-c", KILLED, str(source), str(folder)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    steps = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(steps) > 8
    assert [code for code, _ in steps] == [-9] * (len(steps) - 1) + [0]
    for _, found in steps:
        assert found == [[number, 40] for number in range(1, len(found) + 1)], "whole ones, each number given once"
    assert len(steps[-1][1]) > 2, "what was renamed counts, whatever came after it"
    assert not list(folder.glob("*.making*"))


def test_a_line_that_names_another_number_is_not_believed(file_shop: Shop, folder: Path) -> None:
    one = made(file_shop, folder)
    told = json.loads((folder / backups.LIST).read_text())
    told["backups"][0]["number"] = 900
    (folder / backups.LIST).write_text(json.dumps(told))
    assert [found.number for found in backups.listed(folder)] == [one.number]
