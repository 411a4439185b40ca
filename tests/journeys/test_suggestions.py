"""Promises of the SUGGESTIONS rows, through the real window."""

from __future__ import annotations

import shutil
from datetime import timedelta
from functools import partial

import pytest

from relapp.domain.customers import NewCustomer
from relapp.domain.interactions import Kind, NewInteraction, NewPurchaseLine
from relapp.domain.suggestions.model import SuggestionKind
from relapp.services import customers, interactions
from relapp.ui.customer.entry_form import EntryForm
from relapp.ui.today.card import SuggestionCard
from tests.journeys.conftest import NOW, Desk


def come(desk: Desk, name: str, product: str, *days_ago: int) -> None:
    """What was so before: somebody bought the same on several days."""
    one = desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer(name)))
    for ago in sorted(days_ago, reverse=True):
        bought = NewInteraction((one,), Kind.PURCHASE, NOW - timedelta(days=ago), lines=(NewPurchaseLine(product),))
        desk.do("log", partial(interactions.log, entry=bought))


def card_of(desk: Desk, name: str) -> SuggestionCard:
    """The card of somebody on Today."""
    return next(card for card in desk.cards if card.item.customer.name == name)


def seen(desk: Desk) -> list[tuple[str, str, str]]:
    """Who, what and why, as Today says it."""
    return [(card.item.customer.name, card.act, card.why) for card in desk.cards]


# -- G1: a short list with reasons and receipts --


def test_at_most_seven_are_named_each_customer_once_with_what_and_why(desk: Desk) -> None:
    for name in ("Ada", "Bea", "Cleo", "Dora", "Elif", "Fay", "Gil", "Hal"):
        desk.log(f"{name} Moss: asked if spelt comes")
    desk.log("ada: will bring the tin back by monday")
    desk.reopen()
    assert len(desk.cards) == 7
    assert len(set(desk.called())) == 7
    for card in desk.cards:
        assert card.act == f"Answer {card.item.customer.name}"
        assert card.why == "Asked today: “asked if spelt comes” – unanswered. Noted by Ina."


@pytest.mark.parametrize("back", ["Alt+Left", "Escape"])
def test_one_key_opens_the_evidence_and_one_goes_back_to_the_same_card(desk: Desk, back: str) -> None:
    desk.log("Ana Moreira: asked if spelt comes")
    desk.log("Bo Lind: asked if rye comes")
    desk.reopen()
    desk.press("Down")
    desk.press("R")
    evidence = desk.session.customers.customer.evidence
    assert desk.window.page == "customers"
    assert evidence.isVisible()
    assert [evidence.model.entry(row).interaction.words for row in range(evidence.model.rowCount())] == [
        "asked if rye comes"
    ]
    desk.press(back)
    assert desk.window.page == "today"
    assert desk.focus() is card_of(desk, "Bo Lind")


# -- G2: the rhythm of this customer --


def test_a_weekly_buyer_is_flagged_at_three_weeks_and_a_yearly_one_not_at_five_months(desk: Desk) -> None:
    come(desk, "Wim Weekly", "wholemeal", *(21 + 7 * week for week in range(8)))
    come(desk, "Yve Yearly", "cake", *(150 + 365 * year for year in range(4)))
    desk.reopen()
    assert desk.called() == ["Wim Weekly"]
    card = card_of(desk, "Wim Weekly")
    assert card.item.suggestion.kind is SuggestionKind.SLIPPING
    assert card.why == (
        "Comes about every 7 days (last 8 visits), mostly on a Tuesday; last on 15 Apr, 21 days ago. "
        "Usually takes wholemeal."
    )
    desk.press("R")
    assert desk.session.customers.customer.evidence.model.rowCount() == 8


def test_a_visit_logged_takes_the_silence_off_the_list_at_once(desk: Desk) -> None:
    come(desk, "Wim Weekly", "loaf", *(21 + 7 * week for week in range(8)))
    desk.reopen()
    assert desk.called() == ["Wim Weekly"]
    desk.log("wim: took a loaf")
    assert desk.called() == []
    desk.press("Ctrl+Z")
    assert desk.called() == ["Wim Weekly"]


# -- G4: what we owe comes first --


def test_an_unanswered_question_stands_above_every_idea_of_ours(desk: Desk) -> None:
    come(desk, "Wim Weekly", "loaf", *(28 + 7 * week for week in range(8)))
    desk.log("Zoe Last: asked if spelt comes")
    desk.reopen()
    assert desk.called() == ["Zoe Last", "Wim Weekly"]


