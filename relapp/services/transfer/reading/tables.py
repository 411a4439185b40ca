"""From a file to a table: header names and rows of cells, whatever the file's format."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import NamedTuple

from relapp.domain.errors import UserError
from relapp.services.transfer.guard import unguarded
from relapp.services.transfer.meaning.headers import is_familiar
from relapp.services.transfer.meaning.values import (
    DateEvidence,
    date_evidence,
    is_email,
    is_full_name,
    is_phone,
    parse_amount,
)
from relapp.services.transfer.reading.delimited import Row, TextFile, find_dialect, look_through, split_rows
from relapp.services.transfer.reading.ldif import AddressBook, is_ldif
from relapp.services.transfer.reading.sheets import Sheet, Workbook, open_workbook

MAX_COLUMNS = 1_000
"""The most columns that a table may have."""
_HEADER_WITHIN = 60
_ZIP, _OLE, _GZIP = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class HowRead:
    """How a file was understood, to show to the person who chose it.

    ``format`` is "text", "workbook" or "address_book" (LDIF, whose every cell says its column), of documents "cards",
    "calendar", "mail", "chat" or "shop"; ``encoding`` (a Python codec name) and ``separator`` are empty for workbooks,
    ``sheet`` and ``sheets`` (all its visible sheets) are empty for text. ``header_line`` is ``None`` where no row names
    the columns; ``preamble`` counts the lines above it. ``lines`` is about how many lines or rows there are, for
    showing progress.
    """

    format: str
    lines: int
    encoding: str = ""
    separator: str = ""
    compressed: bool = False
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header_line: int | None = None
    preamble: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a file; nothing of a text file is held in memory.

    ``header`` has one name a column, as written but on one line; a column without one is named by its letter ("C").
    ``mended`` are the cells that a person put in the place of a line's own.
    """

    file: str
    header: tuple[str, ...]
    how_read: HowRead
    _source: Callable[[], Iterator[Row]] = field(repr=False)
    mended: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """The rows below the header, from the start on each call: line number (from 1) and cells.

        Blank rows are left out; short ones are filled up with empty cells; more cells than names are left as they are.
        What was guarded against being run as a formula is as it was before.
        Raises :class:`UserError` ``import.cannot_read`` if the file has gone or was changed.
        """
        width = len(self.header)
        first = self.how_read.header_line or self.how_read.preamble
        for line, cells in self.raw_rows():
            if line <= first:
                continue
            if line in self.mended:
                cells = list(self.mended[line])
            if len(cells) < width:
                cells.extend([""] * (width - len(cells)))
            # Few rows have one anywhere, so that most are not looked through cell by cell.
            if "'" in "".join(cells):
                for place, cell in enumerate(cells):
                    if cell[:1] == "'":
                        cells[place] = unguarded(cell)
            yield line, cells

    def raw_rows(self) -> Iterator[Row]:
        """The rows as they stand in the file, also those above its header; raises as :meth:`rows`."""
        try:
            yield from self._source()
        except (OSError, EOFError, zlib.error) as error:
            raise UserError("import.cannot_read", file=self.file) from error


