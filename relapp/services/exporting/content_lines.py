"""Content lines as cards and calendars are written of: escaped, and folded so that no letter is torn apart."""

from __future__ import annotations

import re

MOST_BYTES = 75
"""The longest line, without its end."""
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def escaped(text: str) -> str:
    """``text`` as a value: marks that part values, and line ends, are told by signs."""
    plain = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_ESCAPES.get(char, char) for char in plain)


def parameter(text: str) -> str:
    """``text`` as the value of a parameter, in quotes where it needs them; none may stand within."""
    plain = " ".join(_CONTROLS.sub("", text).replace('"', "'").split())
    return f'"{plain}"' if re.search(r"[;:,\\^]", plain) else plain


def folded(line: str) -> str:
    """``line`` with its end, on several physical lines where it is long."""
    data = line.encode("utf-8", "replace")
    if len(data) <= MOST_BYTES:
        return data.decode() + "\r\n"
    parts, start, room = [], 0, MOST_BYTES
    while start < len(data):
        end = min(start + room, len(data))
        # A byte 10xxxxxx goes on with the letter before it.
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(data[start:end].decode())
        start, room = end, MOST_BYTES - 1
    return "\r\n ".join(parts) + "\r\n"