def test_a_call_that_reaches_them_answers_and_one_that_does_not_only_counts_as_a_try(desk: Desk) -> None:
    desk.log("Ana Moreira: asked if spelt comes")
    desk.press("Ctrl+1")
    desk.log("ana: called, no answer")
    assert card_of(desk, "Ana Moreira").why == (
        "Asked today: “asked if spelt comes” – unanswered. We tried 1 time and reached nobody. Noted by Ina."
    )
    desk.log("ana: called, told her it comes on friday")
    assert desk.called() == []


def test_our_own_question_to_them_is_no_debt_of_ours(desk: Desk) -> None:
    desk.log("Ana Moreira: called and asked if she wants spelt")
    desk.press("Ctrl+1")
    assert desk.called() == []


# -- G7: done, later, no --


def test_done_takes_it_off_and_undo_brings_it_back(desk: Desk) -> None:
    desk.log("Ana Moreira: asked if spelt comes")
    desk.reopen()
    desk.press("D")
    assert desk.called() == []
    assert desk.shown() == "Ana Moreira: done"
    desk.press("Ctrl+Z")
    assert desk.called() == ["Ana Moreira"]
    assert desk.shown() == "Undone: Suggestion done"


def test_later_names_the_day_and_it_comes_back_then(desk: Desk) -> None:
    desk.log("Ana Moreira: asked if spelt comes")
    desk.reopen()
    desk.press("S")
    desk.press("2")
    assert desk.called() == []
    assert desk.shown() == "Ana Moreira: put off to Friday, 9 May 2025"
    desk.come_back(2)
    assert desk.called() == []
    desk.come_back(1)
    assert desk.called() == ["Ana Moreira"]


def test_later_is_undone_by_ctrl_z(desk: Desk) -> None:
    desk.log("Ana Moreira: asked if spelt comes")
    desk.reopen()
    desk.press("S")
    desk.press("1")
    desk.press("Ctrl+Z")
    assert desk.called() == ["Ana Moreira"]


def test_not_true_opens_the_evidence_where_it_is_mended(desk: Desk) -> None:
    desk.log("Ana Moreira: asked if spelt comes")
    desk.reopen()
    desk.press("X")
    desk.press("2")
    assert desk.window.page == "customers"
    assert desk.session.customers.customer.evidence.isVisible()
    desk.press("Return")  # the entry on the timeline
    desk.press("Return")  # its form
    form = desk.sheet
    assert isinstance(form, EntryForm)
    form.words.selectAll()
    desk.type("took spelt")
    desk.press("Ctrl+Return")
    assert desk.entries("ana")[0].words == "took spelt"
    desk.press("Ctrl+Z")
    desk.press("Ctrl+Z")
    desk.press("Ctrl+1")
    assert desk.called() == ["Ana Moreira"]


def test_the_same_evidence_never_comes_again_and_new_evidence_may(desk: Desk) -> None:
    desk.log("Ana Moreira: asked if spelt comes")
    desk.reopen()
    desk.press("X")
    desk.press("3")
    assert desk.called() == []
    desk.come_back(20)
    assert desk.called() == []
    desk.log("ana: asked if rye comes")
    assert desk.called() == ["Ana Moreira"]


def test_not_now_comes_again_and_not_this_one_only_with_a_new_question(desk: Desk) -> None:
    desk.log("Ana Moreira: asked if spelt comes")
    desk.log("Bo Lind: asked if rye comes")
    desk.reopen()
    desk.press("X")
    desk.press("1")
    assert desk.called() == ["Bo Lind"]
    desk.press("X")
    desk.press("4")
    assert desk.called() == []
    desk.come_back(14)
    assert desk.called() == ["Ana Moreira"]
    desk.log("bo: asked if cake comes")
    assert desk.called() == ["Ana Moreira", "Bo Lind"]
    desk.press("Ctrl+Z")
    assert desk.called() == ["Ana Moreira"]
    desk.press("Ctrl+Z")
    assert desk.called() == ["Ana Moreira", "Bo Lind"]


# -- G10: same data, same day, same list --


def test_two_programs_on_two_copies_of_a_file_show_the_same_list(desk: Desk) -> None:
    come(desk, "Wim Weekly", "loaf", *(21 + 7 * week for week in range(8)))
    come(desk, "Val Weekly", "loaf", *(21 + 7 * week for week in range(8)))
    for name in ("Ada", "Bea", "Cleo"):
        desk.log(f"{name} Moss: asked if spelt comes")
    desk.log("Dora Moss: will bring the tin back by wednesday")
    desk.press("Ctrl+1")
    while_working = seen(desk)
    desk.close()
    copy = desk.folder.with_name("copy")
    copy.mkdir()
    shutil.copy(desk.folder / "shop.relapp", copy)
    desk.open()
    after_a_restart = seen(desk)
    desk.close()
    desk.folder = copy
    desk.open()
    assert len(while_working) > 4
    assert while_working == after_a_restart == seen(desk)
