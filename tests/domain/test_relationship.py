"""The relationship card: when each sentence holds, when it says "not yet", and what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.days import before
from relapp.domain.facts import Certainty
from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.domain.promises import PromisedBy, PromiseState
from relapp.domain.receipts import Receipt, Source
from relapp.domain.relationship import YEAR, Act, Aspect, Others, Said, Statement, Story
from relapp.domain.relationship_rules import card
from relapp.domain.suggestions.model import Answer, SuggestionKind
from relapp.domain.wishes import WishState
from tests.builders import (
    TODAY,
    a_birthday,
    a_case,
    a_fact,
    a_promise,
    a_purchase,
    a_refusal_of,
    a_wish,
    an_answer,
    an_interaction,
    days_ago,
    product_number,
)


def a_story(**fields: Any) -> Story:
    return Story(TODAY, before(TODAY, YEAR), **fields)


def said(aspect: Aspect, **fields: Any) -> Statement:
    return next(one for one in card(a_story(**fields)) if one.aspect is aspect)


def agreed(ago: int, source_id: int, channel: Channel = Channel.MESSAGE) -> Consent:
    return Consent(1, channel, Purpose.ANY, ConsentState.GIVEN, days_ago(ago), "yes", None, source_id)


# -- mutual --


def test_mutual_is_contact_of_both_sides_and_an_answer() -> None:
    came, rang = an_interaction(Kind.VISIT, 20), an_interaction(Kind.CALL, 10)
    called_back = an_interaction(Kind.CALL, 3, direction=Direction.IN, outcome=Outcome.ANSWERED)
    found = said(Aspect.MUTUAL, entries=[came, rang, called_back])
    assert (found.holds, found.reason.code) == (True, Said.MUTUAL)
    assert {name: found.reason.details[name] for name in ("theirs", "ours", "replied")} == {
        "theirs": 2,
        "ours": 1,
        "replied": 1,
    }
    assert {receipt.id for receipt in found.receipts} == {came.id, rang.id, called_back.id}


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ([], Said.NOTHING_OF_THEIRS),
        ([an_interaction(Kind.CALL, 3)], Said.NOTHING_OF_THEIRS),
        ([an_interaction(Kind.VISIT, 3)], Said.NOTHING_OF_OURS),
        ([an_interaction(Kind.VISIT, 3), an_interaction(Kind.DELIVERY, 2)], Said.NOTHING_OF_OURS),
        ([an_interaction(Kind.VISIT, 30), an_interaction(Kind.CALL, 20)], Said.NO_REPLY),
        ([an_interaction(Kind.CALL, 20), an_interaction(Kind.VISIT, 12)], Said.NO_REPLY),
        ([an_interaction(Kind.EMAIL, 20), an_interaction(Kind.VISIT, 12)], Said.MUTUAL),
        ([an_interaction(Kind.CALL, 20, outcome=Outcome.ANSWERED), an_interaction(Kind.VISIT, 30)], Said.MUTUAL),
        ([an_interaction(Kind.APPOINTMENT, 20)], Said.MUTUAL),
        ([an_interaction(Kind.APPOINTMENT, 20, outcome=Outcome.UNANSWERED)], Said.NOTHING_OF_THEIRS),
        ([an_interaction(Kind.APPOINTMENT, 20), an_interaction(Kind.ENQUIRY, 1)], Said.WE_OWE),
        ([an_interaction(Kind.APPOINTMENT, 20), an_interaction(Kind.ENQUIRY, 0)], Said.MUTUAL),
        ([an_interaction(Kind.APPOINTMENT, YEAR + 1)], Said.NOTHING_OF_THEIRS),
        ([an_interaction(Kind.APPOINTMENT, -1)], Said.NOTHING_OF_THEIRS),
        ([an_interaction(Kind.NOTE, 3)], Said.NOTHING_OF_THEIRS),
    ],
)
def test_mutual_says_what_is_lacking(entries: list[Any], code: Said) -> None:
    assert said(Aspect.MUTUAL, entries=entries).reason.code == code


def test_who_waits_for_us_shows_what_they_asked() -> None:
    asked = an_interaction(Kind.ENQUIRY, 2, "does the spelt come?")
    found = said(Aspect.MUTUAL, entries=[an_interaction(Kind.APPOINTMENT, 20), asked])
    assert (found.reason.details["asked"], found.receipts) == (days_ago(2), (Receipt(Source.INTERACTION, asked.id),))


# -- interactive and learning --


@pytest.mark.parametrize(
    ("contacts", "learned", "code"),
    [
        (2, 5, Said.FEW_CONTACTS),
        (3, 5, Said.INTERACTIVE),
        (3, 183, Said.INTERACTIVE),
        (3, 184, Said.NOTHING_TAUGHT),
        (3, YEAR + 1, Said.NOTHING_TAUGHT),
        (3, -1, Said.NOTHING_TAUGHT),
    ],
)
def test_interactive_is_contact_that_goes_on_teaching(contacts: int, learned: int, code: Said) -> None:
    entries = [an_interaction(Kind.VISIT, ago) for ago in range(1, contacts + 1)]
    assert said(Aspect.INTERACTIVE, entries=entries, facts=[a_fact(learned=learned)]).reason.code == code


def test_a_guess_and_what_holds_no_longer_teach_nothing() -> None:
    entries = [an_interaction(Kind.VISIT, ago) for ago in (1, 2, 3)]
    for fact in (a_fact(certainty=Certainty.GUESSED), a_fact(retired=True), a_fact(superseded_by=7)):
        assert not said(Aspect.INTERACTIVE, entries=entries, facts=[fact]).holds
        assert said(Aspect.LEARNING, entries=entries, facts=[fact]).reason.code == Said.NOTHING_KNOWN


def test_a_wish_teaches_too() -> None:
    entries, wish = [an_interaction(Kind.VISIT, ago) for ago in (1, 2, 3)], a_wish()
    found = said(Aspect.INTERACTIVE, entries=entries, wishes=[wish])
    assert found.holds
    assert Receipt(Source.WISH, wish.id) in found.receipts


def test_learning_is_what_is_known_and_was_acted_on() -> None:
    fact, seen = a_fact(), a_fact("size", "39", certainty=Certainty.SEEN)
    assert said(Aspect.LEARNING, facts=[fact, seen]).reason.code == Said.NOTHING_USED
    met = a_wish(state=WishState.MET, closed=days_ago(4))
    found = said(Aspect.LEARNING, facts=[fact, seen], wishes=[met])
    assert (found.holds, found.reason.details["known"], found.reason.details["told"]) == (True, 2, 1)
    assert (found.reason.details["days"], found.reason.details["acted"]) == (1, days_ago(4))
    assert set(found.receipts) == {
        Receipt(Source.WISH, met.id), Receipt(Source.FACT, fact.id), Receipt(Source.FACT, seen.id),
    }  # fmt: skip


# -- what did them good, and what came of it --


def test_a_suggestion_that_was_followed_counts_as_far_as_its_entry_shows_it() -> None:
    greeted = an_interaction(Kind.CALL, 5, "happy birthday")
    done = replace(an_answer(SuggestionKind.DATE, "e"), interaction_id=greeted.id)
    assert said(Aspect.LEARNING, entries=[greeted], answers=[done]).reason.details["acted"] == days_ago(5)
    for wrong in (
        replace(done, interaction_id=None),
        replace(done, interaction_id=greeted.id + 999),
        replace(done, answer=Answer.LATER),
        replace(done, outcome=Outcome.UNANSWERED),
        replace(done, kind=SuggestionKind.SLIPPING),
        replace(done, kind=SuggestionKind.THANK),
    ):
        assert said(Aspect.LEARNING, entries=[greeted], answers=[wrong]).reason.code == Said.NOTHING_KNOWN


def test_benefit_needs_both_sides() -> None:
    bought = a_purchase(9, "rye")
    praise = an_interaction(Kind.FEEDBACK, 8, "the rye was delicious, thank you")
    assert said(Aspect.BENEFIT, entries=[praise]).reason.code == Said.NO_PURCHASE
    assert said(Aspect.BENEFIT, entries=[bought]).reason.code == Said.NO_GOOD
    found = said(Aspect.BENEFIT, entries=[bought, praise])
    assert found.holds
    assert (found.reason.details["act"], found.reason.details["bought"]) == (Act.PRAISED, days_ago(9))
    assert {receipt.id for receipt in found.receipts} == {bought.id, praise.id}


def test_a_case_put_right_and_a_promise_kept_do_good_and_theirs_does_not() -> None:
    bought = a_purchase(9, "rye")
    right = a_case(remedy="replace", asked_again=days_ago(2), all_right=True, closed=days_ago(2))
    kept = a_promise(state=PromiseState.KEPT, closed=days_ago(3))
    theirs = a_promise(state=PromiseState.KEPT, closed=days_ago(1), by=PromisedBy.CUSTOMER)
    found = said(Aspect.BENEFIT, entries=[bought], cases=[right], promises=[kept, theirs])
    assert (found.reason.details["act"], found.reason.details["words"]) == (Act.PUT_RIGHT, "replace")
    assert Receipt(Source.PROMISE, kept.id) in found.receipts
    assert Receipt(Source.PROMISE, theirs.id) not in found.receipts


@pytest.mark.parametrize(
    ("came", "code"),
    [
        ([40], Said.CHANGE),
        ([10], Said.CHANGE),
        ([41], Said.NOTHING_AFTER),
        ([9], Said.NOTHING_AFTER),
    ],
)
def test_change_is_an_act_on_their_words_and_a_visit_within_thirty_days(came: list[int], code: Said) -> None:
    met = a_wish(made=60, state=WishState.MET, closed=days_ago(40))
    entries = [an_interaction(Kind.VISIT, ago) for ago in came]
    assert said(Aspect.CHANGE, entries=entries, wishes=[met]).reason.code == code


def test_the_entry_of_an_act_is_not_what_came_after_it() -> None:
    told = an_interaction(Kind.VISIT, 5)
    done = replace(an_answer(SuggestionKind.ARRIVAL, "e"), interaction_id=told.id)
    assert said(Aspect.CHANGE, entries=[told], answers=[done]).reason.code == Said.NOTHING_AFTER
    assert said(Aspect.CHANGE, entries=[told]).reason.code == Said.NO_ACT


def test_thanks_are_no_act_on_their_words() -> None:
    thanked, came = an_interaction(Kind.CALL, 5), an_interaction(Kind.VISIT, 3)
    done = replace(an_answer(SuggestionKind.THANK, "e"), interaction_id=thanked.id)
    entries = [thanked, came, a_purchase(9, "rye")]
    assert said(Aspect.CHANGE, entries=entries, answers=[done]).reason.code == Said.NO_ACT
    assert said(Aspect.BENEFIT, entries=entries, answers=[done]).holds


# -- unique --


def test_nobody_is_compared_in_a_small_shop() -> None:
    found = said(Aspect.UNIQUE, facts=[a_fact()], others=Others(customers=19))
    assert (found.reason.code, found.receipts) == (Said.FEW_CUSTOMERS, ())


def test_unique_is_what_is_on_file_of_nobody_else() -> None:
    shared, own = a_fact(value="rye"), a_fact("dog", "a poodle called Bella", about="her mother")
    others = Others(40, shared=frozenset({shared.id}))
    found = said(Aspect.UNIQUE, facts=[shared, own], others=others)
    assert found.reason.details["values"] == ("her mother: a poodle called Bella",)
    assert found.receipts == (Receipt(Source.FACT, own.id),)
    assert said(Aspect.UNIQUE, facts=[shared], others=others).reason.code == Said.NOTHING_OWN


def test_what_is_sensitive_sets_apart_and_is_not_quoted() -> None:
    found = said(Aspect.UNIQUE, facts=[a_fact("health", "waits for a new hip", sensitive=True)], others=Others(40))
    assert (found.holds, found.reason.details["values"], found.reason.details["facts"]) == (True, (), 1)


@pytest.mark.parametrize("fact", [a_fact("greet as", "Frau Doktor"), a_birthday(5), a_fact("language", "de")])
def test_how_to_address_somebody_does_not_set_them_apart(fact: Any) -> None:
    assert not said(Aspect.UNIQUE, facts=[fact], others=Others(40)).holds


@pytest.mark.parametrize(("buyers", "holds"), [(4, True), (5, False), (None, False)])
def test_unique_is_a_usual_that_one_in_ten_at_most_takes(buyers: int | None, holds: bool) -> None:
    entries = [a_purchase(ago, "rye") for ago in (1, 8, 15)]
    known = {} if buyers is None else {product_number("rye"): buyers}
    found = said(Aspect.UNIQUE, entries=entries, others=Others(40, buyers=known))
    assert found.holds is holds
    assert {receipt.id for receipt in found.receipts} == ({entry.id for entry in entries} if holds else set())


# -- trust --


def test_trust_is_a_promise_kept_a_complaint_put_right_or_a_yes() -> None:
    assert said(Aspect.TRUST, facts=[a_fact()]).reason.code == Said.NO_PROOF
    kept = a_promise(state=PromiseState.KEPT, closed=days_ago(3))
    right = a_case(asked_again=days_ago(2), all_right=True, closed=days_ago(2))
    assert said(Aspect.TRUST, promises=[kept]).receipts == (Receipt(Source.PROMISE, kept.id),)
    assert said(Aspect.TRUST, cases=[right]).receipts == (Receipt(Source.CASE, right.id),)
    asked = an_interaction(Kind.VISIT, 9)
    assert said(Aspect.TRUST, consents=[agreed(9, asked.id)]).receipts == (Receipt(Source.INTERACTION, asked.id),)
    taken_back = [agreed(9, asked.id), a_refusal_of(Channel.MESSAGE, said=5)]
    assert not said(Aspect.TRUST, entries=[asked], consents=taken_back).holds


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"promises": [a_promise(due_in=-1)]}, Said.LATE),
        ({"promises": [a_promise(due_in=0)]}, Said.TRUST),
        ({"promises": [a_promise(due_in=-1, by=PromisedBy.CUSTOMER)]}, Said.TRUST),
        ({"cases": [a_case()]}, Said.COMPLAINT_OPEN),
        ({"promises": [a_promise(state=PromiseState.BROKEN, closed=days_ago(ago)) for ago in (2, 3)]}, Said.BROKEN),
        ({"promises": [a_promise(state=PromiseState.BROKEN, closed=days_ago(2))]}, Said.TRUST),
    ],
)
def test_trust_says_what_is_amiss(fields: dict[str, list[Any]], code: Said) -> None:
    kept = a_promise(state=PromiseState.KEPT, closed=days_ago(3))
    found = said(Aspect.TRUST, **{**fields, "promises": [kept, *fields.get("promises", ())]})
    assert (found.reason.code, found.holds) == (code, code is Said.TRUST)
    assert found.receipts


def test_a_contact_by_a_way_that_was_refused_is_amiss_unless_they_used_it_since() -> None:
    no, wrote = replace(a_refusal_of(Channel.EMAIL, said=30), id=7, source_id=70), an_interaction(Kind.EMAIL, 10)
    found = said(Aspect.TRUST, consents=[no], entries=[wrote])
    assert found.reason.code == Said.REFUSED_WAY
    refused = (Receipt(Source.CONSENT, 7), Receipt(Source.INTERACTION, 70))
    assert found.receipts == (Receipt(Source.INTERACTION, wrote.id), *refused)
    assert found.reason.details["said"] == days_ago(30)
    asked = an_interaction(Kind.EMAIL, 12, direction=Direction.IN)
    for entries, consents in (
        ([asked, wrote], [no]),
        ([wrote], [no, agreed(20, 1, Channel.EMAIL)]),
        ([wrote], [a_refusal_of(Channel.EMAIL, said=10)]),
        ([wrote], [a_refusal_of(Channel.EMAIL, Purpose.IDEAS, said=30)]),
        ([wrote], [a_refusal_of(Channel.PHONE, said=30)]),
    ):
        assert said(Aspect.TRUST, consents=consents, entries=entries).reason.code != Said.REFUSED_WAY


# -- whatever happened --

_DAYS = st.integers(-40, YEAR + 40)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    entries = [
        an_interaction(kind, ago, words, direction=direction, outcome=outcome)
        for kind, ago, words, direction, outcome in draw(
            st.lists(
                st.tuples(
                    st.sampled_from(Kind),
                    _DAYS,
                    st.sampled_from(["", "thank you, lovely", "does it come?"]),
                    st.sampled_from(Direction),
                    st.sampled_from([None, *Outcome]),
                ),
                max_size=8,
            )
        )
    ]
    entries += [a_purchase(ago, "rye") for ago in draw(st.lists(_DAYS, max_size=4))]
    closing = st.tuples(_DAYS, st.one_of(st.none(), _DAYS))
    facts = [
        a_fact(learned=ago, certainty=certainty, value=value, sensitive=sensitive)
        for ago, certainty, value, sensitive in draw(
            st.lists(
                st.tuples(_DAYS, st.sampled_from(Certainty), st.sampled_from(["", "rye"]), st.booleans()), max_size=3
            )
        )
    ]
    sources = [entry.id for entry in entries if entry.day <= TODAY]
    return a_story(
        entries=entries,
        facts=facts,
        wishes=[
            a_wish(made=made, state=state, closed=_day(closed))
            for (made, closed), state in draw(st.lists(st.tuples(closing, st.sampled_from(WishState)), max_size=3))
        ],
        promises=[
            a_promise(made=made, state=state, closed=_day(closed), by=by, due_in=-made + 3)
            for (made, closed), state, by in draw(
                st.lists(st.tuples(closing, st.sampled_from(PromiseState), st.sampled_from(PromisedBy)), max_size=3)
            )
        ],
        cases=[
            a_case(opened=opened, asked_again=_day(asked), all_right=right)
            for (opened, asked), right in draw(st.lists(st.tuples(closing, st.sampled_from([None, True, False]))))
        ],
        consents=[
            Consent(1, channel, Purpose.ANY, state, days_ago(ago), "", None, draw(st.sampled_from(sources)))
            for channel, state, ago in draw(
                st.lists(st.tuples(st.sampled_from(Channel), st.sampled_from(ConsentState), _DAYS), max_size=3)
            )
            if sources
        ],
        answers=[
            replace(an_answer(kind, "e", ago=0), interaction_id=draw(st.sampled_from([entry.id for entry in entries])))
            for kind in draw(st.lists(st.sampled_from(SuggestionKind), max_size=3))
            if entries
        ],
        others=Others(
            draw(st.sampled_from([0, 19, 20, 500])), buyers={product_number("rye"): draw(st.integers(0, 60))}
        ),
    )


def _day(ago: int | None) -> date | None:
    return None if ago is None else days_ago(ago)


def _days(story: Story) -> Iterator[tuple[Receipt, date]]:
    """When everything of a story was noted."""
    yield from ((Receipt(Source.INTERACTION, one.id), one.day) for one in story.entries)
    yield from ((Receipt(Source.FACT, one.id), one.learned) for one in story.facts)
    yield from ((Receipt(Source.PROMISE, one.id), one.made) for one in story.promises)
    yield from ((Receipt(Source.WISH, one.id), one.made) for one in story.wishes)
    yield from ((Receipt(Source.CASE, one.id), one.opened) for one in story.cases)


@given(stories())
def test_no_sentence_holds_without_receipts_and_each_is_theirs_and_not_of_tomorrow(story: Story) -> None:
    days = dict(_days(story))
    told = card(story)
    assert [one.aspect for one in told] == list(Aspect)
    for one in told:
        assert one.receipts or not one.holds
        assert len(set(one.receipts)) == len(one.receipts)
        assert all(days[receipt] <= TODAY for receipt in one.receipts)
        assert one.holds == ("." not in one.reason.code or (one.aspect is Aspect.UNIQUE and bool(one.receipts)))
        assert all(day <= TODAY for day in one.reason.details.values() if isinstance(day, date))


@given(stories())
def test_what_is_dated_after_today_changes_nothing(story: Story) -> None:
    shown = dict(_days(story))
    known = {
        source: {one.id for one, day in shown.items() if one.source is source and day <= TODAY} for source in Source
    }
    past = replace(
        story,
        entries=[one for one in story.entries if one.id in known[Source.INTERACTION]],
        facts=[one for one in story.facts if one.id in known[Source.FACT]],
        promises=[one for one in story.promises if one.id in known[Source.PROMISE]],
        wishes=[one for one in story.wishes if one.id in known[Source.WISH]],
        cases=[one for one in story.cases if one.id in known[Source.CASE]],
        consents=[one for one in story.consents if one.day <= TODAY],
    )
    assert card(past) == card(story)


@given(stories(), st.randoms())
def test_the_order_in_which_it_was_noted_changes_nothing(story: Story, random: Any) -> None:
    shuffled: dict[str, Any] = {}
    for name in ("entries", "facts", "consents", "answers"):
        rows = list(getattr(story, name))
        random.shuffle(rows)
        shuffled[name] = rows
    assert card(replace(story, **shuffled)) == card(story)
