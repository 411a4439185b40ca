"""From the lines of receipts to whole sales."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

from relapp.domain.interactions import Kind
from relapp.services.transfer.meaning.sales import given_back
from relapp.services.transfer.meaning.values import phone_digits
from relapp.services.transfer.rows import NewConsent, SaleHead, SaleLine
from relapp.storage.sealing import Seal


@dataclass(frozen=True, slots=True)
class Sale:
    """One purchase or return: lines of one customer with one receipt number, or at one moment.

    ``kind`` is ``RETURN`` where every line gives back; a mixed one is a purchase whose lines keep their signs.
    ``lines`` stand in the file's order.
    """

    kind: Kind
    lines: tuple[SaleLine, ...]

    @property
    def head(self) -> SaleHead:
        """What the first line says of the whole: who, when, receipt."""
        return self.lines[0].head

    @property
    def currency(self) -> str:
        """The currency of every line."""
        return self.lines[0].figures.currency

    @property
    def anonymous(self) -> bool:
        """Whether nothing says who bought."""
        head = self.lines[0].head
        return not (head.reference or head.name or head.email or head.phone)

    @property
    def consents(self) -> tuple[NewConsent, ...]:
        """What its lines say of contacting the buyer."""
        first, last = self.lines[0].head, self.lines[-1].head
        if first is last:
            return first.consents
        return tuple({said: None for line in self.lines for said in line.head.consents})


def group_sales(lines: Iterable[SaleLine], in_order: bool = False) -> Iterator[Sale]:
    """The sales that ``lines`` make, in the order in which each begins.

    The lines of a sale need not stand together. Where ``in_order`` (see ``Formats.in_order``) a day is given out as
    soon as another begins, so that memory does not grow with the file; otherwise all lines are held first:
    :func:`in_day_order` puts them in order.
    """
    open_sales: dict[tuple[object, ...], list[SaleLine]] = {}
    held: list[SaleLine] = []
    day: date | None = None
    before: SaleHead | None = None
    currency = ""
    for line in lines:
        _, head, _, figures = line
        if head is not before or figures.currency != currency:
            before, currency = head, figures.currency
            today = head.at.date()
            if in_order and today != day:
                yield from map(sale_of, open_sales.values())
                open_sales.clear()
            day = today
            # Tills start their receipt numbers again, so a number is one sale for a day only.
            key = (
                _who(head),
                head.invoice,
                today if head.invoice else head.at,
                currency,
                head.paid_back,
                head.cancelled,
            )
            held = open_sales.setdefault(key, [])
        held.append(line)
    yield from map(sale_of, open_sales.values())


HELD = 200_000
"""So many lines are held in memory to put them in order; more of them wait in a file."""
_PORTION = 500
_KEY = 32


def in_day_order(lines: Iterable[SaleLine], held: int = HELD) -> Iterator[SaleLine]:
    """The lines of a file in any order, the earliest day first, each day's as they stand; in bounded memory."""
    lines = iter(lines)
    first = sorted(islice(lines, held), key=_day)
    if len(first) < held:
        yield from first
        return
    with ExitStack() as files:
        runs = [_put_aside(first, files.enter_context(TemporaryFile()))]
        del first
        while some := sorted(islice(lines, held), key=_day):
            runs.append(_put_aside(some, files.enter_context(TemporaryFile())))
        yield from merge(*runs, key=_day)


def _day(line: SaleLine) -> date:
    return line.head.at.date()


def _put_aside(lines: list[SaleLine], file: IO[bytes]) -> Iterator[SaleLine]:
    """The same lines, from a file that is gone when it is closed, and that nobody can read before."""
    seal = Seal(os.urandom(_KEY), "sorting")
    sizes: list[int] = []
    for start in range(0, len(lines), _PORTION):
        portion = pickle.dumps(lines[start : start + _PORTION], pickle.HIGHEST_PROTOCOL)
        sizes.append(file.write(seal.seal(portion)))
    file.seek(0)
    return (line for size in sizes for line in pickle.loads(seal.open(file.read(size))))


def _who(head: SaleHead) -> str:
    return head.reference or head.email.casefold() or phone_digits(head.phone) or head.name.casefold()


def sale_of(lines: Sequence[SaleLine]) -> Sale:
    """The sale that these lines are."""
    gives_back = all(line.figures.gives_back for line in lines)
    return Sale(Kind.RETURN if gives_back else Kind.PURCHASE, tuple(lines))


def taken_back(sale: Sale) -> Sale:
    """The return that makes a sale undone: the same as of an order that was paid back whole."""
    head = sale.head._replace(paid_back=True, cancelled=False)
    return sale_of([given_back(line, head) for line in sale.lines])
