"""Chats as text, each message behind its stamp: WhatsApp's exports, and Signal's as Markdown."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from relapp.domain.errors import UserError
from relapp.domain.interactions import MAX_WORDS
from relapp.services.transfer.meaning.values import DateOrder
from relapp.services.transfer.reading.chats.said import (
    MARKS,
    MOST_VOICES,
    Said,
    entries,
    folded,
    likeliest,
    mine,
    plain,
    us_among,
)
from relapp.services.transfer.reading.documents import HEAD, Document, Format
from relapp.services.transfer.reading.encodings import unicode_encoding
from relapp.services.transfer.reading.pauses import pause
from relapp.services.transfer.reading.tables import HowRead
from relapp.services.transfer.rows import BadRow, Content, EntryRow

_DATE = r"(\d{1,4})\s?([./\-]|年|년)\s?(\d{1,2})\s?(?:[./\-]|月|월)\s?(\d{1,4})(?:\.|日|일)?"
_BEFORE = r"上午|下午|午前|午後|오전|오후|凌晨|早上|中午|晚上|ÖÖ|ÖS"
_AFTER = r"[ap]\.?\s?m\.?|πμ|μμ|π\.μ\.|μ\.μ\.|ص|م|SA|CH|de\.|du\.|prep\.|odp\.|vorm\.|nachm\."
_TIME = rf"({_BEFORE})?\s?(\d{{1,2}})[:.](\d{{2}})(?:[:.](\d{{2}}))?(?:\s?({_AFTER}))?"
_BETWEEN = r"(?:,|\s(?:um|à|às|a\slas|alle|klo|kl\.?|o|at|ob|в|u|óra))?\s+"
_STAMP = f"{_DATE}{_BETWEEN}{_TIME}"
_LAYOUTS = (
    re.compile(rf"[{MARKS}]*\[{_STAMP}\]\s?(.*)", re.I | re.S),
    re.compile(rf"[{MARKS}]*{_STAMP}\s+[-–—]\s?(.*)", re.I | re.S),
    re.compile(rf"[{MARKS}]*{_STAMP}:\s(.*)", re.I | re.S),
)
_LATER = frozenset({"下午", "午後", "오후", "晚上", "μμ", "م", "ch", "du", "odp", "nachm", "ös"})
_SENDER = re.compile(rf"[{MARKS}]*([^:\n]{{1,120}}):(?: |$|(?=\S))(?!//)(.*)", re.S)
_NOT_ENGLISH = re.compile(r"\s(?:um|à|às|a\slas|alle|klo|kl\.?|o|ob|в|u|óra)\s+\d", re.I)
"""What other languages write between the day and the time."""
_QUOTES = frozenset('"“”„«»')
_NOTICE = re.compile(
    r"end-to-end|ende-zu-ende|bout en bout|extremo a extremo|ponta a ponta|crittografia|versleuteld|krypter|szyfrowan"
    r"|сквозн|uçtan uca|エンドツーエンド|端到端|종단간",
    re.I,
)
_ATTACHED = re.compile(rf"<[{MARKS}]*[^<>:]{{2,30}}:\s?([^<>]{{1,150}}\.\w{{1,5}})>")
_FILE = re.compile(rf"^[{MARKS}]*([^\n/\\]{{1,150}}\.\w{{2,5}}) \([^()\n]{{3,40}}\)$", re.M)
_EDITED = re.compile(
    r"\s?<[^<>\n]*(?:edited|bearbeitet|modifi|editad|bewerkt|redigera|edytowan|измен|編集)[^<>\n]*>\s*$", re.I
)
_NAMED = re.compile(
    r"whatsapp.*?(?:\s(?:with|mit|avec|con|met|com|med|z|с|-)\s|\s-\s)(?:użytkownikiem\s|контактом\s)?(.+)", re.I
)
_COPY = re.compile(r"\s?\(\d+\)$")
_MEMBER = re.compile(r"(?:.*/)?(?:_chat|[^/]*whatsapp[^/]*|[^/]*chat[^/]*)\.txt", re.I)
_PIECE = 64 * 1024
_NOTICED_WITHIN = 5
_LARGEST_MEMBER = 1 << 28
_FIRST_YEAR, _LAST_YEAR = 1990, 2150


class _Order(Enum):
    """The order of the numbers of a date."""

    DAY_MONTH = (2, 1, 0)
    MONTH_DAY = (2, 0, 1)
    YEAR_MONTH = (0, 1, 2)


_ANSWERS = {DateOrder.DAY_FIRST: _Order.DAY_MONTH, DateOrder.MONTH_FIRST: _Order.MONTH_DAY}


class _Stamp(NamedTuple):
    numbers: tuple[int, int, int]
    wide: tuple[bool, bool, bool]
    day_first: bool
    """Whether only people who write the day first write a date and a time like that."""
    clock: tuple[int, int, int]
    halves: bool
    rest: str


@dataclass(slots=True)
class _Seen:
    """What a first look at the whole file found."""

    messages: int = 0
    voices: Counter[str] = field(default_factory=Counter)
    order: _Order = _Order.DAY_MONTH
    open_date: str = ""
    title: str = ""
    """Under whose name the program says that the chat is encrypted: the other one's, or the group's."""


def recognises(path: Path, head: bytes) -> bool:
    """Whether a file begins with stamped messages, or is an archive of such a file."""
    if head.startswith(b"PK\x03\x04"):
        return path.suffix.lower() == ".zip" and _member(path) is not None
    return _layout(head) is not None


def open_chat(path: Path, ours: Collection[str]) -> Document:
    """A chat. Its voices are those who say something in it.

    :raises UserError: ``import.cannot_read``.
    """
    title = _title(path)
    with _opened(path) as file:
        start = "\n".join(line for line, _ in zip(_lines(file), range(100), strict=False))
        layout = _layout(start.encode()) or _LAYOUTS[0]
    with _opened(path) as file:
        seen = _survey(file, layout)
    title = title or seen.title
    if len(seen.voices) > 2:
        # A group does not speak: what stands under its name, the program noted.
        for name in [one for one in seen.voices if folded(one) == folded(title)]:
            del seen.voices[name]
    voices, sure = likeliest(seen.voices, title, ours)
    us = us_among(voices, title, ours)
    names = tuple(ours)

    def rows(order: _Order, voice: str) -> Iterator[EntryRow | BadRow]:
        our_voices = mine(voice, voices, names)
        others = [one for one in voices if folded(one) not in map(folded, our_voices)]
        group = len(others) > 1
        chat = title if group or not others else others[0]
        said = _said(path, layout, order, chat, group=group)
        if group:
            said = (one._replace(code="row.service") if folded(one.sender) == folded(title) else one for one in said)
        return entries(said, our_voices, voices)

    def dated(order: DateOrder, voice: str) -> Iterator[EntryRow | BadRow]:
        return rows(_ANSWERS[order], voice)

    return Document(
        file=path.name,
        how_read=HowRead(format="chat", lines=seen.messages),
        content=Content.ENTRIES,
        _source=partial(rows, seen.order),
        voices=voices[:50],
        us=us,
        unsure=not sure,
        open_date=seen.open_date,
        _dated=dated if seen.open_date else None,
    )


FORMAT = Format(recognises, open_chat)


# -- the file --


def _layout(head: bytes) -> re.Pattern[str] | None:
    encoding = unicode_encoding(head) or "utf-8"
    lines = [line for line in head.decode(encoding, "ignore").lstrip("\ufeff").splitlines() if line.strip()]
    if not lines:
        return None
    for layout in _LAYOUTS:
        if layout.fullmatch(lines[0]) is None:
            continue
        stamped = [found for line in lines if (found := layout.fullmatch(line))]
        if any(_sender(_stamp(found).rest)[0] for found in stamped) or len(stamped) > 2:
            return layout
    return None


def _member(path: Path) -> str | None:
    """The chat inside an archive; nothing is unpacked by its name."""
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist()[:10_000]:
                if _MEMBER.fullmatch(info.filename) and not info.is_dir() and info.file_size <= _LARGEST_MEMBER:
                    with archive.open(info) as file:
                        if _layout(file.read(HEAD)) is not None:
                            return info.filename
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return None
    return None


@contextmanager
def _opened(path: Path) -> Iterator[TextIOWrapper]:
    try:
        with path.open("rb") as file:
            if file.peek(4).startswith(b"PK\x03\x04"):
                with zipfile.ZipFile(file) as archive, archive.open(_member(path) or "") as inner:
                    yield TextIOWrapper(inner, encoding="utf-8-sig", errors="replace")
            else:
                encoding = unicode_encoding(file.peek(HEAD)[:HEAD]) or "utf-8"
                yield TextIOWrapper(file, encoding=encoding, errors="replace")
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, KeyError) as error:
        raise UserError("import.cannot_read", file=path.name) from error


def _lines(file: TextIOWrapper) -> Iterator[str]:
    while line := file.readline(_PIECE):
        yield line.rstrip("\r\n")


def _title(path: Path) -> str:
    """Whom the file is named after."""
    stem = _COPY.sub("", plain(path.stem))
    found = _NAMED.fullmatch(stem)
    if found is not None:
        return _COPY.sub("", found[1]).strip()
    # Signal's chats lie in a folder each.
    return path.parent.name if stem.lower() in ("chat", "index") and path.suffix.lower() == ".md" else ""


# -- its lines --


def _stamp(found: re.Match[str]) -> _Stamp:
    first, sign, second, third, before, hour, minute, seconds, after, rest = found.groups()
    half = (before or after or "").lower().replace(" ", "")
    later = (half.startswith("p") and not half.startswith("prep")) or half.strip(".") in _LATER or half == "μ.μ."
    clock = int(hour)
    if half and clock <= 12:
        clock = clock % 12 + (12 if later else 0)
        if before in ("中午",):
            clock = int(hour)
    return _Stamp(
        (int(first), int(second), int(third)),
        (len(first) > 2, False, len(third) > 2),
        sign in (".", "-") or _NOT_ENGLISH.search(found[0][: found.start(10)]) is not None,
        (clock, int(minute), int(seconds or 0)),
        bool(half),
        rest,
    )


def _sender(rest: str) -> tuple[str, str]:
    """Who says it and what; nobody where the program itself speaks."""
    found = _SENDER.fullmatch(rest)
    if found is None:
        return "", plain(rest)
    name, text = plain(found[1]), found[2]
    if _QUOTES & set(name) or not name:
        return "", plain(rest)
    if _NOTICE.search(text[:400]) and (text[:1] != plain(text)[:1] or len(text) > 80):
        return "", plain(rest)
    return name, _words(text)


def _noticed(rest: str) -> str:
    found = _SENDER.fullmatch(rest)
    return plain(found[1]) if found is not None and _NOTICE.search(found[2][:400]) else ""


def _words(text: str) -> str:
    text = _ATTACHED.sub(r"[\1]", text)
    text = _FILE.sub(r"[\1]", text)
    return _EDITED.sub("", plain(text))


def _survey(file: TextIOWrapper, layout: re.Pattern[str]) -> _Seen:
    seen = _Seen()
    orders = _Orders()
    for line in _lines(file):
        pause()
        found = layout.fullmatch(line)
        if found is None:
            continue
        stamp = _stamp(found)
        seen.messages += 1
        orders.take(stamp)
        name, _ = _sender(stamp.rest)
        if not name and seen.messages <= _NOTICED_WITHIN:
            seen.title = seen.title or _noticed(stamp.rest)
            orders.hear(stamp.rest)
        if name and (name in seen.voices or len(seen.voices) < MOST_VOICES):
            seen.voices[name] += 1
    seen.order, seen.open_date = orders.settled(), orders.open_date()
    return seen


class _Orders:
    """Which order of day, month and year the stamps of a whole chat agree on: messages stand in the order of time."""

    def __init__(self) -> None:
        self._left = dict.fromkeys(_Order, 0)
        self._before: dict[_Order, date] = {}
        self._wrong = dict.fromkeys(_Order, 0)
        self._day_first = self._halves = False
        self._example = ""
        self._last: tuple[int, int, int] | None = None

    def take(self, stamp: _Stamp) -> None:
        """Hear one stamp."""
        self._day_first |= stamp.day_first
        self._halves |= stamp.halves
        if stamp.numbers == self._last:
            return
        self._last = stamp.numbers
        for order in _Order:
            day = _day(stamp, order)
            if day is None:
                self._wrong[order] += 1
                continue
            if day < self._before.get(order, day):
                self._left[order] += 1
            self._before[order] = day
        first, second, year = stamp.numbers
        if first != second and not self._example:
            self._example = f"{first}/{second}/{year}"

    def hear(self, notice: str) -> None:
        """Hear what the program notes by itself: in other languages than English nobody writes the month first."""
        found = _NOTICE.search(notice)
        self._day_first |= found is not None and found[0].lower() != "end-to-end"

    def open_date(self) -> str:
        """A date that can be read in two ways, if nothing tells which; else empty."""
        by_day, by_month = ((self._wrong[one], self._left[one]) for one in (_Order.DAY_MONTH, _Order.MONTH_DAY))
        said = self._day_first or by_day != by_month or self.settled() is _Order.YEAR_MONTH
        return "" if said else self._example

    def settled(self) -> _Order:
        """The order in which the fewest dates are none and the fewest steps go back; what is usual, where all do."""
        month_first = self._halves and not self._day_first
        usual = [_Order.MONTH_DAY, _Order.DAY_MONTH] if month_first else [_Order.DAY_MONTH, _Order.MONTH_DAY]
        return min((*usual, _Order.YEAR_MONTH), key=lambda order: (self._wrong[order], self._left[order]))


def _day(stamp: _Stamp, order: _Order) -> date | None:
    year_at, month_at, day_at = order.value
    if any(wide and index != year_at for index, wide in enumerate(stamp.wide)):
        return None
    year = stamp.numbers[year_at]
    year = year if stamp.wide[year_at] else 2000 + year
    if year > _LAST_YEAR:
        # Buddhist years, as phones in Thailand write them.
        year -= 543
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, stamp.numbers[month_at], stamp.numbers[day_at])
    except ValueError:
        return None


def _said(path: Path, layout: re.Pattern[str], order: _Order, chat: str, *, group: bool) -> Iterator[Said]:
    with _opened(path) as file:
        pending: Said | None = None
        text: list[str] = []
        size = 0
        for number, line in enumerate(_lines(file), 1):
            found = layout.fullmatch(line)
            if found is None:
                if pending is not None and size <= 2 * MAX_WORDS:
                    text.append(line)
                    size += len(line)
                continue
            if pending is not None:
                yield _whole(pending, text)
            stamp = _stamp(found)
            name, words = _sender(stamp.rest)
            pending = Said(number, _at(stamp, order), name, words, chat, group, code="" if name else "row.service")
            text, size = [], 0
        if pending is not None:
            yield _whole(pending, text)


def _whole(said: Said, more: list[str]) -> Said:
    if not more:
        return said
    return said._replace(text=_words("\n".join((said.text, *more))))


def _at(stamp: _Stamp, order: _Order) -> datetime | None:
    day = _day(stamp, order)
    if day is None:
        return None
    try:
        return datetime(day.year, day.month, day.day, *stamp.clock).astimezone()
    except (ValueError, OverflowError, OSError):
        return None
