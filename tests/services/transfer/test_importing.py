"""Importing: looked at first, taken in once, taken back whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from relapp.domain.changes import KeptRow
from relapp.domain.customers import ContactKind
from relapp.domain.errors import UserError
from relapp.domain.imports import ImportBatch, ImportCounts
from relapp.domain.interactions import Kind
from relapp.services import customers as customer_verbs
from relapp.services import interactions as entry_verbs
from relapp.services.pages import customers as customers_page
from relapp.services.pages import settings as settings_page
from relapp.services.pages.customers import ListView
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Plan
from relapp.services.transfer.storing import tally as tally_module
from relapp.services.transfer.storing.tally import Cancelled, Tally
from relapp.storage import customers as stored
from relapp.storage import facts, interactions, tags, timeline
from relapp.storage.timeline import TimelineFilter
from tests.builders import TODAY
from tests.services.transfer.conftest import MakeFile
from tests.shop import Shop

SLICE = Path(__file__).parent / "files" / "gift-shop-slice.csv.gz"
LINES, ANONYMOUS, PEOPLE = 3170, 750, 9


@pytest.fixture
def shop() -> Iterator[Shop]:
    """An empty shop in memory."""
    made = Shop()
    yield made
    made.close()


def look(shop: Shop, plan: Plan) -> Tally:
    before = shop.tables()
    tally = shop.read(lambda reader: importing.preview(reader, plan))
    assert shop.tables() == before
    return tally


def take_in(shop: Shop, plan: Plan) -> Tally:
    """Take a file in; what was said before it must come true."""
    looked = look(shop, plan)
    taken = shop.run("import", lambda tx: importing.take_in(tx, plan))
    assert taken.tally.counts() == looked.counts()
    assert (taken.tally.people, taken.tally.rows) == (looked.people, looked.rows)
    batch = shop.read(lambda reader: importing.batch(reader, taken.batch_id))
    assert (batch.file_name, batch.counts, batch.undone) == (plan.path.name, looked.counts(), False)
    shop.assert_sound()
    return looked


def people(shop: Shop) -> dict[str, int]:
    return {row.name: row.id for row in shop.tables()["customer"]}


# -- sales --


def test_a_till_export_is_taken_in_whole(shop: Shop) -> None:
    tally = take_in(shop, importing.prepare(SLICE))
    assert tally.counts() == ImportCounts(new=LINES)
    assert tally.people == PEOPLE
    tables = shop.tables()
    assert len(tables["purchase_line"]) == LINES
    assert len(tables["customer"]) == PEOPLE
    with_somebody = {row.interaction_id for row in tables["participant"]}
    anonymous = [row for row in tables["purchase_line"] if row.interaction_id not in with_somebody]
    assert len(anonymous) == ANONYMOUS
    assert Counter(row.kind for row in tables["interaction"])[Kind.RETURN] > 0
    assert sum(row.amount for row in tables["interaction"]) == sum(row.amount for row in tables["purchase_line"])
    best = people(shop)["14527"]
    stats = shop.read(lambda reader: stored.stats(reader, [best]))[best]
    bought = shop.read(lambda reader: timeline.page(reader, best, TimelineFilter(imported=True), limit=10_000))
    assert stats.entries == len(bought)
    assert stats.spend == sum(entry.total.amount for entry in bought if entry.total)


def test_the_same_file_again_changes_nothing(shop: Shop) -> None:
    plan = importing.prepare(SLICE)
    take_in(shop, plan)
    before = {name: rows for name, rows in shop.tables().items() if name != "import_batch"}
    assert take_in(shop, importing.prepare(SLICE)).counts() == ImportCounts(same=LINES)
    assert {name: rows for name, rows in shop.tables().items() if name != "import_batch"} == before


def test_an_import_is_taken_back_and_done_again_whole(shop: Shop) -> None:
    empty, nothing = shop.tables(), shop.derived()
    take_in(shop, importing.prepare(SLICE))
    full, everything = shop.tables(), shop.derived()
    shop.operations.undo()
    assert (shop.tables(), shop.derived()) == (empty, nothing)
    shop.operations.redo()
    assert (shop.tables(), shop.derived()) == (full, everything)


def test_what_staff_did_since_stays_when_an_import_is_taken_back(shop: Shop) -> None:
    take_in(shop, importing.prepare(SLICE))
    act = shop.operations.undoable()
    assert act is not None
    known = people(shop)
    visited, edited = known["13047"], known["12971"]
    visit = shop.log(visited, words="came by")
    entry = shop.read(lambda reader: timeline.page(reader, edited))[0]
    shop.edit(entry.id, words="was for her sister")
    shop.run("customer_edit", lambda tx: customer_verbs.rename(tx, known["17460"], "Mrs Green", ""))

    report = shop.operations.undo_operation(act.id)
    assert set(people(shop)) == {"13047", "12971", "Mrs Green"}
    assert [row.id for row in shop.tables()["interaction"]] == [entry.id, visit]
    assert shop.entry(entry.id).lines == entry.lines
    assert {KeptRow("customer", one) for one in (visited, edited, known["17460"])} <= set(report.kept)
    assert KeptRow("interaction", entry.id) in report.kept
    assert KeptRow("interaction", visit) not in report.kept
    shop.assert_sound()
    shop.operations.redo()
    assert len(people(shop)) == PEOPLE
    assert len(shop.tables()["purchase_line"]) == LINES
    shop.assert_sound()


def test_a_cancelled_import_leaves_nothing(shop: Shop) -> None:
    plan = importing.prepare(SLICE)
    told: list[int] = []

    def progress(rows: int) -> bool:
        told.append(rows)
        return False

    before = shop.tables()
    with pytest.raises(Cancelled):
        shop.run("import", lambda tx: importing.take_in(tx, plan, progress))
    assert told
    assert shop.tables() == before
    assert shop.operations.undoable() is None
    with pytest.raises(Cancelled), shop.database.read() as reader:
        importing.preview(reader, plan, progress)


def test_an_import_can_be_stopped_up_to_its_last_moment(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also while sums and search are brought up to date, when every row was read long ago."""
    monkeypatch.setattr(tally_module, "_PACE", 0.0)
    plan, told = importing.prepare(SLICE), 0

    def count(_rows: int) -> bool:
        nonlocal told
        told += 1
        return told != stop

    stop = -1
    with suppress(ZeroDivisionError), shop.database.write("import", at=shop.now) as tx:
        importing.take_in(tx, plan, count)
        told_by_rows = told
        tx.finish()
        raise ZeroDivisionError
    assert told > told_by_rows
    before, whole = shop.tables(), told
    for stop in (1, told_by_rows, told_by_rows + 1, whole):
        told = 0
        with pytest.raises(Cancelled):
            shop.run("import", lambda tx: importing.take_in(tx, plan, count))
        assert told == stop
        assert shop.tables() == before
        assert shop.operations.undoable() is None


