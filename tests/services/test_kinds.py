"""Every kind finds those whom it concerns in a whole shop, and the list that is held stays as if made anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from relapp.domain.changes import UndoReport
from relapp.domain.customers import ContactKind, NewContactPoint
from relapp.domain.facts import FactKind
from relapp.domain.interactions import Kind
from relapp.domain.receipts import Source
from relapp.domain.staff import Role
from relapp.domain.suggestions.codes import Why
from relapp.domain.suggestions.model import Suggestion, SuggestionKind
from relapp.domain.suggestions.signals import Signals
from relapp.services import customers, interactions, relations, staff, suggestions
from relapp.services.dossiers import dossiers
from relapp.services.pages import customer as customer_page
from relapp.services.suggestions import Board
from relapp.storage import schema
from tests.builders import TODAY, a_due, days_ago
from tests.shop import Shop, a_sold

COMPLAINED, PUT_RIGHT, WARRANTED, INTRODUCER, NEWCOMER, TENTH, SERVED, TWIN, MATE, OLD_MATE = range(1, 11)
TOM = 2
FIRST_VISIT = 5


def a_case(shop: Shop, customer_id: int, **fields: object) -> int:
    columns = {
        "customer_id": customer_id, "source_id": None, "cause": "handle broke", "severity": 2, "remedy": "",
        "cost": None, "currency": "EUR", "owner_id": None, "promise_id": None, "opened": days_ago(9).isoformat(),
        "asked_again": None, "closed": None, **fields,
    }  # fmt: skip
    return shop.run("x", lambda tx: tx.insert(schema.recovery_case, **columns))


def has(shop: Shop, customer_id: int, point: NewContactPoint) -> None:
    shop.run("x", lambda tx: customers.add_contact(tx, customer_id, point))


@pytest.fixture
def furnished(shop: Shop) -> Shop:
    """Somebody for each of the rules that look beyond one customer's own entries."""
    names = ("Complained", "Put Right", "Warranted", "Introducer", "Newcomer", "Tenth", "Served", "Twin", "Ana Roe")
    for number, name in enumerate(names, start=1):
        shop.customer(name, phone=f"0900 {number}")
    shop.customer("Ana Roe")
    shop.run("x", lambda tx: staff.add(tx, "Ina"))
    shop.run("x", lambda tx: staff.add(tx, "Tom"))
    shop.log(COMPLAINED, kind=Kind.COMPLAINT, words="handle broke", ago=20)
    shop.log(COMPLAINED, kind=Kind.CALL, words="sent a new one", ago=15)
    a_case(shop, PUT_RIGHT)
    end = TODAY + timedelta(days=9)
    shop.learn(WARRANTED, FactKind.WARRANTY, "kettle", month=end.month, day=end.day, year=end.year)
    shop.run("x", lambda tx: relations.relate(tx, NEWCOMER, INTRODUCER, "introduced by"))
    shop.log(NEWCOMER, ago=FIRST_VISIT)
    for ago in range(3, 73, 7):
        shop.log(TENTH, ago=ago)
    shop.operations.staff_id = TOM
    for ago in range(3, 45, 7):
        shop.log(SERVED, ago=ago)
    shop.operations.staff_id = None
    shop.run("x", lambda tx: staff.change(tx, TOM, name="Tom", role=Role.STAFF, active=False))
    has(shop, TWIN, NewContactPoint(ContactKind.EMAIL, "Roe@example.org"))
    has(shop, OLD_MATE, NewContactPoint(ContactKind.EMAIL, "roe@example.org"))
    shop.run("x", lambda tx: relations.share_household(tx, "Roe", [MATE, OLD_MATE]))
    return shop


def board(shop: Shop) -> Board:
    return shop.read(lambda reader: suggestions.board(reader, TODAY))


def found(shop: Shop) -> dict[int, set[str]]:
    return {one: {each.reason.code for each in some} for one, some in board(shop).standing.items()}


def test_each_finds_whom_it_concerns(furnished: Shop) -> None:
    codes = found(furnished)
    assert Why.COMPLAINT_ANSWERED in codes[COMPLAINED]
    assert Why.CASE_OPEN in codes[PUT_RIGHT]
    assert Why.WARRANTY_ENDS in codes[WARRANTED]
    assert Why.INTRODUCED in codes[INTRODUCER]
    assert Why.TIMES in codes[TENTH]
    assert Why.SERVED_BY in codes[SERVED]
    assert Why.SAME_CONTACT in codes[OLD_MATE]
    assert not {Why.SAME_CONTACT, Why.SAME_NAME} & codes.get(TWIN, set())


def standing(shop: Shop, customer_id: int, kind: SuggestionKind) -> Suggestion:
    return next(one for one in board(shop).standing[customer_id] if one.kind is kind)


@pytest.mark.parametrize(
    ("customer_id", "kind"),
    [
        (PUT_RIGHT, SuggestionKind.RECOVERY),
        (INTRODUCER, SuggestionKind.THANK),
        (OLD_MATE, SuggestionKind.TIDY),
        (SERVED, SuggestionKind.HAND_OVER),
    ],
)
def test_the_evidence_of_each_can_be_shown(furnished: Shop, customer_id: int, kind: SuggestionKind) -> None:
    one = standing(furnished, customer_id, kind)
    shown = furnished.read(lambda reader: customer_page.evidence(reader, one.receipts, customer_id))
    by_source = {
        Source.INTERACTION: len(shown.entries),
        Source.FACT: len(shown.facts),
        Source.CASE: len(shown.cases),
        Source.CUSTOMER: len(shown.people),
    }
    assert sum(by_source.values()) == len(one.receipts) > 0


