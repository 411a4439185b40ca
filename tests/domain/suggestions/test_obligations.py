"""What we owe: replies and promises; and the dates they told us."""

from __future__ import annotations

from datetime import date

import pytest

from relapp.domain.customers import ContactKind
from relapp.domain.duplicates import LookAlike
from relapp.domain.facts import Certainty, FactKind
from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.domain.promises import PromisedBy
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import ShopView, gather
from relapp.domain.suggestions.kinds import date as date_rule
from relapp.domain.suggestions.kinds import owed_reply, promise, tidy
from relapp.domain.suggestions.model import Answer, Refusal, Suggestion, SuggestionKind
from relapp.domain.suggestions.urgency import waited
from tests.builders import (
    TODAY,
    a_birthday,
    a_customer,
    a_fact,
    a_promise,
    a_purchase,
    a_refusal_of,
    a_wish,
    an_answer,
    an_interaction,
    days_ago,
)

SHOP = ShopView(staff={3: "Tom"})
ADA = a_customer()


def reply(*entries: object, **known: object) -> Suggestion | None:
    return owed_reply.suggest(gather(ADA, TODAY, recent=entries, **known), SHOP)  # type: ignore[arg-type]


def test_an_unanswered_question_is_to_be_answered_with_its_words_and_its_receipt() -> None:
    asked = an_interaction(Kind.ENQUIRY, 3, "does spelt come", staff_id=3)
    found = reply(asked, contacts=[ContactKind.PHONE])
    assert found is not None
    assert (found.act.code, found.channel) == (Act.CALL_BACK, Channel.PHONE)
    assert found.reason.code == Why.ASKED
    assert dict(found.reason.details) == {
        "kind": Kind.ENQUIRY,
        "asked": days_ago(3),
        "words": "does spelt come",
        "more": 0,
        "tries": 0,
        "staff": "Tom",
    }
    assert found.receipts == (Receipt(Source.INTERACTION, asked.id),)


def test_a_reply_goes_back_the_way_they_came() -> None:
    found = reply(an_interaction(Kind.EMAIL, 3, direction=Direction.IN), contacts=[ContactKind.PHONE])
    assert found is not None
    assert (found.act.code, found.channel) == (Act.WRITE_BACK, Channel.EMAIL)


def test_a_reply_never_goes_by_a_way_they_refused() -> None:
    missed = an_interaction(Kind.CALL, 1, direction=Direction.IN, outcome=Outcome.UNANSWERED)
    no_calls = [a_refusal_of(Channel.PHONE)]
    by_mail = reply(missed, consents=no_calls, contacts=[ContactKind.PHONE, ContactKind.EMAIL])
    assert by_mail is not None
    assert by_mail.channel is Channel.MESSAGE
    nowhere = reply(missed, consents=no_calls)
    assert nowhere is not None
    assert (nowhere.act.code, nowhere.channel) == (Act.ANSWER, None)


def test_a_reply_owed_has_no_invented_day() -> None:
    found = reply(an_interaction(Kind.ENQUIRY, 3))
    assert found is not None
    assert found.due is None


def test_a_second_question_is_new_evidence_and_a_try_of_ours_is_not() -> None:
    first = an_interaction(Kind.ENQUIRY, 3)
    alone = reply(first)
    tried = reply(first, an_interaction(Kind.CALL, 1, outcome=Outcome.UNANSWERED))
    twice = reply(first, an_interaction(Kind.MESSAGE, 1, direction=Direction.IN))
    assert alone is not None
    assert tried is not None
    assert twice is not None
    assert alone.evidence == tried.evidence != twice.evidence
    assert tried.reason.details["tries"] == 1
    assert twice.reason.details["more"] == 1


def test_what_was_answered_does_not_come_back_when_its_oldest_question_is_forgotten() -> None:
    asked = [an_interaction(Kind.MESSAGE, ago, direction=Direction.IN) for ago in (92, 80)]
    today = reply(*asked)
    tomorrow = owed_reply.suggest(gather(ADA, days_ago(-1), recent=asked), SHOP)
    assert today is not None
    assert tomorrow is not None
    assert len(today.receipts) != len(tomorrow.receipts)
    assert today.evidence == tomorrow.evidence


