"""Opening, reading and writing a shop's file: what holds, and what is refused in which words."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from relapp.domain.customers import NewCustomer
from relapp.domain.errors import StorageUnavailable
from relapp.services import customers
from relapp.storage import customers as stored
from relapp.storage import schema, timeline
from relapp.storage.database import PATIENCE, Database
from relapp.storage.sqlite import APPLICATION_ID
from relapp.storage.transaction import Transaction
from tests.builders import TODAY, at
from tests.shop import Shop

SETTINGS = {
    "foreign_keys": 1,
    "synchronous": 2,
    "busy_timeout": 30_000,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "wal_autocheckpoint": 0,
    "cache_size": -8000,
    "journal_mode": "wal",
    "application_id": APPLICATION_ID,
    "user_version": schema.VERSION,
}


def add(database: Database, name: str) -> None:
    with database.write("customer_add", at=at(TODAY)) as tx:
        customers.add(tx, NewCustomer(name))


def names(database: Database) -> list[str]:
    with database.read() as reader:
        return [customer.name for customer in stored.every(reader)]


def refusal(path: Path) -> str:
    """The code with which a file is refused."""
    with pytest.raises(StorageUnavailable) as caught:
        Database.open(path)
    assert caught.value.details["file"] == path.name
    return caught.value.code


# -- settings --


def test_every_connection_of_the_pool_has_every_setting(file_shop: Shop) -> None:
    with ExitStack() as stack:
        connections = [stack.enter_context(file_shop.database._engine.connect()) for _ in range(5)]
        for connection in connections:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in SETTINGS}
            assert found == SETTINGS


def test_deleted_words_leave_no_trace_in_the_search_index(file_shop: Shop) -> None:
    with file_shop.database.read() as reader:
        for table in ("customer_key", "interaction_words", "memory_words"):
            kept = dict(map(tuple, reader.connection.exec_driver_sql(f"SELECT k, v FROM {table}_config").all()))
            assert kept["secure-delete"] == 1
            assert (kept["automerge"], kept["crisismerge"]) == (0, 1999)


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / "Ana's 100% #1 shop; äöü" / "shop file.sqlite"
    database = Database.open(path)
    add(database, "Ana")
    database.close()
    assert [file.name for file in path.parent.iterdir()] == ["shop file.sqlite"]


def test_what_was_written_is_there_after_reopening(file_shop: Shop) -> None:
    add(file_shop.database, "Ana")
    file_shop.reopen()
    assert names(file_shop.database) == ["Ana"]


# -- files that are refused --


def foreign(path: Path, *statements: str) -> bytes:
    """A file of another program, made by the standard library's SQLite."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path.read_bytes()


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE bookmark (url TEXT)",),
        ("PRAGMA application_id=77", "VACUUM"),
        ("PRAGMA user_version=3", "VACUUM"),
        (f"PRAGMA user_version={schema.VERSION}", "CREATE TABLE customer (id INTEGER)"),
    ],
)
def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path, statements: tuple[str, ...]) -> None:
    path = tmp_path / "other.db"
    before = foreign(path, *statements)
    assert refusal(path) == "not_a_database"
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"hello", b"Name,Phone\nAna,0123\n" * 500, b"SQLite format 3\0" + b"x" * 84])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    assert refusal(path) == "not_a_database"
    assert path.read_bytes() == content


def test_a_file_of_a_newer_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "shop.sqlite"
    Database.open(path).close()
    before = foreign(path, f"PRAGMA user_version={schema.VERSION + 1}")
    with pytest.raises(StorageUnavailable) as caught:
        Database.open(path)
    assert caught.value.code == "too_new"
    assert caught.value.details == {"file": "shop.sqlite", "found": schema.VERSION + 1, "known": schema.VERSION}
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_whose_end_is_missing_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "shop.sqlite"
    Database.open(path).close()
    path.write_bytes(path.read_bytes()[: 20 * 4096])
    assert refusal(path) == "damaged"


