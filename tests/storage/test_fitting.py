"""What another program changes in the file is found, and nothing else is ever said to be."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from relapp.domain.misfits import MOST
from relapp.services import erasure, interactions
from relapp.storage import chain, schema
from relapp.storage.backwards import Backwards
from relapp.storage.chain import Head
from relapp.storage.database import Database
from relapp.storage.fitting import misfits
from relapp.storage.reader import Reader
from relapp.storage.resealing import _rewrite, seal_from
from tests.shop import Shop, a_sold
from tests.storage.databases.make import fill

TAMPERINGS = int(os.environ.get("RELAPP_TAMPERINGS", "250"))
"""``RELAPP_TAMPERINGS=1000 pytest tests/storage/test_fitting.py`` is the promise."""

RUBBISH: tuple[Any, ...] = (None, "", "rubbish", "[]", "{}", 0, -1, 7, 10**17, 2.5, b"\xff\x00\xfe", "ä" * 50, "Ana")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop in which everything happened once: also undone, done again, merged, erased."""
    path = tmp_path_factory.mktemp("fitting") / "shop.sqlite"
    shop = Shop(path)
    fill(shop)
    ana, bo, cy = (shop.customer(name) for name in ("Ana Moreira", "Bo Lind", "Cy Tan"))
    for number in range(12):
        shop.sell(ana, a_sold("rye", 100 * number), ago=number, words=f"came by {number}")
        entry = shop.log(bo, cy, words="looked around", ago=number)
        shop.edit(entry, words=f"looked around with Cy Tan {number}")
    shop.operations.undo()
    shop.operations.undo()
    shop.operations.redo()
    shop.run("log_remove", lambda tx: interactions.remove(tx, entry - 2))
    shop.operations.undo()
    shop.promise(ana, "ring")
    shop.run("erase", lambda tx: erasure.erase(tx, cy))
    erasure.finish(shop.operations)
    shop.log(bo, words="came alone")
    shop.close()
    return path


@pytest.fixture(scope="module")
def anchor(file: Path) -> Head:
    database = Database.open(file)
    found = database.head()
    assert found is not None
    assert database.check([found]) == []
    database.close()
    return found


