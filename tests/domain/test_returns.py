"""What was brought back is found again among what was bought."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.items.lines import Lines, takes_before
from relapp.domain.returns import CameFrom, LineOfSale, came_from

FIRST = date(2026, 1, 1)
RYE, ROLL = 1, 2


def lines(*told: tuple[int, float]) -> list[LineOfSale]:
    """Product and quantity, a day each, the ids from 0."""
    return [
        LineOfSale(number, product, FIRST + timedelta(days=number), Decimal(str(quantity)))
        for number, (product, quantity) in enumerate(told)
    ]


def brief(told: list[LineOfSale]) -> dict[int, list[tuple[int, float, float]]]:
    """For each return the purchase, how many of it, and how many those were."""
    return {
        one: [(part.line_id, float(part.quantity), float(part.bought)) for part in parts]
        for one, parts in came_from(told).items()
    }


def test_a_return_came_from_the_latest_purchase_of_that_product() -> None:
    told = lines((RYE, 6), (RYE, 4), (ROLL, 9), (RYE, -2))
    assert came_from(told) == {3: (CameFrom(1, FIRST + timedelta(days=1), Decimal(2), Decimal(4)),)}


def test_what_is_back_already_is_not_brought_back_again() -> None:
    assert brief(lines((RYE, 6), (RYE, 1), (RYE, -1), (RYE, -2), (RYE, -4))) == {
        2: [(1, 1, 1)],
        3: [(0, 2, 6)],
        4: [(0, 4, 6)],
    }


def test_more_than_one_purchase_may_come_back_at_once_and_no_more_than_was_bought() -> None:
    assert brief(lines((RYE, 1), (RYE, 0.5), (RYE, -3))) == {2: [(1, 0.5, 0.5), (0, 1, 1)]}


def test_what_was_never_bought_or_only_later_came_from_nowhere() -> None:
    assert brief(lines((RYE, -1), (RYE, 1), (ROLL, -1))) == {}


@given(st.lists(st.tuples(st.sampled_from([RYE, ROLL]), st.integers(-4, 4)), max_size=20))
def test_the_same_is_kept_as_the_engine_takes_for_kept(drawn: list[tuple[int, int]]) -> None:
    told = lines(*drawn)
    gone: dict[int, Decimal] = {}
    for parts in came_from(told).values():
        for part in parts:
            gone[part.line_id] = gone.get(part.line_id, Decimal(0)) + part.quantity
    kept = {(one.product_id, one.day.toordinal()) for one in told if one.quantity > gone.get(one.id, 0)}
    kept = {(product, day) for product, day in kept if told[day - FIRST.toordinal()].quantity > 0}
    items = np.array([one.product_id for one in told], dtype=np.int64)
    days = np.array([one.day.toordinal() for one in told], dtype=np.int64)
    quantities = np.array([float(one.quantity) for one in told])
    takes = takes_before(Lines(np.zeros(len(told), dtype=np.int64), items, days, quantities), 10**6)
    assert kept == set(zip(takes.item.tolist(), takes.day.tolist(), strict=True))
