"""Purchase lines: what customers took and kept."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.items.lines import Lines, Takes, earlier, takes_before
from tests.domain.items.shops import TODAY, Row, lines

rows = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(-5, 30), st.integers(-4, 4).map(float)), max_size=60
)


def days(takes: Takes, customer: int = 0, item: int = 0) -> list[int]:
    """How many days before today each kept purchase was."""
    chosen = (takes.customer == customer) & (takes.item == item)
    return [TODAY - int(day) for day in takes.day[chosen]]


def kept(*bought: tuple[int, float]) -> list[int]:
    """What is kept of one customer's purchases (days ago, quantity) of one item."""
    return days(takes_before(lines([(0, 0, ago, quantity) for ago, quantity in bought]), TODAY))


def test_a_return_goes_against_what_was_taken_last() -> None:
    assert kept((30, 2), (20, 2), (10, -2)) == [30]


def test_a_return_in_part_leaves_the_purchase() -> None:
    assert kept((30, 2), (20, -1)) == [30]


def test_a_return_larger_than_the_last_purchase_reaches_the_one_before() -> None:
    assert kept((40, 1), (30, 2), (20, 3), (10, -4)) == [40, 30]
    assert kept((40, 1), (30, 2), (20, 3), (10, -5)) == [40]


def test_a_return_of_what_was_never_bought_says_nothing_of_later_purchases() -> None:
    assert kept((30, -5), (20, 1)) == [20]


def test_what_was_bought_again_after_a_return_is_kept() -> None:
    assert kept((30, 1), (20, -1), (10, 1)) == [10]


def test_an_exchange_on_one_day_is_one_purchase() -> None:
    assert kept((10, 1), (10, -1), (10, 1)) == [10]


def test_what_was_brought_back_in_full_is_known() -> None:
    takes = takes_before(lines([(0, 0, 9, 1), (0, 1, 9, 1), (0, 1, 5, -1), (1, 1, 9, 2), (1, 1, 5, -1)]), TODAY)
    assert list(takes.returned) == [1]


def test_visits_are_days_on_which_something_was_kept() -> None:
    takes = takes_before(lines([(1, 0, 9, 1), (1, 1, 9, 1), (1, 0, 5, 1), (1, 2, 3, 1), (1, 2, 2, -1)]), TODAY)
    assert list(takes.visits) == [0, 2]
    assert list(takes.visit) == [0, 0, 1]
    assert list(takes.age) == [1, 1, 0]


@given(rows)
def test_returns_are_taken_off_as_a_careful_clerk_would(purchases: list[Row]) -> None:
    takes = takes_before(lines(purchases), TODAY)
    stacks: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
    nets: dict[tuple[int, int, int], float] = defaultdict(float)
    for customer, item, ago, quantity in purchases:
        nets[customer, item, ago] += quantity
    for (customer, item, ago), net in sorted(nets.items(), key=lambda one: -one[0][2]):
        stack = stacks[customer, item]
        if ago <= 0:
            continue
        if net > 0:
            stack.append((ago, net))
        while net < 0 and stack:
            day, left = stack.pop()
            if left + net > 0:
                stack.append((day, left + net))
            net += left
    for (customer, item), stack in stacks.items():
        assert days(takes, customer, item) == [ago for ago, _ in stack]


@given(rows)
def test_an_earlier_day_is_as_if_asked_then_where_nothing_was_returned(purchases: list[Row]) -> None:
    bought = lines([(customer, item, ago, 1.0) for customer, item, ago, _ in purchases])
    then = earlier(takes_before(bought, TODAY), TODAY - 10)
    asked = takes_before(bought, TODAY - 10)
    assert list(then.customer) == list(asked.customer)
    assert list(then.visit) == list(asked.visit)


@pytest.mark.parametrize("quantity", [1e300, -1e300, np.inf, np.nan, 1e-9])
def test_absurd_quantities_do_not_reach_other_lines(quantity: float) -> None:
    takes = takes_before(lines([(0, 0, 9, 1), (1, 0, 9, quantity), (2, 0, 9, 1), (2, 0, 3, -1)]), TODAY)
    assert days(takes, 0) == [9]
    assert days(takes, 2) == []


def test_no_lines_are_no_takes() -> None:
    takes = takes_before(lines([]), TODAY)
    assert (takes.items, len(takes.visits), len(takes.day)) == (0, 0, 0)


def test_the_order_of_lines_does_not_matter() -> None:
    one = lines([(0, 0, 9, 1), (0, 1, 8, 2), (1, 0, 7, 1), (0, 1, 3, -1)])
    other = Lines(one.customer[::-1], one.item[::-1], one.day[::-1], one.quantity[::-1])
    assert np.array_equal(takes_before(one, TODAY).day, takes_before(other, TODAY).day)
