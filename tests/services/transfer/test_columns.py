"""Columns are recognised by their names, then by their values, and can be set by hand."""

from __future__ import annotations

from typing import Protocol

import pytest

from relapp.domain.errors import UserError
from relapp.services.transfer.meaning.columns import Mapping, Reason, content_of, guess, override
from relapp.services.transfer.meaning.headers import Field, known_header, plain
from relapp.services.transfer.reading.tables import open_table
from relapp.services.transfer.rows import Content
from tests.services.transfer.conftest import MakeFile


class GuessText(Protocol):
    """A function from the text of a file to the meaning of its columns."""

    def __call__(self, text: str, kind: Content | None = None) -> Mapping: ...


@pytest.fixture
def guessed(make_file: MakeFile) -> GuessText:
    def of(text: str, kind: Content | None = None) -> Mapping:
        return guess(open_table(make_file("t.csv", text.encode())), kind)

    return of


def fields(mapping: Mapping) -> list[Field]:
    return [column.field for column in mapping.columns]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("E-Mail-Adresse", Field.EMAIL),
        ("Straße", Field.STREET),
        ("住所1", Field.STREET),
        ("Name des Käufers", Field.NAME),
        ("Bestell-ID", Field.INVOICE),
        ("Code postal", Field.POSTCODE),
        ("Téléphone", Field.PHONE),
        ("Teléfono", Field.PHONE),
        ("Data di nascita", Field.BIRTHDAY),
        ("Voornaam", Field.FIRST_NAME),
        ("CustomerID", Field.REFERENCE),
        ("invoice_date", Field.MOMENT),
        ("UnitPrice", Field.UNIT_PRICE),
        ("Order #", Field.INVOICE),
        ("Default Address City", Field.CITY),
        ("City (Billing)", Field.CITY),
        ("Phone 2 - Value", Field.PHONE),
        ("Phone 2 - Type", Field.LABEL),
        ("Business Street 2", Field.STREET),
        ("Quantity (- Refund)", Field.QUANTITY),
        ("生年月日", Field.BIRTHDAY),
        ("Эл. почта", Field.EMAIL),
    ],
)
def test_headers_of_many_programs_and_languages_are_known(header: str, field: Field) -> None:
    known = known_header(header)
    assert known is not None
    assert known.field is field


@pytest.mark.parametrize("header", ["Customer type", "Total Spent", "Opt-in time", "Lifecycle Stage", "x"])
def test_a_header_with_another_meaning_is_not_forced_into_a_known_one(header: str) -> None:
    assert known_header(header) is None


def test_names_compare_without_case_accents_and_punctuation() -> None:
    assert plain("  Prénom_Client ") == plain("prenom client") == plain("PrenomClient")


def test_a_column_named_name_is_what_the_other_name_columns_leave(guessed: GuessText) -> None:
    assert fields(guessed("Nom;Prénom\nDurand;Zoé\n")) == [Field.LAST_NAME, Field.FIRST_NAME]
    assert fields(guessed("Apellidos;Nombre\nGarcía;Ana\n")) == [Field.LAST_NAME, Field.FIRST_NAME]
    assert fields(guessed("Nom;Ville\nZoé Durand;Lyon\n")) == [Field.NAME, Field.CITY]


def test_values_decide_where_a_word_is_used_for_several_things(guessed: GuessText) -> None:
    sales = guessed("Name,Customer,Date,Item,Price\n#1001,17,2026-01-02,Rye,3.20\n#1002,18,2026-01-03,Rye,3.20\n")
    assert fields(sales)[:2] == [Field.INVOICE, Field.REFERENCE]
    assert sales.columns[0].reason is Reason.VALUES


def test_values_alone_tell_phones_and_mails(guessed: GuessText) -> None:
    mapping = guessed("alpha,beta,also\nAna,ana@example.com,0113 496 0101\nLea,lea@example.org,0113 496 0102\n")
    assert fields(mapping) == [Field.OTHER, Field.EMAIL, Field.PHONE]


def test_a_table_without_header_is_read_by_its_values(guessed: GuessText) -> None:
    mapping = guessed("Ana Moreira,ana@example.com,0113 496 0101\nLea Brandt,lea@example.org,0113 496 0102\n")
    assert fields(mapping) == [Field.NAME, Field.EMAIL, Field.PHONE]


def test_a_description_is_the_article_on_a_receipt_and_a_remark_on_a_person(guessed: GuessText) -> None:
    sales = guessed("Description,Quantity,InvoiceDate,UnitPrice\nRye,1,2026-01-02,3.20\n")
    people = guessed("Name,Description\nAna,likes rye\n")
    assert (fields(sales)[0], content_of(sales)) == (Field.PRODUCT, Content.SALES)
    assert (fields(people)[1], content_of(people)) == (Field.NOTE, Content.CUSTOMERS)


def test_sums_beside_people_are_facts_and_not_sales(guessed: GuessText) -> None:
    mapping = guessed("Nachname;Vorname;Geburtsdatum;Umsatz\nGroß;Jörg;01.02.1970;1.037,50\n")
    assert content_of(mapping) is Content.CUSTOMERS
    assert fields(mapping)[3] is Field.OTHER


def test_the_total_of_an_order_is_not_taken_for_a_line_amount(guessed: GuessText) -> None:
    on_first = guessed("Order,Date,Item,Qty,Price,Total\n1,2026-01-02,Rye,1,3,8\n1,2026-01-02,Bun,5,1,\n")
    on_each = guessed("Order,Date,Item,Qty,Price,Total\n1,2026-01-02,Rye,1,3,8\n1,2026-01-02,Bun,1,1,8\n")
    of_line = guessed("Order,Date,Item,Qty,Price,Total\n1,2026-01-02,Rye,1,3,3\n1,2026-01-02,Bun,5,1,4.5\n")
    assert [mapping.has(Field.AMOUNT) for mapping in (on_first, on_each, of_line)] == [False, False, True]


def test_the_kind_of_rows_can_be_said_beforehand(guessed: GuessText) -> None:
    text = "Name,Date,Amount\nAna Moreira,2026-01-02,3.20\n"
    assert content_of(guessed(text)) is Content.SALES
    assert fields(guessed(text, Content.CUSTOMERS)) == [Field.NAME, Field.OTHER, Field.OTHER]


def test_a_meaning_set_by_hand_takes_it_from_the_column_that_had_it(guessed: GuessText) -> None:
    mapping = guessed("Name,Alias of firm,Tel.\nAna,Moreira Ltd,1\n")
    changed = override(mapping, {"name": "alias OF firm", "NOTE": "C"})
    assert fields(changed) == [Field.OTHER, Field.NAME, Field.NOTE]
    assert changed.columns[1].reason is Reason.PERSON


def test_an_unknown_meaning_or_column_is_refused_with_the_choices(guessed: GuessText) -> None:
    mapping = guessed("Name,Tel\nAna,1\n")
    with pytest.raises(UserError) as no_field:
        override(mapping, {"shoe": "Tel"})
    with pytest.raises(UserError) as no_column:
        override(mapping, {"phone": "Fax"})
    assert (no_field.value.code, no_column.value.code) == ("import.no_field", "import.no_column")
    assert no_column.value.details["columns"] == ("Name", "Tel")
