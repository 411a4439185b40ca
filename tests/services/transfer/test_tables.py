"""Any usual layout of a table is read right, and what is no table is refused with its reason."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from relapp.domain.errors import UserError
from relapp.services.transfer.meaning.columns import guess
from relapp.services.transfer.meaning.formats import settle
from relapp.services.transfer.reading import delimited
from relapp.services.transfer.reading.delimited import Dialect, split_rows
from relapp.services.transfer.reading.tables import Table, open_table
from tests.services.transfer.conftest import Cell, MakeFile, MakeWorkbook

PEOPLE = "Nachname;Vorname;Straße;Ort;Bemerkung\nMüller;Zoë;Königsallee 1;Köln;mag's süß\nGroß;Jörg;Höhe 2;Jülich;\n"


def cells(table: Table) -> list[list[str]]:
    return [row for _, row in table.rows()]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "cp850", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encoding_and_separator_are_found_in_the_content(make_file: MakeFile, encoding: str, separator: str) -> None:
    text = PEOPLE.replace(";", separator)
    table = open_table(make_file("people.txt", text.encode(encoding)))
    assert table.header == ("Nachname", "Vorname", "Straße", "Ort", "Bemerkung")
    assert cells(table) == [line.split(separator) for line in text.splitlines()[1:]]
    assert table.how_read.separator == separator
    assert table.how_read.header_line == 1


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Nazwisko;Imię;Miejscowość\nŚwiątek;Łukasz;Łódź\nDvořák;Jiří;Plzeň\n"),
        ("iso8859_2", "Nazwisko;Imię;Miejscowość\nŚwiątek;Łukasz;Łódź\nŻak;Świętosława;Gdańsk\n"),
        ("cp1251", "Фамилия;Имя;Телефон\nПетров;Иван;+7 900\n"),
        ("koi8_r", "Фамилия;Имя;Телефон\nПетров;Иван;+7 900\n"),
        ("cp866", "Фамилия;Имя;Телефон\nПетров;Иван;+7 900\n"),
        ("iso8859_15", "Name;Straße;Preis\nZoë Groß;Höhe 2;5 €\n"),
        ("iso8859_15", "Artikel;Preis\nBrot;3,20 €\nMilch;1,10 €\n"),
        ("cp1252", "Name;Note\nAna;“likes – rye”…\nBo;it’s fine\n"),
        ("mac_roman", "Name;Note\nAna;“likes – rye”…\nBo;it’s fine\n"),
        ("mac_roman", "Nome;Telemóvel;Morada\nJoão Conceição;912;Rua São João\n"),
        ("cp1252", "Item;Price\nBread;£3.20\nMilk;£1.10\n"),
        ("koi8_u", "Прізвище;Місто\nЇжак Єва;Київ\n"),
        ("iso2022_jp", "氏名;電話番号\n山田 太郎;090\n"),
        ("cp1253", "Όνομα;Τηλέφωνο\nΓιώργος Παπαδάκης;210\n"),
        ("cp1254", "Ad;Şehir\nİbrahim Yıldız;Eskişehir\nAyşe Öztürk;Muğla\n"),
        ("cp1255", "שם;עיר\nמשה כהן;ירושלים\n"),
        ("cp1256", "الاسم;المدينة\nمحمد علي;القاهرة\n"),
        ("cp1257", "Vārds;Pilsēta\nJānis Bērziņš;Rīga\nŽydrūnas Šimkus;Šiauliai\n"),
        ("cp932", "氏名;フリガナ;電話番号\n山田 太郎;ヤマダ タロウ;090\n"),
        ("euc_jp", "氏名;フリガナ;電話番号\n山田 太郎;ヤマダ タロウ;090\n"),
        ("gb18030", "姓名;电话;备注\n王小明;138;喜欢全麦面包\n"),
        ("big5", "姓名;電話;備註\n王小明;138;喜歡全麥麵包\n"),
        ("cp949", "이름;전화;메모\n김철수;010;호밀빵을 좋아함\n"),
    ],
)
def test_older_encodings_are_told_apart_by_their_letters(make_file: MakeFile, encoding: str, text: str) -> None:
    table = open_table(make_file("people.csv", text.encode(encoding)))
    assert [list(table.header), *cells(table)] == [line.split(";") for line in text.splitlines()]


def test_a_foreign_letter_late_in_a_large_file_still_decides_its_encoding(make_file: MakeFile) -> None:
    lines = ["name;city\n", *(f"Person {number};Town\n" for number in range(60_000)), "Zoë;Köln\n"]
    table = open_table(make_file("people.csv", "".join(lines).encode("cp1252")))
    assert cells(table)[-1] == ["Zoë", "Köln"]
    assert table.how_read.encoding == "cp1252"


def test_the_sep_line_of_excel_is_obeyed_and_counts_as_preamble(make_file: MakeFile) -> None:
    table = open_table(make_file("s.csv", b"sep=;\r\nname;amount\r\nAna;1,50\r\nLea;2,50\r\n"))
    assert table.header == ("name", "amount")
    assert list(table.rows()) == [(3, ["Ana", "1,50"]), (4, ["Lea", "2,50"])]
    assert (table.how_read.header_line, table.how_read.preamble) == (2, 1)


def test_lines_above_the_header_are_passed_over(make_file: MakeFile) -> None:
    text = 'Sales report\nFrom,2026-01-01\n\n"",,,\nDate,Item,Qty,Total\n2026-01-02,Rye,1,3.20\n'
    table = open_table(make_file("r.csv", text.encode()))
    assert table.header == ("Date", "Item", "Qty", "Total")
    assert list(table.rows()) == [(6, ["2026-01-02", "Rye", "1", "3.20"])]
    assert table.how_read.preamble == 4


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("Ana Moreira\nBo Lund\nCid Long\n", ("A",)),
        ("Ana Moreira;Porto\nBo Lund;Malmö\n", ("A", "B")),
        ("Kliendi nimi;Linn\nAna Moreira;Porto\nBo Lund;Malmö\n", ("Kliendi nimi", "Linn")),
    ],
)
def test_a_list_of_names_without_a_header_loses_nobody(make_file: MakeFile, text: str, header: tuple[str, ...]) -> None:
    assert open_table(make_file("names.csv", text.encode())).header == header


def test_short_rows_are_filled_up_long_ones_are_kept_and_blank_ones_left_out(make_file: MakeFile) -> None:
    table = open_table(make_file("r.csv", b"name,phone,city\nAna\n\n,,\nLea,1,Ulm,more\n"))
    assert list(table.rows()) == [(2, ["Ana", "", ""]), (5, ["Lea", "1", "Ulm", "more"])]


def test_a_table_without_a_header_has_letters_for_names(make_file: MakeFile) -> None:
    table = open_table(make_file("p.csv", b"Ana Moreira,ana@example.com,0113 496 0101\nLea Brandt,lea@example.org,\n"))
    assert table.header == ("A", "B", "C")
    assert len(cells(table)) == 2
    assert table.how_read.header_line is None


def test_cells_keep_their_line_breaks_and_rows_the_line_they_begin_on(make_file: MakeFile) -> None:
    table = open_table(make_file("p.csv", b'name,note\nAna,"two\nlines"\nLea,"said ""no"""\n'))
    assert list(table.rows()) == [(2, ["Ana", "two\nlines"]), (4, ["Lea", 'said "no"'])]


