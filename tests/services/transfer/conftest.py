"""Files for the tests of import: bytes as they stand, and workbooks made by hand."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's day zero has no time zone
_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""
_RELATIONS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r0" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
 Target="{target}"/>{more}</Relationships>"""
_STYLES = """<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>"""
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

Cell = str | int | float | datetime | None
MakeFile = Callable[[str, bytes], Path]
MakeWorkbook = Callable[[dict[str, list[list[Cell]]]], Path]


@pytest.fixture
def make_file(tmp_path: Path) -> MakeFile:
    """A function that writes bytes to a file of that name."""

    def make(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return make


@pytest.fixture
def make_workbook(tmp_path: Path) -> MakeWorkbook:
    """A function that writes sheets, by name, to an XLSX file."""

    def make(sheets: dict[str, list[list[Cell]]]) -> Path:
        path = tmp_path / "book.xlsx"
        relation = (
            '<Relationship Id="r{0}" Target="sheet{0}.xml" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
        )
        entries = "".join(
            f'<sheet name="{escape(name)}" sheetId="{number}" r:id="r{number}"/>'
            for number, name in enumerate(sheets, 1)
        )
        with zipfile.ZipFile(path, "w") as book:
            book.writestr("[Content_Types].xml", _TYPES)
            book.writestr("_rels/.rels", _RELATIONS.format(kind="officeDocument", target="xl/workbook.xml", more=""))
            book.writestr(
                "xl/workbook.xml",
                f'<?xml version="1.0"?><workbook {_MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/'
                f'2006/relationships"><sheets>{entries}</sheets></workbook>',
            )
            more = "".join(relation.format(number) for number in range(1, len(sheets) + 1))
            relations = _RELATIONS.format(kind="styles", target="styles.xml", more=more)
            book.writestr("xl/_rels/workbook.xml.rels", relations)
            book.writestr("xl/styles.xml", _STYLES)
            for number, rows in enumerate(sheets.values(), 1):
                book.writestr(f"xl/sheet{number}.xml", _sheet(rows))
        return path

    return make


def _sheet(rows: list[list[Cell]]) -> str:
    lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    return f'<?xml version="1.0"?><worksheet {_MAIN}><sheetData>{lines}</sheetData></worksheet>'


def _cell(value: Cell) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    if isinstance(value, datetime):
        return f'<c s="1"><v>{(value - _EPOCH).total_seconds() / 86400!r}</v></c>'
    return f"<c><v>{value!r}</v></c>"
