"""What was set by hand for one file is set for the next of its shape."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from relapp.services import settings as shop_settings
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Plan
from relapp.services.transfer.meaning.columns import Reason
from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.meaning.values import DateOrder
from relapp.services.transfer.rows import Content
from relapp.services.transfer.shapes import MOST, Chosen, Shape, key
from relapp.services.transfer.shapes import remember as remember_shape
from relapp.storage import settings
from tests.shop import Shop

TEXT = "Name,Wann,Loaf\nAna Moreira,03/04/2026,Rye\nBo Lee,05/06/2026,Bun\n"


def prepared(shop: Shop, folder: Path, text: str = TEXT) -> Plan:
    path = folder / "people.csv"
    path.write_text(text, encoding="utf-8")
    return importing.prepare(path, shapes=shop.read(importing.shapes))


def set_by_hand(plan: Plan) -> Plan:
    return plan.with_column(1, Field.BIRTHDAY).with_date_order(DateOrder.DAY_FIRST).with_column(2, Field.IGNORE)


def test_the_next_file_of_the_shape_is_read_as_the_last_was_set(shop: Shop, tmp_path: Path) -> None:
    plan = set_by_hand(prepared(shop, tmp_path))
    assert not plan.remembered
    shop.run("setting", lambda tx: importing.remember(tx, plan))
    again = prepared(shop, tmp_path, TEXT.replace("Name,Wann,Loaf", "NAME, wann ,loaf"))
    assert again.remembered
    assert [column.field for column in again.mapping.columns] == [Field.NAME, Field.BIRTHDAY, Field.IGNORE]
    assert [column.reason for column in again.mapping.columns[1:]] == [Reason.PERSON, Reason.PERSON]
    assert again.asks_date_order == ""
    assert again.formats.dates == {1: DateOrder.DAY_FIRST}


def test_another_row_of_names_is_another_shape(shop: Shop, tmp_path: Path) -> None:
    plan = set_by_hand(prepared(shop, tmp_path))
    shop.run("setting", lambda tx: importing.remember(tx, plan))
    assert not prepared(shop, tmp_path, TEXT.replace("Loaf", "Bun")).remembered


def test_undoing_the_import_forgets_nothing(shop: Shop, tmp_path: Path) -> None:
    plan = set_by_hand(prepared(shop, tmp_path))
    shop.run("setting", lambda tx: importing.remember(tx, plan))
    shop.run("import", lambda tx: importing.take_in(tx, plan))
    shop.operations.undo()
    assert prepared(shop, tmp_path).remembered


def test_it_can_be_forgotten(shop: Shop, tmp_path: Path) -> None:
    plan = set_by_hand(prepared(shop, tmp_path))
    shop.run("setting", lambda tx: importing.remember(tx, plan))
    shop.run("setting", lambda tx: importing.forget(tx, plan))
    again = prepared(shop, tmp_path)
    assert not again.remembered
    assert again.mapping.columns[1].field is Field.OTHER


def test_what_the_rows_are_is_remembered_too(shop: Shop, tmp_path: Path) -> None:
    text = "Name,Date,Amount\nAna Moreira,2026-01-02,3.20\n"
    plan = prepared(shop, tmp_path, text).as_content(Content.CUSTOMERS)
    shop.run("setting", lambda tx: importing.remember(tx, plan))
    assert prepared(shop, tmp_path, text).content is Content.CUSTOMERS


def test_nothing_is_remembered_of_a_file_that_nobody_touched(shop: Shop, tmp_path: Path) -> None:
    plan = prepared(shop, tmp_path)
    shop.run("setting", lambda tx: importing.remember(tx, plan))
    assert shop.read(importing.shapes) == {}


def test_the_oldest_shape_makes_room(shop: Shop) -> None:
    shape = Shape(Chosen(content=Content.SALES), ())
    for number in range(MOST + 1):
        shop.run("setting", partial(remember_shape, header=[f"Column {number}"], shape=shape))
    known = shop.read(importing.shapes)
    assert len(known) == MOST
    assert key(["Column 0"]) not in known
    assert key([f"Column {MOST}"]) in known


def test_what_was_stored_wrongly_is_passed_over(shop: Shop, tmp_path: Path) -> None:
    broken = {
        "a": 7,
        "b": {"columns": []},
        key(["Name", "Wann", "Loaf"]): {"content": "x", "date_order": "", "columns": []},
    }
    shop.run("import", lambda tx: settings.put(tx, "import_shapes", broken))
    assert not prepared(shop, tmp_path).remembered


def test_the_shops_own_order_of_dates_is_only_a_suggestion(shop: Shop, tmp_path: Path) -> None:
    shop.run("setting", lambda tx: shop_settings.change(tx, day_first=False))
    assert shop.read(importing.suggested_order) is DateOrder.MONTH_FIRST
    plan = prepared(shop, tmp_path).with_column(1, Field.BIRTHDAY)
    assert plan.asks_date_order == "03/04/2026"
