"""Files made to break a reader are refused with their reason, or cost no row but their own, in bounded memory."""

from __future__ import annotations

import gzip
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from relapp.domain.errors import UserError
from relapp.services.transfer import importing
from relapp.services.transfer.reading import delimited, limits, sheets
from relapp.services.transfer.reading.tables import open_table
from relapp.storage import customers
from tests.services.transfer.conftest import MakeFile, MakeWorkbook
from tests.shop import Shop

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_CELL = '<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def ods(path: Path, rows: str) -> Path:
    """An OpenDocument sheet with these rows."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", _ODS)
        book.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{_NAMES}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/></manifest:manifest>',
        )
        book.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{_NAMES}:office:1.0" xmlns:table="{_NAMES}:table:1.0" '
            f'xmlns:text="{_NAMES}:text:1.0"><office:body><office:spreadsheet><table:table table:name="a">{rows}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return path


def row(*texts: str, more: str = "", repeated: str = "") -> str:
    return (
        f"<table:table-row{repeated}>{''.join(_CELL.format(text=text, more=more) for text in texts)}</table:table-row>"
    )


def refusal(path: Path) -> str:
    """Why a file is refused, and that it costs little to find out."""
    tracemalloc.start()
    try:
        with pytest.raises(UserError) as refused:
            importing.prepare(path)
        assert tracemalloc.get_traced_memory()[1] < 50 << 20
    finally:
        tracemalloc.stop()
    return refused.value.code


def test_a_plain_open_document_with_its_usual_empty_end_is_read(tmp_path: Path) -> None:
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    path = ods(tmp_path / "a.ods", row("Name", "Phone") + row("Ana", "0170 1234567") + empty)
    assert [cells for _, cells in open_table(path).rows()] == [["Ana", "0170 1234567"]]


@pytest.mark.parametrize(
    "rows",
    [
        row("x", more=' table:number-columns-repeated="16384"', repeated=' table:number-rows-repeated="1048576"'),
        row("x", repeated=' table:number-rows-repeated="99999999999999"'),
        # Where memory ends, the library ends the program.
        row('a<text:s text:c="2000000000"/>'),
    ],
)
def test_repeated_cells_and_spaces_are_counted_before_they_are_made(tmp_path: Path, rows: str) -> None:
    assert refusal(ods(tmp_path / "a.ods", rows)) == "import.too_large"


def test_who_lies_about_their_size_is_found_out(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", row("x" * 3_000_000))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as book:
        size = book.getinfo("content.xml").file_size
    at = -1
    while (at := content.find(struct.pack("<I", size), at + 1)) >= 0:
        struct.pack_into("<I", content, at, 100)
    path.write_bytes(content)
    assert refusal(path) == "import.cannot_read"


def test_an_archive_of_countless_entries_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as book:
        for number in range(10_001):
            book.writestr(f"{number}", b"")
    assert refusal(path) == "import.too_large"


def test_shared_texts_have_a_limit(make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_workbook({"a": [["Name"], ["Ana"]]})
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/sharedStrings.xml", "<sst>" + "<si><t/></si>" * 1000 + "</sst>")
    monkeypatch.setattr(sheets, "MAX_WORDS", 5000)
    assert refusal(path) == "import.too_large"


def test_xml_of_any_depth_ends_no_program(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", row("Name") + row("<text:span>" * 200_000 + "Ana" + "</text:span>" * 200_000))
    assert [len(cells) for _, cells in open_table(path).rows()] == [1]


def test_two_gigabytes_of_nothing_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    assert refusal(path) == "import.not_a_table"


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a," * (1 << 20))
    assert refusal(path) == "import.long_line"


def test_blank_lines_without_end_are_refused(make_file: MakeFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MAX_LINES", 1000)
    assert refusal(make_file("a.csv", b"Name\n" + b"\n" * 1000)) == "import.too_large"


def test_a_picture_is_no_table_whatever_it_is_called(make_file: MakeFile) -> None:
    picture = b"\xff\xd8\xff\xe0\x10JFIF\x01" + bytes(range(1, 256)) * 20
    assert refusal(make_file("customers.csv", picture)) == "import.not_a_table"


def test_hostile_names_come_in_as_plain_words(shop: Shop, make_file: MakeFile) -> None:
    names = ['=HYPERLINK("http://x.example")', "<b>Ana</b>", "Ana\u202egpj.exe", "A\x01n\x7fa", "\u2066Bo\u2069"]
    quoted = "".join('"' + name.replace('"', '""') + '"\n' for name in names)
    path = make_file("p.csv", f"Name\n{quoted}".encode())
    shop.run("import", lambda tx: importing.take_in(tx, importing.prepare(path)))
    kept = [customer.name for customer in shop.read(customers.every)]
    assert kept == ['=HYPERLINK("http://x.example")', "<b>Ana</b>", "Anagpj.exe", "Ana", "Bo"]


def test_a_name_of_ten_thousand_letters_and_a_line_of_totals_are_bad_rows(shop: Shop, make_file: MakeFile) -> None:
    path = make_file("p.csv", f"Name,Spent\nAna,1\n{'x' * 10_000},2\nTotal,3\nBo,4\nSumme: 2,\n".encode())
    taken = shop.run("import", lambda tx: importing.take_in(tx, importing.prepare(path)))
    assert [(bad.line, bad.code) for bad in taken.tally.bad_rows] == [
        (3, "row.long_name"),
        (4, "row.total"),
        (6, "row.total"),
    ]
    assert [customer.name for customer in shop.read(customers.every)] == ["Ana", "Bo"]


@pytest.mark.parametrize("day", ["0000-01-01", "9999-12-31", "01.01.0000", "31/12/9999", "2026-02-30", "1e9", "-1"])
def test_days_beyond_any_calendar_are_bad_rows(shop: Shop, make_file: MakeFile, day: str) -> None:
    text = f"Date,Item,Price\n2026-01-02,Rye,3.20\n2026-01-03,Rye,3.20\n2026-01-04,Rye,3.20\n{day},Rye,3.20\n"
    path = make_file("s.csv", text.encode())
    taken = shop.run("import", lambda tx: importing.take_in(tx, importing.prepare(path)))
    assert [(bad.line, bad.code) for bad in taken.tally.bad_rows] == [(5, "row.date")]
    assert taken.tally.new == 3


def test_open_document_cells_of_no_known_type_are_what_they_show(tmp_path: Path) -> None:
    odd = row("Ana", "Ulm").replace('value-type="string"', 'value-type="unknown"')
    path = ods(tmp_path / "a.ods", row("Name", "City") + odd)
    assert [cells for _, cells in open_table(path).rows()] == [["Ana", "Ulm"]]


def test_what_unpacks_to_far_more_than_it_is_costs_little_to_refuse(make_file: MakeFile, tmp_path: Path) -> None:
    line = b"Ana Moreira,0170 1234567\n" * 40_000
    with gzip.open(tmp_path / "bomb.csv.gz", "wb", compresslevel=1) as packed:
        packed.write(b"Name,Phone\n")
        for _ in range(101 * (1 << 20) // len(line) + 1):
            packed.write(line)
    assert refusal(tmp_path / "bomb.csv.gz") == "import.too_large"
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        book.writestr("xl/worksheets/sheet1.xml", b" " * (101 << 20))
    assert refusal(tmp_path / "bomb.xlsx") == "import.too_large"


def test_an_honest_file_may_unpack_to_twenty_times_its_size() -> None:
    assert limits.unpacked_for(10_000, 600 << 20) == 100 << 20
    assert limits.unpacked_for(15 << 20, 600 << 20) == 300 << 20
    assert limits.unpacked_for(60 << 20, 600 << 20) == 600 << 20