def kept(*promises: object, **known: object) -> Suggestion | None:
    return promise.suggest(gather(ADA, TODAY, promises=promises, **known), SHOP)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due_in", "why"), [(-3, Why.PROMISE_LATE), (0, Why.PROMISE_DUE), (1, Why.PROMISE_DUE), (2, None)]
)
def test_a_promise_comes_up_from_the_day_before_it_is_due(due_in: int, why: Why | None) -> None:
    found = kept(a_promise(due_in=due_in))
    assert (found.reason.code if found else None) == why


def test_a_promise_without_a_day_comes_up_after_a_week() -> None:
    assert kept(a_promise(due_in=None, made=6)) is None
    found = kept(a_promise(due_in=None, made=7))
    assert found is not None
    assert found.reason.code == Why.PROMISE_UNDATED
    assert found.due is None


def test_a_promise_of_theirs_is_not_ours_to_keep() -> None:
    assert kept(a_promise(due_in=-3, by=PromisedBy.CUSTOMER)) is None


def test_the_promise_that_is_latest_comes_first_and_stands_alone() -> None:
    late, later = a_promise(due_in=-2, source_id=77), a_promise(due_in=-9, source_id=78)
    found = kept(late, later)
    assert found is not None
    assert found.receipts == (Receipt(Source.PROMISE, later.id), Receipt(Source.INTERACTION, 78))
    assert found.urgency == waited(9)


def test_a_promise_that_was_put_off_steps_behind_another() -> None:
    first, second = a_promise(due_in=-9), a_promise(due_in=-2)
    put_off = an_answer(SuggestionKind.PROMISE, promise.evidence_of(first), Answer.LATER, until=days_ago(-3))
    found = kept(first, second, answers=[put_off])
    assert found is not None
    assert found.evidence == promise.evidence_of(second)


def test_a_promised_call_goes_by_phone_where_there_is_one() -> None:
    call = a_promise("call about the wheel", due_in=0)
    with_phone = kept(call, contacts=[ContactKind.PHONE])
    without = kept(call)
    assert with_phone is not None
    assert without is not None
    assert (with_phone.channel, without.channel) == (Channel.PHONE, None)


def test_a_promised_call_never_overrules_a_refusal() -> None:
    found = kept(
        a_promise("call about the wheel", due_in=0),
        contacts=[ContactKind.PHONE],
        consents=[a_refusal_of(Channel.PHONE)],
    )
    assert found is not None
    assert found.channel is None


def told(*facts: object, today: date = TODAY, **known: object) -> Suggestion | None:
    return date_rule.suggest(gather(ADA, today, facts=facts, **known), SHOP)  # type: ignore[arg-type]


@pytest.mark.parametrize(("in_days", "fires"), [(0, True), (7, True), (8, False), (-1, False)])
def test_a_birthday_comes_up_within_a_week(in_days: int, fires: bool) -> None:
    found = told(a_birthday(in_days))
    assert (found is not None) is fires


def test_a_birthday_is_due_on_its_day_with_its_fact_as_receipt() -> None:
    fact = a_birthday(3, source_id=12)
    found = told(fact)
    assert found is not None
    assert found.due == days_ago(-3)
    assert found.receipts == (Receipt(Source.FACT, fact.id), Receipt(Source.INTERACTION, 12))


def test_a_guessed_date_is_never_acted_upon() -> None:
    assert told(a_birthday(3, certainty=Certainty.GUESSED)) is None


def test_a_birthday_on_the_29th_of_february_comes_up_every_year() -> None:
    leap = a_fact(FactKind.BIRTHDAY, "", month=2, day=29, learned=400)
    common, leaping = told(leap, today=date(2025, 2, 26)), told(leap, today=date(2028, 2, 26))
    assert common is not None
    assert leaping is not None
    assert (common.due, leaping.due) == (date(2025, 2, 28), date(2028, 2, 29))


def test_next_years_birthday_is_new_evidence() -> None:
    fact = a_birthday(3)
    this, following = told(fact), told(fact, today=date(TODAY.year + 1, TODAY.month, TODAY.day))
    assert this is not None
    assert following is not None
    assert this.evidence != following.evidence


