"""Undo and redo: what is taken back, what is kept because newer work stands on it."""

from __future__ import annotations

import pytest

from relapp.domain.changes import KeptRow, OperationState, UndoReport
from relapp.domain.customers import NewCustomer
from relapp.domain.facts import FactKind, NewFact
from relapp.domain.interactions import Kind
from relapp.services import customers, facts, relations, staff
from relapp.services.pages import timeline as timeline_page
from relapp.storage import facts as stored_facts
from relapp.storage import interactions as stored
from relapp.storage import journal, loading, schema
from relapp.storage.transaction import Transaction
from tests.builders import TODAY
from tests.shop import Shop, a_sold


def last_operation(shop: Shop) -> int:
    act = shop.operations.undoable()
    assert act is not None
    return act.id


def undo_older(shop: Shop, operation_id: int) -> UndoReport:
    report = shop.operations.undo_operation(operation_id)
    shop.assert_sound()
    return report


def names(shop: Shop) -> list[str]:
    return [row.name for row in shop.tables()["customer"]]


# -- there and back --


def test_acts_are_taken_back_one_by_one_and_done_again_in_their_order(file_shop: Shop) -> None:
    before = [file_shop.tables()]
    ana = file_shop.customer("Ana", phone="0123")
    before.append(file_shop.tables())
    entry = file_shop.sell(ana, a_sold("rye", 320), words="poodle")
    before.append(file_shop.tables())
    file_shop.edit(entry, words="greyhound", kind=Kind.CALL)
    before.append(file_shop.tables())
    file_shop.run("customer_remove", lambda tx: customers.remove(tx, [ana]))
    before.append(file_shop.tables())

    for step in (3, 2, 1, 0):
        file_shop.reopen()
        assert file_shop.operations.undo() is not None
        assert file_shop.tables() == before[step]
        file_shop.assert_sound()
    assert file_shop.operations.undo() is None
    for step in (1, 2, 3, 4):
        file_shop.reopen()
        assert file_shop.operations.redo() is not None
        assert file_shop.tables() == before[step]
        file_shop.assert_sound()
    assert file_shop.operations.redo() is None


def test_an_act_can_go_to_and_fro_for_ever(shop: Shop) -> None:
    ana = shop.customer("Ana")
    entry = shop.log(ana, words="poodle")
    shop.edit(entry, words="greyhound")
    after = shop.tables()
    for _ in range(4):
        shop.operations.undo()
        assert shop.entry(entry).words == "poodle"
        shop.operations.redo()
        assert shop.tables() == after


def test_a_new_act_leaves_behind_what_was_undone(shop: Shop) -> None:
    shop.customer("Ana")
    shop.customer("Bo")
    shop.operations.undo()
    left = shop.operations.redoable()
    shop.customer("Cy")
    assert shop.operations.redo() is None
    assert names(shop) == ["Ana", "Cy"]
    assert left is not None
    act = shop.read(lambda reader: journal.find(reader, left.id))
    assert act is not None
    assert act.state is OperationState.ABANDONED
    shop.operations.undo()
    shop.operations.undo()
    assert shop.operations.undo() is None


def test_undo_says_what_it_took_back(shop: Shop) -> None:
    ana = shop.customer("Ana")
    act = shop.operations.undoable()
    report = shop.operations.undo()
    assert act is not None
    assert report is not None
    assert (report.operation_id, report.name, report.kept) == (act.id, "customer_add", ())
    assert report.changes.customers == frozenset({ana})


def test_the_journal_is_never_rewritten(shop: Shop) -> None:
    shop.customer("Ana")
    shop.operations.undo()
    shop.operations.redo()
    rows = shop.read(lambda reader: reader.rows(schema.operation.select().order_by(schema.operation.c.id)))
    assert [(row.name, row.reverses, row.state) for row in rows] == [
        ("customer_add", None, "done"),
        ("undo", 1, None),
        ("redo", 1, None),
    ]


# -- edits --


