"""Content lines, of which cards and calendars are made: ``group.NAME;PARAMETER=words:value``, folded over many lines.

Bytes are unfolded before they are decoded: programs fold in the middle of a letter, and each line may name its own
encoding.
"""

from __future__ import annotations

import binascii
import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from relapp.domain.errors import UserError
from relapp.services.transfer.reading.encodings import legacy_encoding, unicode_encoding
from relapp.services.transfer.reading.pauses import pause

MAX_BYTES = 1 << 30
"""The largest file."""
MAX_VALUE = 1 << 23
"""The most bytes of one content line that are kept; a picture of several megabytes fits."""
_PIECE = 1 << 16
_CHUNK = 1 << 18
_SAMPLE = 1 << 16
_NAMED = re.compile(rb"[ \t]{0,100}[\w.\-]{1,100}[ \t]{0,100}[;:]")
_NAMED_WITH_SPACES = re.compile(rb"[A-Z]{1,40}(?: - ?[A-Z]{1,40}){1,5}[;:]")
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+")
_QUOTED_OR = {mark: re.compile(rb'"[^"]*"|\\.|' + re.escape(mark)) for mark in (b":", b";", b",")}
_ENCODED = re.compile(rb"BASE64|ENCODING=\"?B[\";:,]|;B[;:]")
_HIGH_IN_PRINTABLE = re.compile(rb"=[89A-Fa-f][0-9A-Fa-f]")
_CHARSET_NAME = re.compile(
    r"(?:utf|iso|windows|cp|koi|shift|sjis|euc|big5|gb|ks_|us-ascii|latin|mac|tis)[\w\-:]*", re.I
)
_TELLING = re.compile(rb"QUOTED-PRINTABLE|CHARSET=", re.I)
_DECLARED = re.compile(rb"[;]CHARSET=\"?([\w\-:]+)", re.I)
_ESCAPED = re.compile(r"\\(.)", re.S)


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One content line.

    ``line`` is where it begins in the file; ``group`` is "item1" of "item1.TEL"; ``name`` is in upper case; ``value``
    is decoded but still escaped. A parameter without a name stands under "". ``cut`` where it was too long to keep.
    """

    line: int
    group: str
    name: str
    parameters: dict[str, list[str]]
    value: str
    cut: bool = False

    def parameter(self, name: str) -> str:
        """The first value of a parameter, empty for none."""
        return next(iter(self.parameters.get(name, ())), "")

    def types(self) -> list[str]:
        """What the line says its value is for, in lower case: bare words and TYPE parameters."""
        lists = (words for name in ("", "TYPE") for words in self.parameters.get(name, ()))
        return [word.strip().lower() for words in lists for word in words.split(",")]

    @property
    def base64(self) -> bool:
        """Whether the value is bytes in base64."""
        encodings = {self.parameter("ENCODING").upper(), *map(str.upper, self.parameters.get("", ()))}
        return not encodings.isdisjoint({"B", "BASE64"})

    @property
    def text(self) -> str:
        """The value as words."""
        return unescape(self.value)


@dataclass(frozen=True, slots=True)
class LinesFile:
    """A file of content lines that was looked through once: how many lines it has and what its bytes mean."""

    path: Path
    lines: int
    unicode: str
    legacy: str

    @property
    def encoding(self) -> str:
        """The encoding that most of it is in."""
        return self.unicode or self.legacy or "utf-8"

    def content_lines(self) -> Iterator[ContentLine]:
        """The content lines, as a stream."""
        with self.path.open("rb") as raw:
            for number, whole, cut in _unfolded(_whole_lines(_physical(raw, self.unicode))):
                found = _parsed(number, whole, self.legacy or "utf-8", cut=cut)
                if found is not None:
                    yield found


def first_line(head: bytes) -> str:
    """The first line with anything on it among the first bytes of a file, in upper case and without spaces."""
    name = unicode_encoding(head)
    text = head.decode(name or "latin-1", "replace").lstrip("\ufeff\x1a\0 \t\r\n")
    return re.sub(r"[ \t\0]", "", re.split(r"[\r\n]", text, maxsplit=1)[0]).upper()


def look_through(path: Path) -> LinesFile:
    """Read the file once to find its encoding.

    :raises UserError: ``import.empty``, ``import.too_large``, ``import.cannot_read``.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UserError("import.too_large", file=path.name, megabytes=MAX_BYTES >> 20)
        with path.open("rb") as raw:
            unicode = unicode_encoding(raw.read(4096))
            raw.seek(0)
            survey = _Survey()
            if unicode:
                for piece in _physical(raw, unicode):
                    pause()
                    survey.take(piece)
            else:
                while chunk := raw.read(_CHUNK):
                    pause()
                    survey.take_many(chunk + raw.readline(_PIECE))
    except OSError as error:
        raise UserError("import.cannot_read", file=path.name) from error
    if survey.blank:
        raise UserError("import.empty", file=path.name)
    return LinesFile(path, survey.lines, unicode, survey.legacy())


