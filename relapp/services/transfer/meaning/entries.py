"""Rows of a table as entries: what happened, with whom, when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from relapp.domain.errors import UserError
from relapp.domain.interactions import DEFAULT_CHANNEL, DEFAULT_DIRECTION, MAX_WORDS, Kind
from relapp.services.transfer.meaning.columns import Mapping, is_booked
from relapp.services.transfer.meaning.customer_numbers import customer_number
from relapp.services.transfer.meaning.formats import Formats
from relapp.services.transfer.meaning.headers import Field, plain
from relapp.services.transfer.meaning.kinds import CHANNELS, DIRECTIONS, KINDS, OUTCOMES, told
from relapp.services.transfer.meaning.names import full_name
from relapp.services.transfer.meaning.sales import CANCELLED
from relapp.services.transfer.meaning.values import (
    is_email,
    is_phone,
    one_line,
    parse_moment,
    parse_time,
)
from relapp.services.transfer.reading.tables import Table
from relapp.services.transfer.rows import BadRow, EntryRow, Who

_T = TypeVar("_T", bound=StrEnum)


def read_entries(table: Table, mapping: Mapping, formats: Formats) -> Iterator[EntryRow | BadRow]:
    """The entries of a table, in the file's order, as a stream.

    A cell that does not name a kind, channel or direction is not lost: it stands before the words. So do cells whose
    column is unknown, behind the words. A row that names nobody is bad (``row.no_person``), as is one without a date.

    Raises :class:`UserError`: ``import.no_date_column``; ``import.date_order`` (``column``, ``example``) while the
    order of the dates is open.
    """
    moment = mapping.first(Field.MOMENT)
    if moment is None:
        raise UserError("import.no_date_column", file=table.file)
    if moment in formats.unsettled:
        raise UserError("import.date_order", column=table.header[moment], example=formats.unsettled[moment])
    return _Entries(table, mapping, formats).rows()


class _Entries:
    """Turns rows into entries."""

    def __init__(self, table: Table, mapping: Mapping, formats: Formats) -> None:
        self._table = table
        self._mapping = mapping
        self._moment = mapping.first(Field.MOMENT)
        self._order = None if self._moment is None else formats.dates.get(self._moment)
        self._words = mapping.all(Field.WORDS, Field.NOTE)
        self._more = mapping.all(Field.OTHER)
        self._booked = is_booked(mapping)
        self._contacts = mapping.all(Field.EMAIL, Field.PHONE, Field.CONTACT)

    def rows(self) -> Iterator[EntryRow | BadRow]:
        """Every row of the table."""
        for line, cells in self._table.rows():
            if len(cells) > len(self._table.header):
                yield BadRow(line, tuple(cells), "row.too_many_cells")
            elif any(map(str.strip, cells)):
                yield self._row(line, cells)

    def _row(self, line: int, cells: list[str]) -> EntryRow | BadRow:
        text = self._cell(cells, Field.MOMENT)
        at = self._at(cells)
        if at is None:
            code = "row.date" if text else "row.no_date"
            return BadRow(line, tuple(cells), code, {"value": text} if text else {})
        who = self._who(cells)
        if not any((who[0].reference, who[0].email, who[0].phone, who[0].name)):
            return BadRow(line, tuple(cells), "row.no_person")
        left: list[str] = []
        if self._booked and plain(self._cell(cells, Field.STATUS)) in CANCELLED:
            return BadRow(line, tuple(cells), "row.event_cancelled")
        kind = self._told(cells, Field.KIND, KINDS, left) or (Kind.APPOINTMENT if self._booked else Kind.NOTE)
        channel = self._told(cells, Field.CHANNEL, CHANNELS, left) or DEFAULT_CHANNEL[kind]
        direction = self._told(cells, Field.DIRECTION, DIRECTIONS, left) or DEFAULT_DIRECTION[kind]
        outcome = self._told(cells, Field.STATUS, OUTCOMES, left)
        words = self._text(cells, left)
        if not words and not self._cell(cells, Field.KIND):
            return BadRow(line, tuple(cells), "row.nothing_said")
        return EntryRow(
            line=line,
            who=who,
            at=at,
            kind=kind,
            channel=channel,
            direction=direction,
            words=words,
            outcome=outcome,
            staff=one_line(self._cell(cells, Field.STAFF)),
        )

    def _cell(self, cells: list[str], field: Field) -> str:
        index = self._mapping.first(field)
        return "" if index is None else cells[index].strip()

    def _at(self, cells: list[str]) -> datetime | None:
        at = parse_moment(self._cell(cells, Field.MOMENT), self._order)
        clock = self._cell(cells, Field.TIME)
        if at is not None and clock and at.time() == datetime.min.time():
            time = parse_time(clock)
            at = None if time is None else datetime.combine(at, time)
        return at.astimezone() if at is not None else None

    def _who(self, cells: list[str]) -> tuple[Who, ...]:
        """Whom a row names; what it says besides a name is the first one's."""
        email = phone = ""
        for column in self._contacts:
            cell = one_line(cells[column.index])
            if not email and is_email(cell):
                email = cell
            elif not phone and is_phone(cell):
                phone = cell
        name = full_name(cells, self._mapping) or one_line(self._cell(cells, Field.COMPANY))
        first, *others = [part for told in name.split(";") if (part := told.strip())] or [""]
        reference = customer_number(self._cell(cells, Field.REFERENCE))
        return (Who(reference, email, phone, first), *(Who(name=other) for other in dict.fromkeys(others)))

    def _told(self, cells: list[str], field: Field, words: dict[str, _T], left: list[str]) -> _T | None:
        cell = self._cell(cells, field)
        found = told(cell, words)
        if cell and found is None:
            left.append(one_line(cell))
        return found

    def _text(self, cells: list[str], left: list[str]) -> str:
        parts = [*left, *(cells[column.index].strip() for column in self._words)]
        parts += [f"{column.header}: {cell}" for column in self._more if (cell := one_line(cells[column.index]))]
        return "\n".join(filter(None, parts))[:MAX_WORDS]
