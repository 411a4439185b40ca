"""Row M10: the relationship card by keyboard, from the signs on the page to the receipts of a sentence and back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from relapp.domain.facts import NewFact
from relapp.domain.interactions import Channel, Direction, Kind, NewInteraction, Outcome
from relapp.domain.promises import NewPromise, PromiseState
from relapp.domain.relationship import Aspect, Said
from relapp.domain.wishes import NewWish, WishState
from relapp.services import facts, interactions, promises
from relapp.ui.customer.relationship_sheet import RelationshipSheet, SentenceRow
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.wording import relationship
from tests.journeys.conftest import NOW, Desk


@pytest.fixture
def ana(desk: Desk) -> Desk:
    """Ana, who came three times, was rung up once, told something and had a wish met."""
    desk.log("Ana Moreira: came by")
    one = desk.customer("ana")
    for ago in (9, 20):
        came = NewInteraction((one,), Kind.VISIT, NOW - timedelta(days=ago), f"came {ago} days ago")
        desk.do("log", lambda tx, came=came: interactions.log(tx, came))  # type: ignore[misc]
    rang = NewInteraction(
        (one,), Kind.CALL, NOW - timedelta(days=5), "told her", Channel.PHONE, Direction.OUT, Outcome.ANSWERED
    )
    desk.do("log", lambda tx: interactions.log(tx, rang))
    desk.do("fact_learn", lambda tx: facts.learn(tx, one, NewFact("dog", "a poodle called Bella")))
    wish = desk.do("wish_add", lambda tx: promises.wish(tx, one, NewWish("spelt")))
    desk.do("wish_settle", lambda tx: promises.settle_wish(tx, wish, WishState.MET))
    desk.find("ana")
    return desk


def signs(desk: Desk) -> str:
    """The line of signs, read to its end."""
    desk.wait(lambda: not desk.view.relationship.waits)
    return desk.view.relationship.line.accessibleName()


def card(desk: Desk) -> RelationshipSheet:
    assert isinstance(desk.sheet, RelationshipSheet)
    return desk.sheet


def row(desk: Desk) -> SentenceRow:
    focus = desk.focus()
    assert isinstance(focus, SentenceRow), focus
    return focus


def test_the_signs_are_one_line_and_change_with_what_is_logged(ana: Desk) -> None:
    signs(ana)
    assert ana.view.relationship.line.words == (
        "✓\N{NO-BREAK SPACE}mutual · ✓\N{NO-BREAK SPACE}interactive · ✓\N{NO-BREAK SPACE}learning · "
        "✓\N{NO-BREAK SPACE}change · not yet: benefit to both, unique and trust"
    )
    assert signs(ana) == (
        "Signs: mutual, interactive, learning and change. Not yet: benefit to both, unique and trust."
    )
    ana.log("ana: took 2 wholemeal 6.40")
    assert "benefit to both" in signs(ana).split(".")[0]
    ana.press("Ctrl+Z")
    assert "benefit to both" not in signs(ana).split(".")[0]


def test_seven_sentences_open_what_they_were_read_from_and_lead_back(ana: Desk) -> None:
    ana.press("S")
    assert [one.told.aspect for one in card(ana).items] == list(Aspect)
    assert row(ana).accessibleName() == (
        "Mutual – yes: Ana Moreira came, rang or wrote 3 times in the last 12 months; "
        "we rang, wrote or had an appointment once, and Ana Moreira answered once."
    )
    ana.press("Down")
    ana.press("Down")
    learning = row(ana)
    assert learning.told.aspect is Aspect.LEARNING
    sentence, receipts = learning.sentence, learning.told.receipts
    ana.press("Return")
    assert not any(one.isVisible() for one in ana.window.findChildren(Sheet))
    assert ana.view.evidence.isVisible()
    assert [item.shown.receipt for item in ana.view.evidence.items()] == sorted(receipts)
    ana.press("Escape")
    assert (row(ana).told.aspect, row(ana).sentence) == (Aspect.LEARNING, sentence)
    ana.press("Up")
    ana.press("Up")
    ana.press("Return")
    assert len(ana.view.evidence.items()) == 0
    assert ana.view.evidence.model.rowCount() == 4
    ana.press("Escape")
    assert row(ana).told.aspect is Aspect.MUTUAL
    ana.press("Escape")
    assert not any(one.isVisible() for one in ana.window.findChildren(Sheet))
    ana.press("Escape")
    assert not any(one.isVisible() for one in ana.window.findChildren(Sheet)), "it led back once"


def test_a_not_yet_says_what_would_change_it_and_that_changes_it(ana: Desk) -> None:
    one = ana.customer("ana")
    given = ana.do("promise_give", lambda tx: promises.give(tx, one, NewPromise("ring her", NOW.date())))
    ana.press("S")
    trust = next(one for one in card(ana).items if one.told.aspect is Aspect.TRUST)
    assert trust.told.reason.code == Said.NO_PROOF
    assert trust.accessibleName().endswith("A promise kept would change it.")
    ana.do("promise_settle", lambda tx: promises.settle(tx, given, PromiseState.KEPT))
    signs(ana)
    trust = next(one for one in card(ana).items if one.told.aspect is Aspect.TRUST)
    assert trust.sentence.startswith(
        "We kept 1 promise in the last 12 months; no promise of ours is late, no complaint open."
    )
    assert row(ana).told.aspect is Aspect.MUTUAL, "the keyboard is where it was"


def test_a_sentence_without_receipts_says_so_and_opens_nothing(ana: Desk) -> None:
    ana.press("S")
    unique = next(one for one in card(ana).items if one.told.aspect is Aspect.UNIQUE)
    assert unique.accessibleDescription() == "There is nothing yet that it could be read from."
    unique.setFocus()
    ana.press("Return")
    assert card(ana).isVisible()


def test_a_question_mark_tells_the_rules(ana: Desk) -> None:
    ana.press("S")
    ana.press("?")
    for one in card(ana).items:
        assert relationship.rule(one.told.aspect) in one.accessibleDescription()
    ana.press("?")
    assert not any(relationship.rule(one.told.aspect) in one.accessibleDescription() for one in card(ana).items)


def test_the_palette_opens_the_card_of_whoever_is_in_front(desk: Desk) -> None:
    desk.press("Ctrl+Shift+R")
    assert desk.shown() == "Open the page of a customer first."
    desk.log("Ben Osei: came by")
    desk.find("ben osei")
    desk.find("between us")
    assert card(desk).customer_id == desk.customer("ben")
    assert [one.told.holds for one in card(desk).items] == [False] * len(Aspect)
    assert signs(desk).startswith("Signs, not yet: mutual, ")
    desk.press("Escape")
    desk.view.relationship.line.setFocus()
    desk.press("Space")
    assert card(desk).isVisible()
