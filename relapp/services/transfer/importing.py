"""Importing a file: look at it, say what it would do, do it as one undoable batch."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Mapping as Named
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from relapp.calm import calm
from relapp.domain.errors import UserError
from relapp.domain.imports import ImportBatch
from relapp.services import settings
from relapp.services.transfer.meaning.columns import Mapping, content_of, guess, override
from relapp.services.transfer.meaning.entries import read_entries
from relapp.services.transfer.meaning.formats import Formats, settle
from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.meaning.people import read_people
from relapp.services.transfer.meaning.sales import read_sales
from relapp.services.transfer.meaning.values import DateOrder
from relapp.services.transfer.reading.apart import open_apart
from relapp.services.transfer.reading.chats.said import who
from relapp.services.transfer.reading.documents import Document
from relapp.services.transfer.reading.opening import Wanted
from relapp.services.transfer.reading.pauses import pausing
from relapp.services.transfer.reading.tables import HowRead, Table
from relapp.services.transfer.rows import AnyRow, BadRow, Content, EntryRow, PersonRow, SaleLine
from relapp.services.transfer.shapes import Chosen, Shape, Shapes, key
from relapp.services.transfer.shapes import forget as forget_shape
from relapp.services.transfer.shapes import of as shape_of
from relapp.services.transfer.shapes import read as read_shapes
from relapp.services.transfer.shapes import remember as remember_shape
from relapp.services.transfer.storing.entries import count_entries, store_entries
from relapp.services.transfer.storing.joining import Joiner
from relapp.services.transfer.storing.people import count_people, store_people
from relapp.services.transfer.storing.sales import count_sales, store_sales
from relapp.services.transfer.storing.shop import count_shop, store_shop
from relapp.services.transfer.storing.tally import MOST_KEPT, Progress, Tally
from relapp.storage import batches, staff
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

MOST_ASKED = 6
"""Of so many voices it is asked which is the shop; the others are there to be chosen."""

NOTHING_CHOSEN = Chosen()
NO_SHAPES: Shapes = MappingProxyType[str, Shape]({})


@dataclass(frozen=True, slots=True)
class Plan:
    """A file as it will be taken in: how it was read, what each column means, what its rows are.

    A document has no columns: its ``mapping`` and ``formats`` are empty.
    """

    path: Path
    source: Table | Document
    mapping: Mapping
    formats: Formats
    content: Content
    chosen: Chosen = NOTHING_CHOSEN
    """What a person said of it, beside the columns that they set."""
    remembered: bool = False
    """Whether some of that was said of an earlier file of this shape."""

    @property
    def how_read(self) -> HowRead:
        """How the file was understood."""
        return self.source.how_read

    @property
    def asks_us(self) -> tuple[str, ...]:
        """Who in it may be the shop, the likeliest first, if neither the file nor the shop tells; else nobody."""
        return self.source.voices if isinstance(self.source, Document) and self.source.unsure else ()

    @property
    def asks_date_order(self) -> str:
        """A date that could be read in two ways, if the file leaves that open; empty if it does not."""
        if isinstance(self.source, Document):
            return self.source.open_date
        return next(iter(self.formats.unsettled.values()), "")

    def with_date_order(self, order: DateOrder) -> Plan:
        """The plan with that question answered."""
        if isinstance(self.source, Document):
            return replace(self, source=self.source.dated(order))
        return replace(self, formats=self.formats.answered(order), chosen=replace(self.chosen, date_order=order))

    def with_column(self, index: int, field: Field, progress: Progress = lambda _: True) -> Plan:
        """The plan with one column's meaning set by hand."""
        mapping = self.mapping.set(index, field)
        return replace(self, mapping=mapping, formats=_settled(self._table, mapping, self.chosen, progress))

    def with_mended(self, rows: Named[int, tuple[str, ...]], progress: Progress = lambda _: True) -> Plan:
        """The plan with other cells in these lines than the file has."""
        table = replace(self._table, mended={**self._table.mended, **rows})
        return replace(self, source=table, formats=_settled(table, self.mapping, self.chosen, progress))

    def with_us(self, voice: str) -> Plan:
        """The plan with another of a document's voices taken for the shop's."""
        assert isinstance(self.source, Document)
        return replace(self, source=self.source.spoken_by(voice))

    def as_content(self, content: Content, progress: Progress = lambda _: True) -> Plan:
        """The plan with a table's rows taken for something else."""
        mapping = guess(self._table, content)
        chosen = replace(self.chosen, content=content)
        formats = _settled(self._table, mapping, chosen, progress)
        return replace(self, mapping=mapping, formats=formats, content=content, chosen=chosen)

    @property
    def _table(self) -> Table:
        assert isinstance(self.source, Table)
        return self.source


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did: its batch, and what came of the rows."""

    batch_id: int
    tally: Tally


@calm()
def prepare(
    path: Path,
    *,
    content: Content | None = None,
    columns: Named[str, str] | None = None,
    sheet: str | None = None,
    encoding: str = "",
    separator: str = "",
    header_line: int | None = None,
    ours: Collection[str] = (),
    shapes: Shapes = NO_SHAPES,
    progress: Progress = lambda _: True,
) -> Plan:
    """Open a file and settle how to read it.

    ``columns`` sets meanings by name: field to column. ``encoding``, ``separator`` and ``header_line`` are what a
    person says of a table (see :func:`open_table`). ``ours`` are addresses and names that the shop goes by. ``shapes``
    are what was said of earlier files (:func:`shapes`); what is said now goes before it.

    :raises UserError: the file cannot be read, or a field or column does not exist.
    :raises Cancelled: ``progress`` said to stop.
    """
    pace = Tally(progress)
    with pausing(pace.go_on):
        table = open_apart(Wanted((path,), path.name, tuple(ours), sheet, encoding, separator, header_line))
    if isinstance(table, Document):
        return _plan_of(path, table)
    shape = shapes.get(key(table.header))
    chosen = Chosen(content or (shape.chosen.content if shape else None), shape.chosen.date_order if shape else None)
    guessed = guess(table, chosen.content)
    # What a column means depends on what the rows are.
    fits = shape is not None and content in (None, shape.chosen.content)
    mapping = override(shape.on(guessed) if shape and fits else guessed, columns or {})

    formats = _settled(table, mapping, chosen, progress)
    return Plan(path, table, mapping, formats, chosen.content or content_of(mapping), chosen, remembered=bool(fits))


def prepare_together(
    name: str, paths: Sequence[Path], ours: Collection[str] = (), progress: Progress = lambda _: True
) -> Plan:
    """Several cards, mails or calendars as the one file ``name``.

    :raises UserError: one cannot be read, or they are not all of one kind (``import.not_alike``).
    :raises Cancelled: ``progress`` said to stop.
    """
    pace = Tally(progress)
    with pausing(pace.go_on):
        document = open_apart(Wanted(tuple(paths), name, tuple(ours)))
    assert isinstance(document, Document)
    return _plan_of(paths[0].with_name(name), document)


def _plan_of(path: Path, document: Document) -> Plan:
    formats = Formats({}, {}, {}, document.how_read.lines, in_order=True)
    return Plan(path, document, Mapping(()), formats, document.content)


def _settled(table: Table, mapping: Mapping, chosen: Chosen, progress: Progress = lambda _: True) -> Formats:
    """How the table writes dates and numbers; where it leaves the order of a date open, as the person said."""

    pace = Tally(progress)

    def told(line: int) -> None:
        pace.rows = line
        pace.go_on()

    with pausing(pace.go_on):
        formats = settle(table, mapping, told)
    return formats.answered(chosen.date_order) if chosen.date_order else formats


def suggested_order(reader: Reader) -> DateOrder:
    """The answer that is likelier where a file leaves the order of its dates open: how the shop writes its own."""
    return DateOrder.DAY_FIRST if settings.read(reader).day_first else DateOrder.MONTH_FIRST


def shapes(reader: Reader) -> Shapes:
    """How earlier files were set by hand, for :func:`prepare`."""
    return read_shapes(reader)


def remember(tx: Transaction, plan: Plan) -> None:
    """Keep what a person set by hand for the next file of this shape; do it before the import, as an act of its own."""
    shape = shape_of(plan.mapping, plan.chosen)
    if shape is not None and isinstance(plan.source, Table):
        remember_shape(tx, plan.source.header, shape)


def forget(tx: Transaction, plan: Plan) -> None:
    """Forget what was set by hand for files of this shape; :func:`prepare` the file again afterwards."""
    if isinstance(plan.source, Table):
        forget_shape(tx, plan.source.header)


def ours(reader: Reader) -> tuple[str, ...]:
    """The addresses and chat names that the shop and its staff are known to go by, for :func:`prepare`."""
    known = settings.read(reader)
    people = (member.name for member in staff.every(reader))
    return tuple(dict.fromkeys(filter(None, (*known.our_addresses, known.shop_name, *people))))


def with_known_people(reader: Reader, plan: Plan) -> Plan:
    """The plan with the one voice taken for the shop's that is no customer, where the file leaves that open."""
    if not plan.asks_us:
        return plan
    assert isinstance(plan.source, Document)
    joiner = Joiner(reader)
    strangers = [voice for voice in plan.source.voices if joiner.find(who(voice)) is None]
    if len(strangers) != 1:
        return plan
    return replace(plan, source=replace(plan.source, us=strangers[0], unsure=False))


