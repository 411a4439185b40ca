"""An older copy and the daybook make the shop as it is, row for row.

``RELAPP_UNDO_RUNS=500 pytest tests/storage/test_replay.py`` walks further than the ordinary suite does.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import rule

from relapp.domain.customers import NewCustomer
from relapp.services import customers, erasure, sign_in, staff
from relapp.storage import daybook, journal, records, replay, schema
from relapp.storage.records import START, Point, Record, Rows
from relapp.storage.replay import Replayed
from tests.shop import Shop, a_sold
from tests.storage.test_undo_machine import Undoing


def written(folder: Path) -> list[Record]:
    return [records.decoded(body) for body in daybook.read(folder).bodies]


def again(copy: Path, folder: Path) -> tuple[Shop, Replayed]:
    """The shop that an older copy and the daybook make."""
    shop = Shop(copy)
    return shop, replay.replay(shop.database, written(folder))


class Replaying(Undoing):
    """As the machine of undo; at the end the last copy and the daybook are what the shop is."""

    def __init__(self) -> None:
        super().__init__()
        self.shop.close()
        self.book = self.folder / "backups"
        self.shop = Shop(self.folder / "day.sqlite", self.book)
        self.history, self.beside = [self.shop.tables()], [self.shop.derived()]
        self.copies = 0
        self.copy()

    @rule()
    def copy(self) -> None:
        self.copies += 1
        self.shop.database.copy(self.folder / f"copy-{self.copies}.sqlite")

    def _undo_to_the_start_and_redo_to_the_end(self) -> None:
        live = self.shop.everything()
        for number in range(1, self.copies + 1):
            shop, came = again(self.folder / f"copy-{number}.sqlite", self.book)
            try:
                assert (came.missing, came.foreign, came.left_out) == ((), 0, 0)
                assert shop.everything() == live
                shop.assert_sound()
            finally:
                shop.close()


TestReplaying = Replaying.TestCase
TestReplaying.settings = settings(
    max_examples=int(os.environ.get("RELAPP_UNDO_RUNS", "6")),
    stateful_step_count=int(os.environ.get("RELAPP_UNDO_STEPS", "25")),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path / "shop.sqlite", tmp_path / "backups")
    yield made
    made.close()


def copied(shop: Shop, name: str = "copy.sqlite") -> Path:
    assert shop.path is not None
    target = shop.path.with_name(name)
    shop.database.copy(target)
    return target


def assert_same(shop: Shop, copy: Path) -> Replayed:
    assert shop.daybook is not None
    other, came = again(copy, shop.daybook)
    try:
        assert other.everything() == shop.everything()
        other.assert_sound()
    finally:
        other.close()
    return came


def test_what_was_undone_can_be_done_again_afterwards(shop: Shop) -> None:
    copy = copied(shop)
    ana = shop.customer("Ana")
    shop.log(ana, words="poodle")
    shop.operations.undo()
    assert shop.daybook is not None
    other, _ = again(copy, shop.daybook)
    assert other.operations.redo() is not None
    assert [row.words for row in other.tables()["interaction"]] == ["poodle"]
    assert other.operations.undo() is not None
    assert other.operations.undo() is not None
    assert other.tables()["customer"] == []
    other.close()


def test_an_empty_file_and_a_whole_daybook_are_the_shop(shop: Shop) -> None:
    """Before the first backup there is nothing else."""
    ana = shop.customer("Ana", "0123 45")
    shop.sell(ana, a_sold("rye", 320))
    assert shop.path is not None
    assert assert_same(shop, shop.path.with_name("new.sqlite")).operations == 2


def test_who_has_a_pin_has_it_afterwards_and_whose_was_taken_away_has_none(shop: Shop) -> None:
    bea = shop.run("staff_add", lambda tx: staff.add(tx, "Bea"))
    tom = shop.run("staff_add", lambda tx: staff.add(tx, "Tom"))
    shop.operations.staff_id = bea
    sign_in.set_pin(shop.operations, tom, "2580")
    copy = copied(shop)
    sign_in.set_pin(shop.operations, bea, "0852")
    sign_in.clear_pin(shop.operations, tom)
    assert_same(shop, copy)
    assert shop.daybook is not None
    other, _ = again(copy, shop.daybook)
    assert other.read(sign_in.with_pin) == {bea}
    other.close()


def test_no_id_comes_twice(shop: Shop) -> None:
    """The journal speaks of a row that came and went: a new one must not be taken for it."""
    copy = copied(shop)
    shop.run("x", lambda tx: customers.remove(tx, [customers.add(tx, NewCustomer("Ana"))]))
    assert shop.daybook is not None
    other, _ = again(copy, shop.daybook)
    assert other.customer("Bo") == shop.customer("Bo") == 2
    other.close()


def test_what_was_taken_out_and_shown_is_in_it_too(shop: Shop) -> None:
    """The journal's lines without changes, and what stands beside the journal."""
    ana = shop.customer("Ana")
    copy = copied(shop)
    shop.operations.run("export", journal.note)
    with shop.database.write("kept", at=shop.now) as tx:
        tx.put_beside(
            schema.suggestion_shown,
            [{"customer_id": ana, "kind": "ask", "evidence": "e", "day": "2026-01-01", "channel": None}],
        )
        tx.put_beside(schema.sign_in, [{"staff_id": 1, "pin": "$a", "failures": 0, "failed_at": None}])
    with shop.database.write("kept", at=shop.now) as tx:
        tx.put_beside(schema.sign_in, [{"staff_id": 1, "pin": "$b", "failures": 2, "failed_at": 7}])
    assert_same(shop, copy)


