"""Promises and complaints: each figure again by a plain query, and each opens what it counts."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from relapp.domain.cases import Cause, NewCase
from relapp.domain.interactions import Kind
from relapp.domain.promises import PromiseState
from relapp.domain.putting_right import Fate
from relapp.domain.receipts import Source
from relapp.services import cases, promises
from relapp.services.pages.insights import recovery as page
from relapp.services.pages.insights.asking import Asked
from relapp.services.pages.insights.recovery import CASES, PROMISES, RecoveryPage, code_of
from relapp.storage.database import Database
from tests.builders import TODAY
from tests.shop import Shop


def load(shop: Shop) -> RecoveryPage:
    return shop.read(lambda reader: page.load(reader, Asked(TODAY)))


def behind(shop: Shop, found: RecoveryPage, sort: str, part: str) -> list[int]:
    shown = shop.read(lambda reader: page.behind(reader, found, code_of(sort, part), Asked(TODAY)))
    assert {piece.receipt.source for piece in shown.evidence} <= {Source.CASE if sort == CASES else Source.PROMISE}
    return [piece.receipt.id for piece in shown.evidence]


def case(shop: Shop, customer: int, ago: int, cause: str, remedy: str, right_after: int | None = None) -> int:
    now = shop.now
    shop.set_day(TODAY - timedelta(days=ago))
    new = NewCase(cause, remedy=remedy)
    made = shop.run("case_open", lambda tx: cases.open_case(tx, customer, new))
    if right_after is not None:
        shop.set_day(TODAY - timedelta(days=ago - right_after))
        shop.run("case_asked", lambda tx: cases.asked(tx, made, all_right=True))
    shop.now = now
    return made


def test_cases_by_hand(shop: Shop) -> None:
    ana, ben, eva = (shop.customer(name) for name in ("Ana", "Ben", "Eva"))
    shop.log(ana, kind=Kind.PURCHASE, ago=90)
    shop.log(ben, kind=Kind.PURCHASE, ago=30)
    quick = case(shop, ana, 100, Cause.FAULTY, "replace", right_after=2)
    slow = case(shop, ben, 80, Cause.LATE, "replace", right_after=9)
    own = case(shop, eva, 10, "the dog", "a bone")
    old = case(shop, eva, 400, Cause.RUDE, "apology", right_after=1)
    still = case(shop, eva, 500, Cause.RUDE, "apology")
    found = load(shop).cases
    assert set(found.open) == {own, still}
    assert set(found.opened) == {quick, slow, own}
    assert (found.remedied, found.matched) == ((quick, slow), (quick,))
    assert (found.asked, found.right) == ((quick, slow), (quick, slow))
    assert (found.due_back, found.came) == ((quick, slow), (quick,)), "Ben came fifty days after; Eva has time"
    assert (found.days, found.typical_days) == ((2, 9), 5.5)
    assert behind(shop, load(shop), CASES, "right") == [slow, quick]
    assert old not in found.fixed


def test_promises_by_hand(shop: Shop) -> None:
    ana = shop.customer()
    ends = {
        Fate.IN_TIME: (1, PromiseState.KEPT),
        Fate.TOO_LATE: (-2, PromiseState.KEPT),
        Fate.BROKEN: (1, PromiseState.BROKEN),
        Fate.EXPLAINED: (1, PromiseState.EXPLAINED),
        Fate.LATE: (-1, None),
        Fate.OPEN: (0, None),
    }
    made = {fate: shop.promise(ana, fate, due_in) for fate, (due_in, _) in ends.items()}
    for fate, (_, state) in ends.items():
        if state is not None:
            settle = partial(promises.settle, promise_id=made[fate], state=state, explanation="it rained")
            shop.run("promise_settle", settle)
    found = load(shop)
    assert {fate: ids for fate, ids in found.promises.of.items() if ids} == {fate: (one,) for fate, one in made.items()}
    assert (found.promises.kept, found.promises.ended) == (1, 4)
    assert behind(shop, found, PROMISES, Fate.LATE) == [made[Fate.LATE]]


def test_the_sample_shops_promises_are_those_that_a_plain_query_counts(bakery: Database) -> None:
    with bakery.read() as reader:
        found = page.load(reader, Asked(TODAY))
    count = bakery._engine.connect().exec_driver_sql
    closed = "promised_by = 'shop' AND closed BETWEEN '2024-05-07' AND '2025-05-06'"
    assert found.promises.ended == count(f"SELECT count(*) FROM promise WHERE {closed}").scalar()
    in_time = f"SELECT count(*) FROM promise WHERE {closed} AND state = 'kept' AND (due IS NULL OR closed <= due)"
    assert found.promises.kept == count(in_time).scalar()
    open_ones = "SELECT count(*) FROM promise WHERE promised_by = 'shop' AND state = 'open'"
    assert len(found.promises.of[Fate.OPEN]) + len(found.promises.of[Fate.LATE]) == count(open_ones).scalar()
    assert len(found.cases.opened) == count("SELECT count(*) FROM recovery_case WHERE opened > '2024-05-06'").scalar()
