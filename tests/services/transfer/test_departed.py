"""Whom staff removed stays away: no file that goes on naming them makes them a customer again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from relapp.domain.imports import ImportCounts
from relapp.services import customers, merging
from relapp.services.transfer import importing
from relapp.services.transfer.storing.tally import Note, Result, Tally
from relapp.ui.wording import import_rows, listed
from relapp.ui.wording.imports import counted
from tests.services.transfer.conftest import MakeFile
from tests.shop import Shop

PEOPLE = (
    "Kundennr;Name;Telefon;E-Mail\n"
    "1;Jörg Groß;02461 555 01;jo@example.de\n"
    "2;Mia Berg;02461 555 02;\n"
    ";Ada Lund;;ada@example.de\n"
    ";Rut;;\n"
).encode()
SALES = (
    b"Datum;Beleg;Kundennr;Name;Artikel;Menge;Summe\n"
    b"2026-01-05;R1;2;Mia Berg;Brot;1;4,00\n"
    b"2026-01-06;R2;1;J\xc3\xb6rg Gro\xc3\x9f;Kuchen;1;9,00\n"
)
CHAT = b"05.01.26, 10:00 - Mia Berg: Ist das Brot fertig?\n05.01.26, 10:01 - Laden: Ja!\n"


@pytest.fixture
def shop() -> Iterator[Shop]:
    made = Shop()
    yield made
    made.close()


def take_in(shop: Shop, plan: importing.Plan) -> Tally:
    looked = shop.read(lambda reader: importing.preview(reader, plan))
    taken = shop.run("import", lambda tx: importing.take_in(tx, plan)).tally
    assert (taken.counts(), taken.people, taken.notes) == (looked.counts(), looked.people, looked.notes)
    shop.assert_sound()
    return taken


def people(shop: Shop) -> dict[str, int]:
    return {row.name: row.id for row in shop.tables()["customer"]}


def remove(shop: Shop, *names: str) -> None:
    ids = [people(shop)[name] for name in names]
    shop.run("remove", lambda tx: customers.remove(tx, ids))


@pytest.mark.parametrize("name", ["Jörg Groß", "Mia Berg", "Ada Lund", "Rut"])
def test_the_same_people_file_brings_nobody_back(shop: Shop, make_file: MakeFile, name: str) -> None:
    plan = importing.prepare(make_file("people.csv", PEOPLE))
    take_in(shop, plan)
    remove(shop, name)
    again = take_in(shop, plan)
    assert again.counts() == ImportCounts(same=4)
    assert name not in people(shop)
    (row,) = (one for one in again.seen[Result.SAME] if one.note is Note.REMOVED)
    assert (row.who, import_rows.seen(row)) == (name, "removed here on 6 May 2025: left out")
    told = listed(["3 are the same", "1 removed here and left out"])
    assert counted(again, plan.content) == f"Nothing new: {told}."


def test_a_corrected_customer_stays_away_too(shop: Shop, make_file: MakeFile) -> None:
    plan = importing.prepare(make_file("people.csv", PEOPLE))
    take_in(shop, plan)
    one = people(shop)["Mia Berg"]
    (point,) = (row for row in shop.tables()["contact_point"] if row.customer_id == one)
    shop.run("edit", lambda tx: customers.rename(tx, one, "Maria Berg-Lund", ""))
    shop.run("edit", lambda tx: customers.remove_contact(tx, point.id))
    remove(shop, "Maria Berg-Lund")
    assert take_in(shop, plan).notes[Note.REMOVED] == 1
    assert len(people(shop)) == 3


def test_two_who_were_merged_and_removed_stay_away_both(shop: Shop, make_file: MakeFile) -> None:
    plan = importing.prepare(make_file("people.csv", PEOPLE))
    take_in(shop, plan)
    ids = people(shop)
    shop.run("merge", lambda tx: merging.merge(tx, ids["Jörg Groß"], ids["Ada Lund"]))
    assert take_in(shop, plan).counts() == ImportCounts(same=4)
    remove(shop, "Jörg Groß")
    again = take_in(shop, plan)
    assert (again.counts(), again.notes[Note.REMOVED]) == (ImportCounts(same=4), 2)
    assert set(people(shop)) == {"Mia Berg", "Rut"}


def test_whose_removal_was_taken_back_is_filled_in_as_before(shop: Shop, make_file: MakeFile) -> None:
    plan = importing.prepare(make_file("people.csv", PEOPLE))
    take_in(shop, plan)
    remove(shop, "Mia Berg")
    shop.operations.undo()
    more = importing.prepare(make_file("more.csv", PEOPLE.replace(b"55 02;", b"55 02;mia@example.de")))
    again = take_in(shop, more)
    assert (again.counts(), again.notes[Note.REMOVED]) == (ImportCounts(changed=1, same=3), 0)


def test_an_import_that_was_taken_back_can_come_again(shop: Shop, make_file: MakeFile) -> None:
    plan = importing.prepare(make_file("people.csv", PEOPLE))
    take_in(shop, plan)
    brought = shop.operations.undoable()
    assert brought is not None
    remove(shop, "Mia Berg")
    shop.operations.undo_operation(brought.id)
    assert not people(shop)
    assert take_in(shop, plan).counts() == ImportCounts(new=4)


def test_somebody_else_with_the_name_of_one_who_was_removed_is_new(shop: Shop, make_file: MakeFile) -> None:
    take_in(shop, importing.prepare(make_file("people.csv", PEOPLE)))
    remove(shop, "Mia Berg")
    other = make_file("other.csv", b"Name;Telefon\nMia Berg;030 555 99 88\n")
    assert take_in(shop, importing.prepare(other)).counts().new == 1


def test_whom_staff_added_and_removed_comes_with_a_file(shop: Shop, make_file: MakeFile) -> None:
    shop.customer("Mia Berg", phone="02461 555 02")
    remove(shop, "Mia Berg")
    assert take_in(shop, importing.prepare(make_file("people.csv", PEOPLE))).counts() == ImportCounts(new=4)


def test_a_sale_of_somebody_removed_is_kept_without_them(shop: Shop, make_file: MakeFile) -> None:
    take_in(shop, importing.prepare(make_file("people.csv", PEOPLE)))
    remove(shop, "Mia Berg")
    plan = importing.prepare(make_file("sales.csv", SALES))
    tally = take_in(shop, plan)
    assert (tally.new, tally.doubtful, tally.people, tally.notes[Note.REMOVED]) == (2, 0, 0, 1)
    told = listed(["2 new sales lines", "1 line of people removed here, kept without them"])
    assert counted(tally, plan.content) == f"{told}."
    tables = shop.tables()
    assert len(tables["interaction"]) == 2
    assert [row.customer_id for row in tables["participant"]] == [people(shop)["Jörg Groß"]]
    assert not any("Mia" in row.words for row in tables["interaction"])
    assert take_in(shop, plan).counts() == ImportCounts(same=2)


def test_a_message_of_somebody_removed_makes_no_customer(shop: Shop, make_file: MakeFile) -> None:
    take_in(shop, importing.prepare(make_file("people.csv", PEOPLE)))
    remove(shop, "Mia Berg")
    plan = importing.prepare(make_file("chat.txt", CHAT), ours=("Laden",))
    tally = take_in(shop, plan)
    assert (tally.new, tally.doubtful, tally.people) == (2, 2, 0)
    assert "Mia Berg" not in people(shop)
    assert take_in(shop, plan).counts() == ImportCounts(same=2)
