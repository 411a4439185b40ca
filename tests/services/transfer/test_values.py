"""Single cells: what people and tills write is read exactly, or not at all."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.services.transfer.meaning.values import (
    DateEvidence,
    DateOrder,
    DayParts,
    NumberStyle,
    date_evidence,
    is_email,
    is_phone,
    number_evidence,
    parse_amount,
    parse_birthday,
    parse_moment,
    parse_time,
    phone_digits,
    plain_reference,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2010-12-01 08:34:00", "2010-12-01T08:34"),
        ("2010-12-01T08:34:00Z", "2010-12-01T08:34"),
        ("2026-03-02 10:15:07 +0100", "2026-03-02T10:15:07"),
        ("2026-03-02 10:15:07 -0500", "2026-03-02T10:15:07"),
        ("2010/12/1", "2010-12-01"),
        ("2010.12.01. 10:05", "2010-12-01T10:05"),
        ("2010年12月1日", "2010-12-01"),
        ("20101201", "2010-12-01"),
        ("40513.357", "2010-12-01T08:34:05"),
        ("1 Dec 2010", "2010-12-01"),
        ("Dec 1, 2010 3:04 pm", "2010-12-01T15:04"),
        ("Mon, 3 Feb 2020 10:00", "2020-02-03T10:00"),
        ("3. März 2020", "2020-03-03"),
        ("3 juin 2020", "2020-06-03"),
        ("3 juil. 2020", "2020-07-03"),
        ("3 de mayo de 2020", "2020-05-03"),
        ("3 maggio 2020", "2020-05-03"),
        ("3 mei 2020", "2020-05-03"),
        ("05/05/2020", "2020-05-05"),
    ],
)
def test_a_date_that_can_be_read_in_one_way_only_needs_no_order(text: str, expected: str) -> None:
    assert parse_moment(text) == datetime.fromisoformat(expected)
    assert date_evidence(text) is DateEvidence.PLAIN


@pytest.mark.parametrize(
    ("text", "by_day", "by_month"),
    [
        ("01/12/2010 08:34", "2010-12-01T08:34", "2010-01-12T08:34"),
        ("1-2-99", "1999-02-01", "1999-01-02"),
        ("1/5/26 12:07 AM", "2026-05-01T00:07", "2026-01-05T00:07"),
    ],
)
def test_the_order_of_day_and_month_settles_a_date_of_numbers(text: str, by_day: str, by_month: str) -> None:
    assert parse_moment(text, DateOrder.DAY_FIRST) == datetime.fromisoformat(by_day)
    assert parse_moment(text, DateOrder.MONTH_FIRST) == datetime.fromisoformat(by_month)
    assert parse_moment(text) is None
    assert date_evidence(text) is DateEvidence.EITHER


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("13/06/2021", DateEvidence.DAY_FIRST),
        ("06/13/2021", DateEvidence.MONTH_FIRST),
        ("1.12.10", DateEvidence.DAY_FIRST),
        ("12.31.2010", DateEvidence.MONTH_FIRST),
        ("31/31/2021", DateEvidence.NONE),
        ("12", DateEvidence.NONE),
        ("1.5", DateEvidence.NONE),
        ("0001-01-01", DateEvidence.NONE),
        ("9999-12-31", DateEvidence.NONE),
        ("2021-02-30", DateEvidence.NONE),
        ("01/02/2021 noonish", DateEvidence.NONE),
    ],
)
def test_a_cell_says_which_order_it_can_only_have(text: str, evidence: DateEvidence) -> None:
    assert date_evidence(text) is evidence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16:05:11", time(16, 5, 11)),
        ("8h05", time(8, 5)),
        ("12:30 am", time(0, 30)),
        ("1:05 p.m.", time(13, 5)),
        ("24:00", None),
        ("soon", None),
    ],
)
def test_times_of_day_are_read(text: str, expected: time | None) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("1945-03-02", None, DayParts(3, 2, 1945)),
        ("--05-13", None, DayParts(5, 13, None)),
        ("1604-05-13", None, DayParts(5, 13, None)),
        ("13.5.", None, DayParts(5, 13, None)),
        ("05/06", DateOrder.DAY_FIRST, DayParts(6, 5, None)),
        ("05/06", DateOrder.MONTH_FIRST, DayParts(5, 6, None)),
        ("13/05", DateOrder.MONTH_FIRST, DayParts(5, 13, None)),
        ("3/2/45", DateOrder.DAY_FIRST, DayParts(2, 3, 1945)),
        ("29.02.", None, DayParts(2, 29, None)),
        ("in May", None, None),
    ],
)
def test_birthdays_may_lack_their_year(text: str, order: DateOrder | None, expected: DayParts | None) -> None:
    assert parse_birthday(text, order) == expected


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("2.1", "2.1", ""),
        ("1.234,50", "1234.50", ""),
        ("1,234.50", "1234.50", ""),
        ("1 234,50 €", "1234.50", "EUR"),
        ("1\u202f234,50\u00a0€", "1234.50", "EUR"),
        ("CHF 1'234.–", "1234", "CHF"),
        ("12,-", "12", ""),
        ("-£3", "-3", "GBP"),
        ("£-3", "-3", "GBP"),
        ("−3", "-3", ""),
        ("(12.50)", "-12.50", ""),
        ("($5.00)", "-5.00", ""),
        ("12.50-", "-12.50", ""),
        ("US$5", "5", ""),
        ("5 kr", "5", ""),
        ("12 pcs", "12", ""),
        ("１２", "12", ""),
        (".5", "0.5", ""),
        ("1,00,000", "100000", ""),
        ("1,234", "1234", ""),
        ("1.234", "1.234", ""),
    ],
)
def test_numbers_and_sums_are_read_exactly(text: str, value: str, currency: str) -> None:
    amount = parse_amount(text)
    assert amount is not None
    assert (amount.value, amount.currency) == (Decimal(value), currency)


@pytest.mark.parametrize("text", ["", "-", "€", "abc", "B12", "header1", "1.2.3", "12 34", "1e5", "NaN", "9" * 40])
def test_what_is_no_number_is_never_taken_for_one(text: str) -> None:
    assert parse_amount(text) is None


def test_a_lone_group_of_three_digits_follows_its_column_but_a_clear_cell_follows_itself() -> None:
    assert parse_amount("1.234", NumberStyle.COMMA) == (Decimal(1234), "")
    assert parse_amount("1,234", NumberStyle.COMMA) == (Decimal("1.234"), "")
    assert parse_amount("12.50", NumberStyle.COMMA) == (Decimal("12.50"), "")
    assert parse_amount("12,50", NumberStyle.POINT) == (Decimal("12.50"), "")


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("1.234,50", NumberStyle.COMMA),
        ("2,5", NumberStyle.COMMA),
        ("0,125", NumberStyle.COMMA),
        ("1.234.567", NumberStyle.COMMA),
        ("0.125", NumberStyle.POINT),
        ("1,234,567", NumberStyle.POINT),
        ("1,234", None),
        ("12", None),
        ("word", None),
    ],
)
def test_a_number_says_which_style_it_can_only_have(text: str, style: NumberStyle | None) -> None:
    assert number_evidence(text) is style


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_every_sum_of_cents_comes_back_from_both_styles(value: Decimal) -> None:
    english = f"{value:,.2f}"
    continental = english.translate(str.maketrans(",.", ".,"))
    for text, style in ((english, NumberStyle.POINT), (continental, NumberStyle.COMMA)):
        amount = parse_amount(text, style)
        assert amount is not None
        assert amount.value == value


@given(st.datetimes(min_value=datetime.fromisoformat("1900-01-01"), max_value=datetime.fromisoformat("2199-12-31")))
def test_every_moment_comes_back_from_every_way_of_writing_it(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    assert parse_moment(moment.isoformat(" ")) == moment
    assert parse_moment(f"{moment:%d/%m/%Y %H:%M}", DateOrder.DAY_FIRST) == moment
    assert parse_moment(f"{moment:%m/%d/%Y %I:%M %p}", DateOrder.MONTH_FIRST) == moment


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_a_cell(text: str) -> None:
    for order in (None, *DateOrder):
        moment = parse_moment(text, order)
        assert moment is None or 1900 <= moment.year <= 2200
        parse_birthday(text, order)
    for style in (None, *NumberStyle):
        amount = parse_amount(text, style)
        assert amount is None or amount.value.is_finite()
    assert number_evidence(text) in (None, *NumberStyle)
    assert not (is_phone(text) and is_email(text))


@pytest.mark.parametrize(
    "text", ["+46 70 123 45 00", "(415) 555-0104", "0170/1234505", "090-1234-1000", "0113 496 0101"]
)
def test_telephone_numbers_are_known(text: str) -> None:
    assert is_phone(text)


@pytest.mark.parametrize("text", ["13047", "2010-12-01", "12.50", "1.234,50", "Ana", "123", ""])
def test_other_numbers_are_not_taken_for_telephones(text: str) -> None:
    assert not is_phone(text)


def test_telephone_numbers_compare_by_their_digits() -> None:
    assert phone_digits("0044 (0)113 496-0101") == phone_digits("+44 113 4960101") == "+441134960101"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("13047.0", "13047"), (" 00123 ", "00123"), ("'00123", "00123"), ("A-1.0", "A-1.0"), ("1.5", "1.5")],
)
def test_references_lose_what_spreadsheets_add(text: str, expected: str) -> None:
    assert plain_reference(text) == expected
