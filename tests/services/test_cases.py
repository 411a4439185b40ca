"""What staff can do with a case: nothing half-written, nothing closed before the customer was asked again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from relapp.domain.cases import Case, Cause, NewCase
from relapp.domain.errors import UserError
from relapp.domain.interactions import Kind
from relapp.domain.promises import NewPromise, PromiseState
from relapp.services import cases, promises
from relapp.storage import candidates
from relapp.storage import cases as stored
from relapp.storage import promises as stored_promises
from relapp.storage.transaction import Transaction
from tests.builders import TODAY
from tests.shop import Shop, a_sold

FRIDAY = TODAY + timedelta(days=3)
NEW = NewCase(Cause.FAULTY, 3, "replace", 900, None, FRIDAY)


@pytest.fixture
def ana(shop: Shop) -> int:
    return shop.customer("Ana Moreira")


def opened(shop: Shop, customer_id: int, new: NewCase = NEW, source_id: int | None = None) -> int:
    return shop.run("case_open", lambda tx: cases.open_case(tx, customer_id, new, source_id=source_id))


def case_of(shop: Shop, case_id: int) -> Case:
    return shop.read(lambda reader: stored.find(reader, [case_id]))[0]


def refused(shop: Shop, verb: Callable[[Transaction], object]) -> str:
    before = shop.tables()
    with pytest.raises(UserError) as error:
        shop.run("x", verb)
    assert shop.tables() == before
    return error.value.code


def test_a_complaint_opens_one_case_with_all_that_was_said_and_promised(shop: Shop, ana: int) -> None:
    complaint = shop.log(ana, kind=Kind.COMPLAINT, words="handle broke")
    promise = NewPromise("send a new handle", FRIDAY)
    case = case_of(shop, opened(shop, ana, replace(NEW, cause=" own  words ", promise=promise), complaint))
    assert (case.cause, case.severity, case.remedy, case.cost, case.currency) == ("own words", 3, "replace", 900, "EUR")
    assert (case.source_id, case.opened, case.ask_on, case.closed) == (complaint, TODAY, FRIDAY, None)
    assert case.promise_id is not None
    given = shop.read(lambda reader: stored_promises.find(reader, [case.promise_id or 0]))[0]
    assert (given.words, given.due, given.state, given.source_id) == (
        "send a new handle", FRIDAY, PromiseState.OPEN, complaint,
    )  # fmt: skip
    assert refused(shop, lambda tx: cases.open_case(tx, ana, NEW, source_id=complaint)) == "case.already"


def test_what_is_wrong_is_said_and_nothing_is_stored(shop: Shop, ana: int) -> None:
    case = opened(shop, ana)
    yesterday = TODAY - timedelta(days=1)
    wrong = {
        "case.no_cause": replace(NEW, cause="  "),
        "case.too_long": replace(NEW, remedy="x" * 201),
        "case.ask_past": replace(NEW, ask_on=yesterday),
        "promise.empty": replace(NEW, promise=NewPromise(" ")),
    }
    for code, new in wrong.items():
        assert refused(shop, partial(cases.open_case, customer_id=ana, new=new)) == code
        assert refused(shop, partial(cases.change, case_id=case, new=new)) == code
    assert refused(shop, lambda tx: cases.open_case(tx, 99, NEW)) == "entry.unknown_customer"
    assert refused(shop, lambda tx: cases.change(tx, 99, NEW)) == "case.gone"


def test_a_day_that_was_set_may_pass_while_the_case_is_changed(shop: Shop, ana: int) -> None:
    case = opened(shop, ana)
    shop.set_day(FRIDAY + timedelta(days=2))
    shop.run("case_change", lambda tx: cases.change(tx, case, replace(NEW, remedy="refund")))
    assert case_of(shop, case).remedy == "refund"


def test_a_case_closes_only_once_the_customer_was_asked_and_said_that_it_is_all_right(shop: Shop, ana: int) -> None:
    case = opened(shop, ana)
    assert refused(shop, lambda tx: cases.close(tx, case)) == "case.not_asked"
    assert refused(shop, lambda tx: cases.asked(tx, case, all_right=False)) == "case.ask_next"
    assert refused(shop, lambda tx: cases.asked(tx, case, all_right=False, ask_on=TODAY)) == "case.ask_next"
    shop.run("case_asked", lambda tx: cases.asked(tx, case, all_right=False, said="still loose", ask_on=FRIDAY))
    told = case_of(shop, case)
    assert (told.asked_again, told.all_right, told.said, told.ask_on, told.closed) == (
        TODAY, False, "still loose", FRIDAY, None,
    )  # fmt: skip
    assert refused(shop, lambda tx: cases.close(tx, case)) == "case.not_right"
    assert shop.read(candidates.with_open_case) == {ana}
    shop.set_day(FRIDAY)
    shop.run("case_asked", lambda tx: cases.asked(tx, case, all_right=True, said="holds now"))
    told = case_of(shop, case)
    assert (told.asked_again, told.all_right, told.said, told.closed) == (FRIDAY, True, "holds now", FRIDAY)
    assert shop.read(candidates.with_open_case) == set()
    assert refused(shop, lambda tx: cases.change(tx, case, NEW)) == "case.closed"
    assert refused(shop, lambda tx: cases.asked(tx, case, all_right=True)) == "case.closed"


def test_a_case_that_is_opened_again_is_to_be_asked_about_anew(shop: Shop, ana: int) -> None:
    case = opened(shop, ana)
    shop.run("case_asked", lambda tx: cases.asked(tx, case, all_right=True))
    shop.run("case_reopen", lambda tx: cases.reopen(tx, case))
    told = case_of(shop, case)
    assert (told.closed, told.asked_again, told.all_right, told.ask_on) == (None, None, None, date(2025, 5, 10))
    assert refused(shop, lambda tx: cases.close(tx, case)) == "case.not_asked"


def test_undo_takes_back_each_step_with_its_promise(shop: Shop, ana: int) -> None:
    steps: list[Callable[[Transaction], object]] = [
        lambda tx: cases.open_case(tx, ana, replace(NEW, promise=NewPromise("a new one"))),
        lambda tx: cases.change(tx, 1, replace(NEW, cost=None, promise=NewPromise("a better one", FRIDAY))),
        lambda tx: cases.asked(tx, 1, all_right=False, ask_on=FRIDAY),
        lambda tx: cases.asked(tx, 1, all_right=True),
        lambda tx: cases.reopen(tx, 1),
    ]
    states = [shop.tables()]
    for step in steps:
        shop.run("x", step)
        states.append(shop.tables())
    for state in reversed(states[:-1]):
        shop.operations.undo()
        assert shop.tables() == state


def test_what_was_promised_is_kept_in_the_ledger(shop: Shop, ana: int) -> None:
    case = case_of(shop, opened(shop, ana, replace(NEW, promise=NewPromise("a new one"))))
    shop.run("promise_settle", lambda tx: promises.settle(tx, case.promise_id or 0, PromiseState.KEPT))
    assert case_of(shop, case.id).promise_id == case.promise_id


@pytest.mark.parametrize(
    ("typed", "cost"), [("", None), (" ", None), ("9", 900), ("6.40", 640), ("6,40 €", 640), ("EUR 12", 1200)]
)
def test_a_cost_is_read_as_people_write_it(typed: str, cost: int | None) -> None:
    assert cases.cost_of(typed, "EUR") == cost


@pytest.mark.parametrize("typed", ["a lot", "-3", "£9"])
def test_what_is_no_cost_is_refused(typed: str) -> None:
    with pytest.raises(UserError) as error:
        cases.cost_of(typed, "EUR")
    assert (error.value.code, error.value.details["value"]) == ("case.cost", typed)


def test_whether_they_bought_again_is_read_from_what_they_bought_later(shop: Shop, ana: int) -> None:
    bea = shop.customer("Bea Moss")
    for one in (ana, bea):
        shop.sell(one, a_sold("kettle", 3000), ago=10)
        opened(shop, one)
    shop.set_day(FRIDAY)
    shop.sell(bea, a_sold("pan", 2000), ago=-3)
    every = shop.read(stored.with_remedy)
    assert shop.read(lambda reader: stored.bought_after(reader, every)) == {2}