def open_table(
    path: Path | str,
    sheet: str | None = None,
    *,
    encoding: str = "",
    separator: str = "",
    header_line: int | None = None,
) -> Table:
    """Find out what the file is by its content, and where its table begins.

    ``sheet`` names a sheet of a workbook; without it the first one with a known header is taken, else the first that
    looks like a table. A person may say what was read wrongly: the ``encoding`` and ``separator`` of a text file, and
    the line with the names of the columns (0: no line has them).

    Raises :class:`UserError` with ``file``: ``import.missing``, ``import.cannot_read``, ``import.empty``,
    ``import.not_a_table``, ``import.too_large``, ``import.long_line``, ``import.too_wide``, ``import.password``,
    ``import.no_sheet``.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except FileNotFoundError as error:
        raise UserError("import.missing", file=path.name) from error
    except (OSError, ValueError) as error:
        raise UserError("import.cannot_read", file=path.name) from error
    if start in (_ZIP, _OLE):
        return _sheet_table(open_workbook(path), sheet, header_line)
    text = look_through(path, compressed=start.startswith(_GZIP), encoding=encoding)
    if is_ldif(text.sample):
        return _address_book(text)
    return _text_table(text, separator, header_line)


def _text_table(text: TextFile, separator: str, line: int | None) -> Table:
    dialect = find_dialect(text.sample, is_familiar, separator)
    top = list(islice(split_rows(iter(text.sample), dialect), _HEADER_WITHIN))
    if not top:
        raise UserError("import.empty", file=text.path.name)
    header, header_line, preamble = _top(top, text.path.name, line)
    how_read = HowRead(
        format="text",
        lines=text.lines,
        encoding=text.encoding,
        separator=dialect.separator,
        compressed=text.compressed,
        header_line=header_line,
        preamble=preamble,
    )
    return Table(text.path.name, header, how_read, lambda: split_rows(text.lines_of_text(), dialect, width=len(header)))


def _address_book(text: TextFile) -> Table:
    book = AddressBook(text)
    if not book.header:
        raise UserError("import.empty", file=text.path.name)
    how_read = HowRead(format="address_book", lines=text.lines, encoding=text.encoding, compressed=text.compressed)
    return Table(text.path.name, book.header, how_read, book.rows)


def _sheet_table(book: Workbook, wanted: str | None, line: int | None) -> Table:
    best: tuple[Sheet, _Top] | None = None
    most = -1
    for name in book.names if wanted is None else (wanted,):
        sheet = book.sheet(name)
        rows = list(islice(sheet.rows(), _HEADER_WITHIN))
        if not rows:
            continue
        top = _top(rows, book.file, line)
        if sum(map(is_familiar, top.header)) > 1:
            best = (sheet, top)
            break
        # A page of remarks in front of the tables has few rows of as many cells.
        alike = Counter(filled for _, cells in rows if (filled := _filled(cells)) > 1)
        evenness = max(alike.values(), default=0)
        if evenness > 2 * most or best is None:
            best, most = (sheet, top), evenness
    if best is None:
        raise UserError("import.empty", file=book.file)
    sheet, top = best
    how_read = HowRead(
        format="workbook",
        lines=sheet.height,
        sheet=sheet.name,
        sheets=book.names,
        header_line=top.header_line,
        preamble=top.preamble,
    )
    return Table(book.file, top.header, how_read, sheet.rows)


class _Top(NamedTuple):
    """Where a table begins; see :class:`HowRead`."""

    header: tuple[str, ...]
    header_line: int | None
    preamble: int


def _top(rows: list[Row], file: str, told: int | None = None) -> _Top:
    """Find the row of column names among the first rows of a file, unless somebody ``told`` where it is."""
    counts = Counter(len(cells) for _, cells in rows if len(cells) > 1)
    width = max(counts, key=lambda size: (counts[size], size), default=1)
    if width > MAX_COLUMNS:
        raise UserError("import.too_wide", file=file, columns=MAX_COLUMNS)
    full = [row for row in rows if _filled(row[1]) * 2 > width or _filled(row[1]) == width] or rows
    line, cells = next((row for row in full[:10] if sum(map(is_familiar, row[1])) > max(1, width // 3)), full[0])
    if told:
        line, cells = next((row for row in rows if row[0] == told), (line, cells))
    named = (_names_columns(cells) and not _names_people(cells, rows)) if told is None else told > 0
    if named and counts[width] * 2 <= len(rows):
        width = len(cells)
    if named:
        line, cells = _with_second_line(rows, line, cells)
    used = 1 + max((index for _, row in rows for index, cell in enumerate(row[:width]) if cell.strip()), default=0)
    names = [" ".join(cell.split()) for cell in cells] if named else []
    while len(names) > used and not names[-1]:
        names.pop()
    names.extend([""] * (used - len(names)))
    header = tuple(name or column_letter(index) for index, name in enumerate(names))
    return _Top(header, line if named else None, line - 1 if named else 0)


def _with_second_line(rows: list[Row], line: int, cells: list[str]) -> Row:
    """The names of the columns, put together where they stand in two rows: "Postal" above "code"."""
    above = [row for row in rows if row[0] < line][-1:]
    below = [row for row in rows if row[0] > line][:1]
    found = (_together(upper, (line, cells)) for upper in above)
    more = (_together((line, cells), lower) for lower in below)
    return next(filter(None, chain(found, more)), (line, cells))


def _together(upper: Row, lower: Row) -> Row | None:
    if len(lower[1]) > len(upper[1]) + 1 or not (_are_words(upper[1]) and _are_words(lower[1])):
        return None
    names = [" ".join(filter(None, map(str.strip, pair))) for pair in zip_longest(upper[1], lower[1], fillvalue="")]
    known = [sum(map(is_familiar, each)) for each in (upper[1], lower[1], names)]
    return (lower[0], names) if known[2] > max(known[:2]) else None


def _are_words(cells: list[str]) -> bool:
    return all(len(cell) < 30 and not any(map(str.isdigit, cell)) and "@" not in cell for cell in cells)


def _filled(cells: list[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _names_columns(cells: list[str]) -> bool:
    """Whether the cells are names of columns and not already values."""
    filled = [cell for cell in cells if cell.strip()]
    familiar = sum(map(is_familiar, filled))
    if any(is_email(cell) or is_phone(cell) or date_evidence(cell) is not DateEvidence.NONE for cell in filled):
        return familiar > 1
    return familiar > 0 or sum(parse_amount(cell) is not None for cell in filled) * 2 <= len(filled)


def _names_people(cells: list[str], rows: list[Row]) -> bool:
    """Whether the cells stand above others of their kind: nobody calls a column "Ana Moreira"."""
    if any(map(is_familiar, cells)):
        return False
    for index in (index for index, cell in enumerate(cells) if is_full_name(cell)):
        below = [each[index] for _, each in rows if each is not cells and index < len(each) and each[index].strip()]
        if below and sum(map(is_full_name, below)) * 10 >= 7 * len(below):
            return True
    return False


def column_letter(index: int) -> str:
    """The name that spreadsheets give the column ``index`` (from 0): A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
