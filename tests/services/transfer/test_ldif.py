"""Address books of mail programs, as they write them."""

from __future__ import annotations

from base64 import b64encode

from relapp.domain.customers import ContactKind
from relapp.services.transfer import importing
from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.rows import PersonRow
from relapp.ui.wording import imports as wording
from tests.services.transfer.conftest import MakeFile
from tests.shop import Shop

BOOK = f"""version: 1

# written by a mail program
dn: cn=Ana Moreira,mail=ana@example.org
objectclass: top
objectclass: person
cn: Ana Moreira
givenName: Ana
sn: Moreira
mail: ana@example.org
mozillaSecondEmail: ana.m@example.net
mobile: +351 912 344 417
mobile: +351 912 344 418
birthyear: 1980
birthmonth: 3
birthday: 9
description: likes the crust
  dark, and the crumb wet
modifytimestamp: 1700000000

dn:: {b64encode("cn=Bo Ødegård".encode()).decode()}
cn:: {b64encode("Bo Ødegård".encode()).decode()}
sn:: {b64encode("Ødegård".encode()).decode()}
homePhone: 22 33 44 55
l: Oslo
jpegPhoto:: /9j/4AAQ
o;lang-no: Fjord AS
c:< file:///etc/passwd

dn: cn=Regulars
objectclass: groupOfNames
cn: Regulars
member: cn=Ana Moreira,mail=ana@example.org
"""


def people(make_file: MakeFile, text: str) -> list[PersonRow]:
    rows = list(importing.people_of(importing.prepare(make_file("book.ldif", text.encode()))))
    assert all(isinstance(row, PersonRow) for row in rows)
    return rows  # type: ignore[return-value]


def test_an_address_book_is_a_table_with_known_columns(make_file: MakeFile) -> None:
    plan = importing.prepare(make_file("book.ldif", BOOK.encode()))
    assert plan.how_read.header_line is None
    assert "names the columns" not in wording.how_read(plan.how_read)
    assert plan.source.header[:4] == ("Name", "First name", "Last name", "Email")  # type: ignore[union-attr]
    fields = {column.field for column in plan.mapping.columns}
    assert fields >= {Field.NAME, Field.EMAIL, Field.PHONE, Field.BIRTHDAY, Field.NOTE, Field.COMPANY, Field.CITY}


def test_everybody_comes_whole_and_lists_of_people_are_nobody(make_file: MakeFile) -> None:
    ana, bo = people(make_file, BOOK)
    assert (ana.line, ana.customer.name, bo.customer.name) == (4, "Ana Moreira", "Bo Ødegård")
    assert [one.value for one in ana.customer.contacts if one.kind is ContactKind.EMAIL] == [
        "ana@example.org",
        "ana.m@example.net",
    ]
    assert sum(one.kind is ContactKind.PHONE for one in ana.customer.contacts) == 2
    assert ana.customer.note == "likes the crust dark, and the crumb wet"
    assert [(fact.year, fact.month, fact.day) for fact in ana.facts if fact.month] == [(1980, 3, 9)]
    assert [one.value for one in bo.customer.contacts if one.kind is ContactKind.PHONE] == ["22 33 44 55"]
    assert any(fact.value == "Fjord AS" for fact in bo.facts)
    assert "passwd" not in repr(bo)


def test_it_comes_in_and_brings_nothing_the_second_time(make_file: MakeFile) -> None:
    shop = Shop()
    plan = importing.prepare(make_file("book.ldif", BOOK.replace("\n", "\r\n").encode()))
    assert shop.run("import", lambda tx: importing.take_in(tx, plan)).tally.people == 2
    again = shop.run("import", lambda tx: importing.take_in(tx, plan)).tally
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    shop.close()


def test_a_table_that_only_speaks_of_dn_is_no_address_book(make_file: MakeFile) -> None:
    plan = importing.prepare(make_file("book.csv", b"Name,Note\ndn: Ana,x\n"))
    assert plan.source.header == ("Name", "Note")  # type: ignore[union-attr]


def test_what_is_broken_in_it_breaks_nothing(make_file: MakeFile) -> None:
    text = "dn: cn=A\ncn:: %%%\nsn: Lund\nnonsense\n: x\nmail\n\n\n\n dn: z\ncn: Zoe\n"
    assert [row.customer.name for row in people(make_file, text)] == ["Lund", "Zoe"]
