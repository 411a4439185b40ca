"""What staff do with entries: log, edit, remove."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relapp.domain.errors import UserError
from relapp.domain.facts import FactKind, NewFact
from relapp.domain.interactions import MAX_WORDS, Channel, Direction, Kind, NewInteraction, NewPurchaseLine, Outcome
from relapp.domain.money import Money
from relapp.domain.promises import NewPromise
from relapp.domain.wishes import NewWish
from relapp.services import interactions, staff
from relapp.services import settings as shop_settings
from relapp.services.dossiers import dossier
from relapp.services.pages import customer as customer_page
from relapp.storage import customers as stored
from relapp.storage import facts, promises, timeline, wishes
from tests.builders import TODAY, at, days_ago
from tests.refusals import refused
from tests.shop import Shop, a_sold


def an_entry(*people: int, **fields: object) -> NewInteraction:
    return NewInteraction(**{"customers": people, "kind": Kind.VISIT, "at": at(TODAY), **fields})  # type: ignore[arg-type]


def spend(shop: Shop, customer_id: int) -> int:
    return shop.read(lambda reader: stored.stats(reader, [customer_id]))[customer_id].spend


# -- logging --


def test_an_entry_is_stored_as_it_was_given(shop: Shop) -> None:
    ana = shop.customer("Ana")
    shop.operations.staff_id = shop.run("staff_add", lambda tx: staff.add(tx, "Bea"))
    moment = at(days_ago(2), 17, 45).astimezone(timezone(timedelta(hours=-3, minutes=-30)))
    entry = shop.log(
        ana,
        words="called, no answer",
        kind=Kind.CALL,
        moment=moment,
        channel=Channel.PHONE,
        direction=Direction.OUT,
        outcome=Outcome.UNANSWERED,
    )
    found = shop.entry(entry)
    assert (found.words, found.kind, found.channel, found.direction, found.outcome) == (
        "called, no answer",
        Kind.CALL,
        Channel.PHONE,
        Direction.OUT,
        Outcome.UNANSWERED,
    )
    assert (found.at, found.at.utcoffset()) == (moment, timedelta(hours=-3, minutes=-30))
    assert (found.staff_id, found.customers, found.total, found.edited) == (1, (ana,), None, False)


def test_an_entry_needs_somebody_the_shop_knows(shop: Shop) -> None:
    ana = shop.customer("Ana")
    assert refused(shop, lambda tx: interactions.log(tx, an_entry()))[0] == "entry.nobody"
    assert refused(shop, lambda tx: interactions.log(tx, an_entry(ana, 99)))[0] == "entry.unknown_customer"


def test_an_entry_cannot_be_endless(shop: Shop) -> None:
    ana = shop.customer("Ana")
    code, details = refused(shop, lambda tx: interactions.log(tx, an_entry(ana, words="x" * (MAX_WORDS + 1))))
    assert (code, details) == ("entry.too_long", {"limit": MAX_WORDS})
    entry = shop.log(ana, words="x" * MAX_WORDS)
    with pytest.raises(UserError, match=r"entry\.too_long"):
        shop.edit(entry, words="x" * (MAX_WORDS + 1))


def test_naming_somebody_twice_is_once(shop: Shop) -> None:
    ana, bo = shop.customer("Ana"), shop.customer("Bo")
    assert shop.entry(shop.log(ana, bo, ana)).customers == (ana, bo)


def test_what_comes_with_an_entry_is_one_act_about_the_first_named(shop: Shop) -> None:
    ana, bo = shop.customer("Ana"), shop.customer("Bo")
    before = shop.tables()
    entry = shop.log(
        ana,
        bo,
        ago=3,
        facts=(NewFact(FactKind.SIZE, "39", about="daughter"),),
        promises=(NewPromise(" keep a loaf ", TODAY),),
        wishes=(NewWish("spelt"),),
    )
    fact = shop.read(lambda reader: facts.of_sources(reader, [entry]))[entry][0]
    promise = shop.read(lambda reader: promises.of_sources(reader, [entry]))[entry][0]
    wish = shop.read(lambda reader: wishes.of_sources(reader, [entry]))[entry][0]
    assert (fact.customer_id, fact.value, fact.learned) == (ana, "39", days_ago(3))
    assert (promise.customer_id, promise.words, promise.made, promise.due) == (ana, "keep a loaf", days_ago(3), TODAY)
    assert (wish.customer_id, wish.words, wish.made) == (ana, "spelt", days_ago(3))
    shop.operations.undo()
    assert shop.tables() == before


def test_an_empty_chip_refuses_the_whole_entry(shop: Shop) -> None:
    ana = shop.customer("Ana")
    for chips, code in (
        ({"facts": (NewFact("likes", " "),)}, "fact.empty"),
        ({"promises": (NewPromise(""),)}, "promise.empty"),
        ({"wishes": (NewWish(" "),)}, "wish.empty"),
    ):
        assert refused(shop, lambda tx, chips=chips: interactions.log(tx, an_entry(ana, **chips)))[0] == code  # type: ignore[misc]


def test_one_entry_of_two_people_is_on_both_timelines(shop: Shop) -> None:
    ana, bo = shop.customer("Ana"), shop.customer("Bo")
    entry = shop.log(ana, bo, words="came together")
    for one in (ana, bo):
        with shop.database.read() as reader:
            assert [found.id for found in timeline.page(reader, one)] == [entry]
    assert len(shop.tables()["interaction"]) == 1


# -- money --


def test_returns_subtract(shop: Shop) -> None:
    ana = shop.customer("Ana")
    shop.sell(ana, a_sold("boots", 8_990), a_sold("laces", 350, 2))
    back = shop.log(ana, kind=Kind.RETURN, lines=(a_sold("laces", -350, -2),))
    assert shop.entry(back).total == Money(-350, "EUR")
    assert spend(shop, ana) == 8_990
    with shop.database.read() as reader:
        page = customer_page.page(reader, ana, TODAY)
    assert page is not None
    assert (page.stat.entries, page.stat.spend, page.currency) == (2, 8_990, "EUR")


def test_a_line_without_a_price_makes_no_total(shop: Shop) -> None:
    ana = shop.customer("Ana")
    assert shop.entry(shop.sell(ana, a_sold("roll"))).total is None
    assert shop.entry(shop.sell(ana, a_sold("roll"), a_sold("rye", 320))).total == Money(320, "EUR")
    assert shop.entry(shop.sell(ana, a_sold("free roll", 0))).total == Money(0, "EUR")


def test_lines_are_kept_as_told(shop: Shop) -> None:
    ana = shop.customer("Ana")
    line = NewPurchaseLine("cheese", Decimal("0.275"), unit_price=2_490, discount=50, amount=635)
    (found,) = shop.entry(shop.sell(ana, line)).lines
    assert (found.product, found.quantity, found.unit_price, found.discount, found.amount) == (
        "cheese",
        Decimal("0.275"),
        2_490,
        50,
        635,
    )


def test_the_currency_is_the_shops_where_none_is_named(shop: Shop) -> None:
    ana = shop.customer("Ana")
    shop.run("setting", lambda tx: shop_settings.change(tx, currency="jpy"))
    assert shop.entry(shop.sell(ana, a_sold("rye", 320))).total == Money(320, "JPY")
    assert shop.entry(shop.sell(ana, a_sold("rye", 320), currency="GBP")).total == Money(320, "GBP")


@settings(max_examples=20)
@given(st.lists(st.tuples(st.lists(st.none() | st.integers(-10_000, 10_000), max_size=4), st.booleans()), max_size=6))
def test_sums_match_the_entries_to_the_cent(bought: list[tuple[list[int | None], bool]]) -> None:
    shop = Shop()
    try:
        ana, bo = shop.customer("Ana"), shop.customer("Bo")
        entries = []
        for amounts, first in bought:
            lines = tuple(a_sold("rye", amount) for amount in amounts)
            entries.append(shop.log(*((ana, bo) if first else (bo, ana)), kind=Kind.PURCHASE, lines=lines))
        totals = dict.fromkeys((ana, bo), 0)
        for entry in map(shop.entry, entries):
            told = [line.amount for line in entry.lines if line.amount is not None]
            assert entry.total == (Money(sum(told), "EUR") if told else None)
            totals[entry.customers[0]] += sum(told)
        assert {one: spend(shop, one) for one in (ana, bo)} == totals
    finally:
        shop.close()


# -- dates --


def test_an_entry_counts_at_its_own_date(shop: Shop) -> None:
    ana = shop.customer("Ana")
    for ago in (28, 21, 14):
        shop.log(ana, ago=ago)
    before = shop.read(lambda reader: dossier(reader, ana, TODAY))
    shop.log(ana, ago=7)
    after = shop.read(lambda reader: dossier(reader, ana, TODAY))
    assert before is not None
    assert after is not None
    assert (before.rhythm.last, after.rhythm.last) == (days_ago(14).toordinal(), days_ago(7).toordinal())
    stat = shop.read(lambda reader: stored.stats(reader, [ana]))[ana]
    assert stat.last == at(days_ago(7), 9)
    shop.log(ana, ago=100)
    stat = shop.read(lambda reader: stored.stats(reader, [ana]))[ana]
    assert (stat.first, stat.last) == (at(days_ago(100), 9), at(days_ago(7), 9))


# -- editing and removing --


def test_an_edit_moves_the_entry_on_every_timeline(shop: Shop) -> None:
    ana, bo = shop.customer("Ana"), shop.customer("Bo")
    first, second = shop.log(ana, bo, ago=9), shop.log(ana, ago=5)
    shop.edit(first, at=at(days_ago(1)), kind=Kind.CALL, direction=Direction.OUT)
    assert [entry.id for entry in shop.read(lambda reader: timeline.page(reader, ana))] == [first, second]
    for row in shop.tables()["participant"][:2]:
        assert (row.kind, row.direction, row.day) == ("call", "out", days_ago(1).toordinal())
    shop.assert_sound()


def test_a_purchase_that_turns_out_a_return_is_taken_off_what_they_spent(shop: Shop) -> None:
    ana = shop.customer("Ana")
    entry = shop.sell(ana, a_sold("laces", 350, 2), a_sold("bag"))
    before = shop.tables()
    shop.edit(entry, kind=Kind.RETURN)
    found = shop.entry(entry)
    assert found.total == Money(-350, "EUR")
    assert [(line.quantity, line.amount) for line in found.lines] == [(Decimal(-2), -350), (Decimal(-1), None)]
    assert spend(shop, ana) == -350
    shop.edit(entry, words="brought back")
    assert shop.entry(entry).total == Money(-350, "EUR")
    shop.operations.undo()
    shop.operations.undo()
    assert shop.tables() == before
    shop.assert_sound()


def test_what_was_paid_in_another_currency_is_not_added_to_what_they_spent(shop: Shop) -> None:
    ana = shop.customer("Ana")
    yen = shop.sell(ana, a_sold("fan", 1000), currency="JPY")
    shop.sell(ana, a_sold("laces", 350), currency="EUR")
    assert spend(shop, ana) == 350
    assert shop.entry(yen).total == Money(1000, "JPY")


@pytest.mark.parametrize("offset", [timedelta(minutes=19, seconds=32), timedelta(minutes=-44, seconds=-30)])
def test_an_entry_keeps_its_day_and_clock_whatever_the_offset_of_old_times(shop: Shop, offset: timedelta) -> None:
    moment = datetime(1930, 1, 1, tzinfo=timezone(offset))
    found = shop.entry(shop.log(shop.customer("Ana"), moment=moment))
    assert found.at.replace(tzinfo=None) == datetime(1930, 1, 1)  # noqa: DTZ001 - the wall clock is meant


def test_what_was_learned_from_an_entry_stays_when_the_entry_goes(shop: Shop) -> None:
    ana = shop.customer("Ana")
    entry = shop.log(ana, facts=(NewFact("dog", "poodle"),), promises=(NewPromise("ring"),), wishes=(NewWish("rye"),))
    before = shop.tables()
    shop.run("log_remove", lambda tx: interactions.remove(tx, entry))
    tables = shop.tables()
    for name in ("fact", "promise", "wish"):
        assert [row.source_id for row in tables[name]] == [None]
    assert tables["interaction"] == tables["participant"] == []
    shop.operations.undo()
    assert shop.tables() == before
