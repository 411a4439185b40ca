"""Workbooks: the sheets of XLSX, XLS and ODS files as rows of text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import python_calamine as calamine

from relapp.domain.errors import UserError
from relapp.services.transfer.delimited import Row

MAX_UNPACKED = 600 << 20
"""The most bytes that a workbook may hold, unpacked."""
MAX_CELLS = 50_000_000
"""The most cells that the used area of a sheet may span."""

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
    _check_size(path)
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        names = tuple(
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ is calamine.SheetTypeEnum.WorkSheet and sheet.visible is calamine.SheetVisibleEnum.Visible
        )
    except BaseException as error:
        raise _refusal(error, path.name) from error
    return Workbook(path.name, names, book)


def _check_size(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise UserError("import.cannot_read", file=path.name) from error
    if unpacked > MAX_UNPACKED:
        raise UserError("import.too_large", file=path.name, megabytes=MAX_UNPACKED >> 20)


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
