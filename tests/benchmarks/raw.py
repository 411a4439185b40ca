"""The yardstick: the same shop in the best tables for each question, driven by the SQLite library alone."""

from __future__ import annotations

import csv
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

_WORDS = (
    "content='', contentless_delete=1, detail=none, prefix='1 2 3', "
    "tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\""
)
_TABLES = f"""
CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT, entries INTEGER, spend INTEGER, last INTEGER);
CREATE TABLE contact(id INTEGER PRIMARY KEY, person INTEGER, kind TEXT, value TEXT);
CREATE TABLE entry(id INTEGER PRIMARY KEY, person INTEGER, moment INTEGER, kind TEXT, words TEXT, amount INTEGER,
                   mark BLOB UNIQUE);
CREATE TABLE line(entry INTEGER, place INTEGER, product TEXT, quantity INTEGER, amount INTEGER,
                  PRIMARY KEY (entry, place)) WITHOUT ROWID;
CREATE TABLE promise(id INTEGER PRIMARY KEY, person INTEGER, words TEXT, due TEXT);
CREATE TABLE fact(id INTEGER PRIMARY KEY, person INTEGER, kind TEXT, value TEXT, month INTEGER, day INTEGER);
CREATE VIRTUAL TABLE person_key USING fts5(key, tokenize="trigram case_sensitive 1");
CREATE VIRTUAL TABLE entry_words USING fts5(words, {_WORDS});
"""
_INDEXES = """
CREATE INDEX person_last ON person(last DESC, id);
CREATE INDEX contact_person ON contact(person);
CREATE INDEX entry_timeline ON entry(person, moment DESC, id DESC, kind, amount);
CREATE INDEX promise_due ON promise(due, person, words);
CREATE INDEX promise_person ON promise(person);
CREATE INDEX fact_person ON fact(person);
"""
_COPY = """
INSERT INTO person SELECT c.id, c.name, s.entries, s.spend, s.last_moment
    FROM shop.customer c JOIN shop.customer_stat s ON s.customer_id = c.id;
INSERT INTO contact SELECT id, customer_id, kind, value FROM shop.contact_point;
INSERT INTO entry(id, person, moment, kind, words, amount)
    SELECT i.id, p.customer_id, i.moment, i.kind, i.words, i.amount
    FROM shop.interaction i LEFT JOIN shop.participant p ON p.interaction_id = i.id AND p.place = 0;
INSERT INTO line SELECT l.interaction_id, l.id, p.name, l.quantity, l.amount
    FROM shop.purchase_line l JOIN shop.product p ON p.id = l.product_id;
INSERT INTO promise SELECT id, customer_id, words, due FROM shop.promise WHERE state = 'open';
INSERT INTO fact SELECT id, customer_id, kind, value, month, day FROM shop.fact;
INSERT INTO person_key(rowid, key) SELECT rowid, key FROM shop.customer_key;
INSERT INTO entry_words(rowid, words) SELECT id, words FROM shop.interaction WHERE words <> '';
"""
_SETTINGS = ("synchronous=FULL", "secure_delete=ON", "cache_size=-8000", "wal_autocheckpoint=0", "temp_store=MEMORY")


