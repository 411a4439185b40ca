"""A whole shop out and in again: every row, in an empty shop, twice, later, and beside another shop's."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.errors import UserError
from relapp.domain.interactions import Channel
from relapp.services import customers, interactions, merging, sample
from relapp.storage import batches, consents, lists, schema
from relapp.storage import customers as stored
from relapp.storage.transaction import Transaction
from relapp.ui.wording.errors import sentence
from tests.builders import TODAY
from tests.services.exporting.conftest import Put, take_in, told, write
from tests.shop import Shop, a_sold


def counts(shop: Shop, path: Path) -> tuple[int, int]:
    tally = take_in(shop, path).tally
    assert tally.bad == 0, tally.bad_rows[:3]
    return tally.new, tally.changed


@pytest.fixture
def sampled(shop: Shop) -> Shop:
    sample.fill(shop.operations, TODAY)
    return shop


def test_into_an_empty_shop_every_row_comes_as_it_was(sampled: Shop, put: Put) -> None:
    path, other = put(sampled), Shop()
    tally = take_in(other, path).tally
    assert tally.bad_rows == []
    assert told(other) == told(sampled)
    other.assert_sound()
    assert counts(other, path) == (0, 0)
    assert told(other) == told(sampled)


def test_its_own_file_changes_nothing_in_a_shop(sampled: Shop, put: Put) -> None:
    before = told(sampled)
    assert counts(sampled, put(sampled)) == (0, 0)
    assert told(sampled) == before


def test_a_later_file_brings_what_is_new_and_what_was_changed(shop: Shop, tmp_path: Path) -> None:
    ada = shop.customer("Ada", phone="+351 912 345 678")
    visit = shop.log(ada, words="looked at bikes")
    old = shop.learn(ada, "size", "38")
    other = Shop()
    counts(other, write(shop, tmp_path / "first.jsonl"))
    shop.edit(visit, words="looked at two bikes")
    shop.learn(ada, "size", "39")
    ben = shop.customer("Ben")
    shop.log(ben, ada, words="came together")
    path = write(shop, tmp_path / "second.jsonl")
    # Ada's new size, Ben, their entry with two people; the entry's words and the old size were changed.
    assert counts(other, path) == (5, 2)
    assert told(other) == told(shop)
    assert {row.id: row.superseded_by for row in other.tables()["fact"]} == {old: old + 1, old + 1: None}
    assert counts(other, path) == (0, 0)
    other.assert_sound()


def test_what_staff_changed_or_removed_here_stays(shop: Shop, tmp_path: Path) -> None:
    ada = shop.customer("Ada")
    kept, gone = shop.log(ada, words="first"), shop.log(ada, words="second")
    other = Shop()
    counts(other, write(shop, tmp_path / "first.jsonl"))
    other.edit(kept, words="as we heard it")
    other.run("log_remove", lambda tx: interactions.remove(tx, gone))
    shop.edit(kept, words="as they heard it")
    shop.edit(gone, words="edited there")
    assert counts(other, write(shop, tmp_path / "second.jsonl")) == (0, 0)
    assert [row.words for row in other.tables()["interaction"]] == ["as we heard it"]


def test_beside_another_shops_people_known_ones_are_joined_and_the_rest_is_added(shop: Shop, put: Put) -> None:
    ada = shop.customer("Ada Lovelace", phone="0912 345 678", reference="7")
    shop.sell(ada, a_sold("Tea", 420), ago=3)
    shop.learn(ada, "likes", "rye")
    shop.learn(ada, "size", "38")
    shop.log(shop.customer("Zoe"), ada, words="came together")
    other = Shop()
    other.customer("Someone Else")
    here = other.customer("Ada L.", phone="0912345678")
    other.learn(here, "likes", "rye")
    other.sell(here, a_sold("Tea", 100))
    path = put(shop)
    taken = take_in(other, path)
    assert (taken.tally.people, taken.tally.bad) == (1, 0)
    tables = other.tables()
    assert [row.name for row in tables["customer"]] == ["Someone Else", "Ada L.", "Zoe"]
    # What was blank here is filled in.
    assert tables["customer"][1].reference == "7"
    assert [(row.kind, row.value) for row in tables["fact"]] == [("likes", "rye"), ("size", "38")]
    assert [row.name for row in tables["product"]] == ["Tea"]
    assert [row.customer_id for row in tables["participant"]] == [here, here, here + 1, here]
    other.assert_sound()
    assert counts(other, path) == (0, 0)
    assert other.tables() | {"import_batch": []} == tables | {"import_batch": []}


def test_the_whole_import_is_taken_back_as_one(sampled: Shop, put: Put) -> None:
    other = Shop()
    other.customer("Ada")
    before, derived = other.tables(), other.derived()
    take_in(other, put(sampled))
    report = other.operations.undo()
    assert report is not None
    assert report.kept == ()
    assert (other.tables(), other.derived()) == (before, derived)


def test_a_copy_that_went_on_alone_comes_home_without_doubles(shop: Shop, tmp_path: Path) -> None:
    ada = shop.customer("Ada")
    shop.log(ada, words="at the counter")
    other = Shop()
    take_in(other, write(shop, tmp_path / "out.jsonl"))
    other.log(ada, words="at the market")
    shop.log(shop.customer("Ben"), words="meanwhile")
    path = write(other, tmp_path / "home.jsonl")
    # The entry at the market, who took part in it, and that the copy was made by an import.
    assert counts(shop, path) == (3, 0)
    words = {row.id: row.words for row in shop.tables()["interaction"]}
    assert sorted(words.values()) == ["at the counter", "at the market", "meanwhile"]
    assert counts(shop, path) == (0, 0)
    shop.assert_sound()


def test_merged_here_what_comes_for_one_who_is_gone_goes_to_the_one_who_stays(shop: Shop, tmp_path: Path) -> None:
    ada, twin = shop.customer("Ada"), shop.customer("Ada L")
    other = Shop()
    take_in(other, write(shop, tmp_path / "first.jsonl"))
    merge_by_hand(other, kept=ada, gone=twin)
    shop.log(twin, words="later")
    taken = take_in(other, write(shop, tmp_path / "second.jsonl"))
    assert (taken.tally.new, taken.tally.bad) == (2, 0)
    assert [row.customer_id for row in other.tables()["participant"]] == [ada]


def test_merges_that_were_made_there_come_along(shop: Shop, put: Put) -> None:
    ada, twin = shop.customer("Ada"), shop.customer("Ada L")
    merge_by_hand(shop, kept=ada, gone=twin)
    other = Shop()
    assert counts(other, put(shop))[0] > 0
    assert told(other) == told(shop)
    ((once,),) = [other.read(lambda reader: merging.known_as(reader, ada))]
    assert (once.merge.name, once.day) == ("Ada L", None)
    for ask in (merging.since, merging.unmerge):
        with pytest.raises(UserError) as refused:
            other.run("unmerge", partial(ask, merge_id=once.merge.id))
        assert refused.value.code == "merge.elsewhere"
        assert "Ada L was merged in the shop" in sentence(refused.value)
    assert told(other) == told(shop)


def merge_by_hand(shop: Shop, kept: int, gone: int) -> None:
    """Two customers are one from now on; nothing but their rows is looked at."""

    def merge(tx: Transaction) -> None:
        tx.delete(schema.customer, gone)
        tx.insert(schema.merge, kept_id=kept, gone_id=gone, name="Ada L", reference="", operation_id=tx.operation_id)

    shop.run("merge", merge)


def test_the_import_is_one_and_brought_everyone_also_where_the_shop_had_imports_of_its_own(
    shop: Shop, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Name,Phone\nAda,0171 1\nBen,0171 2\n", encoding="utf-8")
    take_in(shop, people)
    zoe = shop.customer("Zoe")
    other = Shop()
    batch_id = take_in(other, write(shop, tmp_path / "shop.jsonl")).batch_id
    assert [(one.id, one.kind) for one in other.read(batches.every)] == [(batch_id, "shop")]
    assert other.read(lambda reader: lists.of_import(reader, batch_id)) == [zoe - 2, zoe - 1, zoe]
    assert other.read(lists.newest_import) == batch_id


def test_a_yes_from_another_shop_does_not_take_back_a_no_said_here(put: Put) -> None:
    day = TODAY - timedelta(days=10)
    here, there = Shop(), Shop()
    for shop, purpose, state, later in (
        (here, Purpose.ANY, ConsentState.WITHDRAWN, 0),
        (there, Purpose.IDEAS, ConsentState.GIVEN, 8),
    ):
        one = shop.customer("Ana Moreira", email="ana@a.pt")
        word = Consent(one, Channel.EMAIL, purpose, state, day + timedelta(days=later))
        shop.run("consent", partial(customers.note_consent, consent=word))
    path = put(there)
    take_in(here, path)
    assert take_in(here, path).tally.counts().new == 0
    said = here.read(lambda reader: consents.of_customers(reader, [1]))[1]
    assert [(one.purpose, one.state) for one in said] == [(Purpose.ANY, ConsentState.WITHDRAWN)]
    for shop in (here, there):
        shop.close()


def test_nor_does_a_later_file_of_the_shop_that_somebody_came_from(tmp_path: Path) -> None:
    here, there = Shop(), Shop()
    here.customer("Somebody Else")
    lea = there.customer("Lea Brandt", email="lea@b.example")
    take_in(here, write(there, tmp_path / "first.jsonl"))
    (came,) = here.read(lambda reader: [one.id for one in stored.every(reader) if one.name == "Lea Brandt"])
    for shop, one, state, ago in ((here, came, ConsentState.WITHDRAWN, 9), (there, lea, ConsentState.GIVEN, 1)):
        word = Consent(one, Channel.EMAIL, Purpose.ANY, state, TODAY - timedelta(days=ago))
        shop.run("consent", partial(customers.note_consent, consent=word))
    take_in(here, write(there, tmp_path / "second.jsonl"))
    said = here.read(lambda reader: consents.of_customers(reader, [came]))[came]
    assert [one.state for one in said] == [ConsentState.WITHDRAWN]
    for shop in (here, there):
        shop.close()