def test_a_stray_quote_costs_no_row_but_its_own(make_file: MakeFile) -> None:
    rows = "".join(f"{number},Cup,2\n" for number in range(400))
    table = open_table(make_file("p.csv", f'id,item,qty\n1,"Plate,2\n{rows}'.encode()))
    read = list(table.rows())
    assert read[0] == (2, ["1", '"Plate', "2"])
    assert len(read) == 401
    assert read[-1] == (402, ["399", "Cup", "2"])


def test_a_stray_quote_that_meets_another_swallows_nothing(make_file: MakeFile) -> None:
    table = open_table(make_file("p.csv", b'id,item,qty\n1,"Plate,2\n2,Cup,3\n3,"Bowl,4\n4,Jug,5\n'))
    assert [row[0] for row in cells(table)] == ["1", "2", "3", "4"]


def test_old_mac_line_ends_keep_line_feeds_inside_their_cells(make_file: MakeFile) -> None:
    table = open_table(make_file("p.csv", b"name;note\rAna;two\nlines\rLea;one\rTom;none\r"))
    assert cells(table) == [["Ana", "two lines"], ["Lea", "one"], ["Tom", "none"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name,note\n'Ana','likes rye, walnut'\n'Lea','none'\n", ["Ana", "likes rye, walnut"]),
        ('name, note\nAna, "rye, walnut"\nLea, "none"\n', ["Ana", "rye, walnut"]),
        ('name,note\nAna,"says \\"no\\", always"\n', ["Ana", 'says "no", always']),
    ],
)
def test_other_ways_of_quoting_are_understood(make_file: MakeFile, text: str, expected: list[str]) -> None:
    assert cells(open_table(make_file("q.csv", text.encode())))[0] == expected