def test_a_till_line_looks_and_counts_like_a_typed_sale(shop: Shop, make_file: MakeFile) -> None:
    content = """Date,Customer,Product,Quantity,Price
2025-05-05 10:00,Ana,rye,2,3.20
2025-05-05 11:00,Ana,rye,-1,3.20
"""
    take_in(shop, importing.prepare(make_file("till.csv", content.encode())))
    ana = people(shop)["Ana"]
    returned, bought = shop.read(lambda reader: timeline.page(reader, ana))
    assert (bought.kind, bought.total and bought.total.amount) == (Kind.PURCHASE, 640)
    assert (returned.kind, returned.total and returned.total.amount) == (Kind.RETURN, -320)
    assert shop.read(lambda reader: stored.stats(reader, [ana]))[ana].spend == 320


def test_people_are_told_apart_within_one_file_as_across_files(shop: Shop, make_file: MakeFile) -> None:
    """By number, e-mail, phone, or a name that only one has; what could be two people is kept with nobody."""
    content = """Date,Customer ID,Customer,Email,Phone,Product,Price
2025-05-01,7,Ana,,,rye,1
2025-05-02,7,Ana M.,,,rye,1
2025-05-03,,Bo,bo@x.org,0123 45,rye,1
2025-05-04,,Bo,,0123-45,rye,1
2025-05-05,,Cy,cy@x.org,,rye,1
2025-05-06,,Cy,other@x.org,,rye,1
2025-05-07,,Cy,,,rye,1
2025-05-08,,,,,rye,1
"""
    tally = take_in(shop, importing.prepare(make_file("till.csv", content.encode())))
    assert tally.counts() == ImportCounts(new=8, doubtful=1)
    assert [row.name for row in shop.tables()["customer"]] == ["Ana", "Bo", "Cy", "Cy"]
    assert [row.words for row in shop.tables()["interaction"] if "Cy" in row.words] == ["Cy"]
    again = content.replace("rye", "roll").encode()
    assert take_in(shop, importing.prepare(make_file("more.csv", again))).people == 0


