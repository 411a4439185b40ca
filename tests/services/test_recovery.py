"""The file lost, swapped or damaged: it is noticed, and every acknowledged entry comes back."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from relapp import loading
from relapp.domain.errors import StorageUnavailable
from relapp.domain.recovery import Loss, Restored
from relapp.domain.rotation import Backup
from relapp.services import erasure, recovery
from relapp.storage import backups, daybook
from relapp.storage.database import Database
from tests.builders import TODAY, at
from tests.shop import Rows, Shop, a_sold

NOW = at(TODAY, 12)


class Kept(Shop):
    """A shop with its daybook and backups; everything of it is remembered as it is closed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "shop.relapp", folder / "backups")
        self.file, self.folder = folder / "shop.relapp", folder / "backups"
        self.ana = self.customer("Ana Moreira", "0151 99900")
        self.last: Rows = {}

    def back_up(self) -> Backup:
        self.now += timedelta(minutes=30)
        made = backups.make(self.database, self.folder, reason="asked", at=self.now)
        assert self.database.daybook is not None
        self.database.daybook.follow(made.number)
        return made

    def sold(self, words: str) -> int:
        return self.sell(self.ana, a_sold("rye", 320), words=words)

    def close(self) -> None:
        self.last = self.everything()
        super().close()


@pytest.fixture
def shop(tmp_path: Path) -> Kept:
    """A backup, an older copy, and two entries since."""
    made = Kept(tmp_path / "place")
    made.sold("before")
    made.back_up()
    made.database.copy(made.file.with_name("older"))
    for words in ("after", "at last"):
        made.sold(words)
    made.close()
    return made


def delete(shop: Kept) -> None:
    shop.file.unlink()


def swap(shop: Kept) -> None:
    shutil.copyfile(shop.file.with_name("older"), shop.file)