def test_compressed_files_are_read_directly(make_file: MakeFile) -> None:
    table = open_table(make_file("p.csv.gz", gzip.compress("name,city\nZoë,Köln\n".encode())))
    assert cells(table) == [["Zoë", "Köln"]]
    assert table.how_read.compressed


def test_a_workbook_gives_dates_as_dates_and_numbers_without_spare_zeros(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(
        {"Sheet": [["Date", "Item", "Qty", "Price"], [datetime.fromisoformat("2026-03-04T08:34"), "Rye", 2, 0.1 + 0.2]]}
    )
    table = open_table(path)
    assert cells(table) == [["2026-03-04 08:34:00", "Rye", "2", "0.3"]]
    assert (table.how_read.format, table.how_read.sheet, table.how_read.header_line) == ("workbook", "Sheet", 1)


def test_the_sheet_with_known_columns_is_chosen_and_others_can_be_named(make_workbook: MakeWorkbook) -> None:
    path = make_workbook({"Read me": [["This book holds our people"]], "People": [["Name", "Phone"], ["Ana", "1"]]})
    table = open_table(path)
    assert (table.how_read.sheet, table.how_read.sheets) == ("People", ("Read me", "People"))
    assert open_table(path, "Read me").how_read.sheet == "Read me"
    with pytest.raises(UserError) as refusal:
        open_table(path, "Orders")
    assert refusal.value.code == "import.no_sheet"


def test_a_stray_cell_in_the_last_corner_of_a_sheet_is_refused_and_takes_no_memory(make_workbook: MakeWorkbook) -> None:
    path = make_workbook({"People": [["Name", "Phone"], ["Ana", "1"]]})
    stray = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    moved = path.with_name("corner.xlsx")
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(moved, "w") as copy:
        for name in book.namelist():
            copy.writestr(name, book.read(name).replace(b"</sheetData>", stray))
    with pytest.raises(UserError) as refusal:
        open_table(moved)
    assert refusal.value.code == "import.too_large"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import.empty"),
        (b"\xef\xbb\xbf \r\n\t\r\n", "import.empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40, "import.not_a_table"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 40, "import.not_a_table"),
        (b"%PDF-1.7\n1 0 obj\n", "import.not_a_table"),
        (b"<html><table><tr><td>1</td></tr></table>", "import.not_a_table"),
        (b"BEGIN:VCARD\nFN:Ana\nEND:VCARD\n", "import.not_a_table"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 256)) * 40, "import.not_a_table"),
        (b"name,city\nAna,Ulm\n" + b"\x00" * 400, "import.not_a_table"),
        (b"PK\x03\x04 and then nothing of a workbook", "import.cannot_read"),
        (b"\xd0\xcf\x11\xe0 and then nothing of a workbook", "import.cannot_read"),
        (b"\x1f\x8b\x08 and then nothing compressed", "import.cannot_read"),
        (gzip.compress(b"name,city\n" * 9999)[:-20], "import.cannot_read"),
        (b",".join(b"c%d" % number for number in range(3000)) + b"\n", "import.too_wide"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason_and_name(make_file: MakeFile, content: bytes, code: str) -> None:
    with pytest.raises(UserError) as refusal:
        open_table(make_file("picture.csv", content))
    assert refusal.value.code == code
    assert refusal.value.details["file"] == "picture.csv"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as missing:
        open_table(tmp_path / "none.csv")
    with pytest.raises(UserError) as folder:
        open_table(tmp_path)
    assert (missing.value.code, folder.value.code) == ("import.missing", "import.cannot_read")


def test_one_endless_line_is_refused_without_being_held(make_file: MakeFile) -> None:
    path = make_file("line.csv.gz", gzip.compress(b"a," * 50_000_000, compresslevel=1))
    tracemalloc.start()
    try:
        with pytest.raises(UserError) as refusal:
            open_table(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert refusal.value.code == "import.long_line"
    assert peak < 10_000_000


def test_memory_does_not_grow_with_the_file(make_file: MakeFile) -> None:
    path = make_file("long.csv.gz", gzip.compress(b"name,city\n" + b"Ana Moreira,Leeds\n" * 100_000))
    tracemalloc.start()
    try:
        assert sum(1 for _ in open_table(path).rows()) == 100_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hits=st.lists(st.tuples(st.integers(4, 3000), st.integers(0, 255)), max_size=12), length=st.integers(4, 4000))
def test_a_damaged_workbook_gives_rows_or_one_clear_refusal(
    make_workbook: MakeWorkbook, hits: list[tuple[int, int]], length: int
) -> None:
    path = make_workbook({"People": [["Name", "Phone"], ["Ana", "0113 496 0101"], ["Lea", 12.5]]})
    content = bytearray(path.read_bytes()[:length])
    for place, value in hits:
        if place < len(content):
            content[place] = value
    path.write_bytes(content)
    try:
        table = open_table(path)
    except UserError:
        return
    assert settle(table, guess(table)).rows == len(list(table.rows()))


HEADS = st.sampled_from(
    [b"", b"name,phone\n", b"sep=;\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\xff\xfe", b'a;"b']
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=HEADS, body=st.one_of(st.binary(max_size=600), st.text(max_size=300).map(lambda text: text.encode())))
@example(head=b"", body=b"\r")
@example(head=b'a;"b', body=b'\r"')
@example(head=b"sep=;\n", body=b"")
def test_any_bytes_give_rows_or_one_clear_refusal(tmp_path: Path, head: bytes, body: bytes) -> None:
    path = tmp_path / "fuzz.csv"
    path.write_bytes(head + body)
    try:
        table = open_table(path)
    except UserError:
        return
    rows = list(table.rows())
    assert all(len(row) >= len(table.header) for _, row in rows)
    assert [line for line, _ in rows] == sorted(line for line, _ in rows)
    assert settle(table, guess(table)).rows == len(rows)


def test_a_stray_zero_byte_costs_no_row(make_file: MakeFile) -> None:
    table = open_table(make_file("p.csv", b"name,city\nAna\x00,Ulm\nLea,\x00Bonn\n"))
    assert cells(table) == [["Ana", "Ulm"], ["Lea", "Bonn"]]


def test_whole_lines_in_quotes_are_rows(make_file: MakeFile) -> None:
    text = '"Name,Phone,Note"\n"Ana,0170 1234567,""likes rye, buns"""\n"Lea,0171 7654321,"\n'
    table = open_table(make_file("p.csv", text.encode()))
    assert table.header == ("Name", "Phone", "Note")
    assert cells(table) == [["Ana", "0170 1234567", "likes rye, buns"], ["Lea", "0171 7654321", ""]]


def test_one_column_of_names_with_commas_stays_one_column(make_file: MakeFile) -> None:
    table = open_table(make_file("p.csv", b'"Customer"\n"Moreira, Ana"\n"Brandt, Lea"\n'))
    assert cells(table) == [["Moreira, Ana"], ["Brandt, Lea"]]


def test_names_of_columns_in_two_rows_are_put_together(make_file: MakeFile) -> None:
    text = "First,Last,Postal,E-mail\nname,name,code,\nAna,Moreira,1000,ana@a.pt\nLea,Brandt,1001,lea@a.pt\n"
    table = open_table(make_file("p.csv", text.encode()))
    assert table.header == ("First name", "Last name", "Postal code", "E-mail")
    assert [row[0] for row in cells(table)] == ["Ana", "Lea"]


def test_a_page_of_remarks_in_front_is_not_the_table(make_workbook: MakeWorkbook) -> None:
    remarks: list[list[Cell]] = [["About this file"], ["Made by", "the shop"]]
    numbered: list[list[Cell]] = [[f"a{number}", number, "b"] for number in range(9)]
    pieces: list[list[Cell]] = [["Xx", "Yy", "Zz"], *numbered]
    assert open_table(make_workbook({"Read me": remarks, "Data": pieces})).how_read.sheet == "Data"


_PIECES = ("a", "bc", " ", ",", ",", ";", '"', '""', ',"', '",', "'", "\\", "\0", "\r", "\n", "\r\n", "\n", "\n")


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from(_PIECES), max_size=300).map("".join),
    st.sampled_from(
        [
            Dialect(","),
            Dialect(","),
            Dialect(";"),
            Dialect(",", "'"),
            Dialect(",", escape="\\"),
            Dialect(",", space_after=True),
            Dialect(",", wrapped=True),
        ]
    ),
    st.integers(0, 4),
)
@example("a,b\n" * 63 + 'a,"b\n' + "a,b\n" * 5, Dialect(","), 2)
@example("a,b\n" * 63 + "a,b\\\n" + "a,b\n" * 5, Dialect(",", escape="\\"), 2)
@example("a,b\n" * 70 + '"' + "a\n" * 400, Dialect(","), 2)
@example("a,b\n" * 63 + "a," + "b" * 140_000, Dialect(","), 2)
def test_many_lines_at_once_are_the_rows_that_they_are_one_by_one(text: str, dialect: Dialect, width: int) -> None:
    lines = io.StringIO(text, newline="").readlines()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "_a_row_each", lambda *_: None)
        one_by_one = list(split_rows(iter(lines), dialect, width))
    assert list(split_rows(iter(lines), dialect, width)) == one_by_one
