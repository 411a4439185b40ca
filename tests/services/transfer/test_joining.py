"""Whom a row means: joined where that is safe, doubted where the file contradicts what the shop knows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path

import pytest

from relapp.domain.customers import ContactKind, NewContactPoint
from relapp.domain.imports import ImportCounts
from relapp.services import customers, facts
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Taken
from relapp.services.transfer.rows import Who
from relapp.services.transfer.storing.joining import Joiner, Unsure
from relapp.services.transfer.storing.tally import Result, Seen
from relapp.storage import schema
from tests.shop import Shop

Find = Callable[[Who], int | Unsure | None]


@pytest.fixture
def find(shop: Shop) -> Find:
    return lambda who: shop.read(lambda reader: Joiner(reader).find(who))


SPELLINGS = ("+351 912 344 417", "00351 912344417", "912 344 417", "+351 (912) 344-417", "351912344417")
# Without a plus on either side nothing tells a country's code from a number's own digits.
PAIRS = [pair for pair in product(SPELLINGS, repeat=2) if set(pair) != {"912 344 417", "351912344417"}]


@pytest.mark.parametrize(("stored", "written"), PAIRS)
def test_a_phone_is_one_however_it_is_written(shop: Shop, find: Find, stored: str, written: str) -> None:
    ana = shop.customer("Ana", phone=stored)
    assert find(Who(phone=written)) == ana


def test_the_same_number_in_two_countries_is_two_numbers(shop: Shop, find: Find) -> None:
    shop.customer("Ana", phone="+351 912 344 417")
    assert find(Who(phone="+34 912 344 417")) is None


def test_a_national_number_that_two_countries_have_could_be_either(shop: Shop, find: Find) -> None:
    shop.customer("Ana", phone="+351 912 344 417")
    shop.customer("Bo", phone="+34 912 344 417")
    assert find(Who(phone="912 344 417")) is Unsure.SEVERAL


def test_a_household_that_shares_a_phone_stays_two_people(shop: Shop, find: Find) -> None:
    ana = shop.customer("Ana Moreira", phone="0113 496 0101")
    assert find(Who(phone="0113 4960101", name="Bo Moreira")) is Unsure.ANOTHER
    bo = shop.customer("Bo Moreira", phone="0113 496 0101")
    assert find(Who(phone="0113 4960101", name="bo moreira")) == bo
    assert find(Who(phone="0113 4960101", name="A. Moreira")) == ana
    assert find(Who(phone="0113 4960101", name="Cy Moreira")) is Unsure.ANOTHER
    assert find(Who(phone="0113 4960101")) is Unsure.SEVERAL


def test_an_email_joins_unless_name_and_phone_are_another_persons(shop: Shop, find: Find) -> None:
    ana = shop.customer("Ana Moreira", email="home@a.pt", phone="0113 496 0101")
    assert find(Who(email="HOME@a.pt", name="Somebody Else")) == ana
    assert find(Who(email="home@a.pt", name="Somebody Else", phone="0113 496 0101")) == ana
    assert find(Who(email="home@a.pt", name="Somebody Else", phone="0113 496 9999")) is Unsure.ANOTHER
    assert find(Who(email="home@a.pt", name="Ana M.", phone="0113 496 9999")) == ana


def test_a_customer_number_of_another_till_joins_nobody_of_another_name(shop: Shop, find: Find) -> None:
    ana = shop.customer("Ana Moreira", reference="7", email="ana@a.pt")
    assert find(Who(reference="7")) == ana
    assert find(Who(reference="7", name="Ana Schmidt")) == ana
    assert find(Who(reference="7", name="Kofi Osei")) is Unsure.ANOTHER
    assert find(Who(reference="7", name="Kofi Osei", email="ana@a.pt")) == ana
    kofi = shop.customer("Kofi Osei", reference="7")
    assert find(Who(reference="7", name="Kofi Osei")) == kofi
    assert find(Who(reference="7", name="Ana Moreira")) == ana
    assert find(Who(reference="7")) is Unsure.SEVERAL


def test_who_was_merged_is_found_by_the_number_and_name_they_had(shop: Shop, tmp_path: Path) -> None:
    ana = shop.customer("Ana Moreira", reference="7")
    gone = shop.customer("Ann Morris", reference="9")

    def merge(tx):  # type: ignore[no-untyped-def]
        tx.delete(schema.customer, gone)
        tx.insert(
            schema.merge, kept_id=ana, gone_id=gone, name="Ann Morris", reference="9", operation_id=tx.operation_id
        )

    shop.run("merge", merge)
    path = tmp_path / "till.csv"
    path.write_text(
        "Date,Customer ID,Customer,Product,Price\n2025-05-01,9,,rye,1\n2025-05-02,,Ann Morris,rye,1\n"
        "2025-05-03,7,,rye,1\n",
        encoding="utf-8",
    )
    taken = shop.run("import", lambda tx: importing.take_in(tx, importing.prepare(path)))
    assert taken.tally.counts() == ImportCounts(new=3)
    assert [(row.customer_id, row.origin) for row in shop.tables()["participant"]] == [
        (ana, gone),
        (ana, gone),
        (ana, None),
    ]


def take_in(shop: Shop, path: Path, content: str) -> Taken:
    path.write_text(content, encoding="utf-8")
    return shop.run("import", lambda tx: importing.take_in(tx, importing.prepare(path)))


def test_rows_of_sales_can_be_shown(shop: Shop, tmp_path: Path) -> None:
    ana = shop.customer("Ana Moreira", phone="0113 496 0101")
    content = """Date,Invoice,Customer,Phone,Product,Quantity,Price