def test_an_edit_shows_and_keeps_the_earlier_text(shop: Shop) -> None:
    ana = shop.customer("Ana")
    entry = shop.log(ana, words="first")
    assert not shop.entry(entry).edited
    shop.operations.staff_id = bea = shop.run("staff_add", lambda tx: staff.add(tx, "Bea"))
    shop.edit(entry, words="second")
    shop.edit(entry, words="third")
    assert shop.entry(entry).edited
    texts = shop.read(lambda reader: stored.earlier_texts(reader, entry))
    assert texts == [(shop.now, bea, "second"), (shop.now, bea, "first")]
    assert [text.words for text in shop.read(lambda r: timeline_page.earlier_texts(r, entry))] == ["second", "first"]


def test_an_edit_taken_back_is_no_edit(shop: Shop) -> None:
    ana = shop.customer("Ana")
    entry = shop.log(ana, words="first")
    shop.edit(entry, words="second")
    shop.operations.undo()
    assert not shop.entry(entry).edited
    assert shop.read(lambda reader: stored.earlier_texts(reader, entry)) == []
    shop.operations.redo()
    assert shop.entry(entry).edited


# -- older acts --


def test_an_older_act_is_taken_back_and_newer_ones_stay(shop: Shop) -> None:
    shop.customer("Ana")
    older = last_operation(shop)
    shop.customer("Bo")
    report = undo_older(shop, older)
    assert report.kept == ()
    assert names(shop) == ["Bo"]
    shop.operations.redo()
    assert names(shop) == ["Ana", "Bo"]


def test_an_act_that_is_unknown_or_undone_cannot_be_taken_back(shop: Shop) -> None:
    shop.customer("Ana")
    act = last_operation(shop)
    shop.operations.undo()
    for operation_id, code in ((act, "undo.already"), (99, "undo.unknown"), (2, "undo.unknown")):
        with pytest.raises(Exception, match=code):
            shop.operations.undo_operation(operation_id)


def test_an_entry_that_was_edited_since_is_kept_whole(shop: Shop) -> None:
    ana = shop.customer("Ana")
    entry = shop.sell(ana, a_sold("rye", 320), words="first")
    older = last_operation(shop)
    shop.edit(entry, words="second")
    kept = shop.entry(entry)
    report = undo_older(shop, older)
    assert shop.entry(entry) == kept
    assert KeptRow("interaction", entry) in report.kept
    assert {row.table for row in report.kept} == {"interaction", "participant", "purchase_line", "product"}


def test_what_was_kept_goes_when_the_act_is_done_again_and_taken_back(shop: Shop) -> None:
    ana = shop.customer("Ana")
    empty = shop.tables()
    entry = shop.log(ana, words="first")
    older = last_operation(shop)
    shop.edit(entry, words="second")
    after = shop.tables()
    undo_older(shop, older)
    shop.operations.redo()
    assert shop.tables() == after
    shop.operations.undo()
    shop.operations.undo()
    assert shop.tables() == empty


def test_a_customer_with_newer_entries_is_kept_with_their_phone(shop: Shop) -> None:
    ana = shop.customer("Ana", phone="0123")
    older = last_operation(shop)
    shop.log(ana, words="came back")
    report = undo_older(shop, older)
    assert set(report.kept) == {KeptRow("customer", ana), KeptRow("contact_point", 1)}
    assert names(shop) == ["Ana"]


def test_a_bulk_import_is_taken_back_but_for_whom_newer_work_stands_on(shop: Shop) -> None:
    def bulk(tx: Transaction) -> range:
        return loading.add_customers(tx, [(NewCustomer(f"Customer {n}"), TODAY) for n in range(1200)])

    empty = shop.tables()
    ids = shop.run("import", bulk)
    older, full = last_operation(shop), shop.tables()
    shop.operations.undo()
    assert shop.tables() == empty
    shop.operations.redo()
    assert shop.tables() == full
    shop.log(ids[600], words="came")
    shop.run("customer_remove", lambda tx: customers.remove(tx, [ids[5], ids[900]]))
    report = undo_older(shop, older)
    assert names(shop) == ["Customer 600"]
    assert {row.id for row in report.kept} == {ids[5], ids[600], ids[900]}
    shop.operations.redo()
    assert len(names(shop)) == 1198


