"""On a network no log is written ahead: what is shared through memory there ends at each computer."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from relapp import folders
from relapp.domain.customers import NewCustomer
from relapp.domain.errors import StorageUnavailable
from relapp.services import customers
from relapp.services.operations import Operations
from relapp.storage import customers as stored
from relapp.storage.database import Database

ROOT = Path(__file__).parents[2]
WRITING = """
import sys
from pathlib import Path
from relapp import folders
from relapp.domain.customers import NewCustomer
from relapp.services import customers
from relapp.services.operations import Operations
from relapp.storage.database import Database
folders.is_network = lambda _: True
operations = Operations(Database.open(Path(sys.argv[1])))
for number in range(25):
    operations.run("customer_add", lambda tx: customers.add(tx, NewCustomer(f"P{sys.argv[2]} {number}")))
operations.database.close()
"""


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every folder lies on a network."""
    monkeypatch.setattr(folders, "is_network", lambda _: True)


def journal(path: Path) -> str:
    connection = dbapi2.connect(str(path))
    try:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    finally:
        connection.close()


def add(database: Database, name: str) -> None:
    Operations(database, now=lambda: datetime(2025, 5, 6).astimezone()).run(
        "customer_add", lambda tx: customers.add(tx, NewCustomer(name))
    )


def count(path: Path) -> int:
    database = Database.open(path)
    with database.read() as reader:
        found = stored.count(reader)
    database.close()
    return found


def test_at_home_the_log_is_written_ahead(tmp_path: Path) -> None:
    Database.open(tmp_path / "shop.relapp").close()
    assert journal(tmp_path / "shop.relapp") == "wal"


@pytest.mark.usefixtures("network")
def test_a_new_shop_on_a_network_writes_nothing_ahead(tmp_path: Path) -> None:
    path = tmp_path / "shop.relapp"
    database = Database.open(path)
    add(database, "Ada")
    assert not path.with_name("shop.relapp-wal").exists()
    database.tidy()
    database.scrub()
    assert database.check() == []
    database.close()
    assert journal(path) != "wal"
    assert count(path) == 1


def test_a_shop_that_was_moved_to_a_network_and_back_is_changed_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "shop.relapp"
    database = Database.open(path)
    add(database, "Ada")
    database.close()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(folders, "is_network", lambda _: True)
        database = Database.open(path)
        add(database, "Ben")
        assert not path.with_name("shop.relapp-wal").exists()
        database.close()
        assert journal(path) != "wal"
    assert count(path) == 2
    assert journal(path) == "wal"


def test_a_shop_that_is_open_elsewhere_is_not_changed_beneath_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "shop.relapp"
    database = Database.open(path)
    add(database, "Ada")
    monkeypatch.setattr(folders, "is_network", lambda _: True)
    with database.read(), pytest.raises(StorageUnavailable, match="locked"):
        Database.open(path, patience=0.1)
    add(database, "Ben")
    database.close()
    assert count(path) == 2


@pytest.mark.usefixtures("network")
def test_another_programs_file_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = dbapi2.connect(str(path))
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StorageUnavailable, match="not_a_database"):
        Database.open(path)
    assert path.read_bytes() == before


@pytest.mark.usefixtures("network")
def test_four_writers_on_a_network_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "shop.relapp"
    Database.open(path).close()
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITING, str(path), str(number)], cwd=ROOT, stderr=subprocess.PIPE)
        for number in range(4)
    ]
    complaints = [writer.communicate(timeout=120)[1] for writer in writers]
    assert complaints == [b"", b"", b"", b""]
    assert count(path) == 100


def test_a_look_at_a_copy_asks_for_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Database.open(tmp_path / "shop.relapp").close()

    def asked(_: Path) -> bool:
        raise AssertionError

    monkeypatch.setattr(folders, "is_network", asked)
    with Database.look_at(tmp_path / "shop.relapp") as copy:
        assert copy.check_file(quick=True) == []
