"""The day's list over a whole shop: always as if made anew, and never against what staff answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relapp.domain.changes import UndoReport
from relapp.domain.customers import ContactKind, NewContactPoint
from relapp.domain.facts import FactKind
from relapp.domain.interactions import Direction, Kind
from relapp.domain.peace import NewQuiet
from relapp.domain.promises import PromiseState
from relapp.domain.suggestions.codes import Peace
from relapp.domain.suggestions.model import Refusal, Suggestion, SuggestionKind
from relapp.services import answers, consents, customers, facts, interactions, promises, staff, suggestions
from relapp.services.pages import today as today_page
from relapp.services.suggestions import Board
from tests.builders import TODAY, days_ago
from tests.shop import Shop, a_sold

WEEKLY, YEARLY, ASKING, OWED, BIRTHDAY, ONCE, WAITING, QUIET = range(1, 9)


def board(shop: Shop) -> Board:
    return shop.read(lambda reader: suggestions.board(reader, TODAY))


def today(shop: Shop) -> list[tuple[int, SuggestionKind]]:
    return [(one.customer_id, one.kind) for one in board(shop).today().suggestions]


def shown(shop: Shop, customer_id: int, kind: SuggestionKind) -> Suggestion:
    return next(one for one in board(shop).standing[customer_id] if one.kind is kind)


def kinds(shop: Shop, customer_id: int) -> set[SuggestionKind]:
    return {one.kind for one in board(shop).standing.get(customer_id, ())}


def furnish(shop: Shop) -> None:
    """Somebody for every rule."""
    for name in ("Weekly", "Yearly", "Asking", "Owed", "Birthday", "Once", "Waiting", "Quiet"):
        shop.customer(name, phone="" if name == "Waiting" else "0123 456")
    for ago in range(28, 92, 7):
        shop.sell(WEEKLY, a_sold("rye", 320), a_sold("roll", 50), ago=ago)
    for ago in (363, 728, 1093):
        shop.log(YEARLY, ago=ago)
    shop.log(ASKING, kind=Kind.ENQUIRY, words="do you have spelt?", ago=2)
    shop.promise(OWED, "repair the bike", due_in=-2)
    coming = TODAY + timedelta(days=3)
    shop.learn(BIRTHDAY, FactKind.BIRTHDAY, "", month=coming.month, day=coming.day)
    shop.log(ONCE, ago=10, words="first time here")
    shop.wish(WAITING, "walnut knife")
    for ago in range(30, 90, 10):
        shop.log(QUIET, ago=ago)
    shop.run("customer_edit", lambda tx: customers.leave_in_peace(tx, QUIET, days_ago(-9)))


@pytest.fixture
def furnished(shop: Shop) -> Shop:
    """A shop in which every rule has something to say."""
    furnish(shop)
    return shop


def test_the_list_holds_what_we_owe_and_then_ideas_by_what_they_are_worth(furnished: Shop) -> None:
    assert today(furnished) == [
        (ASKING, SuggestionKind.OWED_REPLY),
        (OWED, SuggestionKind.PROMISE),
        (ONCE, SuggestionKind.SECOND_VISIT),
        (WEEKLY, SuggestionKind.SLIPPING),
        (BIRTHDAY, SuggestionKind.DATE),
        (YEARLY, SuggestionKind.ASK),
        (WAITING, SuggestionKind.TIDY),
    ]
    page = furnished.read(lambda reader: today_page.page(reader, suggestions.board(reader, TODAY)))
    assert [item.customer.name for item in page.items][:2] == ["Asking", "Owed"]
    assert page.items[0].phone == "0123 456"
    assert [item.customer.name for item in page.peace] == ["Quiet"]
    assert page.minutes == sum(item.suggestion.minutes for item in page.items)


# -- answering --


def answer_done(shop: Shop, customer_id: int, kind: SuggestionKind) -> None:
    one = shown(shop, customer_id, kind)
    shop.run("suggestion_done", lambda tx: answers.done(tx, one))


def answer_later(shop: Shop, customer_id: int, kind: SuggestionKind, days: int) -> None:
    one = shown(shop, customer_id, kind)
    shop.run("suggestion_later", lambda tx: answers.later(tx, one, TODAY + timedelta(days=days)))


def answer_no(shop: Shop, customer_id: int, kind: SuggestionKind, why: Refusal) -> None:
    one = shown(shop, customer_id, kind)
    shop.run("suggestion_no", lambda tx: answers.refuse(tx, one, why))


def test_later_brings_it_back_on_its_day(furnished: Shop) -> None:
    answer_later(furnished, WEEKLY, SuggestionKind.SLIPPING, 3)
    assert SuggestionKind.SLIPPING not in kinds(furnished, WEEKLY)
    for ahead, there in ((2, False), (3, True)):
        day = TODAY + timedelta(days=ahead)
        found = furnished.read(lambda reader, day=day: suggestions.board(reader, day))  # type: ignore[misc]
        assert any(one.kind is SuggestionKind.SLIPPING for one in found.standing.get(WEEKLY, ())) is there
    furnished.operations.undo()
    assert SuggestionKind.SLIPPING in kinds(furnished, WEEKLY)


def test_no_never_comes_again_on_the_same_evidence(furnished: Shop) -> None:
    answer_no(furnished, ASKING, SuggestionKind.OWED_REPLY, Refusal.NOT_TRUE)
    assert SuggestionKind.OWED_REPLY not in kinds(furnished, ASKING)
    furnished.log(ASKING, kind=Kind.MESSAGE, direction=Direction.IN, words="and now?", ago=0)
    assert SuggestionKind.OWED_REPLY in kinds(furnished, ASKING)


def test_a_visit_today_makes_a_slipping_suggestion_vanish_at_once(furnished: Shop) -> None:
    stale = board(furnished)
    assert SuggestionKind.SLIPPING in {one.kind for one in stale.standing[WEEKLY]}
    furnished.log(WEEKLY, words="came back")
    fresh = furnished.read(lambda reader: suggestions.refresh(reader, stale, furnished.changes))
    assert SuggestionKind.SLIPPING not in {one.kind for one in fresh.standing.get(WEEKLY, ())}


# -- as if made anew --

PHONE = NewContactPoint(ContactKind.PHONE, "0900 1")
ENTRIES = st.tuples(st.integers(1, 8), st.sampled_from(Kind), st.integers(-3, 120), st.integers(0, 9_000))

ACTS: dict[str, Callable[[Shop], object]] = {
    "later": lambda s: answer_later(s, WEEKLY, SuggestionKind.SLIPPING, 3),
    "never": lambda s: answer_no(s, BIRTHDAY, SuggestionKind.DATE, Refusal.NEVER),
    "done": lambda s: answer_done(s, OWED, SuggestionKind.PROMISE),
    "they come": lambda s: s.log(WEEKLY),
    "they came yesterday": lambda s: s.sell(WEEKLY, a_sold("rye", 320), ago=1),
    "we call in vain": lambda s: s.log(ASKING, kind=Kind.CALL, direction=Direction.OUT),
    "they ask again": lambda s: s.log(ASKING, kind=Kind.MESSAGE, direction=Direction.IN, words="and now?"),
    "together": lambda s: s.log(WEEKLY, YEARLY),
    "something dear": lambda s: s.sell(ONCE, a_sold("bicycle", 90_000), ago=8),
    "an appointment ahead": lambda s: s.log(YEARLY, kind=Kind.APPOINTMENT, ago=-5),
    "promise kept": lambda s: s.run("x", lambda tx: promises.settle(tx, 1, PromiseState.KEPT)),
    "promise moved": lambda s: s.run("x", lambda tx: promises.reschedule(tx, 1, days_ago(-30))),
    "promise given": lambda s: s.promise(YEARLY, "call her", due_in=0),
    "birthday retired": lambda s: s.run("x", lambda tx: facts.retire(tx, 1)),
    "birthday corrected": lambda s: s.learn(BIRTHDAY, FactKind.BIRTHDAY, "", month=1, day=1),
    "wish told": lambda s: s.wish(ONCE, "spelt"),
    "phone found": lambda s: s.run("x", lambda tx: customers.add_contact(tx, WAITING, PHONE)),
    "phone lost": lambda s: s.run("x", lambda tx: customers.remove_contact(tx, 1)),
    "renamed": lambda s: s.run("x", lambda tx: customers.rename(tx, OWED, "Owen", "")),
    "removed": lambda s: s.run("x", lambda tx: customers.remove(tx, [WEEKLY])),
    "no longer quiet": lambda s: s.run("x", lambda tx: customers.leave_in_peace(tx, QUIET, None)),
    "entry edited": lambda s: s.edit(11, at=s.now),
    "entry removed": lambda s: s.run("x", lambda tx: interactions.remove(tx, 14)),
    "somebody new": lambda s: s.customer("New"),
    "staff": lambda s: s.run("x", lambda tx: staff.add(tx, "Bea")),
}


def assert_refreshed(shop: Shop, held: Board, do: Callable[[], object]) -> Board:
    """The list after an act, brought up to date from the one before it."""
    done = do()
    changes = done.changes if isinstance(done, UndoReport) else shop.changes
    fresh = shop.read(lambda reader: suggestions.refresh(reader, held, changes))
    assert fresh == shop.read(lambda reader: suggestions.board(reader, TODAY, held.engine))
    return fresh


@pytest.mark.parametrize("act", ACTS)
def test_after_any_act_the_list_is_as_if_made_anew(furnished: Shop, act: str) -> None:
    held = board(furnished)
    for do in (lambda: ACTS[act](furnished), furnished.operations.undo, furnished.operations.redo):
        held = assert_refreshed(furnished, held, do)


def test_after_many_acts_the_list_is_as_if_made_anew(furnished: Shop) -> None:
    held = board(furnished)
    for act in ACTS.values():
        held = assert_refreshed(furnished, held, lambda act=act: act(furnished))  # type: ignore[misc]


@settings(max_examples=5)
@given(st.lists(ENTRIES, max_size=8))
def test_after_any_entries_the_list_is_as_if_made_anew(entries: list[tuple[int, Kind, int, int]]) -> None:
    shop = Shop()
    try:
        furnish(shop)
        held = board(shop)
        for who, kind, ago, cents in entries:
            lines = (a_sold(f"thing {cents % 5}", cents),) if kind is Kind.PURCHASE else ()
            held = assert_refreshed(shop, held, lambda: shop.log(who, kind=kind, ago=ago, lines=lines))  # noqa: B023
    finally:
        shop.close()


# -- what it may not do --


def test_nothing_dated_after_today_is_used(furnished: Shop) -> None:
    """Another clock, another file or a slip of the finger: the day's list does not see it."""
    before = board(furnished)
    ahead = TODAY + timedelta(days=1)
    furnished.set_day(ahead)
    for who in range(1, 9):
        furnished.sell(who, a_sold("bicycle", 90_000), ago=-1, words="will it come?")
        furnished.log(who, kind=Kind.ENQUIRY, words="will it come?", ago=-2)
        furnished.promise(who, "call", due_in=0)
        furnished.wish(who, "spelt")
        furnished.learn(who, FactKind.LIKES, "rye")
    assert board(furnished).today() == before.today()
    assert board(furnished).shop == before.shop


def test_two_files_with_the_same_data_have_the_same_list() -> None:
    lists = []
    for _ in range(2):
        shop = Shop()
        furnish(shop)
        lists.append(board(shop).today())
        shop.close()
    assert lists[0] == lists[1]


def test_an_import_of_many_makes_the_list_anew(furnished: Shop) -> None:
    held = board(furnished)
    furnished.log(WEEKLY)
    everyone = replace(furnished.changes, customers=None)
    fresh = furnished.read(lambda reader: suggestions.refresh(reader, held, everyone))
    assert fresh == board(furnished)


def test_quiet_of_their_own_turns_the_list_when_it_begins_and_ends(furnished: Shop) -> None:
    furnished.run("quiet", lambda tx: consents.keep_quiet(tx, WEEKLY, NewQuiet(end=time(10))))
    early = furnished.read(lambda reader: suggestions.board(reader, TODAY, hour=time(9)))
    assert not early.turns(time(9, 30))
    assert early.turns(time(10))
    found = {left.customer_id: left.reason.code for left in early.today().left_in_peace}
    assert found[WEEKLY] == Peace.OWN_QUIET
    late = furnished.read(lambda reader: suggestions.board(reader, TODAY, early.engine, hour=time(10)))
    assert WEEKLY in late.standing