@pytest.fixture
def copy(file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(file, tmp_path / "shop.sqlite"))


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that the record speaks for."""
    connection = driver.connect(str(path))
    connection.text_factory = bytes
    names = (*schema.JOURNALLED, "operation", "change")
    found = {name: connection.execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall() for name in names}
    connection.close()
    return found


class Outsider:
    """Changes something in a file with other tools than this program."""

    def __init__(self, path: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.connection = driver.connect(str(path))
        self.connection.isolation_level = None
        self.connection.execute("PRAGMA foreign_keys=OFF")

    def tamper(self) -> str:
        """One change; returns what it was."""
        acts = (self.change, self.change, self.change, self.remove, self.add, self.swap, self.cut)
        names = self.random.choice([["operation"], ["change"], sorted(schema.JOURNALLED)])
        name = self.random.choice(names)
        act = self.random.choice(acts)
        try:
            return f"{act.__name__} {name} {act(name)}"
        except driver.IntegrityError as error:
            return f"refused: {error}"

    def _some(self, name: str) -> int:
        ids = [row[0] for row in self.connection.execute(f'SELECT id FROM "{name}" ORDER BY id')]
        return self.random.choice(ids) if ids else 0

    def change(self, name: str) -> str:
        """Any column of any row."""
        column = self.random.choice(list(schema.metadata.tables[name].columns.keys()))
        value, one = self.random.choice(RUBBISH), self._some(name)
        self.connection.execute(f'UPDATE "{name}" SET {column} = ? WHERE id = ?', (value, one))
        return f"{column} of {one} to {value!r}"

    def remove(self, name: str) -> str:
        """A row."""
        one = self._some(name)
        self.connection.execute(f'DELETE FROM "{name}" WHERE id = ?', (one,))
        return f"{one}"

    def add(self, name: str) -> str:
        """A row like another one."""
        one = self._some(name)
        columns = ", ".join(one.name for one in schema.metadata.tables[name].columns if one.name != "id")
        self.connection.execute(f'INSERT INTO "{name}" ({columns}) SELECT {columns} FROM "{name}" WHERE id = {one}')
        return f"like {one}"

    def swap(self, name: str) -> str:
        """The numbers of two rows."""
        one, other = self._some(name), self._some(name)
        for old, new in ((one, -1), (other, one), (-1, other)):
            self.connection.execute(f'UPDATE "{name}" SET id = ? WHERE id = ?', (new, old))
        return f"{one} and {other}"

    def cut(self, _name: str) -> str:
        """The end of the journal."""
        one = self._some("operation")
        self.connection.execute("DELETE FROM change WHERE operation_id >= ?", (one,))
        self.connection.execute("DELETE FROM operation WHERE id >= ?", (one,))
        return f"from {one} on"


def seal_all(path: Path) -> None:
    """Make every print and every seal anew, as one can who has this program; what is rubbish stays as it is."""
    database = Database.open(path)
    with suppress(Exception), database._begun(write=True) as connection, database._backend.any_text(connection):
        reader = Reader(connection, database._backend)
        _rewrite(reader, [(line, told) for line, told in Backwards(reader).walk() if told and told != line.after])
        seal_from(reader, 0)
    database.close()


def test_whatever_is_changed_from_outside_is_found(file: Path, anchor: Head, tmp_path: Path) -> None:
    before, path = content(file), tmp_path / "shop.sqlite"
    seed, done = 0, 0
    while done < TAMPERINGS:
        seed += 1
        shutil.copy(file, path)
        outsider = Outsider(path, seed)
        what = outsider.tamper()
        outsider.connection.close()
        if seed % 2:
            seal_all(path)
        if content(path) == before:
            continue
        done += 1
        database = Database.open(path)
        assert database.misfits([anchor]) != [], f"seed {seed}: {what}"
        database.close()


def run(path: Path, *statements: str) -> None:
    connection = driver.connect(str(path))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def told(path: Path, anchor: Head | None = None) -> list[str]:
    database = Database.open(path)
    found = [str(one) for one in database.misfits([anchor] if anchor else ())]
    database.close()
    return found


OUTSIDE = "The record was changed from outside: "


def test_who_did_it_cannot_be_rewritten(copy: Path) -> None:
    run(copy, "UPDATE operation SET staff_id = 77 WHERE id = 12")
    assert told(copy) == [OUTSIDE + "operation 12, it is not as it was sealed"]


def test_an_amount_that_another_tool_changed_is_found_with_the_operation_that_wrote_it(copy: Path) -> None:
    connection = driver.connect(str(copy))
    line, entry = connection.execute("SELECT id, interaction_id FROM purchase_line WHERE amount = 700").fetchone()
    (operation_id,) = connection.execute(
        f"SELECT operation_id FROM change WHERE table_name = 'interaction' AND row_id = {entry} AND action = 'insert'"
    ).fetchone()
    connection.close()
    run(copy, f"UPDATE purchase_line SET amount = 70 WHERE id = {line}")
    assert told(copy) == [OUTSIDE + f"operation {operation_id}, rows of purchase_line are not as it left them"]


def test_the_record_alone_is_looked_at_in_a_moment(copy: Path) -> None:
    run(copy, "UPDATE operation SET staff_id = 77 WHERE id = 12", "UPDATE interaction SET words = 'nothing'")
    database = Database.open(copy)
    assert [(one.code, one.operation_id) for one in database.misfits(rows=False)] == [("operation", 12)]
    database.close()


def test_a_row_that_nobody_wrote_is_named(copy: Path) -> None:
    run(copy, "INSERT INTO tag (id, name) VALUES (4711, 'vip')")
    assert told(copy) == [OUTSIDE + "row 4711 of tag was written by no operation"]


def test_a_record_that_was_cut_off_is_found_by_its_end_kept_elsewhere(copy: Path, anchor: Head) -> None:
    database = Database.open(copy)
    with database.read() as reader:
        before = chain.head(reader)
    assert before == anchor
    database.close()
    run(
        copy,
        f"DELETE FROM change WHERE operation_id = {anchor.operation_id}",
        f"DELETE FROM operation WHERE id = {anchor.operation_id}",
    )
    assert OUTSIDE + f"operation {anchor.operation_id}, the record ends before it" in told(copy, anchor)


def test_a_record_sealed_anew_from_outside_is_found_by_an_anchor(copy: Path, anchor: Head) -> None:
    run(copy, f"UPDATE operation SET desk = 'elsewhere' WHERE id = {anchor.operation_id}")
    database = Database.open(copy)
    with database._begun(write=True) as connection:
        seal_from(Reader(connection, database._backend), anchor.operation_id)
    assert database.misfits() == []
    assert [one.code for one in database.misfits([anchor])] == ["other"]
    database.close()


def test_erasing_somebody_does_not_make_good_what_was_changed_before(copy: Path) -> None:
    run(copy, "UPDATE operation SET staff_id = 77 WHERE id = 12")
    shop = Shop(copy)
    with shop.database.write("erase", at=shop.now) as tx:
        erasure.erase(tx, 2)
    assert [(one.code, one.operation_id) for one in shop.database.misfits()] == [("operation", 12)]
    shop.fits = False
    shop.close()


def test_a_file_full_of_misfits_tells_some(copy: Path) -> None:
    run(copy, "UPDATE operation SET desk = 'elsewhere'", "UPDATE interaction SET words = 'nothing'")
    assert 0 < len(told(copy)) <= MOST


def test_what_is_noted_without_a_change_is_sealed_too(shop: Shop) -> None:
    def note(tx: Any) -> None:
        tx.detail["rows"] = 3
        assert tx.operation_id

    shop.run("export", note)
    with shop.database.read() as reader:
        row = reader.row(schema.operation.select())
    assert row is not None
    assert json.loads(row.detail) == {"rows": 3}
    assert len(row.chain) == 64
    assert shop.database.misfits() == []


def test_half_an_operation_leaves_the_chain_as_it_was(shop: Shop) -> None:
    shop.customer("Ana")
    head = shop.database.head()

    def fail(tx: Any) -> None:
        tx.insert(schema.tag, name="vip")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        shop.run("log", fail)
    assert shop.database.head() == head
    shop.customer("Bo")
    assert shop.database.misfits() == []


@pytest.fixture(params=range(1, schema.VERSION))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    source = Path(__file__).parent / "databases" / f"v{request.param:04}.sqlite"
    database = Database.open(Path(shutil.copy(source, tmp_path / "shop.sqlite")))
    yield database
    database.close()


def test_a_file_of_an_older_version_is_sealed_as_it_is_found(old: Database) -> None:
    with old.read() as reader:
        assert misfits(reader) == []
        rows = reader.rows(schema.operation.select().order_by(schema.operation.c.id))
    assert all(len(row.chain) == 64 for row in rows)
    assert rows[-1].name == "seal"
