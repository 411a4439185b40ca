"""Entries into the shop: whom they are joined to, what comes again, what the file or staff changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from relapp.domain.interactions import MAX_WORDS, Channel, Direction, Interaction, Kind
from relapp.domain.staff import Role
from relapp.services import interactions as verbs
from relapp.services import merging
from relapp.services.transfer.rows import BadRow, EntryRow, Who
from relapp.services.transfer.storing.entries import count_entries, store_entries
from relapp.services.transfer.storing.tally import Cancelled, Result, Tally
from relapp.storage import batches, staff
from relapp.storage import customers as stored_customers
from relapp.storage import interactions as stored
from relapp.storage.schema import interaction
from relapp.storage.transaction import Transaction
from tests.builders import TODAY, at
from tests.shop import Shop

ANA = Who(name="Ana Moreira", email="ana@a.pt")
NOON = at(TODAY, 12)


def a_row(words: str = "Is it ready?", *who: Who, when: datetime = NOON, **fields: object) -> EntryRow:
    row = EntryRow(1, who or (ANA,), when, Kind.EMAIL, Channel.EMAIL, Direction.IN, words)
    return replace(row, **fields)  # type: ignore[arg-type]


def take(shop: Shop, *rows: EntryRow | BadRow) -> Tally:
    """Import the rows; what was counted before must come of it."""
    counted = Tally(lambda _: True)
    shop.read(lambda reader: count_entries(reader, rows, counted))
    tally = Tally(lambda _: True)

    def work(tx: Transaction) -> None:
        batch_id = batches.add(tx, "mail.mbox", "interactions")
        store_entries(tx, rows, tally, batch_id=batch_id, currency="EUR")

    shop.run("import", work)
    assert counted.counts() == tally.counts()
    assert counted.seen == tally.seen
    return tally


def entries(shop: Shop) -> list[Interaction]:
    ids = [row.id for row in shop.tables()[interaction.name]]
    return shop.read(lambda reader: stored.find(reader, ids))


def names(shop: Shop) -> list[str]:
    return [one.name for one in shop.read(stored_customers.every)]


def test_a_mail_joins_who_has_its_address(shop: Shop) -> None:
    ana = shop.customer("Ana Moreira", email="Ana@A.pt")
    take(shop, a_row(identity="1@a.pt"))
    (entry,) = entries(shop)
    assert (entry.customers, entry.words, entry.at) == ((ana,), "Is it ready?", NOON)
    shop.assert_sound()


def test_a_stranger_becomes_a_customer_once(shop: Shop) -> None:
    tally = take(shop, a_row("one", identity="1"), a_row("two", identity="2"))
    assert (tally.people, names(shop)) == (1, ["Ana Moreira"])
    assert {entry.customers for entry in entries(shop)} == {entries(shop)[0].customers}


def test_several_people_share_one_entry(shop: Shop) -> None:
    bo = shop.customer("Bo", email="bo@b.se")
    ana = shop.customer("Ana", email="ana@a.pt")
    take(shop, a_row("To both", ANA, Who(email="bo@b.se"), Who(email="ana@a.pt")))
    assert entries(shop)[0].customers == (ana, bo)


def test_bulk_mail_of_strangers_is_left_out_and_says_whose(shop: Shop) -> None:
    tally = take(shop, a_row("Buy now", Who(email="news@big.com"), strangers=False))
    assert [(row.code, row.details) for row in tally.bad_rows] == [("row.stranger", {"who": "news@big.com"})]
    assert (entries(shop), names(shop)) == ([], [])


def test_bulk_mail_of_a_customer_is_taken(shop: Shop) -> None:
    shop.customer("Ana", email="ana@a.pt")
    assert take(shop, a_row("My newsletter", strangers=False)).new == 1


def test_who_could_be_several_stays_without_and_keeps_the_name(shop: Shop) -> None:
    shop.customer("Ana Moreira")
    shop.customer("Ana Moreira")
    tally = take(shop, a_row("Hello", Who(name="Ana Moreira"), identity="1"))
    assert (tally.new, tally.doubtful, len(tally.seen[Result.DOUBTFUL])) == (1, 1, 1)
    assert (entries(shop)[0].customers, entries(shop)[0].words) == ((), "Hello · Ana Moreira")
    assert take(shop, a_row("Hello", Who(name="Ana Moreira"), identity="1")).same == 1


def test_somebody_with_the_name_of_another_is_new_and_doubtful(shop: Shop) -> None:
    shop.customer("Ana Moreira", email="other@a.pt")
    tally = take(shop, a_row("Hello", identity="1"))
    assert (tally.new, tally.doubtful, tally.people) == (1, 1, 1)
    tally = take(shop, a_row("Bulk", Who(email="x@big.com", name="Ana Moreira"), identity="2", strangers=False))
    assert (tally.doubtful, tally.people, tally.bad) == (1, 0, 0)
    assert entries(shop)[-1].words == "Bulk · Ana Moreira · x@big.com"


def test_who_was_merged_is_found_and_the_entry_knows_as_whom_it_came(shop: Shop) -> None:
    kept = shop.customer("Ana Moreira-Silva", phone="+351 912 345 678")
    gone = shop.customer("Ana Moreira")
    shop.run("merge", lambda tx: merging.merge(tx, kept, gone))
    take(shop, a_row("Hello", Who(name="Ana Moreira"), identity="1"))
    assert entries(shop)[0].customers == (kept,)
    assert [row.origin for row in shop.tables()["participant"]] == [gone]
    assert take(shop, a_row("Hello", Who(name="Ana Moreira"), identity="1")).same == 1


def test_an_appointment_of_nobody_in_particular_is_kept(shop: Shop) -> None:
    row = replace(a_row("Stocktaking"), who=())
    assert take(shop, row).new == 1
    assert entries(shop)[0].customers == ()


@pytest.mark.parametrize("identity", ["<1@a.pt>", ""])
def test_the_same_file_again_brings_nothing(shop: Shop, identity: str) -> None:
    rows = (a_row(identity=identity), a_row("Other", identity=identity and "<2@a.pt>"))
    take(shop, *rows)
    before = shop.tables()
    tally = take(shop, *rows)
    assert (tally.new, tally.changed, tally.same) == (0, 0, 2)
    assert shop.tables()["interaction"] == before["interaction"]


def test_the_same_mail_twice_in_a_file_is_one(shop: Shop) -> None:
    tally = take(shop, a_row(identity="1"), a_row(identity="1", direction=Direction.OUT))
    assert (tally.new, tally.same) == (1, 1)


def test_what_the_file_changed_is_edited_and_its_earlier_text_kept(shop: Shop) -> None:
    take(shop, a_row("Fitting at ten", identity="1"))
    later = NOON + timedelta(days=1)
    tally = take(shop, a_row("Fitting at eleven", identity="1", when=later))
    (entry,) = entries(shop)
    assert (tally.new, tally.changed, tally.same) == (0, 1, 0)
    assert (entry.words, entry.at) == ("Fitting at eleven", later)
    earlier = shop.read(lambda reader: stored.earlier_texts(reader, entry.id))
    assert [words for _, _, words in earlier] == ["Fitting at ten"]
    assert take(shop, a_row("Fitting at eleven", identity="1", when=later)).same == 1
    assert take(shop, a_row("Fitting at noon", identity="1", when=later)).changed == 1
    shop.assert_sound()


def test_what_staff_edited_is_not_overwritten(shop: Shop) -> None:
    take(shop, a_row("Fitting at ten", identity="1"))
    shop.edit(entries(shop)[0].id, words="Fitting at ten, bring the veil")
    assert take(shop, a_row("Fitting at eleven", identity="1")).same == 1
    assert entries(shop)[0].words == "Fitting at ten, bring the veil"


def test_what_staff_removed_does_not_come_back(shop: Shop) -> None:
    take(shop, a_row(identity="1"))
    (entry,) = entries(shop)
    shop.run("log_remove", lambda tx: verbs.remove(tx, entry.id))
    tally = take(shop, a_row("Changed meanwhile", identity="1"))
    assert (tally.same, entries(shop)) == (1, [])


def test_staff_are_found_by_name_and_a_stranger_among_them_stands_in_the_words(shop: Shop) -> None:
    mia = shop.run("staff_add", lambda tx: staff.add(tx, "Mia", Role.STAFF))
    rows = (a_row("One", identity="1", staff="mia"), a_row("Two", identity="2", staff="Zoe"))
    take(shop, *rows)
    assert [(entry.staff_id, entry.words) for entry in entries(shop)] == [(mia, "One"), (None, "Two · Zoe")]
    assert take(shop, *rows).same == 2


def test_a_text_too_long_is_cut_and_shows_it(shop: Shop) -> None:
    rows = (a_row("x" * (MAX_WORDS + 1), identity="1"),)
    take(shop, *rows)
    (entry,) = entries(shop)
    assert (len(entry.words), entry.words[-3:]) == (MAX_WORDS, "x …")
    assert take(shop, *rows).same == 1


def test_a_year_that_cannot_be_is_a_bad_row(shop: Shop) -> None:
    tally = take(shop, a_row(when=datetime.fromisoformat("0001-01-01T00:00:00+14:00")), a_row("Good"))
    assert ([row.code for row in tally.bad_rows], tally.new) == (["row.date"], 1)


def test_many_entries_stream_and_stop_when_asked(shop: Shop) -> None:
    read = 0

    def rows() -> Iterator[EntryRow]:
        nonlocal read
        for number in range(1_000_000):
            read += 1
            yield a_row(identity=str(number))

    def work(tx: Transaction) -> None:
        batch_id = batches.add(tx, "mail.mbox", "interactions")
        store_entries(tx, rows(), Tally(lambda n: n < 6000), batch_id=batch_id, currency="EUR")

    with pytest.raises(Cancelled):
        shop.run("import", work)
    assert read <= 8000
    assert entries(shop) == []
