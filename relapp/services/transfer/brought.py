"""What somebody drops on the window or pastes: files, a card, a table, a chat, a number, or words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path

from relapp.domain.customers import ContactKind
from relapp.domain.errors import UserError
from relapp.services.transfer.meaning.values import is_email, is_phone

MOST_FILES = 5_000
"""More files than that in a folder are somebody's mistake."""

_TOGETHER = frozenset({".vcf", ".vcard", ".eml", ".ics"})
_LONGEST_CONTACT = 120
_LEAST_DIGITS = 6
_CHAT_LINE = re.compile(r"^\W{0,3}\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s.{0,14}\d{1,2}[:.]\d{2}.{0,12}[\])\-–:]", re.M)


class Brought(StrEnum):
    """What a text is; the values of those that are taken in as a file are the end of its name."""

    CARDS = ".vcf"
    CALENDAR = ".ics"
    TABLE = ".tsv"
    CHAT = ".txt"
    PHONE = "phone"
    EMAIL = "email"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Lot:
    """Files that are taken in as one: a table alone, cards or mails of one folder together under its ``name``."""

    name: str
    paths: tuple[Path, ...]


def what_is(text: str) -> Brought:
    """What a pasted text is."""
    start = text.lstrip("\ufeff \t\r\n")[:40].upper()
    if start.startswith("BEGIN:VCARD"):
        return Brought.CARDS
    if start.startswith("BEGIN:VCALENDAR"):
        return Brought.CALENDAR
    plain = text.strip()
    if len(plain) <= _LONGEST_CONTACT and "\n" not in plain:
        if is_email(plain.removeprefix("mailto:")):
            return Brought.EMAIL
        if is_phone(plain.removeprefix("tel:")) and sum(map(str.isdigit, plain)) >= _LEAST_DIGITS:
            return Brought.PHONE
    if len(_CHAT_LINE.findall(text)) > 1:
        return Brought.CHAT
    return Brought.TABLE if _is_table(text.strip("\r\n")) else Brought.WORDS


def contact(text: str) -> tuple[ContactKind, str]:
    """The number or address in a text that is one."""
    plain = text.strip().removeprefix("mailto:").removeprefix("tel:")
    return (ContactKind.EMAIL if is_email(plain) else ContactKind.PHONE), plain


def _is_table(text: str) -> bool:
    """Whether at least two lines have the same number of cells between tabs."""
    widths = Counter(line.count("\t") for line in text.splitlines() if line.strip())
    return any(tabs and lines > 1 for tabs, lines in widths.items())


def table_in(html: str) -> str:
    """The first table of a web page or mail as lines with tabs; empty where there is none."""
    parser = _TableText()
    parser.feed(html)
    parser.close()
    rows = ["\t".join(row) for row in parser.rows if any(row)]
    return "\n".join(rows)


class _TableText(HTMLParser):
    """Collects the cells of the first table."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._parts: list[str] = []
        self._inside = self._in_cell = self._done = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if self._done:
            return
        if tag == "table":
            self._inside = True
        elif tag == "tr" and self._inside:
            self._end_cell()
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._end_cell()
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        if tag == "table" and self._inside:
            self._done = True

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self._parts.append(data)

    def close(self) -> None:
        super().close()
        self._end_cell()

    def _end_cell(self) -> None:
        """Put a cell together once; many do not say where they end."""
        if self._in_cell:
            self.rows[-1].append(" ".join(" ".join(self._parts).split()))
        self._parts, self._in_cell = [], False


def lots(paths: Collection[Path]) -> tuple[Lot, ...]:
    """Files and folders as what is taken in one after another.

    :raises UserError: ``import.too_many_files`` (``file``, ``files``) in a folder.
    """
    found: list[Lot] = []
    for path in paths:
        found += _in_folder(path) if path.is_dir() else [Lot(path.name, (path,))]
    alike: dict[str, list[Lot]] = {}
    for lot in found:
        suffix = lot.paths[0].suffix.lower()
        alike.setdefault(suffix if suffix in _TOGETHER and len(lot.paths) == 1 else "", []).append(lot)
    rest = alike.pop("", [])
    return (*(_together(same) for same in alike.values()), *rest)


def _together(same: Sequence[Lot]) -> Lot:
    """Single cards that were dropped side by side."""
    return same[0] if len(same) == 1 else Lot(same[0].name, tuple(path for lot in same for path in lot.paths))


def _in_folder(folder: Path) -> list[Lot]:
    shown = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    files = sorted(islice(shown, MOST_FILES + 1))
    if len(files) > MOST_FILES:
        raise UserError("import.too_many_files", file=folder.name, files=MOST_FILES)
    by_suffix: dict[str, list[Path]] = {}
    for path in files:
        by_suffix.setdefault(path.suffix.lower(), []).append(path)
    found: list[Lot] = []
    for suffix, some in by_suffix.items():
        if suffix in _TOGETHER:
            found.append(Lot(folder.name, tuple(some)))
        else:
            found += [Lot(path.name, (path,)) for path in some]
    return found
