"""Ideas of ours: slipping, after the sale, the second visit, a question."""

from __future__ import annotations

from decimal import Decimal

import pytest

from relapp.domain.customers import ContactKind
from relapp.domain.facts import FactKind
from relapp.domain.interactions import Channel, Direction, Interaction, Kind
from relapp.domain.questions import Question
from relapp.domain.receipts import Receipt, Source
from relapp.domain.rhythm import rhythm_of
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView, gather
from relapp.domain.suggestions.kinds import after_sale, ask, second_visit, slipping
from relapp.domain.suggestions.model import Answer, Refusal, Suggestion, SuggestionKind
from tests.builders import (
    TODAY,
    a_birthday,
    a_customer,
    a_fact,
    a_line,
    a_purchase,
    a_refusal_of,
    an_answer,
    an_interaction,
    days_ago,
    visits,
)

SHOP = ShopView()
ADA = a_customer()


def seen(*recent: Interaction, contacts: tuple[ContactKind, ...] = (ContactKind.PHONE,), **known: object) -> Dossier:
    return gather(ADA, TODAY, recent=recent, contacts=contacts, **known)  # type: ignore[arg-type]


# -- slipping --


def test_a_weekly_buyer_is_slipping_after_three_weeks_and_every_number_is_in_the_receipts() -> None:
    came = visits(21, 28, 35, 42, 49, 56)
    found = slipping.suggest(seen(*came), SHOP)
    assert found is not None
    assert found.reason.code == Why.RHYTHM
    details = found.reason.details
    shown = {receipt.id for receipt in found.receipts}
    days = sorted(entry.day.toordinal() for entry in came if entry.id in shown)
    assert details["visits"] == len(days) == 6
    assert details["gap_days"] == rhythm_of(days).gap == 7
    assert details["last"].toordinal() == days[-1]
    assert details["silence_days"] == TODAY.toordinal() - days[-1]
    assert details["weekday"] == days_ago(21).weekday()


def test_a_yearly_buyer_is_not_slipping_after_five_months() -> None:
    assert slipping.suggest(seen(*visits(150, 515, 880, 1245)), SHOP) is None


def test_no_rhythm_is_made_from_two_visits() -> None:
    assert slipping.suggest(seen(*visits(200, 207)), SHOP) is None


def test_an_absence_names_no_day() -> None:
    found = slipping.suggest(seen(*visits(21, 28, 35, 42)), SHOP)
    assert found is not None
    assert found.due is None


def test_at_most_eight_visits_are_cited_and_the_usual_cites_its_purchases_too() -> None:
    sales = [a_purchase(ago, "wholemeal") for ago in range(21, 21 + 7 * 12, 7)]
    found = slipping.suggest(seen(*sales), SHOP)
    assert found is not None
    assert found.reason.details["visits"] == 8
    assert found.reason.details["usual"] == ("wholemeal",)
    assert len(found.receipts) == 10


def test_the_evidence_of_an_absence_is_the_last_visit() -> None:
    old = visits(21, 28, 35, 42, 49, 56)
    first = slipping.suggest(seen(*old), SHOP)
    with_older = slipping.suggest(seen(*old, *visits(63, 70)), SHOP)
    with_newer = slipping.suggest(seen(*old, *visits(20)), SHOP)
    assert first is not None
    assert with_older is not None
    assert with_newer is not None
    assert first.evidence == with_older.evidence != with_newer.evidence


def test_who_cannot_be_reached_is_to_be_looked_out_for() -> None:
    found = slipping.suggest(seen(*visits(21, 28, 35, 42), contacts=()), SHOP)
    assert found is not None
    assert (found.act.code, found.channel) == (Act.LOOK_OUT_FOR, None)


def test_the_way_that_worked_last_is_taken_first() -> None:
    wrote = an_interaction(Kind.EMAIL, 50, direction=Direction.IN)
    both = (ContactKind.PHONE, ContactKind.EMAIL)
    found = slipping.suggest(seen(*visits(21, 28, 35, 42), wrote, contacts=both), SHOP)
    assert found is not None
    assert found.channel is Channel.EMAIL


