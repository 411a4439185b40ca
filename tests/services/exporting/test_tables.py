"""Lists as CSV: every script readable, nothing run as a formula, and our own import takes them back as they were."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.money import decimals
from relapp.services.exporting import places, tables
from relapp.services.transfer import importing
from relapp.services.transfer.guard import guarded, unguarded
from relapp.storage import cell_texts, listing
from tests.shop import Shop, a_sold


def table(shop: Shop, name: str, path: Path) -> list[dict[str, str]]:
    one = listing.LISTINGS[name]
    with shop.database.read() as reader, places.new_text(path) as file:
        tables.write(file, one.header, tables.of_shop(reader, one), one.typed)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@given(st.text(st.characters(codec="utf-8")) | st.from_regex(r"['\" ]*[=+\-@\t\r].*"))
def test_what_was_guarded_comes_back_as_it_was_and_never_begins_as_a_formula(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+351 912 345 678", "-2+3", "@SUM(A1)", "\t=1", "\r=1", ' "=1+1"', "'=1", "＝1+1", "=cmd|' /C calc'!A0"],
)
def test_cells_that_a_spreadsheet_would_run_are_words(cell: str) -> None:
    assert guarded(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "Ana", "'s", "0912 345", "a=b", "Müller-Lüdenscheidt", "田中", "“quoted”"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell


def test_one_entry_with_two_people_is_one_line(shop: Shop, tmp_path: Path) -> None:
    ana, ben = shop.customer("Ana"), shop.customer("Ben")
    shop.log(ben, ana, words="came together")
    rows = table(shop, "entries", tmp_path / "entries.csv")
    assert [(row["customers"], row["customer ids"], row["words"]) for row in rows] == [
        ("Ben; Ana", f"{ben}; {ana}", "came together")
    ]


def test_money_and_quantities_are_what_people_write(shop: Shop, tmp_path: Path) -> None:
    ana = shop.customer("Ana")
    shop.sell(ana, a_sold("Tea", 420, "1.5"), a_sold("Back", -199, -2))
    shop.sell(ana, a_sold("Yen", 500), currency="JPY")
    rows = table(shop, "purchase_lines", tmp_path / "lines.csv")
    assert [(row["quantity"], row["amount"], row["currency"]) for row in rows] == [
        ("1.5", "4.20", "EUR"),
        ("-2", "-1.99", "EUR"),
        ("1", "500", "JPY"),
    ]
    assert [row["amount"] for row in table(shop, "entries", tmp_path / "entries.csv")] == ["2.21", "500"]


def test_moments_before_1970_and_from_several_zones_are_told_as_they_were_there() -> None:
    seconds = [0, -60, 1_746_522_000, 1_746_522_059]
    assert cell_texts.moments(seconds, [0, 0, 60, -210]) == [
        "1970-01-01 00:00+00:00", "1969-12-31 23:59+00:00", "2025-05-06 10:00+01:00", "2025-05-06 05:30-03:30",
    ]  # fmt: skip


@given(
    st.lists(st.tuples(st.none() | st.integers(-(10**15), 10**15), st.sampled_from(["EUR", "JPY", "KWD"])), min_size=1)
)
def test_amounts_are_told_exactly(rows: list[tuple[int | None, str]]) -> None:
    told = cell_texts.money(*zip(*rows, strict=True))
    for (amount, currency), text in zip(rows, told, strict=True):
        assert (Decimal(text).scaleb(decimals(currency)) if text else None) == amount


@pytest.mark.parametrize("typed", [None, (1,)])
def test_a_formula_behind_many_harmless_rows_is_made_safe(typed: tuple[int, ...] | None) -> None:
    rows = [(number, "=1+1" if number in (3, 1200) else "tea") for number in range(1300)]
    tables.write(file := StringIO(newline=""), ["id", "words"], rows, typed)
    read = list(csv.reader(StringIO(file.getvalue()[1:])))
    assert read == [["id", "words"], *([str(number), "'=1+1" if words != "tea" else words] for number, words in rows)]


def test_customers_come_back_by_our_own_import_without_the_guard(shop: Shop, tmp_path: Path) -> None:
    shop.customer("=Ana", phone="+351 912 345 678", email="ana@example.org", reference="0042", note="-5 %, she says")
    shop.customer("Ben", phone="0912345678")
    path = tmp_path / "customers.csv"
    assert [row["phone"] for row in table(shop, "customers", path)] == ["'+351 912 345 678", "0912345678"]
    other = Shop()
    plan = importing.prepare(path)
    other.run("import", lambda tx: importing.take_in(tx, plan))
    tables_there = other.tables()
    assert [(row.name, row.reference) for row in tables_there["customer"]] == [("=Ana", "0042"), ("Ben", "")]
    assert [row.value for row in tables_there["contact_point"]] == [
        "+351 912 345 678", "ana@example.org", "0912345678",
    ]  # fmt: skip
    assert tables_there["customer"][0].note == "-5 %, she says"


def test_every_list_of_the_sample_shop_can_be_written(tmp_path: Path) -> None:
    from relapp.services import sample
    from tests.builders import TODAY

    shop = Shop()
    sample.fill(shop.operations, TODAY)
    held = shop.tables()
    for name, of in (
        ("customers", "customer"), ("contacts", "contact_point"), ("entries", "interaction"), ("facts", "fact"),
        ("purchase_lines", "purchase_line"), ("promises", "promise"), ("wishes", "wish"), ("consents", "consent"),
        ("relations", "relation"), ("complaints", "recovery_case"), ("arrivals", "arrival"), ("products", "product"),
    ):  # fmt: skip
        rows = table(shop, name, tmp_path / f"{name}.csv")
        assert [int(row["id"]) for row in rows] == [row.id for row in held[of]], name
