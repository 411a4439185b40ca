"""What tells a sale apart when its file comes again, also where a later file tells more of it than an earlier one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from hashlib import blake2b
from itertools import chain
from itertools import count as countdown

from relapp.services.transfer.meaning.sales import paid_back
from relapp.services.transfer.rows import SaleHead
from relapp.services.transfer.storing.grouping import Sale, sale_of

Known = Callable[[Collection[str]], set[str]]
"""Which of these marks are stored."""

_MOST = 2000
"""The parts of a longer sale are not looked for: each costs as much as the sale."""


def fingerprint(sale: Sale) -> str:
    """What tells a sale apart: who, when, which receipt, and every line; what was paid back of an order, by the sum."""
    head = sale.head
    if counts_up(sale):
        return f"{_orders(head)[0]}{came_to(sale)}"
    return _mark(_head(head.reference or head.email or head.phone or head.name, head), _lines(sale))


def counts_up(sale: Sale) -> bool:
    """Whether this is all that was paid back of an order until its file was written."""
    return sale.head.paid_back and bool(sale.head.invoice)


def not_paid_back_before(sale: Sale, told: Callable[[str], Mapping[str, int | None]]) -> tuple[Sale, str] | None:
    """Of all that was paid back of an order what no earlier file told, with its mark; ``None`` if that is nothing.

    ``told`` gives what stands here under marks that begin alike, each with what it came to, ``None`` where staff
    removed it. One that came before another may be gone, with its import.
    """
    orders, whole = _orders(sale.head), came_to(sale)
    parts = [(int(mark.removeprefix(order)), paid) for order in orders for mark, paid in told(order).items()]
    if not parts:
        return sale, f"{orders[0]}{whole}"
    counts = {count for count, _ in parts}
    # What was removed counted from the one before it on.
    removed = ((count, max((one for one in counts if one < count), default=0)) for count, paid in parts if paid is None)
    more = whole - sum(paid or 0 for _, paid in parts) - sum(count - before for count, before in removed)
    if more <= 0:
        return None
    count = next(count for count in chain([whole], countdown(more, -1)) if count not in counts)
    return sale_of([paid_back(sale.lines[-1], more)]), f"{orders[0]}{count}"


def _orders(head: SaleHead) -> list[str]:
    """How the marks of what was paid back of an order begin, by each way to name the buyer."""
    told = [one for one in (head.reference, head.email, head.phone, head.name) if one]
    return [f"{_mark(_head(who, head), [])}:" for who in (*told, "")]


def came_to(sale: Sale) -> int:
    """What was paid back, in minor units."""
    return -sum(line.figures.amount or 0 for line in sale.lines)


def not_told_before(
    sales: Iterable[tuple[Sale, str]], taken: Collection[str], last_days: Collection[date], known: Known
) -> dict[str, Sale | None]:
    """Of sales that are new by their marks, those of which an earlier file told part; by mark, what of each is new.

    ``None`` is nothing: a receipt that names its buyer now, or names them better, is the one that is here. Where only
    a day is told, the last day of an earlier file (``last_days``) may have gone on after it was written. ``taken`` are
    the other sales' marks.
    """
    parts = {mark: (sale, dict(_parts(sale, last_days))) for sale, mark in sales}
    wanted = {earlier for _, some in parts.values() for earlier in some}
    there = known(wanted) - set(taken) if wanted else set()
    found: dict[str, Sale | None] = {}
    for mark, (sale, some) in parts.items():
        # The longest comes first; what was told of one sale is no other's.
        earlier = next((one for one in some if one in there), None)
        if earlier is not None:
            there.discard(earlier)
            rest = sale.lines[some[earlier]]
            found[mark] = sale_of(rest) if rest else None
    return found


def _parts(sale: Sale, last_days: Collection[date]) -> Iterator[tuple[str, slice]]:
    """Marks under which less of the sale may have come, each with the lines that are new then."""
    head, lines = sale.head, _lines(sale)
    told = [one for one in (head.reference, head.email, head.phone, head.name) if one]
    if head.invoice:
        yield from ((_mark(_head(who, head), lines), slice(0)) for who in (*told[1:], *[""][: len(told)]))
    elif head.at.date() in last_days and head.at.time() == time() and len(lines) <= _MOST:
        top = _head(told[0] if told else "", head)
        for length in range(len(lines) - 1, 0, -1):
            yield _mark(top, lines[:length]), slice(length, None)
            # A file that has the newest first grows at its beginning.
            yield _mark(top, lines[-length:]), slice(-length)


def _head(who: str, head: SaleHead) -> str:
    return f"{who}\x1f{head.at}\x1f{head.invoice}"


def _lines(sale: Sale) -> list[str]:
    return [f"\x1f{told.product}\x1f{figures.mark}" for _, _, told, figures in sale.lines]


def _mark(head: str, lines: Sequence[str]) -> str:
    return blake2b((head + "".join(lines)).encode(), digest_size=12).hexdigest()
