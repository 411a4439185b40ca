"""What they said about being reached, stored with the entry it was said in; nothing that was not accepted."""

from __future__ import annotations

from datetime import time, timedelta
from functools import partial

import pytest

from relapp.domain.consents import REACH, Consent, ConsentState, NewWord, Purpose, is_refused, standing
from relapp.domain.interactions import Channel
from relapp.domain.peace import MOURNING_DAYS, NewPeace, NewQuiet, PeaceWhy, why_of
from relapp.domain.suggestions.kinds.silence import MOURNING
from relapp.services import consents, customers, quick_log
from relapp.services.dossiers import dossier
from relapp.storage import consents as stored
from relapp.storage import customers as stored_customers
from tests.builders import TODAY, at, days_ago
from tests.refusals import refused as refusal
from tests.shop import Shop

ANA = 1
PHONE, EMAIL = Channel.PHONE, Channel.EMAIL


@pytest.fixture
def ana(shop: Shop) -> Shop:
    shop.customer("Ana Moreira", phone="0777 1234", email="ana@home.example")
    return shop


def typed(shop: Shop, line: str, *, accepted: bool = True) -> int:
    now = at(TODAY)
    understood = shop.read(lambda reader: quick_log.understand(reader, line, now, customer_id=ANA))
    chips = understood.reading.chips if accepted else ()
    entry = quick_log.entry_of(understood, chips)
    return shop.run("log", lambda tx: quick_log.log_new(tx, entry, (ANA,))).entry_id


def said(shop: Shop) -> list[Consent]:
    return shop.read(lambda reader: stored.of_customers(reader, [ANA])).get(ANA, [])


def refused(shop: Shop, purpose: Purpose = Purpose.IDEAS) -> set[Channel]:
    return {way for way in REACH if is_refused(said(shop), way, purpose)}


def test_what_was_not_accepted_is_not_stored(ana: Shop) -> None:
    typed(ana, "no calls please, leave me alone until June, never on Sundays", accepted=False)
    assert said(ana) == []
    (who,) = ana.read(lambda reader: stored_customers.find(reader, [ANA]))
    assert (who.leave_until, who.quiet_days) == (None, frozenset())


def test_a_word_keeps_the_day_the_words_who_noted_it_and_the_entry(ana: Shop) -> None:
    entry = typed(ana, "yesterday: letters only please")
    words = {one.channel: one for one in said(ana)}
    assert refused(ana) == {PHONE, Channel.MESSAGE, EMAIL}
    assert words[Channel.POST].state is ConsentState.GIVEN
    assert {(one.day, one.how, one.source_id) for one in words.values()} == {
        (days_ago(1), "letters only please", entry)
    }


def test_peace_mourning_and_quiet_are_kept_with_their_reason_and_day(ana: Shop) -> None:
    typed(ana, "her husband died")
    (who,) = ana.read(lambda reader: stored_customers.find(reader, [ANA]))
    assert who.leave_until == TODAY + timedelta(days=MOURNING_DAYS)
    assert why_of(who) == (PeaceWhy.MOURNING, TODAY)
    typed(ana, "not before 10, never on Sundays")
    (who,) = ana.read(lambda reader: stored_customers.find(reader, [ANA]))
    assert (who.quiet_from, who.quiet_to, who.quiet_days) == (time(), time(10), frozenset({6}))


def test_peace_ends_with_every_reason_for_it(ana: Shop) -> None:
    ana.learn(ANA, MOURNING, "her husband")
    ana.run("quiet", lambda tx: consents.hear(tx, ANA, NewPeace(days_ago(-9))))
    ana.run("quiet", lambda tx: consents.end_peace(tx, ANA))
    seen = ana.read(lambda reader: dossier(reader, ANA, TODAY))
    assert seen is not None
    assert (seen.customer.leave_until, seen.customer.leave_why, seen.facts) == (None, "", ())


def test_a_yes_of_the_same_day_takes_back_what_it_speaks_of_and_leaves_the_rest(ana: Shop) -> None:
    ana.run("consent", lambda tx: consents.hear(tx, ANA, NewWord((), (PHONE, EMAIL))))
    ana.run("consent", lambda tx: consents.hear(tx, ANA, NewWord((PHONE,), (), Purpose.OWED, "when it is ready")))
    assert refused(ana, Purpose.OWED) == {EMAIL}
    assert refused(ana, Purpose.IDEAS) == {PHONE, EMAIL}
    ana.run("consent", lambda tx: consents.hear(tx, ANA, NewWord((PHONE,), ())))
    assert refused(ana, Purpose.IDEAS) == {EMAIL}
    for _ in range(3):
        ana.operations.undo()
    assert said(ana) == []


def test_a_word_of_another_day_is_kept_beside_the_one_it_follows(ana: Shop) -> None:
    ana.run("consent", lambda tx: consents.hear(tx, ANA, NewWord((), (PHONE,)), days_ago(30)))
    ana.run("consent", lambda tx: consents.hear(tx, ANA, NewWord((PHONE,), (), how="call me again"), days_ago(3)))
    assert [(one.day, one.state) for one in said(ana)] == [
        (days_ago(30), ConsentState.WITHDRAWN),
        (days_ago(3), ConsentState.GIVEN),
    ]
    word = standing(said(ana), PHONE, Purpose.IDEAS)
    assert word is not None
    assert (word.day, word.how) == (days_ago(3), "call me again")


@pytest.mark.parametrize("hours", [(None, time(9)), (time(9), time(9)), (None, None)])
def test_hours_that_are_none_are_cleared(ana: Shop, hours: tuple[time | None, time | None]) -> None:
    ana.run("quiet", lambda tx: consents.hear(tx, ANA, NewQuiet(time(20), time(8))))
    ana.run("quiet", lambda tx: consents.set_quiet(tx, ANA, *hours, frozenset()))
    (who,) = ana.read(lambda reader: stored_customers.find(reader, [ANA]))
    assert (who.quiet_from, who.quiet_to) == (None, None)


def test_who_was_taken_out_meanwhile_is_refused(shop: Shop) -> None:
    ana = shop.customer("Ana")
    shop.run("customer_remove", lambda tx: customers.remove(tx, [ana]))
    word = NewWord((), (Channel.PHONE,))
    for told in (word, NewPeace(TODAY), NewQuiet(days=frozenset({6}))):
        assert refusal(shop, partial(consents.hear, customer_id=ana, said=told))[0] == "entry.unknown_customer"
    assert refusal(shop, partial(consents.end_peace, customer_id=ana))[0] == "entry.unknown_customer"


def test_their_quiet_opens_the_entries_in_which_they_told_it(ana: Shop) -> None:
    def opened() -> tuple[int, ...]:
        seen = ana.read(lambda reader: dossier(reader, ANA, TODAY))
        assert seen is not None
        return seen.quiet_told

    hours = typed(ana, "not before 10")
    days = typed(ana, "not on sunday")
    typed(ana, "bought 2 rolls")
    assert opened() == (days, hours)
    ana.operations.undo()
    ana.operations.undo()
    assert opened() == (hours,)
    ana.run("quiet", lambda tx: consents.set_quiet(tx, ANA, time(20), time(8), frozenset()))
    assert opened() == ()
