"""What rows of people and of sales have in common: rows that cannot be read, and names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from relapp.services.transfer.meaning.columns import Mapping
from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.meaning.values import one_line


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken in: its line, its cells as they stand, and why.

    Codes: ``row.no_date``, ``row.date``, ``row.number`` (``column``, ``value``), ``row.nothing_bought``,
    ``row.cancelled``, ``row.too_many_cells``, ``row.no_name``.
    """

    line: int
    cells: tuple[str, ...]
    code: str
    details: dict[str, Any] = field(default_factory=dict)


def full_name(cells: list[str], mapping: Mapping) -> str:
    """The name that a row gives, whole or put together from its parts."""
    whole = mapping.first(Field.NAME)
    if whole is not None and (name := one_line(cells[whole])):
        return name
    parts = (mapping.first(part) for part in (Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME))
    return " ".join(name for index in parts if index is not None and (name := one_line(cells[index])))
