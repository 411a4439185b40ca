"""Phone numbers: whether two spellings, with a country code or without, are one number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from relapp.domain.folding import digits

FEWEST_DIGITS = 6
"""A shorter number is an extension, or a slip: it tells nobody apart."""

_TWO_DIGITS = frozenset({
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51",
    "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90",
    "91", "92", "93", "94", "95", "98",
})  # fmt: skip
_DIALLED_BEFORE = {"1": "1", "7": "8"}
"""What is dialled before a national number, by country code, where it is not a zero."""


@dataclass(frozen=True, slots=True)
class Phone:
    """``number`` is what is dialled within the country, without zeros before it; ``country`` its code, if written."""

    country: str
    number: str


@lru_cache(2048)
def read_phone(text: str) -> Phone | None:
    """The number in ``text``, ``None`` where there are too few digits for one."""
    plain, all_digits = text.strip(), digits(text)
    international = plain.startswith(("+", "(+"))
    if not international and all_digits.startswith("00"):
        international, all_digits = True, all_digits.lstrip("0")
    country = _country(all_digits) if international else ""
    number = all_digits[len(country) :].lstrip("0")
    return Phone(country, number) if len(number) >= FEWEST_DIGITS else None


def _country(all_digits: str) -> str:
    if all_digits[:1] in ("1", "7"):
        return all_digits[:1]
    return all_digits[: 2 if all_digits[:2] in _TWO_DIGITS else 3]


def same_phone(one: Phone, other: Phone) -> bool:
    """Whether both are one number; where one has no country code, the other's is taken for it."""
    if one.country and other.country:
        return one == other
    if one.number == other.number:
        return True
    written, plain = (one, other) if one.country else (other, one)
    # Typed with the country code, but without the plus; or as it is dialled within the country.
    spellings = {written.country + written.number, _DIALLED_BEFORE.get(written.country, "") + written.number}
    return bool(written.country) and plain.number in spellings


def phone_key(phone: Phone) -> str:
    """What all spellings of a number share: its last digits."""
    return phone.number[-FEWEST_DIGITS:]
