"""Signal's chats as JSON lines: its own plain export, and what signal-export makes of its desktop program."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from relapp.domain.errors import UserError
from relapp.services.transfer.reading.chats.json_stream import with_whole_letters
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
from relapp.services.transfer.reading.pauses import pause
from relapp.services.transfer.reading.tables import HowRead
from relapp.services.transfer.rows import BadRow, Content, EntryRow

_TOOL = re.compile(rb'\s*\{"date"\s*:\s*"[^"]+"\s*,\s*"sender"\s*:')
_OWN = re.compile(rb'"(?:backupTimeMs|chatItem)"\s*:|\{"account"\s*:\s*\{.{0,400}"(?:givenName|profileKey)"', re.S)
_LONGEST_LINE = 4 * 1024 * 1024


class _Party(NamedTuple):
    """A person or a group whom Signal knows by a number of its own."""

    name: str = ""
    phone: str = ""
    group: bool = False
    us: bool = False


def recognises(path: Path, head: bytes) -> bool:
    """Whether a file begins as one of these does."""
    return _TOOL.match(head) is not None or (
        path.suffix.lower() in (".jsonl", ".json") and head[:1] == b"{" and _OWN.search(head) is not None
    )


def open_signal(path: Path, ours: Collection[str]) -> Document:
    """Chats with the people of one or of all. Signal itself tells who wrote; the tool calls the owner "Me".

    :raises UserError: ``import.cannot_read``.
    """
    with path.open("rb") as file:
        told_by_tool = _TOOL.match(file.read(4096)) is not None
    if told_by_tool:
        return _by_tool(path, ours)
    messages = sum(1 for frame in _frames(path) if isinstance(frame.get("chatItem"), dict))
    return Document(
        file=path.name,
        how_read=HowRead(format="chat", lines=messages, encoding="Signal"),
        content=Content.ENTRIES,
        _source=lambda _: entries(_own_said(path), (), ()),
    )


FORMAT = Format(recognises, open_signal)


def _frames(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file, a line each; a damaged line is an empty one."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            while line := file.readline(_LONGEST_LINE):
                pause()
                if not line.strip():
                    continue
                try:
                    frame = with_whole_letters(json.loads(line))
                except (ValueError, RecursionError):
                    frame = {}
                yield frame if isinstance(frame, dict) else {}
    except OSError as error:
        raise UserError("import.cannot_read", file=path.name) from error


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _within(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


# -- what signal-export writes: a folder for each chat --


def _by_tool(path: Path, ours: Collection[str]) -> Document:
    title = path.parent.name
    voices: Counter[str] = Counter()
    messages = 0
    for frame in _frames(path):
        messages += 1
        name = _text(frame.get("sender"))
        if name and (name in voices or len(voices) < MOST_VOICES):
            voices[name] += 1
    ranked, sure = likeliest(voices, title, ours)
    names = tuple(ours)

    def rows(voice: str) -> Iterator[EntryRow | BadRow]:
        our_voices = mine(voice, ranked, names)
        others = [one for one in ranked if folded(one) not in map(folded, our_voices)]
        chat = others[0] if len(others) == 1 else title
        return entries(_tool_said(path, chat, group=len(others) > 1), our_voices, ranked)

    return Document(
        file=path.name,
        how_read=HowRead(format="chat", lines=messages, encoding="Signal"),
        content=Content.ENTRIES,
        _source=rows,
        voices=ranked[:50],
        us=us_among(ranked, title, ours),
        unsure=not sure,
    )


def _tool_said(path: Path, chat: str, *, group: bool) -> Iterator[Said]:
    for number, frame in enumerate(_frames(path), 1):
        attachments = frame.get("attachments")
        named = [_text(_within(one, "name")) for one in attachments] if isinstance(attachments, list) else []
        told = [plain(_text(frame.get("body"))), *(f"[{name}]" for name in named if name)]
        text = "\n".join(filter(None, told))
        sender = _text(frame.get("sender"))
        code = "" if text else "row.nothing_said"
        if not frame:
            code = "row.unreadable"
        elif frame.get("call") or not sender:
            code = "row.service"
        yield Said(number, _tool_at(_text(frame.get("date"))), sender, text, chat, group, code=code)


def _tool_at(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


# -- Signal's own plain export --


def _own_said(path: Path) -> Iterator[Said]:
    """The messages, with whom each was written: people and chats are told before what was said in them."""
    parties: dict[str, _Party] = {}
    chats: dict[str, str] = {}
    for number, frame in enumerate(_frames(path), 1):
        recipient, chat, item = frame.get("recipient"), frame.get("chat"), frame.get("chatItem")
        if isinstance(recipient, dict):
            parties[str(recipient.get("id"))] = _party(recipient)
        elif isinstance(chat, dict):
            chats[str(chat.get("id"))] = str(chat.get("recipientId"))
        elif isinstance(item, dict):
            writer = parties.get(str(item.get("authorId")), _Party())
            place = parties.get(chats.get(str(item.get("chatId")), ""), _Party())
            yield _own(number, item, writer, place)
        elif not frame:
            yield Said(number, None, "", "", code="row.unreadable")


def _party(recipient: dict[str, Any]) -> _Party:
    contact = recipient.get("contact")
    if isinstance(contact, dict):
        names = (
            (_within(contact, "nickname", "given"), _within(contact, "nickname", "family")),
            (contact.get("systemGivenName"), contact.get("systemFamilyName")),
            (contact.get("profileGivenName"), contact.get("profileFamilyName")),
        )
        name = next((told for pair in names if (told := " ".join(filter(None, map(_text, pair))))), "")
        number = str(contact.get("e164") or "").removeprefix("+")
        phone = f"+{number}" if number.isdigit() else ""
        return _Party(name or phone or _text(contact.get("username")), phone)
    if "group" in recipient:
        return _Party(_text(_within(recipient, "group", "snapshot", "title", "title")), group=True)
    return _Party(us="self" in recipient)


def _own(number: int, item: dict[str, Any], writer: _Party, place: _Party) -> Said:
    ours = "outgoing" in item or writer.us
    text = plain(_text(_within(item, "standardMessage", "text", "body")))
    attachments = _within(item, "standardMessage", "attachments")
    named: list[str] = []
    for one in attachments if isinstance(attachments, list) else ():
        pointer = _within(one, "pointer")
        named.append(_text(_within(pointer, "fileName")) or _text(_within(pointer, "contentType")))
    told = "\n".join(filter(None, (text, *(f"[{name}]" for name in named if name))))
    try:
        at = datetime.fromtimestamp(int(item.get("dateSent") or "") / 1000, UTC).astimezone()
    except (ValueError, TypeError, OverflowError, OSError):
        at = None
    code = "" if told else "row.nothing_said" if "standardMessage" in item else "row.service"
    return Said(
        line=number,
        at=at,
        sender=writer.name,
        text=told,
        chat=place.name,
        group=place.group,
        ours=ours,
        # Nobody sends two messages in one millisecond.
        identity=f"signal:{item.get('dateSent')}:{'' if ours else writer.phone or writer.name}:{place.name}",
        phone=place.phone if ours else writer.phone,
        code=code or ("row.service" if place.us else ""),
    )
