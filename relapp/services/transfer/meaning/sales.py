"""Rows of a table as the lines of receipts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from enum import Enum, auto
from functools import lru_cache, partial
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from relapp.domain.consents import ConsentState
from relapp.domain.errors import UserError
from relapp.domain.money import decimals
from relapp.services.transfer.meaning.buyers import BUYER, NOBODY, Buyer, buyer_reader, own_addresses
from relapp.services.transfer.meaning.columns import Column, Mapping
from relapp.services.transfer.meaning.consents import said
from relapp.services.transfer.meaning.formats import Formats
from relapp.services.transfer.meaning.headers import Field, plain
from relapp.services.transfer.meaning.order_discounts import OrderDiscounts
from relapp.services.transfer.meaning.totals import is_total
from relapp.services.transfer.meaning.values import (
    Amount,
    DateEvidence,
    DateOrder,
    date_evidence,
    one_line,
    parse_amount,
    parse_moment,
    parse_time,
    plain_reference,
)
from relapp.services.transfer.reading.tables import Table
from relapp.services.transfer.rows import BadRow, CancelledRow, SaleFigures, SaleHead, SaleLine, SaleWords

_CACHED = 65_536
_SAMPLE_ROWS = 500
_REFUNDS = frozenset({
    "refund", "refunded", "return", "returned", "credit", "retoure", "ruckgabe", "gutschrift", "storno",
    "remboursement", "avoir", "retour", "devolucion", "reembolso", "reso", "rimborso", "retur", "zwrot", "возврат",
})  # fmt: skip
CANCELLED = frozenset({
    "cancelled", "canceled", "void", "voided", "failed", "refunded", "storniert", "abgebrochen", "annule", "annulee",
    "anulado", "cancelado", "annullato", "geannuleerd", "anulowane", "trash", "draft", "отменен", "отменено",
})  # fmt: skip
NO_SHOW = frozenset({
    "no show", "noshow", "nicht erschienen", "absent", "no asistio", "no presentado", "не пришел", "неявка",
})  # fmt: skip
_NO_DAY = re.compile(r"0000-00-00.*|1970-01-01(?:[T ]00:00.*)?|0?1[./]0?1[./]1970(?: 00:00.*)?|1899-12-30.*")
"""What programs write where there is no day."""
# Money that moves between the shop and its bank.
_TRANSFER = re.compile(
    r"withdrawal|payout|currency conversion|bank deposit|auszahlung|wahrungsumrechnung|prelievo|retiro"
)
# A till that lists its receipts' heads and payments among their lines calls the lines so.
_LINE_KINDS = frozenset({"sale line", "line item", "return line", "item"})
_NO_VARIANT = frozenset({"", "regular", "default title", "default", "standard", "-"})
_LARGEST = 10**12
_CANCELLING = re.compile(r"C\d{3,}")
# So many different cells are kept ready, and so many currencies of them.
_KEPT = 1 << 15
_CURRENCIES = 8


class _Refused(Exception):  # noqa: N818 - a row is refused, the program has no error
    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class _Told(NamedTuple):
    """What a receipt has told so far, for its lines that tell less."""

    invoice: str = ""
    person: Buyer = NOBODY
    day: str = ""
    clock: str = ""
    status: str = ""
    currency: str = ""
    cancelled: str = ""


class _Sort(Enum):
    """What the lines of a receipt are."""

    SALE = auto()
    REFUND = auto()
    """Given back, whatever sign the till writes."""
    CANCELLED = auto()
    """Nothing, but where it takes back with a sign below zero."""


Cells = tuple[str, ...] | str
"""Some cells of a row; one alone stands for itself."""
T = TypeVar("T")


class _Made(dict[Cells, T]):
    """What cells mean, kept ready: prices and names repeat from line to line."""

    def __init__(self, make: Callable[[Cells], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, cells: Cells) -> T:
        if len(self) >= _KEPT:
            self.clear()
        made = self[cells] = self._make(cells)
        return made


class _PaidBack:
    """What was paid back of a whole order, until all of its lines are read."""

    def __init__(self, amount: int) -> None:
        self._amount = amount
        self.lines: list[SaleLine] = []

    def back(self) -> Iterator[SaleLine]:
        """The lines that take it off: every line again where all came back, otherwise a sum."""
        total = sum(line.figures.amount or 0 for line in self.lines)
        if total <= 0:
            return
        last = self.lines[-1]
        head = last.head._replace(paid_back=True)
        if self._amount < total:
            yield paid_back(last._replace(head=head), self._amount)
            return
        for line in self.lines:
            yield given_back(line, head)


def paid_back(line: SaleLine, amount: int) -> SaleLine:
    """A sum that was paid back of the order to which the line belongs."""
    figures = SaleFigures.of(Decimal(-1), None, -amount, 0, line.figures.currency)
    return SaleLine(line.line, line.head, SaleWords("", "", line.told.staff, ""), figures)


def given_back(line: SaleLine, head: SaleHead) -> SaleLine:
    """What takes a line off again."""
    figures = line.figures
    pieces, amount = -figures.quantity, -figures.amount if figures.amount is not None else None
    gone = SaleFigures.of(pieces, figures.unit_price, amount, figures.discount, figures.currency)
    return SaleLine(line.line, head, line.told._replace(words=""), gone)


def read_sales(table: Table, mapping: Mapping, formats: Formats, currency: str) -> Iterator[SaleLine | BadRow]:
    """The sales lines of a table, in the file's order, as a stream.

    ``currency`` is the shop's own, for amounts that name none. Lines of one receipt inherit from the line before what
    their own cells leave empty. Heads of receipts and payments that a till lists between the lines are passed over.

    Raises :class:`UserError`: ``import.no_date_column``; ``import.date_order`` (``column``, ``example``) while the
    order of the dates is open.
    """
    moment = mapping.first(Field.MOMENT)
    if moment is None:
        raise UserError("import.no_date_column", file=table.file)
    if moment in formats.unsettled:
        raise UserError("import.date_order", column=table.header[moment], example=formats.unsettled[moment])
    return _Receipts(table, mapping, formats, formats.dates.get(moment), currency).lines(table)


class _Receipts:
    """Turns rows into sales lines, remembering the receipt at hand."""

    def __init__(
        self, table: Table, mapping: Mapping, formats: Formats, order: DateOrder | None, currency: str
    ) -> None:
        self._width = len(table.header)
        self._order = order
        self._currency = currency
        self._style = next(iter(formats.numbers.values()), None)
        self._figures = _figures_reader(table, mapping, formats, currency)
        self._discounts = OrderDiscounts(table, mapping, self._style, currency)
        people = mapping.all(*BUYER)
        self._head_cells = _picker(self._width, mapping, *_HEAD, columns=people)
        # The same, of columns that are there alone: it is looked at in every row.
        there = {mapping.first(name) for name in _HEAD}.union(column.index for column in people) - {None}
        self._head_mark: Callable[[list[str]], Cells] = itemgetter(*there)
        self._figure_cells, self._figure_places = _some(mapping, _FIGURES)
        self._word_cells, places = _some(mapping, _WORDING)
        self._words = _Made(lambda cells: _wording(*_spread(cells, places)))
        sample = [cells for _, cells in islice(table.rows(), _SAMPLE_ROWS)]
        self._person = buyer_reader(mapping, own_addresses(mapping, sample))
        kind, invoice = mapping.first(Field.KIND), mapping.first(Field.INVOICE)
        self._only_lines = kind is not None and any(plain(cells[kind]) in _LINE_KINDS for cells in sample)
        # "C" before a number marks a cancellation where receipts are numbered without it.
        self._marks_cancelled = invoice is not None and any(cells[invoice].strip().isdecimal() for cells in sample)
        self._refunds = mapping.has(Field.REFUNDED)
        day, buyer = mapping.first(Field.MOMENT) or 0, [column.index for column in people]
        told = [(bool(cells[day].strip()), any(cells[index].strip() for index in buyer)) for cells in sample]
        # By hand, day and customer are written once for all that was bought, where no number holds it together.
        by_hand = (False, False) in told and all(dated == named for dated, named in told)
        self._written_once = invoice is None and bool(buyer) and by_hand
        self._told = _Told()
        self._left_out = "row.cancelled"
        self._buyers: dict[tuple[str, ...], Buyer] = {}
        self._sold: dict[str, None] = {}
        self._ready: dict[tuple[str, _Sort], _Made[SaleFigures]] = {}

    def lines(self, table: Table) -> Iterator[SaleLine | BadRow]:
        """The lines of all receipts."""
        return self._discounts.divided(self._lines(table))

    def _lines(self, table: Table) -> Iterator[SaleLine | BadRow]:
        width, mark_of, head_cells_of = self._width, self._head_mark, self._head_cells
        figure_cells_of, word_cells_of, words = self._figure_cells, self._word_cells, self._words
        before: Cells = ()
        head: SaleHead | None = None
        paid_back: _PaidBack | None = None
        figures = self._figures_of("", _Sort.SALE)
        # By its name it takes twice as long.
        made = partial(tuple.__new__, SaleLine)
        for number, cells in table.rows():
            try:
                if len(cells) > width and any(cells[width:]):
                    raise _Refused("row.too_many_cells", columns=width)
                mark = mark_of(cells)
                if mark != before and not (head is not None and self._goes_on(mark, cells)):
                    before, head = (), None
                    # A column that the table lacks reads as the empty cell behind the last.
                    head_cells = head_cells_of([*cells, ""])
                    new = plain_reference(head_cells[_INVOICE]) != self._told.invoice
                    if paid_back is not None and new:
                        yield from paid_back.back()
                        paid_back = None
                    head, currency, sort = self._read_head(self._buyer(cells, head_cells), *head_cells[:_REFUNDED])
                    figures = self._figures_of(currency, sort)
                    paid_back = paid_back or self._paid_back(head_cells[_REFUNDED], currency)
                    before = mark
                if head is None:
                    continue
                self._discounts.hear(number, cells)
                told, counted = words[word_cells_of(cells)], figures[figure_cells_of(cells)]
                if counted.amount is None and not told.product:
                    raise _Refused(self._left_out if head.cancelled else "row.nothing_bought")
            except _Refused as refused:
                yield BadRow(number, tuple(cells), refused.code, refused.details)
            else:
                line = made((number, head, told, counted))
                if head.cancelled:
                    yield _cancelled(line, cells, self._left_out)
                    continue
                if paid_back is not None:
                    paid_back.lines.append(line)
                yield line
        if paid_back is not None:
            yield from paid_back.back()

    def _goes_on(self, mark: Cells, cells: list[str]) -> bool:
        """Whether a row is one more of what was bought in the row above."""
        if not self._written_once or any(map(str.strip, mark)):
            return False
        product = self._words[self._word_cells(cells)].product
        return bool(product) and not is_total(product)

    def _paid_back(self, text: str, currency: str) -> _PaidBack | None:
        paid = parse_amount(text, self._style) if text.strip() else None
        amount = abs(_minor(paid.value, decimals(currency or self._currency))) if paid else 0
        return _PaidBack(amount) if amount else None

    def _figures_of(self, currency: str, sort: _Sort) -> _Made[SaleFigures]:
        """The figures of lines of that sort, in that currency if they name none."""
        ready = self._ready.get((currency, sort))
        if ready is not None:
            return ready
        if len(self._ready) > _CURRENCIES:
            self._ready.clear()

        def make(cells: Cells) -> SaleFigures:
            return self._figures(_spread(cells, self._figure_places), currency, sort is _Sort.REFUND)

        made = self._ready[currency, sort] = _Made(make)
        return made

    def _buyer(self, cells: list[str], head_cells: tuple[str, ...]) -> Buyer:
        """Who bought; whoever comes again is not read again."""
        key = head_cells[_REFUNDED + 1 :]
        known = self._buyers.get(key)
        if known is None:
            if len(self._buyers) >= _KEPT:
                self._buyers.clear()
            known = self._buyers[key] = self._person(cells)
        return known

    def _read_head(
        self, person: Buyer, day: str, clock: str, invoice: str, kind: str, status: str, currency: str, cancelled: str
    ) -> tuple[SaleHead | None, str, _Sort]:
        invoice, kind = plain_reference(invoice), _plain_word(kind)
        if invoice:
            told = self._told
            if invoice == told.invoice:
                if not any(person[:4]) or (not person.name and person.email == told.person.email):
                    person = told.person._replace(consents=person.consents or told.person.consents)
                if not day.strip():
                    day, clock = told.day, told.clock
                status = status or told.status
                currency = currency or told.currency
                cancelled = cancelled or told.cancelled
            self._told = _Told(invoice, person, day, clock, status, currency, cancelled)
        if self._only_lines and kind not in _LINE_KINDS:
            return None, "", _Sort.SALE
        if _TRANSFER.search(kind):
            raise _Refused("row.nothing_bought")
        status = "cancelled" if _says_cancelled(cancelled) else _plain_word(status)
        sort = self._sort(invoice, kind, status)
        self._left_out = "row.no_show" if status in NO_SHOW else "row.cancelled"
        if sort is _Sort.CANCELLED and self._refunds and status == "refunded":
            # What was paid back stands in a column of its own.
            sort = _Sort.SALE
        at = self._moment(day.strip(), clock)
        head = SaleHead(*person[:4], at, invoice, cancelled=sort is _Sort.CANCELLED, consents=person.consents)
        return head, currency.strip().upper(), sort

    def _sort(self, invoice: str, kind: str, status: str) -> _Sort:
        if status in NO_SHOW | CANCELLED or (kind in CANCELLED and kind not in _REFUNDS):
            # What was told as sold is taken back by it; otherwise there was nothing.
            return _Sort.REFUND if invoice in self._sold else _Sort.CANCELLED
        if kind in _REFUNDS or kind == "return line" or (self._marks_cancelled and _CANCELLING.fullmatch(invoice)):
            return _Sort.REFUND
        if invoice:
            self._sold[invoice] = None
            if len(self._sold) > _CACHED:
                del self._sold[next(iter(self._sold))]
        return _Sort.SALE

    def _moment(self, day: str, clock: str) -> datetime:
        moment = parse_moment(day, self._order)
        if moment is None:
            raise _Refused("row.date", value=day) if day else _Refused("row.no_date")
        time_of_day = parse_time(clock) if clock else None
        return datetime.combine(moment.date(), time_of_day) if time_of_day else moment


def _cancelled(line: SaleLine, cells: list[str], code: str) -> SaleLine | CancelledRow:
    """What takes back with a sign below zero does so by itself."""
    if line.figures.gives_back:
        return line._replace(head=line.head._replace(cancelled=False))
    return CancelledRow(line.line, tuple(cells), code, sold=line)


@lru_cache(1024)
def _says_cancelled(text: str) -> bool:
    """Whether it was cancelled, as a day, a yes or a word says it."""
    if _NO_DAY.fullmatch(text.strip()):
        return False
    answer = said(text)
    if answer is not None:
        return answer is ConsentState.GIVEN
    return _plain_word(text) in CANCELLED or date_evidence(text) is not DateEvidence.NONE


@lru_cache(1024)
def _plain_word(text: str) -> str:
    return plain(text)


_HEAD = (
    Field.MOMENT, Field.TIME, Field.INVOICE, Field.KIND, Field.STATUS, Field.CURRENCY, Field.CANCELLED, Field.REFUNDED,
)  # fmt: skip
_INVOICE, _REFUNDED = _HEAD.index(Field.INVOICE), _HEAD.index(Field.REFUNDED)
"""Where these stand among the cells of a head."""
_FIGURES = (Field.QUANTITY, Field.UNIT_PRICE, Field.AMOUNT, Field.GROSS, Field.DISCOUNT)
_WORDING = (Field.PRODUCT, Field.VARIANT, Field.SKU, Field.WORDS, Field.STAFF)


def _picker(
    missing: int, mapping: Mapping, *fields: Field, columns: tuple[Column, ...] = ()
) -> Callable[[list[str]], tuple[str, ...]]:
    """A function from cells to those of ``fields``, then of ``columns``."""
    first = (mapping.first(name) for name in fields)
    return itemgetter(*(missing if index is None else index for index in first), *(each.index for each in columns))


def _some(mapping: Mapping, fields: tuple[Field, ...]) -> tuple[Callable[[list[str]], Cells], tuple[int | None, ...]]:
    """A function from cells to those of ``fields`` that the table has; and where each of ``fields`` is among them."""
    there = [index for name in fields if (index := mapping.first(name)) is not None]
    places = (mapping.first(name) for name in fields)
    pick: Callable[[list[str]], Cells] = itemgetter(*there) if there else lambda _: ""
    return pick, tuple(None if index is None else there.index(index) for index in places)


def _spread(cells: Cells, places: tuple[int | None, ...]) -> tuple[str, ...]:
    """Cells picked by :func:`_some`, one for each field."""
    some = (cells,) if isinstance(cells, str) else cells
    return tuple("" if place is None else some[place] for place in places)


def _wording(product: str, variant: str, sku: str, words: str, staff: str) -> SaleWords:
    # As the till spells it, so that other programs know it again by its name.
    product = " ".join(product.splitlines()).strip() or sku.strip()
    variant = one_line(variant)
    if product and variant.lower() not in _NO_VARIANT and variant.lower() not in product.lower():
        product = f"{product}, {variant}"
    return SaleWords(product, words.strip(), one_line(staff), sku.strip())


def _figures_reader(
    table: Table, mapping: Mapping, formats: Formats, shop_currency: str
) -> Callable[[tuple[str, ...], str, bool], SaleFigures]:
    """A function from the cells of ``_FIGURES``, their currency and whether they are a refund to the line's figures."""
    indexes = tuple(mapping.first(name) for name in _FIGURES)

    def number(index: int | None, text: str) -> Amount | None:
        if index is None or not text.strip():
            return None
        parsed = parse_amount(text, formats.numbers.get(index))
        if parsed is None or abs(parsed.value) >= _LARGEST:
            raise _Refused("row.number", column=table.header[index], value=text.strip())
        return parsed

    def figures(texts: tuple[str, ...], currency: str, refund: bool) -> SaleFigures:
        count, each, net, gross, off = map(number, indexes, texts)
        written = (sum_.currency for sum_ in (net, each, gross) if sum_ is not None and sum_.currency)
        currency = currency or next(written, "")
        pieces = _pieces(count.value) if count else Decimal(1)
        if each is not None and abs(pieces * each.value) >= _LARGEST:
            raise _Refused("row.number", column=table.header[indexes[1] or 0], value=texts[1].strip())
        return _figured(pieces, each, net, gross, off, currency, decimals(currency or shop_currency), refund)

    return figures


