"""What was different about the usual, as products and quantities."""

from __future__ import annotations

from decimal import Decimal

import pytest

from relapp.domain.interactions import NewPurchaseLine
from relapp.domain.sentence.reader import read
from relapp.domain.usual import differ
from tests.builders import TODAY, at

USUAL = (
    NewPurchaseLine("Small wholemeal", Decimal(1), 320, amount=320),
    NewPurchaseLine("Roll", Decimal(2), 60, amount=120),
    NewPurchaseLine("Milk", Decimal(1), 110, amount=110),
)
KNOWN = {
    "small wholemeal": "Small wholemeal",
    "roll": "Roll",
    "rolls": "Roll",
    "milk": "Milk",
    "croissant": "Croissant",
}


def bought(words: str) -> str:
    reading = read(words, at(TODAY), known_products=lambda typed: KNOWN.get(typed.lower()))
    assert reading.usual is not None
    return ", ".join(f"{line.quantity} {line.product}" for line in differ(USUAL, reading.differences))


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("usual", "1 Small wholemeal, 2 Roll, 1 Milk"),
        ("usual but no sugar", "1 Small wholemeal, 2 Roll, 1 Milk"),
        ("usual but 3 rolls", "1 Small wholemeal, 3 Roll, 1 Milk"),
        ("usual without milk", "1 Small wholemeal, 2 Roll"),
        ("usual without milk today", "1 Small wholemeal, 2 Roll"),
        ("usual except the milk", "1 Small wholemeal, 2 Roll"),
        ("usual plus a croissant", "1 Small wholemeal, 2 Roll, 1 Milk, 1 Croissant"),
        ("usual + croissant", "1 Small wholemeal, 2 Roll, 1 Milk, 1 Croissant"),
        ("usual plus 2 rolls", "1 Small wholemeal, 4 Roll, 1 Milk"),
        ("usual, extra roll", "1 Small wholemeal, 3 Roll, 1 Milk"),
        ("usual minus one roll", "1 Small wholemeal, 1 Roll, 1 Milk"),
        ("usual but only 1 roll", "1 Small wholemeal, 1 Roll, 1 Milk"),
        ("usual but no milk and rolls", "1 Small wholemeal"),
        ("usual, no milk, 3 rolls", "1 Small wholemeal, 3 Roll"),
        ("usual without milk but 3 rolls and a baguette", "1 Small wholemeal, 3 Roll, 1 baguette"),
        ("usual but a croissant instead of the rolls", "1 Small wholemeal, 1 Milk, 1 Croissant"),
        ("usual but 2 rolls instead of 3", "1 Small wholemeal, 2 Roll, 1 Milk"),
        ("usual with oat milk please", "1 Small wholemeal, 2 Roll, 1 Milk"),
        ("usual but no croissant", "1 Small wholemeal, 2 Roll, 1 Milk"),
        ("usual but decaf", "1 Small wholemeal, 2 Roll, 1 Milk"),
        ("the usual, paid cash", "1 Small wholemeal, 2 Roll, 1 Milk"),
    ],
)
def test_what_was_different_changes_the_lines_that_it_names(words: str, lines: str) -> None:
    assert bought(words) == lines


def test_a_price_told_with_a_difference_is_its_price() -> None:
    reading = read("the usual plus a cake 3.50", at(TODAY))
    assert differ(USUAL, reading.differences)[-1] == NewPurchaseLine("cake", Decimal(1), 350, amount=350)
