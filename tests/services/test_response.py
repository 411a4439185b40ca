"""What is learned from a shop's own entries: which contacts there were, what followed them, and nothing dated later."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.model import Reason, Refusal, Suggestion, SuggestionKind
from relapp.domain.suggestions.record import Record, quieted
from relapp.domain.suggestions.response import Contact
from relapp.services import answers, response
from relapp.storage.transaction import Transaction
from relapp.ui.wording import suggestions as wording
from tests.builders import TODAY, days_ago
from tests.shop import Shop

ANA, BO = 1, 2


def a_shop(shop: Shop) -> Shop:
    for name in ("Ana", "Bo"):
        shop.customer(name, phone="0123 456", email="x@example.org")
    return shop


def made(shop: Shop) -> list[Contact]:
    return shop.read(lambda reader: response.contacts(reader, TODAY))


def test_every_contact_of_ours_is_a_case_with_what_followed_it(shop: Shop) -> None:
    a_shop(shop)
    shop.log(ANA, kind=Kind.CALL, outcome=Outcome.ANSWERED, ago=90)
    shop.log(ANA, kind=Kind.CALL, outcome=Outcome.UNANSWERED, ago=80)
    shop.log(ANA, kind=Kind.EMAIL, ago=60)
    shop.log(ANA, kind=Kind.PURCHASE, ago=50)
    shop.log(ANA, kind=Kind.LETTER, ago=30)
    shop.log(BO, kind=Kind.MESSAGE, ago=5)
    shop.log(BO, ANA, kind=Kind.MESSAGE, ago=4)
    shop.log(BO, kind=Kind.CALL, direction=Direction.IN, ago=3)
    shop.log(BO, kind=Kind.DELIVERY, ago=2)
    shop.log(BO, kind=Kind.NOTE, channel=Channel.PHONE, direction=Direction.OUT, ago=2)
    found = [(one.customer_id, one.channel, TODAY.toordinal() - one.day, one.answered) for one in made(shop)]
    assert found == [
        (ANA, Channel.PHONE, 90, True),
        (ANA, Channel.PHONE, 80, False),
        (ANA, Channel.EMAIL, 60, True),
        (ANA, Channel.POST, 30, False),
        (ANA, Channel.MESSAGE, 4, None),
        (BO, Channel.MESSAGE, 5, True),
        (BO, Channel.MESSAGE, 4, True),
    ]


def test_quick_replies_alone_are_no_cases_while_others_of_that_day_may_still_reply(shop: Shop) -> None:
    for number in range(1, 13):
        shop.customer(f"C{number}")
        shop.log(number, kind=Kind.MESSAGE, ago=5)
        if number <= 4:
            shop.log(number, kind=Kind.MESSAGE, direction=Direction.IN, ago=3)
    shop.log(5, kind=Kind.CALL, outcome=Outcome.ANSWERED, ago=2)
    found = {(one.customer_id, one.channel): (one.answered, one.is_case) for one in made(shop)}
    assert [found[number, Channel.MESSAGE] for number in (4, 5)] == [(True, False), (None, False)]
    assert found[5, Channel.PHONE] == (True, True)
    learned = shop.read(lambda reader: response.response(reader, TODAY))
    assert (learned.cases, learned.heard(1), [one.channel for one in learned.heard(5)]) == (1, (), [Channel.PHONE])
    over = shop.read(lambda reader: response.response(reader, TODAY + timedelta(days=10)))
    assert (over.cases, over.heard(1)[0].answered, over.heard(6)[0].answered) == (13, 1, 0)


def test_what_came_before_a_contact_on_its_day_is_no_reply_to_it(shop: Shop) -> None:
    a_shop(shop)
    shop.log(ANA, ago=30)
    shop.log(ANA, kind=Kind.EMAIL, moment=shop.now.replace(hour=15) - (TODAY - days_ago(30)))
    assert [one.answered for one in made(shop)] == [False]
    shop.log(ANA, moment=shop.now.replace(hour=17) - (TODAY - days_ago(30)))
    assert [one.answered for one in made(shop)] == [True]


def test_a_contact_knows_the_suggestion_it_was_made_for_and_how_it_was_done(shop: Shop) -> None:
    a_shop(shop)
    one = Suggestion(ANA, SuggestionKind.DATE, Reason("a"), Reason("b"), (), Channel.EMAIL, None, "e")
    shop.set_day(days_ago(20))
    shop.run("suggestion_done", lambda tx: answers.done(tx, one, Outcome.ANSWERED))
    shop.set_day(TODAY)
    (contact,) = made(shop)
    assert (contact.kind, contact.channel, contact.answered) == (SuggestionKind.DATE, Channel.EMAIL, True)


def test_the_way_by_which_they_came_to_us_is_their_own(shop: Shop) -> None:
    a_shop(shop)
    shop.log(ANA, kind=Kind.EMAIL, ago=60)
    shop.log(ANA, kind=Kind.EMAIL, direction=Direction.IN, ago=50)
    shop.log(ANA, kind=Kind.EMAIL, ago=40)
    shop.log(ANA, kind=Kind.CALL, ago=40)
    assert [(one.channel, one.own_way) for one in made(shop)] == [
        (Channel.EMAIL, False),
        (Channel.EMAIL, True),
        (Channel.PHONE, False),
    ]


def test_nothing_dated_on_or_after_the_day_teaches(shop: Shop) -> None:
    a_shop(shop)
    for ago in (100, 70, 40, 8):
        shop.log(ANA, kind=Kind.EMAIL, ago=ago)
        shop.log(BO, kind=Kind.CALL, outcome=Outcome.UNANSWERED, ago=ago)
    before = made(shop)
    learned = shop.read(lambda reader: response.response(reader, TODAY))
    for ahead in (0, 1, 5):
        for who in (ANA, BO):
            shop.log(who, ago=-ahead)
            shop.log(who, kind=Kind.EMAIL, ago=-ahead)
            shop.log(who, kind=Kind.CALL, direction=Direction.IN, ago=-ahead)
    assert made(shop) == before
    assert shop.read(lambda reader: response.response(reader, TODAY)) == learned


def test_a_small_shop_learns_who_answers_by_what(shop: Shop) -> None:
    a_shop(shop)
    for ago in (200, 160, 120, 80):
        shop.log(ANA, kind=Kind.CALL, outcome=Outcome.ANSWERED, ago=ago)
        shop.log(ANA, kind=Kind.EMAIL, ago=ago - 20)
        shop.log(BO, kind=Kind.CALL, outcome=Outcome.UNANSWERED, ago=ago)
        shop.log(BO, kind=Kind.EMAIL, ago=ago - 20)
        shop.log(BO, kind=Kind.EMAIL, direction=Direction.IN, ago=ago - 21)
    learned = shop.read(lambda reader: response.response(reader, TODAY))
    assert learned.chance(ANA, None, Channel.PHONE) > learned.chance(ANA, None, Channel.EMAIL)
    assert learned.chance(BO, None, Channel.EMAIL) > learned.chance(BO, None, Channel.PHONE)


# -- track record --


def an_idea(who: int, evidence: str, kind: SuggestionKind = SuggestionKind.SLIPPING) -> Suggestion:
    return Suggestion(who, kind, Reason("a"), Reason("b"), (), Channel.PHONE, None, evidence)


def answered_ago(shop: Shop, ago: int, verb: Callable[[Transaction], object]) -> None:
    shop.set_day(days_ago(ago))
    shop.run("x", verb)
    shop.set_day(TODAY)


def records(shop: Shop) -> dict[SuggestionKind, Record]:
    return shop.read(lambda reader: response.record(reader, TODAY))


def test_a_record_counts_what_was_shown_done_answered_and_bought_after(shop: Shop) -> None:
    a_shop(shop)
    for ago, evidence in ((100, "a"), (99, "a"), (98, "b"), (60, "c"), (50, "d")):
        answered_ago(shop, ago, lambda tx, e=evidence, a=ago: answers.note_shown(tx, [an_idea(ANA, e)], days_ago(a)))  # type: ignore[misc]
    answered_ago(shop, 98, lambda tx: answers.done(tx, an_idea(ANA, "a"), Outcome.ANSWERED))
    answered_ago(shop, 97, lambda tx: answers.done(tx, an_idea(BO, "b"), Outcome.UNANSWERED))
    shop.sell(BO, ago=96)
    answered_ago(shop, 60, lambda tx: answers.done(tx, an_idea(ANA, "c"), Outcome.UNANSWERED))
    answered_ago(shop, 5, lambda tx: answers.done(tx, an_idea(ANA, "e")))
    answered_ago(shop, 30, lambda tx: answers.refuse(tx, an_idea(BO, "f"), Refusal.DONE_ALREADY))
    answered_ago(shop, 29, lambda tx: answers.later(tx, an_idea(BO, "g"), TODAY))
    shop.sell(ANA, ago=45)
    found = records(shop)[SuggestionKind.SLIPPING]
    assert (found.shown, found.done, found.later, found.no, found.helped) == (4, 4, 1, 1, 5)
    assert (found.tried, found.answered) == (3, 2)
    assert (found.due_back, found.bought) == (3, 2)
    assert (found.left, found.left_bought) == (2, 1)
    assert records(shop)[SuggestionKind.ASK] == Record(SuggestionKind.ASK)


def test_a_record_counts_a_case_either_way_only_once_its_time_is_over(shop: Shop) -> None:
    for number in range(1, 13):
        shop.customer(f"C{number}")
        one = replace(an_idea(number, "e"), channel=Channel.MESSAGE)
        answered_ago(shop, 5, lambda tx, one=one: answers.done(tx, one))  # type: ignore[misc]
        if number <= 4:
            shop.log(number, kind=Kind.MESSAGE, direction=Direction.IN, ago=3)
            shop.sell(number, ago=2)
    found = records(shop)[SuggestionKind.SLIPPING]
    assert (found.done, found.tried, found.answered, found.due_back, found.bought) == (12, 0, 0, 0, 0)
    for days, tried, due_back in ((9, 0, 0), (10, 12, 0), (25, 12, 0), (26, 12, 12)):
        day = TODAY + timedelta(days=days)
        found = shop.read(lambda reader, day=day: response.record(reader, day))[SuggestionKind.SLIPPING]  # type: ignore[misc]
        assert (found.tried, found.answered) == (tried, min(tried, 4))
        assert (found.due_back, found.bought) == (due_back, min(due_back, 4))


def test_a_call_with_a_noted_outcome_is_in_the_record_at_once(shop: Shop) -> None:
    a_shop(shop)
    answered_ago(shop, 2, lambda tx: answers.done(tx, an_idea(ANA, "a"), Outcome.UNANSWERED))
    answered_ago(shop, 2, lambda tx: answers.done(tx, an_idea(BO, "b"), Outcome.ANSWERED))
    answered_ago(shop, 2, lambda tx: answers.done(tx, an_idea(BO, "c")))
    found = records(shop)[SuggestionKind.SLIPPING]
    assert (found.tried, found.answered) == (2, 1)


def test_a_record_follows_what_the_entry_says_later(shop: Shop) -> None:
    a_shop(shop)
    answered_ago(shop, 40, lambda tx: answers.done(tx, an_idea(ANA, "a"), Outcome.UNANSWERED))
    assert records(shop)[SuggestionKind.SLIPPING].answered == 0
    shop.edit(1, outcome=Outcome.ANSWERED)
    assert records(shop)[SuggestionKind.SLIPPING].answered == 1


def test_naming_a_wrong_receipt_counts_once(shop: Shop) -> None:
    a_shop(shop)
    receipt = Receipt(Source.FACT, 1)
    one = replace(an_idea(ANA, "a"), receipts=(receipt,))
    answered_ago(shop, 4, lambda tx: answers.not_true(tx, one, receipt))
    assert records(shop)[SuggestionKind.SLIPPING].refused == {Refusal.NOT_TRUE: 1}


def test_nothing_of_today_or_later_and_nothing_old_is_in_a_record(shop: Shop) -> None:
    a_shop(shop)
    for ago in (0, -3, 200):
        answered_ago(shop, ago, lambda tx: answers.done(tx, an_idea(ANA, "a"), Outcome.ANSWERED))
        answered_ago(shop, ago, lambda tx: answers.refuse(tx, an_idea(ANA, "b"), Refusal.NEVER))
        answered_ago(shop, ago, lambda tx, a=ago: answers.note_shown(tx, [an_idea(ANA, "c")], days_ago(a)))  # type: ignore[misc]
    assert records(shop) == {kind: Record(kind) for kind in SuggestionKind}


def test_a_kind_that_fails_is_quietened_and_comes_back_when_its_failures_are_long_ago(shop: Shop) -> None:
    a_shop(shop)
    for number in range(12):
        answered_ago(shop, 170, lambda tx, n=number: answers.refuse(tx, an_idea(ANA, f"{n}"), Refusal.NOT_TRUE))  # type: ignore[misc]
    found = records(shop)
    assert quieted(found) == {SuggestionKind.SLIPPING}
    reason = found[SuggestionKind.SLIPPING].quiet
    assert reason is not None
    assert wording.quiet(reason) == "Quietened: of 12 lately judged, 12 were not true or not wanted."
    later = shop.read(lambda reader: response.record(reader, TODAY + timedelta(days=20)))
    assert quieted(later) == frozenset()


def test_only_learning_takes_numpy() -> None:
    asked = "import sys, relapp.services.response, relapp.services.answers, relapp.domain.suggestions.ranking"
    subprocess.run([sys.executable, "-c", f"{asked}; assert 'numpy' not in sys.modules"], check=True)
