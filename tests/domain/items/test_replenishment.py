"""Replenishment: when an item is wanted again, by whose gaps, and how sure that is."""

from __future__ import annotations

from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.items.lines import takes_before
from relapp.domain.items.replenishment import Replenishment, gaps_of, replenishment
from tests.domain.items.shops import TODAY, Row, lines

OTHERS: list[Row] = [(customer, 0, ago, 1) for customer in range(1, 9) for ago in (100, 80, 60, 40, 20)]
"""Eight customers who take item 0 every twenty days."""


def again(rows: list[Row], customer: int = 0, item: int = 0) -> Replenishment | None:
    return replenishment(gaps_of(takes_before(lines(rows), TODAY)), customer, item)


def bought(*ago: int) -> list[Row]:
    return [(0, 0, days, 1.0) for days in ago]


def test_one_purchase_says_nothing() -> None:
    assert again(bought(10) + OTHERS) is None


def test_none_says_nothing() -> None:
    assert again(OTHERS) is None
    assert again(OTHERS, customer=70) is None
    assert again(OTHERS, item=70) is None
    assert again([]) is None


def test_two_purchases_are_pooled_with_others_and_say_so() -> None:
    found = again(bought(50, 10) + OTHERS)
    assert found is not None
    assert found.pooled
    assert (found.purchases, found.others) == (2, 32)
    assert 20 < found.gap < 40
    assert found.gap == pytest.approx(exp((log(40) + log(20)) / 2))


def test_four_are_pooled_still_but_less() -> None:
    two, four = again(bought(50, 10) + OTHERS), again(bought(130, 90, 50, 10) + OTHERS)
    assert two is not None
    assert four is not None
    assert four.pooled
    assert two.gap < four.gap < 40


def test_five_purchases_speak_for_themselves() -> None:
    found = again(bought(170, 130, 90, 50, 10) + OTHERS)
    assert found is not None
    assert not found.pooled
    assert (found.purchases, found.others, found.last, found.day) == (5, 0, TODAY - 10, TODAY + 30)
    assert found.gap == pytest.approx(40)


def test_where_nobody_else_takes_it_twice_all_items_stand_in_and_none_are_told() -> None:
    found = again([(0, 1, 50, 1), (0, 1, 10, 1), *OTHERS], item=1)
    assert found is not None
    assert (found.pooled, found.others) == (True, 0)
    assert found.gap == pytest.approx(exp((log(40) + log(20)) / 2))


def test_their_own_gaps_with_other_items_are_never_those_of_others() -> None:
    own: list[Row] = [(0, 2, ago, 1) for ago in range(5, 400, 5)]
    rare: list[Row] = [(0, 1, 50, 1), (0, 1, 10, 1)]
    found = again([*rare, *own], item=1)
    assert found is not None
    assert found.gap == pytest.approx(40)
    assert found.others == 0


def test_alone_in_the_shop_it_rests_on_nobody_else() -> None:
    found = again(bought(50, 10))
    assert found is not None
    assert (found.pooled, found.others) == (True, 0)
    assert found.gap == pytest.approx(40)


def test_a_returned_purchase_is_no_purchase() -> None:
    assert again([*bought(50, 10), (0, 0, 5, -1.0), *OTHERS]) is None


def test_who_is_regular_gets_the_narrower_range() -> None:
    regular, irregular = again(bought(50, 40, 30, 20, 10) + OTHERS), again(bought(50, 47, 43, 12, 10) + OTHERS)
    assert regular is not None
    assert irregular is not None
    assert regular.latest - regular.earliest < irregular.latest - irregular.earliest


def gaps_with(purchases: list[Row], item: int) -> int:
    """How many gaps these customers have with ``item``."""
    days = {row[:3] for row in purchases if row[1] == item and row[2] > 0}
    return len(days) - len({row[0] for row in days})


rows = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(-9, 99), st.just(1.0)), max_size=60)


@given(rows)
def test_it_rests_on_earlier_days_only_and_the_range_holds_the_day(purchases: list[Row]) -> None:
    for customer in range(4):
        for item in range(4):
            found = again(purchases, customer, item)
            assert found == again([row for row in purchases if row[2] > 0], customer, item)
            days = {row[2] for row in purchases if row[:2] == (customer, item) and row[2] > 0}
            assert (found is None) == (len(days) < 2)
            if found is not None:
                assert found.purchases == len(days)
                assert found.last == TODAY - min(days) < found.earliest <= found.day <= found.latest
                assert found.pooled == (found.purchases < 5)
                others = [row for row in purchases if row[0] != customer]
                assert found.others == (gaps_with(others, item) if found.pooled else 0)