class _Survey:
    """What one pass over the lines tells: how many there are, and in what their undeclared letters are written."""

    def __init__(self) -> None:
        self.lines = 0
        self.blank = True
        self._printable = False
        self._sample = bytearray()
        self._declared: Counter[str] = Counter()

    def take_many(self, lines: bytes) -> None:
        """Look at the next lines, all at once where they are plain, as pictures are."""
        if self._printable or not lines.isascii() or _TELLING.search(lines):
            for piece in lines.splitlines(keepends=True):
                self.take(piece)
        else:
            self.lines += lines.count(b"\n") or lines.count(b"\r")
            self.blank = self.blank and not lines.strip(b"\x1a\0 \t\r\n")

    def take(self, piece: bytes) -> None:
        """Look at the next line, or a part of one that is very long."""
        self.lines += piece.endswith(b"\n")
        if self.blank:
            self.blank = not piece.strip(b"\xef\xbb\xbf\x1a\0 \t\r\n")
        if piece.isascii():
            if not self._printable and b":" not in piece:
                return
            if _TELLING.search(piece):
                self._declare(piece)
            if _NAMED.match(piece):
                self._printable = b"QUOTED-PRINTABLE" in piece.upper()
            if not self._printable or not _HIGH_IN_PRINTABLE.search(piece):
                return
            piece = binascii.a2b_qp(piece)
        elif b"CHARSET=" in piece.upper():
            self._declare(piece)
        if len(self._sample) < _SAMPLE and not _is_utf8(piece):
            self._sample += piece.rstrip(b"\r\n")[:_PIECE] + b"\n"

    def _declare(self, piece: bytes) -> None:
        for name in _DECLARED.findall(piece[:1000]):
            codec = _codec(name.decode("latin-1"))
            if codec and codec != "utf-8":
                self._declared[codec] += 1

    def legacy(self) -> str:
        """The encoding of what is neither UTF-8 nor declared; empty where there is no such thing."""
        if not self._sample:
            return ""
        # One who names an encoding on some lines has usually written the others in it, too.
        for name, _ in self._declared.most_common():
            try:
                self._sample.decode(name)
            except (UnicodeDecodeError, ValueError):
                continue
            return name
        return legacy_encoding(bytes(self._sample))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _codec(name: str) -> str:
    """The Python codec of that name; empty where there is none, or one that is not made for text alone."""
    if not _CHARSET_NAME.fullmatch(name) or name.lower().replace("-", "") == "utf7":
        return ""
    try:
        found = codecs.lookup(name.strip().replace(" ", ""))
        "".encode(found.name)
    except (LookupError, ValueError):
        return ""
    return found.name