def tear(shop: Kept) -> None:
    os.truncate(shop.file, shop.file.stat().st_size // 2)


def overwrite(shop: Kept) -> None:
    shop.file.write_bytes(b"nothing that anybody knows" * 999)


def replace(shop: Kept) -> None:
    shop.file.unlink()
    other = Database.open(shop.file)
    other.keep_daybook(shop.file.with_name("elsewhere"))
    other.close()


LOSSES: dict[Callable[[Kept], None], set[Loss]] = {
    delete: {Loss.MISSING},
    swap: {Loss.OLDER},
    tear: {Loss.DAMAGED},
    overwrite: {Loss.NO_DATABASE},
    replace: {Loss.ANOTHER},
}


def restored(shop: Kept, **fields: object) -> Restored:
    return recovery.restore(shop.file, shop.folder, at=NOW, **fields)  # type: ignore[arg-type]


def content(shop: Kept) -> Rows:
    """What the file has now, opened as a start does."""
    database = recovery.open_shop(shop.file, shop.folder)
    looked = Shop.__new__(Shop)
    looked.database = database
    try:
        # Behind a hole the record's seals do not fit; the file is whole all the same.
        assert database.check_file() == []
        return looked.everything()
    finally:
        database.close()


def noticed(shop: Kept) -> set[Loss]:
    """What a start says of the file."""
    try:
        recovery.open_shop(shop.file, shop.folder).close()
    except StorageUnavailable as error:
        return {Loss(error.code)}
    return set()


def words(rows: Rows) -> list[str]:
    return [row.words for row in rows["interaction"]]


@pytest.mark.parametrize("lose", LOSSES)
def test_a_loss_is_noticed_and_everything_comes_back(lose: Callable[[Kept], None], shop: Kept) -> None:
    lose(shop)
    lost = shop.file.read_bytes() if shop.file.exists() else None
    losses = noticed(shop)
    assert losses == LOSSES[lose]
    outlook = recovery.outlook(shop.folder, losses.pop())
    assert outlook.possible
    assert (outlook.operations, outlook.missing) == (2, 0)
    assert outlook.backup is not None
    came = restored(shop)
    assert (came.operations, came.missing, came.left_out, came.foreign) == (2, (), 0, 0)
    assert content(shop) == shop.last
    if lost is None:
        assert came.aside is None
    else:
        assert came.aside is not None
        assert came.aside.exists()
        assert lose is swap or came.aside.read_bytes() == lost


def test_nothing_is_noticed_where_nothing_happened(shop: Kept) -> None:
    assert content(shop) == shop.last
    assert content(shop) == shop.last


def test_a_crash_between_the_save_and_the_daybook_wants_a_backup_and_is_no_loss(shop: Kept) -> None:
    path = daybook.volumes(shop.folder)[-1].path
    os.truncate(path, path.stat().st_size - 5)
    database = recovery.open_shop(shop.file, shop.folder)
    assert database.daybook is not None
    assert database.daybook.wants_backup
    database.close()


def test_a_shop_from_before_there_was_a_daybook_wants_a_backup(tmp_path: Path) -> None:
    made = Shop(tmp_path / "shop.relapp")
    made.customer("Ana")
    made.close()
    database = recovery.open_shop(tmp_path / "shop.relapp", tmp_path / "backups")
    assert database.daybook is not None
    assert database.daybook.wants_backup
    database.close()


def test_a_new_shop_is_made_only_where_there_was_none(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable, match="missing"):
        recovery.open_shop(tmp_path / "shop.relapp", tmp_path / "backups", make=False)
    database = recovery.open_shop(tmp_path / "shop.relapp", tmp_path / "backups")
    assert database.daybook is not None
    assert not database.daybook.wants_backup
    database.close()


def test_before_the_first_backup_the_daybook_alone_brings_it_back(tmp_path: Path) -> None:
    shop = Kept(tmp_path)
    shop.sold("first day")
    shop.close()
    delete(shop)
    outlook = recovery.outlook(shop.folder, Loss.MISSING)
    assert outlook.possible
    assert outlook.backup is None
    assert restored(shop).operations == 2
    assert content(shop) == shop.last


def test_a_bad_backup_is_passed_over_for_an_older_one(shop: Kept) -> None:
    shop.reopen()
    newest = shop.back_up()
    shop.sold("newest")
    shop.close()
    os.truncate(shop.folder / newest.name, newest.bytes // 2)
    delete(shop)
    came = restored(shop)
    assert came.backup is not None
    assert came.backup.name != newest.name
    assert content(shop) == shop.last


def test_without_any_sound_copy_nothing_is_changed(shop: Kept) -> None:
    tear(shop)
    before = shop.file.read_bytes()
    for one in backups.listed(shop.folder):
        os.truncate(shop.folder / one.name, 4096)
    for volume in daybook.volumes(shop.folder):
        if not volume.number:
            volume.path.unlink()
    assert not recovery.outlook(shop.folder, Loss.DAMAGED).possible
    with pytest.raises(StorageUnavailable, match=r"recovery\.nothing"):
        restored(shop)
    assert shop.file.read_bytes() == before
    assert not list(shop.file.parent.glob("*-resto*"))


def test_what_is_missing_is_told_and_the_next_start_is_quiet(shop: Kept) -> None:
    path = daybook.volumes(shop.folder)[-1].path
    entry = path.read_bytes()
    # The first of the two is struck, and the second stands on nothing of it.
    path.write_bytes(entry[:20] + b"~~~~" + entry[24:])
    delete(shop)
    came = restored(shop)
    assert came.missing == ((3, 3),)
    assert words(content(shop)) == ["before", "at last"]


def test_the_old_files_own_log_never_becomes_a_part_of_the_new_one(shop: Kept) -> None:
    """What stands in the write-ahead log of a file belongs to that file alone."""
    swap(shop)
    wal = shop.file.with_name("shop.relapp-wal")
    wal.write_bytes(b"of the old one")
    came = restored(shop)
    assert came.aside is not None
    assert came.aside.with_name(came.aside.name + "-wal").read_bytes() == b"of the old one"
    assert content(shop) == shop.last


def test_whoever_was_erased_stays_erased(shop: Kept) -> None:
    """Also where only an older backup is left, and the old file cannot be read."""
    shop.reopen()
    bo = shop.customer("Bodil Erasmus", "0170 5554433")
    shop.log(bo, words="Bodil Erasmus came")
    shop.back_up()
    shop.sold("between")
    shop.run("erase", lambda tx: erasure.erase(tx, bo))
    shop.sold("since")
    shop.close()
    overwrite(shop)
    came = restored(shop)
    assert (came.erased, came.missing) == (1, ())
    with Database.look_at(shop.file) as database:
        assert database.misfits() == []
    rows = content(shop)
    assert words(rows) == words(shop.last)
    assert "Bodil" not in str({name: some for name, some in rows.items() if name != "operation"})
    assert rows["erased"]


def test_a_chosen_copy_is_put_in_place_as_it_is(shop: Kept) -> None:
    came = restored(shop, chosen=shop.file.with_name("older"))
    assert came.operations == 0
    assert words(content(shop)) == ["before"]
    assert came.aside is not None
    shop.reopen()
    shop.sold("another way on")
    shop.close()
    delete(shop)
    restored(shop)
    assert content(shop) == shop.last
    assert words(shop.last) == ["before", "another way on"]


def test_going_on_with_the_file_as_it_is_is_asked_once(shop: Kept) -> None:
    swap(shop)
    recovery.keep_as_is(shop.file, shop.folder)
    database = recovery.open_shop(shop.file, shop.folder)
    assert database.daybook is not None
    database.close()
    shop.reopen()
    shop.sold("going on")
    shop.close()
    assert words(content(shop)) == ["before", "going on"]


def test_beginning_with_an_empty_shop_is_asked_once(shop: Kept) -> None:
    delete(shop)
    recovery.keep_as_is(shop.file, shop.folder)
    assert words(content(shop)) == []
    assert noticed(shop) == set()


def test_an_older_version_of_backup_is_brought_up_to_date(tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "storage" / "databases" / "v0001.sqlite"
    came = recovery.restore(tmp_path / "shop.relapp", tmp_path / "backups", at=NOW, chosen=old)
    assert came.aside is None
    assert [path.name for path in tmp_path.iterdir()] == ["shop.relapp"]


# -- killed in the midst of it --


def kill_at(step: int, act: Callable[[], object]) -> bool:
    """Do it in a process of its own that dies before its ``step``-th touch of a file; whether it lived to the end."""
    child = os.fork()
    if child == 0:
        seen = 0

        def hook(event: str, _: object) -> None:
            nonlocal seen
            if event in ("open", "os.rename", "os.remove", "shutil.copyfile", "sqlite3.connect"):
                seen += 1
                if seen == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            act()
            os._exit(0)
        except BaseException:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFEXITED(status)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
@pytest.mark.parametrize("lose", [swap, overwrite])
def test_killed_at_any_step_it_is_the_old_state_or_the_new(lose: Callable[[Kept], None], shop: Kept) -> None:
    lose(shop)
    wal = shop.file.with_name("shop.relapp-wal")
    if lose is overwrite:
        wal.write_bytes(b"of the old one")
    whole = shop.file.parent.with_name("whole")
    shutil.copytree(shop.file.parent, whole)
    lost = shop.file.read_bytes() if shop.file.exists() else None
    outcomes = set()
    step, lived = 0, False
    while not lived:
        step += 1
        shutil.rmtree(shop.file.parent)
        shutil.copytree(whole, shop.file.parent)
        lived = kill_at(step, lambda: restored(shop))
        losses = noticed(shop)
        outcomes.add("old" if losses else "new")
        if losses:
            assert losses == LOSSES[lose]
            assert lost is None or lose is swap or shop.file.read_bytes() == lost
            restored(shop)
        assert content(shop) == shop.last
        asides = list(shop.file.parent.glob("shop-before-restore-*.relapp"))
        assert len(asides) == (lost is not None)
        # SQLite takes a log away as it looks at a file that is none.
        if lose is overwrite and not losses:
            assert asides[0].with_name(asides[0].name + "-wal").read_bytes() == b"of the old one"
    assert outcomes == {"old", "new"}
    assert step > 10


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_what_a_killed_restoring_had_half_made_is_gone_at_the_next_start(shop: Kept) -> None:
    copies = set()
    step, lived = 0, False
    while not lived:
        step += 1
        lived = kill_at(step, lambda: restored(shop, chosen=shop.file.with_name("older")))
        copies |= {path.name for path in shop.file.parent.glob("*-restoring*")}
        found = loading.load(shop.file, "today", None)
        if isinstance(found, Database):
            found.close()
        assert list(shop.file.parent.glob("*-restoring*")) == []
    assert "shop-restoring.relapp" in copies


_DESK = """
import sys
from datetime import datetime
from pathlib import Path
from relapp.domain.customers import NewCustomer
from relapp.domain.interactions import DEFAULT_CHANNEL, DEFAULT_DIRECTION, Kind, NewInteraction
from relapp.services import customers, interactions, recovery
from relapp.services.operations import Operations, local_now
from relapp.storage import backups
file, folder = Path(sys.argv[1]), Path(sys.argv[2])
database = recovery.open_shop(file, folder)
operations = Operations(database)
ana = operations.run("customer_add", lambda tx: customers.add(tx, NewCustomer("Ana"))).result
for place in range(10_000):
    kind = Kind.VISIT
    entry = NewInteraction(
        (ana,), kind, local_now(), f"entry {place}", DEFAULT_CHANNEL[kind], DEFAULT_DIRECTION[kind]
    )
    operations.run("log", lambda tx: interactions.log(tx, entry))
    print(place, flush=True)
    if place == 7:
        made = backups.make(database, folder, reason="asked", at=local_now())
        database.daybook.follow(made.number)
        database.copy(file.with_name("older"))
"""


@pytest.mark.parametrize("lose", [delete, swap, tear, overwrite])
def test_after_kill_and_loss_every_acknowledged_entry_is_there(lose: Callable[[Kept], None], tmp_path: Path) -> None:
    file, folder = tmp_path / "shop.relapp", tmp_path / "backups"
    desk = subprocess.Popen(
        [sys.executable, "-c", _DESK, str(file), str(folder)], cwd=Path.cwd(), stdout=subprocess.PIPE, text=True
    )
    assert desk.stdout is not None
    for line in desk.stdout:
        if int(line) == 40:
            desk.kill()
            break
    acknowledged = 40 + len(desk.stdout.read().split())
    desk.stdout.close()
    desk.wait()
    lost = Kept.__new__(Kept)
    lost.file, lost.folder = file, folder
    lose(lost)
    came = restored(lost)
    assert came.missing == ()
    assert words(content(lost))[: acknowledged + 1] == [f"entry {place}" for place in range(acknowledged + 1)]
