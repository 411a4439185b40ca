"""The rhythm of the week: each cell counted again from the entries, one by one."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta, timezone

from relapp.domain.interactions import Kind
from relapp.domain.pictures import Bar, Cell
from relapp.services import sample
from relapp.services.operations import Operations
from relapp.services.pages.insights import week as page
from relapp.services.pages.insights.asking import Asked, Behind
from relapp.services.pages.insights.week import Week
from relapp.storage.database import Database
from relapp.storage.reader import Reader
from tests.builders import TODAY, at, days_ago
from tests.shop import Shop


def entries(reader: Reader) -> list[datetime]:
    """The local moments of all visits and purchases of the last 364 days."""
    run = reader.connection.exec_driver_sql
    rows = run("SELECT moment, utc_offset FROM interaction WHERE kind IN ('visit', 'purchase')").all()
    moments = [datetime.fromtimestamp(moment, timezone(timedelta(minutes=offset))) for moment, offset in rows]
    return [one for one in moments if TODAY - timedelta(days=364) <= one.date() < TODAY]


def load(shop: Shop) -> Week:
    return shop.read(lambda reader: page.load(reader, Asked(TODAY)))


def behind(shop: Shop, week: Week, code: str) -> Behind:
    return shop.read(lambda reader: page.behind(reader, week, code, Asked(TODAY)))


def test_each_hour_of_the_sample_shop_is_counted_again() -> None:
    database = Database.in_memory()
    try:
        sample.fill(Operations(database), TODAY)
        with database.read() as reader:
            week, moments = page.load(reader, Asked(TODAY)), entries(reader)
        timed = Counter((one.weekday(), one.hour) for one in moments if (one.hour, one.minute, one.second) != (0, 0, 0))
        assert len(timed) > 10
        assert {(cell.weekday, cell.hour): cell.value for cell in page.heat(week).cells if cell.value} == dict(timed)
        assert page.heat(week).untimed == len(moments) - sum(timed.values())
        by_day = Counter(one.weekday() for one in moments)
        assert [bar.value for bar in page.days(week).bars] == [by_day[weekday] for weekday in range(7)]
    finally:
        database.close()


def test_who_came_then_is_behind_it_the_most_frequent_first(shop: Shop) -> None:
    one, other, third = shop.customer("One"), shop.customer("Other"), shop.customer("Third")
    monday = days_ago(1)
    for back in (0, 7, 14):
        shop.log(one, moment=at(monday - timedelta(days=back), 9, 30))
    shop.log(other, third, kind=Kind.PURCHASE, moment=at(monday, 9, 59))
    shop.log(other, moment=at(monday, 11))
    shop.log(third, kind=Kind.CALL, moment=at(monday, 9))
    shop.log(third, moment=at(monday - timedelta(days=364), 9))
    shop.log(third, moment=at(TODAY, 9))
    week = load(shop)
    assert dict(week.hours) == {(0, 9): 4, (0, 11): 1}
    assert behind(shop, week, "0:9").customers == (one, other, third)
    assert behind(shop, week, "0:").customers == (one, other, third)
    cells = page.heat(week).cells
    assert Cell(0, 9, 4, "0:9") in cells
    assert Cell(0, 10, 0) in cells
    assert {cell.hour for cell in cells} == {9, 10, 11}
    assert page.heat(week).is_thin
    assert page.days(week).bars[0] == Bar("0", 5, opens="0:")


def test_midnight_is_no_time_of_day_and_the_clock_is_the_shops(shop: Shop) -> None:
    one = shop.customer()
    east = timezone(timedelta(hours=9))
    shop.log(one, moment=datetime(2025, 5, 1, 0, 0, tzinfo=east))  # a Thursday
    shop.log(one, moment=datetime(2025, 5, 1, 0, 1, tzinfo=east))
    shop.log(one, moment=datetime(2025, 5, 1, 22, 30, tzinfo=UTC))
    week = load(shop)
    assert dict(week.hours) == {(3, 0): 1, (3, 22): 1}
    assert dict(week.untimed) == {3: 1}
    assert week.on(3) == 3


def test_an_empty_shop_has_no_rhythm(shop: Shop) -> None:
    week = load(shop)
    assert page.heat(week).is_thin
    assert page.days(week).is_thin
