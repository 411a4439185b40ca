"""An appointment that is still to come is no contact yet: not in a list, its order, a page, a choice or a merge."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest

from relapp.domain.interactions import Kind
from relapp.services import merging, who
from relapp.services.pages import customer as customer_page
from relapp.services.pages import customers as customers_page
from relapp.services.pages import search
from relapp.services.pages.customers import ListView
from relapp.storage import customers
from tests.builders import TODAY
from tests.shop import Shop


@pytest.fixture
def shop() -> Iterator[Shop]:
    made = Shop()
    yield made
    made.close()


def test_an_appointment_ahead_is_told_beside_the_last_contact(shop: Shop) -> None:
    ana, bo = shop.customer("Ana Moreira"), shop.customer("Bo Lund")
    shop.log(ana, words="asked for rye", kind=Kind.CALL, ago=9)
    shop.log(ana, words="fitting", kind=Kind.APPOINTMENT, ago=-5)
    shop.log(bo, words="came by", ago=2)
    stat = shop.read(lambda reader: customers.stats(reader, [ana], TODAY))[ana]
    assert stat.last is not None
    assert stat.next is not None
    assert (stat.last.date(), stat.next.date()) == (TODAY - timedelta(9), TODAY + timedelta(5))
    page = shop.read(lambda reader: customer_page.page(reader, ana, TODAY))
    assert page is not None
    assert page.stat == stat
    row = shop.read(lambda reader: customers_page.rows(reader, [ana], TODAY))[ana]
    assert (row.words, row.kind, row.last and row.last.date()) == ("asked for rye", Kind.CALL, TODAY - timedelta(9))
    assert shop.read(lambda reader: customers_page.ids(reader, ListView.EVERYONE, TODAY)) == [bo, ana]
    assert shop.read(lambda reader: search.page(reader, "moreira", TODAY)).people == (row,)
    assert shop.read(lambda reader: who.named(reader, "Ana", TODAY)).candidates[0].last == stat.last
    assert shop.read(lambda reader: merging.side_by_side(reader, ana, bo, TODAY)).kept.stat == stat
    latest = shop.read(lambda reader: customers.latest_contact(reader, TODAY))
    assert latest is not None
    assert latest.date() == TODAY - timedelta(2)


def test_on_its_day_an_appointment_is_a_contact(shop: Shop) -> None:
    ana = shop.customer("Ana Moreira")
    shop.log(ana, words="fitting", kind=Kind.APPOINTMENT, ago=0)
    stat = shop.read(lambda reader: customers.stats(reader, [ana], TODAY))[ana]
    assert (stat.last is not None, stat.next) == (True, None)


def test_somebody_who_only_has_an_appointment_ahead_was_never_in_touch(shop: Shop) -> None:
    ana, bo = shop.customer("Ana Moreira"), shop.customer("Bo Lund")
    shop.log(ana, words="fitting", kind=Kind.APPOINTMENT, ago=-1)
    shop.log(bo, words="came by", ago=400)
    row = shop.read(lambda reader: customers_page.rows(reader, [ana], TODAY))[ana]
    assert (row.last, row.words) == (None, "")
    assert shop.read(lambda reader: customers_page.ids(reader, ListView.EVERYONE, TODAY)) == [bo, ana]


@pytest.mark.parametrize("seed", range(5))
def test_everyone_has_one_place_whatever_is_ahead(shop: Shop, seed: int) -> None:
    chance = random.Random(seed)
    ids = [shop.customer(f"Customer {number}") for number in range(20)]
    for one in ids:
        for _ in range(chance.randrange(4)):
            shop.log(one, words="fitting", kind=Kind.APPOINTMENT, ago=chance.randrange(-6, 7))
    order = shop.read(lambda reader: customers.ids_by_last_contact(reader, TODAY))
    stats = shop.read(lambda reader: customers.stats(reader, ids, TODAY))
    lasts = {one: stat.last.timestamp() if stat.last else 0.0 for one, stat in stats.items()}
    assert order == sorted(ids, key=lambda one: (-lasts[one], one))
    assert all(stat.last is None or stat.last.date() <= TODAY for stat in stats.values())
    for place, one in enumerate(order):
        assert shop.read(partial(customers.place_by_last_contact, customer_id=one, today=TODAY)) == place
