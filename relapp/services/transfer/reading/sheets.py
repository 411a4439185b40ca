"""Workbooks: the sheets of XLSX, XLS and ODS files as rows of text."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import python_calamine as calamine

from relapp.domain.errors import UserError
from relapp.services.transfer.reading.delimited import Row
from relapp.services.transfer.reading.limits import unpacked_for
from relapp.services.transfer.reading.pauses import pause

MAX_UNPACKED = 600 << 20
"""The most bytes that any workbook may hold, unpacked; a small one less (:func:`unpacked_for`)."""
MAX_CELLS = 10_000_000
"""The most cells that the used area of a sheet may span; the library keeps them all in memory."""
MAX_WORDS = 150 << 20
"""The most bytes that the texts of a workbook, which its sheets share, may take."""
_MAX_ENTRIES = 10_000
_CHUNK = 1 << 20
_END_OF_ARCHIVE = b"PK\x05\x06"

_SHEET = re.compile(r"^xl/.*sheet.*\.xml$", re.I)
_WORDS = re.compile(r"sharedstrings\.xml$", re.I)
_TABLE = re.compile(r"^content\.xml$", re.I)
_TABLE_TAG = re.compile(rb"<(/?)(?:table:)?(table-row|covered-table-cell|table-cell|text:s)\b([^>]*)>")
_REPEATED = re.compile(rb"(?:number-(?:rows|columns)-repeated|text:c)\s*=\s*[\"']\s*\+?(\d+)")
_OF_NO_TYPE, _OF_TEXT = b'office:value-type="unknown"', b'office:value-type="string"'
_FILLED_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"(?:[^>]*[^/>])?>')

_Cell = str | int | float | bool | datetime | date | time | timedelta


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, read whole; ``height`` is its number of rows."""

    name: str
    height: int
    _cells: calamine.CalamineSheet = field(repr=False)

    def rows(self) -> Iterator[Row]:
        """The rows with their numbers as the workbook shows them, blank ones left out.

        Dates read 2010-12-01, moments 2010-12-01 08:34:00, numbers have a point and no zeros to spare.
        """
        for number, cells in enumerate(self._cells.iter_rows(), 1):
            texts = [cell if isinstance(cell, str) else _text(cell) for cell in cells]
            if any(texts):
                yield number, texts


@dataclass(frozen=True, slots=True)
class Workbook:
    """An open workbook; ``names`` are its visible sheets in order."""

    file: str
    names: tuple[str, ...]
    _book: calamine.CalamineWorkbook = field(repr=False)

    def sheet(self, name: str) -> Sheet:
        """Read one sheet.

        Raises :class:`UserError`: ``import.no_sheet``, ``import.too_large``, ``import.cannot_read``.
        """
        if name not in self.names:
            raise UserError("import.no_sheet", file=self.file, sheet=name, sheets=self.names)
        try:
            cells = self._book.get_sheet_by_name(name)
        except BaseException as error:
            raise _refusal(error, self.file) from error
        if cells.height * cells.width > MAX_CELLS:
            raise UserError("import.too_large", file=self.file, megabytes=MAX_UNPACKED >> 20)
        return Sheet(name, cells.height, cells)


def open_workbook(path: Path) -> Workbook:
    """Open a workbook of any of the three formats.

    Raises :class:`UserError`: ``import.not_a_table``, ``import.too_large``, ``import.password``,
    ``import.cannot_read``.
    """
    odd = _check(path)
    pause()
    try:
        book = calamine.CalamineWorkbook.from_filelike(_plainer(path)) if odd else calamine.load_workbook(path)
        names = tuple(
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ is calamine.SheetTypeEnum.WorkSheet and sheet.visible is calamine.SheetVisibleEnum.Visible
        )
    except BaseException as error:
        raise _refusal(error, path.name) from error
    return Workbook(path.name, names, book)


