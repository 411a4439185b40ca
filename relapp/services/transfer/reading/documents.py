"""Files that are no tables: cards, calendars, mail, chats, relapp's own export."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from relapp.domain.errors import UserError
from relapp.services.transfer.meaning.values import DateOrder
from relapp.services.transfer.reading.tables import HowRead
from relapp.services.transfer.rows import BadRow, Content, EntryRow, PersonRow, ShopRecord

HEAD = 4096
"""So many bytes from the start of a file tell what it is."""

DocumentRow = PersonRow | EntryRow | ShopRecord | BadRow


@dataclass(frozen=True, slots=True)
class Document:
    """A file whose rows need no columns to be named.

    ``voices`` are those in it who may be the shop itself (addresses of a mailbox, names in a chat), the likeliest
    first; ``us`` is which of them is, empty where it does not matter, ``unsure`` whether that is only likely, and
    ``told`` whether a person said so. ``open_date`` is a date that can be read in two ways, where the file leaves that
    open; until it is answered with :meth:`dated`, the rows have the usual one.
    """

    file: str
    how_read: HowRead
    content: Content
    _source: Callable[[str], Iterator[DocumentRow]] = field(repr=False)
    voices: tuple[str, ...] = ()
    us: str = ""
    unsure: bool = False
    told: bool = False
    open_date: str = ""
    _dated: Callable[[DateOrder, str], Iterator[DocumentRow]] | None = field(default=None, repr=False)

    def rows(self) -> Iterator[DocumentRow]:
        """What the file is made of, from the start on each call, as a stream."""
        return self._source(self.us)

    def spoken_by(self, us: str) -> Document:
        """The same with another of the voices taken for the shop's."""
        return replace(self, us=us, unsure=False, told=True)

    def dated(self, order: DateOrder) -> Document:
        """The same with the order of day and month settled, where it is open."""
        return self if self._dated is None else replace(self, _source=partial(self._dated, order), open_date="")


def joined(name: str, documents: Sequence[Document]) -> Document:
    """Several documents of one format as one: their rows one after the other, their voices together."""
    first = documents[0]
    voices = tuple(dict.fromkeys(voice for one in documents for voice in one.voices))

    def rows(us: str) -> Iterator[DocumentRow]:
        return chain.from_iterable(one.spoken_by(us if us in one.voices else one.us).rows() for one in documents)

    def dated(order: DateOrder, us: str) -> Iterator[DocumentRow]:
        return joined(name, [one.dated(order) for one in documents]).spoken_by(us).rows()

    return Document(
        file=name,
        how_read=replace(first.how_read, lines=sum(one.how_read.lines for one in documents)),
        content=first.content,
        _source=rows,
        voices=voices,
        us=next((one.us for one in documents if one.us), ""),
        unsure=any(one.unsure for one in documents),
        open_date=next((one.open_date for one in documents if one.open_date), ""),
        _dated=dated,
    )


class Format(NamedTuple):
    """One format: whether a file with these first bytes (unpacked) is of it, and how to open it.

    ``open`` is given the path and the addresses and names that the shop is known to go by.
    """

    recognises: Callable[[Path, bytes], bool]
    open: Callable[[Path, Collection[str]], Document]


def open_document(path: Path, ours: Collection[str] = ()) -> Document | None:
    """The file as a document, ``None`` if it is none.

    :raises UserError: ``import.missing``, ``import.cannot_read``, or what the format says of a damaged file.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except FileNotFoundError as error:
        raise UserError("import.missing", file=path.name) from error
    except (OSError, ValueError) as error:
        raise UserError("import.cannot_read", file=path.name) from error
    # The formats are made of what stands here.
    from relapp.services.transfer.reading.all_formats import FORMATS

    for each in FORMATS:
        if each.recognises(path, head):
            return each.open(path, ours)
    return None
