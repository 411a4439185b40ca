"""Views: a few customers read anew stand in the shop as if all had been read anew, and what is told is true."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relapp.domain.items.learning import Model, learn
from relapp.domain.items.lines import Lines
from relapp.domain.items.ranking import NOTHING, Barred
from relapp.domain.items.replenishment import Replenishment, replenishment
from relapp.domain.items.view import Fit, View, tell, view_of, view_with
from tests.domain.items.shops import TODAY, Row, joined, lines, regulars

Told = list[tuple[list[tuple[int, Replenishment]], list[Fit]]]


def told(view: View, customers: list[int], barred: Barred = NOTHING) -> Told:
    return list(tell(view, customers, barred, {}))


def of(shop: Lines, customers: list[int]) -> Lines:
    """The lines of these customers, numbered in this order."""
    mine = np.isin(shop.customer, customers)
    customer = np.searchsorted(customers, shop.customer[mine])
    return Lines(customer, shop.item[mine], shop.day[mine], shop.quantity[mine])


def everyone(model: Model) -> list[int]:
    return list(range(len(model.takes.visits)))


@pytest.mark.parametrize("gap", [7, 20, 45])
def test_who_is_read_anew_and_did_nothing_stands_as_before(gap: int) -> None:
    shop = regulars(3, 60, 30, gap)
    model = learn(shop, TODAY)
    whole = told(view_of(model), everyone(model))
    assert any(wants and likes for wants, likes in whole) == (gap != 7)
    for some in ([0], [5, 17, 40]):
        view = view_with(view_of(model), np.array(some), of(shop, some))
        assert told(view, list(range(len(some)))) == [whole[customer] for customer in some]


rows = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(-9, 90), st.sampled_from([1.0, 1.0, -1.0])), max_size=50
)


@given(rows, rows)
@settings(max_examples=60)
def test_counts_and_gaps_are_as_if_all_were_read_anew(known: list[Row], more: list[Row]) -> None:
    shop = lines([(customer, item, ago, 1.0) for customer in range(5) for item, ago in ((4, 95), (3, 99))] + known)
    fresh = lines([row for row in more if row[0] in (1, 3)])
    after = joined(shop, fresh)
    anew, everything = learn(after, TODAY), view_of(learn(after, TODAY))
    view = view_with(view_of(learn(shop, TODAY)), np.array([1, 3]), of(after, [1, 3]))
    assert view.owners.buyers == everything.owners.buyers
    for item in range(5):
        assert view.owners.of(item).tolist() == everything.owners.of(item).tolist()
        for place, customer in enumerate((1, 3)):
            new, old = replenishment(view.gaps, place, item), replenishment(everything.gaps, customer, item)
            assert (new is None) == (old is None)
            if new and old:
                assert (new.purchases, new.last, new.others) == (old.purchases, old.last, old.others)
    assert view.model.takes.visits.tolist() == anew.takes.visits[[1, 3]].tolist()


def test_a_new_customer_and_an_unknown_item_are_no_trouble() -> None:
    shop = regulars(4, 40, 20, 20)
    view = view_with(
        view_of(learn(shop, TODAY)), np.array([2, 77]), lines([(1, 0, 40, 1), (1, 99, 3, 1), (1, 0, 9, 1)])
    )
    assert view.model.takes.visits.tolist() == [0, 2]
    assert len(told(view, [0, 1])) == 2


@given(rows)
@settings(max_examples=40)
def test_what_is_told_is_true_and_rests_on_earlier_days(known: list[Row]) -> None:
    model = learn(lines(known), TODAY)
    found = told(view_of(model), everyone(model))
    past = [row for row in known if row[2] > 0]
    if len(past) < len(known):
        earlier = learn(lines(past), TODAY)
        assert told(view_of(earlier), everyone(earlier)) == found
    kept = set(zip(model.takes.customer.tolist(), model.takes.item.tolist(), model.takes.day.tolist(), strict=True))
    for customer, (wants, likes) in enumerate(found):
        own = {item for one, item, _ in kept if one == customer}
        assert len(wants) <= 5
        assert len(likes) <= 3
        for item, again in wants:
            days = [day for one, thing, day in kept if (one, thing) == (customer, item)]
            assert len(days) == again.purchases >= 2
            assert max(days) == again.last < TODAY
        for fit in likes:
            assert fit.item not in own
            assert fit.because.item in own
            assert fit.because.both >= 3


def test_what_is_barred_is_not_told() -> None:
    shop = regulars(3, 60, 30, 20)
    model = learn(shop, TODAY)
    whole = told(view_of(model), everyone(model))
    customer = next(place for place, (wants, likes) in enumerate(whole) if wants and likes)
    wanted, liked = whole[customer][0][0][0], whole[customer][1][0]
    pair = Barred(np.array([customer, customer]), np.array([wanted, liked.item]))
    wants, likes = told(view_of(model), everyone(model), pair)[customer]
    assert wanted not in [item for item, _ in wants]
    assert liked.item not in [fit.item for fit in likes]
    ((_, likes),) = tell(view_of(model), [customer], NOTHING, {customer: {liked.because.item}})
    assert liked.because.item not in [fit.because.item for fit in likes]
    as_new = Barred(as_new=np.array([liked.item]))
    assert all(liked.item != fit.item for _, likes in told(view_of(model), everyone(model), as_new) for fit in likes)


@pytest.mark.parametrize("items", [1, 700])
def test_somebody_who_came_a_hundred_thousand_times_is_told_of_too(items: int) -> None:
    ago = np.arange(1, 100_001)
    shop = Lines(np.zeros_like(ago), ago % items, TODAY - ago, np.ones(len(ago)))
    model = learn(shop, TODAY)
    ((wants, likes),) = told(view_of(model), [0])
    assert told(view_with(view_of(model), np.array([0]), shop), [0]) == [(wants, likes)]
    assert bool(wants) == (items > 1)
    assert all(again.purchases >= 100_000 // items for _, again in wants)
    assert not likes


@pytest.mark.parametrize(
    "shop",
    [
        [],
        [(0, 0, 5, 1.0)],
        [(0, 0, 5, -1.0)],
        [(customer, 0, -customer, 1.0) for customer in range(9)],
        [(customer % 9, customer % 4, 1, 1.0) for customer in range(90)],
    ],
)
def test_hostile_shops_have_little_to_tell(shop: list[Row]) -> None:
    model = learn(lines(shop), TODAY)
    assert not any(wants or likes for wants, likes in told(view_of(model), everyone(model)))
    view = view_with(view_of(model), np.array([50]), lines([(0, 0, 5, 1.0)]))
    assert told(view, [0]) == [([], [])]
