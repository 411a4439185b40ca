"""Whether a shop's file agrees with itself: rows, record, timeline, search and suggestions."""

from __future__ import annotations

from relapp.services import suggestions
from relapp.storage import schema, search, timeline
from relapp.storage.database import Database
from relapp.storage.reader import Reader
from tests.builders import TODAY, at
from tests.shop import Rows, Shop, derived_anew


def disagreements(shop: Shop, *, suggest: bool = True) -> list[str]:
    """What in the file does not follow from its rows; empty where all agrees."""
    found = [f"file: {line}" for line in shop.database.check()]
    found += [f"record: {line}" for line in shop.database.misfits()]
    tables, derived = shop.tables(), shop.derived()
    anew = derived_anew(tables)
    found += [f"{name} is not what the rows make of it" for name in anew if anew[name] != derived[name]]
    with shop.database.read() as reader:
        found += _timelines(reader, tables)
        found += _searches(reader, tables)
        if suggest:
            found += _suggestions(reader, tables)
    return found


def _timelines(reader: Reader, tables: Rows) -> list[str]:
    """Each customer's timeline has exactly the entries in which they took part, newest first."""
    theirs: dict[int, list[tuple[int, int]]] = {row.id: [] for row in tables["customer"]}
    for row in tables["participant"]:
        if row.customer_id is not None:
            theirs[row.customer_id].append((row.moment, row.interaction_id))
    wrong = []
    for customer_id, expected in theirs.items():
        shown = timeline.positions(reader, customer_id, timeline.EVERYTHING, None, len(expected) + 1)
        if shown != sorted(expected, reverse=True):
            wrong.append(f"timeline of {customer_id}: {len(shown)} entries for {len(expected)}")
    return wrong


def _searches(reader: Reader, tables: Rows) -> list[str]:
    """The newest words of each kind are found, by whole words."""
    wrong = []
    for row in tables["interaction"][-20:]:
        if row.words.strip() and row.id not in search.entries(reader, row.words, 50):
            wrong.append(f"search does not find entry {row.id}")
    for row in tables["customer"][-20:]:
        if row.id not in search.customers(reader, row.name, 50):
            wrong.append(f"search does not find customer {row.id}")
    for row in tables["promise"][-20:]:
        if ("promise", row.id) not in search.memory(reader, row.words, 50):
            wrong.append(f"search does not find promise {row.id}")
    return wrong


def _suggestions(reader: Reader, tables: Rows) -> list[str]:
    """The day's board is the one of a new file with the same rows."""
    fresh = rebuilt(tables)
    try:
        with fresh.read() as other:
            same = suggestions.board(reader, TODAY).standing == suggestions.board(other, TODAY).standing
    finally:
        fresh.close()
    return [] if same else ["suggestions are not those of a new file with the same rows"]


def rebuilt(tables: Rows) -> Database:
    """A new database with these rows, everything beside them made anew."""
    database = Database.in_memory()
    with database._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")  # facts refer to later facts
    with database.write("copy", at=at(TODAY)) as tx:
        for name, rows in tables.items():
            if rows:
                tx.restore(schema.JOURNALLED[name], [row._asdict() for row in rows])
    return database
