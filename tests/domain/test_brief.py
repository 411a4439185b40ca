"""Five seconds: the lines of the brief, what stays when there is more, and what is never said."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given

from relapp.domain.brief import MOST_LINES, BriefCode, BriefKind, BriefLine, before_others, brief
from relapp.domain.facts import Certainty, FactKind
from relapp.domain.interactions import Channel, Kind
from relapp.domain.peace import PeaceWhy, noted
from relapp.domain.promises import PromisedBy
from relapp.domain.question_bank import BankQuestion
from relapp.domain.questions import Question
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.dossier import Dossier, ShopView, gather
from relapp.domain.suggestions.kinds import ask
from relapp.domain.suggestions.kinds.silence import MOURNING
from relapp.domain.suggestions.model import Answer, SuggestionKind
from tests.builders import (
    TODAY,
    a_birthday,
    a_case,
    a_customer,
    a_fact,
    a_promise,
    a_purchase,
    a_refusal_of,
    a_wish,
    an_answer,
    an_interaction,
    days_ago,
    visits,
)
from tests.domain.suggestions.strategies import dossiers

SHOP = ShopView(staff={3: "Tom"})


def lines(customer: object = None, **known: object) -> tuple[BriefLine, ...]:
    return brief(gather(customer or a_customer(), TODAY, **known), SHOP)  # type: ignore[arg-type]


def of(kind: BriefKind, **known: object) -> list[BriefLine]:
    return [line for line in lines(**known) if line.kind is kind]


def codes(kind: BriefKind, **known: object) -> list[str]:
    return [line.reason.code for line in of(kind, **known)]


def test_of_a_stranger_there_is_only_something_to_ask() -> None:
    assert [line.kind for line in lines()] == [BriefKind.ASK]


def test_the_lines_stand_in_reading_order() -> None:
    known = lines(
        a_customer(nickname="Ada"),
        recent=[*(a_purchase(ago, "rye") for ago in (7, 14, 21)), an_interaction(Kind.ENQUIRY, 3)],
        facts=[a_fact(), a_fact(FactKind.ALLERGY, "nuts")],
    )
    assert [line.kind for line in known] == [
        BriefKind.GREET,
        BriefKind.NOW,
        BriefKind.AVOID,
        BriefKind.DIFFERENT,
        BriefKind.USUAL,
        BriefKind.ASK,
    ]


def test_a_greeting_is_told_where_there_is_one() -> None:
    (line,) = of(
        BriefKind.GREET,
        facts=[a_fact(FactKind.GREET, "Dr Lovelace"), a_fact(FactKind.REACH, "phone mornings")],
        consents=[a_refusal_of(Channel.EMAIL)],
    )
    assert dict(line.reason.details) == {
        "greet": "Dr Lovelace",
        "reach": "phone mornings",
        "not_by": (Channel.EMAIL,),
        "hours": (None, None),
        "days": frozenset(),
    }
    assert of(BriefKind.GREET) == []


def test_what_they_refused_opens_the_word_and_the_entry_it_was_said_in() -> None:
    no = replace(a_refusal_of(Channel.EMAIL), id=7, source_id=70)
    (line,) = of(BriefKind.GREET, consents=[no])
    assert line.receipts == (Receipt(Source.CONSENT, 7), Receipt(Source.INTERACTION, 70))


def test_their_own_hours_are_part_of_how_to_reach_them() -> None:
    who = a_customer(quiet_from=time(), quiet_to=time(10))
    dossier = gather(who, TODAY, quiet_told=[70])
    (line,) = [line for line in brief(dossier, ShopView()) if line.kind is BriefKind.GREET]
    assert line.reason.details["hours"] == (time(), time(10))
    assert line.receipts == (Receipt(Source.CUSTOMER, who.id), Receipt(Source.INTERACTION, 70))


def test_what_they_like_to_be_called_opens_the_customer() -> None:
    who = a_customer(nickname="Annie")
    (line,) = [line for line in brief(gather(who, TODAY), ShopView()) if line.kind is BriefKind.GREET]
    assert line.receipts == (Receipt(Source.CUSTOMER, who.id),)


def test_one_calm_line_says_until_when_they_are_left_in_peace_and_opens_what_they_said() -> None:
    asked = an_interaction(Kind.CALL, 9, words="please leave me alone until june")
    who = a_customer(leave_until=days_ago(-20), leave_why=noted(PeaceWhy.ASKED, days_ago(9)))
    dossier = gather(who, TODAY, recent=[asked, an_interaction(Kind.VISIT, 30)])
    (line,) = [line for line in brief(dossier, ShopView()) if line.kind is BriefKind.PEACE]
    assert (line.reason.code, line.reason.details["said"]) == (BriefCode.PEACE, days_ago(9))
    assert line.receipts == (Receipt(Source.CUSTOMER, who.id), Receipt(Source.INTERACTION, asked.id))
    later = gather(who, days_ago(-21), recent=[asked])
    assert not [line for line in brief(later, ShopView()) if line.kind is BriefKind.PEACE]


def test_mourning_is_told_as_such_whether_it_was_noted_as_peace_or_as_a_fact() -> None:
    noted_so = a_customer(leave_until=days_ago(-20), leave_why=noted(PeaceWhy.MOURNING, days_ago(9)))
    for dossier in (gather(noted_so, TODAY), gather(a_customer(), TODAY, facts=[a_fact(MOURNING, "", learned=9)])):
        (line,) = [line for line in brief(dossier, ShopView()) if line.kind is BriefKind.PEACE]
        assert (line.reason.code, line.reason.details["said"]) == (BriefCode.MOURNING, days_ago(9))


def test_how_her_daughter_is_greeted_is_not_how_she_is() -> None:
    assert of(BriefKind.GREET, facts=[a_fact(FactKind.GREET, "Byron", about="daughter")]) == []


def test_what_is_open_is_told_question_first_then_promises_by_day() -> None:
    now = of(
        BriefKind.NOW,
        recent=[an_interaction(Kind.ENQUIRY, 3, "does spelt come")],
        promises=[a_promise("bake", due_in=4), a_promise("repair", due_in=-2)],
    )
    assert [line.reason.code for line in now] == [BriefCode.QUESTION, BriefCode.PROMISE, BriefCode.PROMISE]
    assert [line.reason.details.get("late") for line in now] == [None, True, False]


def test_their_own_promise_is_told_only_when_it_is_late() -> None:
    late, early = (a_promise("pay", due_in=due, by=PromisedBy.CUSTOMER) for due in (-1, 1))
    assert codes(BriefKind.NOW, promises=[late]) == [BriefCode.THEIR_PROMISE]
    assert codes(BriefKind.NOW, promises=[early]) == []


def test_dangers_stand_together_and_a_guess_stands_apart() -> None:
    told = [a_fact(FactKind.ALLERGY, "nuts"), a_fact(FactKind.AVOID, "rye", about="son", learned=90)]
    guess = a_fact(FactKind.AVOID, "milk", certainty=Certainty.GUESSED)
    first, second = of(BriefKind.AVOID, facts=[*told, guess])
    assert (first.reason.code, second.reason.code) == (BriefCode.AVOID_TOLD, BriefCode.AVOID_GUESSED)
    assert dict(first.reason.details) == {"values": ("nuts", "son: rye"), "since": days_ago(90)}
    assert first.receipts == tuple(Receipt(Source.FACT, fact.id) for fact in told)


@pytest.mark.parametrize(
    ("certainty", "code"),
    [
        (Certainty.TOLD, BriefCode.FACT_TOLD),
        (Certainty.SEEN, BriefCode.FACT_SEEN),
        (Certainty.GUESSED, BriefCode.FACT_GUESSED),
    ],
)
def test_a_guess_never_looks_like_a_told_fact(certainty: Certainty, code: BriefCode) -> None:
    assert codes(BriefKind.DIFFERENT, facts=[a_fact(certainty=certainty)]) == [code]


def test_a_told_fact_comes_before_a_guess_and_newer_before_older() -> None:
    facts = [
        a_fact(value="guess", certainty=Certainty.GUESSED, learned=1),
        a_fact(value="old", learned=90),
        a_fact(value="new", learned=9),
        a_fact("poodle", "Fifi", learned=2),
    ]
    told = [line.reason.details["value"] for line in of(BriefKind.DIFFERENT, facts=facts)]
    assert told == ["new", "old", "Fifi", "guess"]


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("Anrede", "Frau", False), ("Salutation", "Ms", False), ("Umsatz (€)", "1.234,50", False),
        ("Total spent", "$1,234.50", False), ("Balance", "-12.00 EUR", False), ("First Visit", "2024-03-01", False),
        ("Kunde seit", "01.03.2024", False), ("Frame size", "54", True), ("Lieblingsblume", "Lilie", True),
        ("Ring", "17.5", True), ("Company", "Okafor Cycles", True), (FactKind.SIZE, "38.50", True),
    ],
)  # fmt: skip
def test_what_every_list_holds_sets_nobody_apart(kind: str, value: str, *, told: bool) -> None:
    assert bool(of(BriefKind.DIFFERENT, facts=[a_fact(kind, value)])) is told


def test_an_old_fact_wants_checking_and_an_allergy_never_does() -> None:
    old = lines(facts=[a_fact(FactKind.SIZE, "39", learned=1100), a_fact(FactKind.ALLERGY, "nuts", learned=1100)])
    assert {line.kind: line.check for line in old} == {
        BriefKind.AVOID: False,
        BriefKind.DIFFERENT: True,
        BriefKind.ASK: False,
    }


def test_a_birthday_is_told_only_when_it_is_near() -> None:
    assert codes(BriefKind.DIFFERENT, facts=[a_birthday(3)]) == [BriefCode.DATE_SOON]
    assert codes(BriefKind.DIFFERENT, facts=[a_birthday(30)]) == []


def test_who_came_back_after_long_is_told() -> None:
    came = visits(5, *range(300, 356, 7))
    (line,) = of(BriefKind.DIFFERENT, recent=came)
    assert (line.reason.code, dict(line.reason.details)) == (BriefCode.BACK, {"silence_days": 295})


def test_the_last_contact_is_told_once() -> None:
    note, sale = an_interaction(Kind.NOTE, 1), a_purchase(2, "rye", words="in a hurry", staff_id=3)
    (line,) = of(BriefKind.LAST, recent=[note, sale])
    assert line.receipts == (Receipt(Source.INTERACTION, sale.id),)
    assert (line.reason.details["products"], line.reason.details["staff"]) == (("rye",), "Tom")
    assert of(BriefKind.LAST, recent=[an_interaction(Kind.ENQUIRY, 2)]) == []


def test_the_usual_is_told_with_its_certainty_and_its_purchases() -> None:
    sales = [a_purchase(ago, "rye") for ago in (7, 14, 21)]
    (line,) = of(BriefKind.USUAL, recent=[*sales, a_purchase(28, "white")])
    assert (line.reason.details["bought"], line.reason.details["purchases"]) == (3, 4)
    assert line.reason.details["weekday"] == TODAY.weekday()
    assert {receipt.id for receipt in line.receipts} == {sale.id for sale in sales}


def test_the_two_oldest_wishes_are_told() -> None:
    (line,) = of(BriefKind.WISH, wishes=[a_wish("c", made=1), a_wish("a", made=9), a_wish("b", made=5)])
    assert dict(line.reason.details) == {"words": ("a", "b"), "made": days_ago(9)}


def test_exactly_one_question_is_put_and_an_asked_one_makes_room() -> None:
    (first,) = of(BriefKind.ASK)
    assert first.reason.details["question"] is Question.REACH
    suggested = ask.suggest(gather(a_customer(), TODAY, recent=visits(6, 13, 20)), SHOP)
    assert suggested is not None
    done = an_answer(SuggestionKind.ASK, suggested.evidence, Answer.DONE)
    (second,) = of(BriefKind.ASK, answers=[done])
    assert second.reason.details["question"] is Question.BIRTHDAY


def test_where_there_is_too_much_dangers_stay_and_each_kind_keeps_its_first_line() -> None:
    full = lines(
        a_customer(nickname="Ada"),
        recent=[*(a_purchase(ago, "rye") for ago in (7, 14, 21)), an_interaction(Kind.MESSAGE, 1)],
        promises=[a_promise(due_in=due) for due in (-3, -2, -1)],
        facts=[
            a_fact(FactKind.ALLERGY, "nuts"),
            a_fact(FactKind.AVOID, "milk", certainty=Certainty.SEEN),
            a_fact(FactKind.DISLIKES, "caraway"),
            *(a_fact(value=value) for value in ("rye", "spelt", "crust")),
        ],
        wishes=[a_wish()],
        cases=[a_case()],
    )
    kinds = [line.kind for line in full]
    assert len(kinds) == MOST_LINES
    assert BriefCode.CASE in [line.reason.code for line in full]
    assert kinds.count(BriefKind.AVOID) == 3
    assert {BriefKind.GREET, BriefKind.NOW, BriefKind.DIFFERENT} <= set(kinds)


@given(dossiers())
def test_a_brief_has_at_most_seven_lines_in_order_with_receipts_for_what_it_states(dossier: Dossier) -> None:
    told = brief(dossier, SHOP)
    order = list(BriefKind)
    assert len(told) <= MOST_LINES
    assert [order.index(line.kind) for line in told] == sorted(order.index(line.kind) for line in told)
    # A refusal and an absence (what to ask) are not rows that a receipt could point at.
    assert all(line.receipts or line.kind in {BriefKind.GREET, BriefKind.ASK} for line in told)


@given(dossiers())
def test_every_danger_told_is_in_the_brief(dossier: Dossier) -> None:
    dangers = {
        fact.id
        for fact in dossier.facts
        if fact.kind in {FactKind.ALLERGY, FactKind.AVOID} and fact.certainty is Certainty.TOLD
    }
    cited = {receipt.id for line in brief(dossier, SHOP) for receipt in line.receipts if receipt.source == Source.FACT}
    assert dangers <= cited


@pytest.mark.parametrize(
    ("words", "kind", "told"), [("Which tea do you like?", "tea", True), ("Which illness?", "health", False)]
)
def test_a_question_about_something_sensitive_is_not_put_before_others(words: str, kind: str, *, told: bool) -> None:
    shop = ShopView(questions=(BankQuestion(1, "", words, kind, "", 1, active=True),))
    who = gather(a_customer(), TODAY)
    assert [line.kind for line in brief(who, shop)] == [BriefKind.ASK]
    assert bool(before_others(who, shop).lines) is told
