"""When backups are made, the second place, and that whoever was erased leaves all of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from relapp.domain.customers import NewCustomer
from relapp.domain.errors import StorageUnavailable, UserError
from relapp.domain.rotation import Backup, Reason
from relapp.services import backup_cleaning, customers, erasure, merging, settings
from relapp.services.backups import Backups, set_place
from relapp.services.operations import Operations
from relapp.storage import backups as stored
from relapp.storage import customers as stored_customers
from relapp.storage.database import Database
from tests.shop import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    opened = Shop(tmp_path / "shop.relapp")
    yield opened
    opened.close()


@pytest.fixture
def kept(shop: Shop, tmp_path: Path) -> Backups:
    """The shop's backups, made before whatever asks for one."""
    shop.operations.backups = Backups(shop.operations, tmp_path / "backups")
    return shop.operations.backups


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def reasons(kept: Backups) -> list[str]:
    return [one.reason for one in kept.standing().listed]


def names_in(path: Path) -> list[str]:
    with Database.look_at(path) as copy, copy.read() as reader:
        return [one.name for one in stored_customers.every(reader)]


def use(kept: Backups, stick: Path) -> Path:
    place = kept.prepare_place(stick)
    kept.operations.run("setting", lambda tx: set_place(tx, str(place)))
    return place


def test_one_is_made_only_if_something_was_done_since(shop: Shop, kept: Backups) -> None:
    shop.customer("Ada")
    assert isinstance(kept.make_if_changed(Reason.SCHEDULE), Backup)
    assert kept.make_if_changed(Reason.SCHEDULE) is None
    shop.customer("Bo")
    assert isinstance(kept.make_if_changed(Reason.CLOSING), Backup)
    shop.operations.undo()
    assert isinstance(kept.make_if_changed(Reason.CLOSING), Backup)
    assert reasons(kept) == ["schedule", "closing", "closing"]


def test_one_is_made_before_merging_and_erasing_and_holds_the_state_before(shop: Shop, kept: Backups) -> None:
    ada, bo = shop.customer("Ada"), shop.customer("Bo")
    shop.run("merge", lambda tx: merging.merge(tx, ada, bo))
    assert reasons(kept) == ["merge"]
    assert names_in(kept.folder / kept.standing().listed[0].name) == ["Ada", "Bo"]
    shop.run("erase", lambda tx: erasure.erase(tx, ada))
    assert reasons(kept) == ["merge", "erase"]
    shop.customer("Cy")
    assert reasons(kept) == ["merge", "erase"]


def test_many_merges_in_a_row_ask_for_one(shop: Shop, kept: Backups) -> None:
    people = [shop.customer(f"Ada {number}") for number in range(4)]
    for one in people[1:]:
        shop.run("merge", lambda tx, one=one: merging.merge(tx, people[0], one))  # type: ignore[misc]
    assert reasons(kept) == ["merge"]


def test_work_goes_on_where_none_can_be_made_and_why_is_known(shop: Shop, kept: Backups) -> None:
    kept.folder.write_text("no folder")
    ada, bo = shop.customer("Ada"), shop.customer("Bo")
    shop.run("merge", lambda tx: merging.merge(tx, ada, bo))
    trouble = kept.standing().trouble
    assert trouble is not None
    assert trouble.code.startswith("backup.")
    kept.folder.unlink()
    kept.make(Reason.ASKED)
    assert kept.standing().trouble is None


def test_each_backup_goes_to_the_second_place(shop: Shop, kept: Backups, stick: Path) -> None:
    shop.customer("Ada")
    place = use(kept, stick)
    assert place.parent == stick
    assert names_in(place / stored.listed(place)[-1].name) == ["Ada"]
    shop.customer("Bo")
    made = kept.make_if_changed(Reason.SCHEDULE)
    assert made is not None
    kept.carry()
    assert [one.name for one in stored.listed(place)][-1] == made.name
    carried = kept.standing().carried
    assert carried is not None
    assert (carried.at, carried.trouble) == (shop.now, "")


