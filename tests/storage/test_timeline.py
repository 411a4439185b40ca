"""The timeline of one customer: whole, in order, page by page."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relapp.domain.interactions import Channel, Kind
from relapp.services import staff
from relapp.services.pages import timeline as timeline_page
from relapp.storage import timeline
from relapp.storage.timeline import EVERYTHING, PAGE, TimelineFilter
from tests.builders import TODAY, at, days_ago
from tests.shop import Shop, a_sold


def pages(shop: Shop, customer_id: int, keep: TimelineFilter = EVERYTHING) -> list[list[int]]:
    """Ids of entries, page by page, to the end."""
    found: list[list[int]] = []
    after = None
    while True:
        with shop.database.read() as reader:
            page = timeline_page.page(reader, customer_id, keep, after)
        found.append([entry.interaction.id for entry in page.entries])
        if not page.more:
            return found
        after = page.entries[-1].position


def shown(shop: Shop, customer_id: int, **keep: object) -> list[str]:
    """Words of entries that pass the filter, newest first; the count must agree."""
    wanted = TimelineFilter(**keep)  # type: ignore[arg-type]
    entries = shop.read(lambda reader: timeline.page(reader, customer_id, wanted))
    assert shop.read(lambda reader: timeline.count(reader, customer_id, wanted)) == len(entries)
    return [entry.words for entry in entries]


@settings(max_examples=6)
@given(st.lists(st.integers(0, 6), max_size=130), st.randoms())
def test_no_entry_is_lost_or_doubled_whatever_the_moments(days: list[int], chance: object) -> None:
    """Many share a moment, and entries come in any order."""
    shop = Shop()
    try:
        ana, bo = shop.customer("Ana"), shop.customer("Bo")
        moments = {shop.log(bo if day == 6 else ana, ago=day): day for day in days}
        mine = [one for one, day in moments.items() if day != 6]
        found = [one for page in pages(shop, ana) for one in page]
        assert found == sorted(mine, key=lambda one: (-moments[one], one), reverse=True)
    finally:
        shop.close()


@pytest.mark.parametrize(("entries", "sizes"), [(0, [0]), (1, [1]), (PAGE, [PAGE]), (PAGE + 1, [PAGE, 1])])
def test_more_is_said_only_where_older_entries_follow(shop: Shop, entries: int, sizes: list[int]) -> None:
    ana = shop.customer("Ana")
    for ago in range(entries):
        shop.log(ana, ago=ago)
    assert [len(page) for page in pages(shop, ana)] == sizes


def test_a_page_goes_on_where_it_ended_although_newer_entries_came(shop: Shop) -> None:
    ana = shop.customer("Ana")
    for ago in range(PAGE + 5):
        shop.log(ana, ago=ago)
    first = shop.read(lambda reader: timeline_page.page(reader, ana))
    shop.log(ana, words="meanwhile")
    rest = shop.read(lambda reader: timeline_page.page(reader, ana, after=first.entries[-1].position))
    assert [entry.interaction.id for entry in rest.entries] == [51, 52, 53, 54, 55]


def test_an_entry_of_several_people_is_one_entry_on_every_timeline(shop: Shop) -> None:
    ana, bo, cy = shop.customer("Ana"), shop.customer("Bo"), shop.customer("Cy")
    entry = shop.log(ana, bo, words="together")
    for one, others in ((ana, ("Bo",)), (bo, ("Ana",))):
        page = shop.read(lambda reader, one=one: timeline_page.page(reader, one))  # type: ignore[misc]
        assert [(shown.interaction.id, shown.others) for shown in page.entries] == [(entry, others)]
    assert pages(shop, cy) == [[]]


def test_each_filter_lets_through_what_it_names(shop: Shop) -> None:
    ana = shop.customer("Ana")
    shop.operations.staff_id = shop.run("staff_add", lambda tx: staff.add(tx, "Bea"))
    shop.log(ana, words="came by, poodle", ago=20)
    shop.operations.staff_id = None
    shop.log(ana, words="rang", kind=Kind.CALL, ago=10)
    shop.log(ana, words="wrote", kind=Kind.EMAIL, ago=5)
    shop.sell(ana, a_sold("Rye Bread"), words="bought", ago=3)
    shop.sell(ana, a_sold("Spelt Roll"), words="bought more", ago=0)
    (rye, _), _ = shop.read(lambda reader: timeline.products_of(reader, ana))

    assert shown(shop, ana) == ["bought more", "bought", "wrote", "rang", "came by, poodle"]
    assert shown(shop, ana, kinds=frozenset({Kind.CALL, Kind.EMAIL})) == ["wrote", "rang"]
    assert shown(shop, ana, channel=Channel.EMAIL) == ["wrote"]
    assert shown(shop, ana, staff_id=1) == ["came by, poodle"]
    assert shown(shop, ana, product_id=rye) == ["bought"]
    assert shown(shop, ana, since=days_ago(5)) == ["bought more", "bought", "wrote"]
    assert shown(shop, ana, until=days_ago(10)) == ["rang", "came by, poodle"]
    assert shown(shop, ana, since=days_ago(10), until=days_ago(5)) == ["wrote", "rang"]
    assert shown(shop, ana, words="POOD") == ["came by, poodle"]
    assert shown(shop, ana, words="bought mor") == ["bought more"]
    assert shown(shop, ana, imported=True) == []
    assert len(shown(shop, ana, imported=False)) == 5
    assert shown(shop, ana, kinds=frozenset({Kind.PURCHASE}), words="bought", until=days_ago(1)) == ["bought"]
    assert not EVERYTHING
    assert TimelineFilter(words="x")


def test_filtered_pages_go_on_where_they_ended(shop: Shop) -> None:
    ana = shop.customer("Ana")
    for ago in range(2 * PAGE + 20):
        shop.log(ana, ago=ago, words="odd" if ago % 2 else "even")
    for keep in (TimelineFilter(words="odd"), TimelineFilter(kinds=frozenset({Kind.VISIT}), words="even")):
        assert [len(page) for page in pages(shop, ana, keep)] == [PAGE, 10]


def test_days_are_local_to_where_it_happened(shop: Shop) -> None:
    ana = shop.customer("Ana")
    late = at(days_ago(1), 23).replace(minute=30)
    shop.log(ana, words="late", moment=late)
    shop.log(ana, words="east", moment=late.astimezone(timezone(timedelta(hours=9))))
    assert shown(shop, ana, since=TODAY) == ["east"]
    assert shown(shop, ana, until=days_ago(1)) == ["late"]


def test_the_divider_stands_at_my_own_last_entry(shop: Shop) -> None:
    ana = shop.customer("Ana")
    bea, cy = (shop.run("staff_add", lambda tx, name=name: staff.add(tx, name)) for name in ("Bea", "Cy"))  # type: ignore[misc]
    shop.operations.staff_id = bea
    mine = shop.log(ana, ago=5)
    shop.log(ana, ago=9)
    shop.operations.staff_id = cy
    shop.log(ana, ago=1)
    assert shop.read(lambda reader: timeline.last_served(reader, ana, bea)) == timeline.position(shop.entry(mine))
    assert shop.read(lambda reader: timeline.last_served(reader, ana, 99)) is None


def test_products_are_those_this_customer_bought(shop: Shop) -> None:
    ana, bo = shop.customer("Ana"), shop.customer("Bo")
    shop.sell(ana, a_sold("spelt"), a_sold("rye"))
    shop.sell(ana, a_sold("rye"))
    shop.sell(bo, a_sold("roll"))
    assert [name for _, name in shop.read(lambda reader: timeline.products_of(reader, ana))] == ["rye", "spelt"]
