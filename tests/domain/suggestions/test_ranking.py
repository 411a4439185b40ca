"""The short list: examples, and what holds for any shop whatever."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from relapp.domain.consents import is_refused
from relapp.domain.customers import ContactKind
from relapp.domain.interactions import Direction, Interaction, Kind
from relapp.domain.introductions import Introduced
from relapp.domain.promises import is_late
from relapp.domain.receipts import Source
from relapp.domain.rhythm import Visit
from relapp.domain.suggestions.answers import shown_from
from relapp.domain.suggestions.budget import fits
from relapp.domain.suggestions.dossier import Dossier, ShopView, gather
from relapp.domain.suggestions.kinds import EVERY, RULES
from relapp.domain.suggestions.kinds.promise import evidence_of
from relapp.domain.suggestions.model import RANK, Suggestion, SuggestionKind
from relapp.domain.suggestions.ranking import LIMIT, candidates_for, choose, shortlist
from relapp.domain.suggestions.reach import OWED, purpose_of
from tests.builders import (
    TODAY,
    a_birthday,
    a_case,
    a_customer,
    a_fact,
    a_promise,
    a_wish,
    an_arrival,
    an_interaction,
    days_ago,
    visits,
)
from tests.domain.suggestions.strategies import Known, candidates, dossiers, guarded, interactions, known, rest

SHOP = ShopView(notable=5_000, staff={3: "Tom", 4: "Ina"}, gone=frozenset({3}))
SILENT = frozenset(
    kind for kind, place in RANK.items() if RANK[SuggestionKind.DATE] <= place < RANK[SuggestionKind.TIDY]
)


def slipping(times: int = 5) -> Dossier:
    return gather(a_customer(), TODAY, recent=visits(*range(21, 21 + 7 * times, 7)), contacts=[ContactKind.PHONE])


def late(days: int = 1) -> Dossier:
    return gather(a_customer(), TODAY, promises=[a_promise(due_in=-days)])


def kinds(*dossiers: Dossier, limit: int = LIMIT) -> list[SuggestionKind]:
    return [one.kind for one in shortlist(dossiers, SHOP, limit).suggestions]


# -- examples --


def test_a_shop_of_nobody_has_an_empty_list() -> None:
    today = shortlist([], SHOP)
    assert (today.suggestions, today.left_in_peace, today.candidates_count) == ((), (), 0)


def test_what_is_overdue_stands_on_top_longest_waiting_first() -> None:
    asked = gather(a_customer(), TODAY, recent=[an_interaction(Kind.ENQUIRY, 3)])
    birthday = gather(a_customer(), TODAY, facts=[a_birthday(0)])
    due = gather(a_customer(), TODAY, promises=[a_promise(due_in=0)])
    assert kinds(slipping(), birthday, due, late(1), asked, late(9)) == [
        SuggestionKind.PROMISE,
        SuggestionKind.OWED_REPLY,
        SuggestionKind.PROMISE,
        SuggestionKind.PROMISE,
        SuggestionKind.DATE,
        SuggestionKind.SLIPPING,
    ]


def test_an_unanswered_question_ranks_above_any_idea() -> None:
    asked = gather(a_customer(), TODAY, recent=[an_interaction(Kind.ENQUIRY, 0)])
    assert kinds(slipping(), asked)[0] is SuggestionKind.OWED_REPLY


def test_an_idea_takes_at_most_half_of_the_places() -> None:
    assert kinds(*(slipping() for _ in range(9))) == [SuggestionKind.SLIPPING] * 3
    assert kinds(*(slipping() for _ in range(3)), limit=1) == [SuggestionKind.SLIPPING]


def test_what_is_owed_may_take_all_places() -> None:
    assert kinds(*(late() for _ in range(9))) == [SuggestionKind.PROMISE] * LIMIT


def test_those_who_came_most_are_saved_first() -> None:
    rare, often = slipping(4), slipping(8)
    first = shortlist([rare, often], SHOP).suggestions[0]
    assert first.customer_id == often.customer.id


def test_where_one_idea_has_no_place_left_the_customers_next_one_may_take_one() -> None:
    with_wish = gather(a_customer(), TODAY, recent=visits(*range(21, 42, 7)), wishes=[a_wish()])
    assert kinds(*(slipping(8) for _ in range(3)), with_wish) == [SuggestionKind.SLIPPING] * 3 + [SuggestionKind.TIDY]


def test_who_is_left_in_peace_is_told_once_with_the_most_pressing_kind() -> None:
    quiet = a_customer(leave_until=days_ago(-5))
    dossier = gather(
        quiet,
        TODAY,
        recent=visits(21, 28, 35, 42),
        facts=[a_birthday(3)],
        contacts=[ContactKind.PHONE],
    )
    today = shortlist([dossier], SHOP)
    assert [(left.customer_id, left.kind) for left in today.left_in_peace] == [(quiet.id, SuggestionKind.DATE)]


def test_every_rule_says_when_it_may_fire_and_has_a_kind_of_its_own() -> None:
    assert all(rule.WHEN.endswith(".") and len(rule.WHEN) < 400 for rule in EVERY)
    assert [RANK[rule.KIND] for rule in RULES] == list(range(1, 16))
    assert [rule.KIND for rule in EVERY] == list(SuggestionKind)


# -- what holds for any shop --


Standing = dict[int, tuple[Suggestion, ...]]


@given(candidates())
def test_at_most_seven_and_one_for_each_customer(standing: Standing) -> None:
    customers = [one.customer_id for one in choose(standing, {}, TODAY).suggestions]
    assert len(customers) <= LIMIT
    assert len(set(customers)) == len(customers)


@given(candidates(), st.permutations(range(1, 15)))
def test_the_order_in_which_customers_come_does_not_matter(standing: Standing, order: list[int]) -> None:
    shuffled = {one: standing[one] for one in order if one in standing}
    assert choose(shuffled, {}, TODAY) == choose(standing, {}, TODAY)


@given(candidates())
def test_a_late_promise_outranks_every_idea(standing: Standing) -> None:
    standing[99] = candidates_for(late(), SHOP)[0]
    shown = choose(standing, {}, TODAY).suggestions
    overdue = [one.kind in OWED and (one.due is None or one.due < TODAY) for one in shown]
    promises = [one.kind is SuggestionKind.PROMISE and one.due is not None and one.due < TODAY for one in shown]
    assert any(promises) or all(overdue)
    first_idea = next((place for place, one in enumerate(shown) if one.kind not in OWED), len(shown))
    assert not any(promises[first_idea:])


@given(candidates())
def test_no_kind_of_idea_takes_more_than_half_unless_it_is_for_today(standing: Standing) -> None:
    shown = choose(standing, {}, TODAY).suggestions
    ideas = [one.kind for one in shown if one.kind not in OWED and (one.due is None or one.due > TODAY)]
    assert all(times <= LIMIT // 2 for times in Counter(ideas).values())


@settings(max_examples=15)
@given(st.lists(dossiers(), max_size=6, unique_by=lambda dossier: dossier.customer.id))
def test_the_same_shop_gives_the_same_list_and_nobody_is_on_both_of_its_halves(shop: list[Dossier]) -> None:
    today = shortlist(shop, SHOP)
    assert shortlist(reversed(shop), SHOP) == today
    assert not {one.customer_id for one in today.suggestions} & {left.customer_id for left in today.left_in_peace}


@settings(max_examples=200)
@given(guarded())
def test_no_refusal_is_ever_overruled(dossier: Dossier) -> None:
    for one in candidates_for(dossier, SHOP)[0]:
        assert one.channel is None or not is_refused(dossier.consents, one.channel, purpose_of(one.kind))


@settings(max_examples=200)
@given(guarded())
def test_no_budget_is_ever_exceeded_by_an_idea(dossier: Dossier) -> None:
    for one in candidates_for(dossier, SHOP)[0]:
        assert one.kind in OWED or fits(one.channel, dossier.outgoing, TODAY, SHOP.budget)


@settings(max_examples=200)
@given(guarded())
def test_nobody_who_asked_for_quiet_or_mourns_is_bothered_with_an_idea(dossier: Dossier) -> None:
    until = dossier.customer.leave_until
    mourning = any(fact.kind == "mourning" and (TODAY - fact.learned).days <= 92 for fact in dossier.facts)
    if mourning or (until is not None and until >= TODAY):
        assert not {one.kind for one in candidates_for(dossier, SHOP)[0]} & SILENT


@given(dossiers())
def test_no_answer_is_ever_ignored(dossier: Dossier) -> None:
    for one in candidates_for(dossier, SHOP)[0]:
        assert shown_from(dossier.answers, one.kind, one.evidence) <= TODAY


@given(dossiers())
def test_every_late_promise_of_ours_is_told_unless_staff_answered_it(dossier: Dossier) -> None:
    owing = [
        promise
        for promise in dossier.promises
        if promise.by == "shop"
        and is_late(promise, TODAY)
        and shown_from(dossier.answers, SuggestionKind.PROMISE, evidence_of(promise)) <= TODAY
    ]
    told = [one for one in candidates_for(dossier, SHOP)[0] if one.kind is SuggestionKind.PROMISE]
    assert bool(told) or not owing


@given(dossiers())
def test_every_suggestion_has_receipts_that_are_in_the_dossier(dossier: Dossier) -> None:
    there = {
        Source.INTERACTION: {
            *(entry.id for entry in dossier.recent),
            *(one.first.interaction_id for one in dossier.introduced),
        },
        Source.FACT: {fact.id for fact in dossier.facts},
        Source.PROMISE: {promise.id for promise in dossier.promises},
        Source.WISH: {wish.id for wish in dossier.wishes},
        Source.CASE: {case.id for case in dossier.cases},
        Source.CUSTOMER: {dossier.customer.id, *(other.customer_id for other in dossier.look_alikes)},
    }
    for one in candidates_for(dossier, SHOP)[0]:
        assert one.receipts
        assert all(receipt.id in there[receipt.source] for receipt in one.receipts)


@given(dossiers())
def test_without_its_receipts_a_suggestion_is_gone_or_another(dossier: Dossier) -> None:
    for one in candidates_for(dossier, SHOP)[0]:
        cited = {(receipt.source, receipt.id) for receipt in one.receipts}
        left = gather(
            dossier.customer,
            TODAY,
            recent=[entry for entry in dossier.recent if (Source.INTERACTION, entry.id) not in cited],
            facts=[fact for fact in dossier.facts if (Source.FACT, fact.id) not in cited],
            promises=[promise for promise in dossier.promises if (Source.PROMISE, promise.id) not in cited],
            wishes=[wish for wish in dossier.wishes if (Source.WISH, wish.id) not in cited],
            contacts=dossier.contacts,
            consents=dossier.consents,
            answers=dossier.answers,
            signals=dossier.signals,
            cases=[case for case in dossier.cases if (Source.CASE, case.id) not in cited],
            arrivals=dossier.arrivals,
            introduced=[
                other for other in dossier.introduced if (Source.INTERACTION, other.first.interaction_id) not in cited
            ],
            look_alikes=[other for other in dossier.look_alikes if (Source.CUSTOMER, other.customer_id) not in cited],
        )
        again = [other for other in candidates_for(left, SHOP)[0] if other.kind is one.kind]
        assert all((other.reason, other.receipts) != (one.reason, one.receipts) for other in again)


@given(known(), st.lists(interactions(), max_size=4), st.integers(1, 60))
def test_nothing_dated_after_the_day_is_ever_used(past: Known, more: list[Interaction], ahead: int) -> None:
    later = timedelta(days=ahead + 120)
    future: Known = {
        "recent": [replace(entry, at=entry.at + later) for entry in more],
        "facts": [a_fact(learned=-ahead)],
        "wishes": [a_wish(made=-ahead)],
        "promises": [a_promise(due_in=-1, made=-ahead)],
        "cases": [a_case(opened=-ahead)],
        "arrivals": [an_arrival("spelt", ago=-ahead), an_arrival("walnut knife", ago=-ahead)],
        "introduced": [Introduced(97, "Later", Visit(TODAY.toordinal() + ahead, 98))],
    }
    richer = {**rest(past), **{name: [*past[name], *rows] for name, rows in future.items()}}
    before = candidates_for(gather(past["customer"], TODAY, **rest(past)), SHOP)
    assert candidates_for(gather(past["customer"], TODAY, **richer), SHOP) == before


@given(dossiers() | guarded(), st.sampled_from(Kind), st.sampled_from(Direction))
def test_what_happens_today_may_silence_an_idea_but_never_makes_or_changes_one(
    past: Dossier, kind: Kind, direction: Direction
) -> None:
    now = an_interaction(kind, 0, "and today?", direction=direction)
    met = replace(past, recent=(now, *past.recent))

    def ideas(dossier: Dossier) -> list[Suggestion]:
        return [one for one in candidates_for(dossier, SHOP)[0] if one.kind in SILENT]

    assert ideas(met) == (ideas(past) if kind is Kind.NOTE else [])
