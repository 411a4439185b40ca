"""Rankings: only the past, always the same, nobody else's business, and sound whatever the shop is like."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relapp.domain.arrays import NO_INTS, Ints
from relapp.domain.items.learning import Model, learn
from relapp.domain.items.lines import Lines
from relapp.domain.items.pairs import pairs_of
from relapp.domain.items.ranking import Barred, Ranking, rankings
from tests.domain.items.shops import TODAY, Row, joined, lines, regulars

purchases = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 9), st.integers(-40, 200), st.integers(-2, 3).map(float)), max_size=80
)


def both(shop: Lines, count: int = 10, barred: Barred | None = None) -> tuple[Ranking, Ranking]:
    """What everybody in the shop takes next, and what could be new to them."""
    return ranked(learn(shop, TODAY), count, barred)


def ranked(model: Model, count: int = 10, barred: Barred | None = None) -> tuple[Ranking, Ranking]:
    everyone = np.arange(len(model.takes.visits))
    return rankings(model, everyone, count, 5) if barred is None else rankings(model, everyone, count, 5, barred)


def same(one: tuple[Ranking, Ranking], other: tuple[Ranking, Ranking]) -> bool:
    return all(
        np.array_equal(a.item, b.item) and np.array_equal(a.score, b.score) for a, b in zip(one, other, strict=True)
    )


def told(row: Ints) -> list[int]:
    return [int(item) for item in row if item >= 0]


@given(purchases)
@settings(max_examples=60)
def test_nothing_on_or_after_the_day_changes_anything(rows: list[Row]) -> None:
    before = [row for row in rows if row[2] > 0]
    assert same(both(lines(rows)), both(lines(before)))


@pytest.mark.parametrize("gap", [7, 30])
def test_a_shop_that_goes_on_is_ranked_as_if_it_had_not(gap: int) -> None:
    shop = regulars(1, 60, 40, gap)
    later = Lines(shop.customer, shop.item[::-1], TODAY + (shop.day - shop.day.min()), shop.quantity)
    model = learn(shop, TODAY)
    assert model.usual is not None
    assert same(ranked(model), both(joined(shop, later)))


@given(purchases)
@settings(max_examples=60)
def test_every_ranking_is_sound(rows: list[Row]) -> None:
    model = learn(lines(rows), TODAY)
    takes = model.takes
    usual, new = ranked(model)
    assert np.isfinite(usual.score).all()
    assert np.isfinite(new.score).all()
    for customer in range(len(takes.visits)):
        had = set(takes.item[takes.customer == customer].tolist())
        back = set((takes.returned[takes.returned // takes.items == customer] % takes.items).tolist())
        first, fresh = told(usual.item[customer]), told(new.item[customer])
        assert len(set(first)) == len(first)
        assert not set(first + fresh) & back
        assert not set(fresh) & had
        assert bool(first) == bool(takes.visits[customer])


def test_the_same_lines_in_another_order_give_the_same_ranking() -> None:
    shop = regulars(2, 50, 30, 7)
    mixed = np.random.default_rng(0).permutation(len(shop.day))
    other = Lines(shop.customer[mixed], shop.item[mixed], shop.day[mixed], shop.quantity[mixed])
    assert same(both(shop), both(other))


def test_whom_else_one_asks_about_changes_nothing() -> None:
    model = learn(regulars(3, 40, 30, 7), TODAY)
    usual, new = ranked(model)
    alone_usual, alone_new = rankings(model, np.array([7, 3, 7]), 10, 5)
    assert np.array_equal(alone_usual.item, usual.item[[7, 3, 7]])
    assert np.array_equal(alone_new.item, new.item[[7, 3, 7]])


@given(purchases, purchases)
def test_the_purchases_of_others_do_not_change_what_one_took(rows: list[Row], more: list[Row]) -> None:
    alone = pairs_of(learn(lines([row for row in rows if row[0] == 0]), TODAY).takes)
    crowd = pairs_of(learn(lines(rows + [(row[0] + 1, *row[1:]) for row in more]), TODAY).takes)
    own = slice(0, int(alone.start[1]) if len(alone.visits) else 0)
    for column in ("item", "times", "last_day", "first_day", "last_age", "first_age", "recent", "latest"):
        there = getattr(crowd, column)[crowd.customer == 0]
        assert np.array_equal(getattr(alone, column)[own], there)


def test_a_shop_with_few_visits_ranks_by_how_often() -> None:
    shop = lines([(0, 0, 40, 1), (0, 1, 40, 1), (0, 1, 30, 1), (0, 2, 20, 1), (1, 2, 20, 1), (1, 3, 20, 1)])
    model = learn(shop, TODAY)
    assert model.usual is None
    usual, new = ranked(model)
    assert told(usual.item[0]) == [1, 2, 0, 3]
    assert told(new.item[0]) == [3]


def test_what_customers_do_regularly_is_found() -> None:
    shop = regulars(4, 80, 100, 7)
    model = learn(shop, TODAY - 20)
    usual, _ = ranked(model, 6)
    met, often = 0, 0
    for customer in range(80):
        after = np.flatnonzero((shop.customer == customer) & (shop.day >= TODAY - 20))
        if len(after):
            took = set(shop.item[after][shop.day[after] == shop.day[after].min()].tolist())
            counts = model.shop.pairs.times[model.shop.pairs.customer == customer]
            items = model.shop.pairs.item[model.shop.pairs.customer == customer]
            met += len(took & set(told(usual.item[customer])))
            often += len(took & set(items[np.argsort(-counts, kind="stable")][:6].tolist()))
    assert model.usual is not None
    assert met > often


def test_what_is_barred_never_appears() -> None:
    shop = regulars(5, 40, 12, 7)
    usual, new = both(shop)
    first, fresh = int(usual.item[0, 0]), int(new.item[0, 0])
    barred = Barred(np.array([0, 0, 3, 99]), np.array([first, fresh, 99, -1]), np.array([4]))
    usual_left, new_left = both(shop, barred=barred)
    assert not {first, fresh} & set(told(usual_left.item[0]) + told(new_left.item[0]))
    assert 4 not in usual_left.item
    assert 4 not in new_left.item
    assert (usual_left.item == first).any()


def test_bars_make_room_for_others() -> None:
    shop = joined(regulars(6, 30, 100, 7), lines([(0, item, 200 - item, 1) for item in range(50)]))
    everything = Barred(np.zeros(95, np.int64), np.arange(95), NO_INTS)
    usual, new = both(shop, barred=everything)
    had = set(shop.item[shop.customer == 0].tolist())
    assert set(told(usual.item[0])) == set(range(95, 100))
    assert set(told(new.item[0])) == set(range(95, 100)) - had


def test_who_is_not_known_gets_nothing() -> None:
    usual, new = rankings(learn(regulars(7, 5, 10, 7), TODAY), np.array([-1, 2, 77]), 3, 2)
    assert (usual.item[[0, 2]] == -1).all()
    assert (new.item[[0, 2]] == -1).all()
    assert (usual.item[1] >= 0).any()


def hostile() -> list[Lines]:
    many = 100_000
    zeros, ones, ago = np.zeros(many, np.int64), np.ones(many), TODAY - 1 - np.arange(many)
    return [
        lines([]),
        lines([(0, 0, 5, 1)]),
        lines([(0, 0, 5, -1)]),
        lines([(0, 0, 0, 1), (1, 1, -5, 1)]),
        lines([(3, 7, ago, 1) for ago in range(1, 60)]),
        Lines(zeros, np.arange(many) % 700, ago, ones),
        Lines(zeros, zeros, ago, ones),
        Lines(np.arange(2000) % 500, np.arange(2000) % 40, np.full(2000, TODAY - 1), ones[:2000]),
        Lines(np.arange(3000) % 3, np.arange(3000), TODAY - 1 - np.arange(3000) % 90, ones[:3000]),
    ]


@pytest.mark.parametrize("number", range(9))
def test_hostile_shops_are_ranked_too(number: int) -> None:
    shop = hostile()[number]
    model = learn(shop, TODAY)
    usual, new = ranked(model)
    assert np.isfinite(usual.score).all()
    assert np.isfinite(new.score).all()
    assert usual.item.max(initial=-1) < max(model.takes.items, 1)
