"""The shop's own settings: declared once here, kept in its database."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from relapp.domain.errors import UserError
from relapp.storage import settings
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """One line a setting, with what holds until the shop says otherwise."""

    shop_name: str = ""
    currency: str = "EUR"
    day_first: bool = True
    """Whether 5/6 is the fifth of June."""
    sample: bool = False
    """Whether this is the sample shop."""


def read(reader: Reader) -> ShopSettings:
    """The shop's settings; what is unknown or of a wrong type falls back to its default."""
    stored = settings.every(reader)
    known: dict[str, Any] = {}
    for field in fields(ShopSettings):
        value = stored.get(field.name)
        if isinstance(value, type(field.default)):
            known[field.name] = value
    return ShopSettings(**known)


def change(tx: Transaction, **values: Any) -> None:
    """Set some.

    :raises UserError: ``setting.currency`` if the currency is not three letters.
    :raises KeyError: there is no such setting.
    """
    known = asdict(ShopSettings())
    for key, value in values.items():
        if key not in known:
            raise KeyError(key)
        if key == "currency" and not (len(value) == 3 and value.isascii() and value.isalpha()):
            raise UserError("setting.currency", value=value)
        settings.put(tx, key, value.upper() if key == "currency" else value)
