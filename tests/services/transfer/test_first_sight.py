"""What files of programs and people nobody had seen before taught: small pieces of them, read right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from relapp.services.transfer import importing
from relapp.services.transfer.meaning.birthdays import BirthdayColumns
from relapp.services.transfer.meaning.columns import guess
from relapp.services.transfer.meaning.consents import asked
from relapp.services.transfer.meaning.headers import Field, known_header
from relapp.services.transfer.meaning.totals import is_total
from relapp.services.transfer.meaning.values import DayParts, parse_birthday, parse_moment
from relapp.services.transfer.reading.encodings import legacy_encoding
from relapp.services.transfer.reading.mail.headers import addresses
from relapp.services.transfer.reading.tables import open_table
from relapp.services.transfer.rows import CancelledRow, SaleLine
from tests.services.transfer.conftest import MakeFile


@pytest.mark.parametrize("text", ["Jun 13", "13 June", "13. Juni", "13 de junio", "13 czerwca", "13 июня"])
def test_a_birthday_in_words_may_lack_its_year(text: str) -> None:
    assert parse_birthday(text) == DayParts(6, 13, None)


@pytest.mark.parametrize("text", ["昭和55年6月13日", "Jun-13-80"])
def test_japanese_eras_and_short_years_behind_words_are_dates(text: str) -> None:
    moment = parse_moment(text)
    assert moment is not None
    assert (moment.year, moment.month, moment.day) == (1980, 6, 13)


@pytest.mark.parametrize("text", ["Total", "Summe: 12", "Anzahl Kunden: 3"])
def test_totals_are_nobody(text: str) -> None:
    assert is_total(text)
    assert not is_total("Total Fitness")


@pytest.mark.parametrize("header", ["BLACKLISTED_EMAIL", "UNSUB_TIME", "CLEAN_TIME"])
def test_having_left_a_list_is_a_no(header: str) -> None:
    question = asked(header)
    assert question is not None
    assert question.turned


@pytest.mark.parametrize("text", ["Begoña", "Gdańsk"])
def test_what_follows_tells_spanish_from_polish(text: str) -> None:
    content = text.encode("cp1252" if "ñ" in text else "cp1250")
    assert content.decode(legacy_encoding(content)) == text


def test_last_is_a_name_but_last_order_is_none() -> None:
    last = known_header("Last")
    assert last is not None
    assert last.field is Field.LAST_NAME
    assert known_header("Last order") is None


def test_broken_bytes_in_an_address_can_be_stored() -> None:
    (address,) = addresses(["Ana <ana@a.pt\udce2\udc80\udcae>"])
    assert address.email.encode("utf-8")


def test_an_article_headed_name_is_no_customer(make_file: MakeFile) -> None:
    text = "Datum;Name;SKU;Anzahl;Preis;Endbetrag\n2024-06-01;Seife;S1;2;13,00;13,00\n"
    mapping = guess(open_table(make_file("a.csv", text.encode())))
    meant: Callable[[str], Field] = {column.header: column.field for column in mapping.columns}.__getitem__
    assert (meant("Name"), meant("Preis"), meant("Endbetrag")) == (Field.PRODUCT, Field.GROSS, Field.AMOUNT)


def test_a_day_of_a_visit_is_no_name_under_whatever_header(make_file: MakeFile) -> None:
    assert known_header("Last (visit)") is None
    rows = b"Name,Phone,Last\nAna Moreira,0171 555 4417,2024-03-01\nBen Osei,0171 555 4418,2024-04-01\n"
    assert guess(open_table(make_file("people.csv", rows))).columns[2].field is Field.OTHER


def test_what_is_given_away_does_not_say_what_a_price_is(make_file: MakeFile) -> None:
    rows = b"Date,Product,Qty,Price,Amount\n2024-01-01,Tea,1,4.00,4.00\n2024-01-02,Sample,2,0,0\n"
    assert guess(open_table(make_file("till.csv", rows))).columns[3].field is Field.UNIT_PRICE


@pytest.mark.parametrize(
    ("cells", "born"),
    [
        (["13", "5", "05"], (5, 13, 2005)),
        (["13", "5", "85"], (5, 13, 1985)),
        (["1", "2", "1985"], (2, 1, 1985)),
        (["1", "2", ""], (2, 1, None)),
        (["1", "2", "1885"], (2, 1, None)),
    ],
)
def test_a_birthday_in_three_columns_may_have_a_short_year(cells: list[str], born: tuple[int, int, int | None]) -> None:
    fact = BirthdayColumns(0, 1, 2).fact(cells)
    assert fact is not None
    assert (fact.month, fact.day, fact.year) == born


def test_lines_of_a_till_that_speaks_of_revenue_bring_what_was_paid(make_file: MakeFile) -> None:
    header = (
        "Line Item Date,Order Date,Order ID,Order Employee Name,Currency,Item Name,Item Revenue,Modifiers Revenue,"
        "Item Total Revenue,Item Discounts,Item Revenue Net Of Discounts,Refunded,Customer ID,Customer Name"
    )
    sold = "02-Mar-2026 10:14 AM EST,02-Mar-2026 10:14 AM EST,8X2K,Bea,USD,Rye loaf,6.40,0.60,7.00,1.00,6.00,No,C1,Ana"
    back = "03-Mar-2026 10:14 AM EST,03-Mar-2026 10:14 AM EST,9X2K,Bea,USD,Roll,0.80,0.00,0.80,0.00,0.80,Yes,C1,Ana"
    plan = importing.prepare(make_file("lines.csv", "\n".join((header, sold, back)).encode()))
    first, second = importing.sales_of(plan, "USD")
    assert isinstance(first, SaleLine)
    assert (first.figures.amount, first.told.staff, first.told.product) == (600, "Bea", "Rye loaf")
    assert isinstance(second, CancelledRow)
