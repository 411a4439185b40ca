"""Items that go together, and the tastes of customers, held against plain arithmetic."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest

from relapp.domain.items.lines import takes_before
from relapp.domain.items.neighbours import neighbours
from relapp.domain.items.pairs import Pairs, pairs_of
from relapp.domain.items.tastes import tastes_of
from tests.domain.items.shops import TODAY, Row, lines, regulars


def pairs(rows: list[Row]) -> Pairs:
    return pairs_of(takes_before(lines(rows), TODAY))


def test_how_near_two_items_are_is_the_shrunk_cosine_of_who_has_them() -> None:
    have = {0: (0, 1), 1: (0, 1, 2), 2: (1, 2), 3: (2,)}
    near = neighbours(pairs([(customer, item, 9, 1.0) for customer, items in have.items() for item in items]))
    says = {customer: log(2 + 8 / 4) / log(2 + len(items)) for customer, items in have.items()}
    count = [sum(says[customer] for customer, items in have.items() if item in items) for item in range(3)]
    for item in range(3):
        for other, weight in zip(near.item[item], near.weight[item], strict=True):
            both = sum(says[customer] for customer, items in have.items() if {item, int(other)} <= set(items))
            expected = 0.0 if other == item else both / (sqrt(count[item] * count[other]) + 10)
            assert weight == pytest.approx(expected, abs=1e-9)


def test_the_nearest_stand_first() -> None:
    near = neighbours(pairs_of(takes_before(regulars(1, 60, 200, 7), TODAY)))
    assert (np.diff(near.weight, axis=1) <= 1e-12).all()


def test_a_shop_larger_than_what_is_looked_at_in_one_go_is_the_same_all_over() -> None:
    rows: list[Row] = [(customer, item, 9, 1.0) for customer in range(3) for item in (customer, 700)]
    near = neighbours(pairs(rows))
    assert list(near.item[700][:3]) == [0, 1, 2]
    assert near.item[2][0] == 700


def test_what_a_customer_does_not_have_yet_lies_with_their_taste_if_their_like_have_it() -> None:
    chance = np.random.default_rng(1)
    rows: list[Row] = [
        (customer, item, 9, 1.0)
        for customer in range(100)
        for item in range(80)
        if (item < 40) == (customer < 50) and chance.random() < 0.5
    ]
    tastes = tastes_of(pairs(rows))
    missing = np.setdiff1d(np.arange(80), [item for customer, item, *_ in rows if customer == 0])
    liked = tastes(np.zeros(len(missing), np.int64), missing)
    assert liked[missing < 40].mean() > 3 * liked[missing >= 40].mean()