def _figured(
    pieces: Decimal,
    each: Amount | None,
    net: Amount | None,
    gross: Amount | None,
    off: Amount | None,
    currency: str,
    places: int,
    refund: bool,
) -> SaleFigures:
    """The figures in minor units; what the line came to is rounded once, from exact values."""
    reduction = abs(off.value) if off else Decimal(0)
    if net is not None:
        came_to: Decimal | None = net.value
    elif gross is not None or each is not None:
        full = gross.value if gross is not None else pieces * (each.value if each else 0)
        came_to = full - reduction if full >= 0 else full + reduction
    else:
        came_to = None
    if refund:
        pieces = -abs(pieces)
        came_to = -abs(came_to) if came_to is not None else None
    elif pieces < 0 and net is not None and came_to is not None:
        came_to = -abs(came_to)
    amount = None if came_to is None else _minor(came_to, places)
    price = _minor(abs(each.value) if refund else each.value, places) if each else None
    return SaleFigures.of(pieces, price, amount, _minor(reduction, places), currency)


def _pieces(quantity: Decimal) -> Decimal:
    """The quantity without zeros to spare: 2.000 pieces are 2, and no scale weighs the seventh decimal."""
    whole = quantity.to_integral_value()
    return whole if whole == quantity else round(quantity, 6).normalize()


def _minor(value: Decimal, places: int) -> int:
    return int(value.scaleb(places).to_integral_value(ROUND_HALF_EVEN))