2025-05-01,1,Ana Moreira,0113 496 0101,rye,2,3.20
2025-05-01,1,Ana Moreira,0113 496 0101,spelt,1,4.10
2025-05-02,2,Bo Moreira,0113 496 0101,rye,1,3.20
2025-05-03,3,,,rye,1,3.20
"""
    seen = take_in(shop, tmp_path / "till.csv", content).tally.seen
    assert seen[Result.NEW] == [
        Seen(2, "Ana Moreira", "2025-05-01 · 1 · 2 × rye, spelt · 10.50 EUR"),
        Seen(4, "Bo Moreira", "2025-05-02 · 2 · rye · 3.20 EUR"),
        Seen(5, "", "2025-05-03 · 3 · rye · 3.20 EUR"),
    ]
    assert seen[Result.DOUBTFUL] == [Seen(4, "Bo Moreira", "2025-05-02 · 2 · rye · 3.20 EUR", ana)]
    assert [row.name for row in shop.tables()["customer"]] == ["Ana Moreira", "Bo Moreira"]
    again = take_in(shop, tmp_path / "till.csv", content).tally
    assert again.counts() == ImportCounts(same=4)
    assert [each.line for each in again.seen[Result.SAME]] == [2, 4, 5]


def test_rows_of_people_can_be_shown(shop: Shop, tmp_path: Path) -> None:
    ana = shop.customer("Ana Moreira", email="ana@a.pt", phone="+351 912 344 417")
    content = """Name,Email,Phone,Birthday,Size
Ana Moreira,ana@a.pt,912 344 417,,
Ana Moreira,ana@a.pt,0113 496 0101,1970-06-13,42
Bo Moreira,,0113 496 0101,,
Cy,cy@a.pt,,,
"""
    tally = take_in(shop, tmp_path / "people.csv", content).tally
    assert tally.counts() == ImportCounts(new=2, changed=1, same=1, doubtful=1)
    assert tally.seen[Result.SAME] == [Seen(2, "Ana Moreira", "", ana)]
    assert tally.seen[Result.CHANGED] == [Seen(3, "Ana Moreira", "0113 496 0101 · birthday 1970-06-13 · Size 42", ana)]
    assert [(each.who, each.what) for each in tally.seen[Result.NEW]] == [
        ("Bo Moreira", "0113 496 0101"),
        ("Cy", "cy@a.pt"),
    ]
    assert tally.seen[Result.DOUBTFUL] == [Seen(4, "Bo Moreira", "0113 496 0101", ana)]
    again = take_in(shop, tmp_path / "people.csv", content).tally
    assert again.counts() == ImportCounts(same=4)


def test_whom_staff_renamed_is_found_by_the_name_that_their_file_has(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Phone\nBob Stone,030 7654321\nChris,\nDo Ra,030 1112223\n", encoding="utf-8")
    plan = importing.prepare(path)
    shop.run("import", lambda tx: importing.take_in(tx, plan))
    for customer_id, name in ((1, "Robert Stein"), (2, "Christine Long"), (3, "Dora Kurz"), (3, "Theodora Kurz")):
        shop.run("customer_edit", partial(customers.rename, customer_id=customer_id, name=name, nickname=""))
    assert shop.run("import", lambda tx: importing.take_in(tx, plan)).tally.counts() == ImportCounts(same=3)
    # The name is free again: somebody else who bears it is another.
    shop.customer("Chris")
    assert shop.read(lambda reader: Joiner(reader).find(Who(name="Chris"))) == 4


def test_what_staff_took_away_or_corrected_does_not_come_back_with_its_file(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "Name,Phone,Email,Note,Tags,Hobby\nAna Moreira,030 1234567,ana@a.pt,shy,vip,chess\nBo Lund,030 7654321,,,,\n",
        encoding="utf-8",
    )
    plan = importing.prepare(path)
    shop.run("import", lambda tx: importing.take_in(tx, plan))
    points = {row.value: row.id for row in shop.tables()["contact_point"]}
    (hobby,) = shop.tables()["fact"]
    new = NewContactPoint(ContactKind.PHONE, "0171 5550000")
    shop.run("contact_edit", lambda tx: customers.change_contact(tx, points["030 1234567"], new))
    shop.run("contact_remove", lambda tx: customers.remove_contact(tx, points["ana@a.pt"]))
    shop.run("contact_remove", lambda tx: customers.remove_contact(tx, points["030 7654321"]))
    shop.run("note", lambda tx: customers.annotate(tx, 1, ""))
    shop.run("fact_retire", lambda tx: facts.retire(tx, hobby.id))
    shop.run("tag", lambda tx: tx.delete(schema.customer_tag, 1))
    before = shop.tables()
    assert shop.run("import", lambda tx: importing.take_in(tx, plan)).tally.counts() == ImportCounts(same=2)
    after = shop.tables()
    assert all(after[name] == before[name] for name in ("customer", "contact_point", "fact", "customer_tag"))