# -- what staff removed --

TILL = b"""Date,Customer ID,Product,Price
2025-05-01,7,rye,3.20
2025-05-02,7,roll,0.80
2025-05-03,8,spelt,4.10
"""


@pytest.fixture
def till(make_file: MakeFile) -> Plan:
    """Three sales to two people."""
    return importing.prepare(make_file("till.csv", TILL))


def remove_entry(shop: Shop, entry_id: int) -> None:
    shop.run("log_remove", lambda tx: entry_verbs.remove(tx, entry_id))


def remove_customer(shop: Shop, name: str) -> None:
    one = people(shop)[name]
    shop.run("customer_remove", lambda tx: customer_verbs.remove(tx, [one]))


def test_a_sale_that_staff_removed_does_not_come_again_with_its_file(shop: Shop, till: Plan) -> None:
    take_in(shop, till)
    full = shop.tables()
    remove_entry(shop, full["interaction"][0].id)
    assert take_in(shop, till).counts() == ImportCounts(same=3)
    shop.operations.undo()
    shop.operations.undo()
    assert shop.tables() == full
    assert take_in(shop, till).counts() == ImportCounts(same=3)
    shop.operations.undo()
    shop.operations.undo()
    assert not any(shop.tables().values())
    assert take_in(shop, till).counts() == ImportCounts(new=3)


def test_a_removal_that_is_done_again_counts_again(shop: Shop, till: Plan) -> None:
    take_in(shop, till)
    remove_entry(shop, 1)
    removed = shop.tables()
    shop.operations.undo()
    shop.operations.redo()
    assert shop.tables() == removed
    assert take_in(shop, till).counts() == ImportCounts(same=3)


def recent(shop: Shop) -> tuple[ImportBatch, ...]:
    return shop.read(lambda reader: customers_page.recent_imports(reader, TODAY))


def test_those_whom_an_import_only_touched_were_just_imported_too(shop: Shop, make_file: MakeFile) -> None:
    ana, bo, cy = shop.customer("Ana"), shop.customer("Bo"), shop.customer("Cy")
    take_in(shop, importing.prepare(make_file("people.csv", b"Name,Nickname,Dog\nAna,Annie,\nBo,,poodle\n")))
    found = shop.read(lambda reader: customers_page.ids(reader, ListView.IMPORTED, TODAY))
    assert found == [ana, bo]
    sold = b"Date,Customer,Product,Amount\n2026-03-14,Cy,Tea,4.20\n"
    take_in(shop, importing.prepare(make_file("till.csv", sold)))
    (latest, first) = recent(shop)

    def of(batch: ImportBatch) -> list[int]:
        return shop.read(lambda reader: customers_page.ids(reader, ListView.IMPORTED, TODAY, None, batch.id))

    assert (of(latest), of(first)) == ([cy], [ana, bo])


