"""Birthdays whose day, month and year stand in columns of their own."""

from __future__ import annotations

import re
from typing import NamedTuple

from relapp.domain.facts import FactKind, NewFact
from relapp.services.transfer.meaning.columns import Mapping
from relapp.services.transfer.meaning.headers import Field, plain
from relapp.services.transfer.meaning.values import DateOrder, parse_birthday

_BORN = r"birth ?(?:day|date)?"
_DAY = re.compile(rf"{_BORN} day|day of birth|geburtstag|jour de naissance|dia de nacimiento|giorno di nascita")
_MONTH = re.compile(
    rf"{_BORN} month|month of birth|geburtsmonat|mois de naissance|mes de nacimiento|mese di nascita|geboortemaand"
)
_YEAR = re.compile(
    rf"{_BORN} year|year of birth|geburtsjahr|annee de naissance|ano de nacimiento|anno di nascita|geboortejaar"
)
_SHORT = 2


class BirthdayColumns(NamedTuple):
    """Where the parts of a birthday stand; ``year`` may have no column."""

    day: int
    month: int
    year: int | None

    def fact(self, cells: list[str]) -> NewFact | None:
        """The birthday of a row; ``None`` where its cells make none."""
        day, month = (cells[index].strip() for index in self[:2])
        year = cells[self.year].strip() if self.year is not None else ""
        if not day.isdecimal():
            return None
        if not month.isdecimal():
            text = f"{day} {month} {year}".strip()
        elif len(year) == _SHORT:
            text = f"{day.zfill(2)}.{month.zfill(2)}.{year}"
        else:
            text = f"{year or '-'}-{month.zfill(2)}-{day.zfill(2)}"
        found = parse_birthday(text, DateOrder.DAY_FIRST)
        if found is None:
            return None
        return NewFact(FactKind.BIRTHDAY, text, month=found.month, day=found.day, year=found.year)


def birthday_columns(mapping: Mapping) -> BirthdayColumns | None:
    """The columns that together hold a birthday, if there are such."""

    def headed(words: re.Pattern[str]) -> int | None:
        told = mapping.all(Field.OTHER, Field.BIRTHDAY)
        return next((column.index for column in told if words.fullmatch(plain(column.header))), None)

    day, month = headed(_DAY), headed(_MONTH)
    return None if day is None or month is None else BirthdayColumns(day, month, headed(_YEAR))
