"""Arrivals: those who wished for something are told that it is here."""

from __future__ import annotations

import pytest

from relapp.domain.customers import ContactKind
from relapp.domain.interactions import Channel
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import ShopView, gather
from relapp.domain.suggestions.kinds import arrival
from relapp.domain.suggestions.model import Answer, Refusal, Suggestion, SuggestionKind
from tests.builders import (
    TODAY,
    a_customer,
    a_purchase,
    a_refusal_of,
    a_wish,
    an_answer,
    an_arrival,
    days_ago,
)

ADA = a_customer()


def found(**known: object) -> Suggestion | None:
    known.setdefault("contacts", [ContactKind.PHONE])
    return arrival.suggest(gather(ADA, TODAY, **known), ShopView())  # type: ignore[arg-type]


def test_who_asked_is_told_in_their_words_with_their_wish_as_receipt() -> None:
    wish = a_wish("spelt flour", made=40, source_id=77)
    one = found(wishes=[wish], arrivals=[an_arrival("spelt flour 5 kg", ago=0)])
    assert one is not None
    assert (one.act.code, one.reason.code, one.channel) == (Act.TELL_ARRIVED, Why.ARRIVED, Channel.PHONE)
    assert one.receipts == (Receipt(Source.WISH, wish.id), Receipt(Source.INTERACTION, 77))
    assert one.reason.details == {
        "wish": "spelt flour",
        "made": days_ago(40),
        "arrived": "spelt flour 5 kg",
        "day": TODAY,
    }


def test_nothing_arrived_says_nothing() -> None:
    assert found(wishes=[a_wish("spelt")]) is None
    assert found(wishes=[a_wish("spelt")], arrivals=[an_arrival("rye")]) is None
    assert found(arrivals=[an_arrival("spelt")]) is None


def test_the_oldest_wish_comes_first_and_presses_most() -> None:
    old, young = a_wish("spelt", made=60), a_wish("spelt", made=5)
    both = found(wishes=[young, old], arrivals=[an_arrival(ago=1)])
    alone = found(wishes=[young], arrivals=[an_arrival(ago=1)])
    assert both is not None
    assert alone is not None
    assert both.receipts == (Receipt(Source.WISH, old.id),)
    assert both.urgency > alone.urgency


@pytest.mark.parametrize(("ago", "fires"), [(92, True), (93, False)])
def test_an_arrival_is_news_for_three_months(ago: int, fires: bool) -> None:
    assert (found(wishes=[a_wish(made=120)], arrivals=[an_arrival(ago=ago)]) is not None) is fires


@pytest.mark.parametrize(("ago", "fires"), [(6, True), (5, False), (0, False)])
def test_who_took_it_since_needs_no_word(ago: int, fires: bool) -> None:
    one = found(wishes=[a_wish()], arrivals=[an_arrival(ago=5)], recent=[a_purchase(ago, "spelt loaf")])
    assert (one is not None) is fires


def test_what_the_till_shows_is_said_as_such_and_what_was_noted_goes_before_it() -> None:
    sold = an_arrival("spelt loaf", ago=2, sold=True, id=None)
    seen = found(wishes=[a_wish()], arrivals=[sold])
    noted = found(wishes=[a_wish()], arrivals=[sold, an_arrival(ago=3)])
    assert seen is not None
    assert noted is not None
    assert (seen.reason.code, noted.reason.code) == (Why.FIRST_SOLD, Why.ARRIVED)
    assert seen.reason.details["product"] == "spelt loaf"


def test_a_no_belongs_to_the_wish_and_its_arrival_and_a_new_one_may_speak() -> None:
    wish, first = a_wish(), an_arrival(ago=9)
    one = found(wishes=[wish], arrivals=[first])
    assert one is not None
    no = an_answer(SuggestionKind.ARRIVAL, one.evidence, Answer.NO, Refusal.NOT_TRUE)
    assert found(wishes=[wish], arrivals=[first], answers=[no]) is None
    assert found(wishes=[wish], arrivals=[first, an_arrival(ago=1)], answers=[no]) is not None


def test_it_never_goes_by_a_way_they_refused() -> None:
    one = found(wishes=[a_wish()], arrivals=[an_arrival()], consents=[a_refusal_of(Channel.PHONE)])
    assert one is not None
    assert one.channel is Channel.MESSAGE
