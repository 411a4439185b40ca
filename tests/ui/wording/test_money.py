"""Words for amounts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale

from relapp.domain.money import Money
from relapp.ui.wording.money import money, number, quantity, times


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Money(640, "GBP"), "£6.40"),
        (Money(-640, "EUR"), "-€6.40"),
        (Money(1234567, "JPY"), "¥1,234,567"),
        (Money(1250, "KWD"), "KWD\N{NO-BREAK SPACE}1.250"),
        (Money(0, "USD"), "$0.00"),
    ],
)
def test_an_amount_is_written_with_its_sign_and_its_decimals(amount: Money, words: str) -> None:
    assert money(amount) == words


def test_an_amount_follows_the_locale() -> None:
    QLocale.setDefault(QLocale("de_DE"))
    assert money(Money(123456, "EUR")) == "1.234,56\N{NO-BREAK SPACE}€"


def test_large_sums_stay_exact_to_the_cent() -> None:
    assert money(Money(999_999_999_999_99, "GBP")) == "£999,999,999,999.99"


@pytest.mark.parametrize(
    ("value", "words"), [("2", "2"), ("2.00", "2"), ("0.5", "0.5"), ("100", "100"), ("1E+3", "1,000")]
)
def test_a_quantity_has_no_more_decimals_than_it_needs(value: str, words: str) -> None:
    assert quantity(Decimal(value)) == words


def test_one_of_a_thing_is_only_the_thing() -> None:
    assert (times(Decimal(1), "rye"), times(Decimal(2), "rye")) == ("rye", "2× rye")


def test_large_numbers_are_grouped() -> None:
    assert number(20000) == "20,000"
