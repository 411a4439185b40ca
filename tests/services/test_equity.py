"""Customer equity and return on customer, against the forecasts themselves and queries written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from relapp.domain.days import before
from relapp.domain.forecast.forecast import Horizons
from relapp.domain.forecast.pace import horizons_of
from relapp.domain.return_on_customer import Basis, Return
from relapp.services import equity, sample, settings
from relapp.services.forecast import learn, prospects
from relapp.services.operations import Operations
from relapp.storage.database import Database
from relapp.storage.reader import Reader
from tests.builders import TODAY
from tests.services.value_shops import asked, fill
from tests.shop import Shop, a_sold


@pytest.fixture(scope="module")
def bakery() -> Iterator[Database]:
    """The sample shop, only read."""
    database = Database.in_memory()
    sample.fill(Operations(database), TODAY)
    yield database
    database.close()


def told(reader: Reader) -> Return:
    found = equity.return_on_customer(reader, equity.past(reader, TODAY))
    assert found is not None
    return found


def test_equity_is_what_the_outlooks_expect(bakery: Database) -> None:
    with bakery.read() as reader:
        known = equity.past(reader, TODAY).expected()
        outlooks = learn(reader, TODAY).of(reader)
    assert {one: outlook.money for one, outlook in outlooks.items()} == pytest.approx(known, abs=0.51)


def test_equity_of_an_earlier_day_is_what_would_have_been_told_then(bakery: Database) -> None:
    day = before(TODAY, 91)
    with bakery.read() as reader:
        past = equity.past(reader, TODAY)
        horizons = horizons_of(past.history, TODAY.toordinal())
        then = {one.customer_id: float(one.spend) for one in prospects(reader, day, horizons)}
        found = {one: money / 100 for one, money in past.expected(day).items()}
    assert horizons == Horizons(horizons.buy, horizons.drift, 365)
    assert found == pytest.approx(then, abs=0.01)


ENDS = """
select customer_id, min(day), max(day) from participant
where kind in ('visit', 'purchase') and day < :day group by 1
"""
PAID = """
select p.customer_id, sum(i.amount), count(distinct case when p.kind <> 'return' then p.day end)
from participant p join interaction i on i.id = p.interaction_id
where p.kind in ('visit', 'purchase', 'return') and p.place = 0 and i.currency = :currency
  and p.day >= :first and p.day < :until group by 1
"""


def test_the_parts_are_those_of_the_entries(bakery: Database) -> None:
    with bakery.read() as reader:
        found = told(reader)
        first, until = found.period.first.toordinal(), found.period.until.toordinal()
        ends = {one: ends for one, *ends in asked(reader, ENDS, day=until)}
        currency = settings.read(reader).currency
        paid = {one: money or 0 for one, money, _ in asked(reader, PAID, first=first, until=until, currency=currency)}
        ahead = {
            one: money or 0
            for one, money, _ in asked(reader, PAID, first=2 * first - until, until=first, currency=currency)
        }
    assert found.basis is Basis.SPEND
    assert found.earned == sum(paid.values())
    assert {one.customer_id: [one.first.toordinal(), one.last.toordinal()] for one in found.people} == ends
    assert {one.customer_id: (one.spend, one.spend_before) for one in found.people} == {
        one: (paid.get(one, 0), ahead.get(one, 0)) for one in ends
    }
    assert found.ratio == pytest.approx((sum(paid.values()) + found.end - found.start) / found.start)
    assert all(one.start == 0 for one in found.people if not one.came_before)


@pytest.mark.parametrize("seed", range(6))
def test_in_any_shop_the_groups_are_everybody(shop: Shop, seed: int) -> None:
    fill(shop, seed)
    found = shop.read(lambda reader: equity.return_on_customer(reader, equity.past(reader, TODAY)))
    with shop.database.read() as reader:
        ends = {one: ends for one, *ends in asked(reader, ENDS, day=TODAY.toordinal())}
        assert found is None or {one.customer_id for one in found.people} == set(ends)
        assert found is None or found.period.until == TODAY


def test_nothing_of_the_day_itself_or_later_counts(shop: Shop) -> None:
    for number in range(12):
        customer = shop.customer(f"Customer {number}")
        for ago in range(3, 400, 20 + number):
            shop.sell(customer, a_sold("rye", 900), ago=ago)
    was = shop.read(told)
    shop.sell(1, a_sold("rye", 99_900), ago=0)
    shop.sell(2, a_sold("rye", 99_900), ago=-5)
    assert shop.read(told) == was


def test_a_young_shop_has_no_return_yet(shop: Shop) -> None:
    shop.sell(shop.customer(), a_sold("rye", 900), ago=30)
    assert shop.read(lambda reader: equity.return_on_customer(reader, equity.past(reader, TODAY))) is None
    assert shop.read(lambda reader: equity.past(reader, date(2000, 1, 1)).expected()) == {}
