"""Text tables: lines of cells between separators, read as a stream in bounded memory."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
import zlib
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from relapp.domain.errors import UserError
from relapp.services.transfer.reading.encodings import legacy_encoding, unicode_encoding
from relapp.services.transfer.reading.limits import unpacked_for
from relapp.services.transfer.reading.pauses import pause

MAX_BYTES = 1 << 30
"""The most text that one file may hold, unpacked."""
MAX_LINE = 1 << 20
"""The most bytes between two line ends."""
MAX_LINES = 30_000_000
"""The most lines, blank ones among them."""
_MAX_LINES_IN_ROW = 200
# So many lines are read at once; they may be long.
_PORTION = 64
_CHUNK = 1 << 18
_SAMPLE = 1 << 16
_SAMPLE_ROWS = 300
_SEPARATORS = ",;\t|"
_ANNOUNCED = re.compile(r'\ufeff?"?sep=([^\w\s"]|\t)', re.I)
# Files of other kinds that hold no zero byte near their start, as they begin.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b")
# So many of them are an accident; more, and more than so large a part, are a picture or a program.
_FEW_CONTROLS, _MOST_CONTROLS = 4, 0.005
_OTHER_KINDS = (b"%PDF", b"<", b"{\\rtf", b"BEGIN:V", b"{\n", b"{\r", b'{"', b"[{")

Row = tuple[int, list[str]]
"""The line (from 1) on which a row of cells begins, and its cells."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the lines are made; ``separator`` is one character, ``quote`` and ``escape`` may be empty.

    ``wrapped``: whole lines stand in quotes, as a spreadsheet writes a table that it took for one column of text.
    """

    separator: str
    quote: str = '"'
    escape: str = ""
    space_after: bool = False
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file that was looked through once: ``lines`` counts its line ends, ``sample`` is its first lines."""

    path: Path
    encoding: str
    compressed: bool
    lines: int
    sample: tuple[str, ...]
    zeros: bool = False

    def lines_of_text(self) -> Iterator[str]:
        """The decoded lines with their ends; what cannot be decoded becomes U+FFFD, zero bytes are left out."""
        old_mac = self.sample[0].endswith("\r")
        with _opened(self.path, self.compressed) as raw:
            text = io.TextIOWrapper(raw, self.encoding, errors="replace", newline="\r" if old_mac else "")
            # Where lines end in a return alone, a line feed is a break within a cell.
            lines = map(_without_feeds, text) if old_mac else text
            yield from map(_without_zeros, lines) if self.zeros else lines


def _opened(path: Path, compressed: bool) -> gzip.GzipFile | io.BufferedReader:
    return gzip.open(path) if compressed else path.open("rb")


def look_through(path: Path, compressed: bool, encoding: str = "") -> TextFile:
    """Read the file once to find its encoding, unless a person says which it is.

    Raises :class:`UserError`: ``import.empty``, ``import.not_a_table``, ``import.too_large``, ``import.long_line``,
    ``import.cannot_read``.
    """
    try:
        most = unpacked_for(path.stat().st_size, MAX_BYTES) if compressed else MAX_BYTES
        survey = _Survey(path.name, most)
        with _opened(path, compressed) as raw:
            while chunk := raw.read(_CHUNK):
                pause()
                survey.take(chunk)
    except (OSError, EOFError, zlib.error) as error:
        raise UserError("import.cannot_read", file=path.name) from error
    encoding = encoding or survey.encoding()
    sample = _without_zeros(survey.head.decode(encoding, "replace"))
    if not sample.strip("\ufeff\x1a \r\n\t"):
        raise UserError("import.empty", file=path.name)
    first = _whole_lines(sample, len(survey.head) == _SAMPLE)
    return TextFile(path, encoding, compressed, survey.lines, first, zeros=survey.zeros > 0)


def _whole_lines(sample: str, cut: bool) -> tuple[str, ...]:
    old_mac = sample.count("\r") > 2 * sample.count("\n")
    lines = io.StringIO(sample, newline="\r" if old_mac else "").readlines()
    if cut and len(lines) > 1:
        lines.pop()
    return tuple(map(_without_feeds, lines) if old_mac else lines)


def _without_feeds(line: str) -> str:
    return line.replace("\n", " ")


def _without_zeros(line: str) -> str:
    return line.replace("\0", "")


