"""Promises and wishes: given, kept, broken, explained, moved, met."""

from __future__ import annotations

from relapp.domain.promises import NewPromise, PromisedBy, PromiseState
from relapp.domain.wishes import NewWish, WishState
from relapp.services import promises
from relapp.services.pages import customer as customer_page
from relapp.storage import lists, wishes
from relapp.storage import promises as stored
from tests.builders import TODAY, days_ago
from tests.refusals import refused
from tests.shop import Shop


def test_a_promise_is_settled_and_can_be_opened_again(shop: Shop) -> None:
    ana = shop.customer("Ana")
    one = shop.promise(ana, "  ring ", due_in=3)

    def now() -> tuple[str, PromiseState, object, str]:
        (found,) = shop.read(lambda reader: stored.find(reader, [one]))
        return found.words, found.state, found.closed, found.explanation

    assert now() == ("ring", PromiseState.OPEN, None, "")
    shop.set_day(days_ago(-4))
    shop.run("promise_settle", lambda tx: promises.settle(tx, one, PromiseState.EXPLAINED, " sold out "))
    assert now() == ("ring", PromiseState.EXPLAINED, days_ago(-4), "sold out")
    shop.run("promise_settle", lambda tx: promises.settle(tx, one, PromiseState.OPEN))
    assert now() == ("ring", PromiseState.OPEN, None, "")
    shop.operations.undo()
    assert now() == ("ring", PromiseState.EXPLAINED, days_ago(-4), "sold out")


def test_the_due_day_moves(shop: Shop) -> None:
    one = shop.promise(shop.customer("Ana"), "ring", due_in=3)
    for due in (days_ago(-9), None):
        shop.run("promise_move", lambda tx, due=due: promises.reschedule(tx, one, due))  # type: ignore[misc]
        assert shop.read(lambda reader: stored.find(reader, [one]))[0].due == due


def test_nothing_is_no_promise_and_no_wish(shop: Shop) -> None:
    ana = shop.customer("Ana")
    assert refused(shop, lambda tx: promises.give(tx, ana, NewPromise(" ")))[0] == "promise.empty"
    assert refused(shop, lambda tx: promises.wish(tx, ana, NewWish("")))[0] == "wish.empty"


def test_those_to_whom_we_owe_come_by_the_earliest_day(shop: Shop) -> None:
    people = [shop.customer(name) for name in ("Ana", "Bo", "Cy", "Di", "Ed")]
    for one, due in zip(people[:3], (None, 9, 2), strict=True):
        shop.promise(one, "ring", due_in=due)
    theirs = NewPromise("bring the bag", TODAY, PromisedBy.CUSTOMER)
    shop.run("promise_give", lambda tx: promises.give(tx, people[3], theirs))
    kept = shop.promise(people[4], "ring", due_in=1)
    shop.run("promise_settle", lambda tx: promises.settle(tx, kept, PromiseState.KEPT))
    assert shop.read(lists.with_open_promise) == [people[2], people[1], people[0]]
    assert [found.customer_id for found in shop.read(stored.every_open)] == [people[3], people[2], people[1], people[0]]


def test_the_page_shows_open_promises_first_by_their_day(shop: Shop) -> None:
    ana = shop.customer("Ana")
    undated, later, sooner, kept = (shop.promise(ana, "x", due_in=due) for due in (None, 9, 2, 1))
    shop.run("promise_settle", lambda tx: promises.settle(tx, kept, PromiseState.KEPT))
    page = shop.read(lambda reader: customer_page.page(reader, ana, TODAY))
    assert page is not None
    assert [promise.id for promise in page.promises] == [sooner, later, undated, kept]


def test_a_wish_is_met_dropped_or_opened_again(shop: Shop) -> None:
    ana = shop.customer("Ana")
    one = shop.wish(ana, " walnut knife ")
    for state in (WishState.MET, WishState.DROPPED, WishState.OPEN):
        shop.run("wish_settle", lambda tx, state=state: promises.settle_wish(tx, one, state))  # type: ignore[misc]
        (found,) = shop.read(lambda reader: wishes.find(reader, [one]))
        assert (found.words, found.state) == ("walnut knife", state)
        assert found.closed == (None if state is WishState.OPEN else TODAY)
        open_now = shop.read(lambda reader: wishes.open_of(reader, [ana]))
        assert bool(open_now) == (state is WishState.OPEN)