def refuse_open(plan: Plan) -> None:
    """Have nobody guess who the shop is, nor the dates of a chat; those of a table are refused as it is read.

    :raises UserError: ``import.who_is_shop``; ``import.chat_date_order`` (``example``).
    """
    if plan.asks_us:
        raise UserError("import.who_is_shop", file=plan.path.name, voices=plan.asks_us[:MOST_ASKED])
    if isinstance(plan.source, Document) and plan.asks_date_order:
        raise UserError("import.chat_date_order", file=plan.path.name, example=plan.asks_date_order)


@calm()
def preview(reader: Reader, plan: Plan, progress: Progress = lambda _: True, *, most_bad: int = MOST_KEPT) -> Tally:
    """Count what :func:`take_in` would do; nothing is written. So many bad rows are kept as ``most_bad`` says.

    :raises UserError: a column that is needed is missing, the order of dates or who of a chat is the shop is open.
    :raises Cancelled: ``progress`` said to stop.
    """
    refuse_open(plan)
    tally = Tally(progress, most_bad=most_bad)
    with pausing(tally.go_on):
        _count(reader, plan, tally)
    return tally


def _count(reader: Reader, plan: Plan, tally: Tally) -> None:
    if plan.content is Content.SALES:
        currency = settings.read(reader).currency
        count_sales(reader, sales_of(plan, currency), plan.formats.in_order, tally, currency=currency)
    elif plan.content is Content.ENTRIES:
        count_entries(reader, entries_of(plan), tally)
    elif plan.content is Content.SHOP:
        count_shop(reader, plan.source.rows, tally)
    else:
        count_people(reader, people_of(plan), tally)


