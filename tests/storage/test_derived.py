"""What is kept beside the rows is, after every act, as if made from them anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.customers import ContactKind, CustomerStat, NewContactPoint
from relapp.domain.interactions import Kind
from relapp.domain.wishes import WishState
from relapp.services import customers, facts, interactions, promises
from relapp.storage import customers as stored
from relapp.storage import schema
from relapp.storage.derived import PORTION, from_memory_key, memory_key, packed, portions, unpacked
from relapp.storage.touched import MEMORY_TABLES
from tests.builders import at, days_ago
from tests.shop import Shop, a_sold


def stat(shop: Shop, customer_id: int) -> CustomerStat | None:
    return shop.read(lambda reader: stored.stats(reader, [customer_id])).get(customer_id)


@dataclass(frozen=True)
class Furnished:
    """Two customers who came together, and the entry of that."""

    shop: Shop
    ana: int
    bo: int
    entry: int


def furnished(shop: Shop) -> Furnished:
    ana, bo = shop.customer("Ana", phone="0123 45", note="blind dog"), shop.customer("Bo")
    shop.sell(ana, a_sold("rye", 320), ago=9)
    entry = shop.log(ana, bo, kind=Kind.PURCHASE, lines=(a_sold("rye", 640, 2),), ago=2, words="poodle party")
    shop.learn(ana, "likes", "rye")
    shop.promise(ana, "ring on Friday")
    shop.wish(bo, "walnut knife")
    return Furnished(shop, ana, bo, entry)


ACTS: dict[str, Callable[[Furnished], Any]] = {
    "log": lambda f: f.shop.log(f.ana, words="new words"),
    "log_together": lambda f: f.shop.log(f.bo, f.ana, words="together", kind=Kind.PURCHASE, lines=(a_sold("rye", 1),)),
    "back_dated": lambda f: f.shop.log(f.bo, ago=400),
    "return": lambda f: f.shop.log(f.ana, kind=Kind.RETURN, lines=(a_sold("rye", -320, -1),)),
    "edit_words": lambda f: f.shop.edit(f.entry, words="other"),
    "edit_moment": lambda f: f.shop.edit(f.entry, at=at(days_ago(800))),
    "remove_entry": lambda f: f.shop.run("x", lambda tx: interactions.remove(tx, f.entry)),
    "remove_payer": lambda f: f.shop.run("x", lambda tx: customers.remove(tx, [f.ana])),
    "remove_companion": lambda f: f.shop.run("x", lambda tx: customers.remove(tx, [f.bo])),
    "remove_both": lambda f: f.shop.run("x", lambda tx: customers.remove(tx, [f.ana, f.bo])),
    "rename": lambda f: f.shop.run("x", lambda tx: customers.rename(tx, f.ana, "Łucja", "Lu")),
    "annotate": lambda f: f.shop.run("x", lambda tx: customers.annotate(tx, f.ana, "")),
    "contact": lambda f: f.shop.run(
        "x", lambda tx: customers.change_contact(tx, 1, NewContactPoint(ContactKind.EMAIL, "Ana@Example.org"))
    ),
    "contact_removed": lambda f: f.shop.run("x", lambda tx: customers.remove_contact(tx, 1)),
    "learn": lambda f: f.shop.learn(f.bo, "dog", "poodle", about="mother"),
    "retire": lambda f: f.shop.run("x", lambda tx: facts.retire(tx, 1)),
    "wish_met": lambda f: f.shop.run("x", lambda tx: promises.settle_wish(tx, 1, WishState.MET)),
}


@pytest.mark.parametrize("act", ACTS)
def test_sums_and_search_are_as_if_made_anew_after(act: str, shop: Shop) -> None:
    there = furnished(shop)
    shop.assert_sound()
    before = shop.derived()
    ACTS[act](there)
    after = shop.derived()
    shop.assert_sound()
    shop.operations.undo()
    assert shop.derived() == before
    shop.operations.redo()
    assert shop.derived() == after
    shop.assert_sound()


def test_an_entry_counts_for_everyone_and_its_money_once(shop: Shop) -> None:
    ana, bo = shop.customer("Ana"), shop.customer("Bo")
    shop.log(ana, bo, kind=Kind.PURCHASE, lines=(a_sold("rye", 640),), ago=3)
    shop.log(bo, ago=1)
    first, last = (datetime.combine(days_ago(ago), at(days_ago(0), 9).timetz()).astimezone(UTC) for ago in (3, 1))
    assert stat(shop, ana) == CustomerStat(ana, 1, 640, first, first)
    assert stat(shop, bo) == CustomerStat(bo, 2, 0, first, last)


def test_somebody_new_has_sums_of_nothing_and_somebody_gone_has_none(shop: Shop) -> None:
    ana = shop.customer("Ana")
    assert stat(shop, ana) == CustomerStat(ana, 0, 0, None, None)
    shop.run("customer_remove", lambda tx: customers.remove(tx, [ana]))
    assert stat(shop, ana) is None


def test_taking_the_last_entry_away_leaves_no_moment(shop: Shop) -> None:
    ana = shop.customer("Ana")
    entry = shop.log(ana)
    shop.run("log_remove", lambda tx: interactions.remove(tx, entry))
    assert stat(shop, ana) == CustomerStat(ana, 0, 0, None, None)


def test_who_pays_is_taken_over_by_the_next_when_the_payer_goes(shop: Shop) -> None:
    ana, bo = shop.customer("Ana"), shop.customer("Bo")
    shop.log(ana, bo, kind=Kind.PURCHASE, lines=(a_sold("rye", 640),))
    shop.run("customer_remove", lambda tx: customers.remove(tx, [ana]))
    found = stat(shop, bo)
    assert found is not None
    assert (found.entries, found.spend) == (1, 640)


@given(st.sampled_from(MEMORY_TABLES), st.integers(1, 2**40))
def test_a_key_of_a_remembered_thing_leads_back(table: str, row_id: int) -> None:
    assert from_memory_key(memory_key(table, row_id)) == (table, row_id)


@given(st.lists(st.tuples(st.integers(), st.text(), st.none() | st.booleans()), min_size=1))
def test_packed_rows_come_back_as_they_were(rows: list[tuple[int, str, bool | None]]) -> None:
    columns = ("id", "words", "retired")
    assert unpacked(packed(columns, rows)) == [dict(zip(columns, row, strict=True)) for row in rows]


@given(st.lists(st.integers(), max_size=3 * PORTION))
def test_portions_are_small_and_leave_nothing_out(items: list[int]) -> None:
    found = list(portions(items))
    assert [item for some in found for item in some] == items
    assert all(0 < len(some) <= PORTION for some in found)


def test_the_journal_speaks_of_every_table_that_search_reads() -> None:
    assert set(MEMORY_TABLES) < schema.JOURNALLED.keys()