def _check(path: Path) -> bool:
    """Refuse what would cost too much. Returns whether there are cells of a type that the library passes over."""
    if not zipfile.is_zipfile(path):
        return False
    odd = False
    most = unpacked_for(path.stat().st_size, MAX_UNPACKED)
    too_large = UserError("import.too_large", file=path.name, megabytes=most >> 20)
    try:
        # Each entry costs memory before anything can be asked of the archive.
        if _entries(path) > _MAX_ENTRIES:
            raise too_large
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > most:
                raise too_large
            for entry in entries:
                if _WORDS.search(entry.filename) and entry.file_size > MAX_WORDS:
                    raise too_large
                # Reading to the end finds out who lies about their size, too.
                span, strange = _span_of(archive, entry)
                if span > MAX_CELLS:
                    raise too_large
                odd = odd or strange
    except (OSError, ValueError, RuntimeError, EOFError, struct.error, zlib.error, zipfile.BadZipFile) as error:
        raise UserError("import.cannot_read", file=path.name) from error
    return odd


def _plainer(path: Path) -> io.BytesIO:
    """An OpenDocument whose cells of no known type are text, which is what they show."""
    changed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            new.writestr(entry.filename, part.replace(_OF_NO_TYPE, _OF_TEXT) if _TABLE.search(entry.filename) else part)
    changed.seek(0)
    return changed


def _entries(path: Path) -> int:
    """How many entries an archive says it has."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - (1 << 16) - 22))
        end = file.read()
    at = end.rfind(_END_OF_ARCHIVE)
    return int.from_bytes(end[at + 10 : at + 12], "little") if at >= 0 else 0


def _span_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[int, bool]:
    """How many cells an entry makes the library set memory aside for, and whether some are of no known type."""
    if _TABLE.search(entry.filename):
        return _open_document_span(archive, entry)
    if _SHEET.search(entry.filename):
        return _span(archive, entry), False
    if entry.filename.lower().endswith((".xml", ".rels", ".bin")):
        with archive.open(entry) as content:
            while content.read(1 << 20):
                pause()
    return 0, False


def _open_document_span(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[int, bool]:
    """As :func:`_span` of an OpenDocument, where a cell or a row says how often it stands there."""
    largest = rows = row_repeats = column = width = last = 0
    filled = odd = False
    for closing, name, attributes in _tags(archive, entry):
        found = _REPEATED.search(attributes)
        repeats = int(found[1][:12]) if found else 1
        if name == b"text:s":
            # So many spaces in one cell are as bad as so many cells: where memory ends, the library ends the program.
            largest = max(largest, repeats)
        elif name == b"table-row":
            if not closing:
                row_repeats, column, last, filled = repeats, 0, 0, False
            rows += row_repeats if closing or attributes.endswith(b"/") else 0
            if filled and closing:
                width = max(width, last)
                largest = max(largest, rows * width)
        elif not closing:
            column += repeats
            if not attributes.endswith(b"/") or b"value" in attributes:
                filled, last = True, column
                odd = odd or _OF_NO_TYPE in attributes
    return largest, odd


def _tags(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes, bytes]]:
    rest = b""
    with archive.open(entry) as content:
        while chunk := content.read(_CHUNK):
            pause()
            text = rest + chunk
            cut = text.rfind(b"<")
            yield from _TABLE_TAG.findall(text, 0, max(cut, 0))
            # A tag that does not end is none.
            rest = text[cut:][: 1 << 16] if cut >= 0 else b""
        yield from _TABLE_TAG.findall(rest)


def _span(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """How many cells lie within the rows and columns that hold something.

    The library sets memory aside for all of them: one stray cell in the last corner would take 400 GB.
    """
    last_row, last_column, rest = 0, "", b""
    with archive.open(entry) as sheet:
        while chunk := sheet.read(_CHUNK):
            pause()
            text = rest + chunk
            for column, row in _FILLED_CELL.findall(text):
                last_row = max(last_row, int(row))
                last_column = max(last_column, column.decode(), key=lambda letters: (len(letters), letters))
            rest = text[text.rfind(b"<") :][:200]
    width = 0
    for letter in last_column:
        width = width * 26 + ord(letter) - 64
    return last_row * width


def _refusal(error: BaseException, file: str) -> BaseException:
    # A panic in Rust arrives as an exception outside Exception; a broken file is no reason to leave the program.
    if isinstance(error, calamine.PasswordError):
        return UserError("import.password", file=file)
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        return UserError("import.cannot_read", file=file)
    return error


def _text(cell: _Cell) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        # A spreadsheet shows 15 digits; what lies beyond is the dirt of binary fractions.
        return format(Decimal(f"{cell:.15g}"), "f")
    if isinstance(cell, timedelta):
        seconds = int(cell.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(cell)
