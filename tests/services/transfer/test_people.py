"""People: address books and customer lists become customers, and nothing that is known of them is dropped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pytest

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.errors import UserError
from relapp.domain.facts import NewFact
from relapp.services import facts
from relapp.services.transfer import importing
from relapp.services.transfer.meaning.columns import guess
from relapp.services.transfer.meaning.formats import settle
from relapp.services.transfer.meaning.people import read_people
from relapp.services.transfer.reading.tables import open_table
from relapp.services.transfer.rows import BadRow, Content, PersonRow
from tests.services.transfer.conftest import MakeFile
from tests.shop import Shop

Read = Callable[[str], list[PersonRow | BadRow]]


@pytest.fixture
def read(make_file: MakeFile) -> Read:
    def of(text: str) -> list[PersonRow | BadRow]:
        table = open_table(make_file("people.csv", text.encode()))
        mapping = guess(table, Content.CUSTOMERS)
        return list(read_people(table, mapping, settle(table, mapping)))

    return of


def only(rows: list[PersonRow | BadRow]) -> PersonRow:
    (row,) = rows
    assert isinstance(row, PersonRow)
    return row


def test_a_plain_list_becomes_customers(read: Read) -> None:
    row = only(
        read(
            "Kundennummer;Vorname;Nachname;Spitzname;Straße;PLZ;Ort;Telefon;E-Mail;Geburtsdatum;Bemerkung;Gruppe\n"
            "00017;Jörg;Groß;Jo;Höhe 2;52428;Jülich;02461 555 01;jo@example.de;13.06.1970;mag Roggen;Stamm, Chor\n"
        )
    )
    assert row == PersonRow(
        2,
        NewCustomer(
            "Jörg Groß",
            "Jo",
            "00017",
            (
                NewContactPoint(ContactKind.PHONE, "02461 555 01"),
                NewContactPoint(ContactKind.EMAIL, "jo@example.de"),
                NewContactPoint(ContactKind.ADDRESS, "Höhe 2\n52428 Jülich"),
            ),
            "mag Roggen",
        ),
        (NewFact("birthday", "13.06.1970", month=6, day=13, year=1970),),
        ("Stamm", "Chor"),
    )


def test_a_phones_contacts_keep_every_number_with_its_label(read: Read) -> None:
    row = only(
        read(
            "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,"
            "Phone 1 - Value,Phone 2 - Type,Phone 2 - Value\n"
            "Ana Moreira,Ana,Moreira,* My Contacts ::: Friends,* Home,ana@example.com ::: am@example.org,Mobile,"
            "0113 496 0101,Work,0113 496 0102\n"
        )
    )
    assert row.customer.name == "Ana Moreira"
    assert [(point.value, point.label) for point in row.customer.contacts] == [
        ("ana@example.com", "Home"),
        ("am@example.org", "Home"),
        ("0113 496 0101", "Mobile"),
        ("0113 496 0102", "Work"),
    ]
    assert row.tags == ("My Contacts", "Friends")


def test_the_star_of_googles_first_address_is_no_label(read: Read) -> None:
    head = "Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value\n"
    row = only(read(f"{head}Pia Lund,*,pia@example.org,* Work,lund@example.org\n"))
    assert [point.label for point in row.customer.contacts] == ["", "Work"]


def test_headers_label_numbers_where_there_are_several(read: Read) -> None:
    row = only(read("Name,Mobile Phone,Work Phone\nAna,0113 496 0101,0113 496 0102\n"))
    assert [point.label for point in row.customer.contacts] == ["Mobile Phone", "Work Phone"]
    alone = only(read("Name,Mobile Phone\nAna,0113 496 0101\n"))
    assert alone.customer.contacts[0].label == ""


def test_what_is_not_known_becomes_facts_in_the_files_own_words(read: Read) -> None:
    row = only(read("Name,Shoe size,Company,Last order\nAna,39,Moreira Ltd,2026-01-02,left-handed\n"))
    assert row.facts == (
        NewFact("Shoe size", "39"),
        NewFact("company", "Moreira Ltd"),
        NewFact("Last order", "2026-01-02"),
        NewFact("E", "left-handed"),
    )


def test_a_birthday_that_is_no_date_keeps_its_words(read: Read) -> None:
    assert only(read("Name,Birthday\nAna,some time in May\n")).facts == (NewFact("birthday", "some time in May"),)


def test_somebody_without_a_name_goes_by_what_else_is_known(read: Read) -> None:
    rows = read("Name,Company,Email,Phone,Town\n,Moreira Ltd,,,\n,,ana@example.com,,\n,,,0113 496 0101,\n,,,,Leeds\n")
    assert [row.customer.name for row in rows if isinstance(row, PersonRow)] == [
        "Moreira Ltd",
        "ana@example.com",
        "0113 496 0101",
    ]
    assert rows[3] == BadRow(5, ("", "", "", "", "Leeds"), "row.no_name")


def test_a_list_in_which_nobody_can_be_named_is_refused(read: Read) -> None:
    with pytest.raises(UserError) as refusal:
        read("species,sepal length\nsetosa,5.1\n")
    assert refusal.value.code == "import.no_name_column"


def test_birthdays_of_an_open_order_are_asked_about_before_anything_is_read(read: Read) -> None:
    with pytest.raises(UserError) as refusal:
        read("Name,Birthday\nAna,05/06/1980\n")
    assert refusal.value.code == "import.date_order"
    assert refusal.value.details == {"column": "Birthday", "example": "05/06/1980"}


def test_a_column_beside_its_label_is_a_fact_of_that_name(read: Read) -> None:
    row = only(read("Name,Event 1 - Label,Event 1 - Value\nAna,Anniversary,2001-06-02\n"))
    assert row.facts == (NewFact("Anniversary", "2001-06-02"),)


def test_what_tells_nobody_from_anybody_is_left_out(make_file: MakeFile) -> None:
    rows = "".join(
        f"Person {chr(65 + number)},p{number}@a.pt,Default,,8a1f3c77-0f0e-4a3c-9d57-6bb1e7a3d0{number:02},{number}\n"
        for number in range(12)
    )
    table = open_table(make_file("p.csv", f"Name,Email,Kind of account,Shoe,Key,Bread\n{rows}".encode()))
    fields = [column.field.value for column in guess(table).columns]
    assert fields == ["name", "email", "ignore", "ignore", "ignore", "other"]


def test_names_that_stand_turned_are_put_right_by_the_whole_column(read: Read) -> None:
    rows = read('Name,Email\n"Moreira, Ana",a@a.pt\n"Brandt, Lea Sofie",l@a.pt\nTom Wood,t@a.pt\n"Lee, Bo",b@a.pt\n')
    assert [row.customer.name for row in rows if isinstance(row, PersonRow)] == [
        "Ana Moreira",
        "Lea Sofie Brandt",
        "Tom Wood",
        "Bo Lee",
    ]


def test_two_people_in_one_cell_and_firms_stay_as_they_are(read: Read) -> None:
    rows = read('Name,Email\nAna & Rui Moreira,a@a.pt\n"Moreira, Lda.",m@a.pt\n"Holz, GmbH",h@a.de\n')
    names = [row.customer.name for row in rows if isinstance(row, PersonRow)]
    assert names == ["Ana & Rui Moreira", "Moreira, Lda.", "Holz, GmbH"]


def test_the_firm_somebody_is_of_is_one_kind_whatever_the_file_calls_it(read: Read) -> None:
    for header in ("Organization Name", "Company", "Firma"):
        row = only(read(f"Name,E-mail,{header}\nAna Moreira,ana@example.org,Moreira Ltd\n"))
        assert [(fact.kind, fact.value) for fact in row.facts] == [("company", "Moreira Ltd")]


def test_a_firm_that_an_earlier_file_called_otherwise_is_known(make_file: MakeFile) -> None:
    with closing(Shop()) as shop:
        ana = shop.customer("Ana Moreira", email="ana@example.org")
        shop.run("fact_add", lambda tx: facts.learn(tx, ana, NewFact("Organization Name", "Moreira Ltd")))
        file = make_file("people.csv", b"Name,E-mail,Company\nAna Moreira,ana@example.org,Moreira Ltd\n")
        plan = importing.prepare(file)
        tally = shop.run("import", lambda tx: importing.take_in(tx, plan)).tally
        assert (tally.new, tally.changed, tally.same) == (0, 0, 1)
