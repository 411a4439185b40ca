"""How sure a share is: against figures that others published."""

from itertools import product
from math import comb

import pytest

from relapp.domain.intervals import chance_of_split, newcombe, wilson


def test_a_share_without_cases_may_be_anything() -> None:
    assert wilson(0, 0) == (0, 1)
    assert newcombe(0, 0, 3, 4) == (-1, 1) == newcombe(3, 4, 0, 0)


@pytest.mark.parametrize(
    ("hits", "cases", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_newcombe_published_it_for_single_shares(hits: int, cases: int, low: float, high: float) -> None:
    assert wilson(hits, cases) == pytest.approx((low, high), abs=0.00006)
    assert wilson(cases - hits, cases) == pytest.approx((1 - high, 1 - low), abs=0.00006)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_difference_of_two_shares_as_newcombe_published_it(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    assert newcombe(*one, *other) == pytest.approx((low, high), abs=0.00006)
    assert newcombe(*other, *one) == pytest.approx((-high, -low), abs=0.00006)


def test_two_counts_differ_by_chance_as_often_as_coins_do() -> None:
    for one, other in product(range(8), repeat=2):
        cases, apart = one + other, abs(one - other)
        as_far = [hits for hits in range(cases + 1) if abs(2 * hits - cases) >= apart]
        expected = sum(comb(cases, hits) for hits in as_far) / 2**cases
        assert chance_of_split(one, other) == pytest.approx(expected)
    assert chance_of_split(0, 5) > 0.05 > chance_of_split(0, 6)
