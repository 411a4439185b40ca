"""Everything out: each list for spreadsheets, the whole shop for relapp and other programs, and a book for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Protocol, TypeVar

from relapp.domain.folding import fold
from relapp.services import settings
from relapp.services.exporting import calendars, lines, people, places, tables, uid, vcards
from relapp.services.exporting.notes import EXPORTED, note
from relapp.services.exporting.places import Place
from relapp.services.exporting.tables import Form
from relapp.services.operations import Operations
from relapp.services.pages import held
from relapp.services.pages.held import Held
from relapp.services.transfer.storing.tally import Cancelled
from relapp.storage import listing, whole
from relapp.storage.reader import Reader

T = TypeVar("T")

Progress = Callable[[int, int], bool]
"""Told how much of how much is written; returns whether to go on."""

_OFTEN = 0.05
"""Seconds."""

_VOLUME = 100


class Book(Protocol):
    """Puts the readable book into words."""

    def index(self, people: Sequence[tuple[int, str, str]]) -> str:
        """The page that names everyone, with their ids and the files they stand in."""

    def volume(self, people: Iterable[Held]) -> str:
        """The page of some customers."""

    def called(self, kind: str) -> str:
        """A kind of fact: "Birthday"."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written where."""

    path: Path
    files: int
    rows: int
    customers: int
    entries: int


@dataclass(slots=True)
class _Work:
    """How far it is."""

    whole: int
    progress: Progress
    done: int = 0
    files: int = 0
    _told: float = field(default_factory=monotonic)

    def counted(self, rows: Iterable[T], weight: int = 1) -> Iterator[T]:
        """The same rows, counted.

        :raises Cancelled: nobody wants to go on.
        """
        try:
            for row in rows:
                self.done += weight
                now = monotonic()
                if now - self._told >= _OFTEN:
                    self._told = now
                    if not self.progress(min(self.done, self.whole), self.whole):
                        raise Cancelled
                yield row
        finally:
            # A traceback would hold what reads from the database until that is closed.
            rows = ()


def export(
    operations: Operations,
    within: Path,
    book: Callable[[str], Book],
    *,
    zipped: bool = False,
    form: Form = Form.CSV,
    progress: Progress = lambda _done, _whole: True,
) -> Exported:
    """Write everything into a new folder in ``within``, or one zip; the journal notes who did.

    ``book`` makes the words of the book for a shop of that name; the tables are written in ``form``.

    :raises UserError: who is here may not, it cannot be written there, or the disk is full; nothing stays behind.
    :raises Cancelled: ``progress`` said to stop; nothing stays behind.
    """
    operations = operations.as_now()
    operations.require(EXPORTED)
    at = operations.now()
    operations.run("uid", uid.give)
    with operations.database.read() as reader:
        shop = settings.read(reader).shop_name
        name = places.file_name(shop, at.date())
        counts = whole.counts(reader)
        rows = sum(counts.values())
        work = _Work(2 * rows + 2 * counts["customer"], progress)
        make = places.new_zip if zipped else places.new_folder
        with make(within, name) as (place, path):
            _write_lines(reader, place, at, work)
            _write_tables(reader, place, form, work)
            words = book(shop)
            _write_people(reader, place, words, work)
            _write_book(reader, place, words, work)
    kind = "zip" if zipped else "folder"
    note(operations, EXPORTED, place=kind, form=str(form), rows=rows, customers=counts["customer"])
    return Exported(path, work.files, rows, counts["customer"], counts["interaction"])


def _write_lines(reader: Reader, place: Place, at: datetime, work: _Work) -> None:
    with places.text(place, "shop.jsonl") as file:
        file.writelines(work.counted(lines.lines(reader, at)))
    work.files += 1


def _write_tables(reader: Reader, place: Place, form: Form, work: _Work) -> None:
    for one in listing.LISTINGS.values():
        with place.file(f"{one.name}.{form}") as file:
            rows = work.counted(tables.of_shop(reader, one))
            tables.save(file, form, one.name, one.header, rows, one.cells, one.typed)
        work.files += 1


def _write_people(reader: Reader, place: Place, words: Book, work: _Work) -> None:
    ids = sorted(customer_id for customer_id, _ in held.everyone(reader))
    with places.text(place, "customers.vcf") as file:
        file.writelines(vcards.cards(work.counted(people.card_people(reader, ids))))
    with places.text(place, "dates.ics") as file:
        file.writelines(calendars.events(work.counted(people.days(reader, ids, words.called), 0)))
    work.files += 2


def _write_book(reader: Reader, place: Place, book: Book, work: _Work) -> None:
    everyone = sorted(held.everyone(reader), key=lambda one: (fold(one[1]), one[0]))
    volumes = [everyone[start : start + _VOLUME] for start in range(0, len(everyone), _VOLUME)]
    index = []
    for number, volume in enumerate(volumes, start=1):
        name = f"customers-{number:04}.html"
        index += [(customer_id, called, name) for customer_id, called in volume]
        pages = (held.page(reader, customer_id) for customer_id, _ in work.counted(volume))
        with places.text(place, f"book/{name}") as file:
            file.write(book.volume(page for page in pages if page is not None))
        work.files += 1
    with places.text(place, "book/index.html") as file:
        file.write(book.index(index))
    work.files += 1
