"""Tables of whatever happened, as shops and other programs keep them, as entries."""

from __future__ import annotations

from datetime import datetime

import pytest

from relapp.domain.errors import UserError
from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Plan
from relapp.services.transfer.meaning.values import DateOrder
from relapp.services.transfer.rows import BadRow, Content, EntryRow, Who
from tests.services.transfer.conftest import MakeFile
from tests.shop import Shop


def read(make_file: MakeFile, text: str, content: Content | None = None) -> Plan:
    return importing.prepare(make_file("log.csv", text.encode()), content=content)


def entries(plan: Plan) -> list[EntryRow]:
    return [row for row in importing.rows_of(plan, "EUR") if isinstance(row, EntryRow)]


def bad(plan: Plan) -> list[tuple[int, str]]:
    return [(row.line, row.code) for row in importing.rows_of(plan, "EUR") if isinstance(row, BadRow)]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Date,Customer,Type,Notes", "Call"),
        ("Datum,Kunde,Art,Notiz", "Anruf"),
        ("Date,Client,Type,Remarque", "appel téléphonique"),
        ("Fecha,Cliente,Tipo,Observaciones", "Llamada"),
        ("Data,Cliente,Tipo,Note", "Telefonata"),
        ("Datum,Klant,Soort,Opmerking", "Telefoontje"),
        ("Data,Cliente,Tipo,Observações", "Chamada"),
        ("Datum,Kund,Typ,Anteckning", "Telefonsamtal"),
        ("Data,Klient,Typ,Uwagi", "Rozmowa telefoniczna"),
        ("Дата,Клиент,Тип,Примечание", "Звонок"),
        ("日付,氏名,種類,メモ", "電話"),
    ],
)
def test_a_log_is_known_by_its_date_and_kinds_in_every_language(make_file: MakeFile, header: str, kind: str) -> None:
    plan = read(make_file, f"{header}\n2023-12-25,Ana Moreira,{kind},Two cakes\n2023-12-26,Bo Berg,{kind},One\n")
    assert plan.content is Content.ENTRIES
    first, _ = entries(plan)
    assert first.at == datetime(2023, 12, 25).astimezone()
    assert (first.who, first.kind, first.channel, first.words) == (
        (Who(name="Ana Moreira"),), Kind.CALL, Channel.PHONE, "Two cakes",
    )  # fmt: skip


def test_every_column_of_a_log_comes_in(make_file: MakeFile) -> None:
    plan = read(
        make_file,
        "Date,Time,Customer number,Name,Email,Phone,Type,Channel,Direction,Status,Notes,Staff,Shelf\n"
        "25.12.2023,21:05,17,Ana,ana@a.pt,+351 912 345 678,Email,e-mail,incoming,answered,Two cakes,Mia,B 3\n",
    )
    (row,) = entries(plan)
    assert row == EntryRow(
        line=2,
        who=(Who("17", "ana@a.pt", "+351 912 345 678", "Ana"),),
        at=datetime(2023, 12, 25, 21, 5).astimezone(),
        kind=Kind.EMAIL,
        channel=Channel.EMAIL,
        direction=Direction.IN,
        words="Two cakes\nShelf: B 3",
        outcome=Outcome.ANSWERED,
        staff="Mia",
    )


def test_a_word_that_is_no_kind_stays_in_the_words(make_file: MakeFile) -> None:
    plan = read(make_file, "Date,Name,Type,Notes\n2023-12-25,Ana,Tasting,Two cakes\n", Content.ENTRIES)
    assert [(row.kind, row.words) for row in entries(plan)] == [(Kind.NOTE, "Tasting\nTwo cakes")]


def test_somebody_twice_beside_dates_and_notes_makes_a_log(make_file: MakeFile) -> None:
    text = "Date,Name,Notes\n2023-12-25,Ana,Two cakes\n2023-12-26,Ana,One more\n"
    assert read(make_file, text).content is Content.ENTRIES
    assert read(make_file, text.replace("26,Ana", "26,Bo")).content is Content.CUSTOMERS


def test_a_list_of_customers_with_a_type_and_a_day_is_none(make_file: MakeFile) -> None:
    text = "Name,Email,Type,Created at,Notes\nAna,ana@a.pt,Retail,2023-12-25,Nice\nBo,bo@b.se,Trade,2023-12-26,\n"
    assert read(make_file, text).content is Content.CUSTOMERS


def test_what_cannot_be_an_entry_is_a_bad_row(make_file: MakeFile) -> None:
    plan = read(
        make_file,
        "Date,Name,Notes\n2023-12-25,Ana,Fine\nsoon,Ana,x\n,Ana,x\n2023-12-25,,x\n2023-12-25,Ana,\n",
        Content.ENTRIES,
    )
    assert bad(plan) == [(3, "row.date"), (4, "row.no_date"), (5, "row.no_person"), (6, "row.nothing_said")]


def test_the_order_of_dates_is_asked_for_once(make_file: MakeFile) -> None:
    plan = read(make_file, "Date,Name,Type\n05/06/2023,Ana,Call\n", Content.ENTRIES)
    assert plan.asks_date_order == "05/06/2023"
    with pytest.raises(UserError) as refused:
        entries(plan)
    assert refused.value.code == "import.date_order"
    assert entries(plan.with_date_order(DateOrder.DAY_FIRST))[0].at.month == 6


def test_without_dates_there_is_no_log(make_file: MakeFile) -> None:
    plan = read(make_file, "Name,Notes\nAna,x\n", Content.ENTRIES)
    with pytest.raises(UserError) as refused:
        entries(plan)
    assert refused.value.code == "import.no_date_column"


def test_a_log_again_brings_nothing(shop: Shop, make_file: MakeFile) -> None:
    ana = shop.customer("Ana Moreira")
    text = "Date,Name,Type,Notes\n2023-12-25,Ana Moreira,Call,Two cakes\n2023-12-26,Bo Berg,Visit,\n"
    first = shop.run("import", lambda tx: importing.take_in(tx, read(make_file, text)))
    assert (first.tally.new, first.tally.people) == (2, 1)
    again = shop.run("import", lambda tx: importing.take_in(tx, read(make_file, text)))
    assert (again.tally.new, again.tally.changed, again.tally.same) == (0, 0, 2)
    assert ana in {row.customer_id for row in shop.tables()["participant"]}


def test_what_was_said_is_no_product_where_it_stands_beside_how(make_file: MakeFile) -> None:
    text = "When,Who,How,What\n2026-03-02,Omar Said,phone,asked for gluten-free\n2026-03-05,Omar Said,in person,came\n"
    first, second = entries(read(make_file, text))
    assert (first.channel, second.channel) == (Channel.PHONE, Channel.COUNTER)
    assert "gluten-free" in first.words
