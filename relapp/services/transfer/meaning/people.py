"""Rows of a table as customers with what is known of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from relapp.domain.customers import MAX_NAME, ContactKind, NewContactPoint, NewCustomer
from relapp.domain.errors import UserError
from relapp.domain.facts import FactKind, NewFact
from relapp.services.transfer.meaning.addresses import Addresses
from relapp.services.transfer.meaning.birthdays import birthday_columns
from relapp.services.transfer.meaning.columns import Column, Mapping
from relapp.services.transfer.meaning.consents import consents, is_answer
from relapp.services.transfer.meaning.customer_numbers import customer_number
from relapp.services.transfer.meaning.formats import Formats
from relapp.services.transfer.meaning.headers import Field, known_header, plain
from relapp.services.transfer.meaning.names import full_name
from relapp.services.transfer.meaning.numbers import several
from relapp.services.transfer.meaning.totals import is_total
from relapp.services.transfer.meaning.values import (
    DateOrder,
    is_email,
    is_phone,
    one_line,
    parse_birthday,
)
from relapp.services.transfer.reading.delimited import Row
from relapp.services.transfer.reading.tables import Table, column_letter
from relapp.services.transfer.rows import BadRow, PersonRow

_SEVERAL_MAILS = re.compile(r"\s*(?::::|[;,\n|])\s*|\s+(?=\S+@)|\s*/\s*(?=\S+@)")
_NAMED_MAIL = re.compile(r".*<([^<>@\s]+@[^<>\s]+)>")
_TAGS = re.compile(r"\s*(?::::|[;,|\n])\s*")
_NO_LABEL = re.compile(
    r"(?:primary |buyer |customer |contact )?(?:phone|e ?mail|tel|telefon|"
    r"telephone)(?: adresse?| address| number| no| nr)?(?: 1| value)?"
)


def read_people(table: Table, mapping: Mapping, formats: Formats) -> Iterator[PersonRow | BadRow]:
    """The customers of a table, in the file's order, as a stream.

    A column whose meaning is not known becomes a fact: its header is the kind, its cell the value. Somebody without a
    name goes by their firm, e-mail address or telephone number; a row with none of these is bad (``row.no_name``), and
    so are one with a name nobody can have (``row.long_name``) and the totals below the last (``row.total``).

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
        self._birthday = birthday_columns(mapping)
        self._labels = _labels(mapping)
        self._reached = mapping.all(Field.PHONE, Field.EMAIL, Field.CONTACT)
        self._asked = mapping.all(Field.CONSENT)
        labels = {_stem(column): column.index for column in mapping.all(Field.LABEL)}
        self._addresses = Addresses(mapping, labels)
        self._named_by = named_by(mapping)

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
        if len(name) > MAX_NAME:
            return BadRow(line, tuple(cells), "row.long_name", {"limit": MAX_NAME})
        if is_total(name) and not contacts:
            return BadRow(line, tuple(cells), "row.total")
        reference = self._mapping.first(Field.REFERENCE)
        customer = NewCustomer(
            name=name,
            nickname=nickname if nickname != name else "",
            reference=customer_number(cells[reference]) if reference is not None else "",
            contacts=contacts,
            note="\n".join(text for column in self._mapping.all(Field.NOTE) if (text := cells[column.index].strip())),
        )
        said = tuple(consents((column.header, cells[column.index]) for column in self._asked))
        told = (tag for column in self._mapping.all(Field.TAGS) for tag in _TAGS.split(cells[column.index].strip()))
        # Google marks its own groups and labels with an asterisk.
        tags = dict.fromkeys(filter(None, (tag.removeprefix("* ").strip('"') for tag in told)))
        return PersonRow(line, customer, tuple(self._facts(cells, name)), tuple(tags), consents=said)

    def _cell(self, cells: list[str], name: Field) -> str:
        index = self._mapping.first(name)
        return one_line(cells[index]) if index is not None else ""

    def _contacts(self, cells: list[str]) -> Iterator[NewContactPoint]:
        for column in self._reached:
            cell = cells[column.index]
            if not cell or cell.isspace():
                continue
            label = self._labels[column.index]
            words = label if isinstance(label, str) else _label(cells[label])
            if column.field is Field.EMAIL:
                yield from (NewContactPoint(_contact_kind(value, column.field), value, words) for value in _mails(cell))
            else:
                for value, beside in several(cell):
                    yield NewContactPoint(_contact_kind(value, column.field), one_line(value), beside or words)
        for text, label in self._addresses.of(cells):
            yield NewContactPoint(ContactKind.ADDRESS, text, label)

    def _facts(self, cells: list[str], name: str) -> Iterator[NewFact]:
        born = self._birthday.fact(cells) if self._birthday is not None else None
        if born is not None:
            yield born
        for column in self._mapping.columns:
            value = cells[column.index].strip()
            if not value or (born is not None and self._birthday is not None and column.index in self._birthday):
                continue
            if column.field is Field.CONSENT and not is_answer(value):
                yield NewFact(column.header, value)
            elif column.field is Field.BIRTHDAY:
                yield _birthday(value, self._order)
            elif column.field is Field.OTHER or (column.field is Field.COMPANY and one_line(value) != name):
                label = self._named_by.get(column.index)
                kind = _label(cells[label]) if label is not None else ""
                yield NewFact(kind or ("company" if column.field is Field.COMPANY else column.header), value)
        for index, cell in enumerate(cells[self._width :], self._width):
            if cell.strip():
                yield NewFact(column_letter(index), cell.strip())


def named_by(mapping: Mapping) -> dict[int, int]:
    """Which column says what another one holds: "Event 1 - Label" says what "Event 1 - Value" is."""
    labels = {_stem(column): column.index for column in mapping.all(Field.LABEL)}
    return {column.index: labels[stem] for column in mapping.all(Field.OTHER) if (stem := _stem(column)) in labels}


def _label(cell: str) -> str:
    """What a cell calls the one beside it; Google marks the label it shows first, which may have no name."""
    return one_line(cell).removeprefix("*").strip()


def _labels(mapping: Mapping) -> dict[int, str | int]:
    """For each contact column its label: words, or the index of the column that holds them."""
    stems = {_stem(column): column.index for column in mapping.all(Field.LABEL)}
    labels: dict[int, str | int] = {}
    for column in mapping.all(Field.PHONE, Field.EMAIL, Field.CONTACT):
        known = known_header(column.header)
        plainest = known is not None and known.rank == 0 and column.field is known.field
        bare = plainest or _NO_LABEL.fullmatch(plain(column.header)) or len(mapping.all(column.field)) == 1
        labels[column.index] = stems.get(_stem(column), "" if bare else column.header)
    return labels


def _stem(column: Column) -> str:
    """What "Phone 1 - Type" and "Phone 1 - Value" share."""
    return re.sub(r" (?:value|type|label|formatted)$", "", plain(column.header))


def _mails(cell: str) -> Iterator[str]:
    parts = [part for part in _SEVERAL_MAILS.split(cell.strip()) if part]
    if len(parts) > 1 and not all(map(is_email, parts)):
        parts = [part for part in re.split(r"\s*(?::::|[;\n])\s*", cell.strip()) if part]
    for part in parts:
        named = _NAMED_MAIL.fullmatch(part)
        yield named[1] if named else part.removeprefix("mailto:")


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
