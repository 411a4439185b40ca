"""A discount of a whole order, divided over its lines where their own discounts do not tell it already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from relapp.domain.money import decimals
from relapp.services.transfer.meaning.columns import Mapping
from relapp.services.transfer.meaning.headers import Field, plain
from relapp.services.transfer.meaning.values import NumberStyle, parse_amount
from relapp.services.transfer.reading.tables import Table
from relapp.services.transfer.rows import BadRow, SaleLine

_REDUCED = frozenset({"discount amount", "order discount", "order discount amount", "cart discount", "discount total"})
_CAME_TO = frozenset({"subtotal", "order subtotal", "total", "order total"})
_OF_A_LINE = ("lineitem", "line item", "line", "item")


class _Order(NamedTuple):
    """What an order says of itself: the discount, and sums of which one may be what its lines came to."""

    off: Decimal
    sums: tuple[Decimal, ...]


class OrderDiscounts:
    """Hears each row of a table, and divides what it says of whole orders among their lines."""

    def __init__(self, table: Table, mapping: Mapping, style: NumberStyle | None, currency: str) -> None:
        of_line = mapping.first(Field.DISCOUNT)
        names = [plain(name) for name in table.header]
        apart = of_line is not None and names[of_line].startswith(_OF_A_LINE) and mapping.has(Field.INVOICE)
        self._off = next((at for at, name in enumerate(names) if name in _REDUCED), None) if apart else None
        self._sums = [at for at, name in enumerate(names) if name in _CAME_TO]
        self._style = style
        self._currency = currency
        self._heard: dict[int, _Order] = {}

    def hear(self, line: int, cells: list[str]) -> None:
        """Take what a row says of its order, before the row is given out."""
        if self._off is not None and cells[self._off].strip() and (off := self._number(cells[self._off])):
            sums = (self._number(cells[at]) for at in self._sums)
            self._heard = {line: _Order(abs(off), tuple(one for one in sums if one is not None))}

    def divided(self, rows: Iterable[SaleLine | BadRow]) -> Iterator[SaleLine | BadRow]:
        """The rows, the lines of an order with a discount less their share of it."""
        if self._off is None:
            yield from rows
            return
        held: list[SaleLine | BadRow] = []
        order: _Order | None = None
        invoice = ""
        for row in rows:
            if isinstance(row, SaleLine):
                if row.head.invoice != invoice:
                    yield from self._less(held, order)
                    held, order, invoice = [], None, row.head.invoice
                order = order or self._heard.pop(row.line, None)
            if order is None:
                yield row
            else:
                held.append(row)
        yield from self._less(held, order)

    def _number(self, text: str) -> Decimal | None:
        parsed = parse_amount(text, self._style)
        return parsed.value if parsed else None

    def _less(self, rows: list[SaleLine | BadRow], order: _Order | None) -> Iterator[SaleLine | BadRow]:
        lines = [row for row in rows if isinstance(row, SaleLine) and not row.head.paid_back]
        amounts = [line.figures.amount or 0 for line in lines]
        whole = sum(amounts)
        if order is None or min(amounts, default=-1) < 0 or not whole:
            yield from rows
            return
        places = decimals(lines[0].figures.currency or self._currency)
        off, *sums = (int(one.scaleb(places).to_integral_value(ROUND_HALF_EVEN)) for one in (order.off, *order.sums))
        # Each line may have been rounded; what the lines came to by themselves needs nothing taken off.
        fits = whole not in sums and any(abs(whole - off - one) <= len(lines) for one in sums)
        if not fits or off > whole:
            yield from rows
            return
        so_far = taken = 0
        for row in rows:
            if not isinstance(row, SaleLine) or row.head.paid_back:
                yield row
                continue
            so_far += row.figures.amount or 0
            share, taken = off * so_far // whole - taken, off * so_far // whole
            figures, amount = row.figures, (row.figures.amount or 0) - share
            mark = f"{figures.quantity}\x1f{amount}"
            yield row._replace(figures=figures._replace(amount=amount, discount=figures.discount + share, mark=mark))