def test_an_import_that_was_taken_back_brings_back_even_what_staff_had_removed_from_it(shop: Shop, till: Plan) -> None:
    take_in(shop, till)
    act = shop.operations.undoable()
    assert act is not None
    remove_entry(shop, 1)
    shop.operations.undo_operation(act.id)
    assert shop.tables()["interaction"] == []
    assert look(shop, till).counts() == ImportCounts(new=3)
    shop.operations.redo()
    assert look(shop, till).counts() == ImportCounts(same=3)
    shop.operations.undo_operation(act.id)
    assert take_in(shop, till).counts() == ImportCounts(new=3)
    assert [row.name for row in shop.tables()["customer"]] == ["7", "8"]
    remove_entry(shop, shop.tables()["interaction"][0].id)
    assert take_in(shop, till).counts() == ImportCounts(same=3)


def test_whoever_was_removed_is_not_back_with_the_next_file(shop: Shop, till: Plan, make_file: MakeFile) -> None:
    take_in(shop, till)
    remove_customer(shop, "7")
    remove_customer(shop, "8")
    assert take_in(shop, till).counts() == ImportCounts(same=3)
    assert people(shop) == {}
    kept = {name for name, rows in shop.tables().items() if rows}
    assert kept == {"product", "import_batch", "removed_entry"}
    assert {row._fields for row in shop.tables()["removed_entry"]} == {("id", "fingerprint", "batch_id")}
    more = importing.prepare(make_file("more.csv", TILL + b"2025-05-04,7,rye,3.20\n"))
    assert take_in(shop, more).counts() == ImportCounts(new=1, same=3)
    assert people(shop) == {}


def test_an_edited_sale_is_known_again(shop: Shop, till: Plan) -> None:
    take_in(shop, till)
    shop.edit(1, words="was for her sister", kind=Kind.RETURN)
    assert take_in(shop, till).counts() == ImportCounts(same=3)
    assert shop.tables()["removed_entry"] == []


def test_only_what_was_imported_is_kept_in_mind(shop: Shop) -> None:
    remove_entry(shop, shop.log(shop.customer("Ana"), words="came by"))
    assert shop.tables()["removed_entry"] == []


# -- people --

CUSTOMERS = """Name,Customer ID,Email,Phone,Birthday,Group,Favourite bread
Ana Moreira,7,ana@x.org,0123 45,13.06.1970,"regular, choir",rye
Bo,8,bo@x.org,,,regular,
,,,,,,
"""


def test_a_customer_list_is_taken_in(shop: Shop, make_file: MakeFile) -> None:
    tally = take_in(shop, importing.prepare(make_file("people.csv", CUSTOMERS.encode())))
    assert (tally.new, tally.changed, tally.same) == (2, 0, 0)
    ana = people(shop)["Ana Moreira"]
    with shop.database.read() as reader:
        points = stored.contacts(reader, [ana])[ana]
        assert [(point.kind, point.value) for point in points] == [
            (ContactKind.EMAIL, "ana@x.org"),
            (ContactKind.PHONE, "0123 45"),
        ]
        known = {fact.kind: fact for fact in facts.current(reader, [ana])[ana]}
        assert (known["birthday"].month, known["birthday"].day, known["birthday"].year) == (6, 13, 1970)
        assert known["Favourite bread"].value == "rye"
        assert tags.of_customers(reader, [ana]) == {ana: ["regular", "choir"]}


