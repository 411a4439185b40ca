"""Lists as XLSX: days are days, money is numbers, words stay words, and our own import takes all of it back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import python_calamine as calamine
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.cells import Cell
from relapp.domain.errors import UserError
from relapp.services.exporting import lists, tables, workbooks
from relapp.services.exporting.lists import SavedList
from relapp.services.exporting.tables import Form
from relapp.services.transfer import importing
from relapp.services.transfer.reading.tables import open_table
from relapp.storage import listing
from tests.shop import Shop, a_sold

MANY = "\N{FLEXED BICEPS}" * 30_000


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def written(rows: Sequence[Sequence[Any]], cells: Sequence[Cell] = (), title: str = "list") -> bytes:
    file = BytesIO()
    workbooks.write(file, title, [f"c{n}" for n in range(max(map(len, rows)))], rows, cells)
    return file.getvalue()


def texts(rows: Sequence[str]) -> list[str]:
    """What another program finds of these texts."""
    return [row[0] for row in sheets(written([[text] for text in rows]))["list"][1:]]


def test_days_moments_times_and_money_are_what_they_are() -> None:
    rows: list[list[Any]] = [
        ["2025-05-06", "6.40", "3", "0042", 7],
        ["2025-05-06 10:05+01:00", "500", "1.5", "+4930123", 8],
        ["10:05", "-1.250", "", "1E5", 9],
        [None, "12345678901234567.89", "many", "-", 10],
        ["1899-05-06", "6.40", "", "", 11],
    ]
    found = sheets(written(rows, [Cell.WHEN, Cell.MONEY, Cell.NUMBER]))["list"][1:]
    assert found == [
        [date(2025, 5, 6), 6.4, 3.0, "0042", "7"],
        [datetime.fromisoformat("2025-05-06 10:05"), 500.0, 1.5, "+4930123", "8"],
        [time(10, 5), -1.25, "", "1E5", "9"],
        ["", "12345678901234567.89", "many", "-", "10"],
        ["1899-05-06", 6.4, "", "", "11"],
    ]


def test_money_is_shown_with_the_decimals_of_its_currency() -> None:
    with ZipFile(BytesIO(written([["6.40"], ["500"], ["1.250"]], [Cell.MONEY]))) as book:
        styles = book.read("xl/styles.xml").decode()
    assert sorted(re.findall('formatCode="(.*?)"', styles)) == ["#,##0", "#,##0.00", "#,##0.000"]


def test_nothing_runs_as_a_formula_and_editing_a_cell_does_not_make_it_one() -> None:
    content = written([["=1+1"], ["{=SUM(A1)}"], ["@x"], ["=HYPERLINK(1)"], ["https://example.org"], ["plain"]])
    with ZipFile(BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "<f " not in sheet
        assert not [name for name in book.namelist() if name.endswith("sheet1.xml.rels")]
        assert 'quotePrefix="1"' in book.read("xl/styles.xml").decode()


@pytest.mark.parametrize(
    "text",
    [
        "<r>x</r>",
        "<r><t>x</t></r>",
        "_x000D_",
        "a\r\nb",
        " x ",
        "\x01\x1f",
        "<&>\"'",
        "مرحبا",
        "=1",
        "\t=1",
        "é\n",
    ],
)
def test_texts_stand_there_as_they_are(text: str, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(written([["name", text, "z"]]))
    ((_, cells),) = open_table(tmp_path / "list.xlsx", header_line=1).rows()
    assert cells == ["name", text, "z"]


# What is no letter at all is escaped as spreadsheets do it; the library that reads them leaves that as it is.
LETTERS = st.characters(codec="utf-8", exclude_characters="\ufffe\uffff")


@given(st.lists(st.text(LETTERS, min_size=1), min_size=1, max_size=5))
def test_any_text_comes_back(rows: list[str]) -> None:
    # An apostrophe before what looks like a formula is doubled: our own import takes one off.
    found = texts(rows)
    assert [text.removeprefix("'") if text.startswith("''") else text for text in found] == [
        text.removeprefix("'") if text.startswith("''") else text for text in rows
    ]


def test_a_guard_that_somebody_typed_comes_back_by_our_own_import(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(written([["Ana", "'=1", "x"]]))
    ((_, cells),) = open_table(tmp_path / "list.xlsx", header_line=1).rows()
    assert cells == ["Ana", "'=1", "x"]


def test_what_a_cell_cannot_hold_stands_in_a_sheet_of_its_own() -> None:
    found = sheets(written([["a", "short"], ["b", MANY]]))
    assert list(found) == ["list", workbooks.REST]
    first = found["list"][2][1]
    rest = found[workbooks.REST][1:]
    assert [row[:3] for row in rest] == [["list", "3", "c1"]]
    assert first + "".join(row[3] for row in rest) == MANY
    assert all(len(text.encode("utf-16-le")) // 2 <= workbooks.LONGEST for text in (first, *(row[3] for row in rest)))


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)
    found = sheets(written([[str(n)] for n in range(5)]))
    assert found == {
        "list": [["c0"], ["0"], ["1"]],
        "list (2)": [["c0"], ["2"], ["3"]],
        "list (3)": [["c0"], ["4"]],
    }


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("a/b:c*[d]?\\", "a b c d"),
        ("'", "relapp"),
        ("History", "_History"),
        ("x" * 40, "x" * 31),
        ("longer texts", "_longer texts"),
        (MANY, MANY[:15]),
        ("\ud83d\ufffe", "relapp"),
    ],
)
def test_any_name_can_head_a_sheet(title: str, name: str) -> None:
    assert list(sheets(written([["x"]], title=title))) == [name]


def test_a_list_that_fails_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    def rows() -> Any:
        yield ["x"]
        raise OSError(28, "No space left on device")

    with pytest.raises(UserError) as refused:
        lists.save(tmp_path / "list.xlsx", SavedList("list", ["name"], rows()))
    assert refused.value.code == "full"
    assert list(tmp_path.iterdir()) == []


def test_customers_come_back_by_our_own_import(shop: Shop, tmp_path: Path) -> None:
    shop.customer("=Ana", phone="+4930123456", email="ana@example.org", reference="0042", note="-5 %, she\nsays")
    shop.customer("Ben", phone="0912345678")
    path = written_list(shop, "customers", tmp_path)
    other = Shop()
    plan = importing.prepare(path)
    other.run("import", lambda tx: importing.take_in(tx, plan))
    found = other.tables()
    assert [(row.name, row.reference) for row in found["customer"]] == [("=Ana", "0042"), ("Ben", "")]
    assert [row.value for row in found["contact_point"]] == ["+4930123456", "ana@example.org", "0912345678"]
    assert found["customer"][0].note == "-5 %, she\nsays"


def test_sales_come_back_by_our_own_import(shop: Shop, tmp_path: Path) -> None:
    ana = shop.customer("Ana Moreira")
    shop.sell(ana, a_sold("Tea", 420, "1.5"), a_sold("Rye", 310))
    path = written_list(shop, "purchase_lines", tmp_path)
    other = Shop()
    plan = importing.prepare(path)
    assert other.run("import", lambda tx: importing.take_in(tx, plan)).tally.bad == 0
    told = [(row.quantity, row.amount) for row in shop.tables()["purchase_line"]]
    assert [(row.quantity, row.amount) for row in other.tables()["purchase_line"]] == told
    moments = [[row.moment for row in each.tables()["interaction"]] for each in (shop, other)]
    assert moments[0] == moments[1]


def written_list(shop: Shop, name: str, folder: Path) -> Path:
    one = listing.LISTINGS[name]
    path = folder / f"{name}.xlsx"
    with shop.database.read() as reader, path.open("wb") as file:
        tables.save(file, Form.XLSX, name, one.header, tables.of_shop(reader, one), one.cells, one.typed)
    return path
