"""Sales into the shop: whole receipts, joined to people, each only once however often its file comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.services.transfer.grouping import Sale, group_sales
from relapp.services.transfer.joining import Joiner, Unsure, Who
from relapp.services.transfer.rows import BadRow
from relapp.services.transfer.sales import SaleLine
from relapp.services.transfer.tally import Tally
from relapp.storage import bulk
from relapp.storage.bulk import BulkLine, BulkSale
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

CHUNK = 2000
"""Sales a statement."""


def count_sales(reader: Reader, lines: Iterable[SaleLine | BadRow], in_order: bool, tally: Tally) -> None:
    """What :func:`store_sales` would do, without doing it."""
    joiner = Joiner(reader)
    strangers: set[Who] = set()
    for chunk in _chunks(group_sales(_good(lines, tally), in_order)):
        known = bulk.known_fingerprints(reader, [fingerprint(sale) for sale in chunk])
        for sale in chunk:
            if fingerprint(sale) in known:
                tally.same += len(sale.lines)
                continue
            tally.new += len(sale.lines)
            if sale.anonymous:
                continue
            found = joiner.find(_who(sale.first))
            if isinstance(found, Unsure):
                tally.doubtful += len(sale.lines)
            elif found is None and (key := _person_key(sale.first)) not in strangers:
                strangers.add(key)
                tally.people += 1


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
    joiner = Joiner(tx)
    for chunk in _chunks(group_sales(_good(lines, tally), in_order)):
        marks = [fingerprint(sale) for sale in chunk]
        known = bulk.known_fingerprints(tx, marks)
        fresh = [(sale, mark) for sale, mark in zip(chunk, marks, strict=True) if mark not in known]
        tally.same += sum(len(sale.lines) for sale, mark in zip(chunk, marks, strict=True) if mark in known)
        _add_strangers(tx, joiner, [sale for sale, _ in fresh], tally, batch_id, unnamed)
        bulk.add_sales(tx, [_bulk(sale, mark, joiner, tally, currency) for sale, mark in fresh], batch_id)


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


def _person_key(line: SaleLine) -> Who:
    """What makes two lines the same stranger."""
    if line.reference:
        return Who(reference=line.reference)
    return Who(email=line.email.casefold()) if line.email else Who(phone=line.phone, name=line.name.casefold())


def _add_strangers(
    tx: Transaction, joiner: Joiner, sales: list[Sale], tally: Tally, batch_id: int, unnamed: str
) -> None:
    strangers: dict[Who, NewCustomer] = {}
    for sale in sales:
        if not sale.anonymous and joiner.find(_who(sale.first)) is None:
            strangers.setdefault(_person_key(sale.first), _new_customer(sale.first, unnamed))
    new = list(strangers.values())
    for customer_id, customer in zip(bulk.add_customers(tx, new, batch_id), new, strict=True):
        points = [(contact.kind, contact.value) for contact in customer.contacts]
        joiner.learn(customer_id, customer.reference, customer.name, points)
    tally.people += len(new)


def _new_customer(line: SaleLine, unnamed: str) -> NewCustomer:
    contacts = [(ContactKind.EMAIL, line.email), (ContactKind.PHONE, line.phone)]
    return NewCustomer(
        name=line.name or line.email or line.phone or unnamed.format(reference=line.reference),
        reference=line.reference,
        contacts=tuple(NewContactPoint(kind, value) for kind, value in contacts if value),
    )


def _bulk(sale: Sale, mark: str, joiner: Joiner, tally: Tally, currency: str) -> BulkSale:
    first = sale.first
    found = None if sale.anonymous else joiner.find(_who(first))
    tally.new += len(sale.lines)
    words = first.words
    if isinstance(found, Unsure):
        tally.doubtful += len(sale.lines)
        # Whoever sorts it out later needs what the file said.
        words = " · ".join(part for part in (words, first.name, first.email, first.phone) if part)
    return BulkSale(
        customer_id=found if isinstance(found, int) else None,
        kind=sale.kind,
        at=first.at.astimezone(),
        currency=first.currency or currency,
        words=words,
        fingerprint=mark,
        lines=tuple(
            BulkLine(line.product, line.quantity, line.unit_price, line.discount, line.amount) for line in sale.lines
        ),
    )
