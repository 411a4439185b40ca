"""What customers bring: every sum is the entries', to the cent, and nothing is made up where costs were not told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from relapp.domain.cases import NewCase
from relapp.domain.errors import UserError
from relapp.domain.interactions import Kind, NewPurchaseLine
from relapp.domain.value import Brought, Costs, Line, Period, cost_lines, share_of
from relapp.services import cases, sample, settings
from relapp.services.operations import Operations
from relapp.services.value import brought, last_year
from relapp.storage.database import Database
from relapp.storage.reader import Reader
from tests.builders import TODAY
from tests.services.value_shops import YEAR, asked, costs, fill
from tests.shop import Shop, a_sold

# One look at the journal's own rows, written without anything of the program's.
SUMS = """
select p.customer_id,
  count(distinct case when p.kind in ('visit', 'purchase') then p.day end),
  sum(case when p.kind <> 'return' and i.currency = :currency and p.place = 0 then coalesce(i.amount, 0) else 0 end),
  sum(case when p.kind = 'return' and i.currency = :currency and p.place = 0 then -coalesce(i.amount, 0) else 0 end),
  sum(case when i.currency = :currency and p.place = 0 then (select coalesce(sum(l.discount), 0) from purchase_line l
      where l.interaction_id = i.id and l.quantity > 0) else 0 end),
  sum(p.place = 0 and p.kind not in ('visit', 'purchase', 'return', 'note'))
from participant p join interaction i on i.id = p.interaction_id
where p.day >= :first and p.day < :until group by p.customer_id
"""
REMEDIES = "select customer_id, sum(coalesce(cost, 0)), sum(cost is null) from recovery_case group by customer_id"


def summed(reader: Reader, period: Period, currency: str = "EUR") -> dict[int, tuple[int, ...]]:
    days = {"first": period.first.toordinal(), "until": period.until.toordinal(), "currency": currency}
    return {row[0]: row[1:] for row in asked(reader, SUMS, **days)}


def told(one: Brought) -> tuple[int, ...]:
    return one.visits, one.bought, one.returned, one.discounts, one.contacts


@pytest.mark.parametrize("seed", range(12))
def test_sums_are_those_of_the_entries_in_any_shop(shop: Shop, seed: int) -> None:
    fill(shop, seed)
    period = replace(YEAR, until=date(2025, 5, 7))
    with shop.database.read() as reader:
        found = brought(reader, period)
        entries = summed(reader, period)
        remedies = {row[0]: row[1:] for row in asked(reader, REMEDIES)}
        assert {one: told(value) for one, value in found.items() if one in entries} == entries
        assert set(found) == set(entries) | set(remedies)
        assert {one: (found[one].remedies, found[one].unpriced) for one in remedies} == remedies
        few = list(found)[:2]
        assert brought(reader, period, few) == {one: found[one] for one in few}


def test_sums_are_those_of_the_entries_in_the_sample_shop() -> None:
    database = Database.in_memory()
    sample.fill(Operations(database), TODAY)
    with database.read() as reader:
        found = brought(reader, last_year(TODAY))
        entries = summed(reader, last_year(TODAY), settings.read(reader).currency)
        whole = asked(reader, "select sum(spend) from customer_stat")[0][0]
        ever = brought(reader, Period(date.min, date.max))
    database.close()
    assert {one: told(value) for one, value in found.items() if one in entries} == entries
    assert len(entries) > 50
    assert sum(value.spend for value in ever.values()) == whole


GOODS = """
select p.customer_id, l.product_id, sum(l.amount) amount, sum(case when l.quantity > 0 then l.discount else 0 end) off,
  (select case when name like '%bread%' then 40 when name = 'coffee' then 25 end from product where id = l.product_id)