def test_the_same_list_again_is_the_same(shop: Shop, make_file: MakeFile) -> None:
    path = make_file("people.csv", CUSTOMERS.encode())
    take_in(shop, importing.prepare(path))
    tally = take_in(shop, importing.prepare(path))
    assert (tally.new, tally.changed, tally.same) == (0, 0, 2)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Phone", "0999 1"),
        ("Group", "vip"),
        ("Favourite bread", "spelt"),
        ("Nickname", "Bobby"),
        ("Birthday", "13.2.1990"),
    ],
)
def test_what_is_new_about_somebody_known_is_a_change(shop: Shop, make_file: MakeFile, header: str, cell: str) -> None:
    take_in(shop, importing.prepare(make_file("people.csv", CUSTOMERS.encode())))
    more = f"Customer ID,Name,{header}\n8,Bo,{cell}\n7,Ana Moreira,\n"
    tally = take_in(shop, importing.prepare(make_file("more.csv", more.encode())))
    assert (tally.new, tally.changed, tally.same) == (0, 1, 1)


def test_nothing_told_by_staff_is_overwritten(shop: Shop, make_file: MakeFile) -> None:
    bo = shop.customer("Bo", email="bo@x.org", nickname="Bobby", note="kiosk")
    shop.learn(bo, "birthday", "", month=2, day=1)
    shop.learn(bo, "size", "42")
    before = shop.tables()
    content = "Name,Email,Nickname,Note,Birthday,Size,Group\nBob,BO@X.org,B.,owner,3.4.1990,39,\n"
    tally = take_in(shop, importing.prepare(make_file("people.csv", content.encode())))
    assert (tally.changed, tally.same) == (0, 1)
    assert shop.tables()["customer"] == before["customer"]
    assert shop.tables()["fact"] == before["fact"]


def test_rows_of_one_person_in_one_list_are_one_customer(shop: Shop, make_file: MakeFile) -> None:
    content = "Name,Email,Phone\nAna,ana@x.org,\nAna,ana@x.org,0123 45\nAna,,0123 45\nAna,,\n"
    tally = take_in(shop, importing.prepare(make_file("people.csv", content.encode())))
    assert (tally.new, tally.changed, tally.same) == (1, 1, 2)
    assert len(shop.tables()["contact_point"]) == 2


def test_somebody_with_a_name_that_several_have_is_added_and_doubtful(shop: Shop, make_file: MakeFile) -> None:
    shop.customer("Ana")
    shop.customer("Ana")
    tally = take_in(shop, importing.prepare(make_file("people.csv", b"Name\nAna\n")))
    assert (tally.new, tally.doubtful) == (1, 1)


# -- batches --


def test_an_import_that_was_taken_back_is_named_as_such_or_gone(shop: Shop) -> None:
    assert recent(shop) == ()
    take_in(shop, importing.prepare(SLICE))
    (batch,) = shop.read(lambda reader: settings_page.page(reader, TODAY)).batches
    assert batch.operation_id == shop.tables()["import_batch"][0].operation_id
    assert recent(shop) == (batch,)
    assert len(shop.read(lambda reader: customers_page.ids(reader, ListView.IMPORTED, TODAY))) == PEOPLE
    shop.log(people(shop)["13047"], words="came by")
    shop.operations.undo_operation(batch.operation_id)
    kept = shop.read(lambda reader: importing.batch(reader, batch.id))
    assert kept.undone
    assert shop.read(lambda reader: settings_page.page(reader, TODAY)).batches == ()
    assert recent(shop) == ()
    assert shop.read(lambda reader: customers_page.ids(reader, ListView.IMPORTED, TODAY)) == []


def test_a_batch_that_is_not_there_is_told(shop: Shop) -> None:
    with pytest.raises(UserError, match=r"import\.no_batch"):
        shop.read(lambda reader: importing.batch(reader, 7))


def test_imported_entries_can_be_told_from_typed_ones(shop: Shop) -> None:
    take_in(shop, importing.prepare(SLICE))
    one = people(shop)["17460"]
    typed = shop.log(one, words="came by")
    look = TimelineFilter(imported=False)
    assert [entry.id for entry in shop.read(lambda reader: timeline.page(reader, one, look))] == [typed]
    found = shop.read(lambda reader: interactions.find(reader, [typed]))[0]
    assert found.batch_id is None