def test_a_hole_is_told_and_what_stands_on_it_is_left_out(shop: Shop) -> None:
    copy = copied(shop)
    ana = shop.customer("Ana")
    shop.log(ana, words="rye")
    bo = shop.customer("Bo")
    shop.log(bo, words="spelt")
    assert shop.daybook is not None
    found = written(shop.daybook)
    other = Shop(copy)
    came = replay.replay(other.database, found[1:])
    assert came.missing == ((1, 1),)
    assert came.left_out
    assert came.operations == 3
    assert [row.name for row in other.tables()["customer"]] == ["Bo"]
    assert other.database.check() == []
    other.close()


def test_what_is_beside_the_journal_tells_of_an_operation_that_is_missing(shop: Shop) -> None:
    copy = copied(shop)
    shop.customer("Ana")
    with shop.database.write("kept", at=shop.now) as tx:
        tx.put_beside(schema.sign_in, [{"staff_id": 1, "pin": "$a", "failures": 0, "failed_at": None}])
    assert shop.daybook is not None
    other = Shop(copy)
    came = replay.replay(other.database, written(shop.daybook)[1:])
    assert (came.operations, came.missing) == (0, ((1, 1),))
    assert len(other.everything()["sign_in"]) == 1
    other.close()


def test_records_of_another_line_of_history_are_left_out(shop: Shop, tmp_path: Path) -> None:
    """Once the shop went on from an older copy: the same ids mean other operations from there on."""
    assert shop.daybook is not None
    ana = shop.customer("Ana")
    older = copied(shop, "older.sqlite")
    for words in ("one", "two", "three"):
        shop.log(ana, words=words)
    shop.close()
    shop.path = older
    shop.now += timedelta(hours=1)
    shop.reopen()
    shop.log(ana, words="other")
    came = assert_same(shop, copied(Shop(tmp_path / "anew.sqlite")))
    assert came.operations == 2
    assert came.foreign == 2
    assert came.missing == ()


def test_a_record_written_twice_counts_once(shop: Shop) -> None:
    copy = copied(shop)
    shop.log(shop.customer("Ana"))
    assert shop.daybook is not None
    found = written(shop.daybook)
    other = Shop(copy)
    assert replay.replay(other.database, [*found, *found]).operations == 2
    assert replay.replay(other.database, found).operations == 0
    other.close()


def test_two_who_write_side_by_side(shop: Shop) -> None:
    copy = copied(shop)
    assert shop.path is not None
    beside = Shop(shop.path, shop.daybook)
    for place in range(6):
        (shop, beside)[place % 2].customer(f"No {place}")
    beside.close()
    assert assert_same(shop, copy).operations == 6


def test_of_another_version_what_is_not_known_is_left(shop: Shop) -> None:
    copy = copied(shop)
    ana = shop.customer("Ana")
    assert shop.daybook is not None
    (one,) = written(shop.daybook)
    rows = one.tables["customer"]
    more = Rows([*rows.columns, "shoe_size"], [[*row, 39] for row in rows.rows])
    newer = Record(
        one.shop, one.version + 1, one.before, one.this, one.moment, one.whole,
        {**one.tables, "customer": more, "flag": Rows(["id", "colour"], [[1, "red"]])},
    )  # fmt: skip
    other = Shop(copy)
    replay.replay(other.database, [newer])
    assert [row.id for row in other.tables()["customer"]] == [ana]
    other.close()


def test_many_rows_are_left_to_a_backup(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("relapp.storage.transaction", "relapp.storage.records"):
        monkeypatch.setattr(f"{module}.MOST_RECORDED", 3)
    ana = shop.customer("Ana")
    assert shop.daybook is not None
    assert shop.database.daybook is not None
    shop.sell(ana, a_sold("rye", 1), a_sold("spelt", 2), a_sold("roll", 3))
    assert shop.database.daybook.wants_backup
    assert [one.whole for one in written(shop.daybook)] == [True, False]
    ahead = replay.line(written(shop.daybook), START)
    assert ahead.missing == [(2, 2)]


def test_erasing_leaves_only_marks(shop: Shop) -> None:
    ana = shop.customer("Ana Moreira", "0151 99900")
    shop.log(ana, words="poodle")
    assert shop.daybook is not None
    before = len(written(shop.daybook))
    shop.run("erase", lambda tx: erasure.erase(tx, ana))
    (last,) = written(shop.daybook)[before:]
    assert not last.whole
    assert set(last.tables) == {"erased", "operation"}
    assert "Ana" not in str(last)
    assert last.tables["erased"].rows
    assert shop.database.daybook is not None
    assert shop.database.daybook.wants_backup


def test_every_table_is_written_down_or_made_anew() -> None:
    """A table that is new has to be thought of here."""
    beside = {"customer_stat", "suggestion_shown", "sign_in", "draft", "operation", "change"}
    assert set(schema.metadata.tables) == {*schema.JOURNALLED, *beside}


def test_a_point_is_the_same_in_every_copy(shop: Shop) -> None:
    ana = shop.customer("Ana")
    shop.log(ana)
    here = shop.read(records.newest)
    shop.operations.undo()
    assert shop.read(lambda reader: records.point_of(reader, here.operation_id)) == here
    assert shop.read(lambda reader: records.point_of(reader, 99)) is None
    assert shop.read(lambda reader: records.point_of(reader, 0)) == START
    assert here != Point(here.operation_id, "")
