"""Names as the cells of a row tell them."""

from __future__ import annotations

from relapp.services.transfer.meaning.columns import Mapping
from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.meaning.values import one_line, unturned


def full_name(cells: list[str], mapping: Mapping) -> str:
    """The name that a row gives, whole or put together from its parts."""
    whole = mapping.first(Field.NAME)
    if whole is not None and (name := one_line(cells[whole])):
        return unturned(name) if mapping.columns[whole].turned else name
    parts = (mapping.first(part) for part in (Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME))
    return " ".join(name for index in parts if index is not None and (name := one_line(cells[index])))
