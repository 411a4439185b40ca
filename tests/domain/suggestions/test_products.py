"""What they take again, and what people like them take: running out, and something new."""

from __future__ import annotations

import pytest

from relapp.domain.customers import ContactKind
from relapp.domain.facts import FactKind
from relapp.domain.interactions import Channel, Interaction
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView, Take, gather
from relapp.domain.suggestions.kinds import like_them, replenish
from relapp.domain.suggestions.model import Answer, Suggestion, SuggestionKind
from relapp.domain.suggestions.signals import Due, New, Signals
from tests.builders import (
    TODAY,
    a_customer,
    a_due,
    a_fact,
    a_new,
    a_purchase,
    an_answer,
    days_ago,
    product_number,
    visits,
)

ADA = a_customer()
OWN = (30, 58, 88, 120, 149)
WHOLEMEAL = product_number("wholemeal")


def seen(*recent: Interaction, due: tuple[Due, ...] = (), new: tuple[New, ...] = (), **known: object) -> Dossier:
    known.setdefault("contacts", [ContactKind.PHONE])
    return gather(ADA, TODAY, recent=recent, signals=Signals(due=due, new=new), **known)  # type: ignore[arg-type]


# -- running out --


def sales(*ago: int, product: str = "wholemeal") -> list[Interaction]:
    return [a_purchase(one, product) for one in ago]


def due(*recent: Interaction, what: Due | None = None, **known: object) -> Suggestion | None:
    signal = what or a_due("wholemeal", *OWN, gap=29.8)
    return replenish.suggest(seen(*recent, due=(signal,), **known), ShopView())  # type: ignore[arg-type]


def test_five_purchases_speak_for_themselves_and_every_number_is_in_the_receipts() -> None:
    took = sales(*OWN)
    one = due(*took)
    assert one is not None
    assert one.reason.code == Why.RUNS_OUT
    assert one.reason.details == {
        "product": "wholemeal",
        "times": 5,
        "gap_days": 29,
        "last": days_ago(30),
        "since": 30,
    }
    assert {receipt.id for receipt in one.receipts} == {entry.id for entry in took}


def test_two_purchases_are_pooled_with_others_and_it_says_so() -> None:
    one = due(*sales(30, 58), what=a_due("wholemeal", 30, 58, gap=29.8))
    assert one is not None
    assert one.reason.code == Why.RUNS_OUT_POOLED
    assert (one.reason.details["times"], one.reason.details["gap_days"], one.reason.details["others"]) == (2, 30, 12)


@pytest.mark.parametrize(("others", "fires"), [(0, False), (9, False), (10, True)])
def test_two_purchases_tell_nothing_without_gaps_of_others(others: int, fires: bool) -> None:
    one = due(*sales(30, 58), what=a_due("wholemeal", 30, 58, gap=29.8, others=others))
    assert (one is not None) is fires


def test_without_signals_or_with_one_purchase_nothing_is_said() -> None:
    assert replenish.suggest(seen(*sales(*OWN)), ShopView()) is None
    assert due(*sales(30), what=a_due("wholemeal", 30)) is None


def test_a_purchase_that_no_entry_shows_is_no_evidence() -> None:
    assert due(*sales(*OWN[:-1])) is None
    old = Take(WHOLEMEAL, days_ago(149).toordinal(), 4711)
    one = due(*sales(*OWN[:-1]), takes=[old])
    assert one is not None
    assert Receipt(Source.INTERACTION, 4711) in one.receipts


@pytest.mark.parametrize(("day", "fires"), [(4, False), (3, True), (0, True), (-10, True), (-11, False)])
def test_it_speaks_from_a_few_days_before_until_some_after(day: int, fires: bool) -> None:
    one = due(*sales(*OWN), what=a_due("wholemeal", *OWN, day=day))
    assert (one is not None) is fires


@pytest.mark.parametrize(("last", "fires"), [(25, False), (26, True), (58, True), (59, False)])
def test_what_is_told_as_the_gap_is_what_decides(last: int, fires: bool) -> None:
    ago = (last, last + 29, last + 58, last + 87, last + 116)
    one = due(*sales(*ago), what=a_due("wholemeal", *ago, day=0, latest=days_ago(-90).toordinal()))
    assert (one is not None) is fires


def test_it_presses_more_from_day_to_day() -> None:
    pressing = []
    for day in (3, 0, -5, -10):
        one = due(*sales(*OWN), what=a_due("wholemeal", *OWN, day=day))
        assert one is not None
        pressing.append(one.urgency)
    assert pressing == sorted(pressing)
    assert pressing[-1] == 1


