"""From the lines of receipts to whole sales."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from relapp.domain.interactions import Kind
from relapp.services.transfer.meaning.values import phone_digits
from relapp.services.transfer.rows import SaleLine


@dataclass(frozen=True, slots=True)
class Sale:
    """One purchase or return: lines of one customer with one receipt number, or at one moment.

    ``kind`` is ``RETURN`` where every line gives back; a mixed one is a purchase whose lines keep their signs.
    ``lines`` stand in the file's order; who, when and in which currency is as in the first of them.
    """

    kind: Kind
    lines: tuple[SaleLine, ...]

    @property
    def first(self) -> SaleLine:
        """The line that speaks for the sale: who, when, receipt, currency."""
        return self.lines[0]

    @property
    def anonymous(self) -> bool:
        """Whether nothing says who bought."""
        first = self.lines[0]
        return not (first.reference or first.name or first.email or first.phone)


def group_sales(lines: Iterable[SaleLine], in_order: bool = False) -> Iterator[Sale]:
    """The sales that ``lines`` make, in the order in which each begins.

    The lines of a sale need not stand together. Where ``in_order`` (see ``Formats.in_order``) a day is given out as
    soon as another begins, so that memory does not grow with the file; otherwise all lines are held first.
    """
    open_sales: dict[tuple[object, ...], list[SaleLine]] = {}
    held: list[SaleLine] = []
    day: date | None = None
    before: tuple[object, ...] = ()
    for line in lines:
        shared = _shared(line)
        if shared != before:
            before = shared
            today = line.at.date()
            if in_order and today != day:
                yield from map(_sale, open_sales.values())
                open_sales.clear()
            day = today
            # Tills start their receipt numbers again, so a number is one sale for a day only.
            key = (_who(line), line.invoice, today if line.invoice else line.at, line.currency)
            held = open_sales.setdefault(key, [])
        held.append(line)
    yield from map(_sale, open_sales.values())


_SHARED = ("reference", "name", "email", "phone", "at", "invoice", "currency")
# By position: three times as quick as by name, for every line of the file.
_shared = itemgetter(*map(SaleLine._fields.index, _SHARED))


def _who(line: SaleLine) -> str:
    return line.reference or line.email.casefold() or phone_digits(line.phone) or line.name.casefold()


def _sale(lines: list[SaleLine]) -> Sale:
    gives_back = all(line.quantity < 0 or (line.amount or 0) < 0 for line in lines)
    return Sale(Kind.RETURN if gives_back else Kind.PURCHASE, tuple(lines))
