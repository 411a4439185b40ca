"""The words of the brief."""

from __future__ import annotations

import pytest
from hypothesis import given

from relapp.domain.brief import BriefCode, BriefKind, brief
from relapp.domain.facts import Certainty, FactKind
from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.domain.suggestions.dossier import Dossier, ShopView, gather
from relapp.ui.wording.brief import WORDS, heading, heading_of, line
from tests.builders import (
    TODAY,
    a_birthday,
    a_case,
    a_customer,
    a_fact,
    a_line,
    a_promise,
    a_purchase,
    a_refusal_of,
    a_wish,
    an_interaction,
    days_ago,
    visits,
)
from tests.domain.suggestions.strategies import dossiers

SHOP = ShopView(staff={3: "Tom"})
TYPED = "{name} %n <b>"


def said(kind: BriefKind, nickname: str = "", **known: object) -> list[str]:
    customer = a_customer("Ana Moreira", nickname=nickname)
    told = brief(gather(customer, TODAY, **known), SHOP)  # type: ignore[arg-type]
    return [line(one, TODAY) for one in told if one.kind is kind]


def test_every_line_has_words_and_a_heading() -> None:
    assert set(WORDS) == set(BriefCode)
    assert len({heading(kind) for kind in BriefKind}) == len(BriefKind)


def test_a_greeting_says_the_name_the_way_and_what_not() -> None:
    reach = a_fact(FactKind.REACH, "phone mornings")
    refused = [a_refusal_of(Channel.EMAIL)]
    assert said(BriefKind.GREET, "Ana", facts=[reach], consents=refused) == ["Ana · phone mornings · not by e-mail"]


def test_without_a_name_to_greet_by_the_line_is_of_how_to_reach_them() -> None:
    def word(nickname: str) -> str:
        customer = a_customer("Ana Moreira", nickname=nickname)
        told = brief(gather(customer, TODAY, consents=[a_refusal_of(Channel.EMAIL)]), SHOP)
        return next(heading_of(one) for one in told if one.kind is BriefKind.GREET)

    assert word("Ana") == "GREET"
    assert word("") == "REACH"


def test_what_is_open_says_since_when() -> None:
    asked = [
        an_interaction(Kind.ENQUIRY, 3, "does spelt come"),
        an_interaction(Kind.MESSAGE, 1, direction=Direction.IN),
    ]
    assert said(BriefKind.NOW, recent=asked, promises=[a_promise(due_in=-1), a_promise("bake", due_in=None)]) == [
        "Asked on Sat: “does spelt come” – unanswered, and 1 more",
        "LATE, promised for yesterday: repair the bike",
        "promised: bake",
    ]


def test_an_open_case_says_what_was_done_and_when_to_ask_again() -> None:
    assert said(BriefKind.NOW, cases=[a_case("late", opened=3)]) == ["Late since Sat: nothing was done yet"]
    tomorrow = days_ago(-1)
    mended = a_case("faulty", remedy="replace", opened=3, ask_on=tomorrow)
    assert said(BriefKind.NOW, cases=[mended]) == ["Faulty thing, being put right: Replace – ask again tomorrow"]
    not_yet = a_case("the glaze ran", remedy="cake", asked_again=days_ago(1), all_right=False, ask_on=tomorrow)
    assert said(BriefKind.NOW, cases=[not_yet]) == [
        "the glaze ran: not all right yet when asked yesterday – ask again tomorrow"
    ]
    assert said(BriefKind.NOW, cases=[a_case(closed=days_ago(1)), a_case(opened=-1)]) == []
    assert said(BriefKind.NOW, cases=[mended, a_case("late", opened=9), not_yet]) == [
        "the glaze ran: not all right yet when asked yesterday – ask again tomorrow, and 2 more"
    ]


def test_a_danger_says_who_told_it_when_and_a_guess_says_so() -> None:
    known = [a_fact(FactKind.ALLERGY, "nuts"), a_fact(FactKind.AVOID, "rye", learned=900)]
    assert said(BriefKind.AVOID, facts=known) == ["nuts and rye (told, 18 Nov 2022)"]
    guess = a_fact(FactKind.AVOID, "milk", certainty=Certainty.GUESSED)
    assert said(BriefKind.AVOID, facts=[guess]) == ["perhaps milk (our guess, 6 Apr)"]
    assert said(BriefKind.AVOID, facts=[a_fact(FactKind.DISLIKES, "caraway")]) == ["does not like caraway (6 Apr)"]


def test_what_is_different_says_its_source_and_its_age() -> None:
    facts = [
        a_fact(FactKind.BUYS_FOR, "her mother"),
        a_fact(FactKind.SIZE, "36", about="daughter", certainty=Certainty.SEEN, learned=1000),
    ]
    assert said(BriefKind.DIFFERENT, facts=facts) == [
        "buys for: her mother (told, 6 Apr)",
        "daughter, size: 36 (seen, 10 Aug 2022) – check",
    ]
    own = a_fact("Lieblingsblume", "Lilie")
    assert said(BriefKind.DIFFERENT, facts=[own]) == ["Lieblingsblume: Lilie (told, 6 Apr)"]
    assert said(BriefKind.DIFFERENT, facts=[a_birthday(4)]) == ["Birthday on Sat"]
    came_back = visits(5, *range(300, 356, 7))
    assert said(BriefKind.DIFFERENT, recent=came_back) == ["back after 295 days away"]


def test_the_last_contact_says_what_it_was() -> None:
    sale = a_purchase(4, "a", "b", "c", "d", "e", words="in a hurry", staff_id=3)
    assert said(BriefKind.LAST, recent=[sale]) == ["Fri, Purchase: a, b, c and 2 more “in a hurry” (Tom)"]
    tried = an_interaction(Kind.CALL, 1, outcome=Outcome.UNANSWERED)
    assert said(BriefKind.LAST, recent=[tried]) == ["yesterday, Call, no answer"]


def test_the_usual_says_how_much_when_and_how_certain() -> None:
    sales = [a_purchase(ago, a_line("wholemeal", 2)) for ago in (7, 14, 21)]
    assert said(BriefKind.USUAL, recent=sales) == ["2× wholemeal · Tue about 10:00 · 3 of 3 purchases"]


def test_wishes_and_the_question_are_said_plainly() -> None:
    assert said(BriefKind.WISH, wishes=[a_wish("spelt"), a_wish("walnut knife", made=1)]) == [
        "spelt and walnut knife (since 26 Apr)"
    ]
    assert said(BriefKind.ASK) == ["How may we reach you?"]


@given(dossiers())
def test_no_line_has_a_hole(dossier: Dossier) -> None:
    for one in brief(dossier, SHOP):
        typed_off = line(one, TODAY).replace(TYPED, "typed")
        assert typed_off == typed_off.strip() != ""
        assert not any(hole in typed_off for hole in ("{", "}", "%n", "None", "(s)", "  ", "()", "Kind.", "“”"))


@pytest.mark.parametrize("certainty", Certainty)
def test_told_seen_and_guessed_are_three_different_lines(certainty: Certainty) -> None:
    others = [other for other in Certainty if other is not certainty]
    mine = said(BriefKind.DIFFERENT, facts=[a_fact(certainty=certainty)])
    assert mine not in [said(BriefKind.DIFFERENT, facts=[a_fact(certainty=other)]) for other in others]
