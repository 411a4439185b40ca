"""Headers of a mail as they come: encoded words, addresses and dates, also where they break the rules."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import NamedTuple

from relapp.services.transfer.meaning.values import parse_moment
from relapp.services.transfer.reading.encodings import legacy_encoding

_WORD = re.compile(r"=\?([\w.:+-]+)(?:\*[\w-]*)?\?([bBqQ])\?(.*?)\?=", re.S)
_BETWEEN = re.compile(r"(\?=)\s+(=\?)")
_ESCAPED = re.compile(rb"=([0-9A-Fa-f]{2})")
_ADDRESS = re.compile(r"[^\s<>()\[\]:;,\"@]{1,128}@[^\s<>()\[\];,\"]{1,255}")
_AROUND_COLONS = re.compile(r"\s*:\s*")
_SPACE = re.compile(r"[\s\x00-\x1f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_FIRST_YEAR, _LAST_YEAR = 1950, 2200
_LONGEST = 2_000


class Address(NamedTuple):
    """One party of a mail; ``email`` is empty where only a name is told."""

    name: str
    email: str


def decoded(content: bytes, charset: str = "") -> str:
    """Text as it was written: in ``charset`` where that is true, else in what it can only be."""
    for name in dict.fromkeys((charset.strip("\"' ").lower(), "utf-8")):
        if not name or (name in _LIES and not content.isascii()):
            continue
        try:
            return content.decode(name)
        except (LookupError, ValueError):
            continue
    try:
        # A few broken bytes do not make a text anything else than it says it is.
        told = content.decode(charset, "replace")
        if told.count("\ufffd") * 20 <= len(told):
            return told
    except (LookupError, ValueError):
        pass
    return content.decode(legacy_encoding(content[:65536]), "replace")


# Programs call anything so.
_LIES = frozenset({"us-ascii", "ascii", "unknown-8bit", "x-unknown", "8bit", "default"})


def unfolded(raw: str) -> str:
    """A header in one line, its encoded words decoded."""
    return _SPACE.sub(" ", _words(_legible(raw)[:_LONGEST])).strip()


def _legible(raw: str) -> str:
    """A header whose bytes past ASCII became letters, as far as they are any."""
    if raw.isascii():
        return raw
    return decoded(raw.encode("ascii", "surrogateescape") if _escaped(raw) else raw.encode("utf-8", "replace"))


def _escaped(raw: str) -> bool:
    return any("\udc80" <= char <= "\udcff" for char in raw) and all(
        char < "\x80" or "\udc80" <= char <= "\udcff" for char in raw
    )


def _words(raw: str) -> str:
    if "=?" not in raw:
        return raw
    pieces: list[tuple[str, bytes | str]] = []
    end = 0
    # Broken in two by a program that counts bytes, a letter is whole again only once both halves stand together.
    joined = _BETWEEN.sub(r"\1\2", raw)
    for found in _WORD.finditer(joined):
        if found.start() > end:
            pieces.append(("", joined[end : found.start()]))
        charset = found[1].lower()
        content = _bytes(found[2].lower(), found[3])
        last = pieces[-1] if pieces else ("", "")
        if last[0] == charset and isinstance(last[1], bytes) and found.start() == end:
            pieces[-1] = (charset, last[1] + content)
        else:
            pieces.append((charset, content))
        end = found.end()
    pieces.append(("", joined[end:]))
    return "".join(piece if isinstance(piece, str) else decoded(piece, charset) for charset, piece in pieces)


def _bytes(way: str, text: str) -> bytes:
    raw = text.encode("ascii", "ignore")
    if way == "q":
        return _ESCAPED.sub(lambda found: bytes((int(found[1], 16),)), raw.replace(b"_", b" "))
    try:
        raw = b"".join(raw.split()).rstrip(b"=")
        return b64decode(raw[: len(raw) - (len(raw) % 4 == 1)] + b"==")
    except (binascii.Error, ValueError):
        return raw


def addresses(raws: Iterable[str]) -> list[Address]:
    """Everyone whom these headers name, each once."""
    found: dict[str, Address] = {}
    for raw in raws:
        for part in _parts(_legible(raw)):
            address = _address(part)
            if address is not None:
                found.setdefault(address.email.lower() or address.name.lower(), address)
    return list(found.values())


def _parts(raw: str) -> Iterator[str]:
    """The parties of a header, split at commas and semicolons outside quotes, brackets and comments."""
    part: list[str] = []
    quoted, angle, comment = False, False, 0
    for char in _SPACE.sub(" ", raw[:100_000]):
        if quoted:
            quoted = char != '"' or part[-1:] == ["\\"]
        elif char == '"' and not comment:
            quoted = True
        elif char == "(":
            comment += 1
        elif char == ")":
            comment = max(0, comment - 1)
        elif not comment:
            if char in "<>":
                angle = char == "<"
            elif char in ",;" and not angle:
                yield "".join(part)
                part = []
                continue
            elif char == ":" and not angle and "@" not in part:
                # What stands before is the name of a group.
                part = []
                continue
        part.append(char)
    yield "".join(part)


def _without_comments(text: str) -> tuple[str, str]:
    """A header's text without what stands in round brackets, and that."""
    outside: list[str] = []
    inside: list[str] = []
    depth, quoted, escaped = 0, False, False
    for char in text:
        if char == '"' and not depth and not escaped:
            quoted = not quoted
        if char == "(" and not quoted and not escaped:
            depth += 1
        elif char == ")" and depth and not escaped:
            depth -= 1
            inside.append(" ")
        else:
            (inside if depth else outside).append(char)
        escaped = char == "\\" and not escaped
    return "".join(outside), "".join(inside).replace("\\", "").strip()


def _address(part: str) -> Address | None:
    bare, comment = _without_comments(part.strip()[:_LONGEST])
    before, opened, inside = bare.rpartition("<")
    if not opened:
        before, inside = "", bare
    inside = inside.partition(">")[0]
    route, colon, last = inside.rpartition(":")
    found = _ADDRESS.search(last if colon and route.startswith("@") else inside.replace(" ", "") if opened else inside)
    if found is None:
        before, found = bare, _ADDRESS.search(bare)
        opened = ""
    email = found[0].strip(".'`") if found else ""
    told = before if opened else before.replace(email, " ", 1) if found is not None and before else ""
    if found is not None and not opened and not before:
        told = bare.replace(found[0], " ", 1)
    name = _name(told if found is not None else bare) or _name(comment)
    if email and _ADDRESS.fullmatch(name.strip("'")):
        name = ""
    return Address(name, email) if email or name else None


def _name(raw: str) -> str:
    text = raw.replace('\\"', "\x00").replace('"', "").replace("\x00", '"').replace("\\", "")
    name = unfolded(text).strip(" '<>,;")
    last, comma, first = name.partition(",")
    # "Moreira, Ana" is how offices file people; two words behind a comma are a firm or a degree.
    if comma and len(first.split()) == 1 and len(last.split()) <= 2 and first.strip().isalpha():
        name = f"{first.strip()} {last.strip()}"
    return name[:200]


def moment(raw: str) -> datetime | None:
    """The moment that a header names, on this computer's clock."""
    text, _ = _without_comments(unfolded(raw))
    at = _moment(_AROUND_COLONS.sub(":", text).strip())
    if at is None or not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        return None
    try:
        return at.astimezone()
    except (OverflowError, OSError, ValueError):
        return None


@lru_cache(1024)
def _moment(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError, AttributeError):
        return parse_moment(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
