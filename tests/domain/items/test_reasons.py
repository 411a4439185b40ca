"""Reasons: everything said of an item can be counted again from the purchase lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.items.lines import takes_before
from relapp.domain.items.reasons import Companion, Reasons, days_taken, reasons
from relapp.domain.items.replenishment import gaps_of
from relapp.domain.items.shop import shop_on
from tests.domain.items.shops import TODAY, Row, lines


def why(rows: list[Row], customer: int, item: int) -> Reasons:
    takes = takes_before(lines(rows), TODAY)
    return reasons(shop_on(takes, TODAY, 30), gaps_of(takes), customer, item)


def test_what_they_usually_take_is_told_by_how_often_and_when() -> None:
    found = why([(0, 0, 30, 1), (0, 0, 20, 1), (0, 1, 10, 1), (1, 0, 5, 1)], 0, 0)
    assert (found.times, found.visits, found.last) == (2, 3, TODAY - 20)
    assert (found.customers, found.buyers) == (2, 2)
    assert found.again is not None
    assert found.again.purchases == 2


def test_what_is_new_to_them_is_told_by_what_goes_with_it() -> None:
    rows: list[Row] = [(customer, item, 9, 1.0) for customer in range(1, 5) for item in (0, 1)]
    found = why([(0, 0, 30, 1), (0, 2, 30, 1), (5, 0, 30, 1), *rows], 0, 1)
    assert (found.times, found.last, found.again) == (0, None, None)
    assert found.companions == (Companion(item=0, have=6, both=4),)


def test_without_the_purchase_it_rests_on_a_reason_is_gone() -> None:
    rows: list[Row] = [(customer, item, 9, 1.0) for customer in range(1, 5) for item in (0, 1)]
    assert why([(0, 0, 30, 1), (0, 2, 30, 1), *rows], 0, 1).companions
    assert not why([(0, 2, 30, 1), *rows], 0, 1).companions


purchases = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 60), st.sampled_from([1.0, 1.0, 2.0, -1.0])),
    min_size=1,
    max_size=60,
)


@given(purchases)
def test_every_number_can_be_counted_again(rows: list[Row]) -> None:
    takes = takes_before(lines(rows), TODAY)
    shop, gaps = shop_on(takes, TODAY, 30), gaps_of(takes)
    kept = set(zip(takes.customer.tolist(), takes.item.tolist(), takes.day.tolist(), strict=True))
    having = {item: {row[0] for row in kept if row[1] == item} for item in range(6)}
    for customer in range(len(takes.visits)):
        for item in range(takes.items):
            found = reasons(shop, gaps, customer, item)
            days = sorted(row[2] for row in kept if row[:2] == (customer, item))
            assert days_taken(takes, customer, item).tolist() == days
            assert (found.times, found.last) == (len(days), days[-1] if days else None)
            assert found.visits == len({row[2] for row in kept if row[0] == customer})
            assert found.customers == len(having[item])
            assert found.buyers == len({row[0] for row in kept})
            for companion in found.companions:
                assert customer in having[companion.item]
                assert companion.have == len(having[companion.item])
                assert companion.both == len(having[companion.item] & having[item])