def _physical(raw: io.BufferedReader, unicode: str) -> Iterator[bytes]:
    """Lines in an encoding that ASCII is part of, with their ends; very long ones in pieces."""
    if unicode in ("", "utf-8-sig"):
        raw.seek(3 if unicode else 0)
        while piece := raw.readline(_PIECE):
            # Where lines end in a return alone, a piece holds many of them.
            if b"\r" in piece.rstrip(b"\r\n"):
                yield from piece.splitlines(keepends=True)
            else:
                yield piece
        return
    text = io.TextIOWrapper(raw, unicode, errors="replace", newline="")
    while words := text.readline(_PIECE):
        yield words.lstrip("\ufeff").encode("utf-8", "replace")
    text.detach()


def _whole_lines(pieces: Iterator[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """Lines with their numbers and without their ends; whether something of them was too long to keep."""
    parts: list[bytes] = []
    number, size, cut = 1, 0, False
    for piece in pieces:
        ended = piece.endswith((b"\n", b"\r"))
        if ended and not parts:
            yield number, _without_end(piece), False
            number += 1
            continue
        if size < MAX_VALUE:
            parts.append(piece)
            size += len(piece)
        else:
            cut = True
        if ended:
            yield number, _without_end(b"".join(parts)), cut
            number += 1
            parts, size, cut = [], 0, False
    if parts:
        yield number, _without_end(b"".join(parts)), cut


def _without_end(line: bytes) -> bytes:
    return line.rstrip(b"\r\n").replace(b"\0", b"")


class _Logical:
    """A content line while its folded parts are put together."""

    def __init__(self, number: int, first: bytes, *, cut: bool) -> None:
        self.number = number
        head = first[: first.find(b":") + 1].upper()
        plain = b";" not in head
        self.printable = not plain and b"QUOTED-PRINTABLE" in head
        self.base64 = not plain and _ENCODED.search(head) is not None
        self.soft = self.printable and _broken_softly(first)
        self.marker = head.strip() in (b"BEGIN:", b"END:")
        self.cut = cut
        self._parts = [first[:-1] if self.soft else first]
        self._size = len(first)

    def add(self, more: bytes, *, cut: bool) -> None:
        """The next part."""
        self.soft = self.printable and _broken_softly(more)
        if self._size > MAX_VALUE or cut:
            self.cut = True
            return
        self._parts.append(more.rstrip()[:-1] if self.soft else more)
        self._size += len(more)

    def whole(self) -> tuple[int, bytes, bool]:
        """All of it."""
        return self.number, b"".join(self._parts), self.cut


def _broken_softly(line: bytes) -> bool:
    return line.rstrip().endswith(b"=")


def _unfolded(lines: Iterator[tuple[int, bytes, bool]]) -> Iterator[tuple[int, bytes, bool]]:
    current: _Logical | None = None
    after_blank = old = False
    indent: bytes | None = None
    for number, full, cut in lines:
        if not full.strip():
            after_blank = True
            continue
        if indent is None:
            # Where the first line stands further in, somebody has moved the whole file.
            indent = full[: len(full) - len(full.lstrip())]
        line = full.removeprefix(indent)
        more = None if current is None else _continuation(current, line, after_blank=after_blank, old=old)
        after_blank = False
        if current is not None and more is not None:
            current.add(more, cut=cut)
            continue
        if current is not None:
            yield current.whole()
        old = line[:11].upper() == b"VERSION:2.1" or (old and line[:8].upper() != b"VERSION:")
        current = _Logical(number, line, cut=cut)
    if current is not None:
        yield current.whole()


def _continuation(current: _Logical, line: bytes, *, after_blank: bool, old: bool) -> bytes | None:
    """What ``line`` adds to the content line before it; ``None`` if it is one of its own."""
    named = _NAMED.match(line) is not None or _NAMED_WITH_SPACES.match(line) is not None
    if current.soft:
        ends = line[:4].upper() == b"END:" or (after_blank and named)
        return None if ends else line
    if current.marker:
        return None
    if line[:1] in (b" ", b"\t"):
        # By version 2.1 the space that a line is folded at belongs to the words; later ones put one there.
        return line if old and not current.base64 else line[1:]
    if named:
        return None
    if current.base64 and _BASE64.fullmatch(line):
        return line
    # A line without a name: somebody's line break was not escaped.
    return b"\n" + line


def _parsed(number: int, whole: bytes, legacy: str, *, cut: bool) -> ContentLine | None:
    at = _unquoted(whole, b":")
    if at < 0:
        return None
    head = whole[:at]
    if b";" not in head:
        group, _, name = head.decode("latin-1").strip().upper().rpartition(".")
        text = _decoded(whole[at + 1 :], "", legacy)
        return ContentLine(number, group.lower(), name, {}, text, cut)
    first, *rest = _split(head, b";")
    group, _, name = first.decode("latin-1").strip().upper().rpartition(".")
    parameters: dict[str, list[str]] = {}
    for part in rest:
        key, equals, words = part.partition(b"=")
        if not equals:
            key, words = b"", part
        for word in _split(words, b","):
            plain = _parameter_words(_decoded(word.strip(), "", legacy))
            if plain:
                parameters.setdefault(key.decode("latin-1").strip().upper(), []).append(plain)
    value = whole[at + 1 :]
    bare = parameters.get("", [])
    charset = "".join(parameters.get("CHARSET", [])[:1]) or next(filter(_CHARSET_NAME.fullmatch, bare), "")
    encodings = {word.upper() for word in (*parameters.get("ENCODING", ()), *bare)}
    if "QUOTED-PRINTABLE" in encodings:
        # A semicolon that was encoded does not part the value.
        value = binascii.a2b_qp(re.sub(rb"(?i)=3B", rb"\\=3B", value))
    text = value.decode("latin-1") if _is_bytes(encodings) else _decoded(value, charset, legacy)
    return ContentLine(number, group.lower(), name, parameters, text.replace("\r\n", "\n"), cut)


def _is_bytes(encodings: set[str]) -> bool:
    return not encodings.isdisjoint({"B", "BASE64"})


def _unquoted(data: bytes, mark: bytes) -> int:
    """Where ``mark`` first stands outside quotes, -1 for nowhere."""
    first = data.find(mark)
    if first < 0 or b'"' not in data[:first]:
        return first
    for found in _QUOTED_OR[mark].finditer(data):
        if found[0] == mark:
            return found.start()
    return first


def _split(data: bytes, mark: bytes) -> list[bytes]:
    if b'"' not in data and b"\\" not in data:
        return data.split(mark)
    parts, start = [], 0
    for found in _QUOTED_OR[mark].finditer(data):
        if found[0] == mark:
            parts.append(data[start : found.start()])
            start = found.end()
    return [*parts, data[start:]]


def _parameter_words(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    for sign, meant in (("^n", "\n"), ("^'", '"'), ("^^", "^")):
        text = text.replace(sign, meant)
    return unescape(text).strip()


def _decoded(data: bytes, charset: str, legacy: str) -> str:
    """The bytes as text: as the line declares, else as UTF-8, else as the file's other lines are."""
    if data.isascii() and not charset.lower().startswith(("iso-2022", "utf-16")):
        return data.decode("ascii")
    for name in (_codec(charset) if charset else "", "utf-8"):
        if name:
            try:
                return data.decode(name)
            except (UnicodeDecodeError, ValueError):
                continue
    return data.decode(legacy, "replace")


def unescape(text: str) -> str:
    """``text`` with escaped characters as they are meant, on lines of its own where it says so."""
    if "\\" not in text:
        return text.strip()
    return _ESCAPED.sub(lambda found: _meant(found[1]), text).strip()


def _meant(char: str) -> str:
    if char in "nN":
        return "\n"
    # A backslash before anything else stands for itself: a path, a shrug.
    return char if char in '\\;,:"' else "\\" + char


def components(value: str, marks: str = ";") -> list[str]:
    """The parts of a structured value, as words."""
    parts, start = [], 0
    for found in re.finditer(rf"\\.|[{marks}]", value, re.S):
        if found[0] in marks:
            parts.append(value[start : found.start()])
            start = found.end()
    return [unescape(part) for part in (*parts, value[start:])]