def test_what_they_took_since_is_not_due() -> None:
    assert due(*sales(*OWN, 2)) is None


def test_what_they_may_not_have_is_not_offered() -> None:
    assert due(*sales(*OWN), facts=[a_fact(FactKind.DISLIKES, "wholemeal")]) is None
    assert due(*sales(*OWN), facts=[a_fact(FactKind.DISLIKES, "wholemeal", about="son")]) is not None


def test_who_comes_before_it_runs_out_finds_it_ready_and_others_are_asked() -> None:
    comes = due(*sales(*OWN), *visits(5, 12, 19, 26))
    rare = due(*sales(30, 58), what=a_due("wholemeal", 30, 58, gap=28))
    assert comes is not None
    assert rare is not None
    assert (comes.act.code, comes.channel) == (Act.HAVE_READY, Channel.COUNTER)
    assert (rare.act.code, rare.channel) == (Act.OFFER_AGAIN, Channel.PHONE)


def test_who_neither_comes_nor_can_be_reached_is_not_waited_for() -> None:
    signal = a_due("wholemeal", 30, 58, gap=28)
    assert due(*sales(30, 58), what=signal, contacts=[]) is None
    assert due(*sales(30, 58), what=signal, contacts=[ContactKind.ADDRESS]) is not None


def test_a_new_purchase_is_new_evidence_and_the_next_product_steps_forward() -> None:
    took = [*sales(*OWN), *sales(*OWN, product="tea")]
    both = (a_due("wholemeal", *OWN, day=-5), a_due("tea", *OWN, day=1))
    first = replenish.suggest(seen(*took, due=both), ShopView())
    assert first is not None
    assert first.reason.details["product"] == "wholemeal"
    done = an_answer(SuggestionKind.REPLENISH, first.evidence, Answer.DONE)
    second = replenish.suggest(seen(*took, due=both, answers=[done]), ShopView())
    assert second is not None
    assert second.reason.details["product"] == "tea"
    later = [*sales(26), *took]
    again = replenish.suggest(seen(*later, due=(a_due("wholemeal", 26, *OWN),), answers=[done]), ShopView())
    assert again is not None


def test_of_many_purchases_the_last_nine_are_cited() -> None:
    ago = range(7, 7 * 31, 7)
    one = due(*sales(*ago), what=a_due("wholemeal", *ago))
    assert one is not None
    assert (len(one.receipts), one.reason.details["times"], one.reason.details["gap_days"]) == (9, 9, 7)


# -- something new --

CAME = (6, 13, 20, 27)


def offered(*recent: Interaction, what: tuple[New, ...] = (a_new(),), **known: object) -> Suggestion | None:
    return like_them.suggest(seen(*recent, new=what, **known), ShopView())  # type: ignore[arg-type]


def test_what_others_take_is_asked_at_the_counter_with_its_numbers_and_purchases() -> None:
    took = sales(*CAME)
    one = offered(*took)
    assert one is not None
    assert (one.act.code, one.channel) == (Act.SUGGEST_NEW, Channel.COUNTER)
    assert one.reason.details == {
        "product": "spelt",
        "because": "wholemeal",
        "times": 4,
        "last": days_ago(6),
        "both": 12,
        "have": 31,
    }
    assert {receipt.id for receipt in one.receipts} == {entry.id for entry in took}


@pytest.mark.parametrize(("last", "fires"), [(4, False), (5, True), (30, False)])
def test_it_waits_until_they_are_expected(last: int, fires: bool) -> None:
    assert (offered(*sales(last, last + 7, last + 14, last + 21)) is not None) is fires


def test_what_they_have_or_dislike_or_hardly_anybody_takes_is_passed_over() -> None:
    other = a_new("oat bar")
    took = sales(*CAME)
    for passed_over in (
        offered(*took, a_purchase(40, "spelt"), what=(a_new(), other)),
        offered(*took, what=(a_new(), other), facts=[a_fact(FactKind.ALLERGY, "spelt")]),
        offered(*took, what=(a_new(both=2), other)),
    ):
        assert passed_over is not None
        assert passed_over.reason.details["product"] == "oat bar"


def test_without_the_purchase_it_rests_on_nothing_is_said() -> None:
    assert offered(*visits(*CAME)) is None


def test_one_new_thing_a_month() -> None:
    took = sales(*CAME)
    one = offered(*took)
    assert one is not None
    for ago, fires in ((29, False), (30, True)):
        done = an_answer(SuggestionKind.LIKE_THEM, one.evidence, Answer.DONE, ago=ago)
        assert (offered(*took, what=(a_new(), a_new("oat bar")), answers=[done]) is not None) is fires
