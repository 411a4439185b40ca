"""The relationship card of a shop on a real database: whose histories it tells, and what it does not look at."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from relapp.domain.cases import NewCase
from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.domain.promises import PromiseState
from relapp.domain.receipts import Receipt, Source
from relapp.domain.relationship import Aspect, Said, Statement
from relapp.domain.wishes import WishState
from relapp.services import cases, customers, promises
from relapp.services.pages import relationship
from relapp.services.pages.customer import evidence
from relapp.storage import consents
from tests.builders import TODAY, days_ago
from tests.shop import Shop, a_sold

CROWD = 20


def card(shop: Shop, customer_id: int) -> dict[Aspect, Statement]:
    found = shop.read(lambda reader: relationship.page(reader, customer_id, TODAY))
    assert found is not None
    assert [one.aspect for one in found.statements] == list(Aspect)
    return {one.aspect: one for one in found.statements}


def settle(shop: Shop, wish: int, state: WishState) -> None:
    shop.run("wish_settle", lambda tx: promises.settle_wish(tx, wish, state))


def a_known_customer(shop: Shop, name: str = "Ana") -> int:
    """Somebody of whom every sentence holds, in a shop of twenty others."""
    for number in range(CROWD):
        shop.sell(shop.customer(f"Customer {number}"), a_sold("white"), ago=40)
    ana = shop.customer(name)
    for ago in (30, 20, 10):
        shop.sell(ana, a_sold("rye"), ago=ago)
    shop.log(ana, kind=Kind.CALL, direction=Direction.OUT, outcome=Outcome.ANSWERED, ago=12)
    shop.learn(ana, "dog", "a poodle called Bella")
    settle(shop, shop.wish(ana, "spelt"), WishState.MET)
    kept = shop.promise(ana, "ring her", due_in=2)
    shop.run("promise_settle", lambda tx: promises.settle(tx, kept, PromiseState.KEPT))
    shop.log(ana, ago=0)
    return ana


def test_every_sentence_can_hold_and_opens_what_it_was_read_from(shop: Shop) -> None:
    ana = a_known_customer(shop)
    told = card(shop, ana)
    assert [aspect for aspect, one in told.items() if not one.holds] == []
    for one in told.values():
        found = shop.read(lambda reader, one=one: evidence(reader, one.receipts, ana))  # type: ignore[misc]
        shown = (*found.entries, *found.facts, *found.promises, *found.wishes, *found.cases)
        assert len(shown) == len(one.receipts) > 0


def test_of_somebody_new_nothing_holds_and_everything_says_what_is_lacking(shop: Shop) -> None:
    told = card(shop, shop.customer("Ana"))
    assert {aspect: one.reason.code for aspect, one in told.items()} == {
        Aspect.MUTUAL: Said.NOTHING_OF_THEIRS,
        Aspect.INTERACTIVE: Said.FEW_CONTACTS,
        Aspect.LEARNING: Said.NOTHING_KNOWN,
        Aspect.BENEFIT: Said.NO_PURCHASE,
        Aspect.CHANGE: Said.NO_ACT,
        Aspect.UNIQUE: Said.FEW_CUSTOMERS,
        Aspect.TRUST: Said.NO_PROOF,
    }
    assert not any(one.holds or one.receipts for one in told.values())


def test_nobody_has_no_card(shop: Shop) -> None:
    assert shop.read(lambda reader: relationship.page(reader, 7, TODAY)) is None


def test_unique_is_read_off_the_whole_shop(shop: Shop) -> None:
    ana = a_known_customer(shop)
    assert card(shop, ana)[Aspect.UNIQUE].reason.code == Said.UNIQUE_FACTS
    bella = shop.learn(1, "dog", "A poodle called BELLA")
    told = card(shop, ana)[Aspect.UNIQUE]
    assert (told.reason.code, told.reason.details["product"]) == (Said.UNIQUE_PRODUCT, "rye")
    assert told.reason.details["buyers"] == 0
    for other in range(1, 4):
        shop.sell(other, a_sold("rye"), ago=3)
    assert card(shop, ana)[Aspect.UNIQUE].reason.code == Said.NOTHING_OWN
    shop.operations.undo()
    assert card(shop, ana)[Aspect.UNIQUE].reason.details["buyers"] == 2
    assert bella


def test_of_more_entries_than_are_read_the_card_says_since_when_it_looks(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = shop.customer("Ana")
    for ago in (9, 5, 5, 2):
        shop.log(ana, ago=ago)
    monkeypatch.setattr(relationship, "MOST_ENTRIES", 3)
    told = card(shop, ana)[Aspect.MUTUAL].reason.details
    assert (told["theirs"], told["since"]) == (1, days_ago(4))


# -- whatever happened --


def happen(shop: Shop, customer_id: int, seed: int) -> None:
    """Something of everything, as the dice fall; of the same seed the same happens to anybody."""
    dice = Random(seed)

    def ago() -> int:
        return dice.randint(0, 60)

    deeds: list[Callable[[], object]] = [
        lambda: shop.sell(customer_id, a_sold(dice.choice(["rye", "white"])), ago=ago()),
        lambda: shop.log(customer_id, kind=Kind.ENQUIRY, words=f"asked {dice.random()}?", ago=ago()),
        lambda: shop.log(
            customer_id, kind=Kind.CALL, words=f"rang {dice.random()}", ago=ago(), direction=dice.choice([*Direction])
        ),
        lambda: shop.log(customer_id, kind=Kind.FEEDBACK, words=f"thanks, lovely {dice.random()}", ago=ago()),
        lambda: shop.learn(customer_id, "likes", f"bread no. {dice.random()}"),
        lambda: settle(shop, shop.wish(customer_id, f"spelt {dice.random()}"), dice.choice(list(WishState))),
        lambda: _promise(shop, customer_id, f"ring {dice.random()}", dice.choice(list(PromiseState))),
        lambda: shop.run(
            "case_open", lambda tx: cases.open_case(tx, customer_id, NewCase(f"late {dice.random()}"))
        ),
        lambda: shop.run(
            "consent", lambda tx: consents.add(
                tx, Consent(customer_id, Channel.EMAIL, Purpose.ANY, dice.choice(list(ConsentState)), days_ago(ago()))
            ),
        ),
    ]  # fmt: skip
    for _ in range(dice.randint(0, 12)):
        dice.choice(deeds)()


def _promise(shop: Shop, customer_id: int, words: str, state: PromiseState) -> None:
    given = shop.promise(customer_id, words, due_in=4)
    shop.run("promise_settle", lambda tx: promises.settle(tx, given, state, "so it was"))


def said(shop: Shop, customer_id: int) -> list[object]:
    """What the card says, its receipts by their contents."""
    return [
        (one.aspect, one.holds, one.reason, sorted(content(shop, receipt) for receipt in one.receipts))
        for one in card(shop, customer_id).values()
    ]


def content(shop: Shop, receipt: Receipt) -> str:
    found = shop.read(lambda reader: evidence(reader, (receipt,)))
    for entry in found.entries:
        one = entry.interaction
        return f"{one.kind} {one.at} {one.words} {[line.product for line in one.lines]}"
    row = next(iter((*found.facts, *found.promises, *found.wishes, *found.cases)))
    return f"{receipt.source} {getattr(row, 'words', '')} {getattr(row, 'value', '')} {getattr(row, 'cause', '')}"


@pytest.mark.parametrize("seed", range(8))
def test_swapping_two_histories_swaps_everything_that_is_said(seed: int) -> None:
    told = []
    for first, second in ((seed, seed + 100), (seed + 100, seed)):
        shop = Shop()
        for number in range(CROWD):
            shop.customer(f"Customer {number}")
        ana, ben = shop.customer("Ana"), shop.customer("Ben")
        happen(shop, ana, first)
        happen(shop, ben, second)
        told.append((said(shop, ana), said(shop, ben)))
        shop.close()
    assert told[0] == (told[1][1], told[1][0])


@pytest.mark.parametrize("seed", range(8))
def test_what_happens_to_somebody_else_changes_nothing_but_what_is_unique(shop: Shop, seed: int) -> None:
    ana = a_known_customer(shop)
    happen(shop, ana, seed)
    told = card(shop, ana)
    happen(shop, shop.customer("Ben"), seed + 1)
    happen(shop, 1, seed + 2)
    again = card(shop, ana)
    assert {one for one in Aspect if told[one] != again[one]} <= {Aspect.UNIQUE}


@pytest.mark.parametrize("seed", range(8))
def test_every_receipt_is_the_customers_own(shop: Shop, seed: int) -> None:
    people = [shop.customer(f"Customer {number}") for number in range(CROWD + 2)]
    for number, one in enumerate(people[:4]):
        happen(shop, one, seed + number)
    for one in people[:4]:
        for statement in card(shop, one).values():
            assert statement.receipts or not statement.holds
            found = shop.read(lambda reader, said=statement: evidence(reader, said.receipts))  # type: ignore[misc]
            assert all(one in entry.interaction.customers for entry in found.entries)
            for rows in (found.facts, found.promises, found.wishes, found.cases):
                assert all(row.customer_id == one for row in rows)


def test_who_was_removed_has_no_card(shop: Shop) -> None:
    ana = a_known_customer(shop)
    shop.run("customer_remove", lambda tx: customers.remove(tx, [ana]))
    assert shop.read(lambda reader: relationship.page(reader, ana, TODAY)) is None
    shop.operations.undo()
    assert Receipt(Source.PROMISE, 1) in card(shop, ana)[Aspect.TRUST].receipts
