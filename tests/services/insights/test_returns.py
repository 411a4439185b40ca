"""The page "Return on customer": its parts add up, and each opens whom it counts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from relapp.domain.pictures import Unit
from relapp.domain.return_on_customer import Why, roughly
from relapp.services import sample
from relapp.services.operations import Operations
from relapp.services.pages.insights import returns as page
from relapp.services.pages.insights.asking import Asked
from relapp.storage.database import Database
from tests.builders import TODAY
from tests.services.value_shops import asked
from tests.shop import Shop

ASKED = Asked(TODAY)


@pytest.fixture(scope="module")
def bakery() -> Iterator[Database]:
    """The sample shop, only read."""
    database = Database.in_memory()
    sample.fill(Operations(database), TODAY)
    yield database
    database.close()


CAME = """
select customer_id, sum(day >= :first and day < :until), min(day) < :first from participant
where kind in ('visit', 'purchase') and day < :until group by 1
"""


def test_every_part_opens_whom_it_counts(bakery: Database) -> None:
    with bakery.read() as reader:
        found = page.load(reader, ASKED)
        assert found.found is not None
        period = found.found.period
        days = {"first": period.first.toordinal(), "until": period.until.toordinal()}
        came = {one: (inside, known) for one, inside, known in asked(reader, CAME, **days)}
        opened = {
            bar.label: set(page.behind(reader, found, bar.opens, ASKED).customers) for bar in page.picture(found).bars
        }
        known = page.behind(reader, found, page.KNOWN, ASKED).customers
        everybody = page.behind(reader, found, page.EVERYBODY, ASKED).customers
    assert opened.get(Why.NEW, set()) == {one for one, (_, before) in came.items() if not before}
    assert opened.get(Why.SILENT, set()) == {one for one, (inside, before) in came.items() if before and not inside}
    assert sum(map(len, opened.values())) == len(came) == len(everybody)
    assert len(known) == found.found.known == sum(before for _, before in came.values())
    assert set(found.names or {}) == {one.customer_id for one in found.behind}
    assert len(found.behind) == 10


def test_the_bars_add_up_to_the_change(bakery: Database) -> None:
    with bakery.read() as reader:
        found = page.load(reader, ASKED)
    assert found.found is not None
    bars = page.picture(found)
    assert bars.measure.unit is Unit.MONEY
    assert sum(bar.value for bar in bars.bars) == found.found.end - found.found.start


def test_who_paid_is_opened_by_how_much(bakery: Database) -> None:
    paid = "select customer_id, sum(amount) from participant where day >= :first and day < :until group by 1"
    with bakery.read() as reader:
        found = page.load(reader, ASKED)
        assert found.found is not None
        period = found.found.period
        rows = asked(reader, paid, first=period.first.toordinal(), until=period.until.toordinal())
        opened = page.behind(reader, found, page.PAID, ASKED).customers
    sums = {one: amount for one, amount in rows if amount}
    assert set(opened) == set(sums)
    assert [sums[one] for one in opened] == sorted(sums.values(), reverse=True)


def test_an_empty_shop_says_that_it_is_too_little(shop: Shop) -> None:
    found = shop.read(lambda reader: page.load(reader, ASKED))
    assert found.is_thin
    assert shop.read(lambda reader: page.behind(reader, found, page.PAID, ASKED)).customers == ()
    assert page.picture(found).is_thin


@pytest.mark.parametrize(("amount", "told"), [(0, 0), (7, 7), (999, 999), (144_495, 144_000), (-12_345, -12_300)])
def test_what_is_expected_is_told_with_three_digits(amount: int, told: int) -> None:
    assert roughly(amount) == told
