"""Rows of a table as customers with what is known of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.errors import UserError
from relapp.domain.facts import FactKind, NewFact
from relapp.services.transfer.meaning.columns import Column, Mapping
from relapp.services.transfer.meaning.formats import Formats
from relapp.services.transfer.meaning.headers import Field, known_header, plain
from relapp.services.transfer.meaning.names import full_name
from relapp.services.transfer.meaning.values import (
    DateOrder,
    is_email,
    is_phone,
    one_line,
    parse_birthday,
    plain_reference,
)
from relapp.services.transfer.reading.delimited import Row
from relapp.services.transfer.reading.tables import Table, column_letter
from relapp.services.transfer.rows import BadRow, PersonRow

_SEVERAL_IN_ONE = re.compile(r"\s*(?::::|[;\n])\s*")
_TAGS = re.compile(r"\s*(?::::|[;,|\n])\s*")
_BARE_LABELS = frozenset({"phone", "phone number", "email", "e mail", "email address", "e mail address"})


def read_people(table: Table, mapping: Mapping, formats: Formats) -> Iterator[PersonRow | BadRow]:
    """The customers of a table, in the file's order, as a stream.

    A column whose meaning is not known becomes a fact: its header is the kind, its cell the value. Somebody without a
    name goes by their firm, e-mail address or telephone number; a row with none of these is bad (``row.no_name``).

    Raises :class:`UserError`: ``import.no_name_column``; ``import.date_order`` while the order of birthdays is open.
    """
    if not mapping.has(*_NAMING):
        raise UserError("import.no_name_column", file=table.file)
    for index, example in formats.unsettled.items():
        raise UserError("import.date_order", column=table.header[index], example=example)
    return _people(table, _PeopleReader(table, mapping, formats))


_NAMING = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.COMPANY, Field.NICKNAME, Field.EMAIL, Field.PHONE)


def _people(table: Table, reader: _PeopleReader) -> Iterator[PersonRow | BadRow]:
    for row in table.rows():
        yield reader.person(row)


class _PeopleReader:
    """Turns rows into customers."""

    def __init__(self, table: Table, mapping: Mapping, formats: Formats) -> None:
        self._mapping = mapping
        self._width = len(table.header)
        birthday = mapping.first(Field.BIRTHDAY)
        self._order = formats.dates.get(birthday) if birthday is not None else None
        self._labels = _labels(mapping)

    def person(self, row: Row) -> PersonRow | BadRow:
        """One row."""
        line, cells = row
        contacts = tuple(dict.fromkeys(self._contacts(cells)))
        company = self._cell(cells, Field.COMPANY)
        nickname = self._cell(cells, Field.NICKNAME)
        reached_by = (point.value for point in contacts if point.kind is not ContactKind.ADDRESS)
        name = full_name(cells, self._mapping) or company or nickname or next(reached_by, "")
        if not name:
            return BadRow(line, tuple(cells), "row.no_name")
        reference = self._mapping.first(Field.REFERENCE)
        customer = NewCustomer(
            name=name,
            nickname=nickname if nickname != name else "",
            reference=plain_reference(cells[reference]) if reference is not None else "",
            contacts=contacts,
            note="\n".join(text for column in self._mapping.all(Field.NOTE) if (text := cells[column.index].strip())),
        )
        tags = (tag for column in self._mapping.all(Field.TAGS) for tag in _TAGS.split(cells[column.index].strip()))
        # Google marks its own groups and labels with an asterisk.
        tags = (tag.removeprefix("* ") for tag in tags)
        return PersonRow(line, customer, tuple(self._facts(cells, name)), tuple(dict.fromkeys(filter(None, tags))))

    def _cell(self, cells: list[str], name: Field) -> str:
        index = self._mapping.first(name)
        return one_line(cells[index]) if index is not None else ""

    def _contacts(self, cells: list[str]) -> Iterator[NewContactPoint]:
        for column in self._mapping.all(Field.PHONE, Field.EMAIL, Field.CONTACT):
            label = self._labels[column.index]
            words = label if isinstance(label, str) else one_line(cells[label]).removeprefix("* ")
            for value in _SEVERAL_IN_ONE.split(cells[column.index].strip()):
                if value:
                    yield NewContactPoint(_contact_kind(value, column.field), value, words)
        address = self._address(cells)
        if address:
            yield NewContactPoint(ContactKind.ADDRESS, address)
        for column in self._mapping.all(Field.ADDRESS):
            whole = cells[column.index].strip()
            if whole and whole != address:
                label = self._labels[column.index]
                yield NewContactPoint(ContactKind.ADDRESS, whole, label if isinstance(label, str) else "")

    def _address(self, cells: list[str]) -> str:
        street = (one_line(cells[column.index]) for column in self._mapping.all(Field.STREET))
        place = f"{self._cell(cells, Field.POSTCODE)} {self._cell(cells, Field.CITY)}".strip()
        land = (self._cell(cells, Field.REGION), self._cell(cells, Field.COUNTRY))
        lines = (*street, place, ", ".join(filter(None, land)))
        return "\n".join(line for line in lines if line)

    def _facts(self, cells: list[str], name: str) -> Iterator[NewFact]:
        for column in self._mapping.columns:
            value = cells[column.index].strip()
            if not value:
                continue
            if column.field is Field.BIRTHDAY:
                yield _birthday(value, self._order)
            elif column.field is Field.OTHER or (column.field is Field.COMPANY and one_line(value) != name):
                yield NewFact(column.header, value)
        for index, cell in enumerate(cells[self._width :], self._width):
            if cell.strip():
                yield NewFact(column_letter(index), cell.strip())


def _labels(mapping: Mapping) -> dict[int, str | int]:
    """For each contact column its label: words, or the index of the column that holds them."""
    stems = {_stem(column): column.index for column in mapping.all(Field.LABEL)}
    labels: dict[int, str | int] = {}
    for column in mapping.all(Field.PHONE, Field.EMAIL, Field.CONTACT, Field.ADDRESS):
        known = known_header(column.header)
        plainest = known is not None and known.rank == 0 and column.field is known.field
        bare = plainest or plain(column.header) in _BARE_LABELS or len(mapping.all(column.field)) == 1
        labels[column.index] = stems.get(_stem(column), "" if bare else column.header)
    return labels


def _stem(column: Column) -> str:
    """What "Phone 1 - Type" and "Phone 1 - Value" share."""
    return re.sub(r" (?:value|type|label|formatted)$", "", plain(column.header))


def _contact_kind(value: str, meant: Field) -> ContactKind:
    if is_email(value):
        return ContactKind.EMAIL
    if meant is Field.PHONE or is_phone(value):
        return ContactKind.PHONE
    return ContactKind.OTHER


def _birthday(value: str, order: DateOrder | None) -> NewFact:
    day = parse_birthday(value, order)
    if day is None:
        return NewFact(FactKind.BIRTHDAY, value)
    return NewFact(FactKind.BIRTHDAY, value, month=day.month, day=day.day, year=day.year)