def test_a_way_that_is_used_up_gives_place_to_one_that_is_not() -> None:
    wrote = [an_interaction(Kind.CALL, 60), an_interaction(Kind.EMAIL, 61), an_interaction(Kind.EMAIL, 62)]
    both = (ContactKind.PHONE, ContactKind.ADDRESS)
    fresh = slipping.suggest(seen(*visits(21, 28, 35, 42), contacts=both), SHOP)
    used = slipping.suggest(seen(*visits(21, 28, 35, 42), *wrote, contacts=both), SHOP)
    assert fresh is not None
    assert used is not None
    assert (fresh.channel, used.channel) == (Channel.PHONE, Channel.POST)


# -- after the sale --

WHEEL = a_line("wheel", price=9_000)


def small_sales() -> list[Interaction]:
    return [a_purchase(ago, a_line("tube", price=500)) for ago in (60, 90, 120)]


@pytest.mark.parametrize(("ago", "fires"), [(6, False), (7, True), (28, True), (29, False)])
def test_a_new_dear_thing_is_asked_about_one_to_four_weeks_later(ago: int, fires: bool) -> None:
    found = after_sale.suggest(seen(a_purchase(ago, WHEEL), *small_sales()), SHOP)
    assert (found is not None) is fires


def test_the_question_after_the_sale_names_the_thing_and_cites_the_sale() -> None:
    sale = a_purchase(10, a_line("lamp", price=400), WHEEL)
    found = after_sale.suggest(seen(sale, *small_sales()), SHOP)
    assert found is not None
    assert dict(found.reason.details) == {"product": "wheel", "quantity": Decimal(1), "bought": days_ago(10)}
    assert found.receipts == (Receipt(Source.INTERACTION, sale.id),)


def test_what_they_had_before_is_not_new() -> None:
    assert after_sale.suggest(seen(a_purchase(10, WHEEL), a_purchase(200, WHEEL), *small_sales()), SHOP) is None


def test_an_ordinary_sum_does_not_stand_out() -> None:
    assert after_sale.suggest(seen(a_purchase(10, a_line("bell", price=900)), *small_sales()), SHOP) is None


def test_nobody_is_asked_how_a_thing_without_a_name_did() -> None:
    nameless = a_line("", price=WHEEL.amount or 0)
    assert after_sale.suggest(seen(a_purchase(10, nameless), *small_sales()), SHOP) is None


def test_without_purchases_to_compare_only_the_shops_measure_counts() -> None:
    alone = seen(a_purchase(10, WHEEL), an_interaction(Kind.VISIT, 100))
    assert after_sale.suggest(alone, SHOP) is None
    assert after_sale.suggest(alone, ShopView(notable=9_000)) is not None
    assert after_sale.suggest(alone, ShopView(notable=9_001)) is None


def test_where_purchases_can_be_compared_their_own_measure_counts() -> None:
    assert after_sale.suggest(seen(a_purchase(10, WHEEL), *small_sales()), ShopView(notable=9_001)) is not None
    ordinary = a_purchase(10, a_line("bell", price=900))
    assert after_sale.suggest(seen(ordinary, *small_sales()), ShopView(notable=100)) is None


def test_what_they_had_long_ago_is_not_new_to_them() -> None:
    sale = a_purchase(14, WHEEL)
    assert after_sale.suggest(seen(sale, *small_sales(), had_before=[WHEEL.product_id + 1]), SHOP) is not None
    assert after_sale.suggest(seen(sale, *small_sales(), had_before=[WHEEL.product_id]), SHOP) is None


def test_nobody_is_asked_about_a_thing_after_being_in_touch() -> None:
    sale = a_purchase(14, WHEEL)
    assert after_sale.suggest(seen(sale, *small_sales(), an_interaction(Kind.CALL, 5)), SHOP) is None
    assert after_sale.suggest(seen(sale, *small_sales(), an_interaction(Kind.NOTE, 5)), SHOP) is not None


# -- second visit --


@pytest.mark.parametrize(("ago", "fires"), [(6, False), (7, True), (42, True), (43, False)])
def test_a_first_visit_is_thanked_for_one_to_six_weeks_later(ago: int, fires: bool) -> None:
    found = second_visit.suggest(seen(*visits(ago)), SHOP)
    assert (found is not None) is fires


def test_the_first_visit_is_told_with_what_they_took_and_said() -> None:
    sale = a_purchase(14, a_line("knife", price=100), a_line("board", price=900), words="for her mother")
    found = second_visit.suggest(seen(sale), SHOP)
    assert found is not None
    assert dict(found.reason.details) == {
        "first": days_ago(14),
        "products": ("board", "knife"),
        "more": 0,
        "words": "for her mother",
    }
    assert found.receipts == (Receipt(Source.INTERACTION, sale.id),)


