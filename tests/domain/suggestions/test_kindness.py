"""Protecting, thanking, handing over, and silence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from relapp.domain.customers import ContactKind
from relapp.domain.facts import Certainty, Fact, FactKind
from relapp.domain.interactions import Channel, Direction, Interaction, Kind
from relapp.domain.introductions import Introduced
from relapp.domain.receipts import Receipt, Source
from relapp.domain.rhythm import Visit
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import ShopView, gather
from relapp.domain.suggestions.kinds import date as date_rule
from relapp.domain.suggestions.kinds import hand_over, protect, silence, thank
from relapp.domain.suggestions.model import Answer, Suggestion, SuggestionKind
from relapp.domain.suggestions.ranking import candidates_for
from tests.builders import TODAY, a_case, a_customer, a_fact, an_answer, an_interaction, days_ago, visits

ADA = a_customer()
PHONE = (ContactKind.PHONE,)


# -- protect --


def ends(in_days: int, kind: str = FactKind.WARRANTY, **fields: Any) -> Fact:
    day = TODAY + timedelta(days=in_days)
    return a_fact(kind, "kettle", month=day.month, day=day.day, year=day.year, **fields)


def protected(*facts: Fact, **known: object) -> Suggestion | None:
    known.setdefault("contacts", PHONE)
    return protect.suggest(gather(ADA, TODAY, facts=facts, **known), ShopView())  # type: ignore[arg-type]


@pytest.mark.parametrize(("in_days", "fires"), [(31, False), (30, True), (0, True), (-1, False), (-365, False)])
def test_a_warranty_is_told_of_in_its_last_month(in_days: int, fires: bool) -> None:
    assert (protected(ends(in_days)) is not None) is fires


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("Guarantee", Why.WARRANTY_ENDS),
        ("Gewährleistung", Why.WARRANTY_ENDS),
        ("Gutschein", Why.CREDIT_ENDS),
        ("Gift card", Why.CREDIT_ENDS),
        (FactKind.CREDIT, Why.CREDIT_ENDS),
        ("poodle", None),
    ],
)
def test_shops_call_it_by_their_own_words(kind: str, why: Why | None) -> None:
    one = protected(ends(5, kind))
    assert (one.reason.code if one else None) == why


def test_it_is_told_with_its_day_and_its_fact_and_presses_more_near_its_end() -> None:
    far, near = protected(ends(25)), protected(fact := ends(2, source_id=5))
    assert far is not None
    assert near is not None
    assert near.reason.details["day"] == days_ago(-2)
    assert near.receipts == (Receipt(Source.FACT, fact.id), Receipt(Source.INTERACTION, 5))
    assert 0 < far.urgency < near.urgency < 1


def test_the_end_of_a_warranty_is_no_birthday() -> None:
    assert date_rule.suggest(gather(ADA, TODAY, facts=[ends(3)]), ShopView()) is None


def test_a_guess_a_day_without_a_year_and_a_warranty_without_a_day_are_no_evidence() -> None:
    assert protected(ends(5, certainty=Certainty.GUESSED)) is None
    assert protected(a_fact(FactKind.WARRANTY, "kettle", month=5, day=10)) is None
    assert protected(a_fact(FactKind.WARRANTY, "kettle", learned=100)) is None


@pytest.mark.parametrize(("learned", "came", "fires"), [(60, 90, False), (61, 90, True), (61, 50, False)])
def test_a_credit_without_a_day_is_told_of_when_it_lies_unused(learned: int, came: int, fires: bool) -> None:
    one = protected(a_fact(FactKind.CREDIT, "20 euros", learned=learned), recent=visits(came))
    assert (one is not None) is fires
    if one is not None:
        assert (one.act.code, one.reason.code) == (Act.TELL_OF_CREDIT, Why.CREDIT_UNUSED)
        assert one.reason.details["visited"] == days_ago(90)


def test_a_credit_given_for_a_complaint_is_told_of_when_it_lies_unused() -> None:
    case = a_case(remedy="credit", opened=90, source_id=5)
    one = protected(cases=[case], recent=visits(95))
    assert one is not None
    assert one.reason.code == Why.CREDIT_UNUSED
    assert one.receipts[:2] == (Receipt(Source.CASE, case.id), Receipt(Source.INTERACTION, 5))
    assert protected(cases=[case], recent=visits(20)) is None
    assert protected(cases=[a_case(remedy="refund", opened=90)], recent=visits(95)) is None


def test_the_last_day_of_february_in_a_common_year_is_a_day() -> None:
    leap = a_fact(FactKind.WARRANTY, "kettle", month=2, day=29, year=2027, learned=10)
    one = protect.suggest(gather(ADA, date(2027, 2, 20), facts=[leap]), ShopView())
    assert one is not None
    assert one.reason.details["day"] == date(2027, 2, 28)


# -- thank --


def thanked(*recent: Interaction, shop: ShopView | None = None, **known: object) -> Suggestion | None:
    known.setdefault("contacts", PHONE)
    return thank.suggest(gather(ADA, TODAY, recent=recent, **known), shop or ShopView())  # type: ignore[arg-type]


def came_through(ago: int, name: str = "Bea Moss") -> Introduced:
    return Introduced(7, name, Visit(days_ago(ago).toordinal(), 4711))


@pytest.mark.parametrize(("ago", "fires"), [(0, False), (1, True), (60, True), (61, False)])
def test_an_introduction_is_thanked_for_within_two_months(ago: int, fires: bool) -> None:
    one = thanked(introduced=[came_through(ago)])
    assert (one is not None) is fires
    if one is not None:
        assert one.reason.details == {"who": "Bea Moss", "first": days_ago(ago)}
        assert one.receipts == (Receipt(Source.INTERACTION, 4711),)


def test_whom_we_were_in_touch_with_since_was_thanked() -> None:
    assert thanked(an_interaction(Kind.CALL, 5), introduced=[came_through(10)]) is None
    assert thanked(an_interaction(Kind.CALL, 15), introduced=[came_through(10)]) is not None


def praised(words: str, ago: int = 5, **fields: object) -> Interaction:
    return an_interaction(Kind.FEEDBACK, ago, words, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "fires"),
    [
        ("Loved the rye, thank you", True),
        ("the best bread in town", True),
        ("not good", False),
        ("great, but too salty", False),
        ("is it good?", False),
        ("the rye is dry", False),
        ("", False),
    ],
)
def test_praise_is_thanked_for_and_doubt_is_no_praise(words: str, fires: bool) -> None:
    assert (thanked(praised(words)) is not None) is fires


def test_praise_that_was_answered_is_old_or_is_ours_is_not_thanked_for() -> None:
    assert thanked(praised("lovely"), an_interaction(Kind.CALL, 2)) is None
    assert thanked(praised("lovely", 31)) is None
    assert thanked(praised("lovely", direction=Direction.OUT)) is None


@pytest.mark.parametrize(("times", "last", "fires"), [(10, 14, True), (10, 15, False), (9, 3, False), (11, 3, False)])
def test_a_round_number_of_visits_is_thanked_for_while_it_is_young(times: int, last: int, fires: bool) -> None:
    came = visits(*range(last, last + 9 * times, 9))
    one = thanked(*came)
    assert (one is not None) is fires
    if one is not None:
        assert one.reason.details["times"] == len(one.receipts) == times
        assert one.channel is Channel.COUNTER


@pytest.mark.parametrize(("ago", "years"), [(365, 1), (370, 1), (379, 1), (380, None), (364, None), (731, None)])
def test_a_year_is_thanked_for_while_it_is_young(ago: int, years: int | None) -> None:
    one = thanked(*visits(5, 12, 19, 26, ago))
    assert (one.reason.details["years"] if one else None) == years


def test_of_those_who_were_there_when_the_books_begin_nobody_knows_the_years() -> None:
    came = visits(5, 12, 19, 26, 370)
    assert thanked(*came, shop=ShopView(begun=days_ago(371))) is None
    assert thanked(*came, shop=ShopView(begun=days_ago(500))) is not None


def test_what_was_thanked_for_gives_place_to_the_next() -> None:
    recent = [praised("lovely")]
    first = thanked(*recent, introduced=[came_through(10)])
    assert first is not None
    done = an_answer(SuggestionKind.THANK, first.evidence, Answer.DONE)
    second = thanked(*recent, introduced=[came_through(10)], answers=[done])
    assert second is not None
    assert (first.reason.code, second.reason.code) == (Why.INTRODUCED, Why.PRAISED)


# -- hand over --

SHOP = ShopView(staff={3: "Tom", 4: "Ina"}, gone=frozenset({3}))


def served(*by: int | None, gap: int = 7) -> list[Interaction]:
    """Visits a week apart, the latest first, served by these members of staff."""
    return [an_interaction(Kind.VISIT, 3 + gap * place, staff_id=staff) for place, staff in enumerate(by)]


@pytest.mark.parametrize(
    ("by", "fires"),
    [
        ((3,) * 5, True),
        ((3,) * 4, False),
        ((3, 3, 3, 3, 4), True),
        ((3, 3, 3, 4, 4), False),
        ((4, 3, 3, 3, 3), False),
        ((4,) * 5, False),
        ((None,) * 5, False),
        ((None, 3, 3, 3, 3, 3), True),
    ],
)
def test_who_was_served_by_one_who_left_meets_another(by: tuple[int | None, ...], fires: bool) -> None:
    one = hand_over.suggest(gather(ADA, TODAY, recent=served(*by)), SHOP)
    assert (one is not None) is fires
    if one is not None:
        assert one.reason.details["staff"] == "Tom"
        assert one.reason.details["of"] == len(one.receipts)


def test_nobody_left_or_nobody_comes_any_more_hands_nobody_over() -> None:
    assert hand_over.suggest(gather(ADA, TODAY, recent=served(*[3] * 5)), ShopView(staff={3: "Tom"})) is None
    lost = [an_interaction(Kind.VISIT, 200 + 7 * place, staff_id=3) for place in range(5)]
    assert hand_over.suggest(gather(ADA, TODAY, recent=lost), SHOP) is None


# -- silence --


def test_silence_is_told_with_what_asks_for_it_and_never_stands_on_the_list() -> None:
    mourning = a_fact(silence.MOURNING, "", learned=5)
    calls = [an_interaction(Kind.CALL, ago) for ago in (10, 20, 30)]
    quiet = a_customer(leave_until=TODAY)
    dossiers = [
        gather(quiet, TODAY),
        gather(ADA, TODAY, facts=[mourning]),
        gather(ADA, TODAY, recent=calls, contacts=PHONE),
    ]
    found = [silence.suggest(dossier, ShopView()) for dossier in dossiers]
    assert [one.reason.code for one in found if one] == [Why.SILENT_ASKED, Why.SILENT_MOURNING, Why.SILENT_BUDGET]
    assert [one.receipts for one in found if one] == [
        (Receipt(Source.CUSTOMER, quiet.id),),
        (Receipt(Source.FACT, mourning.id),),
        tuple(Receipt(Source.INTERACTION, call.id) for call in calls),
    ]
    assert all(one.kind is not SuggestionKind.SILENCE for each in dossiers for one in candidates_for(each, SHOP)[0])


def test_who_may_be_contacted_is_not_silent() -> None:
    assert silence.suggest(gather(ADA, TODAY, contacts=PHONE), ShopView()) is None
