"""One mail: from its bytes to who wrote what to whom and when."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import Message

from relapp.services.transfer.reading.mail.headers import Address, addresses, decoded, moment, unfolded
from relapp.services.transfer.reading.mail.own_words import own_words, unflowed
from relapp.services.transfer.reading.mail.plain_text import plain_text

_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:(.*)", re.S)
_ROBOT = re.compile(
    r"^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|nicht[-_.]?antworten|mailer-daemon|postmaster|bounces?|newsletters?|"
    r"notifications?|[\w.+-]*[-_.](?:no[-_.]?reply|bounces?)|no[-_.]?reply[\w.+-]*)@",
    re.I,
)
_BULK_HEADERS = ("list-unsubscribe", "list-id", "list-post", "x-autoreply", "x-autorespond", "feedback-id")
_DISCARDED = frozenset({"spam", "trash", "draft", "drafts"})
_DELETED = 0x0008
_MOST_PARTS = 500
_DEEPEST = 20
_LONGEST = 1024 * 1024
"""So many bytes of a text are read; an entry holds far less."""

_DAMAGED = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError, OverflowError)
"""What the standard library's parser is known to raise over broken mails."""

Headers = dict[str, list[str]]
"""Raw values by name in small letters."""


class UnreadableError(Exception):
    """The bytes make no mail."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it tells itself. ``at`` is ``None`` where nothing in it says when; ``date`` is what stands there."""

    sender: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    at: datetime | None
    date: str
    subject: str
    text: str
    attachments: tuple[str, ...]
    identity: str
    automatic: bool
    discarded: bool


def split(raw: bytes) -> tuple[Headers, bytes, bytes]:
    """The headers, the same as clean lines, and the body. A line that is no header belongs to the one before."""
    fields: list[tuple[str, bytes]] = []
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip(b"\n\xef\xbb\xbf")
    position = 0
    while position < len(lines):
        end = lines.find(b"\n", position)
        end = len(lines) if end < 0 else end
        line = lines[position:end]
        position = end + 1
        if not line:
            break
        found = _FIELD.fullmatch(line) if line[:1] not in b" \t" else None
        if found is not None:
            fields.append((found[1].decode("ascii", "replace").lower(), found[2]))
        elif fields and not line.startswith((b"From ", b">From ")):
            name, value = fields[-1]
            fields[-1] = (name, value + b"\n " + line.strip())
    headers: Headers = {}
    for name, value in fields:
        headers.setdefault(name, []).append(value.decode("ascii", "surrogateescape").strip())
    clean = b"".join(name.encode() + b":" + value + b"\n" for name, value in fields)
    return headers, clean, lines[position:]


def read_mail(raw: bytes, *, envelope: str = "") -> Mail:
    """A mail from its bytes; ``envelope`` is what the mailbox wrote above it ("From a@b Mon Jan …").

    :raises UnreadableError: it is none.
    """
    headers, clean, body = split(raw)
    if not headers:
        raise UnreadableError
    try:
        text, attachments = _content(clean, body)
    except _DAMAGED as error:
        raise UnreadableError from error
    sender = addresses(headers.get("from", ())) or addresses(headers.get("sender", ()))
    if not any(one.email for one in sender):
        others = addresses([*headers.get("reply-to", ()), *headers.get("return-path", ()), *_first_word(envelope)])
        emails = [one for one in others if one.email]
        if emails:
            name = sender[0].name if sender else ""
            sender = [Address(name or emails[0].name, emails[0].email)]
    at, date = _when(headers, envelope)
    return Mail(
        sender=tuple(sender),
        reply_to=tuple(addresses(headers.get("reply-to", ()))),
        to=tuple(addresses([*headers.get("to", ()), *headers.get("cc", ()), *headers.get("bcc", ())])),
        at=at,
        date=date,
        subject=unfolded(first(headers, "subject")),
        text=text,
        attachments=tuple(attachments),
        identity="".join(unfolded(first(headers, "message-id")).split()).strip("<>"),
        automatic=_automatic(headers, sender),
        discarded=_discarded(headers),
    )


def first(headers: Headers, name: str) -> str:
    """The first value of a header, raw; empty where it is not there."""
    return next(iter(headers.get(name, ())), "")


def _first_word(envelope: str) -> tuple[str, ...]:
    words = envelope.split()
    return (words[0],) if words and "@" in words[0] else ()


def _when(headers: Headers, envelope: str) -> tuple[datetime | None, str]:
    """The moment it was written, else the one at which it passed the nearest post office."""
    received = [value.rpartition(";")[2] for value in (*headers.get("received", ()), *headers.get("x-received", ()))]
    told = [*headers.get("date", ()), *received, *headers.get("delivery-date", ()), *headers.get("resent-date", ())]
    for value in (*told, envelope.partition(" ")[2]):
        at = moment(value)
        if at is not None:
            return at, ""
    return None, unfolded(first(headers, "date"))


