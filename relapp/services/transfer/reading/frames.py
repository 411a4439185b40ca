"""What goes through the pipe to and from a process that reads files: plain data with its length in front.

It is JSON and not pickle: who has read a hostile file may send whatever it likes, and that must remain data.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

LONGEST = 96 << 20
"""The most bytes that one message may have; a picture is the longest thing in a row."""
_HEAD = 4
_PORTION = 1 << 16
_PACE = 0.02


def packed(message: Any) -> bytes:
    """The message as it goes through a pipe; half of a pair of characters, which no text can keep, becomes U+FFFD."""
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()
    return len(data).to_bytes(_HEAD, "big") + data


class Messages:
    """The messages that come out of the pipe ``file``."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._come = bytearray()

    def next(self, waiting: Callable[[], None] | None = None) -> Any:
        """The next message; ``waiting`` is called a few times in a tenth of a second until it is there.

        :raises EOFError: who was to send it has gone.
        :raises ValueError: what came is no message (or :class:`RecursionError`).
        """
        self._wait_for(_HEAD, waiting)
        length = int.from_bytes(self._come[:_HEAD], "big")
        if length > LONGEST:
            raise ValueError("longer than any message")
        # Whoever is stopped in here finds the whole message when they come again.
        self._wait_for(_HEAD + length, waiting)
        taken = bytes(self._come[_HEAD : _HEAD + length])
        del self._come[: _HEAD + length]
        return json.loads(taken)

    def _wait_for(self, size: int, waiting: Callable[[], None] | None) -> None:
        while len(self._come) < size:
            while waiting is not None and not _has_come(self._file):
                waiting()
            portion = os.read(self._file, _PORTION)
            if not portion:
                raise EOFError
            self._come += portion


if sys.platform == "win32":
    import msvcrt
    from _winapi import PeekNamedPipe
    from time import sleep

    def _has_come(file: int) -> bool:
        """Whether reading need not wait, looked at for a moment; also where the other end is gone."""
        try:
            if PeekNamedPipe(msvcrt.get_osfhandle(file), 0)[0]:
                return True
        except OSError:
            return True
        sleep(_PACE / 10)
        return False

else:
    import select

    def _has_come(file: int) -> bool:
        """Whether reading need not wait, waited for a moment; also where the other end is gone."""
        asked = select.poll()
        asked.register(file, select.POLLIN)
        return bool(asked.poll(_PACE * 1000))
