"""What suggestions promise: tailored, faithful, the same everywhere, blind to the future, silent without evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from relapp.domain.facts import FactKind
from relapp.domain.interactions import Kind, NewInteraction, NewPurchaseLine
from relapp.domain.receipts import Source
from relapp.domain.suggestions.codes import Why
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.services import interactions, suggestions
from relapp.services.suggestions import Board
from relapp.storage import interactions as stored
from relapp.storage import loading
from relapp.storage.transaction import Transaction
from relapp.ui.wording import suggestions as wording
from tests.builders import TODAY, at, days_ago
from tests.shop import Shop, a_sold

Life = Callable[[Shop, int], object]
"""What happened with one customer."""

BREADS = ("rye", "roll", "spelt", "wholemeal", "cake")


def board(shop: Shop, day: date = TODAY) -> Board:
    return shop.read(lambda reader: suggestions.board(reader, day))


def said(shop: Shop, customer_id: int, day: date = TODAY) -> list[str]:
    """Everything that stands for a customer, in words."""
    return [
        f"{wording.act(one.act, day)}. {wording.why(one.reason, day)}"
        for one in board(shop, day).standing.get(customer_id, ())
    ]


def crowd(shop: Shop, size: int = 40) -> list[int]:
    """Customers who come each at a pace of their own, so that the shop has something to teach."""
    people = [shop.customer(f"Other {number}", phone=f"0555 {number:04}") for number in range(size)]
    entries = [
        (
            NewInteraction(
                (who,), Kind.PURCHASE, at(days_ago(2 + who % 9 + turn * (5 + who % 17))),
                lines=(NewPurchaseLine(BREADS[(who + turn) % 5], amount=200 + 10 * who),),
            ),
            None,
        )
        for who in people
        for turn in range(3 + who % 11)
    ]  # fmt: skip
    shop.run("import", lambda tx: loading.add_interactions(tx, entries, "EUR"))
    return people


def slipped(shop: Shop, who: int) -> None:
    for ago in range(40, 160, 12):
        shop.sell(who, a_sold("rye", 350), a_sold("roll", 90), ago=ago)


def runs_out(shop: Shop, who: int) -> None:
    for ago in (31, 61, 91, 121, 151, 181):
        shop.sell(who, a_sold("coffee beans", 1200), ago=ago)
    for ago in (3, 10, 17, 24, 38, 45):
        shop.sell(who, a_sold("rye", 350), ago=ago)


def once(shop: Shop, who: int) -> None:
    shop.sell(who, a_sold("cake", 2500), ago=12)


def bought_dear(shop: Shop, who: int) -> None:
    for ago in (200, 150, 100, 60, 30):
        shop.sell(who, a_sold("roll", 90), ago=ago)
    shop.sell(who, a_sold("stand mixer", 45_000), ago=9)


def birthday(shop: Shop, who: int) -> None:
    day = TODAY + timedelta(days=3)
    shop.log(who, words="told us her birthday", ago=60)
    shop.learn(who, FactKind.BIRTHDAY, "", month=day.month, day=day.day)


def asks(shop: Shop, who: int) -> None:
    shop.log(who, kind=Kind.ENQUIRY, words="does spelt come?", ago=2)


LIVES: dict[str, Life] = {life.__name__: life for life in (slipped, runs_out, once, bought_dear, birthday, asks)}


def lived(first: Life, second: Life) -> Iterator[Shop]:
    shop = Shop()
    crowd(shop)
    for number, life in enumerate((first, second)):
        life(shop, shop.customer("Alex Roe", phone=f"0777 123{number}"))
    yield shop
    shop.close()


ALEX, OTHER_ALEX = 41, 42
"""The two customers of :func:`lived`, who bear one name."""


@pytest.fixture
def full(shop: Shop) -> Shop:
    """A crowd, and somebody for every life."""
    crowd(shop)
    for number, (name, life) in enumerate(LIVES.items()):
        life(shop, shop.customer(name, phone=f"0777 123{number}"))
    return shop


# -- tailored --


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_equal_lives_are_told_in_equal_words(life: Life) -> None:
    for shop in lived(life, life):
        assert said(shop, ALEX) == said(shop, OTHER_ALEX) != []


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_swapped_lives_swap_the_words(life: Life) -> None:
    """What is said follows the life and not the place in the file."""
    other: Life = once if life is not once else slipped
    for one, swapped in zip(lived(life, other), lived(other, life), strict=True):
        assert said(one, ALEX) == said(swapped, OTHER_ALEX)
        assert said(one, OTHER_ALEX) == said(swapped, ALEX)
        assert said(one, ALEX) != said(one, OTHER_ALEX)


# -- faithful --


def remove(tx: Transaction, entries: list[int]) -> None:
    for entry in entries:
        interactions.remove(tx, entry)


def cited(one: Suggestion) -> list[int]:
    return [receipt.id for receipt in one.receipts if receipt.source is Source.INTERACTION]


def test_without_the_cited_entries_nothing_of_it_is_said_any_more(full: Shop) -> None:
    """Every sentence that cites entries vanishes with them, or is said of others with less urgency."""
    checked = set()
    for one in [one for some in board(full).standing.values() for one in some]:
        entries = cited(one)
        if not entries:
            continue
        full.run("gone", lambda tx, entries=entries: remove(tx, entries))  # type: ignore[misc]
        left = board(full).standing.get(one.customer_id, ())
        same = [other for other in left if other.kind is one.kind and other.reason == one.reason]
        assert not same, f"{one.kind} still says {one.reason}"
        full.operations.undo()
        checked.add(one.kind)
    assert {SuggestionKind.SLIPPING, SuggestionKind.REPLENISH, SuggestionKind.OWED_REPLY} <= checked


def test_the_numbers_of_a_rhythm_are_counted_again_from_its_receipts(full: Shop) -> None:
    found = [one for some in board(full).standing.values() for one in some if one.reason.code == Why.RHYTHM]
    assert found
    for one in found:
        entries = full.read(lambda reader, one=one: stored.find(reader, cited(one)))  # type: ignore[misc]
        days = sorted({entry.day for entry in entries})[-one.reason.details["visits"] :]
        gaps = sorted((later - earlier).days for earlier, later in pairwise(days))
        middle = (gaps[(len(gaps) - 1) // 2] + gaps[len(gaps) // 2]) / 2
        assert one.reason.details["last"] == days[-1]
        assert one.reason.details["gap_days"] == round(middle)
        assert one.reason.details["silence_days"] == (TODAY - days[-1]).days


def test_what_others_do_changes_no_word_about_this_customer(full: Shop) -> None:
    """The way to tell them may be another, for when they come next is learned from everybody."""

    def facts() -> dict[int, list[Reason]]:
        found = board(full).standing
        return {who: [one.reason for one in found.get(who, ())] for who in range(41, 47)}

    before = facts()
    for other in range(1, 20):
        full.sell(other, a_sold("rye", 320), ago=1)
    assert facts() == before


# -- blind to what is to come --


def test_nothing_dated_today_or_later_teaches_anything(full: Shop) -> None:
    before = board(full)
    full.set_day(TODAY + timedelta(days=30))
    for ago in (0, -1, -10, -29):
        for who in range(1, 30):
            full.sell(who, a_sold("rye", 99_000), a_sold("never seen", 5), ago=ago)
    after = board(full)
    everyone = range(1, 47)
    assert after.engine is not None
    assert before.engine is not None
    signals = [full.read(lambda reader, held=held: held.engine.signals(reader, everyone)) for held in (before, after)]  # type: ignore[misc]
    assert signals[0] == signals[1]
    untouched = range(30, 47)
    assert {who: after.standing.get(who) for who in untouched} == {who: before.standing.get(who) for who in untouched}


# -- the same everywhere --


def test_two_shops_with_the_same_data_say_the_same(tmp_path: Path) -> None:
    lists = []
    for name in ("one", "two"):
        shop = Shop(tmp_path / f"{name}.sqlite")
        crowd(shop)
        for number, life in enumerate(LIVES.values()):
            life(shop, shop.customer("Alex Roe", phone=f"0777 123{number}"))
        lists.append(board(shop).today())
        shop.reopen()
        lists.append(board(shop).today())
        shop.close()
    assert lists[0].suggestions
    assert all(one == lists[0] for one in lists)


# -- little or strange data --


def test_an_empty_shop_says_nothing(shop: Shop) -> None:
    assert board(shop).today().suggestions == ()


def test_of_one_customer_who_came_once_nothing_is_invented(shop: Shop) -> None:
    who = shop.customer("Alex Roe")
    shop.sell(who, a_sold("cake", 2500), ago=3)
    assert board(shop).today().suggestions == ()


def test_notes_and_promises_without_sales_give_obligations_and_questions_only(shop: Shop) -> None:
    who = shop.customer("Alex Roe", phone="0777 1234")
    shop.log(who, kind=Kind.NOTE, words="likes jazz", ago=30)
    shop.promise(who, "bring the record", due_in=0)
    assert [one.kind for one in board(shop).today().suggestions] == [SuggestionKind.PROMISE]


def test_a_hundred_thousand_visits_of_one_customer_are_borne(shop: Shop) -> None:
    who = shop.customer("Walk-in")
    entries = [
        (NewInteraction((who,), Kind.VISIT, at(days_ago(1 + number % 3000), hour=number % 24)), None)
        for number in range(100_000)
    ]
    shop.run("import", lambda tx: loading.add_interactions(tx, entries, "EUR"))
    assert all(one.kind is SuggestionKind.ASK for one in board(shop).today().suggestions)


def all_on_one_day(shop: Shop, who: int) -> None:
    for _ in range(50):
        shop.log(who, ago=5)


def only_returns(shop: Shop, who: int) -> None:
    for ago in range(1, 60, 7):
        shop.log(who, kind=Kind.RETURN, lines=(a_sold("rye", -320, -1),), ago=ago)


def all_to_come(shop: Shop, who: int) -> None:
    for ago in range(-60, 0, 7):
        shop.sell(who, a_sold("rye", 320), ago=ago)


def at_the_ends_of_the_calendar(shop: Shop, who: int) -> None:
    for year in (1, 1600, 1969, 9999):
        shop.sell(who, a_sold("rye", 320), moment=at(date(year, 1, 3)))


@pytest.mark.parametrize("strange", [all_on_one_day, only_returns, all_to_come, at_the_ends_of_the_calendar])
def test_strange_data_is_borne(shop: Shop, strange: Life) -> None:
    who = shop.customer("Alex Roe", phone="0777 1234")
    strange(shop, who)
    board(shop)
    crowd(shop)
    strange(shop, who)
    assert len(board(shop).today().suggestions) <= 7


def test_a_clock_that_was_set_back_does_no_harm(full: Shop) -> None:
    full.set_day(TODAY - timedelta(days=400))
    earlier = board(full, TODAY - timedelta(days=400))
    assert earlier.day == TODAY - timedelta(days=400)
    full.set_day(TODAY)
    board(full)
