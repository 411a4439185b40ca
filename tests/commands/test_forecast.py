"""relapp forecast: a table that other programs read."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from tests.commands.conftest import FILES, Relapp

ASKED = ["forecast", "--on", "2011-11-01", "--days", "30"]
COLUMNS = ["customer", "p_buy", "p_drift", "expected_purchases", "expected_spend", "days_to_next"]
PRODUCTS = [f"{name}_{place}" for name in ("item", "new") for place in range(1, 6)]


@pytest.fixture
def gift_shop(relapp: Relapp) -> None:
    relapp("import", FILES / "gift-shop-slice.csv.gz")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


@pytest.mark.usefixtures("gift_shop")
def test_every_customer_of_the_past_has_a_row_under_the_tills_number(relapp: Relapp) -> None:
    ended = relapp(*ASKED)
    assert (ended.code, ended.err) == (0, "")
    found = rows(ended.out)
    assert list(found[0]) == COLUMNS + PRODUCTS
    numbers = [row["customer"] for row in found]
    assert "14527" in numbers
    assert numbers == sorted(numbers, key=int)
    assert all(0 <= float(row["p_buy"]) <= 1 and float(row["expected_spend"]) >= 0 for row in found)
    assert all(1 <= float(row["days_to_next"]) <= 60 for row in found if row["days_to_next"])


@pytest.mark.usefixtures("gift_shop")
def test_what_came_later_changes_no_letter(relapp: Relapp, tmp_path: Path) -> None:
    before = relapp(*ASKED).out
    path = tmp_path / "later.csv"
    lines = [f"2011-11-{day:02},{who},Mug,9.90\n" for day in range(1, 20) for who in ("14527", "90001", "90002")]
    path.write_text("Date,Customer ID,Product,Amount\n" + "".join(lines), encoding="utf-8")
    assert relapp("import", path, "--as", "sales", "--json").json["files"][0]["new"] == len(lines)
    assert relapp(*ASKED).out == before
    assert "90001" in relapp("forecast", "--on", "2011-11-20", "--days", "30").out


@pytest.mark.usefixtures("gift_shop")
def test_a_file_holds_what_is_printed(relapp: Relapp, tmp_path: Path) -> None:
    path = tmp_path / "forecast.csv"
    ended = relapp(*ASKED, "--out", path)
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert path.read_text(encoding="utf-8") == relapp(*ASKED).out


@pytest.mark.usefixtures("gift_shop")
def test_a_file_that_cannot_be_written_is_refused_and_nothing_stays_behind(relapp: Relapp, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for path in (folder, tmp_path / "nowhere" / "forecast.csv"):
        ended = relapp(*ASKED, "--out", path)
        assert (ended.code, ended.out) == (1, "")
        assert ended.err == f"The file {path} cannot be written there. Choose another place.\n"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["folder", "shop"]
    assert list(folder.iterdir()) == []


def test_who_has_no_number_of_the_till_is_known_by_relapps_own(relapp: Relapp) -> None:
    relapp("log", "Ada Lovelace: bought tea 4.20", "--on", "2026-03-01")
    assert [row["customer"] for row in rows(relapp("forecast", "--on", "2026-03-14", "--days", "30").out)] == ["1"]
    assert rows(relapp("forecast", "--on", "2026-03-01", "--days", "30").out) == []


@pytest.mark.usefixtures("gift_shop")
def test_each_question_has_its_own_days(relapp: Relapp) -> None:
    usual = rows(relapp(*ASKED).out)
    longer = rows(relapp(*ASKED, "--value-days", "90").out)
    assert [row["p_buy"] for row in longer] == [row["p_buy"] for row in usual]
    pairs = zip(usual, longer, strict=True)
    assert all(float(one["expected_purchases"]) < float(more["expected_purchases"]) for one, more in pairs)
    sooner = rows(relapp(*ASKED, "--drift-days", "31").out)
    assert max(float(row["days_to_next"]) for row in sooner if row["days_to_next"]) <= 31


@pytest.mark.usefixtures("gift_shop")
def test_products_are_told_as_many_as_wanted(relapp: Relapp) -> None:
    eight, none = rows(relapp(*ASKED, "--items", "8").out), rows(relapp(*ASKED, "--items", "0").out)
    usual, new = [f"item_{place}" for place in range(1, 9)], [f"new_{place}" for place in range(1, 6)]
    assert list(eight[0]) == COLUMNS + usual + new
    assert list(none[0]) == COLUMNS
    assert [{name: row[name] for name in COLUMNS} for row in eight] == none
    for row in eight:
        told = [row[name] for name in usual if row[name]]
        assert len(set(told)) == len(told)
    assert any(row["item_8"] for row in eight)
    assert any(row["new_5"] for row in eight)


@pytest.mark.parametrize("items", ["-1", "many", "101", ""])
def test_no_other_number_of_products_is_understood(relapp: Relapp, items: str) -> None:
    ended = relapp(*ASKED, "--items", items)
    assert (ended.code, ended.out) == (2, "")


def bakery(relapp: Relapp, path: Path) -> None:
    """Everyone but Dot takes rye and butter; a bag of hers was brought back, and postage was charged to all."""
    lines = [
        f"2026-0{month}-{day:02},{who},{product},1,2.50\n"
        for day, who in enumerate(("Ada", "Ben", "Cid", "Eve"), start=1)
        for month in (1, 2)
        for product in ("Rye", "Butter", "Postage", "")
    ]
    lines += ["2026-01-05,Dot,Rye,1,2.50\n", "2026-02-05,Dot,Bag,1,9.00\n", "2026-02-06,Dot,Bag,-1,-9.00\n"]
    path.write_text("Date,Customer,Product,Quantity,Amount\n" + "".join(lines), encoding="utf-8")
    assert relapp("import", path, "--as", "sales").code == 0


def of_dot(relapp: Relapp, on: str = "2026-03-01") -> tuple[list[str], list[str]]:
    """The products told of Dot, who is the fifth customer."""
    (row,) = [row for row in rows(relapp("forecast", "--on", on, "--days", "30").out) if row["customer"] == "5"]
    return [row[name] for name in PRODUCTS[:5]], [row[name] for name in PRODUCTS[5:]]


def test_what_is_new_is_no_charge_and_nothing_brought_back(relapp: Relapp, tmp_path: Path) -> None:
    bakery(relapp, tmp_path / "sales.csv")
    usual, new = of_dot(relapp)
    assert usual[0] == "Rye"
    assert "Bag" not in usual
    assert new == ["Butter", "", "", "", ""]


def test_what_they_told_before_the_day_is_respected(relapp: Relapp, tmp_path: Path) -> None:
    bakery(relapp, tmp_path / "sales.csv")
    before = of_dot(relapp)
    relapp("log", "Dot: she is allergic to butter", "--on", "2026-03-01", "--remember")
    assert of_dot(relapp) == before
    usual, new = of_dot(relapp, "2026-03-02")
    assert "Butter" not in usual + new
    assert usual[0] == "Rye"
