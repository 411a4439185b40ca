"""A shop on a real database for tests: short verbs, everything it holds, and whether it is sound."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select, text

from relapp.domain.changes import Changes
from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.facts import NewFact
from relapp.domain.interactions import (
    DEFAULT_CHANNEL,
    DEFAULT_DIRECTION,
    Interaction,
    Kind,
    NewInteraction,
    NewPurchaseLine,
)
from relapp.domain.promises import NewPromise
from relapp.domain.wishes import NewWish
from relapp.services import customers, facts, interactions, promises
from relapp.services.operations import Operations
from relapp.storage import interactions as stored
from relapp.storage import schema
from relapp.storage.database import Database
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction
from tests.builders import TODAY, at, days_ago

T = TypeVar("T")

Rows = dict[str, list[Any]]
"""Rows by table."""

_WORDS = ("interaction_words", "memory_words")


def a_sold(product: str, cents: int | None = None, quantity: int | str = 1) -> NewPurchaseLine:
    """A purchase line; ``cents`` are what it came to."""
    return NewPurchaseLine(product, Decimal(quantity), amount=cents)


class Shop:
    """A shop in memory, or in a file; its clock stands at ten on :data:`TODAY` until it is set."""

    def __init__(self, path: Path | None = None, daybook: Path | None = None, key: bytes | None = None) -> None:
        self.path = path
        self.key = key
        self.daybook = daybook
        self.now = at(TODAY)
        self.changes = Changes()
        self.fits = True
        """Whether the record must fit at the end; not where a test writes past the one door."""
        self.database = self._opened() if path else Database.in_memory()
        self.operations = Operations(self.database, desk="counter", now=lambda: self.now)

    def _opened(self) -> Database:
        assert self.path is not None
        database = Database.open(self.path, key=self.key)
        if self.daybook is not None:
            database.keep_daybook(self.daybook)
        return database

    def close(self) -> None:
        """Whatever a test did through the one door, the record fits the rows afterwards."""
        try:
            if self.fits:
                assert self.database.misfits() == []
        finally:
            self.database.close()

    def reopen(self) -> None:
        """Close the file and open it again, as a restart does."""
        staff_id = self.operations.staff_id
        self.database.close()
        self.database = self._opened()
        self.operations = Operations(self.database, desk="counter", now=lambda: self.now)
        self.operations.staff_id = staff_id

    # -- doing --

    def run(self, name: str, verb: Callable[[Transaction], T]) -> T:
        done = self.operations.run(name, verb)
        self.changes = done.changes
        return done.result

    def customer(self, name: str = "Ana Moreira", phone: str = "", email: str = "", **fields: Any) -> int:
        values = ((ContactKind.PHONE, phone), (ContactKind.EMAIL, email))
        contacts = tuple(NewContactPoint(kind, value) for kind, value in values if value)
        return self.run("customer_add", lambda tx: customers.add(tx, NewCustomer(name, contacts=contacts, **fields)))

    def log(
        self,
        *people: int,
        words: str = "",
        kind: Kind = Kind.VISIT,
        ago: int = 0,
        moment: datetime | None = None,
        lines: tuple[NewPurchaseLine, ...] = (),
        **fields: Any,
    ) -> int:
        entry = NewInteraction(
            **{
                "customers": people,
                "kind": kind,
                "at": moment or at(days_ago(ago), 9),
                "words": words,
                "channel": DEFAULT_CHANNEL[kind],
                "direction": DEFAULT_DIRECTION[kind],
                "lines": lines,
                **fields,
            }
        )
        return self.run("log", lambda tx: interactions.log(tx, entry))

    def sell(self, customer_id: int, *lines: NewPurchaseLine, ago: int = 0, **fields: Any) -> int:
        return self.log(customer_id, kind=Kind.PURCHASE, lines=lines, ago=ago, **fields)

    def edit(self, entry_id: int, **fields: Any) -> None:
        entry = self.entry(entry_id)
        now = {name: getattr(entry, name) for name in ("words", "kind", "at", "channel", "direction", "outcome")}
        self.run("log_edit", lambda tx: interactions.change(tx, entry, **{**now, **fields}))

    def learn(self, customer_id: int, kind: str, value: str, **fields: Any) -> int:
        return self.run("fact_learn", lambda tx: facts.learn(tx, customer_id, NewFact(kind, value, **fields)))

    def promise(self, customer_id: int, words: str, due_in: int | None = None) -> int:
        due = None if due_in is None else TODAY + timedelta(days=due_in)
        return self.run("promise_give", lambda tx: promises.give(tx, customer_id, NewPromise(words, due)))

    def wish(self, customer_id: int, words: str) -> int:
        return self.run("wish_add", lambda tx: promises.wish(tx, customer_id, NewWish(words)))

    def set_day(self, day: date) -> None:
        self.now = at(day)

    # -- looking --

    def read(self, look: Callable[[Reader], T]) -> T:
        with self.database.read() as reader:
            return look(reader)

    def entry(self, entry_id: int) -> Interaction:
        return self.read(lambda reader: stored.find(reader, [entry_id]))[0]

    def tables(self) -> Rows:
        """Everything the journal speaks of, row for row."""
        with self.database.read() as reader:
            return {name: _all(reader, table) for name, table in schema.JOURNALLED.items()}

    def everything(self) -> Rows:
        """All that the file holds, but drafts: rows, journal, and what is kept beside them."""
        with self.database.read() as reader:
            rows = {table.name: _all(reader, table) for table in schema.metadata.sorted_tables}
            del rows["draft"]
            return rows | _derived(reader)

    def derived(self) -> Rows:
        """Everything that is kept beside it."""
        with self.database.read() as reader:
            return _derived(reader)

    def assert_sound(self) -> None:
        """The file is whole, and what is kept beside the rows is as if made from them anew."""
        assert self.database.check() == []
        assert self.derived() == derived_anew(self.tables())


class _TakenBackError(Exception):
    """Leaves a transaction without a trace."""


def derived_anew(tables: Rows) -> Rows:
    """What a new database keeps beside these rows."""
    database = _scratch()
    found: Rows = {}
    with suppress(_TakenBackError), database.write("copy", at=at(TODAY)) as tx:
        for name, rows in tables.items():
            if rows:
                tx.restore(schema.JOURNALLED[name], [row._asdict() for row in rows])
        tx.finish()
        found = _derived(tx)
        raise _TakenBackError
    return found


@cache
def _scratch() -> Database:
    """One empty database, for making one takes longer than filling it."""
    database = Database.in_memory()
    with database._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")  # facts refer to later facts
    return database


def _all(reader: Reader, table: Any) -> list[Any]:
    return list(reader.rows(select(table).order_by(*table.primary_key)))


def _derived(reader: Reader) -> Rows:
    run = reader.connection.exec_driver_sql
    found: Rows = {
        "customer_stat": _all(reader, schema.customer_stat),
        "customer_key": sorted(
            (row[0], sorted(row[1].split())) for row in run("SELECT rowid, key FROM customer_key").all()
        ),
    }
    for name in _WORDS:
        run(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.all_{name} USING fts5vocab(main, {name}, instance)")
        found[name] = sorted(tuple(row) for row in reader.rows(text(f"SELECT term, doc FROM temp.all_{name}")))
    return found