class Yardstick:
    """One file with the shop's data; every method answers one question of the window."""

    def __init__(self, path: Path, shop: Path | None = None) -> None:
        self.connection = driver.connect(str(path), isolation_level=None)
        self._many("PRAGMA journal_mode=WAL", *(f"PRAGMA {setting}" for setting in _SETTINGS))
        self.connection.executescript(_TABLES)
        for table in ("person_key", "entry_words"):
            for option, value in (("secure-delete", 1), ("automerge", 0), ("crisismerge", 1999)):
                self._many(f"INSERT INTO {table}({table}, rank) VALUES ('{option}', {value})")
        if shop is not None:
            self.connection.execute("ATTACH ? AS shop", (str(shop),))
            self._many("BEGIN", *(part for part in _COPY.split(";\n") if part.strip()), "COMMIT")
            self._many("DETACH shop")
        self.connection.executescript(_INDEXES)
        for table in ("person_key", "entry_words"):
            self._many(f"INSERT INTO {table}({table}) VALUES ('optimize')")
        self._many("PRAGMA wal_checkpoint(TRUNCATE)")

    def _many(self, *statements: str) -> None:
        for statement in statements:
            self.connection.execute(statement)

    def _rows(self, statement: str, *values: Any) -> list[Any]:
        return list(self.connection.execute(statement, values))

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def busiest(self, rank: int) -> int:
        """The customer with the most entries, or the one after."""
        return int(self._rows("SELECT id FROM person ORDER BY entries DESC LIMIT 1 OFFSET ?", rank)[0][0])

    def names(self, count: int) -> list[str]:
        """Some names, evenly from all."""
        step = max(1, self._rows("SELECT count(*) FROM person")[0][0] // count)
        return [row[0] for row in self._rows("SELECT name FROM person WHERE id % ? = 3 % ? LIMIT ?", step, step, count)]

    def words(self, count: int) -> list[str]:
        """Some words that were noted, evenly from all entries with words; names of products where none have."""
        every = self._rows("SELECT words FROM entry WHERE words <> ''")
        every = every or self._rows("SELECT DISTINCT product FROM line WHERE product <> ''")
        noted = [word for (text,) in every for word in text.split()[:1] if word.isalpha()]
        return noted[:: max(1, len(noted) // count)][:count]

    # -- reading --

    def people(self, words: str, limit: int) -> list[Any]:
        """Name and last contact of customers who fit, the latest first."""
        terms = words.split()
        if all(len(term) < 3 for term in terms):
            found = []
            walk = self.connection.execute(
                "SELECT p.id, p.name, p.last, k.key FROM person p JOIN person_key k ON k.rowid = p.id "
                "ORDER BY p.last DESC, p.id LIMIT 2000"
            )
            for row in walk:
                if all(f" {term}" in f" {row[3]}" for term in terms):
                    found.append(row)
                    if len(found) == limit:
                        break
            return found
        match = " AND ".join(f'"{term}"' for term in terms if len(term) >= 3)
        return self._rows(
            "SELECT id, name, last FROM person WHERE id IN (SELECT rowid FROM person_key WHERE person_key MATCH ? "
            "ORDER BY rowid DESC LIMIT 2000) ORDER BY last DESC LIMIT ?",
            match,
            limit,
        )

    def found_words(self, words: str, limit: int) -> list[Any]:
        """The newest entries that hold every word."""
        match = " AND ".join(f'"{term}"*' for term in words.split())
        return self._rows(
            "SELECT e.id, e.words, e.moment, p.name FROM (SELECT rowid AS id FROM entry_words WHERE entry_words "
            "MATCH ? ORDER BY rowid DESC LIMIT ?) f JOIN entry e ON e.id = f.id JOIN person p ON p.id = e.person",
            match,
            limit,
        )

    def customer(self, person: int) -> tuple[list[Any], ...]:
        """What a customer's page shows first."""
        entries = self._rows(
            "SELECT id, moment, kind, words, amount FROM entry WHERE person = ? ORDER BY moment DESC, id DESC LIMIT 50",
            person,
        )
        shown = ",".join(str(entry[0]) for entry in entries)
        lines = self._rows(f"SELECT entry, product, quantity, amount FROM line WHERE entry IN ({shown})")
        tables = ("SELECT * FROM contact WHERE person = ?", "SELECT * FROM fact WHERE person = ?")
        told = [self._rows(statement, person) for statement in tables]
        promises = self._rows("SELECT * FROM promise WHERE person = ? ORDER BY due", person)
        return (self._rows("SELECT * FROM person WHERE id = ?", person), entries, lines, promises, *told)

    def due(self, limit: int) -> list[Any]:
        """Whom the shop promised something, the earliest first."""
        return self._rows(
            "SELECT d.person, d.words, d.due, p.name, p.last FROM promise d JOIN person p ON p.id = d.person "
            "ORDER BY d.due LIMIT ?",
            limit,
        )

    def scan(self) -> int:
        """One pass over every entry in the order of a timeline."""
        seen = 0
        for _person, _moment in self.connection.execute(
            "SELECT person, moment FROM entry WHERE kind <> 'note' ORDER BY person, moment DESC, id DESC"
        ):
            seen += 1
        return seen

    # -- writing --

    def log(self, person: int, moment: int, words: str) -> None:
        """One entry, durable."""
        self._many("BEGIN IMMEDIATE")
        cursor = self.connection.execute(
            "INSERT INTO entry(person, moment, kind, words) VALUES (?, ?, 'visit', ?)", (person, moment, words)
        )
        self.connection.execute("INSERT INTO entry_words(rowid, words) VALUES (?, ?)", (cursor.lastrowid, words))
        self.connection.execute(
            "UPDATE person SET entries = entries + 1, last = max(last, ?) WHERE id = ?", (moment, person)
        )
        self._many("COMMIT")

    def take_in(self, file: Path) -> None:
        """The lines of a till, by executemany in one transaction; found by name, and known if they come again."""
        people: dict[str, tuple[int, str]] = {}
        receipts: dict[str, list[Any]] = {}
        lines: list[tuple[Any, ...]] = []
        marks: dict[str, Any] = {}
        with file.open(encoding="utf-8", newline="") as stream:
            for place, row in enumerate(csv.DictReader(stream)):
                person = people.setdefault(row["Customer ID"], (len(people) + 1, row["Customer"]))
                if row["Receipt"] not in receipts:
                    receipts[row["Receipt"]] = [len(receipts) + 1, person[0], row["Date"], "purchase", "", 0]
                    marks[row["Receipt"]] = blake2b(row["Date"].encode(), digest_size=12)
                receipt = receipts[row["Receipt"]]
                marks[row["Receipt"]].update("".join(row.values()).encode())
                lines.append(
                    (receipt[0], place, row["Product"], int(row["Quantity"]), round(float(row["Amount"]) * 100))
                )
        insert = self.connection.executemany
        self._many("BEGIN IMMEDIATE")
        insert("INSERT INTO person(id, name, entries, spend) VALUES (?, ?, 0, 0)", people.values())
        insert("INSERT INTO person_key(rowid, key) VALUES (?, ?)", people.values())
        sales = ((*receipt, marks[number].digest()) for number, receipt in receipts.items())
        insert("INSERT OR IGNORE INTO entry VALUES (?, ?, unixepoch(?), ?, ?, ?, ?)", sales)
        insert("INSERT INTO line VALUES (?, ?, ?, ?, ?)", lines)
        self._many(
            "UPDATE entry SET amount = (SELECT sum(amount) FROM line WHERE entry = entry.id)",
            "UPDATE person SET (entries, spend, last) = "
            "(SELECT count(*), sum(amount), max(moment) FROM entry WHERE person = person.id)",
            "COMMIT",
        )

    def take_back(self) -> None:
        """Remove everything again."""
        tables = ("line", "entry", "person", "person_key")
        self._many("BEGIN IMMEDIATE", *(f"DELETE FROM {table} WHERE true" for table in tables), "COMMIT")
