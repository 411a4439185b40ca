"""The page "What they bring": every number again by queries of its own, on the sample shop and on any shop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from relapp.domain.errors import UserError
from relapp.domain.interactions import Kind
from relapp.domain.receipts import Source
from relapp.domain.segments import Rules, Segment, counts
from relapp.domain.staff import Role
from relapp.domain.value import Line
from relapp.services import equity, forecast, sample, segments, staff
from relapp.services.operations import Operations
from relapp.services.pages.insights import returns
from relapp.services.pages.insights import value as page
from relapp.services.pages.insights.asking import Asked
from relapp.services.pages.insights.value import Value
from relapp.storage.database import Database
from relapp.storage.reader import Reader
from tests.builders import TODAY
from tests.services.value_shops import asked, costs, fill
from tests.shop import Shop, a_sold

ASKED = Asked(TODAY)
UNTIL = TODAY.toordinal()
FIRST = UNTIL - 365

PAID = """
select p.customer_id, sum(p.amount) from participant p where p.day >= :first and p.day < :until
group by 1 having sum(p.amount <> 0) > 0
"""
DAYS = "select day, sum(amount) from participant where day >= :first and day < :until group by 1"


@pytest.fixture(scope="module")
def bakery() -> Iterator[Database]:
    """The sample shop, only read."""
    database = Database.in_memory()
    sample.fill(Operations(database), TODAY)
    yield database
    database.close()


def check(reader: Reader, found: Value) -> None:
    """Every figure, picture and list against the rows."""
    paid = dict(asked(reader, PAID, first=FIRST, until=UNTIL))
    assert found.whole.spend == sum(paid.values())
    assert set(page.behind(reader, found, page.BROUGHT, ASKED).customers) == set(paid)
    _check_segments(reader, found)
    _check_months(reader, found)
    _check_costs(reader, found)


def _check_segments(reader: Reader, found: Value) -> None:
    bars = {bar.label: bar for bar in page.segment_bars(found).bars}
    opened = {which: page.behind(reader, found, bars[which].opens, ASKED).customers for which in Segment}
    assert sorted(one for people in opened.values() for one in people) == [one.customer_id for one in found.people]
    assert {which: len(people) for which, people in opened.items()} == counts(found.standing)
    for which, people in opened.items():
        assert bars[which].value == sum(found.learned.expected.get(one, 0) for one in people)
        assert [one.customer_id for one in found.first(which)] == list(people[: page.MOST_SHOWN])
    expected = page.behind(reader, found, page.EXPECTED, ASKED).customers
    assert set(expected) == {one for one, money in found.learned.expected.items() if money}
    assert sum(bar.value for bar in bars.values()) == found.expected


def _check_months(reader: Reader, found: Value) -> None:
    sums: dict[date, int] = defaultdict(int)
    for day, amount in asked(reader, DAYS, first=0, until=UNTIL):
        sums[date.fromordinal(day).replace(day=1)] += amount
    line = page.month_line(found)
    assert line.points[-1].at == (TODAY.replace(day=1) - timedelta(days=1)).replace(day=1)
    for point in line.points:
        assert point.value is None or point.value == sums[point.at]
        if point.value:
            there = page.behind(reader, found, point.opens, ASKED).customers
            assert there


def _check_costs(reader: Reader, found: Value) -> None:
    back = """select i.id, -coalesce(i.amount, 0) from interaction i join participant p on p.interaction_id = i.id
    where p.place = 0 and i.kind = 'return' and i.currency = :currency and p.day >= :first and p.day < :until"""
    rows = asked(reader, back, currency=found.currency, first=FIRST, until=UNTIL)
    lines = {line.line: line for line in found.lines()}
    assert lines[Line.RETURNS].amount == sum(amount for _, amount in rows)
    shown = page.behind(reader, found, f"line:{Line.RETURNS}", ASKED).evidence
    assert {piece.receipt.id for piece in shown} >= {entry for entry, _ in rows}
    cases = "select id, cost from recovery_case where opened >= :first and opened < :until"
    days = {"first": date.fromordinal(FIRST).isoformat(), "until": TODAY.isoformat()}
    noted = asked(reader, cases, **days)
    assert lines[Line.REMEDIES].amount == sum(cost or 0 for _, cost in noted)
    shown = page.behind(reader, found, f"line:{Line.REMEDIES}", ASKED).evidence
    assert {piece.receipt.id for piece in shown} == {case for case, _ in noted}
    assert all(piece.receipt.source is Source.CASE for piece in shown)


def test_every_number_of_the_sample_shop_is_counted_again(bakery: Database) -> None:
    with bakery.read() as reader:
        found = page.load(reader, ASKED)
        check(reader, found)
        outlooks = forecast.learn(reader, TODAY).of(reader)
    assert found.learned.expected == {one: pytest.approx(outlook.money, abs=0.51) for one, outlook in outlooks.items()}
    assert counts(found.standing)[Segment.MOST_VALUABLE] == -(-sum(map(bool, found.learned.expected.values())) // 5)


@pytest.mark.parametrize("seed", range(8))
def test_every_number_of_any_shop_is_counted_again(shop: Shop, seed: int) -> None:
    fill(shop, seed)
    costs(shop, other_goods_cost=60, hour_cost=2000, contact_minutes=12)
    with shop.database.read() as reader:
        check(reader, page.load(reader, ASKED))


def test_below_zero_are_those_whose_own_sum_is(shop: Shop) -> None:
    ada, ben = shop.customer("Ada"), shop.customer("Ben")
    for one in (ada, ben):
        shop.sell(one, a_sold("rye", 1000), ago=20)
    for ago in range(1, 5):
        shop.log(ada, kind=Kind.CALL, ago=ago)
    costs(shop, hour_cost=3000, contact_minutes=10)
    found = shop.read(lambda reader: page.load(reader, ASKED))
    assert [one.customer_id for one in found.first(Segment.SERVE_DIFFERENTLY)] == [ada]
    assert found.brought[ada].remains == 1000 - 4 * 500


def test_rules_are_changed_in_an_act_that_can_be_undone(shop: Shop) -> None:
    fill(shop, 3)
    before = shop.read(lambda reader: page.load(reader, ASKED))
    assert before.rules == Rules()
    new = Rules(100, 10, 5, -100)
    shop.run(segments.OPERATION, lambda tx: segments.change(tx, new))
    again = shop.read(lambda reader: page.load(reader, Asked(TODAY, before, frozenset())))
    assert again.rules == new
    assert again.learned is before.learned
    shop.operations.undo()
    assert shop.read(segments.rules) == Rules()


@pytest.mark.parametrize("seed", range(6))
def test_reading_again_who_changed_is_the_same_as_reading_everybody(shop: Shop, seed: int) -> None:
    people = fill(shop, seed)
    before = shop.read(lambda reader: page.load(reader, ASKED))
    shop.sell(people[0], a_sold("rye", 777), ago=3)
    shop.log(people[-1], kind=Kind.CALL, ago=2)
    changed = frozenset({people[0], people[-1]})
    with shop.database.read() as reader:
        again = page.load(reader, Asked(TODAY, before, changed))
        whole = page.load(reader, ASKED)
    assert (again.brought, again.whole, again.months) == (whole.brought, whole.whole, whole.months)
    costs(shop, other_goods_cost=50)
    with shop.database.read() as reader:
        assert page.load(reader, Asked(TODAY, again, frozenset())).brought == page.load(reader, ASKED).brought


def test_an_empty_shop_has_nothing_to_show(shop: Shop) -> None:
    found = shop.read(lambda reader: page.load(reader, ASKED))
    assert (found.people, found.expected) == ((), 0)
    assert page.segment_bars(found).is_thin
    assert page.month_line(found).is_thin
    assert page.cost_bars(found).is_thin


def test_the_owners_pages_are_refused_to_staff(shop: Shop) -> None:
    fill(shop, 3)
    found = shop.read(lambda reader: page.load(reader, ASKED))
    returned = shop.read(lambda reader: returns.load(reader, ASKED))
    shop.run("staff_add", lambda tx: staff.add(tx, "Bea", Role.OWNER))
    theirs = Asked(TODAY, staff_id=shop.run("staff_add", lambda tx: staff.add(tx, "Tom")))
    with shop.database.read() as reader:
        for look in (
            lambda: page.load(reader, theirs),
            lambda: returns.load(reader, theirs),
            lambda: page.behind(reader, found, page.BROUGHT, theirs),
            lambda: returns.behind(reader, returned, returns.PAID, theirs),
        ):
            with pytest.raises(UserError, match=r"permission\.owner"):
                look()


def test_what_takes_long_gives_up_when_it_is_told_to(bakery: Database) -> None:
    class StoppedError(Exception):
        pass

    def stop() -> None:
        raise StoppedError

    asked_to_stop: Any = Asked(TODAY, pause=stop)
    with bakery.read() as reader:
        with pytest.raises(StoppedError):
            page.load(reader, asked_to_stop)
        with pytest.raises(StoppedError):
            equity.past(reader, TODAY, stop)
