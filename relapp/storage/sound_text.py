"""Texts as UTF-8 can hold them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Dialect, String


def sound(value: str | None) -> str | None:
    """The text with U+FFFD in the place of each half of a pair, as a cut file or a name in bytes leaves it."""
    if value is None or value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return value


def sound_rows(rows: Sequence[tuple[Any, ...]]) -> Sequence[tuple[Any, ...]]:
    """Many rows with :func:`sound` texts: looked at together, for hardly ever there is one that is not."""
    text = "".join([one for row in rows for one in row if type(one) is str])
    if sound(text) is text:
        return rows
    return [tuple(sound(one) if isinstance(one, str) else one for one in row) for row in rows]


class SoundText(String):
    """Any text that a statement is given."""

    def bind_processor(self, _dialect: Dialect) -> Any:
        """:func:`sound`."""
        return sound
