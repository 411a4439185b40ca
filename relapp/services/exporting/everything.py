"""Everything out: each list for spreadsheets, the whole shop for relapp and other programs, and a book for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from relapp.domain.errors import UserError
from relapp.domain.folding import fold
from relapp.services import settings
from relapp.services.exporting import lines, places, tables, uid
from relapp.services.exporting.notes import EXPORTED, note
from relapp.services.exporting.places import Place
from relapp.services.operations import Operations
from relapp.services.pages import held
from relapp.services.pages.held import Held
from relapp.services.transfer.storing.tally import Cancelled
from relapp.storage import listing, whole
from relapp.storage.reader import Reader

T = TypeVar("T")

Progress = Callable[[int, int], bool]
"""Told how much of how much is written; returns whether to go on."""

_OFTEN = 500
_VOLUME = 100


class Book(Protocol):
    """Puts the readable book into words."""

    def index(self, people: Sequence[tuple[int, str, str]]) -> str:
        """The page that names everyone, with their ids and the files they stand in."""

    def volume(self, people: Iterable[Held]) -> str:
        """The page of some customers."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written where."""

    path: Path
    files: int
    rows: int
    customers: int


@dataclass(slots=True)
class _Work:
    """How far it is."""

    whole: int
    progress: Progress
    done: int = 0
    files: int = 0
    _told: int = field(default=0)

    def counted(self, rows: Iterable[T], weight: int = 1) -> Iterator[T]:
        """The same rows, counted.

        :raises Cancelled: nobody wants to go on.
        """
        for row in rows:
            self.done += weight
            if self.done - self._told >= _OFTEN:
                self._told = self.done
                if not self.progress(min(self.done, self.whole), self.whole):
                    raise Cancelled
            yield row


def export(
    operations: Operations,
    within: Path,
    book: Callable[[str], Book],
    *,
    zipped: bool = False,
    progress: Progress = lambda _done, _whole: True,
) -> Exported:
    """Write everything into a new folder in ``within``, or one zip; the journal notes who did.

    ``book`` makes the words of the book for a shop of that name.

    :raises UserError: it cannot be written there, or the disk is full; nothing stays behind.
    :raises Cancelled: ``progress`` said to stop; nothing stays behind.
    """
    at = operations.now()
    operations.run(EXPORTED, uid.give)
    with operations.database.read() as reader:
        shop = settings.read(reader).shop_name
        name = places.file_name(f"{shop or 'relapp'} {at:%Y-%m-%d}")
        counts = whole.counts(reader)
        rows = sum(counts.values())
        work = _Work(2 * rows + counts["customer"], progress)
        make = places.new_zip if zipped else places.new_folder
        with make(_checked(within), name) as (place, path):
            _write_lines(reader, place, at, work)
            _write_tables(reader, place, work)
            _write_book(reader, place, book(shop), work)
    note(operations, EXPORTED)
    return Exported(path, work.files, rows, counts["customer"])


def _checked(within: Path) -> Path:
    if within.exists() and not within.is_dir():
        raise UserError("no_folder", folder=within.name)
    return within


def _write_lines(reader: Reader, place: Place, at: datetime, work: _Work) -> None:
    with place.text("shop.jsonl") as file:
        file.writelines(work.counted(lines.lines(reader, at)))
    work.files += 1


def _write_tables(reader: Reader, place: Place, work: _Work) -> None:
    for one in listing.LISTINGS.values():
        with place.text(f"{one.name}.csv") as file:
            tables.write(file, one.header, work.counted(tables.of_shop(reader, one)))
        work.files += 1


def _write_book(reader: Reader, place: Place, book: Book, work: _Work) -> None:
    people = sorted(held.everyone(reader), key=lambda one: (fold(one[1]), one[0]))
    volumes = [people[start : start + _VOLUME] for start in range(0, len(people), _VOLUME)]
    index = []
    for number, volume in enumerate(volumes, start=1):
        name = f"customers-{number:04}.html"
        index += [(customer_id, called, name) for customer_id, called in volume]
        pages = (held.page(reader, customer_id) for customer_id, _ in work.counted(volume))
        with place.text(f"book/{name}") as file:
            file.write(book.volume(page for page in pages if page is not None))
        work.files += 1
    with place.text("book/index.html") as file:
        file.write(book.index(index))
    work.files += 1
