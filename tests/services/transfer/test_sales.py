"""Sales lines: what tills and web shops export becomes typed lines, to the cent, with bad rows named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from relapp.domain.errors import UserError
from relapp.services.transfer.meaning.columns import content_of, guess
from relapp.services.transfer.meaning.formats import settle
from relapp.services.transfer.meaning.sales import read_sales
from relapp.services.transfer.reading.tables import open_table
from relapp.services.transfer.rows import BadRow, Content, SaleLine
from tests.services.transfer.conftest import MakeFile, MakeWorkbook

FILES = Path(__file__).parent / "files"
Read = Callable[[str], list[SaleLine | BadRow]]


def read_file(path: Path, currency: str = "EUR") -> list[SaleLine | BadRow]:
    table = open_table(path)
    mapping = guess(table)
    assert content_of(mapping) is Content.SALES
    return list(read_sales(table, mapping, settle(table, mapping), currency))


@pytest.fixture
def read(make_file: MakeFile) -> Read:
    return lambda text: read_file(make_file("t.csv", text.encode("cp1252")))


def lines(rows: list[SaleLine | BadRow]) -> list[SaleLine]:
    return [row for row in rows if isinstance(row, SaleLine)]


def bad(rows: list[SaleLine | BadRow]) -> list[tuple[int, str]]:
    return [(row.line, row.code) for row in rows if isinstance(row, BadRow)]


def brief(rows: list[SaleLine | BadRow]) -> list[tuple[str, str, str, object, int | None]]:
    """Who, when, what, how many, for how much."""
    return [
        (
            line.head.name or line.head.reference,
            f"{line.head.at:%y-%m-%d %H:%M}",
            line.told.product,
            line.figures.quantity,
            line.figures.amount,
        )
        for line in lines(rows)
    ]


def test_square_items_are_read_right() -> None:
    rows = read_file(FILES / "square-items.csv", "USD")
    assert brief(rows) == [
        ("Ana Moreira", "26-03-14 16:05", "Wholemeal, Large", 2, 1200),
        ("Ana Moreira", "26-03-14 16:05", "Walnut cake", 1, 2400),
        ("", "26-03-14 11:20", "Rye", 1, 100550),
        ("Ana Moreira", "26-03-13 09:00", "Walnut cake", -1, -2400),
    ]
    first = lines(rows)[0]
    assert (first.head.reference, first.head.invoice, first.figures.discount, first.told.words) == (
        "C0FFEE1",
        "Tx9a",
        80,
        "sliced",
    )


def test_shopify_orders_are_read_right_though_later_lines_tell_less() -> None:
    rows = read_file(FILES / "shopify-orders.csv")
    assert brief(rows) == [
        ("Lea Brandt", "26-03-02 10:15", "Teapot - Blue", 2, 5180),
        ("Lea Brandt", "26-03-02 10:15", "Paper napkins", 4, 1000),
        ("Kofi Osei", "26-03-01 17:59", "Candle", 1, 900),
    ]
    second = lines(rows)[1]
    assert (second.head.email, second.head.phone, second.figures.currency) == (
        "lea@example.org",
        "+49 731 5550101",
        "EUR",
    )
    assert (second.head.invoice, second.head.reference) == ("#1003", "")
    assert bad(rows) == [(5, "row.cancelled")]


def test_woocommerce_orders_are_read_right() -> None:
    rows = read_file(FILES / "woocommerce-orders.csv", "GBP")
    assert brief(rows) == [
        ("Ana Moreira", "26-02-11 09:30", "Mug", 3, 2400),
        ("Ana Moreira", "26-02-11 09:30", "Jar", 1, 1500),
    ]
    assert lines(rows)[0].told.words == "ring twice"
    assert bad(rows) == [(4, "row.cancelled")]


def test_lightspeed_sales_are_read_right_without_their_heads_and_payments() -> None:
    rows = read_file(FILES / "lightspeed-sales.csv")
    assert brief(rows) == [
        ("Ana Moreira", "26-04-02 14:11", "Bowl", 2, 2200),
        ("Ana Moreira", "26-04-02 14:11", "Spoon", 1, 450),
        ("", "26-04-02 15:00", "Bowl", -1, -1100),
    ]
    assert {line.head.reference for line in lines(rows)} == {"MOR-1", ""}
    assert bad(rows) == []


def test_loyverse_receipts_are_read_right_and_refunds_subtract() -> None:
    rows = read_file(FILES / "loyverse-receipts.csv")
    assert brief(rows) == [
        ("Lea Brandt", "26-01-05 09:07", "Beans, 1 kg", 1, 2500),
        ("Lea Brandt", "26-01-05 09:07", "Filters", 2, 600),
        ("Lea Brandt", "26-01-16 16:40", "Filters", -1, -300),
    ]
    assert lines(rows)[0].head.email == "lea@example.org"
    assert bad(rows) == [(5, "row.cancelled")]


def test_a_semicolon_file_in_windows_1252_with_days_first_needs_no_question(read: Read) -> None:
    rows = read(
        "Datum;Kunde;Artikel;Menge;Einzelpreis;Gesamtbetrag\r\n"
        "05/06/2026 08:34;Jörg Groß;Käsekuchen;2;1.204,50 €;2.409,00 €\r\n"
        "13/06/2026 09:00;Zoë Müller;Brötchen;10;0,35 €;3,50 €\r\n"
    )
    assert brief(rows) == [
        ("Jörg Groß", "26-06-05 08:34", "Käsekuchen", 2, 240900),
        ("Zoë Müller", "26-06-13 09:00", "Brötchen", 10, 350),
    ]
    assert [line.figures.currency for line in lines(rows)] == ["EUR", "EUR"]


def test_seven_bad_rows_of_a_thousand_stop_nothing_and_say_why(read: Read) -> None:
    rows = [f"2026-01-{day % 28 + 1:02},C{day},Rye,1,3.20" for day in range(1000)]
    rows[10] = "soon,C1,Rye,1,3.20"
    rows[20] = ",C1,Rye,1,3.20"
    rows[30] = "2026-01-02,C1,Rye,many,3.20"
    rows[40] = "2026-01-02,C1,Rye,1,three"
    rows[50] = "2026-01-02,C1,,1,"
    rows[60] = "2026-01-02,C1,Rye, sliced,1,3.20"
    rows[70] = "2026-02-30,C1,Rye,1,3.20"
    read_rows = read("Date,Customer,Item,Qty,Price\n" + "\n".join(rows))
    assert len(lines(read_rows)) == 993
    assert bad(read_rows) == [
        (12, "row.date"),
        (22, "row.no_date"),
        (32, "row.number"),
        (42, "row.number"),
        (52, "row.nothing_bought"),
        (62, "row.too_many_cells"),
        (72, "row.date"),
    ]
    number = next(row for row in read_rows if isinstance(row, BadRow) and row.code == "row.number")
    assert number.details == {"column": "Qty", "value": "many"}
    assert number.cells == ("2026-01-02", "C1", "Rye", "many", "3.20")


def test_an_amount_is_rounded_once_from_the_exact_price(read: Read) -> None:
    rows = read(
        "Date,Item,Qty,Price\n2026-01-02,Bead,1000,0.0367\n2026-01-02,Salt,0.125,3.00\n2026-01-02,Tea,0.5,0.05\n"
    )
    assert [(line.figures.unit_price, line.figures.amount) for line in lines(rows)] == [
        (4, 3670),
        (300, 38),
        (5, 2),
    ]


def test_minor_units_follow_the_currency_of_the_line(read: Read) -> None:
    rows = read("Date,Item,Price,Currency\n2026-01-02,Tea,500,JPY\n2026-01-02,Tea,1.250,KWD\n2026-01-02,Tea,5.00,\n")
    assert [(line.figures.amount, line.figures.currency) for line in lines(rows)] == [
        (500, "JPY"),
        (1250, "KWD"),
        (500, ""),
    ]


def test_a_discount_lowers_what_was_bought_and_what_is_given_back(read: Read) -> None:
    rows = read("Date,Item,Qty,Price,Discount\n2026-01-02,Mug,2,8.00,1.00\n2026-01-02,Mug,-2,8.00,1.00\n")
    assert [line.figures.amount for line in lines(rows)] == [1500, -1500]


def test_a_separate_time_belongs_to_the_day(read: Read) -> None:
    rows = read("Date,Time,Item,Price\n2026-01-02,4:05 pm,Mug,8.00\n2026-01-02,,Mug,8.00\n")
    assert [line.head.at for line in lines(rows)] == [
        datetime.fromisoformat("2026-01-02T16:05"),
        datetime.fromisoformat("2026-01-02T00:00"),
    ]


def test_a_workbook_of_sales_keeps_numbers_of_customers_whole(make_workbook: MakeWorkbook) -> None:
    at = datetime.fromisoformat("2026-01-02T08:34")
    rows = read_file(
        make_workbook({"S": [["Date", "Customer ID", "Item", "Qty", "Price"], [at, 13047.0, "Rye", 6, 2.1]]})
    )
    line = lines(rows)[0]
    assert (line.line, line.head.reference, line.head.at, line.figures.amount) == (2, "13047", at, 1260)
    assert str(line.figures.quantity) == "6"


def test_an_open_order_of_dates_and_a_missing_date_column_are_refused_before_anything_is_read(
    make_file: MakeFile,
) -> None:
    table = open_table(make_file("t.csv", b"Date,Item,Price\n05/06/2026,Rye,1\n"))
    mapping = guess(table)
    formats = settle(table, mapping)
    with pytest.raises(UserError) as order:
        read_sales(table, mapping, formats, "EUR")
    undated = open_table(make_file("u.csv", b"Item,Price\nRye,1\n"))
    with pytest.raises(UserError) as date:
        read_sales(undated, guess(undated), formats, "EUR")
    assert order.value.code == "import.date_order"
    assert order.value.details == {"column": "Date", "example": "05/06/2026"}
    assert date.value.code == "import.no_date_column"


def test_the_gift_shop_slice_is_read_to_the_penny() -> None:
    rows = lines(read_file(FILES / "gift-shop-slice.csv.gz", "GBP"))
    assert len(rows) == 3170
    assert sum(not line.head.reference for line in rows) == 750
    assert len({line.head.reference for line in rows} - {""}) == 9
    assert sum(line.figures.quantity < 0 for line in rows) == 140
    assert sum(line.figures.amount or 0 for line in rows) == 7_125_313
    assert sum(line.figures.amount or 0 for line in rows if line.head.reference == "14527") == 771_138
