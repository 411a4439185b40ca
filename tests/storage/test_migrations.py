"""Files of every version ever released: opened, brought up to date, never lost."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from relapp.domain.errors import StorageUnavailable
from relapp.services import interactions, suggestions
from relapp.services.pages import customer as customer_page
from relapp.services.pages import customers as customers_page
from relapp.services.pages import settings as settings_page
from relapp.services.pages import shop as shop_page
from relapp.services.pages import today as today_page
from relapp.services.transfer import importing
from relapp.storage import migrations, schema
from relapp.storage.database import Database
from tests.builders import TODAY
from tests.shop import Shop
from tests.storage.databases.make import FOLDER, fill

RELEASED = sorted(FOLDER.glob("v*.sqlite"))


def definitions(database: Database) -> dict[str, str | None]:
    """How everything in the database is defined, by name; without accidental spaces."""
    with database.read() as reader:
        rows = reader.connection.exec_driver_sql("SELECT name, sql FROM sqlite_master").all()
    return {name: sql and re.sub(r"\s+", " ", re.sub(r"\s*([,()])\s*", r"\1", sql)) for name, sql in rows}


def rows_counted(database: Database) -> dict[str, int]:
    with database.read() as reader:
        count = reader.connection.exec_driver_sql
        return {name: count(f'SELECT count(*) FROM "{name}"').scalar_one() for name in schema.metadata.tables}


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def released_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of each released file."""
    return Path(shutil.copy(request.param, tmp_path / "shop.sqlite"))


@pytest.fixture
def released(released_file: Path) -> Iterator[Shop]:
    """The same, opened by today's program."""
    shop = Shop(released_file)
    yield shop
    shop.close()


def tables_in(path: Path) -> set[str]:
    """The tables of a file as it stands; nothing is upgraded."""
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


# -- what was released --


def test_the_present_version_is_kept() -> None:
    assert [path.name for path in RELEASED] == [f"v{number:04}.sqlite" for number in range(1, schema.VERSION + 1)]


def test_a_released_file_is_opened_whole(released_file: Path) -> None:
    had = tables_in(released_file) & schema.metadata.tables.keys()
    released, fresh = Shop(released_file), Database.in_memory()
    assert definitions(released.database) == definitions(fresh)
    filled = {name for name, rows in rows_counted(released.database).items() if rows}
    assert filled == had, "a few rows in every table that there was"
    released.assert_sound()
    released.close()
    fresh.close()


def test_a_released_file_is_read_on_every_page(released: Shop) -> None:
    with released.database.read() as reader:
        frame = shop_page.page(reader)
        assert frame.settings.shop_name == "Corner Bakery"
        assert frame.drafts == {"log": "ana asked for"}
        ids = customers_page.ids(reader, customers_page.ListView.EVERYONE, TODAY)
        rows = customers_page.rows(reader, ids)
        assert [rows[one].name for one in ids] == ["Ana Moreira", "Bo Ødegård"]
        page = customer_page.page(reader, ids[0], TODAY, staff_id=1)
        assert page is not None
        (entry,) = page.timeline.entries
        assert (entry.interaction.words, entry.interaction.edited) == ("tried the new rye roll", True)
        assert [line.product for line in entry.interaction.lines] == ["Rye bread", "Roll"]
        today_page.page(reader, suggestions.board(reader, TODAY))
        settings_page.page(reader, TODAY)


def test_all_that_was_done_in_a_released_file_can_be_taken_back(released: Shop) -> None:
    before = released.tables()
    times = 0
    while released.operations.undo():
        times += 1
    assert not any(released.tables().values())
    for _ in range(times):
        assert released.operations.redo() is not None
    assert released.tables() == before
    released.assert_sound()


def test_the_script_fills_every_table(shop: Shop) -> None:
    fill(shop)
    assert all(rows_counted(shop.database).values())
    shop.assert_sound()


def test_what_staff_remove_from_a_file_of_the_first_version_does_not_come_again(tmp_path: Path) -> None:
    shop = Shop(Path(shutil.copy(RELEASED[0], tmp_path / "shop.sqlite")))
    till = tmp_path / "till.csv"
    till.write_text("Date,Customer,Product,Price\n2025-05-05,Ana Moreira,rye,3.20\n", encoding="utf-8")
    shop.run("import", lambda tx: importing.take_in(tx, importing.prepare(till)))
    shop.run("log_remove", lambda tx: interactions.remove(tx, shop.tables()["interaction"][-1].id))
    taken = shop.run("import", lambda tx: importing.take_in(tx, importing.prepare(till)))
    assert (taken.tally.new, taken.tally.same) == (0, 1)
    shop.assert_sound()
    shop.close()


