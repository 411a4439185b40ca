"""Importing a file: look at it, say what it would do, do it as one undoable batch."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Named
from dataclasses import dataclass, replace
from pathlib import Path

from relapp.domain.errors import UserError
from relapp.domain.imports import ImportBatch
from relapp.services import settings
from relapp.services.transfer.meaning.columns import Mapping, TableKind, guess, kind_of, override
from relapp.services.transfer.meaning.formats import Formats, settle
from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.meaning.people import PersonRow, read_people
from relapp.services.transfer.meaning.sales import SaleLine, read_sales
from relapp.services.transfer.meaning.values import DateOrder
from relapp.services.transfer.reading.tables import Table, open_table
from relapp.services.transfer.rows import BadRow
from relapp.services.transfer.storing.people import count_people, store_people
from relapp.services.transfer.storing.sales import count_sales, store_sales
from relapp.services.transfer.storing.tally import Cancelled, Progress, Tally
from relapp.storage import batches
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Plan:
    """A file as it will be taken in: how it was read, what each column means, what its rows are."""

    path: Path
    table: Table
    mapping: Mapping
    formats: Formats
    kind: TableKind

    @property
    def asks_date_order(self) -> str:
        """A date that could be read in two ways, if the file leaves that open; empty if it does not."""
        return next(iter(self.formats.unsettled.values()), "")

    def with_date_order(self, order: DateOrder) -> Plan:
        """The plan with that question answered."""
        return replace(self, formats=self.formats.answered(order))

    def with_column(self, index: int, field: Field) -> Plan:
        """The plan with one column's meaning set by hand."""
        mapping = self.mapping.set(index, field)
        return replace(self, mapping=mapping, formats=settle(self.table, mapping))

    def as_kind(self, kind: TableKind) -> Plan:
        """The plan with its rows taken for something else."""
        mapping = guess(self.table, kind)
        return replace(self, mapping=mapping, formats=settle(self.table, mapping), kind=kind)


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did: its batch, and what came of the rows."""

    batch_id: int
    tally: Tally


def prepare(
    path: Path,
    *,
    kind: TableKind | None = None,
    columns: Named[str, str] | None = None,
    sheet: str | None = None,
    progress: Progress = lambda _: True,
) -> Plan:
    """Open a file and settle how to read it. ``columns`` sets meanings by name: field to column.

    :raises UserError: the file cannot be read, or a field or column does not exist.
    :raises Cancelled: ``progress`` said to stop.
    """
    table = open_table(path, sheet)
    mapping = override(guess(table, kind), columns or {})

    def told(rows: int) -> None:
        if not progress(rows):
            raise Cancelled

    return Plan(path, table, mapping, settle(table, mapping, told), kind or kind_of(mapping))


def preview(reader: Reader, plan: Plan, progress: Progress = lambda _: True) -> Tally:
    """Count what :func:`take_in` would do; nothing is written.

    :raises UserError: a column that is needed is missing, or the order of dates is open.
    :raises Cancelled: ``progress`` said to stop.
    """
    tally = Tally(progress)
    if plan.kind is TableKind.SALES:
        count_sales(reader, _sales(plan, reader), plan.formats.in_order, tally)
    else:
        count_people(reader, read_people(plan.table, plan.mapping, plan.formats), tally)
    return tally


def take_in(tx: Transaction, plan: Plan, progress: Progress = lambda _: True, *, unnamed: str = "{reference}") -> Taken:
    """Take the file in, as one batch. ``unnamed`` is how someone with only a number is called.

    :raises UserError: as :func:`preview`.
    :raises Cancelled: ``progress`` said to stop; the caller's transaction takes everything back.
    """
    tally = Tally(progress)
    batch_id = batches.add(tx, plan.path.name, plan.kind)
    if plan.kind is TableKind.SALES:
        store_sales(
            tx,
            _sales(plan, tx),
            plan.formats.in_order,
            tally,
            batch_id=batch_id,
            currency=settings.read(tx).currency,
            unnamed=unnamed,
        )
    else:
        store_people(tx, read_people(plan.table, plan.mapping, plan.formats), tally, batch_id=batch_id)
    batches.count(tx, batch_id, tally.counts())
    return Taken(batch_id, tally)


def _sales(plan: Plan, reader: Reader) -> Iterator[SaleLine | BadRow]:
    return read_sales(plan.table, plan.mapping, plan.formats, settings.read(reader).currency)


def rows_of(plan: Plan, currency: str) -> Iterator[SaleLine | PersonRow | BadRow]:
    """The typed rows, for a look at the first of them."""
    if plan.kind is TableKind.SALES:
        yield from read_sales(plan.table, plan.mapping, plan.formats, currency)
    else:
        yield from read_people(plan.table, plan.mapping, plan.formats)


def batch(reader: Reader, batch_id: int) -> ImportBatch:
    """One import that stands or was undone.

    :raises UserError: ``import.no_batch``.
    """
    found = batches.find(reader, batch_id)
    if found is None:
        raise UserError("import.no_batch", batch=batch_id)
    return found
