"""A card that was paid with is nobody's customer number."""

from __future__ import annotations

import pytest

from relapp.services.transfer import importing
from relapp.services.transfer.meaning.customer_numbers import customer_number, is_card
from relapp.services.transfer.meaning.headers import Field
from relapp.storage import customers
from tests.services.transfer.conftest import MakeFile
from tests.shop import Shop

# The numbers are those that the makers of cards publish for tests.
CARDS = [
    "**** 1234", "xxxx-1234", "XXXXXXXXXXXX1234", "Visa **** 4242", "•••• •••• •••• 0005", "4111 11** **** 1111",
    "Visa ending in 1234", "...1234", "… 1234", "4111111111111111", "4111 1111 1111 1111", "378282246310005",
    "5555-5555-5555-4444", "###-1234", "VISA: xxxx xxxx xxxx 1234",
]  # fmt: skip
NUMBERS = [
    ("13047.0", "13047"), ("#1001", "#1001"), ("XX-1234", "XX-1234"), ("C0FFEE1", "C0FFEE1"), ("'0042", "0042"),
    ("4111111111111112", "4111111111111112"), ("2950000012345", "2950000012345"), ("K*12", "K*12"), ("", ""),
    ("6331101999990016", "6331101999990016"), ("****", "****"), ("12-34-56", "12-34-56"),
    ("Legend 1234", "Legend 1234"),
]  # fmt: skip


@pytest.mark.parametrize("text", CARDS)
def test_a_card_is_no_number(text: str) -> None:
    assert is_card(text)
    assert customer_number(text) == ""


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_numbers_stay(text: str, number: str) -> None:
    assert customer_number(text) == number


@pytest.mark.parametrize("more", ["", "2026-01-04,Rye,3,K-7,Kofi Osei\n"])
def test_two_people_who_paid_with_like_cards_stay_two(shop: Shop, make_file: MakeFile, more: str) -> None:
    rows = "2026-01-02,Rye,3,**** 1234,Ana Moreira\n2026-01-03,Rye,3,**** 1234,Lea Brandt\n" + more
    plan = importing.prepare(make_file("t.csv", f"Date,Item,Amount,Card Number,Customer\n{rows}".encode()))
    shop.run("import_file", lambda tx: importing.take_in(tx, plan))
    # Where a shop has numbers of its own among them, those count.
    assert plan.mapping.has(Field.REFERENCE) == bool(more)
    known = [("Ana Moreira", ""), ("Lea Brandt", ""), ("Kofi Osei", "K-7")]
    assert [(one.name, one.reference) for one in shop.read(customers.every)] == known[: 3 if more else 2]
