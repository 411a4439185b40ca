"""Kept, slipping, lost, back: every number again from the rows themselves, on the sample shop and on random ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from relapp.domain.interactions import Kind
from relapp.domain.rhythm import KEPT, RhythmState, rhythm_of, silence
from relapp.domain.states import CustomerState
from relapp.services import customers, interactions, sample
from relapp.services.operations import Operations
from relapp.services.pages import customers as customers_page
from relapp.services.pages.customers import ListView
from relapp.services.pages.insights import kept as page
from relapp.services.pages.insights.asking import Asked, Behind
from relapp.services.pages.insights.kept import NOW, Kept
from relapp.storage.database import Database
from relapp.storage.reader import Reader
from tests.builders import TODAY
from tests.services.test_states import VISITS, weekly
from tests.shop import Shop

Days = Mapping[int, list[date]]

CAME = """SELECT DISTINCT p.customer_id, date(i.moment + i.utc_offset * 60, 'unixepoch') FROM participant p
JOIN interaction i ON i.id = p.interaction_id WHERE i.kind IN ('visit', 'purchase')"""


def days_of(reader: Reader) -> Days:
    """When each customer came, asked of the entries and of nothing that is kept beside them."""
    run = reader.connection.exec_driver_sql
    found: dict[int, list[date]] = {row[0]: [] for row in run("SELECT id FROM customer")}
    for customer_id, day in run(CAME):
        found[customer_id].append(date.fromisoformat(day))
    return found


def stood(days: list[date], morning: date) -> str:
    known = sorted(day.toordinal() for day in days if day < morning)
    state = silence(rhythm_of(known), morning.toordinal()).state
    if state is RhythmState.NEW:
        return "too_new" if known else "never_came"
    return "kept" if state in KEPT else state.value


def month_ends(today: date) -> list[date]:
    """The first days after the last twelve whole months."""
    firsts = [date(year, month, 1) for year in (today.year - 1, today.year) for month in range(1, 13)]
    return [first for first in firsts if first <= today][-12:]


def load(shop: Shop, asked: Asked) -> Kept:
    return shop.read(lambda reader: page.load(reader, asked))


def behind(shop: Shop, kept: Kept, code: str) -> Behind:
    return shop.read(lambda reader: page.behind(reader, kept, code, Asked(TODAY)))


def assert_recounted(kept: Kept, days: Days, today: date) -> None:
    mornings = [*month_ends(today), today]
    assert list(kept.mornings) == mornings
    assert kept.everybody == len(days)
    for morning, counts in zip(mornings, kept.counts, strict=True):
        again = Counter(stood(came, morning) for came in days.values())
        assert {state.value: number for state, number in counts.items() if number} == dict(again)
        assert sum(counts.values()) == len(days)
    moved = Counter((stood(came, mornings[-3]), stood(came, mornings[-2])) for came in days.values())
    assert {(a.value, b.value): number for (a, b), number in kept.moves.items() if number} == dict(moved)


def test_each_number_of_the_sample_shop_is_found_again() -> None:
    database = Database.in_memory()
    try:
        sample.fill(Operations(database), TODAY)
        with database.read() as reader:
            kept, days = page.load(reader, Asked(TODAY)), days_of(reader)
            now = customers_page.states(reader, TODAY)
        assert_recounted(kept, days, TODAY)
        assert kept.counts[NOW] == now.counts
        assert len({number for number in kept.counts[NOW].values() if number}) > 2
        line, flow = page.line(kept), page.flow(kept)
        for point, morning in zip(line.points, month_ends(TODAY), strict=True):
            assert point.at == morning - timedelta(days=1)
            if any(day < morning for came in days.values() for day in came):
                states = Counter(stood(came, morning) for came in days.values())
                assert (point.value, point.second) == (states["kept"], states["slipping"])
            else:
                assert point.value is None
        everybody = len(days)
        assert sum(stand.value for stand in flow.before) == everybody
        assert sum(stand.value for stand in flow.after) == everybody
        assert sum(move.value for move in flow.moves) == everybody
    finally:
        database.close()


@settings(max_examples=20)
@given(st.lists(VISITS, min_size=1, max_size=6))
def test_each_number_of_a_random_shop_is_found_again(histories: list[list[tuple[Kind, int]]]) -> None:
    shop = Shop()
    try:
        for number, history in enumerate(histories):
            one = shop.customer(f"Customer {number}")
            for kind, ago in history:
                shop.log(one, kind=kind, ago=ago)
        assert_recounted(load(shop, Asked(TODAY)), shop.read(days_of), TODAY)
    finally:
        shop.close()


def test_behind_each_mark_stand_as_many_as_it_says() -> None:
    shop = Shop()
    try:
        weekly(shop, "Kim", 3), weekly(shop, "Lou", 200), weekly(shop, "Sue", 40), shop.customer("Ora")
        kept = load(shop, Asked(TODAY))
        flow, line = page.flow(kept), page.line(kept)
        for mark in (*flow.marks, *line.marks):
            if mark.opens:
                assert len(behind(shop, kept, mark.opens).customers) == mark.value
        assert len({one for move in flow.moves for one in behind(shop, kept, move.opens).customers}) == 4
        assert behind(shop, kept, page.now(CustomerState.LOST)) == Behind(view=ListView.LOST)
    finally:
        shop.close()


def test_a_change_of_few_is_read_alone_and_says_the_same_as_all_read_anew(shop: Shop) -> None:
    kim, val, new = weekly(shop, "Kim", 3), weekly(shop, "Val", 22), shop.customer("New")
    before = load(shop, Asked(TODAY))
    shop.log(val, ago=1)
    shop.log(new, ago=400)
    gone = weekly(shop, "Gone", 3)
    shop.run("customer_remove", lambda tx: customers.remove(tx, [gone]))
    changed = frozenset({val, new, gone})
    assert load(shop, Asked(TODAY, before, changed)) == load(shop, Asked(TODAY))
    # Who is not named is not read: what the page is told is what it goes by.
    entry = shop.log(kim, ago=90)
    assert load(shop, Asked(TODAY, before, changed)).of[kim] == before.of[kim]
    shop.run("log_remove", lambda tx: interactions.remove(tx, entry))


def test_nothing_is_drawn_of_months_before_anybody_came(shop: Shop) -> None:
    weekly(shop, "Kim", 3, times=4)
    kept = load(shop, Asked(TODAY))
    assert [point.value for point in page.line(kept).points] == [None] * 11 + [1]
    assert page.line(kept).is_thin
    assert page.flow(kept).is_thin
    assert page.spark(kept, CustomerState.KEPT).is_thin


def test_an_empty_shop_is_no_trouble(shop: Shop) -> None:
    kept = load(shop, Asked(TODAY))
    assert kept.everybody == 0
    assert page.flow(kept).is_thin
    assert load(shop, Asked(TODAY, kept, frozenset())) == kept


def test_the_first_of_a_month_is_the_end_of_the_one_before(shop: Shop) -> None:
    one = weekly(shop, "Kim", 3)
    first = TODAY.replace(day=1)
    kept = load(shop, Asked(first))
    assert kept.mornings[NOW] == kept.mornings[NOW - 1] == first
    assert kept.of[one][NOW] == kept.of[one][NOW - 1]


def test_a_page_of_another_time_is_partial_to_none(shop: Shop) -> None:
    weekly(shop, "Kim", 3)
    again = partial(load, shop)
    assert again(Asked(TODAY, object(), frozenset())) == again(Asked(TODAY))
    assert again(Asked(TODAY, load(shop, Asked(TODAY)), None)) == again(Asked(TODAY))