def _automatic(headers: Headers, sender: list[Address]) -> bool:
    if any(name in headers for name in _BULK_HEADERS) or any(_ROBOT.match(one.email) for one in sender):
        return True
    if first(headers, "auto-submitted").lower() not in ("", "no"):
        return True
    if first(headers, "precedence").lower() in ("bulk", "list", "junk", "auto_reply"):
        return True
    if first(headers, "return-path").strip() == "<>":
        return True
    kind = first(headers, "content-type").lower()
    return "multipart/report" in kind or "delivery-status" in kind


def _discarded(headers: Headers) -> bool:
    labels = {label.strip(' "').lower() for label in unfolded(first(headers, "x-gmail-labels")).split(",")}
    try:
        state = int(first(headers, "x-mozilla-status") or "0", 16)
    except ValueError:
        state = 0
    return bool(labels & _DISCARDED) or bool(state & _DELETED)


def _content(clean: bytes, body: bytes) -> tuple[str, list[str]]:
    """The words and the names of what is attached."""
    message = email.message_from_bytes(clean + b"\n" + body)
    if message.get_content_maintype() == "multipart" and not message.is_multipart():
        message = _mended(clean, body) or message
    texts: list[str] = []
    attachments: list[str] = []
    for part in _parts(message):
        kind = part.get_content_type()
        name = _file_name(part)
        inline = part.get_content_disposition() != "attachment" and not name
        if kind in ("text/plain", "text/html") and inline:
            texts.append(_text(part, html=kind == "text/html"))
        elif part.get_content_maintype() == "multipart":
            texts.append(_text(part, html=False))
        elif name or kind not in _UNNAMED:
            attachments.append(name or kind)
    return "\n\n".join(filter(None, texts)), attachments


# What belongs to the mail itself: signatures, receipts, pictures that the words stand around.
_UNNAMED = frozenset(
    {
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/ms-tnef",
        "message/delivery-status",
        "message/disposition-notification",
        "text/rfc822-headers",
        "text/plain",
        "text/html",
        "text/x-amp-html",
        "text/enriched",
        "text/css",
    }
)
_SIGNATURES = frozenset({"smime.p7s", "signature.asc", "pgp.sig", "winmail.dat"})


def _parts(message: Message, depth: int = 0) -> Iterator[Message]:
    """The leaves that a person reads: of alternatives only one."""
    inner = message.get_payload()
    if not message.is_multipart() or not isinstance(inner, list):
        yield message
        return
    kind = message.get_content_type()
    if kind == "message/rfc822" or depth > _DEEPEST:
        yield message
        return
    parts = [part for part in inner[:_MOST_PARTS] if isinstance(part, Message)]
    if kind == "multipart/alternative":
        parts = _chosen(parts)
    for part in parts:
        yield from _parts(part, depth + 1)


def _chosen(parts: list[Message]) -> list[Message]:
    """Plain text if it says anything, else what follows; a picture beside them stays."""
    plain = [part for part in parts if part.get_content_type() == "text/plain" and _says_something(part)]
    if not plain:
        return [part for part in parts if part.get_content_type() != "text/plain"] or parts
    return [*plain, *(part for part in parts if part.get_content_maintype() not in ("text", "multipart"))]


def _says_something(part: Message) -> bool:
    payload = part.get_payload(decode=True)
    return isinstance(payload, bytes) and bool(payload.strip())


def _file_name(part: Message) -> str:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first_part = inner[0] if isinstance(inner, list) and inner else None
        subject = first_part.get("subject", "") if isinstance(first_part, Message) else ""
        return unfolded(str(subject)) or "message/rfc822"
    try:
        name = part.get_filename()
    except _DAMAGED:
        name = str(part.get("content-disposition", "")).partition("filename=")[2]
    name = re.split(r"[\\/]", unfolded(str(name or "")).strip('"; '))[-1][:200]
    return "" if name.lower() in _SIGNATURES else name


def _text(part: Message, *, html: bool) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        charset = str(part.get_param("charset") or "")
    except _DAMAGED:
        charset = ""
    text = decoded(payload[:_LONGEST], charset).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if html or _is_page(text):
        return own_words(plain_text(text))
    if str(part.get_param("format") or "").lower() == "flowed":
        text = unflowed(text, joined=str(part.get_param("delsp") or "").lower() == "yes")
    return own_words(text)


def _is_page(text: str) -> bool:
    start = text[:500].lstrip().lower()
    return start.startswith(("<!doctype html", "<html", "<p>", "<div", "<body", "<table"))


def _mended(clean: bytes, body: bytes) -> Message | None:
    """The mail again, with the boundary that its parts have; its header tells another one."""
    found = re.search(rb"^--(\S[^\n]{0,200}?)[ \t]*\n(?:Content-|content-)", body, re.M)
    if found is None:
        return None
    boundary = found[1].replace(b'"', b"")
    lines = re.sub(rb"(?im)^content-type:.*\n(?:[ \t].*\n)*", b"", clean)
    body = body.replace(b"--" + found[1], b"--" + boundary)
    head = lines + b'content-type: multipart/mixed; boundary="' + boundary + b'"\n\n'
    message = email.message_from_bytes(head + body)
    return message if message.is_multipart() else None
