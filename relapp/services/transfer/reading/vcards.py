"""Cards: vCard 2.1, 3.0 and 4.0, as telephones, mail programs and address books write them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path

from relapp.services.transfer.meaning.cards import person
from relapp.services.transfer.reading.content_lines import ContentLine, LinesFile, first_line, look_through
from relapp.services.transfer.reading.documents import Document, Format
from relapp.services.transfer.reading.tables import HowRead
from relapp.services.transfer.rows import BadRow, Content, PersonRow

_MAX_LINES = 5000
"""So many lines of one card are kept."""
_ENDINGS = (".vcf", ".vcard")


def recognises(path: Path, head: bytes) -> bool:
    """Whether a file that begins with ``head`` holds cards."""
    first = first_line(head)
    if first == "BEGIN:VCARD":
        return True
    begun = b"begin:vcard" in head.replace(b"\0", b"").lower()
    return path.suffix.lower() in _ENDINGS and (begun or not first)


def open_cards(path: Path, _ours: Collection[str] = ()) -> Document:
    """The cards of a file.

    :raises UserError: ``import.empty``, ``import.too_large``, ``import.cannot_read``.
    """
    file = look_through(path)
    how_read = HowRead("cards", file.lines, encoding=file.encoding)
    return Document(path.name, how_read, Content.CUSTOMERS, partial(_people, file))


def _people(file: LinesFile, _us: str) -> Iterator[PersonRow | BadRow]:
    for line, lines in cards(file.content_lines()):
        yield person(line, lines)


def cards(lines: Iterator[ContentLine]) -> Iterator[tuple[int, list[ContentLine]]]:
    """The lines of each card, and where it begins.

    A card that is never ended lasts to the next one; one that stands within another (an agent's) is one of its own.
    """
    open_cards: list[tuple[int, list[ContentLine]]] = []
    for each in lines:
        if each.name == "BEGIN" and each.text.upper() == "VCARD":
            within = bool(open_cards) and bool(open_cards[-1][1]) and open_cards[-1][1][-1].name == "AGENT"
            if open_cards and not (within and len(open_cards) < 3):
                yield from reversed(open_cards)
                open_cards = []
            open_cards.append((each.line, []))
        elif each.name == "END" and each.text.upper() == "VCARD":
            if open_cards:
                yield open_cards.pop()
        elif open_cards and len(open_cards[-1][1]) < _MAX_LINES:
            open_cards[-1][1].append(each)
    yield from reversed(open_cards)


FORMAT = Format(recognises, open_cards)
