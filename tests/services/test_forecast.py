"""What forecasts read of a shop: every kind of coming, each in the right place, and nothing of the day itself."""

from __future__ import annotations

from decimal import Decimal

from relapp.domain.forecast.forecast import Horizons
from relapp.domain.interactions import Kind
from relapp.services.forecast import Prospect, history_before, prospects
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
