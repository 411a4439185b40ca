"""Where the record ended is kept outside: who cuts it off or seals it anew is found, and nobody else is ever accused.

``RELAPP_WALKS=200 pytest tests/services/test_record_end.py`` walks further than the ordinary suite does.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from relapp.domain.errors import StorageUnavailable
from relapp.domain.rotation import Reason
from relapp.services import erasure, recovery
from relapp.services.backups import Backups
from relapp.services.operations import Operations
from relapp.storage import backups as stored
from relapp.storage import record_end, schema
from relapp.storage.database import Database
from relapp.storage.reader import Reader
from relapp.storage.resealing import seal_from
from tests.services.walk import Walk
from tests.shop import Shop

WALKS = int(os.environ.get("RELAPP_WALKS", "4"))


@pytest.mark.parametrize("seed", range(WALKS))
def test_nobody_is_accused_whatever_the_program_itself_does(tmp_path: Path, seed: int) -> None:
    walk = Walk(tmp_path / "a", 1000 + seed)
    walk.back_up()
    walk.start_again()
    for _ in range(40):
        act = walk.random.choice((walk.step, walk.step, walk.step, walk.step, walk.take_in, walk.start_again))
        if walk.random.random() < 0.1:
            act = walk.go_back
        act()
        database = walk.shop.database
        assert database.unlike is None
        assert database.misfits(database.ends, rows=False) == []
        end = record_end.kept(walk.folder)
        assert database.misfits([end] if end else []) == []
    walk.back_up()
    for one in walk.kept.standing().listed:
        walk.kept.check(one)
    walk.shop.close()


# -- found --


class Kept:
    """A shop with a backup, and what was done since."""

    def __init__(self, folder: Path) -> None:
        self.file, self.folder = folder / "shop.relapp", folder / "backups"
        self.shop = Shop(self.file, self.folder)
        self.kept = Backups(self.shop.operations, self.folder)
        self.ana = self.shop.customer("Ana Moreira")
        self.bo = self.shop.customer("Bo Lind")
        self.shop.log(self.ana, words="before")
        self.kept.make(Reason.ASKED)
        self.shop.log(self.bo, words="after")

    def opened(self) -> Database:
        return recovery.open_shop(self.file, self.folder)

    def forget_daybook(self) -> None:
        for path in self.folder.glob("daybook-*"):
            path.unlink()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Kept]:
    made = Kept(tmp_path / "place")
    yield made
    made.shop.database.close()


def sealed_anew(path: Path, statement: str) -> None:
    """What somebody does who knows all about this program."""
    connection = driver.connect(str(path))
    connection.execute(statement)
    connection.commit()
    connection.close()
    database = Database.open(path)
    with database._begun(write=True) as live:
        seal_from(Reader(live, database._backend), 0)
    assert database.misfits() == []
    database.close()


def cut_off(path: Path, first: int) -> None:
    connection = driver.connect(str(path))
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("DELETE FROM change WHERE operation_id >= ?", (first,))
    connection.execute("DELETE FROM operation WHERE id >= ?", (first,))
    connection.commit()
    connection.close()


ELSEWHERE = "UPDATE operation SET desk = 'elsewhere' WHERE id = 2"


@pytest.mark.parametrize("daybook", [True, False])
def test_who_seals_everything_anew_is_found_at_the_start_and_ever_after(place: Kept, daybook: bool) -> None:
    place.shop.database.close()
    sealed_anew(place.file, ELSEWHERE)
    if not daybook:
        place.forget_daybook()
    for _ in range(2):
        database = place.opened()
        assert database.unlike is not None
        assert [one.code for one in database.misfits(database.ends)][:1] == ["other"]
        shop = Operations(database)
        # Neither work nor a backup covers it up.
        shop.run("log", lambda tx: tx.insert(schema.tag, name=os.urandom(4).hex()))
        Backups(shop, place.folder).make(Reason.ASKED)
        database.close()


def test_who_erases_afterwards_does_not_make_it_good(place: Kept) -> None:
    place.shop.database.close()
    sealed_anew(place.file, ELSEWHERE)
    database = place.opened()
    operations = Operations(database)
    operations.backups = Backups(operations, place.folder)
    operations.run("erase", lambda tx: erasure.erase(tx, place.ana))
    assert "operation" in {one.code for one in database.misfits(rows=False)}
    database.close()


@pytest.mark.parametrize("daybook", [True, False])
def test_a_record_cut_off_is_an_older_file(place: Kept, daybook: bool) -> None:
    place.shop.database.close()
    if not daybook:
        place.forget_daybook()
    cut_off(place.file, 3 if not daybook else 4)
    with pytest.raises(StorageUnavailable, match=r"recovery\.older"):
        place.opened()


def test_where_all_else_is_lost_it_tells_that_there_was_a_shop(place: Kept) -> None:
    place.shop.database.close()
    for path in (place.file, *place.folder.glob("relapp-*"), *place.folder.glob("daybook-*")):
        path.unlink()
    for _ in range(2):
        with pytest.raises(StorageUnavailable, match=r"recovery\.missing"):
            place.opened()
        assert not place.file.exists()
    recovery.keep_as_is(place.file, place.folder)
    place.opened().close()


def test_erasing_writes_the_end_anew_in_the_same_go(place: Kept) -> None:
    operations = place.shop.operations
    operations.backups = place.kept
    operations.run("erase", lambda tx: erasure.erase(tx, place.ana))
    assert record_end.kept(place.folder) == place.shop.database.head()
    place.shop.database.close()
    place.opened().close()


@pytest.mark.parametrize("before", ["daybook", "list"])
def test_a_crash_while_erasing_accuses_nobody(place: Kept, before: str) -> None:
    daybook = place.shop.database.daybook
    if before == "daybook":
        place.shop.database.daybook = None
    # The list is written by ``Backups.after`` alone, which this door has not.
    place.shop.run("erase", lambda tx: erasure.erase(tx, place.ana))
    place.shop.database.daybook = daybook
    place.shop.database.close()
    database = place.opened()
    assert database.unlike is None
    assert database.misfits(database.ends) == []
    database.close()


def test_an_end_from_before_what_erasing_sealed_again_goes_on_counting(place: Kept) -> None:
    early = record_end.kept(place.folder)
    assert early is not None
    late = place.shop.customer("Cy Tan")
    place.shop.log(late, words="once")
    place.shop.run("erase", lambda tx: erasure.erase(tx, late))
    place.shop.database.close()
    sealed_anew(place.file, ELSEWHERE)
    database = Database.open(place.file)
    assert [one.code for one in database.misfits([early])] == ["other"]
    database.close()


# -- a backup --


@pytest.mark.parametrize("change", [lambda path: sealed_anew(path, ELSEWHERE), lambda path: cut_off(path, 3)])
def test_a_backup_that_another_program_changed_counts_no_more(place: Kept, change: Callable[[Path], None]) -> None:
    (one,) = place.kept.standing().listed
    assert one.seal
    change(place.folder / one.name)
    with pytest.raises(StorageUnavailable, match=r"backup\.changed"):
        place.kept.check(one)
    (found,) = place.kept.standing().listed
    assert found.verified_at is None
    with pytest.raises(StorageUnavailable, match=r"backup\.changed"):
        place.kept.check(found)
    end = stored.end_of(place.folder / one.name)
    assert end is not None
    with Database.look_at(place.folder / one.name) as copy:
        assert copy.misfits([end])


def test_a_second_place_takes_no_changed_backup(place: Kept, tmp_path: Path) -> None:
    (one,) = place.kept.standing().listed
    sealed_anew(place.folder / one.name, ELSEWHERE)
    shutil.copytree(place.folder, tmp_path / "stick")
    with pytest.raises(StorageUnavailable, match=r"backup\.changed"):
        stored.carry(place.folder, one, tmp_path / "stick", Database.look_at, at=place.shop.now)
