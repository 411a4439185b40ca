"""How well mails and chats are read, held against a second, cruder look at the same bytes."""

from __future__ import annotations

import re
import zipfile
from email.header import decode_header
from pathlib import Path

from relapp.domain.errors import UserError
from relapp.services.transfer.reading.documents import open_document
from relapp.services.transfer.rows import BadRow, EntryRow
from tests.imports.figures import Figure

_ADDRESS = re.compile(r"[\w.+$=/-]+@[\w.-]*\w")
_STAMPED = re.compile(
    r"^[^\w\[]{0,3}\[?\d{1,4}[./\- 年년]+\d{1,2}[./\- 月월]+\d{1,4}[.日일]?,?[^\d\n]{1,8}\d{1,2}[.:]\d\d[^\n]*$", re.M
)
_SAID = re.compile(r"(?:\] ?|\s[-–—]\s)[^:\"“]{1,60}: ?(.*)$")

_CLEAR = frozenset({"row.no_date", "row.date", "row.no_person", "row.discarded"})


def measure_mail(paths: list[Path]) -> list[Figure]:
    """Mails whose person, day and subject are right, or that are refused for a reason that is true."""
    figure = Figure("mail: person, day, words", 0.97)
    for path in paths:
        useful, why = useful_mail(path)
        figure.count(useful, f"{path.name}: {why}")
    return [figure]


def measure_chat(paths: list[Path]) -> list[Figure]:
    """Chats of which every stamped line came in, or is named as the program's own."""
    figure = Figure("chats: stamped lines", 1.0)
    for path in paths:
        useful, why = useful_chat(path)
        figure.count(useful, f"{path.name}: {why}")
    return [figure]


def useful_mail(path: Path) -> tuple[bool, str]:
    """Whether the first mail of a file was understood, and what was not."""
    rows, why = _rows(path)
    if not rows:
        return False, why
    head = _head(path)
    row = rows[0]
    if isinstance(row, BadRow):
        dated = any(re.search(r"\b(?:19|20)\d\d\b|\b\d\d:\d\d", value) for value in _values(head, "date", "received"))
        return (row.code in _CLEAR and not (dated and "date" in row.code)), row.code
    named = {found.lower() for value in _values(head, "from", "to", "cc", "reply-to") for found in _addresses(value)}
    who = {one.email.lower() for one in row.who}
    if not row.who or (named and not who <= named):
        return False, f"{sorted(who)} is none of {sorted(named)}"
    years = set(re.findall(r"\b(?:19|20)\d\d\b", " ".join(_values(head, "date", "received"))))
    short = {f"{'19' if year > '69' else '20'}{year}" for year in re.findall(r"[a-z]{3}\s+(\d\d)\s", head, re.I)}
    if str(row.at.year) not in years | short:
        return False, f"{row.at.year} is none of {sorted(years | short)}"
    lost = [word for value in _values(head, "subject")[:1] for word in _subject(value) if word not in row.words]
    return not lost, f"lost of the subject: {lost}"


def useful_chat(path: Path) -> tuple[bool, str]:
    """Whether every stamped line of a chat came in, and how many did not."""
    rows, why = _rows(path)
    if not rows:
        return False, why
    text = _chat(path)
    lines = _STAMPED.findall(text)
    wanted = len(lines) or len(re.findall(r'"date_unixtime"|class="message |"sender"\s*:|"chatItem"', text))
    if len(rows) != wanted:
        return False, f"{len(rows)} of {wanted} messages"
    words = "\n".join(row.words for row in rows if isinstance(row, EntryRow))
    said = [found[1].strip() for line in lines if (found := _SAID.search(line))]
    lost = [one for one in said if one.isprintable() and not one.startswith("<") and one not in words]
    noted = sum(isinstance(row, BadRow) and row.code != "row.service" for row in rows)
    return not lost and not noted, f"lost: {lost[:3]}, refused: {noted}"


def _rows(path: Path) -> tuple[list[EntryRow | BadRow], str]:
    try:
        document = open_document(path)
        if document is None:
            return [], "not recognised"
        return [row for row in document.rows() if isinstance(row, EntryRow | BadRow)], "empty"
    except UserError as error:
        return [], error.code


def _head(path: Path) -> str:
    raw = path.read_bytes()[:65536].replace(b"\r\n", b"\n")
    return re.sub(r"\n[ \t]+", " ", raw.partition(b"\n\n")[0].decode("latin-1"))


def _values(head: str, *names: str) -> list[str]:
    return [value for name in names for value in re.findall(rf"(?im)^{name}[ \t]*:(.*)$", head)]


def _addresses(value: str) -> list[str]:
    return _ADDRESS.findall(re.sub(r"\((?:\\.|[^()])*\)|(?<=\.)\s+(?=\w+>)", "", value))


def _subject(value: str) -> list[str]:
    pieces = [
        piece.decode(charset or "latin-1", "replace") if isinstance(piece, bytes) else piece
        for piece, charset in decode_header(value.strip())
    ]
    return [word for word in "".join(pieces).split() if word.isprintable() and "\ufffd" not in word]


def _chat(path: Path) -> str:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return archive.read("_chat.txt").decode("utf-8-sig")
    return path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
