"""Files of a till that come again with more in them: nothing is counted twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from relapp.domain.imports import ImportCounts
from relapp.services.transfer import importing
from tests.shop import Shop

DAY = "Date;Customer;Article;Qty;Amount"
RECEIPT = "Date;Receipt;Customer;Email;Article;Qty;Amount"


def take_in(shop: Shop, folder: Path, *lines: str) -> ImportCounts:
    path = folder / "till.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    plan = importing.prepare(path)
    looked = shop.read(lambda reader: importing.preview(reader, plan)).counts()
    taken = shop.run("import", lambda tx: importing.take_in(tx, plan)).tally.counts()
    assert taken == looked
    shop.assert_sound()
    return taken


def came_to(shop: Shop) -> int:
    return sum(row.amount for row in shop.tables()["purchase_line"])


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("who", ["", "Ana Moreira"])
def test_what_a_day_brings_after_the_file_was_written_is_added(
    shop: Shop, tmp_path: Path, who: str, newest_first: bool
) -> None:
    def brought(*lines: str) -> ImportCounts:
        return take_in(shop, tmp_path, DAY, *(reversed(lines) if newest_first else lines))

    rose, vase = f"13.11.2024;{who};Rose;2;5,00", f"13.11.2024;{who};Vase;1;19,90"
    tomorrow = f"14.11.2024;{who};Vase;1;19,90"
    assert brought(rose) == ImportCounts(new=1)
    assert brought(rose, rose) == ImportCounts(new=1, same=1)
    whole = (rose, rose, vase, tomorrow)
    assert brought(*whole) == ImportCounts(new=2, same=2)
    assert came_to(shop) == 500 + 500 + 1990 + 1990
    assert brought(*whole) == ImportCounts(same=4)
    assert brought(rose) == ImportCounts(same=1)


def test_a_receipt_whose_buyer_is_named_later_is_one_receipt(shop: Shop, tmp_path: Path) -> None:
    tellings = ("", "Ana Moreira;", "Ana Moreira;ana@a.pt")
    for count, buyer in enumerate(tellings):
        told = f"13.11.2024;77;{buyer or ';'};Rose;2;5,00"
        assert take_in(shop, tmp_path, RECEIPT, told) == (ImportCounts(same=1) if count else ImportCounts(new=1))
    assert came_to(shop) == 500


def test_two_receipts_that_differ_by_their_buyer_alone_are_two(shop: Shop, tmp_path: Path) -> None:
    nobodys, anas = "13.11.2024;1;;;Rose;2;5,00", "13.11.2024;1;Ana Moreira;;Rose;2;5,00"
    other = "12.11.2024;9;;;Vase;1;19,90"
    take_in(shop, tmp_path, RECEIPT, other)
    assert take_in(shop, tmp_path, RECEIPT, other, nobodys, anas) == ImportCounts(new=2, same=1)
    assert take_in(shop, tmp_path, RECEIPT, other, nobodys, anas) == ImportCounts(same=3)


def test_a_receipt_below_zero_gives_its_pieces_back(shop: Shop, tmp_path: Path) -> None:
    bought, back = "13.11.2024;1;Ana;;Rose;2;5,00", "14.11.2024;2;Ana;;Rose;2;-5,00"
    take_in(shop, tmp_path, RECEIPT, bought, back)
    assert [(row.quantity, row.amount) for row in shop.tables()["purchase_line"]] == [(2000, 500), (-2000, -500)]