def test_housemates_with_names_of_their_own_may_share_a_number(furnished: Shop) -> None:
    mates = [NewContactPoint(ContactKind.PHONE, "0800 77"), NewContactPoint(ContactKind.PHONE, "080077")]
    for who, point in zip((TENTH, SERVED), mates, strict=True):
        has(furnished, who, point)
    assert Why.SAME_CONTACT in found(furnished)[SERVED]
    furnished.run("x", lambda tx: relations.share_household(tx, "Flat 7", [TENTH, SERVED]))
    assert Why.SAME_CONTACT not in found(furnished)[SERVED]


def test_a_number_that_many_have_is_nobodys_own(furnished: Shop) -> None:
    for who in range(1, 6):
        has(furnished, who, NewContactPoint(ContactKind.PHONE, "0800 1"))
    assert not any(Why.SAME_CONTACT in found(furnished).get(who, ()) for who in range(1, 6))


def test_the_hundredth_visit_is_counted_from_the_first(furnished: Shop) -> None:
    for ago in range(80, 80 + 90):
        furnished.log(TENTH, ago=ago)
    one = standing(furnished, TENTH, SuggestionKind.THANK)
    assert (one.reason.details["times"], len(one.receipts)) == (100, 100)
    furnished.log(TENTH, ago=200)
    assert not any(each.kind is SuggestionKind.THANK for each in board(furnished).standing.get(TENTH, ()))


def test_what_is_due_finds_purchases_older_than_the_entries_a_rule_sees(furnished: Shop) -> None:
    ago = (30, 130, 230, 330, 430)
    sales = [furnished.sell(WARRANTED, a_sold("tea", 900), ago=one) for one in ago]
    for day in range(31, 130):
        furnished.log(WARRANTED, kind=Kind.NOTE, ago=day)
    signals = Signals(due=(a_due("tea", *ago, product_id=1),))
    seen = furnished.read(lambda reader: next(dossiers(reader, [WARRANTED], TODAY, {WARRANTED: signals})))
    assert seen is not None
    assert {take.interaction_id for take in seen.takes} == set(sales)


MAIL = NewContactPoint(ContactKind.EMAIL, "roe@example.org")
ACTS: dict[str, Callable[[Shop], object]] = {
    "newcomer's first visit goes": lambda s: s.run("x", lambda tx: interactions.remove(tx, 3)),
    "newcomer comes again": lambda s: s.log(NEWCOMER, ago=1),
    "newcomer renamed": lambda s: s.run("x", lambda tx: customers.rename(tx, NEWCOMER, "Nora", "")),
    "newcomer removed": lambda s: s.run("x", lambda tx: customers.remove(tx, [NEWCOMER])),
    "introducer called": lambda s: s.log(INTRODUCER, kind=Kind.CALL, ago=1),
    "twin renamed": lambda s: s.run("x", lambda tx: customers.rename(tx, TWIN, "Tess", "")),
    "twin removed": lambda s: s.run("x", lambda tx: customers.remove(tx, [TWIN])),
    "another of the same": lambda s: s.run("x", lambda tx: customers.add_contact(tx, SERVED, MAIL)),
    "moved out": lambda s: s.run("x", lambda tx: relations.share_household(tx, "Other", [MATE])),
    "case asked again": lambda s: s.run(
        "x", lambda tx: tx.update(schema.recovery_case, 1, asked_again=TODAY.isoformat())
    ),
    "a case opens": lambda s: a_case(s, TENTH),
    "Tom is back": lambda s: s.run("x", lambda tx: staff.change(tx, TOM, name="Tom", role=Role.STAFF, active=True)),
    "the oldest entry": lambda s: s.log(TENTH, ago=900),
    "praise": lambda s: s.log(COMPLAINED, kind=Kind.FEEDBACK, words="works, thank you", ago=1),
}


def refreshed(shop: Shop, held: Board, do: Callable[[], object]) -> Board:
    done = do()
    changes = done.changes if isinstance(done, UndoReport) else shop.changes
    return shop.read(lambda reader: suggestions.refresh(reader, held, changes))


@pytest.mark.parametrize("act", ACTS)
def test_after_any_act_the_list_is_as_if_made_anew(furnished: Shop, act: str) -> None:
    held = board(furnished)
    for do in (lambda: ACTS[act](furnished), furnished.operations.undo, furnished.operations.redo):
        held = refreshed(furnished, held, do)
        engine = held.engine
        assert held == furnished.read(lambda reader: suggestions.board(reader, TODAY, engine))  # noqa: B023


@pytest.mark.parametrize(("ago", "is_new"), [(None, True), (90, False), (-3, True)])
def test_what_was_bought_before_the_recent_entries_is_not_new_to_them(
    shop: Shop, ago: int | None, is_new: bool
) -> None:
    ada = shop.customer("Ada", phone="0900 1")
    for days in range(20, 80):
        shop.sell(ada, a_sold("tube", 500), ago=days)
    shop.sell(ada, a_sold("wheel", 9_000), ago=14)
    if ago is not None:
        shop.sell(ada, a_sold("wheel", 9_000), ago=ago)
    shop.sell(shop.customer("Bea"), a_sold("wheel", 9_000), ago=90)
    assert (Why.BOUGHT_NEW in found(shop).get(ada, set())) is is_new
