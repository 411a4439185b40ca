"""Noting what came in, and who waits for it."""

from __future__ import annotations

import pytest

from relapp.domain.suggestions.codes import Why
from relapp.domain.suggestions.model import Suggestion, SuggestionKind
from relapp.domain.wishes import WishState
from relapp.services import answers, arrivals, suggestions
from relapp.storage import wishes
from tests.builders import TODAY, days_ago
from tests.refusals import refused
from tests.shop import Shop, a_sold

ANA, BEN, CLEO = 1, 2, 3


@pytest.fixture
def waiting(shop: Shop) -> Shop:
    """Ben and Ana wait for spelt, Ben for longer; Cleo for a knife."""
    for name, ago, words in (("Ana", 10, "spelt flour"), ("Ben", 40, "spelt"), ("Cleo", 5, "a walnut knife")):
        who = shop.customer(name, phone="0123 456" + name[0])
        shop.set_day(days_ago(ago))
        shop.wish(who, words)
    shop.set_day(TODAY)
    return shop


def note(shop: Shop, words: str = "Spelt flour 5 kg") -> int:
    return shop.run("arrival_note", lambda tx: arrivals.note(tx, words, TODAY))


def told(shop: Shop) -> list[Suggestion]:
    board = shop.read(lambda reader: suggestions.board(reader, TODAY))
    return [one for one in board.today().suggestions if one.kind is SuggestionKind.ARRIVAL]


def test_who_asked_is_listed_oldest_first_in_their_own_words(waiting: Shop) -> None:
    found = waiting.read(lambda reader: arrivals.waiting(reader, "Spelt", TODAY))
    assert [(one.customer.name, one.wish.words) for one in found] == [("Ben", "spelt"), ("Ana", "spelt flour")]
    assert waiting.read(lambda reader: arrivals.waiting(reader, "rye", TODAY)) == []


def test_a_noted_arrival_brings_them_up_longest_waiting_first(waiting: Shop) -> None:
    assert told(waiting) == []
    note(waiting)
    assert [one.customer_id for one in told(waiting)] == [BEN, ANA]
    waiting.operations.undo()
    assert told(waiting) == []


def test_the_list_that_is_held_learns_of_an_arrival(waiting: Shop) -> None:
    held = waiting.read(lambda reader: suggestions.board(reader, TODAY))
    note(waiting)
    fresh = waiting.read(lambda reader: suggestions.refresh(reader, held, waiting.changes))
    assert fresh == waiting.read(lambda reader: suggestions.board(reader, TODAY, held.engine))
    assert fresh != held


def test_done_meets_the_wish_and_undo_opens_it_again(waiting: Shop) -> None:
    note(waiting)
    one = told(waiting)[0]
    waiting.run("suggestion_done", lambda tx: answers.done(tx, one))
    (wish,) = waiting.read(lambda reader: wishes.find(reader, [one.receipts[0].id]))
    assert (wish.state, wish.closed) == (WishState.MET, TODAY)
    assert [each.customer_id for each in told(waiting)] == [ANA]
    waiting.operations.undo()
    assert [each.customer_id for each in told(waiting)] == [BEN, ANA]


def test_the_till_shows_what_came_in_although_nobody_noted_it(waiting: Shop) -> None:
    other = waiting.customer("Dora")
    waiting.sell(other, a_sold("Rye flour", 320), ago=60)
    held = waiting.read(lambda reader: suggestions.board(reader, TODAY))
    entry = waiting.sell(other, a_sold("Spelt loaf", 420), ago=3)
    fresh = waiting.read(lambda reader: suggestions.refresh(reader, held, waiting.changes))
    (one,) = told(waiting)
    assert (one.customer_id, one.reason.code, one.reason.details["day"]) == (BEN, Why.FIRST_SOLD, days_ago(3))
    assert fresh == waiting.read(lambda reader: suggestions.board(reader, TODAY, held.engine))
    waiting.edit(entry, at=waiting.now)
    again = waiting.read(lambda reader: suggestions.refresh(reader, fresh, waiting.changes))
    assert told(waiting) == []
    assert again == waiting.read(lambda reader: suggestions.board(reader, TODAY, held.engine))


def test_a_product_that_was_there_before_the_wish_is_no_news(waiting: Shop) -> None:
    other = waiting.customer("Dora")
    for ago in (50, 3):
        waiting.sell(other, a_sold("Spelt loaf", 420), ago=ago)
    assert told(waiting) == []


def test_an_arrival_needs_words(shop: Shop) -> None:
    assert refused(shop, lambda tx: arrivals.note(tx, "  ", TODAY)) == ("arrival.empty", {})
