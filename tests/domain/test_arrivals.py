"""Arrivals: which wishes something that came in is for."""

from __future__ import annotations

import pytest

from relapp.domain.arrivals import meets
from tests.builders import a_wish, an_arrival


@pytest.mark.parametrize(
    ("wish", "arrived", "met"),
    [
        ("spelt", "spelt flour, 5 kg", True),
        ("Does spelt come?", "Spelt", True),
        ("a walnut knife", "Walnut knives", True),
        ("walnut knife", "knives", True),
        ("a loaf of rye", "rye loaves are back", True),
        ("blue shoes", "Shoe, blue", True),
        ("crème brûlée", "creme brulee", True),
        ("boots 39", "boots 39, 41", True),
        ("boots 39", "boots 41", False),
        ("berries", "berry jam", True),
        ("glass", "glasses", True),
        ("rye bread", "wheat bread", False),
        ("the", "the", False),
        ("", "", False),
        ("面包", "面包", True),
    ],
)
def test_words_that_count_decide(wish: str, arrived: str, met: bool) -> None:
    assert meets(an_arrival(arrived), a_wish(wish)) is met


def test_a_wish_told_after_the_arrival_is_not_met_by_it() -> None:
    assert meets(an_arrival(ago=5), a_wish(made=5))
    assert not meets(an_arrival(ago=5), a_wish(made=4))


def test_a_product_that_was_sold_must_be_newer_and_named_as_the_wish() -> None:
    assert meets(an_arrival("spelt loaf", ago=5, sold=True), a_wish("spelt", made=6))
    assert not meets(an_arrival("spelt loaf", ago=5, sold=True), a_wish("spelt", made=5))
    assert not meets(an_arrival("spelt", ago=5, sold=True), a_wish("spelt loaf", made=6))
