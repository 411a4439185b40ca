"""The lists by own rhythm: they add up to all customers, and stay right with each change."""

from __future__ import annotations

from datetime import date
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from relapp.domain.interactions import Kind
from relapp.domain.rhythm import KEPT, RhythmState
from relapp.domain.states import CustomerState
from relapp.services import customers, interactions
from relapp.services.pages import customer as customer_page
from relapp.services.pages import customers as page
from relapp.services.pages.customers import ListView, States
from tests.builders import TODAY
from tests.shop import Shop

STATES = [view for view in ListView if view.state is not None]


def states(shop: Shop, today: date = TODAY) -> States:
    return shop.read(lambda reader: page.states(reader, today))


def ids(shop: Shop, view: ListView, known: States | None = None) -> list[int]:
    return shop.read(lambda reader: page.ids(reader, view, TODAY, known))


def everyone(shop: Shop) -> list[int]:
    return ids(shop, ListView.EVERYONE)


VISITS = st.lists(
    st.tuples(
        st.sampled_from([Kind.VISIT, Kind.PURCHASE, Kind.CALL]), st.one_of(st.integers(-9, 40), st.integers(0, 900))
    ),
    max_size=12,
)


@settings(max_examples=25)
@given(st.lists(VISITS, max_size=6))
def test_the_lists_add_up_to_all_customers_and_say_what_each_page_says(histories: list[list[tuple[Kind, int]]]) -> None:
    shop = Shop()
    try:
        for number, history in enumerate(histories):
            one = shop.customer(f"Customer {number}")
            for kind, ago in history:
                shop.log(one, kind=kind, ago=ago)
        known = states(shop)
        lists = {view: ids(shop, view, known) for view in STATES}
        assert sorted(one for some in lists.values() for one in some) == sorted(everyone(shop))
        assert sum(known.counts.values()) == len(histories)
        assert {view.state: len(some) for view, some in lists.items()} == known.counts
        for one, state in known.of.items():
            found = shop.read(partial(customer_page.page, customer_id=one, today=TODAY))
            assert found is not None
            assert said_on_the_page(found.silence.state, found.silence.days) is state
    finally:
        shop.close()


def said_on_the_page(state: RhythmState, days: int | None) -> CustomerState:
    if state in KEPT:
        return CustomerState.KEPT
    if state is RhythmState.NEW:
        return CustomerState.NEVER_CAME if days is None else CustomerState.TOO_NEW
    return CustomerState(state.value)


def weekly(shop: Shop, name: str, last: int, times: int = 8) -> int:
    one = shop.customer(name)
    for week in range(times):
        shop.log(one, ago=last + 7 * week)
    return one


def test_a_change_moves_nobody_but_those_it_touches(shop: Shop) -> None:
    weekly(shop, "Wim", 3)
    val, new = weekly(shop, "Val", 22), shop.customer("New")
    known = states(shop)
    assert known.of[val] is CustomerState.SLIPPING
    assert known.of[new] is CustomerState.NEVER_CAME

    shop.log(val, ago=1)
    shop.log(new, ago=1)
    gone = weekly(shop, "Gone", 3)
    shop.run("customer_remove", lambda tx: customers.remove(tx, [gone]))
    after = shop.read(lambda reader: page.states_after(reader, known, [val, new, gone]))
    assert after == states(shop)
    assert after.of[val] is CustomerState.KEPT
    assert after.of[new] is CustomerState.TOO_NEW
    assert gone not in after.of


def test_what_is_dated_today_or_later_changes_nothing(shop: Shop) -> None:
    val = weekly(shop, "Val", 22)
    before = states(shop)
    shop.log(val, ago=0)
    shop.log(val, ago=-7)
    assert states(shop) == before


def test_a_list_is_read_without_a_count_too_and_stands_in_the_order_of_the_latest_contact(shop: Shop) -> None:
    first, second = weekly(shop, "First", 24), weekly(shop, "Second", 22)
    entry = shop.log(first, kind=Kind.CALL, ago=2)
    assert ids(shop, ListView.SLIPPING) == [first, second]
    shop.run("log_remove", lambda tx: interactions.remove(tx, entry))
    assert ids(shop, ListView.SLIPPING) == [second, first]
    assert ids(shop, ListView.SLIPPING, states(shop)) == [second, first]


def test_an_empty_shop_has_six_empty_lists(shop: Shop) -> None:
    assert states(shop).counts == dict.fromkeys(CustomerState, 0)
