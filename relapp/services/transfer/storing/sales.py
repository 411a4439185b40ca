"""Sales into the shop: whole receipts, joined to people, each only once however often its file comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.interactions import DEFAULT_CHANNEL, Direction, NewInteraction, NewPurchaseLine
from relapp.services.transfer.rows import BadRow, SaleLine, Who
from relapp.services.transfer.storing.grouping import Sale, group_sales
from relapp.services.transfer.storing.joining import Joiner, Unsure
from relapp.services.transfer.storing.tally import Tally
from relapp.storage import loading
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

CHUNK = 2000
"""Sales a statement."""


@dataclass(slots=True)
class _Chunk:
    """Sales that are not stored yet, each with its fingerprint, and the people they bring."""

    people: list[NewCustomer] = field(default_factory=list)
    sales: list[tuple[NewInteraction, str]] = field(default_factory=list)


def count_sales(reader: Reader, lines: Iterable[SaleLine | BadRow], in_order: bool, tally: Tally) -> None:
    """What :func:`store_sales` would do, without doing it."""
    for _ in _fresh(reader, lines, in_order, tally, "{reference}"):
        pass


def store_sales(
    tx: Transaction,
    lines: Iterable[SaleLine | BadRow],
    in_order: bool,
    tally: Tally,
    *,
    batch_id: int,
    currency: str,
    unnamed: str,
) -> None:
    """Store sales that are not stored yet, with the people who are new.

    ``currency`` is the shop's, for lines that name none; ``unnamed`` is how someone with only a number is called, with
    the gap ``{reference}``. A sale that could mean several people is kept without any, and counted as doubtful.
    """
    for chunk in _fresh(tx, lines, in_order, tally, unnamed):
        loading.add_customers(tx, [(customer, tx.at.date()) for customer in chunk.people], batch_id)
        loading.add_interactions(
            tx,
            [(entry, None) for entry, _ in chunk.sales],
            currency,
            batch_id=batch_id,
            fingerprints=[mark for _, mark in chunk.sales],
        )


def _fresh(
    reader: Reader, lines: Iterable[SaleLine | BadRow], in_order: bool, tally: Tally, unnamed: str
) -> Iterator[_Chunk]:
    joiner = Joiner(reader)
    # Ids are given ahead, so that a stranger is known from their second sale on, stored or not.
    next_id = loading.next_customer_id(reader)
    seen: set[str] = set()
    for sales in _chunks(group_sales(_good(lines, tally), in_order)):
        marks = [fingerprint(sale) for sale in sales]
        seen |= loading.known_fingerprints(reader, marks)
        chunk = _Chunk()
        for sale, mark in zip(sales, marks, strict=True):
            if mark in seen:
                tally.same += len(sale.lines)
                continue
            seen.add(mark)
            tally.new += len(sale.lines)
            found = None if sale.anonymous else joiner.find(_who(sale.first))
            if found is None and not sale.anonymous:
                stranger = _new_customer(sale.first, unnamed)
                points = [(contact.kind, contact.value) for contact in stranger.contacts]
                joiner.learn(next_id, stranger.reference, stranger.name, points)
                chunk.people.append(stranger)
                found = next_id
                next_id += 1
                tally.people += 1
            if isinstance(found, Unsure):
                tally.doubtful += len(sale.lines)
            chunk.sales.append((_entry(sale, found), mark))
        yield chunk


def fingerprint(sale: Sale) -> str:
    """What tells a sale apart: who, when, which receipt, and every line."""
    first = sale.first
    parts: list[object] = [first.reference or first.email or first.phone or first.name, first.at, first.invoice]
    for line in sale.lines:
        parts += (line.product, line.quantity, line.amount)
    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=12).hexdigest()


def _good(lines: Iterable[SaleLine | BadRow], tally: Tally) -> Iterator[SaleLine]:
    for line in lines:
        tally.row()
        if isinstance(line, BadRow):
            tally.reject(line)
        else:
            yield line


def _chunks(sales: Iterator[Sale]) -> Iterator[list[Sale]]:
    while chunk := list(islice(sales, CHUNK)):
        yield chunk


def _who(line: SaleLine) -> Who:
    return Who(line.reference, line.email, line.phone, line.name)


def _new_customer(line: SaleLine, unnamed: str) -> NewCustomer:
    contacts = [(ContactKind.EMAIL, line.email), (ContactKind.PHONE, line.phone)]
    return NewCustomer(
        name=line.name or line.email or line.phone or unnamed.format(reference=line.reference),
        reference=line.reference,
        contacts=tuple(NewContactPoint(kind, value) for kind, value in contacts if value),
    )


def _entry(sale: Sale, found: int | Unsure | None) -> NewInteraction:
    first = sale.first
    words = first.words
    if isinstance(found, Unsure):
        # Whoever sorts it out later needs what the file said.
        words = " · ".join(part for part in (words, first.name, first.email, first.phone) if part)
    return NewInteraction(
        customers=(found,) if isinstance(found, int) else (),
        kind=sale.kind,
        at=first.at.astimezone(),
        words=words,
        channel=DEFAULT_CHANNEL[sale.kind],
        direction=Direction.IN,
        lines=tuple(
            NewPurchaseLine(line.product, line.quantity, line.unit_price, line.discount, line.amount)
            for line in sale.lines
        ),
        currency=first.currency,
    )
