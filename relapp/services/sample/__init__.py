"""The sample shop: a small bakery that fills every screen, in a file of its own that is removed in one click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path

from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.errors import UserError
from relapp.domain.interactions import Channel
from relapp.paths import resources_dir
from relapp.services import customers as customer_verbs
from relapp.services import relations, settings, staff
from relapp.services.operations import Operations
from relapp.services.sample import book as books
from relapp.services.sample.book import Book, Person
from relapp.services.sample.calendar import Calendar
from relapp.services.sample.routine import purchases
from relapp.services.sample.story import Act, Teller
from relapp.storage import loading
from relapp.storage.database import Database
from relapp.storage.transaction import Transaction

OPERATION = "sample"
"""The operation's name code."""

_ONE_BY_ONE_DAYS = 28
"""So far back each act of staff is an operation of its own, as if it had been logged at the counter."""

_CHAPTER_DAYS = 91


def make(path: Path, today: date) -> None:
    """Make the sample shop as of ``today`` in a file of its own; one that is there already is made anew.

    :raises UserError: ``sample.not_sample`` if another shop's file stands there.
    :raises StorageUnavailable: the file cannot be written.
    """
    remove(path)
    database = Database.open(path)
    try:
        fill(Operations(database), today)
    except BaseException:
        database.close()
        _delete(path)
        raise
    database.close()


def remove(path: Path) -> None:
    """Delete the sample shop's file with everything beside it; the caller has closed it. Nothing there is no error.

    :raises UserError: ``sample.not_sample`` if it is another shop's file.
    :raises StorageUnavailable: it cannot be read.
    """
    if path.exists():
        database = Database.open(path)
        try:
            with database.read() as reader:
                is_sample = settings.read(reader).sample
        finally:
            database.close()
        if not is_sample:
            raise UserError("sample.not_sample", file=path.name)
    _delete(path)


def _delete(path: Path) -> None:
    copies = path.parent.glob(f"{path.stem}-before-v*{path.suffix}") if path.parent.is_dir() else ()
    for one in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal")), *copies):
        one.unlink(missing_ok=True)


def fill(operations: Operations, today: date) -> None:
    """Write the sample shop into an empty database: the same shop for the same ``today``, every date told from it.

    The shop, its customers and their routine purchases are one operation; so is each season of stories by one member
    of staff; what was done later, and all of the last four weeks, are operations of their own.
    """
    book, calendar = books.read(resources_dir() / "sample"), Calendar(today)
    opening = calendar.moment(max(person.since for person in book.people) + 1, 8, 0)
    customers, people = operations.run(OPERATION, lambda tx: _open(tx, book, calendar), at=opening).result
    before = operations.staff_id
    try:
        for by, name, acts in _chapters(Teller(book, customers, people, calendar).acts(), calendar):
            operations.staff_id = people[by]
            operations.run(name, partial(_play, acts), at=acts[-1].at)
    finally:
        operations.staff_id = before


def _open(tx: Transaction, book: Book, calendar: Calendar) -> tuple[dict[str, int], dict[str, int]]:
    """The shop with its staff, customers and ordinary purchases; ids of customers and of staff by name."""
    settings.change(tx, shop_name=book.name, currency=book.currency, sample=True)
    people = {name: staff.add(tx, name) for name in book.everyone}
    new = [(_customer(person), calendar.day(person.since)) for person in book.people]
    customers = dict(zip([person.name for person in book.people], loading.add_customers(tx, new), strict=True))
    _relate(tx, book, customers)
    for person in book.people:
        _agree(tx, person, customers[person.name], calendar)
    loading.add_interactions(tx, purchases(book, customers, people, calendar), book.currency)
    return customers, people


def _play(acts: Sequence[Act], tx: Transaction) -> None:
    for act in acts:
        act.verb(tx)


def _customer(person: Person) -> NewCustomer:
    points = {ContactKind.PHONE: person.phone, ContactKind.EMAIL: person.email, ContactKind.ADDRESS: person.address}
    contacts = tuple(NewContactPoint(kind, value) for kind, values in points.items() for value in values)
    return NewCustomer(person.name, person.nickname, contacts=contacts, note=person.note)


def _relate(tx: Transaction, book: Book, customers: Mapping[str, int]) -> None:
    for person in book.people:
        for kind, other in person.relations.items():
            relations.relate(tx, customers[person.name], customers[other], kind)
    for name in dict.fromkeys(person.household for person in book.people if person.household):
        members = [customers[person.name] for person in book.people if person.household == name]
        relations.share_household(tx, name, members)


def _agree(tx: Transaction, person: Person, customer_id: int, calendar: Calendar) -> None:
    if person.leave_for is not None:
        customer_verbs.leave_in_peace(tx, customer_id, calendar.day(-person.leave_for))
    for said in person.consents:
        state = ConsentState.GIVEN if said.says else ConsentState.WITHDRAWN
        consent = Consent(
            customer_id, Channel(said.channel), Purpose(said.purpose), state, calendar.day(said.ago), said.how
        )
        customer_verbs.note_consent(tx, consent)


def _chapters(acts: list[Act], calendar: Calendar) -> list[tuple[str, str, list[Act]]]:
    """Acts that become one operation each: who did them, under which name; in the order in which to run them."""
    told = [act for act in acts if act.name == "log" and (calendar.today - act.at.date()).days > _ONE_BY_ONE_DAYS]

    def chapter(act: Act) -> tuple[int, str]:
        return -((calendar.today - act.at.date()).days // _CHAPTER_DAYS), act.by

    old = [(by, OPERATION, list(some)) for (_, by), some in groupby(sorted(told, key=chapter), key=chapter)]
    grouped = {id(act) for act in told}
    return old + [(act.by, act.name, [act]) for act in acts if id(act) not in grouped]