class _Survey:
    """What one pass over the bytes of a file tells."""

    def __init__(self, name: str, most: int = MAX_BYTES) -> None:
        self.name = name
        self._most = most
        self.head = b""
        self.lines = 0
        self.zeros = 0
        self._announced = ""
        self._size = 0
        self._run = 0
        self._utf8: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
        self._unusual = bytearray()

    def take(self, chunk: bytes) -> None:
        """Look at the next bytes."""
        if not self._size:
            self._announced = unicode_encoding(chunk[:4096])
            if not self._announced and chunk.lstrip()[:8].startswith(_OTHER_KINDS):
                raise UserError("import.not_a_table", file=self.name)
        if len(self.head) < _SAMPLE:
            self.head += chunk[: _SAMPLE - len(self.head)]
        self._size += len(chunk)
        if self._size > self._most:
            raise UserError("import.too_large", file=self.name, megabytes=self._most >> 20)
        if not self._announced:
            self._count_controls(chunk)
        self._count_lines(chunk)
        if not self._announced and not chunk.isascii():
            self._take_unusual(chunk)

    def _count_controls(self, chunk: bytes) -> None:
        """Refuse what is no text: a picture, a program."""
        self.zeros += chunk.count(0)
        controls = len(chunk) - len(chunk.translate(None, _CONTROLS)) if self._size == len(chunk) else self.zeros
        if controls > max(_FEW_CONTROLS, self._size * _MOST_CONTROLS):
            raise UserError("import.not_a_table", file=self.name)

    def _count_lines(self, chunk: bytes) -> None:
        ends = chunk.count(b"\n") or chunk.count(b"\r")
        self.lines += ends
        if self.lines > MAX_LINES:
            raise UserError("import.too_large", file=self.name, megabytes=MAX_BYTES >> 20)
        if not ends:
            self._run += len(chunk)
            if self._run > MAX_LINE:
                raise UserError("import.long_line", file=self.name, megabytes=MAX_LINE >> 20)
        else:
            self._run = len(chunk) - 1 - max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))

    def _take_unusual(self, chunk: bytes) -> None:
        if self._utf8 is not None:
            try:
                self._utf8.decode(chunk)
            except UnicodeDecodeError:
                self._utf8 = None
        if len(self._unusual) < _SAMPLE:
            lines = (line for line in chunk.splitlines(keepends=True) if not line.isascii())
            self._unusual += b"".join(lines)[: _SAMPLE - len(self._unusual)]

    def encoding(self) -> str:
        """The encoding of all that was taken."""
        if self._announced:
            return self._announced
        if self._utf8 is not None:
            try:
                self._utf8.decode(b"", final=True)
            except UnicodeDecodeError:
                pass
            else:
                return "utf-8"
        return legacy_encoding(bytes(self._unusual))


def find_dialect(lines: Sequence[str], familiar: Callable[[str], bool], separator: str = "") -> Dialect:
    """How ``lines``, the first of a file, are made; ``familiar`` tells whether a cell is a header that is known.

    Each separator is tried; the one wins whose rows agree best on their number of cells, where familiar headers speak
    for it and quotes left over against it. A first line ``sep=;`` is obeyed; so is a person who
    says what the ``separator`` is.
    """
    announced = _ANNOUNCED.match(lines[0])
    sample = "".join(lines)
    tried = separator or (announced[1] if announced else _SEPARATORS)
    candidates = [_with_quotes(one, sample) for one in tried]
    if lines[0].startswith('"'):
        candidates += [replace(each, wrapped=True) for each in candidates if _is_wrapped(each, lines)]
    return max(candidates, key=lambda dialect: _agreement(dialect, lines, familiar))


def _is_wrapped(dialect: Dialect, lines: Sequence[str]) -> bool:
    """Whether the first row is one cell that holds as many separators as all that follow."""
    rows = [cells for _, cells in islice(split_rows(iter(lines), dialect), _SAMPLE_ROWS)]
    count = rows[0][0].count(dialect.separator) if rows and len(rows[0]) == 1 else 0
    fitting = sum(
        len(cells) == count + 1 or (len(cells) == 1 and cells[0].count(dialect.separator) >= count) for cells in rows
    )
    return count > 0 and fitting * 4 >= len(rows) * 3


def _with_quotes(separator: str, sample: str) -> Dialect:
    quote = '"'
    if '"' not in sample:
        edge = re.escape(separator)
        in_apostrophes = len(re.findall(f"(?m)(?:^|(?<={edge}))'[^'\\n]*'(?={edge}|$)", sample))
        if in_apostrophes * 3 > sample.count("\n") + sample.count(separator):
            quote = "'"
    doubled = sample.replace(f'{separator}""', "").count('""')
    escape = "\\" if '\\"' in sample and not doubled else ""
    return Dialect(separator, quote, escape, f'{separator} "' in sample)


