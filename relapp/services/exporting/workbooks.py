"""Lists as XLSX: days are days, money is numbers, everything else is words that no spreadsheet runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any

from relapp.domain.cells import Cell
from relapp.services.transfer.guard import FIRST, guarded, unguarded

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1 << 20
"""So many rows a sheet holds, its header among them; the rest stands in further sheets."""
LONGEST = 32_767
"""So long a cell may be, in units of UTF-16; the rest of a text stands in a sheet of its own."""
REST = "longer texts"
"""The sheet with what did not fit, its columns after :data:`REST_HEADER`."""
REST_HEADER = ("sheet", "row", "column", "text")

_MOST_DIGITS = 15
_FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheets count days differently."""
_LONGEST_NAME = 31
_BAD_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]+")
_DAY, _MOMENT, _TIME = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm"


def write(
    file: IO[bytes], title: str, header: Sequence[str], rows: Iterable[Sequence[Any]], cells: Sequence[Cell]
) -> None:
    """Write one list as a workbook, row by row; ``cells`` say what the columns hold, text where there are fewer.

    :raises OSError: it cannot be written.
    """
    # Nothing that only reads should have to load it.
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    # What stops the writing would leave the rows so far behind in the library's own files.
    with TemporaryDirectory(prefix="relapp-") as folder:
        book = Workbook(file, {"constant_memory": True, "tmpdir": folder})
        try:
            _List(book, title, header, cells).write(rows)
            book.close()
        except FileCreateError as error:
            raise (error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error))) from error
        finally:
            for sheet in book.worksheets():
                if sheet.row_data_fh is not None and not sheet.row_data_fh.closed:
                    sheet.row_data_fh.close()
            # Whatever became of it is told by now; the library would tell it again when it is taken apart.
            book.fileclosed = True


class _List:
    """One list in a workbook, in as many sheets as it takes."""

    def __init__(self, book: Workbook, title: str, header: Sequence[str], cells: Sequence[Cell]) -> None:
        self._book = book
        self._title = _BAD_IN_NAMES.sub(" ", title).strip("' ") or "relapp"
        self._header = header
        self._cells = cells
        self._formats: dict[str, Any] = {}
        self._words = book.add_format({"quote_prefix": True})
        self._plain = book.add_format()
        self._bold = book.add_format({"bold": True})
        self._sheets = 0
        self._sheet: Worksheet = self._further()
        self._row = 1
        self._rest: Worksheet | None = None
        self._rest_row = 1

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Put the rows down, one after another."""
        for row in rows:
            if self._row == MOST_ROWS:
                self._sheet, self._row = self._further(), 1
            for column, value in enumerate(row):
                if value is not None and value != "":
                    self._put(column, value)
            self._row += 1

    def _further(self) -> Worksheet:
        self._sheets += 1
        number = f" ({self._sheets})" if self._sheets > 1 else ""
        name = _fitting(self._title, _LONGEST_NAME - len(number)).rstrip("' ") + number
        # These two are the library's and the program's own.
        taken = name.casefold() in ("history", REST)
        sheet: Worksheet = self._book.add_worksheet(f"_{name}" if taken else name)
        widths = [_width(title, self._cell(column)) for column, title in enumerate(self._header)]
        self._begin(sheet, self._header, widths)
        return sheet

    def _begin(self, sheet: Worksheet, header: Sequence[str], widths: Sequence[int]) -> None:
        sheet.freeze_panes(1, 0)
        # A telephone number is no mistake for being words.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for column, title in enumerate(header):
            sheet.write_string(0, column, title, self._bold)

    def _cell(self, column: int) -> Cell:
        return self._cells[column] if column < len(self._cells) else Cell.TEXT

    def _put(self, column: int, value: Any) -> None:
        kind = self._cell(column)
        text = str(value)
        if kind is Cell.WHEN and (found := _when(text)) is not None:
            at, form = found
            self._sheet.write_datetime(self._row, column, at, self._format(form))
        elif kind in (Cell.NUMBER, Cell.MONEY) and (amount := _number(text)) is not None:
            form = _money(text) if kind is Cell.MONEY else ""
            self._sheet.write_number(self._row, column, amount, self._format(form) if form else None)
        else:
            self._put_text(column, text)

    def _put_text(self, column: int, text: str) -> None:
        text = text.encode("utf-8", "replace").decode() if not text.isascii() else text
        # Our own import takes a guard off: what looks like one gets another.
        first, *more = _pieces(text if unguarded(text) == text else f"'{text}")
        if first[:1] in FIRST and guarded(first) != first:
            self._sheet.write_string(self._row, column, first, self._words)
        elif first.startswith("<r>") and first.endswith("</r>"):
            # The library would take it for its own marks.
            self._sheet.write_rich_string(self._row, column, first[:1], self._plain, first[1:])
        else:
            self._sheet.write_string(self._row, column, first)
        for piece in more:
            self._put_rest(column, piece)

    def _put_rest(self, column: int, text: str) -> None:
        if self._rest is None:
            self._rest = self._book.add_worksheet(REST)
            self._begin(self._rest, REST_HEADER, (20, 10, 20, 80))
        where = (self._sheet.get_name(), str(self._row + 1), self._header[column])
        for place, told in enumerate((*where, text)):
            self._rest.write_string(self._rest_row, place, told)
        self._rest_row += 1

    def _format(self, form: str) -> Any:
        if form not in self._formats:
            self._formats[form] = self._book.add_format({"num_format": form})
        return self._formats[form]


def _when(text: str) -> tuple[date | datetime | time, str] | None:
    """A day, a moment on the clock of the shop, or a time of day; ``None`` where a spreadsheet knows none such."""
    try:
        if ":" in text[:3]:
            return time.fromisoformat(text).replace(tzinfo=None), _TIME
        at = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
    if at.date() < _FIRST_DAY:
        return None
    return (at.date(), _DAY) if len(text) == len("2025-05-06") else (at, _MOMENT)


def _number(text: str) -> float | None:
    """A number that a spreadsheet keeps to the last digit."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or len(number.as_tuple().digits) > _MOST_DIGITS:
        return None
    return float(number)


def _money(text: str) -> str:
    decimals = len(text.partition(".")[2])
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that fit into a cell, none of them cut within a letter."""
    while len(text) > LONGEST // 2 and len(text.encode("utf-16-le")) > 2 * LONGEST:
        fitting = _fitting(text, LONGEST)
        yield fitting
        text = text[len(fitting) :]
    yield text


def _fitting(text: str, units: int) -> str:
    """The beginning of a text, so long in units of UTF-16 and not cut within a letter."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def _width(title: str, cell: Cell) -> int:
    """Letters."""
    return max(len(title) + 2, 16 if cell is Cell.WHEN else 12 if cell is not Cell.TEXT else 20)