from participant p join interaction i on i.id = p.interaction_id join purchase_line l on l.interaction_id = i.id
where p.place = 0 and i.currency = :currency and p.day >= :first and p.day < :until group by 1, 2
"""


@pytest.mark.parametrize("seed", range(8))
def test_margin_is_spend_less_what_the_owner_said_that_goods_cost(shop: Shop, seed: int) -> None:
    fill(shop, seed)
    days = {"first": YEAR.first.toordinal(), "until": YEAR.until.toordinal(), "currency": "EUR"}
    costs(shop, goods_cost={"bread": 40, "coffee": 25})
    with shop.database.read() as reader:
        lines = asked(reader, GOODS, **days)
        known = brought(reader, YEAR)
    for one, value in known.items():
        mine = [line for line in lines if line[0] == one]
        cost = sum((2 * (amount + off) * share + 100) // 200 for _, _, amount, off, share in mine if share is not None)
        rest = value.spend - sum(amount for _, _, amount, _, share in mine if share is not None)
        assert (value.goods, value.unknown) == (cost, rest)
        assert value.margin == (value.spend - cost if rest == 0 else None)
    costs(shop, other_goods_cost=50)
    with shop.database.read() as reader:
        whole = brought(reader, YEAR)
    for one, value in whole.items():
        mine = [line for line in lines if line[0] == one and line[4] is None]
        rest = sum(amount + off for _, _, amount, off, _ in mine)
        assert value.goods == known[one].goods + (rest * 100 + 100) // 200
        assert value.margin == value.spend - value.goods


def test_nothing_costs_anything_until_the_owner_said_so(shop: Shop) -> None:
    ada = shop.customer("Ada")
    shop.sell(ada, a_sold("rye bread", 1000), ago=5)
    shop.log(ada, kind=Kind.CALL, ago=4)
    (value,) = shop.read(lambda reader: brought(reader, YEAR)).values()
    assert (value.goods, value.time, value.unknown, value.margin) == (0, 0, 1000, None)
    assert {line.line: line.known for line in cost_lines(value, Costs())} == {
        Line.RETURNS: True,
        Line.DISCOUNTS: True,
        Line.GOODS: False,
        Line.TIME: False,
        Line.REMEDIES: True,
    }


def test_below_zero_by_sums_that_can_be_added_up(shop: Shop) -> None:
    ada = shop.customer("Ada")
    shop.log(
        ada, kind=Kind.PURCHASE, ago=9, lines=(NewPurchaseLine("rye bread", Decimal(2), 600, 200, 1000),)
    )  # two for 12.00, 2.00 off
    shop.log(ada, kind=Kind.RETURN, ago=8, lines=(a_sold("rye bread", -300, -1),))
    for ago in (7, 6, 5):
        shop.log(ada, kind=Kind.CALL, ago=ago)
    shop.now = shop.now.replace(day=5)  # yesterday: a period ends the evening before
    shop.run("case_open", lambda tx: cases.open_case(tx, ada, NewCase("late", remedy="credit", cost=450)))
    costs(shop, other_goods_cost=30, hour_cost=1800, contact_minutes=10)
    (value,) = shop.read(lambda reader: brought(reader, YEAR)).values()
    told = Costs(other_goods=30, hour=1800, minutes=10)
    # Goods: 30 % of the price before the discount, 7.00 + 2.00; time: 3 times 10 minutes at 18.00 an hour.
    assert (value.spend, value.goods, value.time, value.remedies) == (700, 270, 900, 450)
    assert (value.margin, value.remains, value.is_below_zero) == (430, -920, True)
    counted = sum(line.amount for line in cost_lines(value, told) if line.counted)
    assert value.bought - counted == value.remains
    assert value + Brought() == value


def test_of_several_words_that_fit_the_closest_counts() -> None:
    told = Costs({"bread": 40, "rye bread": 55, "tea": 10})
    assert told.shares(["Rye Bread 1kg", "White bread", "Steak"]) == [55, 40, None]


@pytest.mark.parametrize(("amount", "share", "cost"), [(125, 50, 63), (-125, 50, -62), (0, 40, 0), (99, 33, 33)])
def test_shares_are_whole_minor_units(amount: int, share: int, cost: int) -> None:
    assert share_of(amount, share) == cost


def test_costs_are_typed_as_the_shop_speaks() -> None:
    assert settings.shares_told("bread 40, gift card 100%") == {"bread": 40, "gift card": 100}
    for words in ("bread", "40", "bread 101", "bread x"):
        with pytest.raises(UserError) as refused:
            settings.shares_told(words)
        assert refused.value.code == "setting.goods_cost"


def test_costs_out_of_bounds_are_refused(shop: Shop) -> None:
    for values in ({"other_goods_cost": 101}, {"hour_cost": -1}, {"goods_cost": {"bread": 200}}):
        with pytest.raises(UserError):
            costs(shop, **values)