@calm()
def take_in(tx: Transaction, plan: Plan, progress: Progress = lambda _: True, *, unnamed: str = "{reference}") -> Taken:
    """Take the file in, as one batch. ``unnamed`` is how someone with only a number is called.

    :raises UserError: as :func:`preview`.
    :raises Cancelled: ``progress`` said to stop; the caller's transaction takes everything back.
    """
    refuse_open(plan)
    tally = Tally(progress)
    tx.pause = tally.go_on
    batch_id = batches.add(tx, plan.path.name, plan.content)
    with pausing(tally.go_on):
        _store(tx, plan, tally, batch_id, unnamed)
    _remember_us(tx, plan)
    batches.count(tx, batch_id, tally.counts())
    return Taken(batch_id, tally)


def _store(tx: Transaction, plan: Plan, tally: Tally, batch_id: int, unnamed: str) -> None:
    currency = settings.read(tx).currency
    if plan.content is Content.SALES:
        rows = sales_of(plan, currency)
        store_sales(tx, rows, plan.formats.in_order, tally, batch_id=batch_id, currency=currency, unnamed=unnamed)
    elif plan.content is Content.ENTRIES:
        store_entries(tx, entries_of(plan), tally, batch_id=batch_id, currency=currency)
    elif plan.content is Content.SHOP:
        store_shop(tx, plan.source.rows, tally)
    else:
        store_people(tx, people_of(plan), tally, batch_id=batch_id)


def _remember_us(tx: Transaction, plan: Plan) -> None:
    """Whom a person called the shop is so in the next file, too; a guess is made anew."""
    us = plan.source.us if isinstance(plan.source, Document) and plan.source.told else ""
    known = settings.read(tx).our_addresses
    if us and us.casefold() not in map(str.casefold, known):
        settings.change(tx, our_addresses=(*known, us))


def sales_of(plan: Plan, currency: str) -> Iterator[SaleLine | BadRow]:
    """The sales lines of a file."""
    assert isinstance(plan.source, Table)
    return read_sales(plan.source, plan.mapping, plan.formats, currency)


def people_of(plan: Plan) -> Iterator[PersonRow | BadRow]:
    """The customers of a file."""
    if isinstance(plan.source, Table):
        return read_people(plan.source, plan.mapping, plan.formats)
    return (row for row in plan.source.rows() if isinstance(row, PersonRow | BadRow))


def entries_of(plan: Plan) -> Iterator[EntryRow | BadRow]:
    """The entries of a file."""
    if isinstance(plan.source, Table):
        return read_entries(plan.source, plan.mapping, plan.formats)
    return (row for row in plan.source.rows() if isinstance(row, EntryRow | BadRow))


def rows_of(plan: Plan, currency: str) -> Iterator[AnyRow]:
    """The typed rows, for a look at the first of them."""
    if plan.content is Content.SALES:
        yield from sales_of(plan, currency)
    elif plan.content is Content.ENTRIES:
        yield from entries_of(plan)
    elif plan.content is Content.SHOP and isinstance(plan.source, Document):
        yield from plan.source.rows()
    else:
        yield from people_of(plan)


def batch(reader: Reader, batch_id: int) -> ImportBatch:
    """One import that stands or was undone.

    :raises UserError: ``import.no_batch``.
    """
    found = batches.find(reader, batch_id)
    if found is None:
        raise UserError("import.no_batch", batch=batch_id)
    return found