def test_who_came_twice_needs_no_second_visit() -> None:
    assert second_visit.suggest(seen(*visits(10, 20)), SHOP) is None


def test_who_was_contacted_since_is_not_thanked_again() -> None:
    assert second_visit.suggest(seen(*visits(14), an_interaction(Kind.EMAIL, 3)), SHOP) is None


def test_who_cannot_be_reached_cannot_be_thanked() -> None:
    assert second_visit.suggest(seen(*visits(14), contacts=()), SHOP) is None


# -- ask --


def asked(*recent: Interaction, **known: object) -> Suggestion | None:
    return ask.suggest(seen(*recent, **known), SHOP)  # type: ignore[arg-type]


@pytest.mark.parametrize(("last", "fires"), [(4, False), (5, True), (9, True), (30, False)])
def test_a_question_waits_until_they_are_expected(last: int, fires: bool) -> None:
    assert (asked(*visits(last, last + 7, last + 14, last + 21)) is not None) is fires


def test_how_to_reach_them_is_asked_before_their_birthday() -> None:
    came = visits(6, 13, 20, 27)
    first, second = asked(*came, contacts=()), asked(*came)
    assert first is not None
    assert second is not None
    assert first.act.details["question"] is Question.REACH
    assert second.act.details["question"] is Question.BIRTHDAY


def test_what_is_known_is_not_asked() -> None:
    assert asked(*visits(6, 13, 20, 27), facts=[a_birthday(100)]) is None


def test_a_size_is_asked_of_those_who_buy_sizes() -> None:
    sale = a_purchase(6, "boot size 39")
    found = asked(sale, *visits(13, 20, 27))
    assert found is not None
    assert (found.act.details["question"], found.act.details["product"]) == (Question.SIZE, "boot size 39")
    assert Receipt(Source.INTERACTION, sale.id) in found.receipts
    known = asked(sale, *visits(13, 20, 27), facts=[a_fact(FactKind.SIZE, "39"), a_birthday(100)])
    assert known is None


def test_the_daughters_size_is_not_their_own() -> None:
    found = asked(
        a_purchase(6, "boot size 39"), *visits(13, 20, 27), facts=[a_fact(FactKind.SIZE, "36", about="daughter")]
    )
    assert found is not None
    assert found.act.details["question"] is Question.SIZE


def test_who_takes_several_is_asked_for_whom() -> None:
    sales = [a_purchase(ago, a_line("roll", 4)) for ago in (6, 13, 20, 27)]
    found = asked(*sales)
    assert found is not None
    assert (found.act.details["question"], found.act.details["product"]) == (Question.BUYS_FOR, "roll")


def test_an_answered_question_is_not_asked_again_and_the_next_one_rests_a_month() -> None:
    came = visits(6, 13, 20, 27)
    first = asked(*came, contacts=())
    assert first is not None
    lately = an_answer(SuggestionKind.ASK, first.evidence, Answer.DONE, ago=29)
    before = an_answer(SuggestionKind.ASK, first.evidence, Answer.DONE, ago=30)
    assert asked(*came, contacts=(), answers=[lately]) is None
    second = asked(*came, contacts=(), answers=[before])
    assert second is not None
    assert second.act.details["question"] is Question.BIRTHDAY


def test_a_question_declined_twice_is_never_asked_again() -> None:
    came = visits(6, 13, 20, 27)
    first = asked(*came, contacts=())
    assert first is not None
    once = an_answer(SuggestionKind.ASK, first.evidence, Answer.NO, Refusal.NOT_NOW, ago=90, until=days_ago(60))
    twice = an_answer(SuggestionKind.ASK, first.evidence, Answer.NO, Refusal.NOT_NOW, ago=50, until=days_ago(20))
    again = asked(*came, contacts=(), answers=[once])
    assert again is not None
    assert again.evidence == first.evidence
    instead = asked(*came, contacts=(), answers=[once, twice])
    assert instead is not None
    assert instead.act.details["question"] is Question.BIRTHDAY


def test_who_is_asked_at_the_counter_may_refuse_every_other_way() -> None:
    found = asked(*visits(6, 13, 20, 27), consents=[a_refusal_of(Channel.PHONE)])
    assert found is not None
    assert found.channel is Channel.COUNTER
