"""Who did what: the record read page by page, and what went out or was seen in bulk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from relapp.domain.activity import NAMES, Act, Asked, Sort
from relapp.domain.changes import OperationState
from relapp.domain.errors import UserError
from relapp.domain.permissions import RECORD_PAGE
from relapp.domain.staff import Role
from relapp.services import staff
from relapp.services.exporting import notes
from relapp.services.pages import activity as page_of
from relapp.services.pages.activity import ActivityPage
from relapp.services.seen import MANY, SEEN_MANY, WITHIN, Seen
from relapp.storage import activity, schema
from tests.builders import TODAY, at
from tests.shop import Shop, a_sold


def page(shop: Shop, asked: Asked | None = None, **values: Any) -> ActivityPage:
    return shop.read(lambda reader: page_of.page(reader, asked or Asked(), **values))


def names(shop: Shop, asked: Asked | None = None, **values: Any) -> list[str]:
    return [act.name for act in page(shop, asked, **values).acts]


def member(shop: Shop, name: str, role: Role = Role.OWNER) -> int:
    return shop.run("staff_add", lambda tx: staff.add(tx, name, role))


def test_the_newest_stands_first_and_says_who_when_and_whom(shop: Shop) -> None:
    shop.operations.staff_id = bea = member(shop, "Bea")
    ana = shop.customer("Ana")
    entry = shop.sell(ana, a_sold("rye"))
    shop.operations.undo()
    found = page(shop).acts
    assert [act.name for act in found] == ["undo", "log", "customer_add", "staff_add"]
    assert found[0].reversed_name == "log"
    assert found[0].reverses == found[1].id
    assert found[1].state is OperationState.UNDONE
    assert (found[1].staff_id, found[1].customers, found[1].at, found[1].desk) == (bea, (ana,), shop.now, "counter")
    assert found[1].entry_id is None, "it stands no more"
    shop.operations.redo()
    assert page(shop).acts[2].entry_id == entry


def test_by_person_by_kind_and_by_day(shop: Shop) -> None:
    bea, cy = member(shop, "Bea"), member(shop, "Cy")
    shop.operations.staff_id = bea
    shop.customer("Ana")
    shop.operations.staff_id = cy
    shop.set_day(TODAY + timedelta(days=1))
    notes.note(shop.operations, notes.EXPORTED, place="zip", rows=7)
    assert names(shop, Asked(staff_id=bea)) == ["customer_add"]
    assert names(shop, Asked(sort=Sort.TOOK_OUT)) == ["export"]
    assert names(shop, Asked(sort=Sort.DID)) == ["customer_add", "staff_add", "staff_add"]
    tomorrow = TODAY + timedelta(days=1)
    assert names(shop, Asked(since=tomorrow, until=tomorrow)) == ["export"]
    assert names(shop, Asked(until=TODAY)) == ["customer_add", "staff_add", "staff_add"]
    assert page(shop).acts[0].detail == {"place": "zip", "rows": 7}


def test_search_finds_customers_and_what_it_is_called(shop: Shop) -> None:
    ana, bo = shop.customer("Ana"), shop.customer("Bo Lind")
    shop.log(ana, bo)
    shop.log(ana)
    assert names(shop, words="lind") == ["log", "customer_add"]
    assert names(shop, words="log", names={"log"}) == ["log", "log"]
    assert names(shop, words="nobody of that name") == []


def test_a_page_ends_where_the_next_begins(shop: Shop) -> None:
    for number in range(2 * page_of.PAGE + 3):
        shop.customer(f"C{number}")
    seen: list[int] = []
    before = None
    for length in (page_of.PAGE, page_of.PAGE, 3):
        found = page(shop, before=before)
        assert len(found.acts) == length
        seen += [act.id for act in found.acts]
        before = found.older
    assert before is None
    assert seen == sorted(set(seen), reverse=True)


def test_the_first_page_of_a_long_record_is_found_by_its_end(shop: Shop) -> None:
    row = {"name": "log", "moment": 0, "utc_offset": 0, "desk": "", "customers": "[]", "state": "done"}
    shop.fits = False  # written past the one door, to be quick
    with shop.database.write("log", at=at(TODAY)) as tx:
        tx.connection.execute(insert(schema.operation), [row] * 2_000)
    for asked in (Asked(), Asked(sort=Sort.DID), Asked(until=TODAY, staff_id=1)):
        with shop.database.read() as reader:
            compiled = activity.statement(asked, 51).compile(reader.connection, compile_kwargs={"literal_binds": True})
            plan = reader.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}").all()
        told = [line[3] for line in plan]
        assert told == ["SEARCH operation USING INTEGER PRIMARY KEY (rowid<?)"], told
    assert len(page(shop).acts) == page_of.PAGE


def test_what_went_out_is_about_somebody_until_they_are_erased(shop: Shop) -> None:
    from relapp.services import erasure

    ana = shop.customer("Ana Moreira")
    notes.note(shop.operations, notes.COPY_SAVED, ana, place="printer")
    assert page(shop).acts[0].customers == (ana,)
    shop.run("erase", lambda tx: erasure.erase(tx, ana))
    copy = next(act for act in page(shop).acts if act.name == notes.COPY_SAVED)
    assert (copy.customers, copy.detail) == ((), {"place": "printer"})


def test_only_owners_are_let_in(shop: Shop) -> None:
    owner, other = member(shop, "Bea"), member(shop, "Cy", Role.STAFF)
    shop.operations.staff_id = owner
    shop.operations.require(RECORD_PAGE)
    shop.operations.staff_id = other
    with pytest.raises(UserError) as refused:
        shop.operations.require(RECORD_PAGE)
    assert refused.value.code == "permission.owner"


# -- seen in bulk --


def noted(shop: Shop) -> list[Act]:
    return list(page(shop, Asked(sort=Sort.SAW)).acts)


def test_opening_many_customers_within_minutes_is_noted_once_a_many(shop: Shop) -> None:
    seen = Seen(shop.operations)
    for one in range(MANY - 1):
        seen.open(one)
        seen.open(one)
    assert noted(shop) == []
    seen.open(MANY)
    (act,) = noted(shop)
    assert (act.name, act.detail) == (SEEN_MANY, {"customers": MANY, "minutes": 10})
    for one in range(MANY):
        seen.open(one)
    assert len(noted(shop)) == 2


def test_a_days_work_is_not_noted(shop: Shop) -> None:
    seen = Seen(shop.operations)
    for one in range(4 * MANY):
        shop.now += WITHIN / (MANY - 2)
        seen.open(one)
    assert noted(shop) == []


def test_another_person_begins_anew_and_a_clock_set_back_is_no_trouble(shop: Shop) -> None:
    bea = member(shop, "Bea")
    seen = Seen(shop.operations)
    for one in range(MANY - 1):
        seen.open(one)
    shop.operations.staff_id = bea
    seen.open(99)
    shop.now -= timedelta(days=3650)
    for one in range(MANY - 2):
        seen.open(one)
    assert noted(shop) == []


def test_each_name_is_of_one_kind() -> None:
    every = [name for some in NAMES.values() for name in some]
    assert len(every) == len(set(every))
