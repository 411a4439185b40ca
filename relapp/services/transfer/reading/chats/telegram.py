"""Telegram's exports as JSON: one chat, or all of them in one file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from relapp.domain.errors import UserError
from relapp.domain.interactions import Outcome
from relapp.services.transfer.reading.chats.json_stream import DamagedError, JsonStream
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
from relapp.services.transfer.reading.tables import HowRead
from relapp.services.transfer.rows import BadRow, Content, EntryRow

_ONE = re.compile(rb'\s*(?:\xef\xbb\xbf)?\{\s*"name"\s*:.{0,1000}?"type"\s*:\s*"\w+".{0,200}?"messages"\s*:\s*\[', re.S)
_ALL = re.compile(rb'\s*(?:\xef\xbb\xbf)?\{\s*"(?:about|personal_information|chats)"\s*:', re.S)
_PERSONAL = frozenset({"personal_chat", "bot_chat"})
_NOT_WITH_ANYBODY = frozenset({"saved_messages", "replies", "verification_codes"})
_SHOUTED = frozenset({"public_channel", "private_channel", "bot_chat"})
_NOT_THERE = "(File"


class _Chat(NamedTuple):
    name: str = ""
    type: str = ""
    id: str = ""


def recognises(_: Path, head: bytes) -> bool:
    """Whether a file begins as Telegram's result.json does."""
    return _ONE.match(head) is not None or (
        _ALL.match(head) is not None and (b"elegram" in head or b'"frequent_contacts"' in head or b'"user_id"' in head)
    )


def open_telegram(path: Path, ours: Collection[str]) -> Document:
    """Chats with the people of one or of all. Its voices are those who say something in them.

    :raises UserError: ``import.damaged``, ``import.cannot_read``.
    """
    seen = _Seen()
    for chat, message in _messages(path, seen.learn):
        seen.take(chat, message)
    voices, sure = likeliest(seen.voices, seen.partner, ours)
    if seen.our_name and seen.our_name in voices:
        voices = (seen.our_name, *(one for one in voices if one != seen.our_name))
    us = us_among(voices, seen.partner, (*ours, seen.our_name))
    names = tuple(ours)

    def rows(voice: str) -> Iterator[EntryRow | BadRow]:
        alone = voices if seen.chats == 1 else ()
        return entries(_all_said(path), mine(voice, voices, names), alone)

    return Document(
        file=path.name,
        how_read=HowRead(format="chat", lines=seen.messages, encoding="Telegram"),
        content=Content.ENTRIES,
        _source=rows,
        voices=voices[:50],
        us=us,
        # In chats with one person each, whoever speaks in most of them is the shop.
        unsure=not (sure or seen.our_name or seen.chats > 1),
    )


FORMAT = Format(recognises, open_telegram)


class _Seen:
    """What a first look at the whole file found."""

    def __init__(self) -> None:
        self.messages = 0
        self.chats = 0
        self.voices: Counter[str] = Counter()
        self.partner = ""
        self.our_name = ""
        self._our_id = ""
        self._chat: _Chat | None = None

    def learn(self, about: dict[str, Any]) -> None:
        """Hear whose export it is."""
        self._our_id = f"user{about.get('user_id')}"

    def take(self, chat: _Chat, message: dict[str, Any]) -> None:
        """Hear one message."""
        self.messages += 1
        if chat != self._chat:
            self._chat = chat
            self.chats += 1
        if self.chats == 1 and chat.type in _PERSONAL:
            self.partner = chat.name
        elif self.chats > 1:
            self.partner = ""
        name = _text(message.get("from"))
        if not name or chat.type in _NOT_WITH_ANYBODY:
            return
        if name in self.voices or len(self.voices) < MOST_VOICES:
            # In chats with one person each, whoever speaks in all of them is the shop.
            self.voices[name] += 1
        sender = str(message.get("from_id") or "")
        other = chat.type == "personal_chat" and not self._our_id and sender != f"user{chat.id}"
        if sender and (sender == self._our_id or other):
            self.our_name = name


