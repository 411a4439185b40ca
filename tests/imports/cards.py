"""How well a file of cards or a calendar is read, held against a crude scan of its text that knows none of our readers.

A file is useful if no error is shown and whatever it tells people is found in what was read of it, or in a row that is
left out with its reason.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from relapp.domain.errors import UserError
from relapp.services.transfer.reading.documents import DocumentRow, open_document
from relapp.services.transfer.reading.encodings import legacy_encoding
from relapp.services.transfer.rows import BadRow, EntryRow, PersonRow
from tests.imports.figures import Figure

_TECHNICAL = re.compile(
    r"BEGIN|END|VERSION|PRODID|REV|UID|KIND|SOURCE|CLASS|MAILER|SORT-STRING|PROFILE|X-MS-OL-D.*|X-.*-?(?:UID|ETAG|ID)"
    r"|X-ABLABEL|X-ABADR|X-ABSHOWAS|X-.*CARDPICTURE|KEY|SOUND|CLIENTPIDMAP|X-IMAGE.*|X-.*KIND|CREATED|LAST-MODIFIED",
    re.I,
)
_DATES = re.compile(r"BDAY|.*ANNIVERSARY|X-ABDATE|DEATHDATE", re.I)
_SEXES = {"m": "male", "f": "female", "o": "other", "n": "none", "u": "unknown", "1": "female", "2": "male"}


def measure(paths: list[Path]) -> list[Figure]:
    """How many files of cards are read without loss."""
    return [_counted("cards without loss", 0.98, paths)]


def measure_calendar(paths: list[Path]) -> list[Figure]:
    """How many calendars are read in a useful way."""
    return [_counted("calendars of use", 0.95, paths)]


def _counted(name: str, least: float, paths: list[Path]) -> Figure:
    figure = Figure(name, least)
    for path in paths:
        useful, why = look(path)
        figure.count(useful, f"{path.name}: {why}")
    return figure


def look(path: Path) -> tuple[bool, str]:
    """Whether ``path`` is read in a useful way, and what is amiss if it is not."""
    text = _text(path.read_bytes())
    try:
        document = open_document(path)
        rows = list(document.rows()) if document is not None else []
    except UserError as error:
        return (True, "empty") if error.code == "import.empty" and not text.strip("\0") else (False, error.code)
    if document is None:
        return False, "not recognised"
    if document.how_read.format == "cards":
        return _cards(text, rows)
    return _calendar(text, rows)


def _text(data: bytes) -> str:
    """The text, unfolded and with what is quoted printed out."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _unfolded(data.decode("utf-16", "replace").encode()).decode()
    lines = _unfolded(data.removeprefix(b"\xef\xbb\xbf")).split(b"\n")
    unusual = b"\n".join(line for line in lines if not _is_utf8(line))
    declared = re.search(rb"CHARSET=(windows-\d+|iso-8859-\d+|shift_jis|koi8-r)", data, re.I)
    other = declared[1].decode() if declared else legacy_encoding(unusual)
    return "\n".join(line.decode("utf-8" if _is_utf8(line) else other, "replace") for line in lines)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _unfolded(data: bytes) -> bytes:
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    lines: list[bytes] = []
    for line in data.split(b"\n"):
        soft = bool(lines) and b"QUOTED-PRINTABLE" in lines[-1].upper() and lines[-1].endswith(b"=")
        if soft:
            lines[-1] = lines[-1] if not line else lines[-1][:-1] + line
        elif line[:1] in (b" ", b"\t") and lines:
            lines[-1] += line[1:]
        else:
            lines.append(line)
    printed = (quopri.decodestring(line) if b"QUOTED-PRINTABLE" in line.upper() else line for line in lines)
    return b"\n".join(line.replace(b"\r\n", b" ").replace(b"\n", b" ") for line in printed)


