"""Mail files as entries: who wrote to the shop, and to whom it wrote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

from relapp.domain.interactions import MAX_WORDS, Channel, Direction, Kind
from relapp.services.transfer.reading.documents import Document, Format
from relapp.services.transfer.reading.mail.headers import Address, addresses
from relapp.services.transfer.reading.mail.mailbox import RawMail, mails
from relapp.services.transfer.reading.mail.message import Mail, UnreadableError, first, read_mail, split
from relapp.services.transfer.reading.pauses import pause
from relapp.services.transfer.reading.tables import HowRead
from relapp.services.transfer.rows import BadRow, Content, EntryRow, Who

_SUFFIXES = (".eml", ".emlx", ".mbox", ".mbx", ".mbs")
_KNOWN = re.compile(
    rb"(?im)^(from|to|cc|date|subject|message-id|received|return-path|delivered-to|mime-version|content-type|reply-to|"
    rb"sender|x-original-to|envelope-to|x-gmail-\w+|x-mozilla-\w+|dkim-signature|in-reply-to|references|resent-\w+|"
    rb"content-transfer-encoding|x-mailer|x-gm-\w+|arc-seal)[ \t]*:"
)
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\d+\s+)?(?:From \S|>From \S|[!-9;-~]+[ \t]*:)")
_MAILBOX = re.compile(rb"(?:\xef\xbb\xbf)?\s*From \S")
_SENT_NAME = re.compile(r"sent|gesendet|envoy|enviad|inviat|verzonden|skicka|wys[lł]an|отправл|送信", re.I)
_FOR = re.compile(r"\bfor\s+<?([^\s<>;]+@[^\s<>;]+?)>?(?:;|\s|$)")
_ARRIVED_AT = ("delivered-to", "x-original-to", "envelope-to", "x-delivered-to", "x-envelope-to", "x-rcpt-to")
_LOOKED_AT = 2_000
_HEAD = 64 * 1024
_MOST_VOICES = 12
_MANY = 20
"""A mail to more people than this is no talk with each of them."""


def recognises(path: Path, head: bytes) -> bool:
    """Whether a file begins as a mail or a mailbox does."""
    if not _BEGINS.match(head):
        return False
    known = {found.lower() for found in _KNOWN.findall(head)}
    return len(known) >= (1 if path.suffix.lower() in _SUFFIXES else 3)


def open_mail(path: Path, ours: Collection[str]) -> Document:
    """A mail or a mailbox. Its voices are the addresses in it, the one that most of it went to first."""
    with path.open("rb") as file:
        only_one = path.suffix.lower() in (".eml", ".emlx") or not _MAILBOX.match(file.read(256))
    first_mails = islice(mails(path, only_one=only_one), _LOOKED_AT)
    looked = [(len(mail.content), _trail(mail)) for mail in first_mails]
    voices = _voices([trail for _, trail in looked], sent=bool(_SENT_NAME.search(path.stem)))
    mine = {_folded(one) for one in ours}
    # Where there is but one address, it is rather the customer's than the shop writing to itself.
    likeliest = voices[0] if len(voices) > 1 else ""
    us = next((voice for voice in voices if _folded(voice) in mine), likeliest)
    how = HowRead(format="mail", lines=_count(path, [size for size, _ in looked]))
    return Document(
        file=path.name,
        how_read=how,
        content=Content.ENTRIES,
        _source=lambda voice: _rows(path, only_one, mine | {_folded(voice)} if voice else set()),
        voices=tuple(voices[:_MOST_VOICES]),
        us=us,
    )


FORMAT = Format(recognises, open_mail)


def _count(path: Path, sizes: list[int]) -> int:
    """How many mails there are, told from the first of them where they are many."""
    if len(sizes) < _LOOKED_AT:
        return len(sizes)
    return max(len(sizes), round(path.stat().st_size / max(1, sum(sizes)) * len(sizes)))


def _folded(address: str) -> str:
    return address.strip().lower()


# -- whose mailbox it is --


def _trail(mail: RawMail) -> Counter[str]:
    """What a mail says for each address being the one whose mailbox it lies in."""
    pause()
    headers, _, _ = split(mail.content[:_HEAD])
    said: Counter[str] = Counter()
    for name in _ARRIVED_AT:
        for address in addresses(headers.get(name, ())):
            said[address.email] = max(said[address.email], 5)
    for hop in headers.get("received", ()):
        found = _FOR.search(hop)
        if found is not None:
            said[found[1]] = max(said[found[1]], 4)
    sent = any(name in headers for name in ("bcc", "x-mozilla-draft-info", "x-identity-key", "x-unsent"))
    sent = sent or "sent" in first(headers, "x-gmail-labels").lower()
    for names, weight in ((("to",), 2), (("cc",), 1), (("from",), 6 if sent else 1)):
        for address in addresses(value for name in names for value in headers.get(name, ())):
            said[address.email] = max(said[address.email], weight)
    del said[""]
    return said


def _voices(trails: list[Counter[str]], *, sent: bool) -> list[str]:
    total: Counter[str] = Counter()
    written: dict[str, str] = {}
    for trail in trails:
        for address, weight in trail.items():
            folded = _folded(address)
            written.setdefault(folded, address)
            # In a folder of what was sent, the writer is the one who stays the same.
            total[folded] += (1 if weight == 2 else 3 if weight == 1 else weight) if sent else weight
    return [written[folded] for folded, _ in total.most_common()]


# -- rows --


def _rows(path: Path, only_one: bool, mine: set[str]) -> Iterator[EntryRow | BadRow]:
    for raw in mails(path, only_one=only_one):
        yield _row(raw, mine)


def _row(raw: RawMail, mine: set[str]) -> EntryRow | BadRow:
    try:
        mail = read_mail(raw.content, envelope=raw.envelope)
    except UnreadableError:
        return BadRow(raw.line, (raw.envelope, raw.content[:200].decode("utf-8", "replace")), "row.unreadable")
    direction, others = _sides(mail, mine)
    cells = (mail.date, ", ".join(one.email or one.name for one in mail.sender), mail.subject)
    if mail.discarded:
        return BadRow(raw.line, cells, "row.discarded")
    if mail.at is None:
        code = "row.date" if mail.date else "row.no_date"
        return BadRow(raw.line, cells, code, {"value": mail.date} if mail.date else {})
    if not others:
        return BadRow(raw.line, (mail.at.isoformat(" ", "minutes"), *cells[1:]), "row.no_person")
    return EntryRow(
        line=raw.line,
        who=tuple(Who(email=one.email, name=one.name) for one in others[: _MANY * 5]),
        at=mail.at,
        kind=Kind.EMAIL,
        channel=Channel.EMAIL,
        direction=direction,
        words=_words(mail),
        identity=f"mail:{mail.identity}" if mail.identity else "",
        strangers=not mail.automatic and len(others) <= _MANY,
    )


def _sides(mail: Mail, mine: set[str]) -> tuple[Direction, list[Address]]:
    """Who went to whom, and who the others are."""

    def not_us(people: Collection[Address]) -> list[Address]:
        return [one for one in people if _folded(one.email or one.name) not in mine]

    writers = not_us(mail.sender)
    if writers:
        return Direction.IN, writers
    asked = not_us(mail.reply_to)
    if asked and not not_us(mail.to):
        # A form on the shop's page writes to the shop in its own name.
        return Direction.IN, asked
    return Direction.OUT, not_us(mail.to)


def _words(mail: Mail) -> str:
    attached = " ".join(f"[{name}]" for name in mail.attachments[:20])
    words = "\n\n".join(filter(None, (mail.subject, mail.text)))
    if len(words) > MAX_WORDS - len(attached) - 10:
        words = words[: MAX_WORDS - len(attached) - 10].rstrip() + " …"
    return "\n\n".join(filter(None, (words, attached)))
