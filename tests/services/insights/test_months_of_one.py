"""The small line on a customer's page: their days month by month, counted again."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from relapp.domain.interactions import Kind
from relapp.services.pages import customer as page
from tests.builders import TODAY
from tests.shop import Shop


def test_each_month_has_the_days_on_which_they_came(shop: Shop) -> None:
    one = shop.customer()
    ago = [0, 5, 6, 6, 40, 41, 100, 230]
    for back in ago:
        shop.log(one, ago=back)
    shop.log(one, kind=Kind.CALL, ago=42)
    days = {TODAY - timedelta(days=back) for back in ago}
    by_month = Counter((day.year, day.month) for day in days)
    found = shop.read(lambda reader: page.page(reader, one, TODAY))
    assert found is not None
    points = found.months.points
    assert [(point.at.year, point.at.month) for point in points] == [
        (2024, month) for month in range(5, 13)
    ] + [(2025, month) for month in range(1, 5)]  # fmt: skip
    first = (TODAY - timedelta(days=230)).replace(day=1)
    for point in points:
        assert point.value == (by_month[point.at.year, point.at.month] if point.at >= first else None)
    assert sum(point.value or 0 for point in points) == 5
    assert not found.months.is_thin


def test_who_is_new_has_no_line(shop: Shop) -> None:
    one = shop.customer()
    assert shop.read(lambda reader: page.months(reader, one, TODAY)).is_thin
    shop.log(one, ago=40)
    assert shop.read(lambda reader: page.months(reader, one, TODAY)).is_thin
