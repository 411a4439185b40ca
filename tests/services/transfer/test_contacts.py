"""Telephone numbers and addresses out of cells and columns as people fill them."""

from __future__ import annotations

import pytest

from relapp.domain.customers import ContactKind
from relapp.services.transfer.meaning.columns import guess
from relapp.services.transfer.meaning.formats import settle
from relapp.services.transfer.meaning.numbers import several
from relapp.services.transfer.meaning.people import read_people
from relapp.services.transfer.reading.tables import open_table
from relapp.services.transfer.rows import Content, PersonRow
from tests.services.transfer.conftest import MakeFile


def contacts(make_file: MakeFile, text: str, kind: ContactKind) -> list[tuple[str, str]]:
    table = open_table(make_file("people.csv", text.encode()))
    mapping = guess(table, Content.CUSTOMERS)
    (row,) = read_people(table, mapping, settle(table, mapping))
    assert isinstance(row, PersonRow)
    return [(point.value, point.label) for point in row.customer.contacts if point.kind is kind]


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("0170 1234567 / 0171 7654321", [("0170 1234567", ""), ("0171 7654321", "")]),
        ("030 1234567, 0170 1234567", [("030 1234567", ""), ("0170 1234567", "")]),
        ("(415) 555-0101 or 415-555-0102", [("(415) 555-0101", ""), ("415-555-0102", "")]),
        ("0170 1234567 oder 0221 123456", [("0170 1234567", ""), ("0221 123456", "")]),
        ("Tel. 030-1234567; Handy: 0170 1234567", [("030-1234567", ""), ("0170 1234567", "Handy")]),
        ("m: 07700 900123", [("07700 900123", "m")]),
        ("07700 900123 (work)", [("07700 900123", "work")]),
        ("home 01904 960102 / work 0113 496 0101", [("01904 960102", "home"), ("0113 496 0101", "work")]),
        ("'+44 7700 900123", [("+44 7700 900123", "")]),
        # One number each, whatever stands in them.
        ("0170/1234502", [("0170/1234502", "")]),
        ("089-123456/57", [("089-123456/57", "")]),
        ("+44 7700 900123 x12", [("+44 7700 900123 x12", "")]),
        ("call after six", [("call after six", "")]),
        ("", []),
        ("698 765 432 / 912345678", [("698 765 432", ""), ("912345678", "")]),
        ("040 / 12345678", [("040 / 12345678", "")]),
    ],
)
def test_a_cell_gives_its_numbers(cell: str, numbers: list[tuple[str, str]]) -> None:
    assert list(several(cell)) == numbers


def test_addresses_at_home_and_at_work_are_two(make_file: MakeFile) -> None:
    text = (
        "First Name,Last Name,Business Street,Business City,Business "
        "Postal Code,Home Street,Home City,Home Postal Code\n"
        "Ana,Moreira,High St 1,Leeds,LS1 1AA,Low St 2,York,YO1 1AA\n"
    )
    found = contacts(make_file, text, ContactKind.ADDRESS)
    assert found == [("High St 1\nLS1 1AA Leeds", "Business"), ("Low St 2\nYO1 1AA York", "Home")]


def test_an_address_for_deliveries_that_is_the_same_is_one(make_file: MakeFile) -> None:
    text = (
        "Name,Email,Billing City,Billing Zip,Shipping City,Shipping Zip\nAna Moreira,a@a.pt,Leeds,'01234,Leeds,'01234\n"
    )
    assert contacts(make_file, text, ContactKind.ADDRESS) == [("01234 Leeds", "Billing")]


def test_an_address_beside_a_town_is_its_street(make_file: MakeFile) -> None:
    text = "Nom;Prénom;Adresse;Code postal;Ville\nDurand;Zoé;1 rue Bleue;69001;Lyon\n"
    assert contacts(make_file, text, ContactKind.ADDRESS) == [("1 rue Bleue\n69001 Lyon", "")]


def test_an_address_that_names_its_town_needs_no_more(make_file: MakeFile) -> None:
    text = 'Name,Address,City,Zip\nAna Moreira,"High St 1, Leeds LS1 1AA",Leeds,LS1 1AA\n'
    assert contacts(make_file, text, ContactKind.ADDRESS) == [("High St 1, Leeds LS1 1AA", "")]


def test_a_house_number_joins_its_street(make_file: MakeFile) -> None:
    text = "Name;Straße;Hausnr.;PLZ;Ort\nJörg Groß;Höhe;2a;52428;Jülich\n"
    assert contacts(make_file, text, ContactKind.ADDRESS) == [("Höhe 2a\n52428 Jülich", "")]


def test_a_fax_and_an_account_are_no_telephones(make_file: MakeFile) -> None:
    text = "Name;Telefon;Fax;Konto;Steuernr.\nJörg Groß;02461 55501;02461 55502;0532 013 000;123/456/7890\n"
    assert contacts(make_file, text, ContactKind.PHONE) == [("02461 55501", "")]


def test_several_mails_in_a_cell_are_several(make_file: MakeFile) -> None:
    text = 'Name,Email\nAna Moreira,"Ana <ana@a.pt>; ana@b.pt"\n'
    assert contacts(make_file, text, ContactKind.EMAIL) == [("ana@a.pt", ""), ("ana@b.pt", "")]
