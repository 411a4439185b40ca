"""One list as a file, as it stands on the screen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from relapp.domain.cells import Cell
from relapp.domain.customers import ContactPoint
from relapp.services.exporting import places, tables
from relapp.services.exporting.notes import LIST_SAVED, note
from relapp.services.exporting.tables import Form
from relapp.services.operations import Operations
from relapp.services.pages import customers as customers_page
from relapp.services.pages import timeline as timeline_page
from relapp.services.pages.customers import CustomerRow
from relapp.services.pages.timeline import TimelineEntry
from relapp.storage import customers
from relapp.storage.reader import Reader
from relapp.storage.timeline import TimelineFilter

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class SavedList:
    """A list in words: what it is called, its columns, its rows, and what the columns hold (see ``tables.save``)."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Any]]
    cells: Sequence[Cell] = ()


def save_by(operations: Operations, path: Path, told: Callable[[Reader], SavedList], what: str, *about: int) -> int:
    """:func:`save` what ``told`` reads, and note who did, ``what`` list it is and whom it is ``about``.

    :raises UserError: also where who is at the desk may not.
    """
    operations = operations.as_now()
    operations.require(LIST_SAVED)
    with operations.database.read() as reader:
        rows = save(path, told(reader))
    note(operations, LIST_SAVED, *about, list=what, form=str(form_of(path)), rows=rows)
    return rows


def save(path: Path, one: SavedList) -> int:
    """Write a list as CSV, or as XLSX where the name ends so, whole or not at all; returns how many rows it has.

    :raises UserError: ``file.cannot_write`` or ``full``.
    """
    count = 0

    def counted() -> Iterator[Sequence[Any]]:
        nonlocal count
        for row in one.rows:
            count += 1
            yield row

    with places.new_file(path) as file:
        tables.save(file, form_of(path), one.name, one.header, counted(), one.cells)
    return count


def form_of(path: Path) -> Form:
    """The form that the name of a file asks for."""
    return Form.XLSX if path.suffix.lower() == f".{Form.XLSX}" else Form.CSV


def people(
    reader: Reader, customer_ids: Sequence[int], today: date
) -> Iterator[tuple[CustomerRow, Collection[ContactPoint], str]]:
    """The rows of these customers in this order, with how to reach them and their customer numbers."""
    for start in range(0, len(customer_ids), _AT_ONCE):
        some = customer_ids[start : start + _AT_ONCE]
        rows = customers_page.rows(reader, some, today)
        points = customers.contacts(reader, some)
        numbers = {one.id: one.reference for one in customers.find(reader, some)}
        for customer_id in some:
            if customer_id in rows:
                yield rows[customer_id], points[customer_id], numbers[customer_id]


def entries(reader: Reader, customer_id: int, keep: TimelineFilter) -> Iterator[TimelineEntry]:
    """A customer's whole timeline as it is filtered, newest first."""
    page = timeline_page.page(reader, customer_id, keep)
    while page.entries:
        yield from page.entries
        page = timeline_page.page(reader, customer_id, keep, page.entries[-1].position)
