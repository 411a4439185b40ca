"""Whoever stops an import or its undo is heard in every step of it, and nothing is half-done."""

from __future__ import annotations

from pathlib import Path

import pytest

from relapp.services.transfer import importing
from relapp.services.transfer.storing.tally import Cancelled
from tests.services.transfer.conftest import MakeFile
from tests.shop import Shop

FILES = Path(__file__).parent / "files"


class StopError(Exception):
    """Somebody wants to go home."""


@pytest.mark.parametrize("name", ["tablib-dates.xls", "shopify-orders.csv", "cardbook.vcf", "exchange.ics"])
def test_a_file_that_is_being_looked_through_can_be_left(name: str) -> None:
    with pytest.raises(Cancelled):
        importing.prepare(FILES / name, progress=lambda _: False)


def test_an_undo_that_is_stopped_leaves_everything_as_it_was(shop: Shop, make_file: MakeFile) -> None:
    rows = "".join(f"2026-01-02,Rye,1,{number}\n" for number in range(3000))
    plan = importing.prepare(make_file("t.csv", f"Date,Item,Amount,Customer ID\n{rows}".encode()))
    taken = shop.run("import_file", lambda tx: importing.take_in(tx, plan))
    with shop.database.read() as reader:
        operation_id = importing.batch(reader, taken.batch_id).operation_id
    before = shop.tables()
    asked = told = 0

    def pause(rows: int) -> None:
        nonlocal asked, told
        assert rows >= told
        told = rows
        asked += 1
        if asked == 20:
            raise StopError

    with pytest.raises(StopError):
        shop.operations.undo_operation(operation_id, pause)
    assert 0 < told < shop.operations.rows_behind(operation_id)
    assert shop.tables() == before
    shop.operations.undo_operation(operation_id)
    assert not shop.tables()["interaction"]
