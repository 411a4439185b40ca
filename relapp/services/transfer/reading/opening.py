"""What is wanted of a file, and opening it in this process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from relapp.domain.errors import UserError
from relapp.services.transfer.reading.documents import Document, joined, open_document
from relapp.services.transfer.reading.pauses import pause
from relapp.services.transfer.reading.tables import Table, open_table


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file, or several cards, mails or calendars as the one called ``name``, and what a person says of it.

    ``ours`` are addresses and names that the shop goes by; the rest is as in :func:`open_table`.
    """

    paths: tuple[Path, ...]
    name: str
    ours: tuple[str, ...] = ()
    sheet: str | None = None
    encoding: str = ""
    separator: str = ""
    header_line: int | None = None


def open_file(wanted: Wanted) -> Table | Document:
    """The file as a document, else as a table.

    :raises UserError: it cannot be read, or several are not all of one kind (``import.not_alike``).
    """
    if len(wanted.paths) > 1:
        return _together(wanted)
    (path,) = wanted.paths
    document = open_document(path, wanted.ours)
    if document is not None:
        return document
    return open_table(
        path, wanted.sheet, encoding=wanted.encoding, separator=wanted.separator, header_line=wanted.header_line
    )


def _together(wanted: Wanted) -> Document:
    documents: list[Document] = []
    for path in wanted.paths:
        pause()
        document = open_document(path, wanted.ours)
        if document is None or document.how_read.format != (documents or [document])[0].how_read.format:
            raise UserError("import.not_alike", file=wanted.name)
        documents.append(document)
    return joined(wanted.name, documents)