def _told(text: str) -> Iterator[tuple[str, str]]:
    """Each name with its value, as far as it says something to people."""
    for line in text.split("\n"):
        head, colon, value = line.partition(":")
        name = head.split(";")[0].strip().rpartition(".")[2].upper()
        if not colon or not re.fullmatch(r"[\w-]+", name) or _TECHNICAL.fullmatch(name):
            continue
        if not re.search(r"BASE64|ENCODING=B\b|;B:", head + colon, re.I) and not value.lower().startswith("data:"):
            yield name, value.replace("\\n", " ").replace("\\N", " ").replace("\\", "")


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


# -- cards --


def _cards(text: str, rows: list[DocumentRow]) -> tuple[bool, str]:
    pieces = re.split(r"(?im)^[ \t]*BEGIN:VCARD", text)[1:]
    if len(pieces) != len(rows):
        return False, f"{len(pieces)} cards, {len(rows)} rows"
    for number, (piece, row) in enumerate(zip(pieces, rows, strict=True), 1):
        known = _known(row)
        for name, value in _told(piece):
            lost = _lost(name, value, known)
            if lost:
                return False, f"card {number}: {name} lost {' '.join(sorted(lost))}"
        photo = re.search(r"(?im)^(?:\w+\.)?PHOTO;[^:\n]*(?:BASE64|=B\b)[^:\n]*:\s*(?:/9j/|iVBOR|R0lGOD)", piece)
        if photo and isinstance(row, PersonRow) and row.photo is None:
            return False, f"card {number}: the photo is lost"
    return True, f"{len(rows)} cards"


def _lost(name: str, value: str, known: set[str]) -> set[str]:
    if _DATES.fullmatch(name):
        digits = re.sub(r"\D", "", value.partition("T")[0])
        if digits[-4:] in known or not digits:
            return set()
    if "GENDER" in name:
        value = _SEXES.get(value.lower().split(";")[0], value)
    value = re.sub(r"(?i)^(?:tel|mailto|xmpp|skype|sip):", "", value)
    return _words(value) - known


def _known(row: DocumentRow) -> set[str]:
    if isinstance(row, BadRow):
        return _words(" ".join(row.cells))
    assert isinstance(row, PersonRow)
    who = row.customer
    said = [who.name, who.nickname, who.reference, who.note, *row.tags]
    said += [part for contact in who.contacts for part in (contact.label, contact.value)]
    for fact in row.facts:
        said += [fact.kind, fact.value, fact.about]
        if fact.month and fact.day:
            said.append(f"{fact.month:02}{fact.day:02}")
    return _words(" ".join(said))


# -- calendars --


def _calendar(text: str, rows: list[DocumentRow]) -> tuple[bool, str]:
    events = re.findall(r"(?ims)^BEGIN:VEVENT\s*$(.*?)(?:^END:VEVENT|^BEGIN:VEVENT|\Z)", text)
    entries = [row for row in rows if isinstance(row, EntryRow)]
    bad = [row for row in rows if isinstance(row, BadRow)]
    taken = 0
    for event in events:
        own = re.sub(r"(?ims)^BEGIN:VALARM.*?^END:VALARM", "", event)
        summary = next((value for name, value in _told(own) if name == "SUMMARY"), "")
        day = _day(own)
        cancelled = re.search(r"(?im)^STATUS:CANCELLED", own)
        if day is None or cancelled or not re.search(r"(?im)^(SUMMARY|DESCRIPTION|LOCATION|ATTENDEE)", own):
            continue
        taken += 1
        near = [row for row in entries if abs(row.at.date() - day) <= timedelta(days=1)]
        if not any(_words(summary) <= _words(row.words) for row in near):
            return False, f"“{summary[:40]}” on {day} is lost"
    if len(events) > taken + len(bad) + sum(1 for row in entries):
        return False, f"{len(events)} events, {len(rows)} rows"
    return True, f"{len(events)} events, {len(entries)} entries, {len(bad)} left out with a reason"


def _day(event: str) -> date | None:
    found = re.search(r"(?im)^DTSTART[^:\n]*:(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?\s*$", event)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
