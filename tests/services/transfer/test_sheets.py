"""Cells of workbooks read as their sheet shows them, in every flavour of the format."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from relapp.services.transfer.reading.tables import open_table

_USUAL = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
_STRICT = ("http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FORMATS = (
    '<numFmts><numFmt numFmtId="164" formatCode="[h]:mm:ss"/>'
    '<numFmt numFmtId="165" formatCode="dd\\.mm\\.yyyy"/></numFmts>'
    "<cellXfs>" + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 21, 164, 165, 22)) + "</cellXfs>"
)
_NAMES = ["Name", "Date", "Time", "Long", "Day", "Moment", "Ok", "Failed", "Number"]
_ROW = (
    '<c t="inlineStr"><is><t>Ana</t></is></c><c s="1"><v>44562</v></c><c s="2"><v>0.5</v></c><c s="3"><v>1.5</v></c>'
    '<c s="4"><v>44562</v></c><c s="5"><v>44562.75</v></c><c t="b"><v>1</v></c><c t="e"><v>#DIV/0!</v></c>'
    "<c><v>3.2000000000000002</v></c>"
)


def workbook(path: Path, names: tuple[str, str], more: str = "", sheets: str = "") -> Path:
    """A workbook of one sheet with a cell of every kind."""
    main, relations = names

    def related(*targets: tuple[str, str]) -> str:
        entries = "".join(
            f'<Relationship Id="r{number}" Type="{relations}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, 1)
        )
        return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'

    header = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in _NAMES)
    with zipfile.ZipFile(path, "w") as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        book.writestr("_rels/.rels", related(("officeDocument", "xl/workbook.xml")))
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{relations}">{more}<sheets>{sheets}'
            '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        book.writestr("xl/_rels/workbook.xml.rels", related(("worksheet", "sheet1.xml"), ("styles", "styles.xml")))
        book.writestr("xl/styles.xml", f'<styleSheet xmlns="{main}">{_FORMATS}</styleSheet>')
        book.writestr(
            "xl/sheet1.xml",
            f'<worksheet xmlns="{main}"><sheetData><row>{header}</row><row>{_ROW}</row></sheetData></worksheet>',
        )
    return path


@pytest.mark.parametrize(
    ("names", "more", "day"),
    [
        (_USUAL, "", "2022-01-01"),
        (_STRICT, "", "2022-01-01"),
        # The Mac's spreadsheets once counted from 1904.
        (_USUAL, '<workbookPr date1904="1"/>', "2026-01-02"),
    ],
)
def test_cells_of_every_kind_read_as_they_are_shown(
    tmp_path: Path, names: tuple[str, str], more: str, day: str
) -> None:
    table = open_table(workbook(tmp_path / "a.xlsx", names, more))
    assert table.header == tuple(_NAMES)
    ((_, cells),) = table.rows()
    assert cells == ["Ana", day, "12:00:00", "36:00:00", day, f"{day} 18:00:00", "TRUE", "", "3.2"]


def test_a_hidden_sheet_is_not_the_table(tmp_path: Path) -> None:
    hidden = '<sheet name="secret" sheetId="2" state="hidden" r:id="r1"/>'
    assert open_table(workbook(tmp_path / "a.xlsx", _USUAL, sheets=hidden)).how_read.sheets == ("a",)