def test_a_stick_that_is_away_is_told_and_after_a_week_it_is_late(shop: Shop, kept: Backups, stick: Path) -> None:
    place = use(kept, stick)
    away = stick.rename(stick.with_name("away"))
    then = shop.now
    shop.customer("Bo")
    kept.make(Reason.SCHEDULE)
    shop.now += timedelta(days=7)
    carried = kept.carry()
    assert carried is not None
    assert (carried.at, carried.trouble) == (then, "backup.missing")
    assert not place.exists(), "nothing is made where the stick is not"
    assert not kept.standing().late
    shop.now += timedelta(hours=1)
    assert kept.standing().late
    away.rename(stick)
    carried = kept.carry()
    assert carried is not None
    assert (carried.at, carried.trouble) == (shop.now, "")
    assert not kept.standing().late


def test_a_place_that_is_there_is_not_late_where_nothing_is_done_for_weeks(
    shop: Shop, kept: Backups, stick: Path
) -> None:
    use(kept, stick)
    assert kept.late() is None
    shop.now += timedelta(days=20)
    late = kept.late()
    assert late is not None
    assert late.at is not None
    kept.carry()
    assert kept.late() is None


def test_a_clock_set_back_makes_nothing_late(shop: Shop, kept: Backups, stick: Path) -> None:
    use(kept, stick)
    shop.now -= timedelta(days=3652)
    assert not kept.standing().late


def test_what_cannot_be_written_is_no_second_place(shop: Shop, kept: Backups, tmp_path: Path) -> None:
    shop.customer("Ada")
    with pytest.raises(StorageUnavailable) as caught:
        kept.prepare_place(tmp_path / "nowhere")
    assert caught.value.code == "backup.missing"
    with pytest.raises(UserError) as refused:
        kept.prepare_place(kept.folder)
    assert refused.value.code == "backup.same_place"
    assert shop.read(settings.read).backup_place == ""


def test_numbers_go_on_where_only_the_second_place_is_left(shop: Shop, kept: Backups, stick: Path) -> None:
    for _ in range(3):
        kept.make(Reason.ASKED)
    use(kept, stick)
    shutil.rmtree(kept.folder)
    assert kept.make(Reason.ASKED).number == 4


# -- erasing --


def bytes_in(*folders: Path) -> bytes:
    return b"".join(path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()).lower()


def cleaned(kept: Backups) -> int:
    steps = 0
    while backup_cleaning.step(kept).cleaned:
        steps += 1
        assert steps < 50
    return steps


def test_whoever_was_erased_stands_in_no_byte_of_any_backup(shop: Shop, kept: Backups, stick: Path) -> None:
    mara, tom = shop.customer("Quistberg Mara", note="quistberg likes rye"), shop.customer("Tom Ek")
    for number in range(30):
        shop.log(mara, tom, words=f"quistberg came for the {number}th time")
    kept.make(Reason.SCHEDULE)
    place = use(kept, stick)
    (kept.folder / "daybook-000001.log").write_bytes(b"quistberg")
    shop.log(mara, words="quistberg again")
    kept.make(Reason.SCHEDULE)
    kept.carry()
    assert b"quistberg" in bytes_in(kept.folder)
    assert b"quistberg" in bytes_in(place)
    before = {one.number: one.operation_id for one in kept.standing().listed}
    shop.run("erase", lambda tx: erasure.erase(tx, mara))
    erasure.finish(shop.operations)
    assert cleaned(kept) >= 4
    kept.carry()
    assert b"quistberg" not in bytes_in(kept.folder, place)
    listed = kept.standing().listed
    assert {one.number: one.operation_id for one in listed if one.number in before} == before, "as numbered as before"
    for one in listed:
        assert one.verified_at is not None
        assert "Tom Ek" in names_in(kept.folder / one.name)
        kept.check(one)
        with Database.look_at(kept.folder / one.name) as copy, copy.read() as reader:
            from relapp.storage import journal

            assert journal.last_id(reader) == one.operation_id
    assert backup_cleaning.step(kept).cleaned is False