# -- upgrades, with steps of versions to come --

NEXT = schema.VERSION + 1

ADD_PRONOUN = """
def upgrade():
    from alembic import op
    import sqlalchemy as sa
    op.add_column("customer", sa.Column("pronoun", sa.Text, nullable=False, server_default=""))
"""
REMAKE_CUSTOMERS = """
def upgrade():
    from alembic import op
    with op.batch_alter_table("customer") as batch:
        batch.drop_column("nickname")
"""
FAIL_HALF_WAY = """
def upgrade():
    from alembic import op
    op.execute("DELETE FROM suggestion_answer")
    raise RuntimeError("half way")
"""


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that makes the program know these further steps, one for each version to come."""

    def know(*scripts: str) -> None:
        folder = tmp_path / "versions"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        before = None
        for version, script in enumerate(scripts, start=NEXT):
            head = f"revision, down_revision = {str(version)!r}, {before!r}\n"
            (folder / f"{version:04}.py").write_text(head + script, encoding="utf-8")
            before = str(version)
        monkeypatch.setattr(migrations, "STEPS", folder)
        monkeypatch.setattr(schema, "VERSION", NEXT - 1 + len(scripts))

    return know


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of the present version, which is old for those to come."""
    folder = tmp_path / "shop"
    folder.mkdir()
    return Path(shutil.copy(RELEASED[-1], folder / "shop.sqlite"))


@pytest.fixture
def kept(old: Path) -> Path:
    """Where its copy from before an upgrade is."""
    return old.with_name(f"shop-before-v{NEXT}.sqlite")


def columns(path: Path, table: str) -> set[str]:
    database = Database.open(path)
    with database.read() as reader:
        found = {row[1] for row in reader.connection.exec_driver_sql(f"PRAGMA table_info({table})").all()}
    database.close()
    return found


def test_an_older_file_is_copied_first_and_then_brought_up_to_date(old: Path, kept: Path, steps: Any) -> None:
    shop = Shop(old)
    before = shop.tables()
    shop.close()
    steps(ADD_PRONOUN)
    assert "pronoun" in columns(old, "customer")
    assert sorted(old.parent.iterdir()) == [kept, old]
    steps()
    copy = Shop(kept)
    assert copy.tables() == before
    copy.assert_sound()
    copy.close()


def test_nothing_is_copied_or_upgraded_twice(old: Path, kept: Path, steps: Any) -> None:
    steps(ADD_PRONOUN)
    Database.open(old).close()
    kept.unlink()
    before = old.read_bytes()
    Database.open(old).close()
    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]


def test_several_steps_run_in_their_order_and_a_table_may_be_made_anew(old: Path, steps: Any) -> None:
    database = Database.open(old)
    rows = rows_counted(database)
    database.close()
    steps(ADD_PRONOUN, REMAKE_CUSTOMERS)
    found = columns(old, "customer")
    assert "pronoun" in found
    assert "nickname" not in found
    database = Database.open(old)
    assert rows_counted(database) == rows
    assert database.check_file() == []
    with database._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    database.close()


def test_a_step_that_fails_leaves_the_file_as_it_was_and_a_second_try_works(old: Path, steps: Any) -> None:
    steps(ADD_PRONOUN, FAIL_HALF_WAY)
    with pytest.raises(RuntimeError, match="half way"):
        Database.open(old)
    steps()
    shop = Shop(old)
    assert len(shop.tables()["suggestion_answer"]) == 1
    shop.assert_sound()
    shop.close()
    assert "pronoun" not in columns(old, "customer")
    steps(ADD_PRONOUN, REMAKE_CUSTOMERS)
    assert "pronoun" in columns(old, "customer")


def test_a_program_that_lacks_a_step_leaves_the_file_as_it_was(old: Path, steps: Any) -> None:
    before = old.read_bytes()
    steps(ADD_PRONOUN)
    (migrations.STEPS / f"{NEXT:04}.py").unlink()
    with pytest.raises(LookupError, match=f"no step to schema version {NEXT}"):
        Database.open(old)
    assert old.read_bytes() == before


def test_a_file_with_strays_is_not_upgraded(old: Path, steps: Any) -> None:
    database = Database.open(old)
    with database._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("DELETE FROM product")
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
    database.close()
    steps(ADD_PRONOUN)
    with pytest.raises(StorageUnavailable) as caught:
        Database.open(old)
    assert caught.value.code == "damaged"


def test_an_upgraded_file_is_too_new_for_the_program_before(old: Path, steps: Any) -> None:
    steps(ADD_PRONOUN)
    Database.open(old).close()
    steps()
    with pytest.raises(StorageUnavailable) as caught:
        Database.open(old)
    assert caught.value.code == "too_new"
