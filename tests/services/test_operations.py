"""Operations: the one way by which anything is changed or taken back."""

from __future__ import annotations

from datetime import datetime

import pytest

from relapp.domain.changes import Changes
from relapp.domain.customers import NewCustomer
from relapp.domain.errors import UserError
from relapp.services import customers, staff
from relapp.services.operations import Operations, local_now
from relapp.services.pages import shop as shop_page
from relapp.storage.transaction import Transaction
from tests.builders import at, days_ago
from tests.shop import Shop


def test_what_a_verb_returns_and_changes_comes_back(shop: Shop) -> None:
    done = shop.operations.run("customer_add", lambda tx: customers.add(tx, NewCustomer("Ana")))
    assert done.result == 1
    assert done.changes == Changes(frozenset({"customer"}), frozenset({1}))
    act = shop.operations.undoable()
    assert act is not None
    assert done.operation_id == act.id


def test_a_refusal_leaves_nothing_and_undo_as_it_was(shop: Shop) -> None:
    shop.customer("Ana")
    shop.operations.undo()
    redoable = shop.operations.redoable()

    def verb(tx: Transaction) -> None:
        customers.add(tx, NewCustomer("Bo"))
        customers.add(tx, NewCustomer(""))

    with pytest.raises(UserError):
        shop.run("customer_add", verb)
    assert shop.tables()["customer"] == []
    assert shop.operations.redoable() == redoable


def test_with_nothing_done_there_is_nothing_to_undo(shop: Shop) -> None:
    assert shop.operations.undoable() is None
    assert shop.operations.redoable() is None
    assert shop.operations.undo() is None
    assert shop.operations.redo() is None


def test_an_operation_can_be_told_its_moment(shop: Shop) -> None:
    moment = at(days_ago(9))
    shop.operations.run("customer_add", lambda tx: customers.add(tx, NewCustomer("Ana")), at=moment)
    act = shop.operations.undoable()
    assert act is not None
    assert act.at == moment


def test_the_frame_names_what_can_be_taken_back_and_for_whom(shop: Shop) -> None:
    ana = shop.customer("Ana")
    shop.log(ana, words="came")
    page = shop.read(shop_page.page)
    assert page.undoable is not None
    assert (page.undoable.name, page.undo_customer, page.redoable, page.redo_customer) == ("log", "Ana", None, "")
    shop.operations.undo()
    page = shop.read(shop_page.page)
    assert page.undoable is not None
    assert page.redoable is not None
    assert (page.undoable.name, page.redoable.name, page.redo_customer) == ("customer_add", "log", "Ana")


def test_an_act_for_several_or_for_somebody_gone_names_nobody(shop: Shop) -> None:
    ana, bo = shop.customer("Ana"), shop.customer("Bo")
    shop.log(ana, bo)
    assert shop.read(shop_page.page).undo_customer == ""
    shop.run("customer_remove", lambda tx: customers.remove(tx, [bo]))
    assert shop.read(shop_page.page).undo_customer == ""


def test_the_clock_of_this_pc_knows_its_offset() -> None:
    assert local_now().utcoffset() is not None
    assert abs((local_now() - datetime.now().astimezone()).total_seconds()) < 60


def test_a_shop_without_a_clock_of_its_own_uses_this_pcs(shop: Shop) -> None:
    operations = Operations(shop.database)
    operations.run("customer_add", lambda tx: customers.add(tx, NewCustomer("Ana")))
    act = operations.undoable()
    assert act is not None
    assert abs((local_now() - act.at).total_seconds()) < 60


def test_who_is_no_longer_staff_after_an_undo_logs_nothing_under_their_name(shop: Shop) -> None:
    ana = shop.customer("Ana")
    shop.operations.staff_id = shop.run("staff_add", lambda tx: staff.add(tx, "Bea"))
    shop.operations.undo()
    assert shop.entry(shop.log(ana)).staff_id is None


def test_who_is_here_stays_here_whatever_else_is_undone(shop: Shop) -> None:
    bea = shop.run("staff_add", lambda tx: staff.add(tx, "Bea"))
    shop.operations.staff_id = bea
    shop.customer("Ana")
    shop.operations.undo()
    assert shop.operations.staff_id == bea