def test_a_place_out_of_reach_is_named_and_cleaned_when_it_comes_back(shop: Shop, kept: Backups, stick: Path) -> None:
    mara = shop.customer("Quistberg Mara")
    place = use(kept, stick)
    away = stick.rename(stick.with_name("away"))
    shop.run("erase", lambda tx: erasure.erase(tx, mara))
    erasure.finish(shop.operations)
    cleaned(kept)
    assert backup_cleaning.step(kept).unreached == (place,)
    assert b"quistberg" in bytes_in(away)
    away.rename(stick)
    cleaned(kept)
    assert backup_cleaning.step(kept).unreached == ()
    assert b"quistberg" not in bytes_in(kept.folder, place)


def test_a_place_that_was_cleaned_and_is_away_again_is_not_named(shop: Shop, kept: Backups, stick: Path) -> None:
    mara, tom = shop.customer("Quistberg Mara"), shop.customer("Tom Ek")
    place = use(kept, stick)
    shop.run("erase", lambda tx: erasure.erase(tx, mara))
    erasure.finish(shop.operations)
    cleaned(kept)
    stick.rename(stick.with_name("away"))
    assert backup_cleaning.step(kept).unreached == ()
    shop.run("erase", lambda tx: erasure.erase(tx, tom))
    erasure.finish(shop.operations)
    cleaned(kept)
    assert backup_cleaning.step(kept).unreached == (place,)


def test_what_can_no_longer_be_opened_goes_when_somebody_is_erased(shop: Shop, kept: Backups) -> None:
    mara = shop.customer("Quistberg Mara")
    kept.make(Reason.SCHEDULE)
    (kept.folder / "relapp-000009-20260101-0900.backup").write_bytes(b"torn quistberg")
    shop.run("erase", lambda tx: erasure.erase(tx, mara))
    erasure.finish(shop.operations)
    cleaned(kept)
    assert b"quistberg" not in bytes_in(kept.folder)


def test_where_nobody_was_erased_nothing_is_touched(shop: Shop, kept: Backups) -> None:
    shop.customer("Ada")
    kept.make(Reason.SCHEDULE)
    before = {path: path.stat().st_mtime_ns for path in kept.folder.iterdir()}
    assert cleaned(kept) == 0
    assert {path: path.stat().st_mtime_ns for path in kept.folder.iterdir()} == before


def test_a_door_without_backups_makes_none(shop: Shop) -> None:
    operations = Operations(shop.database)
    done = operations.run("import", lambda tx: customers.add(tx, NewCustomer("Ada")))
    assert done.changes


def test_what_is_saved_while_a_backup_is_made_leaves_with_no_daybook(
    shop: Shop, kept: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The daybook that the cleaning takes away may be the only place where it stands."""
    shop.database.keep_daybook(kept.folder)
    mara = shop.customer("Quistberg Mara")
    kept.make(Reason.SCHEDULE)
    shop.run("erase", lambda tx: erasure.erase(tx, mara))
    erasure.finish(shop.operations)
    ordinary, late = stored._checked, ["Tom Ek"]

    def checked(*about: Any, **how: Any) -> Backup:
        while late:
            shop.customer(late.pop())
        return ordinary(*about, **how)

    monkeypatch.setattr(stored, "_checked", checked)
    cleaned(kept)
    assert b"quistberg" not in bytes_in(kept.folder)
    assert "Tom Ek" in names_in(kept.folder / kept.standing().listed[-1].name)


def test_a_file_that_cannot_be_cleaned_yet_is_backed_up_once(shop: Shop, kept: Backups) -> None:
    mara = shop.customer("Quistberg Mara")
    kept.make(Reason.SCHEDULE)
    shop.run("erase", lambda tx: erasure.erase(tx, mara))
    assert cleaned(kept) == 3
    assert b"quistberg" not in bytes_in(kept.folder)
