"""What forecasts read of a shop: every kind of coming, each in the right place, and nothing of the day itself."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from relapp.domain.forecast.forecast import Horizons
from relapp.domain.interactions import Kind
from relapp.domain.suggestions.signals import Outlook
from relapp.services.forecast import Outlooks, Prospect, history_before, learn, prospects
from tests.builders import TODAY
from tests.shop import Shop, a_sold

MONTH = Horizons(buy=30, drift=60, value=30)


def found(shop: Shop) -> list[Prospect]:
    return shop.read(lambda reader: prospects(reader, TODAY, MONTH))


def test_a_shop_is_read_as_days_on_which_customers_came(shop: Shop) -> None:
    ada, ben, cid, dot = (shop.customer(name) for name in ("Ada", "Ben", "Cid", "Dot"))
    shop.sell(ada, a_sold("rye", 320), a_sold("roll", 50), ago=9)
    shop.sell(ada, a_sold("rye", 330), ago=9)
    shop.log(ada, ago=3)
    shop.log(ben, kind=Kind.CALL, ago=4)
    shop.log(cid, ago=0)
    shop.log(dot, kind=Kind.RETURN, ago=5)
    ids, history = shop.read(lambda reader: history_before(reader, TODAY))
    day = TODAY.toordinal()
    assert [ids[row] for row in history.customer] == [ada, ada]
    assert history.day.tolist() == [day - 9, day - 3]
    assert history.money.tolist() == [700, 0]
    assert history.lines.tolist() == [3, 0]
    assert [one.customer_id for one in found(shop)] == [ada]


def test_nobody_is_expected_in_an_empty_shop(shop: Shop) -> None:
    assert found(shop) == []


def test_money_is_told_in_major_units(shop: Shop) -> None:
    customer = shop.customer("Ada")
    for ago in range(1, 300, 3):
        shop.sell(customer, a_sold("rye", 1000), ago=ago)
    (one,) = found(shop)
    assert one.known_as == str(customer)
    assert Decimal(40) < one.spend < Decimal(160)
    assert one.days_to_next is not None
    assert one.p_drift is not None


def test_no_rhythm_is_told_of_somebody_seen_twice(shop: Shop) -> None:
    customer = shop.customer("Ada")
    shop.log(customer, ago=30)
    shop.log(customer, ago=3)
    (one,) = found(shop)
    assert (one.p_drift, one.days_to_next) == (None, None)
    assert 0 < one.p_buy < 1


def learned(shop: Shop) -> Outlooks:
    return shop.read(lambda reader: learn(reader, TODAY))


def a_busy_shop(shop: Shop) -> list[int]:
    people = [shop.customer(f"Customer {number}") for number in range(14)]
    for number, one in enumerate(people):
        for ago in range(8 + number // 3, 500, 25 + number % 3):
            shop.sell(one, a_sold("rye", 900 + 40 * number), ago=ago)
    return people


def same(one: Outlook, other: Outlook) -> bool:
    numbers = (other.p_buy, other.money, other.p_drift, other.days_to_next)
    return (one.p_buy, one.money, one.p_drift, one.days_to_next) == pytest.approx(numbers, rel=1e-9) and (
        (one.potential, one.like_them) == (other.potential, other.like_them)
    )


def test_a_customer_read_alone_has_the_outlook_they_have_among_all(shop: Shop) -> None:
    people, stranger = a_busy_shop(shop), shop.customer("Never came")
    outlooks = learned(shop)
    everyone = shop.read(outlooks.of)
    assert list(everyone) == people
    with shop.database.read() as reader:
        assert all(same(outlooks.of(reader, [one])[one], everyone[one]) for one in people)
    some = shop.read(lambda reader: outlooks.of(reader, [stranger, people[5], people[2], people[5], 9999]))
    assert sorted(some) == [people[2], people[5]]
    assert everyone[people[3]].potential is not None


def test_an_entry_is_in_the_outlook_at_once(shop: Shop) -> None:
    people = a_busy_shop(shop)
    newcomer = shop.customer("Newcomer")
    outlooks = learned(shop)

    def outlook(customer_id: int) -> Outlook | None:
        return shop.read(lambda reader: outlooks.of(reader, [customer_id])).get(customer_id)

    before, other = outlook(people[13]), outlook(people[1])
    assert before is not None
    assert outlook(newcomer) is None
    for who in (people[13], newcomer):
        shop.sell(who, a_sold("rye", 9000), ago=1)
    after, new = outlook(people[13]), outlook(newcomer)
    assert after is not None
    assert new is not None
    assert after.money > before.money
    assert (new.p_drift, new.days_to_next) == (None, None)
    shop.operations.undo()
    shop.operations.undo()
    assert outlook(people[13]) == before
    assert outlook(newcomer) is None
    assert outlook(people[1]) == other


def test_what_is_dated_on_the_day_or_later_is_in_no_outlook(shop: Shop) -> None:
    people = a_busy_shop(shop)
    outlooks = learned(shop)
    before = shop.read(lambda reader: outlooks.of(reader, people))
    for ago in (0, -9):
        shop.sell(people[0], a_sold("rye", 90_000), ago=ago)
    assert shop.read(lambda reader: outlooks.of(reader, people)) == before
    assert shop.read(learned(shop).of) == shop.read(outlooks.of)


def test_it_can_be_told_how_somebody_stood_earlier(shop: Shop) -> None:
    people = a_busy_shop(shop)
    outlooks = learned(shop)
    day = TODAY - timedelta(days=20)
    then = shop.read(lambda reader: outlooks.of(reader, [people[9]], day))
    assert then != shop.read(lambda reader: outlooks.of(reader, [people[9]]))
    shop.sell(people[9], a_sold("rye", 50_000), ago=19)
    assert shop.read(lambda reader: outlooks.of(reader, [people[9]], day)) == then
    assert shop.read(lambda reader: outlooks.of(reader, None, TODAY - timedelta(days=900))) == {}


def test_learning_ends_when_the_window_closes(shop: Shop) -> None:
    class ClosedError(Exception):
        pass

    def closing() -> None:
        raise ClosedError

    a_busy_shop(shop)
    with pytest.raises(ClosedError):
        shop.read(lambda reader: learn(reader, TODAY, closing))


def test_an_empty_shop_teaches_nothing_and_can_be_asked(shop: Shop) -> None:
    outlooks = learned(shop)
    assert shop.read(outlooks.of) == {}
    ada = shop.customer("Ada")
    assert shop.read(lambda reader: outlooks.of(reader, [ada])) == {}
    shop.log(ada, ago=2)
    (one,) = shop.read(lambda reader: outlooks.of(reader, [ada])).values()
    assert 0 < one.p_buy < 1
    assert (one.p_drift, one.days_to_next, one.potential, one.like_them) == (None, None, None, None)


def test_entries_before_1970_and_out_of_order_are_taken_as_they_are(shop: Shop) -> None:
    ada = shop.customer("Ada")
    for ago in (3, 30_000, 9, 25_000, 1, 40):
        shop.sell(ada, a_sold("rye", 500), ago=ago)
    shop.log(ada, kind=Kind.RETURN, lines=(a_sold("rye", 90_000),), ago=2)
    one = shop.read(lambda reader: learn(reader, TODAY).of(reader))[ada]
    assert 0 <= one.p_buy <= 1
    assert one.money >= 0


def test_what_is_typically_at_stake_is_the_middle_of_those_with_something_at_stake(shop: Shop) -> None:
    assert shop.read(lambda reader: learn(reader, TODAY)).typical_stake is None
    people = [shop.customer(f"Customer {number}") for number in range(5)]
    for number, one in enumerate(people):
        for ago in range(5, 300, 15):
            shop.sell(one, a_sold("rye", 100 * (number + 1)), ago=ago)
    outlooks = shop.read(lambda reader: learn(reader, TODAY))
    stakes = sorted(outlooks.stakes[one] for one in people)
    assert outlooks.typical_stake == stakes[2] > 0
    outlooks.stakes.clear()
    assert outlooks.typical_stake == stakes[2], "it is worked out once, not at every refresh"
