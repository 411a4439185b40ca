"""The one door for changes: what is written is journalled, counted and announced."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from relapp.domain.changes import Changes
from relapp.domain.customers import NewCustomer
from relapp.services import customers, staff
from relapp.storage import customers as stored
from relapp.storage import derived, schema
from relapp.storage.transaction import Transaction, _runs
from tests.shop import Shop


def journal(shop: Shop) -> list[tuple[str, str, int, int]]:
    """Action, table, first and last id of every change."""
    change = schema.change
    statement = select(change.c.action, change.c.table_name, change.c.row_id, change.c.last_id).order_by(change.c.id)
    return [tuple(row) for row in shop.read(lambda reader: reader.rows(statement))]


def last_change(shop: Shop) -> Any:
    statement = select(schema.change).order_by(schema.change.c.id.desc())
    return shop.read(lambda reader: reader.row(statement))


def add_tags(tx: Transaction, *names: str) -> range:
    return tx.insert_many(schema.tag, [{"name": name} for name in names])


def test_an_insert_needs_only_the_id(shop: Shop) -> None:
    ana = shop.customer("Ana", phone="0123")
    assert journal(shop) == [("insert", "customer", ana, ana), ("insert", "contact_point", 1, 1)]


def test_an_update_keeps_the_changed_columns_before_and_after(shop: Shop) -> None:
    ana = shop.customer("Ana")
    shop.run("customer_edit", lambda tx: customers.rename(tx, ana, "Ana Moreira", ""))
    change = last_change(shop)
    assert change.action == "update"
    assert json.loads(change.before) == {"name": "Ana"}
    assert json.loads(change.after) == {"name": "Ana Moreira"}


def test_a_delete_keeps_the_row(shop: Shop) -> None:
    shop.customer("Ana", phone="0123 45")
    row = shop.tables()["contact_point"][0]
    shop.run("contact_remove", lambda tx: customers.remove_contact(tx, row.id))
    change = last_change(shop)
    assert change.action == "delete"
    assert derived.unpacked(change.rows) == [row._asdict()]


def test_writing_what_stands_already_is_no_change(shop: Shop) -> None:
    ana = shop.customer("Ana")
    before = journal(shop)
    done = shop.operations.run("customer_edit", lambda tx: customers.rename(tx, ana, " Ana ", ""))
    assert done.changes == Changes()
    assert not done.changes
    assert done.operation_id is None
    assert journal(shop) == before


def test_nothing_done_is_no_operation(shop: Shop) -> None:
    shop.customer("Ana")
    last = shop.operations.undoable()
    shop.run("customer_edit", lambda _: None)
    assert shop.operations.undoable() == last


def test_many_rows_get_consecutive_ids_and_one_line_in_the_journal(shop: Shop) -> None:
    ids = shop.run("import", lambda tx: add_tags(tx, "a", "b", "c"))
    assert list(ids) == [1, 2, 3]
    assert journal(shop) == [("insert", "tag", 1, 3)]
    assert shop.run("import", lambda tx: add_tags(tx)) == range(0)


def test_ids_are_never_used_again(shop: Shop) -> None:
    shop.run("import", lambda tx: add_tags(tx, "a", "b", "c"))
    shop.operations.undo()
    assert list(shop.run("import", lambda tx: add_tags(tx, "d", "e"))) == [4, 5]
    assert shop.run("import", lambda tx: tx.insert(schema.tag, name="f")) == 6
    assert list(shop.run("import", lambda tx: add_tags(tx, "g"))) == [7]


def test_ids_of_a_transaction_that_failed_are_free_again(shop: Shop) -> None:
    def broken(tx: Transaction) -> None:
        add_tags(tx, "a", "b")
        raise KeyError

    with pytest.raises(KeyError):
        shop.run("import", broken)
    assert list(shop.run("import", lambda tx: add_tags(tx, "c"))) == [1]


@pytest.mark.parametrize("table", [schema.operation, schema.change, schema.customer_stat, schema.draft])
def test_tables_that_storage_keeps_itself_are_refused(shop: Shop, table: Any) -> None:
    with pytest.raises(ValueError, match="is not written through a transaction"):
        shop.run("odd", lambda tx: tx._note("insert", table, 1))


def test_every_table_is_journalled_or_kept_by_storage_itself() -> None:
    beside = {"operation", "change", "customer_stat", "suggestion_shown", "sign_in", "draft"}
    assert schema.JOURNALLED.keys() | beside == set(schema.metadata.tables)
    assert not schema.JOURNALLED.keys() & beside
    for table in schema.JOURNALLED.values():
        assert [column.name for column in table.primary_key] == ["id"]


def test_rows_that_are_not_there_cannot_be_changed_or_deleted(shop: Shop) -> None:
    with pytest.raises(LookupError, match="tag has no row 9"):
        shop.run("odd", lambda tx: tx.update(schema.tag, 9, name="x"))
    shop.run("import", lambda tx: add_tags(tx, "a"))
    with pytest.raises(LookupError):
        shop.run("odd", lambda tx: tx.delete_many(schema.tag, [1, 9]))
    assert len(shop.tables()["tag"]) == 1


def test_what_changed_is_read_off_what_was_written(shop: Shop) -> None:
    ana, bo = shop.customer("Ana"), shop.customer("Bo")
    done = shop.operations.run("customer_edit", lambda tx: stored.change(tx, bo, note="waits outside"))
    assert done.changes == Changes(frozenset({"customer"}), frozenset({bo}))
    shop.log(ana, bo, words="came together")
    act = shop.operations.undoable()
    assert act is not None
    assert act.customers == (ana, bo)
    assert shop.operations.run(
        "log_edit", lambda tx: tx.update(schema.interaction, 1, words="left")
    ).changes == Changes(frozenset({"interaction"}), frozenset({ana, bo}))


def test_a_change_of_very_many_is_announced_for_everyone(shop: Shop) -> None:
    many = derived.MANY + 1

    def verb(tx: Transaction) -> None:
        rows = [stored.columns(NewCustomer(f"Customer {number}"), tx.at.date(), None) for number in range(many)]
        tx.insert_many(schema.customer, rows)

    changes = shop.operations.run("import", verb).changes
    assert changes.customers is None
    assert changes.touches(7)
    shop.assert_sound()


def test_an_operation_knows_who_when_and_where(shop: Shop) -> None:
    shop.operations.staff_id = bea = shop.run("staff_add", lambda tx: staff.add(tx, "Bea"))
    shop.customer("Ana")
    act = shop.operations.undoable()
    assert act is not None
    assert (act.name, act.staff_id, act.at, act.desk) == ("customer_add", bea, shop.now, "counter")


def test_stretches_of_ids() -> None:
    assert list(_runs([3, 4, 5, 9])) == [(3, 5), (9, 9)]
    assert list(_runs([])) == []
