"""Telegram's exports as pages: messages.html."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from relapp.domain.errors import UserError
from relapp.services.transfer.reading.chats.said import (
    MOST_VOICES,
    Said,
    entries,
    folded,
    likeliest,
    mine,
    plain,
    us_among,
)
from relapp.services.transfer.reading.documents import Document, Format
from relapp.services.transfer.reading.pages import PageParser
from relapp.services.transfer.reading.pauses import pause
from relapp.services.transfer.reading.tables import HowRead
from relapp.services.transfer.rows import BadRow, Content, EntryRow

_PAGE = re.compile(rb"<html", re.I)
_PIECE = 256 * 1024
_LONGEST = 40_000
_LONGEST_TAG = 2 * 1024 * 1024
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_STAMP = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:\d{2}))?")


def recognises(path: Path, head: bytes) -> bool:
    """Whether a file begins as a page of Telegram's does."""
    return (
        _PAGE.search(head) is not None
        and (b"<title>Exported Data</title>" in head or (b"page_wrap" in head and b"page_header" in head))
        and path.suffix.lower() in (".html", ".htm")
    )


def open_page(path: Path, ours: Collection[str]) -> Document:
    """One chat. Its voices are those who say something in it.

    :raises UserError: ``import.cannot_read``, ``import.damaged``, or ``import.empty`` for a page without messages.
    """
    voices: Counter[str] = Counter()
    messages, title = 0, ""
    for said in _said(path):
        messages += 1
        title = said.chat
        if not said.code and said.sender and (said.sender in voices or len(voices) < MOST_VOICES):
            voices[said.sender] += 1
    if not messages:
        raise UserError("import.empty", file=path.name)
    ranked, sure = likeliest(voices, title, ours)
    names = tuple(ours)

    def rows(voice: str) -> Iterator[EntryRow | BadRow]:
        our_voices = mine(voice, ranked, names)
        group = len([one for one in ranked if folded(one) not in map(folded, our_voices)]) > 1
        return entries((one._replace(group=group) for one in _said(path)), our_voices, ranked)

    return Document(
        file=path.name,
        how_read=HowRead(format="chat", lines=messages, encoding="Telegram"),
        content=Content.ENTRIES,
        _source=rows,
        voices=ranked[:50],
        us=us_among(ranked, title, ours),
        unsure=not sure,
    )


FORMAT = Format(recognises, open_page)


def _said(path: Path) -> Iterator[Said]:
    reader = _Page()
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            while piece := file.read(_PIECE):
                pause()
                reader.feed(piece)
                if len(reader.rawdata) > _LONGEST_TAG:
                    raise UserError("import.damaged", file=path.name)
                while reader.said:
                    yield reader.said.popleft()
            reader.finish()
            yield from reader.said
    except OSError as error:
        raise UserError("import.cannot_read", file=path.name) from error


class _Page(PageParser):
    """Collects the messages of a page as they come along."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: deque[Said] = deque()
        self._open: list[tuple[str, str]] = []
        self._title = ""
        self._sender = ""
        self._message: Said | None = None
        self._parts: dict[str, list[str]] = {}
        self._size = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.handle_data("\n")
        if tag in _VOID or len(self._open) > 1000:
            return
        given = dict(attrs)
        words = frozenset((given.get("class") or "").split())
        self._open.append((tag, self._place(tag, words)))
        if tag != "div":
            return
        if self._open[-1][1] == "text":
            self.handle_data("\n")
        if "message" in words:
            self._begin(words, given.get("id") or "")
        elif "date" in words and self._message is not None and self._message.at is None:
            self._message = self._message._replace(at=_at(given.get("title") or ""))

    def _place(self, tag: str, words: frozenset[str]) -> str:
        """What stands in an element, for as long as it is open."""
        around = self._open[-1][1] if self._open else ""
        places = {place for _, place in self._open}
        if tag != "div":
            return "" if "date" in words else around
        if "page_header" in words or "message" in words:
            return "header" if "page_header" in words else "message"
        if "forwarded" in words:
            return "forwarded"
        if "from_name" in words:
            # Of what was passed on, the name is part of the text.
            return "text" if "forwarded" in places else "name"
        if "text" in words:
            return "header" if "header" in places else "text"
        if "title" in words and "message" in places:
            return "media"
        if {"body", "details"} <= words:
            return "service"
        return around if around in ("forwarded", "header") else ""

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self._open[-20:]):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        place = self._open[-1][1] if self._open else ""
        if place == "header" and self._message is None:
            self._title = (self._title + data)[:300]
        elif place in ("name", "text", "media", "service") and self._size <= _LONGEST:
            self._size += len(data)
            self._parts.setdefault(place, []).append(data)

    def _begin(self, words: frozenset[str], told: str) -> None:
        self.finish()
        code = "row.service" if "service" in words else ""
        title = plain(self._title)
        number = told.removeprefix("message")
        identity = f"telegram-page:{folded(title)}:{number}" if number.isdigit() else ""
        self._message = Said(self.getpos()[0], None, "", "", title, identity=identity, code=code)

    def finish(self) -> None:
        """The message at hand is whole."""
        message, parts = self._message, self._parts
        self._message, self._parts, self._size = None, {}, 0
        if message is None:
            return
        if name := plain("".join(parts.get("name", ()))):
            self._sender = name
        lines = (line.strip() for line in plain("".join(parts.get("text", ()))[:_LONGEST]).split("\n"))
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
        media = plain("".join(parts.get("media", ())))
        told = "\n".join(filter(None, (text, f"[{media}]" if media else "")))
        if message.code:
            self.said.append(message._replace(text=plain("".join(parts.get("service", ())))))
            return
        code = "" if told else "row.nothing_said"
        self.said.append(message._replace(sender=self._sender, text=told, code=code))


def _at(title: str) -> datetime | None:
    found = _STAMP.match(title)
    if found is None:
        return None
    day, month, year, clock, zone = found.groups()
    try:
        return datetime.fromisoformat(f"{year}-{month}-{day}T{clock}{zone or ''}").astimezone()
    except (ValueError, OverflowError, OSError):
        return None