def test_a_damaged_page_is_told_when_it_is_read(file_shop: Shop) -> None:
    file_shop.fits = False
    for number in range(50):
        add(file_shop.database, f"Customer {number}")
    with file_shop.database.read() as reader:
        root = reader.connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_master WHERE name = 'customer' AND type = 'table'"
        ).scalar_one()
    assert file_shop.path is not None
    file_shop.database.close()
    content = bytearray(file_shop.path.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    file_shop.path.write_bytes(content)
    file_shop.database = Database.open(file_shop.path)
    with pytest.raises(StorageUnavailable) as caught:
        names(file_shop.database)
    assert caught.value.code == "damaged"


def test_a_folder_where_the_file_should_be_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "shop.sqlite"
    path.mkdir()
    assert refusal(path) == "missing"


def test_a_file_where_the_folder_should_be_is_missing(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("no folder")
    assert refusal(tmp_path / "folder" / "shop.sqlite") == "missing"


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """The superuser may write anywhere, so that nothing would be read-only."""
    if os.name == "nt" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that everybody may look into."""
    with tempfile.TemporaryDirectory(prefix="public-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_file_that_may_not_be_written_is_read_only(public_folder: Path) -> None:
    path = public_folder / "shop.sqlite"
    Database.open(path).close()
    path.chmod(0o444)
    public_folder.chmod(0o777)
    with as_somebody_else(), pytest.raises(StorageUnavailable) as caught:
        add(Database.open(path), "Ana")
    path.chmod(0o644)
    assert caught.value.code == "read_only"


if os.name != "nt":  # where no folder can be made read-only

    def test_a_folder_that_may_not_be_written_is_read_only(public_folder: Path) -> None:
        public_folder.chmod(0o555)
        with as_somebody_else():
            code = refusal(public_folder / "new" / "shop.sqlite")
        assert code == "read_only"

    def test_a_file_in_a_folder_that_may_not_be_written_is_read_only(public_folder: Path) -> None:
        Database.open(public_folder / "shop.sqlite").close()
        public_folder.chmod(0o555)
        with as_somebody_else():
            code = refusal(public_folder / "shop.sqlite")
        assert code == "read_only"


# -- all or nothing --


def test_an_error_in_the_middle_leaves_nothing_behind(file_shop: Shop) -> None:
    add(file_shop.database, "Ana")
    before, beside = file_shop.tables(), file_shop.derived()

    def broken(tx: Transaction) -> None:
        customers.add(tx, NewCustomer("Bo"))
        tx.finish()
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        file_shop.run("import", broken)
    assert (file_shop.tables(), file_shop.derived()) == (before, beside)
    with file_shop.database.read() as reader:
        assert reader.scalars(select(schema.operation.c.name)) == ["customer_add"]


def test_a_second_writer_is_told_that_the_file_is_locked(file_shop: Shop) -> None:
    assert file_shop.path is not None
    other = Database.open(file_shop.path, patience=0.05)
    try:
        with file_shop.database.write("log", at=at(TODAY)) as tx:
            customers.add(tx, NewCustomer("Ana"))
            with pytest.raises(StorageUnavailable) as caught:
                add(other, "Bo")
        assert caught.value.code == "locked"
        assert caught.value.details == {"file": "shop.sqlite"}
        add(other, "Bo")
        assert names(file_shop.database) == ["Ana", "Bo"]
    finally:
        other.close()


def test_a_look_is_consistent_while_somebody_else_writes(file_shop: Shop) -> None:
    add(file_shop.database, "Ana")
    with file_shop.database.read() as reader:
        assert [customer.name for customer in stored.every(reader)] == ["Ana"]
        writer = threading.Thread(target=add, args=(file_shop.database, "Bo"))
        writer.start()
        writer.join()
        assert [customer.name for customer in stored.every(reader)] == ["Ana"]
        assert stored.count(reader) == 1
    assert names(file_shop.database) == ["Ana", "Bo"]


def test_a_half_read_list_does_not_hold_on_to_an_old_look(file_shop: Shop) -> None:
    ana = file_shop.customer("Ana")
    for number in range(60):
        file_shop.log(ana, words=f"visit {number}")
    for _ in range(3):
        file_shop.read(lambda reader: timeline.page(reader, ana))
    file_shop.log(ana, words="newest")
    assert file_shop.read(lambda reader: timeline.page(reader, ana))[0].words == "newest"


def test_two_desks_that_write_at_once_lose_nothing(file_shop: Shop) -> None:
    def work(desk: str) -> None:
        for number in range(20):
            add(file_shop.database, f"{desk} {number}")

    desks = [threading.Thread(target=work, args=(desk,)) for desk in ("left", "right")]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert len(names(file_shop.database)) == 40
    file_shop.assert_sound()


def test_errors_never_carry_what_was_typed(file_shop: Shop) -> None:
    secret = "Ana Moreira 0123456"

    def broken(tx: Any) -> None:
        tx.insert(schema.contact_point, customer_id=77, kind="phone", value=secret, label=secret, folded=secret)

    with pytest.raises(DBAPIError) as caught:
        file_shop.run("contact_add", broken)
    assert secret not in str(caught.value)
    assert secret not in repr(caught.value)


# -- copies, checks, rest --


def test_a_copy_is_sound_and_holds_everything(file_shop: Shop, tmp_path: Path) -> None:
    ana = file_shop.customer("Ana")
    file_shop.log(ana, words="poodle")
    file_shop.database.copy(tmp_path / "copy.sqlite")
    copy = Shop(tmp_path / "copy.sqlite")
    try:
        assert copy.tables() == file_shop.tables()
        copy.assert_sound()
    finally:
        copy.close()


def test_a_copy_to_where_nothing_can_be_written_is_told(file_shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable) as caught:
        file_shop.database.copy(tmp_path / "nowhere" / "copy.sqlite")
    assert caught.value.code == "missing"


def test_a_check_names_a_reference_to_nothing(file_shop: Shop) -> None:
    file_shop.fits = False
    ana = file_shop.customer("Ana", phone="0123")
    with file_shop.database._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql(f"DELETE FROM customer WHERE id = {ana}")
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
    assert file_shop.database.check() == ["contact_point row 1 refers to a missing customer"]


def test_tidying_empties_the_write_ahead_log_and_loses_nothing(file_shop: Shop) -> None:
    assert file_shop.path is not None
    ana = file_shop.customer("Ana")
    for number in range(30):
        file_shop.log(ana, words=f"roll {number}")
    log = file_shop.path.with_name("shop.sqlite-wal")
    assert log.stat().st_size > 0
    file_shop.database.tidy()
    assert log.stat().st_size == 0
    file_shop.assert_sound()


def test_tidying_waits_for_nobody_and_a_shop_closes_while_another_desk_writes(file_shop: Shop) -> None:
    assert file_shop.path is not None
    other = Database.open(file_shop.path)
    file_shop.customer("Ana")
    log = file_shop.path.with_name("shop.sqlite-wal")
    with other.write("customer_add", at=at(TODAY)) as tx:
        customers.add(tx, NewCustomer("Bo"))
        started = monotonic()
        file_shop.database.tidy()
        file_shop.database.close()
        assert monotonic() - started < PATIENCE / 2
        assert log.stat().st_size > 0
    assert names(other) == ["Ana", "Bo"]
    other.close()


def test_tidying_does_not_wait_for_who_reads(file_shop: Shop) -> None:
    file_shop.customer("Ana")
    with file_shop.database.read() as reader:
        stored.every(reader)
        file_shop.customer("Bo")
        started = monotonic()
        file_shop.database.tidy()
        assert monotonic() - started < PATIENCE / 2
    file_shop.assert_sound()


def test_closing_leaves_one_file(file_shop: Shop) -> None:
    assert file_shop.path is not None
    file_shop.customer("Ana")
    file_shop.database.close()
    assert [file.name for file in file_shop.path.parent.iterdir()] == ["shop.sqlite"]


def test_a_flipped_letter_in_the_files_own_schema_is_damage_and_no_bug(file_shop: Shop) -> None:
    add(file_shop.database, "Ana")
    assert file_shop.path is not None
    file_shop.database.close()
    content = bytearray(file_shop.path.read_bytes())
    table = content.index(b"CREATE TABLE customer (")
    content[content.index(b"nickname", table)] ^= 1
    file_shop.path.write_bytes(content)
    file_shop.database = Database.open(file_shop.path)
    with pytest.raises(StorageUnavailable) as caught:
        names(file_shop.database)
    assert caught.value.code == "damaged"
    file_shop.fits = False
