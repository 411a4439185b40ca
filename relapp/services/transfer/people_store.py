"""Customers into the shop: new ones added, known ones filled in, nothing told by staff overwritten."""

from __future__ import annotations

from collections.abc import Iterable

from relapp.domain.customers import ContactPoint, Customer
from relapp.domain.facts import Fact, NewFact
from relapp.domain.folding import fold
from relapp.services import facts as fact_verbs
from relapp.services.transfer.joining import Joiner, Unsure, Who
from relapp.services.transfer.people import PersonRow
from relapp.services.transfer.rows import BadRow
from relapp.services.transfer.tally import Tally
from relapp.storage import bulk, customers, facts
from relapp.storage.customers import folded_contact
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction


def count_people(reader: Reader, rows: Iterable[PersonRow | BadRow], tally: Tally) -> None:
    """What :func:`store_people` would do, without doing it."""
    joiner = Joiner(reader)
    told: set[Who] = set()
    for row in rows:
        tally.row()
        if isinstance(row, BadRow):
            tally.reject(row)
            continue
        found = joiner.find(who(row))
        if isinstance(found, int):
            news = _News(reader, found, row)
            if news:
                tally.changed += 1
            else:
                tally.same += 1
        elif who(row) in told:
            tally.same += 1
        else:
            told.add(who(row))
            tally.new += 1
            tally.people += 1
            tally.doubtful += isinstance(found, Unsure)


def store_people(tx: Transaction, rows: Iterable[PersonRow | BadRow], tally: Tally, *, batch_id: int) -> None:
    """Add new customers and fill in known ones.

    Someone whose name several customers have, and nothing else tells apart, is added and counted as doubtful.
    """
    joiner = Joiner(tx)
    tags: list[tuple[int, str]] = []
    for row in rows:
        tally.row()
        if isinstance(row, BadRow):
            tally.reject(row)
            continue
        found = joiner.find(who(row))
        if isinstance(found, int):
            customer_id = found
            if _fill_in(tx, found, row):
                tally.changed += 1
            else:
                tally.same += 1
        else:
            customer_id = _add(tx, joiner, row, batch_id)
            tally.new += 1
            tally.people += 1
            tally.doubtful += isinstance(found, Unsure)
        tags += [(customer_id, name) for name in row.tags]
    if tags:
        bulk.tag_customers(tx, tags)


def who(row: PersonRow) -> Who:
    """What the row says of the person."""
    new = row.customer
    of = {contact.kind.value: contact.value for contact in reversed(new.contacts)}
    return Who(new.reference, of.get("email", ""), of.get("phone", ""), new.name)


def _add(tx: Transaction, joiner: Joiner, row: PersonRow, batch_id: int) -> int:
    customer_id = customers.add(tx, row.customer, batch_id)
    for fact in row.facts:
        facts.add(tx, customer_id, fact, tx.at.date())
    points = [(contact.kind, contact.value) for contact in row.customer.contacts]
    joiner.learn(customer_id, row.customer.reference, row.customer.name, points)
    return customer_id


class _News:
    """What a row says of a known customer that the shop did not know."""

    def __init__(self, reader: Reader, customer_id: int, row: PersonRow) -> None:
        known = customers.find(reader, [customer_id])[0]
        points = customers.contacts(reader, [customer_id])[customer_id]
        current = facts.current(reader, [customer_id]).get(customer_id, [])
        self.contacts = [new for new in row.customer.contacts if not _has_point(points, new.kind.value, new.value)]
        self.facts = [new for new in row.facts if not _has_fact(current, new)]
        self.columns = _empty_filled(known, row)

    def __bool__(self) -> bool:
        return bool(self.contacts or self.facts or self.columns)


def _has_point(points: list[ContactPoint], kind: str, value: str) -> bool:
    return any(
        point.kind == kind and folded_contact(point.kind, point.value) == folded_contact(point.kind, value)
        for point in points
    )


def _has_fact(current: list[Fact], new: NewFact) -> bool:
    return any(
        fold(fact.kind) == fold(new.kind)
        and fold(fact.value) == fold(new.value)
        and (fact.month, fact.day, fact.year) == (new.month, new.day, new.year)
        for fact in current
    )


def _empty_filled(known: Customer, row: PersonRow) -> dict[str, str]:
    told = {"nickname": row.customer.nickname, "reference": row.customer.reference, "note": row.customer.note}
    return {column: value for column, value in told.items() if value and not getattr(known, column)}


def _fill_in(tx: Transaction, customer_id: int, row: PersonRow) -> bool:
    news = _News(tx, customer_id, row)
    for contact in news.contacts:
        customers.add_contact(tx, customer_id, contact)
    for fact in news.facts:
        fact_verbs.learn(tx, customer_id, fact)
    if news.columns:
        customers.change(tx, customer_id, **news.columns)
    return bool(news)