def _agreement(dialect: Dialect, lines: Sequence[str], familiar: Callable[[str], bool]) -> float:
    rows = [cells for _, cells in islice(split_rows(iter(lines), dialect), _SAMPLE_ROWS)]
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    known = max(sum(map(familiar, cells)) / len(cells) for cells in rows[:20])
    quoted = sum(cell.count(dialect.quote) % 2 for cells in rows for cell in cells) / sum(map(len, rows))
    return count / len(rows) + known + min(width, 10) / 20 - quoted


def split_rows(lines: Iterator[str], dialect: Dialect, width: int = 0) -> Iterator[Row]:
    """The rows with the line on which each begins, blank ones left out.

    A quote that is never closed, or that swallowed lines which are rows of ``width`` cells by themselves, is taken for
    a character: it costs no row but its own.
    """
    number = 1
    again: list[str] = []
    while some := list(islice(lines, _PORTION)):
        rows = None if dialect.wrapped else _a_row_each(some, dialect)
        if rows is None:
            again.extend(reversed(some))
            number = yield from _with_care(number, again, lines, dialect, width)
            continue
        for number, cells in enumerate(rows, number):  # noqa: B020 - it goes on where it was
            if any(cells):
                yield number, cells
        number += 1


def _a_row_each(lines: list[str], dialect: Dialect) -> list[list[str]] | None:
    """The cells of each line; ``None`` where a row is none or several of them."""
    try:
        # A blank line behind them is a row of its own, unless the last one goes on.
        rows = list(_reader(chain(lines, ("\n",)), dialect))
    except csv.Error:
        return None
    rows.pop()
    return rows if len(rows) == len(lines) else None


def _with_care(
    number: int, again: list[str], lines: Iterator[str], dialect: Dialect, width: int
) -> Generator[Row, None, int]:
    """The rows of ``again`` (backwards) and of as many ``lines`` as the last of them needs; returns the next line."""
    taken: list[str] = []
    wrapped = dialect.wrapped
    while True:
        try:
            for cells in _reader(_handed_out(again, lines, taken), dialect):
                count = len(taken)
                if count > 1 and _swallowed(taken, cells, dialect, width):
                    break
                taken.clear()
                if any(cells):
                    yield number, _unwrapped(cells, dialect) if wrapped and len(cells) == 1 else cells
                number += count
                if not again:
                    return number
            else:
                return number
        except csv.Error:
            pass
        again.extend(reversed(taken[1:]))
        yield number, taken[0].rstrip("\r\n").split(dialect.separator)
        taken.clear()
        number += 1
        if not again:
            return number


def _unwrapped(cells: list[str], dialect: Dialect) -> list[str]:
    try:
        return next(_reader(iter(cells), dialect), cells)
    except csv.Error:
        return cells


def _handed_out(again: list[str], lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    """The lines for the csv reader, noted in ``taken`` until their row is whole so that a quote can be taken back."""
    while again:
        taken.append(again.pop())
        if len(taken) > _MAX_LINES_IN_ROW:
            raise csv.Error("a quote is not closed")
        yield taken[-1]
    for line in lines:
        taken.append(line)
        if len(taken) > _MAX_LINES_IN_ROW:
            raise csv.Error("a quote is not closed")
        yield line


def _reader(lines: Iterator[str], dialect: Dialect) -> Iterator[list[str]]:
    return csv.reader(
        lines,
        delimiter=dialect.separator,
        quotechar=dialect.quote,
        escapechar=dialect.escape or None,
        doublequote=not dialect.escape,
        skipinitialspace=dialect.space_after,
    )


def _swallowed(lines: list[str], cells: list[str], dialect: Dialect, width: int) -> bool:
    """Whether a quote made one row of lines that are whole rows by themselves."""
    separator, quote = dialect.separator, dialect.quote
    if width < 2 or any(line.count(separator) != width - 1 for line in lines[1:]):
        return False
    # A quote that opens a cell again, where it should have closed one, gives a false row of the right width away.
    reopened = re.search(f"(?:^|{re.escape(separator)}){quote}[^{quote}{re.escape(separator)}\\s]", lines[-1])
    return len(cells) != width or reopened is not None
