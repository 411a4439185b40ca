"""Potential from similar customers: by the needs they share, which are named, and silent where they are few."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from math import log, sqrt

import pytest

from relapp.domain.facts import NewFact
from relapp.domain.wishes import NewWish
from relapp.services import equity, facts, promises, similar
from relapp.services.similar import Need, NeedKind, Potential, Similar
from relapp.services.value import brought, last_year
from tests.builders import TODAY
from tests.shop import Shop, a_sold


def learned(shop: Shop) -> Similar:
    with shop.database.read() as reader:
        return similar.learn(reader, equity.past(reader, TODAY))


def a_regular(shop: Shop, name: str, products: tuple[str, ...], cents: int, start: int = 800) -> int:
    """Somebody who took the same twice a year, long ago and lately; ``cents`` is what a year came to."""
    one = shop.customer(name)
    for ago in (start, 200, 20):
        lines = tuple(a_sold(product, cents // 2 // len(products)) for product in products)
        shop.sell(one, *lines, ago=ago)
    return one


def two_tastes(shop: Shop) -> tuple[list[int], list[int]]:
    """Twelve who need tea and honey, twelve who need bread and cheese."""
    tea = [a_regular(shop, f"Tea {number}", ("tea", "honey"), 1000 * number) for number in range(1, 13)]
    bread = [a_regular(shop, f"Bread {number}", ("bread", "cheese"), 90_000) for number in range(1, 13)]
    return tea, bread


def test_people_with_the_same_needs_speak_and_the_needs_are_named(shop: Shop) -> None:
    tea, _ = two_tastes(shop)
    new = shop.customer("New")
    shop.sell(new, a_sold("tea", 100), a_sold("honey", 100), ago=3)
    found = learned(shop).potential(new)
    assert found is not None
    assert sorted(found.people) == tea
    # Of 10.00, 20.00 … 120.00 a year the quarters begin at the fourth from each end.
    assert (found.range.low, found.range.high, found.range.days, found.range.people) == (4000, 9000, 365, 12)
    assert set(found.shared) == {(Need(NeedKind.TAKES, "tea"), 12), (Need(NeedKind.TAKES, "honey"), 12)}


def test_what_they_spend_makes_nobody_alike(shop: Shop) -> None:
    tea, _ = two_tastes(shop)
    # They spend what the bread people spend, and need what the tea people need.
    rich = a_regular(shop, "Rich", ("tea", "honey"), 90_000)
    found = learned(shop).potential(rich)
    assert found is not None
    assert set(found.people) == set(tea)


def tell(shop: Shop, one: int, likes: str) -> None:
    """A liking, a wish and something that is not to be said."""
    shop.run("fact_learn", lambda tx: facts.learn(tx, one, NewFact("likes", likes)))
    shop.run("fact_learn", lambda tx: facts.learn(tx, one, NewFact("allergy", "nuts")))
    shop.run("wish_add", lambda tx: promises.wish(tx, one, NewWish("oat cakes")))


def test_facts_and_wishes_are_needs_too_but_nothing_sensitive(shop: Shop) -> None:
    two_tastes(shop)
    for number in range(12):
        tell(shop, a_regular(shop, f"Needs {number}", (f"only theirs {number}",), 2400), "Dark  Chocolate")
    who = shop.customer("Who")
    tell(shop, who, "dark chocolate")
    found = learned(shop).potential(who)
    assert found is not None
    assert found.range.low == found.range.high == 2400
    assert {need for need, _ in found.shared} == {
        Need(NeedKind.TOLD, "likes: Dark  Chocolate"),
        Need(NeedKind.WAITS_FOR, "oat cakes"),
    }


def test_nothing_is_said_where_they_are_too_few(shop: Shop) -> None:
    tea, _ = two_tastes(shop)
    found = learned(shop)
    assert found.potential(tea[0], fewest=11) is not None
    assert found.potential(tea[0], fewest=12) is None
    assert found.ranges(tea, fewest=12) == {}
    stranger = shop.customer("Stranger")
    shop.sell(stranger, a_sold("tea", 100), ago=3)  # one shared need makes nobody alike
    assert learned(shop).potential(stranger) is None
    assert learned(shop).potential(99) is None


def test_nothing_is_said_in_a_young_or_empty_shop(shop: Shop) -> None:
    assert learned(shop).potential(1) is None
    assert learned(shop).ranges([1]) == {}
    for number in range(12):
        shop.sell(shop.customer(f"{number}"), a_sold("tea", 100), a_sold("honey", 100), ago=60)
    assert learned(shop).potential(1) is None


def test_who_came_only_since_then_speaks_for_nobody(shop: Shop) -> None:
    tea, _ = two_tastes(shop)
    late = a_regular(shop, "Late", ("tea", "honey"), 500, start=300)
    found = learned(shop).potential(tea[0])
    assert found is not None
    assert late not in found.people
    assert tea[0] not in found.people


@pytest.mark.parametrize("seed", range(6))
def test_in_any_shop_they_are_those_that_counting_by_hand_finds(shop: Shop, seed: int) -> None:
    dice = random.Random(seed)
    products = [f"product {number}" for number in range(9)]
    people = {}
    for number in range(30):
        took = tuple(dice.sample(products, k=dice.randint(1, 5)))
        people[a_regular(shop, f"{number}", took, dice.randint(100, 9000))] = frozenset(took)
    found = learned(shop)
    with shop.database.read() as reader:
        spent = {one: value.spend for one, value in brought(reader, last_year(TODAY)).items()}
    ranges = found.ranges(people, fewest=5)
    for one in people:
        alike = by_hand(people, one)
        told = found.potential(one, fewest=5)
        assert (told is None) == (len(alike) < 5)
        assert ranges.get(one) == (None if told is None else told.range)
        if told is not None:
            check(told, alike, spent, people, one)


def by_hand(people: dict[int, frozenset[str]], one: int) -> set[int]:
    """Two shared needs at least, and a cosine of 0.15, where a need weighs by how few have it."""
    having = Counter(product for took in people.values() for product in took)
    weight = {product: log(len(people) / count) ** 2 for product, count in having.items() if count > 1}

    def length(took: frozenset[str]) -> float:
        return sqrt(sum(weight.get(product, 0) for product in took))

    found = set()
    for other, took in people.items():
        shared = (took & people[one]) & weight.keys()
        joint = sum(weight[product] for product in shared)
        if other != one and len(shared) >= 2 and joint >= 0.15 * length(took) * length(people[one]):
            found.add(other)
    return found


def check(told: Potential, alike: set[int], spent: dict[int, int], people: dict[int, frozenset[str]], one: int) -> None:
    assert set(told.people) == alike
    money = sorted(spent[other] for other in alike)
    quarter = len(money) // 4
    assert (told.range.low, told.range.high) == (money[quarter], money[-1 - quarter])
    for need, count in told.shared:
        assert need.words in people[one]
        assert count == sum(need.words in people[other] for other in alike)


def test_what_was_bought_today_or_later_counts_for_nothing(shop: Shop) -> None:
    tea, _ = two_tastes(shop)
    was = learned(shop).potential(tea[0])
    shop.sell(tea[1], a_sold("tea", 99_999), ago=0)
    shop.sell(tea[2], a_sold("tea", 99_999), ago=-3)
    assert learned(shop).potential(tea[0]) == was
    assert learned(shop).day == TODAY == date(2025, 5, 6)