def test_a_date_that_begins_next_year_does_not_come_up_before() -> None:
    assert told(a_fact(FactKind.DATE, "wedding", month=5, day=8, year=TODAY.year + 1)) is None
    assert told(a_fact(FactKind.DATE, "wedding", month=5, day=8, year=TODAY.year)) is not None


def test_what_fits_is_a_wish_before_a_liking_before_the_usual() -> None:
    wish, like, bread = a_wish("walnut knife"), a_fact(value="rye"), [a_purchase(ago, "white") for ago in (1, 8, 15)]
    fits = [
        told(a_birthday(3), like, wishes=[wish], recent=bread),
        told(a_birthday(3), like, recent=bread),
        told(a_birthday(3), recent=bread),
        told(a_birthday(3)),
    ]
    assert [found.reason.details["fits"] for found in fits if found] == ["walnut knife", "rye", "white", ""]
    assert fits[0] is not None
    assert Receipt(Source.WISH, wish.id) in fits[0].receipts


def test_what_fits_is_never_a_guess_or_an_allergy() -> None:
    found = told(a_birthday(3), a_fact(value="nuts", certainty=Certainty.GUESSED), a_fact(FactKind.ALLERGY, "sesame"))
    assert found is not None
    assert found.reason.details["fits"] == ""


def tidied(**known: object) -> Suggestion | None:
    return tidy.suggest(gather(ADA, TODAY, **known), SHOP)  # type: ignore[arg-type]


def test_a_promised_call_without_a_number_is_tidied_up() -> None:
    call = a_promise("phone when it is ready", due_in=5)
    found = tidied(promises=[call])
    assert found is not None
    assert (found.reason.code, found.channel) == (Why.NO_PHONE, None)
    assert found.receipts == (Receipt(Source.PROMISE, call.id),)
    assert tidied(promises=[call], contacts=[ContactKind.PHONE]) is None
    assert tidied(promises=[a_promise("bake a cake", due_in=5)]) is None


def test_a_wish_of_someone_who_cannot_be_told_is_tidied_up() -> None:
    found = tidied(wishes=[a_wish()])
    assert found is not None
    assert found.reason.code == Why.NO_CONTACT
    assert tidied(wishes=[a_wish()], contacts=[ContactKind.EMAIL]) is None


def test_a_number_that_nobody_has_is_not_looked_for_again() -> None:
    first, second = a_promise("call", due_in=5), a_promise("ring back", due_in=6)
    found = tidied(promises=[first, second])
    assert found is not None
    answered = an_answer(SuggestionKind.TIDY, found.evidence, Answer.NO, Refusal.NOT_TRUE)
    again = tidied(promises=[first, second], answers=[answered])
    assert again is not None
    assert again.receipts == (Receipt(Source.PROMISE, second.id),)


def alike(other: int, kind: ContactKind | None = ContactKind.PHONE) -> LookAlike:
    return LookAlike(other, "A. Lovelace", kind, "0123 456" if kind else "")


def test_two_who_look_like_one_are_asked_about_once_with_the_later_one() -> None:
    found = tidied(look_alikes=[alike(ADA.id - 1)])
    assert found is not None
    assert (found.act.code, found.reason.code) == (Act.COMPARE, Why.SAME_CONTACT)
    assert set(found.receipts) == {Receipt(Source.CUSTOMER, ADA.id), Receipt(Source.CUSTOMER, ADA.id - 1)}
    assert tidied(look_alikes=[alike(ADA.id + 1)]) is None
    same_name = tidied(look_alikes=[alike(ADA.id - 1, None)])
    assert same_name is not None
    assert same_name.reason.code == Why.SAME_NAME


def test_two_who_are_not_one_are_never_asked_about_again_whatever_they_share() -> None:
    other, third = ADA.id - 1, ADA.id - 2
    first = tidied(look_alikes=[alike(other)])
    assert first is not None
    no = an_answer(SuggestionKind.TIDY, first.evidence, Answer.NO, Refusal.NOT_TRUE)
    assert tidied(look_alikes=[alike(other, ContactKind.EMAIL)], answers=[no]) is None
    assert tidied(look_alikes=[alike(other), alike(third)], answers=[no]) is not None
