"""The printed recovery code of a protected file: groups of letters and digits, each with a sign that tells a slip."""

from __future__ import annotations

from collections.abc import Callable

from relapp.domain.errors import UserError

SIGNS = "ACDEFGHJKMNPQRTVWXY3479"
"""None looks like another. Their number is prime, so that one wrong sign, or two that changed places, is noticed."""

GROUPS, GROUP = 7, 5
"""So many groups of so many signs; the last sign of a group is its check. 28 signs at random are 126 bits."""


def make(choose: Callable[[str], str]) -> str:
    """A new code as it is printed; ``choose`` takes one of the signs at random."""
    return "-".join(_checked(number, "".join(choose(SIGNS) for _ in range(GROUP - 1))) for number in range(GROUPS))


def read(typed: str) -> str:
    """The code that somebody typed, as it was printed; small letters, spaces and strokes do not matter.

    :raises UserError: ``code.length`` if signs are missing or too many, ``code.slip`` with the ``group`` (from 1) in
        which one is wrong.
    """
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(signs) != GROUPS * GROUP:
        raise UserError("code.length", signs=GROUPS * GROUP, typed=len(signs))
    groups = [signs[start : start + GROUP] for start in range(0, len(signs), GROUP)]
    for number, group in enumerate(groups):
        if not set(group) <= set(SIGNS) or _checked(number, group[:-1]) != group:
            raise UserError("code.slip", group=number + 1)
    return "-".join(groups)


def group_of(code: str, number: int) -> str:
    """One group of a printed code; ``number`` counts from 1."""
    return code.split("-")[number - 1]


def is_group(code: str, number: int, typed: str) -> bool:
    """Whether somebody typed that group of ``code``."""
    return "".join(sign for sign in typed.upper() if sign.isalnum()) == group_of(code, number)


def _checked(number: int, signs: str) -> str:
    # The group's own number is in it, so that groups that changed places are noticed.
    total = sum(place * SIGNS.index(sign) for place, sign in enumerate(signs, 2)) + number
    return signs + SIGNS[total % len(SIGNS)]
