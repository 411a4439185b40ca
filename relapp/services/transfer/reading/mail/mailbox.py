"""A mailbox file (mbox, also without its rules) or a single mail, cut into mails as a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from relapp.domain.errors import UserError

LARGEST = 4 * 1024 * 1024
"""So many bytes of a mail are read; what a person wrote stands before what is attached."""

_LONGEST_LINE = 256 * 1024
_DAYS = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MONTHS = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
# "From a@b Mon May  2 16:07:05 2005", also with a zone, seconds left out, or "-" for the sender.
_STRICT = re.compile(
    rb"From \S.* " + _DAYS + rb",? +(?:" + _MONTHS + rb" +\d{1,2}|\d{1,2} +" + _MONTHS + rb")\b.*\d{1,2}:\d\d.*"
)
_YEAR = re.compile(rb"\b(?:19|20)\d\d\b")
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:|>From ")
_QUOTED = re.compile(rb">+From ")


class RawMail(NamedTuple):
    """One mail: the line that it begins in, what the mailbox wrote above it, its bytes."""

    line: int
    envelope: str
    content: bytes


def mails(path: Path, *, only_one: bool = False) -> Iterator[RawMail]:
    """The mails of a file; ``only_one`` where a line "From …" inside a text begins no other mail.

    :raises UserError: ``import.cannot_read``.
    """
    try:
        with path.open("rb") as file:
            yield from _Cutter(file, path.suffix.lower() == ".emlx").mails(only_one=only_one)
    except OSError as error:
        raise UserError("import.cannot_read", file=path.name) from error


class _Cutter:
    def __init__(self, file: BinaryIO, counted: bool) -> None:
        self._file = file
        self._counted = counted
        self._kept: list[bytes] = []
        self._size = 0

    def mails(self, *, only_one: bool) -> Iterator[RawMail]:
        """The mails of the file."""
        lines = self._lines()
        number, begun, envelope, blank = 0, 1, "", True
        line = next(lines, None)
        if self._counted and line is not None and line.strip().isdigit():
            # Apple's files tell first how long the mail is; a list of flags follows it.
            self._kept = [self._file.read(min(int(line), LARGEST))]
            yield RawMail(1, "", self._kept[0])
            return
        while line is not None:
            number += 1
            following = next(lines, None)
            first = not self._size
            if line.startswith(b"From ") and (first or not only_one) and self._begins(line, following, blank, first):
                if self._size:
                    yield RawMail(begun, envelope, self._taken())
                begun, envelope = number, line[5:205].decode("utf-8", "replace").strip()
                blank = False
            elif line.strip() or self._size:
                if first:
                    begun = number if not envelope else begun
                self._keep(line[1:] if not only_one and _QUOTED.match(line) else line)
                blank = not line.strip()
            line = following
        if self._size:
            yield RawMail(begun, envelope, self._taken())

    def _lines(self) -> Iterator[bytes]:
        while line := self._file.readline(_LONGEST_LINE):
            yield line

    def _begins(self, line: bytes, following: bytes | None, blank: bool, first: bool) -> bool:
        """Whether a line "From …" begins a mail: it looks like it, and a header follows."""
        if _FIELD.match(line):
            return False
        heads = following is not None and _FIELD.match(following) is not None
        if first:
            return heads or _STRICT.match(line) is not None
        strict = _STRICT.match(line) is not None and _YEAR.search(line) is not None
        return heads and (strict or (blank and _YEAR.search(line) is not None))

    def _keep(self, line: bytes) -> None:
        self._size += len(line)
        if self._size <= LARGEST:
            self._kept.append(line)

    def _taken(self) -> bytes:
        content = b"".join(self._kept)
        self._kept, self._size = [], 0
        return content