def test_a_deletion_of_scattered_rows_does_not_keep_those_between(shop: Shop) -> None:
    people = [shop.customer(f"Customer {number}") for number in range(3)]
    entries = [shop.log(people[number % 3], words=str(number)) for number in range(6)]
    older = [act.id for act in shop.read(lambda reader: journal.recent(reader, 6))][::-1]
    shop.run("customer_remove", lambda tx: customers.remove(tx, [people[0]]))
    report = undo_older(shop, older[1])
    assert report.kept == ()
    left = [row.id for row in shop.tables()["interaction"]]
    assert left == [entries[2], entries[4], entries[5]]


def test_a_product_that_a_deleted_entry_needs_is_kept_for_its_return(shop: Shop) -> None:
    ana = shop.customer("Ana")
    entry = shop.sell(ana, a_sold("rye", 320))
    older = last_operation(shop)
    shop.run("customer_remove", lambda tx: customers.remove(tx, [ana]))
    undo_older(shop, older)
    shop.operations.undo()
    shop.assert_sound()
    assert [line.product for line in shop.entry(entry).lines] == ["rye"]


def test_a_household_that_a_deleted_customer_needs_is_kept_for_their_return(shop: Shop) -> None:
    ana = shop.customer("Ana")
    home = shop.run("household", lambda tx: relations.share_household(tx, "Moreira", [ana]))
    older = last_operation(shop)
    shop.run("customer_remove", lambda tx: customers.remove(tx, [ana]))
    undo_older(shop, older)
    shop.operations.undo()
    assert shop.tables()["customer"][0].household_id == home


def test_a_correction_that_was_confirmed_since_stays_in_force(shop: Shop) -> None:
    ana = shop.customer("Ana")
    old = shop.learn(ana, FactKind.SIZE, "39")
    new = shop.run("fact_correct", lambda tx: facts.correct(tx, old, NewFact(FactKind.SIZE, "40")))
    older = last_operation(shop)
    shop.run("fact_confirm", lambda tx: facts.confirm(tx, new))
    report = undo_older(shop, older)
    assert set(report.kept) == {KeptRow("fact", old), KeptRow("fact", new)}
    current = shop.read(lambda reader: stored_facts.current(reader, [ana]))
    assert [fact.value for fact in current[ana]] == ["40"]


def test_a_row_that_is_gone_is_named(shop: Shop) -> None:
    ana = shop.customer("Ana")
    entry = shop.log(ana, words="first")
    shop.edit(entry, words="second")
    older = last_operation(shop)
    shop.run("customer_remove", lambda tx: customers.remove(tx, [ana]))
    assert undo_older(shop, older).kept == (KeptRow("interaction", entry),)
    shop.operations.undo()
    assert shop.entry(entry).words == "second"


def test_two_customers_brought_together_part_again(shop: Shop) -> None:
    """What a merge will do: rows change hands, then the one who has none left goes."""
    ana, anna = shop.customer("Ana", phone="0123"), shop.customer("Anna", phone="0456")
    shop.sell(ana, a_sold("rye", 320))
    shop.log(anna, words="poodle")
    apart, beside = shop.tables(), shop.derived()

    def merge(tx: Transaction) -> None:
        for table in (schema.participant, schema.contact_point):
            for row in tx.rows(table.select().where(table.c.customer_id == anna)):
                tx.update(table, row.id, customer_id=ana)
        tx.delete(schema.customer, anna)

    shop.run("merge", merge)
    together = shop.tables()
    shop.assert_sound()
    older = last_operation(shop)
    shop.operations.undo()
    assert (shop.tables(), shop.derived()) == (apart, beside)
    shop.operations.redo()
    assert shop.tables() == together
    shop.customer("Bo")
    assert undo_older(shop, older).kept == ()
    assert shop.tables()["participant"] == apart["participant"]
    assert names(shop) == ["Ana", "Anna", "Bo"]
