"""Rows into the shop: whom they are joined to, and what is refused before it is stored."""

from __future__ import annotations

from pathlib import Path

from relapp.services.transfer import importing
from relapp.services.transfer.importing import Taken
from relapp.storage import customers as stored
from tests.shop import Shop

HEADER = "Date,Customer number,Customer name,Email,Product,Quantity,Unit price\n"


def take_in(shop: Shop, folder: Path, *rows: str) -> Taken:
    path = folder / "sales.csv"
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return shop.run("import", lambda tx: importing.take_in(tx, importing.prepare(path)))


def people(shop: Shop) -> list[tuple[str, str]]:
    return [(one.name, one.reference) for one in shop.read(stored.every)]


def test_two_customer_numbers_are_two_people_though_they_share_an_email(shop: Shop, tmp_path: Path) -> None:
    take_in(shop, tmp_path, "2025-01-01,1,Ana,home@a.pt,Tea,1,5", "2025-01-02,2,Bo,home@a.pt,Tea,1,5")
    assert people(shop) == [("Ana", "1"), ("Bo", "2")]


def test_a_customer_number_finds_who_had_none_by_their_email(shop: Shop, tmp_path: Path) -> None:
    shop.customer("Ana", email="ana@a.pt")
    take_in(shop, tmp_path, "2025-01-01,1,Ana M.,ana@a.pt,Tea,1,5")
    assert people(shop) == [("Ana", "")]


def test_a_line_worth_more_than_any_shop_is_a_bad_row_and_stops_nothing(shop: Shop, tmp_path: Path) -> None:
    taken = take_in(shop, tmp_path, "2025-01-01,1,Ana,,Tea,999999999,999999999", "2025-01-02,1,Ana,,Tea,1,5")
    assert [(row.line, row.code) for row in taken.tally.bad_rows] == [(2, "row.number")]
    assert taken.tally.new == 1
