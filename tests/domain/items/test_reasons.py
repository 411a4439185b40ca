"""Reasons: everything said of an item can be counted again from the purchase lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.items.lines import takes_before
from relapp.domain.items.reasons import Companion, companies, companion, days_taken, owners_of
from relapp.domain.items.shop import shop_on
from tests.domain.items.shops import TODAY, Row, lines


def speaking_for(rows: list[Row], customer: int, item: int) -> list[Companion]:
    """What the customer has that speaks for the item, the strongest first."""
    shop = shop_on(takes_before(lines(rows), TODAY), TODAY, 30)
    owners = owners_of(shop.pairs)
    (company,) = companies(shop, owners, customer, [item])
    return [companion(owners, company, one) for one in company.near]


def test_what_is_new_to_them_is_told_by_what_goes_with_it() -> None:
    rows: list[Row] = [(customer, item, 9, 1.0) for customer in range(1, 5) for item in (0, 1)]
    rows = [(0, 0, 30, 1), (0, 2, 30, 1), (5, 0, 30, 1), *rows]
    assert speaking_for(rows, 0, 1) == [Companion(item=0, have=6, both=4)]


def test_without_the_purchase_it_rests_on_a_reason_is_gone() -> None:
    rows: list[Row] = [(customer, item, 9, 1.0) for customer in range(1, 5) for item in (0, 1)]
    assert speaking_for([(0, 0, 30, 1), (0, 2, 30, 1), *rows], 0, 1)
    assert not speaking_for([(0, 2, 30, 1), *rows], 0, 1)


purchases = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 60), st.sampled_from([1.0, 1.0, 2.0, -1.0])),
    min_size=1,
    max_size=60,
)


@given(purchases)
def test_every_number_can_be_counted_again(rows: list[Row]) -> None:
    takes = takes_before(lines(rows), TODAY)
    shop = shop_on(takes, TODAY, 30)
    owners = owners_of(shop.pairs)
    kept = set(zip(takes.customer.tolist(), takes.item.tolist(), takes.day.tolist(), strict=True))
    having = {item: {row[0] for row in kept if row[1] == item} for item in range(6)}
    assert owners.buyers == len({row[0] for row in kept})
    for customer in range(len(takes.visits)):
        for company in companies(shop, owners, customer, range(takes.items)):
            days = sorted(row[2] for row in kept if row[:2] == (customer, company.item))
            assert days_taken(takes, customer, company.item).tolist() == days
            assert company.customers.tolist() == sorted(having[company.item])
            for item in company.near:
                found = companion(owners, company, item)
                assert customer in having[item]
                assert found == Companion(item, len(having[item]), len(having[item] & having[company.item]))
