"""Merging: everything of two becomes one's, can be taken back at once and taken apart at any later time."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from relapp.domain.consents import Consent, ConsentState, Purpose, is_refused
from relapp.domain.errors import UserError
from relapp.domain.interactions import Channel, Kind
from relapp.domain.merging import Choice, Field, Part
from relapp.services import customers, interactions, merging, relations, who
from relapp.storage import consents, merges, search, tags
from relapp.storage import customers as stored
from relapp.storage import facts as stored_facts
from tests.builders import at, days_ago
from tests.shop import Rows, Shop, a_sold


def merge(shop: Shop, kept: int, gone: int, *fields: Field) -> int:
    return shop.run("merge", lambda tx: merging.merge(tx, kept, gone, Choice(frozenset(fields))))


def unmerge(shop: Shop, merge_id: int, to_gone: Any = None) -> merging.Parted:
    return shop.run("unmerge", lambda tx: merging.unmerge(tx, merge_id, to_gone))


def same_but_told_apart(before: Rows, now: Rows) -> None:
    """All is as before, but that the two are known not to be the same."""
    for name, rows in before.items():
        if name != "not_same":
            assert now[name] == rows, name
    assert len(now["not_same"]) == len(before["not_same"]) + 1


def people(shop: Shop, entry: int) -> tuple[int, ...]:
    return shop.entry(entry).customers


def two(shop: Shop) -> tuple[int, int]:
    """Ana and Anna with something of everything."""
    ana = shop.customer("Ana Moreira", "0151 2345678", "ana@example.org", reference="7", note="Left-handed.")
    anna = shop.customer("Anna Moreyra", "+49 151 2345678", "am@example.org", reference="9", note="Likes rye.")
    bo = shop.customer("Bo")
    shop.sell(ana, a_sold("rye", 320), ago=9)
    shop.sell(anna, a_sold("spelt", 500), ago=8)
    shop.log(anna, bo, ana, words="all three")
    shop.learn(ana, "size", "39")
    shop.learn(anna, "size", "40")
    for one in (ana, anna):
        shop.learn(one, "likes", "Rye")
        shop.promise(one, "ring", 3)
        shop.wish(one, "walnut knife")
    shop.run("tag", lambda tx: tags.give(tx, [(ana, "vip"), (anna, "vip"), (anna, "wholesale")]))
    shop.run("relate", lambda tx: relations.relate(tx, anna, ana, "mother of"))
    shop.run("relate", lambda tx: relations.relate(tx, anna, bo, "buys for"))
    shop.run("home", lambda tx: relations.share_household(tx, "Moreira", [anna, bo]))
    shop.run("peace", lambda tx: customers.leave_in_peace(tx, anna, days_ago(-9)))
    return ana, anna


def test_all_of_both_is_the_kept_ones_and_undo_takes_it_back(shop: Shop) -> None:
    ana, anna = two(shop)
    before, beside = shop.tables(), shop.derived()
    merge(shop, ana, anna)
    shop.assert_sound()
    tables = shop.tables()
    assert [row.name for row in tables["customer"]] == ["Ana Moreira", "Bo"]
    kept = shop.read(lambda reader: stored.find(reader, [ana]))[0]
    assert (kept.reference, kept.note, kept.leave_until) == ("7", "Left-handed.\nLikes rye.", days_ago(-9))
    assert kept.household_id is not None
    assert {row.customer_id for row in tables["participant"]} == {ana, ana + 2}
    assert [row.value for row in tables["contact_point"]] == ["0151 2345678", "ana@example.org", "am@example.org"]
    assert shop.read(lambda reader: tags.of_customers(reader, [ana]))[ana] == ["vip", "wholesale"]
    assert [(row.from_customer_id, row.kind) for row in tables["relation"]] == [(ana, "buys for")]
    standing = shop.read(lambda reader: stored_facts.current(reader, [ana]))[ana]
    assert [(fact.kind, fact.value) for fact in standing] == [("size", "40"), ("likes", "Rye")]
    assert len(tables["fact"]) == 4
    assert [row.customer_id for row in tables["promise"]] == [ana, ana]
    stat = shop.read(lambda reader: stored.stats(reader, [ana]))[ana]
    assert (stat.entries, stat.spend) == (3, 820)
    together, around = shop.tables(), shop.derived()
    shop.operations.undo()
    assert (shop.tables(), shop.derived()) == (before, beside)
    shop.operations.redo()
    assert (shop.tables(), shop.derived()) == (together, around)


def test_an_entry_that_names_both_names_one_in_the_place_of_the_first(shop: Shop) -> None:
    ana, bo, anna = (shop.customer(name) for name in ("Ana", "Bo", "Anna"))
    entry = shop.sell(anna, a_sold("rye", 320))
    both = shop.log(anna, bo, ana, kind=Kind.PURCHASE, lines=(a_sold("rye", 500),))
    before = shop.tables()
    merge_id = merge(shop, ana, anna)
    assert (people(shop, entry), people(shop, both)) == ((ana,), (ana, bo))
    assert shop.read(lambda reader: stored.stats(reader, [ana, bo]))[ana].spend == 820
    shop.assert_sound()
    unmerge(shop, merge_id)
    assert (people(shop, entry), people(shop, both)) == ((anna,), (anna, bo, ana))
    same_but_told_apart(before, shop.tables())
    shop.assert_sound()


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("fields", [(), tuple(Field)])
def test_taken_apart_right_away_both_are_as_they_were(shop: Shop, swapped: bool, fields: tuple[Field, ...]) -> None:
    pair = two(shop)
    kept, gone = reversed(pair) if swapped else pair
    before, beside = shop.tables(), shop.derived()
    merge_id = merge(shop, kept, gone, *fields)
    together = shop.tables()
    assert unmerge(shop, merge_id).left == ()
    same_but_told_apart(before, shop.tables())
    assert shop.derived() == beside
    shop.operations.undo()
    assert shop.tables() == together
    shop.operations.redo()
    same_but_told_apart(before, shop.tables())
    for _ in range(2):
        shop.operations.undo()
    assert shop.tables() == before


def test_the_kept_one_is_found_by_the_name_and_number_of_the_other(shop: Shop) -> None:
    ana = shop.customer("Ana Moreira", reference="70001")
    anna = shop.customer("Johanna Vogel", reference="90009")
    merge(shop, ana, anna)
    for words in ("johanna vog", "90009"):
        assert shop.read(partial(search.customers, words=words, limit=5)) == [ana]
        named = shop.read(partial(who.named, words=words))
        assert (named.chosen, named.candidates[0].origin) == (ana, anna)
    shop.run("rename", lambda tx: customers.rename(tx, ana, "Ana Lind", ""))
    assert shop.read(lambda reader: search.customers(reader, "johanna", 5)) == [ana]


def test_what_was_put_aside_of_the_kept_one_is_remembered_too(shop: Shop) -> None:
    ana, anna = shop.customer("Ana Moreira", reference="7"), shop.customer("Johanna Vogel", reference="9")
    merge(shop, ana, anna, Field.NAME, Field.REFERENCE)
    kept = shop.read(lambda reader: stored.find(reader, [ana]))[0]
    assert (kept.name, kept.reference) == ("Johanna Vogel", "9")
    assert shop.read(lambda reader: search.customers(reader, "moreira", 5)) == [ana]
    known = shop.read(lambda reader: merges.every(reader))
    assert [(one.gone_id, one.name, one.reference) for one in known] == [
        (anna, "Johanna Vogel", "9"), (ana, "Ana Moreira", "7"),
    ]  # fmt: skip
    assert [one.merge.gone_id for one in shop.read(lambda reader: merging.known_as(reader, ana))] == [anna]


def say(shop: Shop, one: int, state: ConsentState, ago: int, purpose: Purpose = Purpose.ANY) -> None:
    consent = Consent(one, Channel.PHONE, purpose, state, days_ago(ago), "at the till")
    shop.run("consent", lambda tx: customers.note_consent(tx, consent))


def refused(shop: Shop, one: int, purpose: Purpose) -> bool:
    said = shop.read(lambda reader: consents.of_customers(reader, [one])).get(one, [])
    return is_refused(said, Channel.PHONE, purpose)


@pytest.mark.parametrize("swapped", [False, True])
def test_the_stricter_consent_wins_and_both_words_stay(shop: Shop, swapped: bool) -> None:
    ana, anna = shop.customer("Ana"), shop.customer("Anna")
    say(shop, ana, ConsentState.GIVEN, 3)
    say(shop, anna, ConsentState.WITHDRAWN, 30, Purpose.IDEAS)
    kept, gone = (anna, ana) if swapped else (ana, anna)
    merge_id = merge(shop, kept, gone)
    assert refused(shop, kept, Purpose.IDEAS)
    assert not refused(shop, kept, Purpose.OWED)
    assert len(shop.tables()["consent"]) == 3
    say(shop, kept, ConsentState.GIVEN, 0)
    assert not refused(shop, kept, Purpose.IDEAS)
    unmerge(shop, merge_id)
    assert not refused(shop, ana, Purpose.IDEAS)


def test_what_is_refused_after_the_merge_is_refused_by_both_afterwards(shop: Shop) -> None:
    ana, anna = shop.customer("Ana"), shop.customer("Anna")
    merge_id = merge(shop, ana, anna)
    say(shop, ana, ConsentState.WITHDRAWN, 0)
    unmerge(shop, merge_id)
    assert refused(shop, ana, Purpose.OWED)
    assert refused(shop, anna, Purpose.OWED)


def test_the_same_fact_twice_keeps_the_newest_confirmation(shop: Shop) -> None:
    ana, anna = shop.customer("Ana"), shop.customer("Anna")
    old = shop.learn(ana, "birthday", "", month=3, day=9, year=1980)
    shop.set_day(days_ago(-5))
    shop.learn(anna, "birthday", "", month=3, day=9)
    merge(shop, ana, anna)
    standing = shop.read(lambda reader: stored_facts.current(reader, [ana]))[ana]
    assert [(fact.id, fact.year, fact.confirmed) for fact in standing] == [(old, 1980, days_ago(-5))]
    assert [fact.year for fact in shop.read(lambda reader: stored_facts.earlier(reader, old))] == [None]


def test_what_was_logged_since_is_asked_about_and_divided(shop: Shop) -> None:
    ana, anna = shop.customer("Ana Moreira"), shop.customer("Johanna Vogel")
    shop.log(anna, words="before")
    merge_id = merge(shop, ana, anna)
    mine = shop.log(ana, words="poodle")
    theirs = shop.log(ana, words="Mrs Vogel asked for spelt")
    moved = shop.log(ana, words="bought a lamp")
    known = shop.log(ana, words="from the till")
    shop.run("origin", lambda tx: merges.came_as(tx, known, ana, anna))
    told = shop.learn(ana, "size", "39")
    asked = shop.read(lambda reader: merging.since(reader, merge_id))
    assert [(one.key, one.guess) for one in asked] == [
        ((Part.ENTRY, moved), False), ((Part.ENTRY, theirs), True), ((Part.ENTRY, mine), False),
        ((Part.FACT, told), False),
    ]  # fmt: skip
    unmerge(shop, merge_id, [(Part.ENTRY, theirs), (Part.ENTRY, moved), (Part.FACT, told)])
    assert [people(shop, one)[0] for one in (mine, theirs, moved, known)] == [ana, anna, anna, anna]
    assert [row.customer_id for row in shop.tables()["fact"]] == [anna]
    shop.assert_sound()


def test_edits_and_removals_since_the_merge_are_kept(shop: Shop) -> None:
    ana, anna = shop.customer("Ana", note="one"), shop.customer("Anna", phone="0151 2345678", note="two")
    edited, removed = shop.sell(anna, a_sold("rye", 320)), shop.log(anna, words="gone")
    merge_id = merge(shop, ana, anna)
    shop.run("note", lambda tx: customers.annotate(tx, ana, "three"))
    shop.edit(edited, kind=Kind.RETURN, at=at(days_ago(3)))
    shop.run("log_remove", lambda tx: interactions.remove(tx, removed))
    parted = unmerge(shop, merge_id)
    assert [(row.table, row.id) for row in parted.left] == [("customer", ana)]
    assert people(shop, edited) == (anna,)
    assert [row.note for row in shop.tables()["customer"]] == ["three", "two"]
    assert [row.customer_id for row in shop.tables()["contact_point"]] == [anna]
    shop.assert_sound()


def test_a_newer_value_told_since_is_nobody_elses_history(shop: Shop) -> None:
    ana, anna = shop.customer("Ana"), shop.customer("Anna")
    shop.learn(ana, "size", "39")
    shop.learn(anna, "size", "40")
    merge_id = merge(shop, ana, anna)
    shop.set_day(days_ago(-5))
    newest = shop.learn(ana, "size", "41")
    unmerge(shop, merge_id, [(Part.FACT, newest)])
    standing = shop.read(lambda reader: stored_facts.current(reader, [ana, anna]))
    assert [fact.value for fact in standing[ana]] == ["39"]
    assert [fact.value for fact in standing[anna]] == ["41"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_merges_of_merges_part_in_any_order(shop: Shop, order: tuple[int, int]) -> None:
    a, b, c = (
        shop.customer(name, phone, f"{name}@example.org".lower())
        for name, phone in (("Ana", "0151 2345678"), ("Bea", "0152 999999"), ("Cleo", "0152 999999"))
    )
    entries = {
        names: shop.log(*names, words="x") for names in ((a,), (b,), (c,), (a, b), (b, c), (c, b, a), (b, a), (a, c))
    }
    before = shop.tables()
    first, second = merge(shop, a, b), merge(shop, c, a)
    shop.assert_sound()
    assert {people(shop, entry) for entry in entries.values()} == {(c,)}
    assert [row.kept_id for row in shop.tables()["merge"]] == [c, c]
    for place in order:
        unmerge(shop, (second, first)[place])
        shop.assert_sound()
    assert {names: sorted(people(shop, entry)) for names, entry in entries.items()} == {
        names: sorted(names) for names in entries
    }
    now = shop.tables()
    assert now["contact_point"] == before["contact_point"]
    assert now["customer"] == before["customer"]
    if order == (0, 1):
        assert now["participant"] == before["participant"]
    for _ in range(4):
        shop.operations.undo()
    assert shop.tables() == before


def test_whoever_is_told_apart_stays_told_apart_and_undo_forgets_it(shop: Shop) -> None:
    ana, anna, bo = (shop.customer(name) for name in ("Ana", "Anna", "Bo"))
    shop.run("not_same", lambda tx: merging.not_the_same(tx, bo, anna))
    assert shop.read(merges.pairs) == {(anna, bo)}
    merge_id = merge(shop, ana, anna)
    assert shop.read(merges.pairs) == {(ana, bo)}
    unmerge(shop, merge_id)
    assert shop.read(merges.pairs) == {(anna, bo), (ana, anna)}
    for _ in range(3):
        shop.operations.undo()
    assert shop.read(merges.pairs) == set()


def test_nobody_is_merged_with_themselves_or_with_nobody(shop: Shop) -> None:
    ana = shop.customer("Ana")
    for other, code in ((ana, "merge.itself"), (ana + 9, "entry.unknown_customer")):
        with pytest.raises(UserError, match=code):
            merge(shop, ana, other)
    with pytest.raises(UserError, match=r"merge\.gone"):
        unmerge(shop, 1)
