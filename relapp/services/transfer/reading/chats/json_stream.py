"""Objects out of a JSON file of any size, one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from relapp.services.transfer.reading.pauses import pause

_PIECE = 256 * 1024
_LARGEST = 64 * 1024 * 1024
"""One value is not longer than this."""


_HALF_PAIR = "\\ud"
"""How half of a pair that makes a letter begins; a message that was cut off ends with one alone."""


def with_whole_letters(value: Any) -> Any:
    """``value`` with a sign of its own for every half of a letter, which no database takes."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode() if not value.isascii() else value
    if isinstance(value, list):
        return [with_whole_letters(one) for one in value]
    if isinstance(value, dict):
        return {with_whole_letters(key): with_whole_letters(one) for key, one in value.items()}
    return value


class DamagedError(Exception):
    """The file is no JSON, or ends too early."""


class JsonStream:
    """Reads along a JSON text: what is wanted as values, what surrounds it step by step."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = file.read(_PIECE).removeprefix("\ufeff")
        self._at = 0
        self._decoder = json.JSONDecoder(strict=False)

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in " \t\r\n":
                self._at += 1
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def take(self, expected: str) -> None:
        """Pass over one character.

        :raises DamagedError: another one stands there.
        """
        if self.peek() != expected:
            raise DamagedError
        self._at += 1

    def value(self) -> Any:
        """The whole next value.

        :raises DamagedError: there is none.
        """
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise DamagedError from error
            except ValueError as error:
                if not self._more():
                    raise DamagedError from error
                continue
            # A number may go on where the piece ends.
            if end < len(self._text) or not self._more():
                broken = _HALF_PAIR in self._text[self._at : end].lower()
                self._at = end
                return with_whole_letters(value) if broken else value

    def members(self) -> Iterator[str]:
        """The keys of an object; whoever asks takes each value before the next key."""
        self.take("{")
        while self.peek() != "}":
            key = self.value()
            self.take(":")
            yield str(key)
            if self.peek() != "}":
                self.take(",")
        self.take("}")

    def places(self) -> Iterator[None]:
        """The places of an array; whoever asks takes each value before the next place."""
        self.take("[")
        while self.peek() != "]":
            yield
            if self.peek() != "]":
                self.take(",")
        self.take("]")

    def _more(self) -> bool:
        pause()
        kept = self._text[self._at :]
        if len(kept) > _LARGEST:
            raise DamagedError
        # Twice as much each time, so that a long value is not tried again for every piece of it.
        piece = self._file.read(max(_PIECE, len(kept)))
        self._text, self._at = kept + piece, 0
        return bool(piece)