def _messages(
    path: Path, learn: Callable[[dict[str, Any]], None] | None = None
) -> Iterator[tuple[_Chat, dict[str, Any]]]:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            stream = JsonStream(file)
            yield from _walk(stream, learn, 0)
    except DamagedError as error:
        raise UserError("import.damaged", file=path.name) from error
    except OSError as error:
        raise UserError("import.cannot_read", file=path.name) from error


def _walk(
    stream: JsonStream, learn: Callable[[dict[str, Any]], None] | None, depth: int
) -> Iterator[tuple[_Chat, dict[str, Any]]]:
    """Every message of an object and of the chats in it; a chat tells its name before its messages."""
    chat = _Chat()
    for key in stream.members():
        if key == "messages" and stream.peek() == "[":
            for _ in stream.places():
                message = stream.value()
                if isinstance(message, dict):
                    yield chat, message
        elif key in ("chats", "left_chats") and stream.peek() == "{" and depth < 3:
            yield from _walk(stream, learn, depth + 1)
        elif key == "list" and stream.peek() == "[" and depth:
            for _ in stream.places():
                if stream.peek() == "{":
                    yield from _walk(stream, learn, depth + 1)
                else:
                    stream.value()
        else:
            value = stream.value()
            if key in _Chat._fields and isinstance(value, str | int):
                chat = chat._replace(**{key: str(value)})
            elif key == "personal_information" and isinstance(value, dict) and learn is not None:
                learn(value)


def _all_said(path: Path) -> Iterator[Said]:
    for number, (chat, message) in enumerate(_messages(path), 1):
        yield _said(number, chat, message)


def _said(number: int, chat: _Chat, message: dict[str, Any]) -> Said:
    service = message.get("type") != "message"
    call = _call(message) if service else None
    sender = _text(message.get("actor" if service else "from"))
    code = "row.service" if (service and call is None) or chat.type in _NOT_WITH_ANYBODY else ""
    words = plain(_text(message.get("text")))
    told = [words, *_attached(message)]
    if not any(told) and not code and call is None:
        code = "row.nothing_said"
    key = chat.id or folded(chat.name)
    theirs = chat.type == "personal_chat" and message.get("from_id") == f"user{chat.id}"
    number_told = message.get("id")
    return Said(
        line=number,
        at=_at(message),
        sender=sender,
        text="\n".join(filter(None, told)) or (_text(message.get("action")) if code else ""),
        chat=chat.name,
        group=chat.type not in _PERSONAL,
        identity="" if number_told is None else f"telegram:{key}:{number_told}",
        # Also where somebody of the shop has the same name.
        ours=False if theirs else None,
        strangers=chat.type not in _SHOUTED,
        code=code,
        call=call,
    )


def _call(message: dict[str, Any]) -> Outcome | None:
    if message.get("action") != "phone_call":
        return None
    return Outcome.ANSWERED if message.get("duration_seconds") else Outcome.UNANSWERED


def _at(message: dict[str, Any]) -> datetime | None:
    try:
        if told := message.get("date_unixtime"):
            return datetime.fromtimestamp(int(told), UTC).astimezone()
        return datetime.fromisoformat(str(message.get("date"))).astimezone()
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _text(value: Any) -> str:
    """A text as it stands, or put together from its pieces."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        pieces = (piece.get("text") if isinstance(piece, dict) else piece for piece in value)
        return "".join(piece for piece in pieces if isinstance(piece, str))
    return ""


def _attached(message: dict[str, Any]) -> Iterator[str]:
    for key in ("photo", "file", "video"):
        value = message.get(key)
        if isinstance(value, str):
            name = str(message.get("file_name") or "") or value.rpartition("/")[2]
            kind = str(message.get("media_type") or key)
            yield f"[{name if not value.startswith(_NOT_THERE) or message.get('file_name') else kind}]"
    if isinstance(message.get("sticker_emoji"), str):
        yield message["sticker_emoji"]
    contact = message.get("contact_information")
    if isinstance(contact, dict):
        yield " ".join(filter(None, (_text(contact.get(key)) for key in ("first_name", "last_name", "phone_number"))))
    place = message.get("location_information")
    if isinstance(place, dict):
        yield f"[{place.get('latitude')}, {place.get('longitude')}]"
    poll = message.get("poll")
    if isinstance(poll, dict):
        yield _text(poll.get("question"))
