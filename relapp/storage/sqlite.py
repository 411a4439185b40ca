"""SQLite: the shop's own file. All that is SQLite's own stands here."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, String, Table, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as driver

from relapp import folders, signpost
from relapp.domain.errors import StorageUnavailable
from relapp.storage.keys import is_plain
from relapp.storage.sound_text import SoundText, sound, sound_rows

APPLICATION_ID = 0x72656C61  # "rela"

OLDEST_SOUND = (3, 51, 3)
"""Older SQLite can damage a file when two connections write and checkpoint at once."""

_ROWS_AT_ONCE = 64
"""So many rows one statement loads, where there are more than :data:`_MANY`."""
_MANY = 512

_PAGES_AT_ONCE = 256
"""A megabyte: so much is copied in one piece."""
_ROOM = 64 * 1024  # bytes; SQLite makes some of its files longer by as much at a time

_AHEAD, _BESIDE = "wal", "truncate"
"""How a commit is made safe: written ahead, or with the pages as they were in a file beside, emptied at the end."""

_PRAGMAS = (
    "foreign_keys=ON",
    "synchronous=FULL",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "wal_autocheckpoint=0",
    "cache_size=-8000",
    "temp_store=MEMORY",
)

_WORDS = (
    "content='', contentless_delete=1, detail=none, prefix='1 2 3', "
    "tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\""
)
_SEARCH_TABLES = {
    "customer_key": 'key, tokenize="trigram case_sensitive 1"',
    "interaction_words": f"words, {_WORDS}",
    "memory_words": f"words, {_WORDS}",
}
_MATCHING = (
    "SELECT k.rowid AS id, k.key, s.last_moment AS last FROM customer_key k "
    "LEFT JOIN customer_stat s ON s.customer_id = k.rowid WHERE customer_key MATCH :match ORDER BY k.rowid DESC"
)
_SEEN_LAST = (
    "SELECT s.customer_id AS id, k.key, s.last_moment AS last FROM customer_stat s "
    "JOIN customer_key k ON k.rowid = s.customer_id ORDER BY s.last_moment DESC, s.customer_id"
)
_MISFORTUNES = {
    "database is locked": "locked",
    "database table is locked": "locked",
    "database or disk is full": "full",
    "readonly database": "read_only",
    "disk image is malformed": "damaged",
    "disk i/o error": "damaged",
    "malformed database schema": "damaged",
    "vtable constructor failed": "damaged",
    # Every statement is made of the schema, so it is the file whose own words were changed.
    "no such column": "damaged",
    "no such table": "damaged",
    "file is not a database": "not_a_database",
    "unable to open database file": "missing",
}


class SqliteBackend:
    """Opens one file (``None``: a database in memory, for tests)."""

    def __init__(
        self, path: Path | None, patience: float = 0.0, key: bytes | None = None, *, unchanging: bool = False
    ) -> None:
        if driver.sqlite_version_info < OLDEST_SOUND:
            raise RuntimeError(f"SQLite {driver.sqlite_version} is older than {OLDEST_SOUND}")
        self.path = path
        self.patience = patience
        self._key = key
        self._unchanging = unchanging
        # Of a log that is written ahead the computers share an index in memory, which ends at each of them. What is
        # unchanging has no log.
        self._on_network = path is not None and not unchanging and folders.is_network(path.parent)
        self._alone = self._on_network

    def product(self) -> str:
        """Of the one SQLite library in this process."""
        return f"SQLite {driver.sqlite_version}"

    def engine(self) -> Engine:
        """An engine whose transactions begin and end where we say."""
        # Not a text: a folder's name may hold "?" and "%".
        url = URL.create("sqlite", database=str(self.path) if self.path else None)
        if self.path and self._unchanging:
            # Else a mere look would leave a write-ahead log beside it, and fail where nothing can be written.
            whole = {"immutable": "1", "mode": "ro", "uri": "true"}
            url = URL.create("sqlite", database=self.path.absolute().as_uri(), query=whole)
        pool: dict[str, Any] = {} if self.path else {"poolclass": StaticPool}
        engine = create_engine(
            url, module=driver, hide_parameters=True, connect_args={"check_same_thread": False}, **pool
        )
        engine.dialect.colspecs = {**engine.dialect.colspecs, String: SoundText}
        event.listen(engine, "connect", self._prepare)
        return engine

    def _prepare(self, connection: Any, _record: object) -> None:
        connection.isolation_level = None
        self._unlock(connection)
        for pragma in (self._waiting(self.patience), *_PRAGMAS):
            connection.execute(f"PRAGMA {pragma}")
        if self._alone:
            # Until :meth:`start` has looked: without company SQLite needs no such index.
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")

    def _unlock(self, connection: Any) -> None:
        """Hand over the key: raw, so that nothing needs to be computed, and before anything is read."""
        if self._key is not None:
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.execute(f'PRAGMA key = "{raw(self._key)}"')

    def _waiting(self, seconds: float) -> str:
        return f"busy_timeout={int(seconds * 1000)}"

    def begin(self, connection: Connection, *, write: bool, patience: float | None = None) -> None:
        """A transaction that reads first and writes later would be refused at once when another one writes."""
        if patience is None:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
            return
        live: Any = connection.connection.driver_connection
        live.execute(f"PRAGMA {self._waiting(patience)}")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
        finally:
            live.execute(f"PRAGMA {self._waiting(self.patience)}")

    def start(self, connection: Connection) -> None:
        """Write ahead, so that readers and the writer do not wait for each other; on a network that is not safe."""
        live: Any = connection.connection.driver_connection
        wanted = _BESIDE if self._on_network else _AHEAD
        try:
            kept = live.execute(f"PRAGMA journal_mode={wanted}").fetchone()[0]
        except driver.Error:
            if self._on_network:
                raise
            return  # what cannot be now waits
        if self._on_network and kept != wanted:
            raise StorageUnavailable("locked", file=self.path.name if self.path else "")
        if self._alone:
            self._alone = False
            live.execute("PRAGMA locking_mode=NORMAL")
            live.execute("SELECT 1 FROM sqlite_master").fetchall()  # lets go of the file

    def create_search(self, connection: Connection) -> None:
        """Three full-text tables: customers by parts of words, entries and memory by beginnings of words."""
        for name, definition in _SEARCH_TABLES.items():
            connection.exec_driver_sql(f"CREATE VIRTUAL TABLE {name} USING fts5({definition})")
            # Merging is left to ``tidy``: the defaults put a stall into every sixtieth save.
            for option, value in (("secure-delete", 1), ("automerge", 0), ("crisismerge", 1999)):
                connection.exec_driver_sql(f"INSERT INTO {name}({name}, rank) VALUES ('{option}', {value})")
        connection.exec_driver_sql("CREATE VIRTUAL TABLE interaction_terms USING fts5vocab(interaction_words, 'row')")
        connection.exec_driver_sql("CREATE VIRTUAL TABLE memory_terms USING fts5vocab(memory_words, 'row')")

    def version(self, connection: Connection) -> int:
        """``user_version``; refuses a file of another program with ``not_a_database``."""
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        owner = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
        tables = connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first()
        if owner != APPLICATION_ID and (owner or version or tables):
            raise StorageUnavailable("not_a_database", file=self.path.name if self.path else "")
        return version

    def set_version(self, connection: Connection, version: int) -> None:
        """``user_version`` and ``application_id``."""
        connection.exec_driver_sql(f"PRAGMA user_version={version}")
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")

    @contextmanager
    def remade(self, connection: Connection) -> Iterator[None]:
        """Dropping a table counts as deleting its rows; foreign keys can only be put aside outside a transaction."""
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        try:
            yield
        finally:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")

    def next_ids(self, connection: Connection, table: Table[Any], count: int) -> int:  # noqa: ARG002
        """From SQLite's own record of the highest id; the caller holds the write lock."""
        found = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        return int(found.scalar() or 0) + 1

    def look(self, connection: Connection, statement: str) -> list[tuple[Any, ...]]:
        """Past SQLAlchemy."""
        live: Any = connection.connection.driver_connection
        return list(live.execute(statement))

    def leave_ids(self, connection: Connection, table: Table[Any], last_id: int) -> None:
        """SQLite's own record of the highest id has no row for a table that never had one."""
        values = {"name": table.name, "last": last_id}
        known = "SELECT 1 FROM sqlite_sequence WHERE name = :name"
        connection.execute(text("UPDATE sqlite_sequence SET seq = max(seq, :last) WHERE name = :name"), values)
        connection.execute(
            text(f"INSERT INTO sqlite_sequence(name, seq) SELECT :name, :last WHERE NOT EXISTS ({known})"), values
        )

    def put_references_off(self, connection: Connection) -> None:
        """The setting ends with the transaction."""
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")

    def strays(self, connection: Connection) -> list[tuple[str, int, str]]:
        """``PRAGMA foreign_key_check``, which numbers the references of a table."""
        found = []
        for table, row_id, _, number in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            references = connection.exec_driver_sql(f"PRAGMA foreign_key_list({table})").all()
            found.append((table, row_id, next(row[3] for row in references if row[0] == number)))
        return found

    def load(
        self,
        connection: Connection,
        table: Table[Any],
        columns: Sequence[str],
        rows: Sequence[tuple[Any, ...]],
        ids: Sequence[int],
    ) -> None:
        """Many rows a statement: what a statement costs besides, they share."""
        if len(rows) <= _MANY:
            # What people type; of files, the process that reads them has made sound text.
            rows = sound_rows(rows)
        names = ", ".join(f'"{column}"' for column in (*columns, "id"))
        row = f"({', '.join('?' * (len(columns) + 1))})"
        into = f"INSERT INTO {table.name} ({names}) VALUES "
        whole = len(rows) - len(rows) % _ROWS_AT_ONCE if len(rows) > _MANY else 0
        if whole:
            values = [
                (*chain.from_iterable(rows[start : start + _ROWS_AT_ONCE]), *ids[start : start + _ROWS_AT_ONCE])
                for start in range(0, whole, _ROWS_AT_ONCE)
            ]
            connection.exec_driver_sql(into + _numbered(len(columns), _ROWS_AT_ONCE), values)
        if whole < len(rows):
            rest = zip(rows[whole:], ids[whole:], strict=True)
            connection.exec_driver_sql(into + row, [(*one, row_id) for one, row_id in rest])

    def index_customers(self, connection: Connection, keys: Iterable[tuple[int, str | None]]) -> None:
        """Replace the customers' keys."""
        self._index(connection, "customer_key", "key", keys)

    def index_words(self, connection: Connection, words: Iterable[tuple[int, str | None]]) -> None:
        """Replace the entries' words."""
        self._index(connection, "interaction_words", "words", words)

    def index_memory(self, connection: Connection, words: Iterable[tuple[int, str | None]]) -> None:
        """Replace the remembered words."""
        self._index(connection, "memory_words", "words", words)

    def _index(
        self, connection: Connection, table: str, column: str, entries: Iterable[tuple[int, str | None]]
    ) -> None:
        entries = list(entries)
        if not entries:
            return
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = ?", [(row,) for row, _ in entries])
        filled = [(row, sound(words)) for row, words in entries if words]
        if filled:
            connection.exec_driver_sql(f"INSERT INTO {table}(rowid, {column}) VALUES (?, ?)", filled)

    def find_customers(self, connection: Connection, terms: list[str], candidates: int, limit: int) -> list[int]:
        """One statement: what a common name fits is filtered and ranked where it lies."""
        values: dict[str, Any] = {"candidates": candidates, "limit": limit}
        values |= {f"term{place}": term for place, term in enumerate(terms)}
        begins = [f"instr(' ' || key, ' ' || :term{place})" for place in range(len(terms))]
        holds = [f"instr(key, :term{place})" if len(term) >= 3 else begins[place] for place, term in enumerate(terms)]
        long = [_quoted(term) for term in terms if len(term) >= 3]
        if long:
            values["match"] = " AND ".join(long)
        statement = text(
            f"SELECT id FROM ({_MATCHING if long else _SEEN_LAST} LIMIT :candidates) WHERE {' AND '.join(holds)} "
            f"ORDER BY CASE WHEN NOT ({' AND '.join(begins)}) THEN 2 WHEN instr(key, :term0) = 1 THEN 0 ELSE 1 END, "
            "coalesce(last, 0) DESC, id LIMIT :limit"
        )
        return list(connection.execute(statement, values).scalars())

    def alike_customers(self, connection: Connection, pieces: list[str], limit: int) -> dict[int, str]:
        """By the same index."""
        statement = text(
            "SELECT rowid, key FROM customer_key WHERE customer_key MATCH :match ORDER BY rowid DESC LIMIT :limit"
        )
        match = " OR ".join(_quoted(piece) for piece in pieces)
        return {row[0]: row[1] for row in connection.execute(statement, {"match": match, "limit": limit})}

    def match_words(self, connection: Connection, terms: list[str], limit: int) -> list[int]:
        """Highest ids first: ranking would have to read every hit."""
        return self._match(connection, "interaction_words", _beginnings(terms), limit)

    def match_memory(self, connection: Connection, terms: list[str], limit: int) -> list[int]:
        """Highest keys first."""
        return self._match(connection, "memory_words", _beginnings(terms), limit)

    def _match(self, connection: Connection, table: str, match: str, limit: int) -> list[int]:
        statement = text(f"SELECT rowid FROM {table} WHERE {table} MATCH :match ORDER BY rowid DESC LIMIT :limit")
        return list(connection.execute(statement, {"match": match, "limit": limit}).scalars())

    def known_terms(self, connection: Connection, start: str, limit: int) -> list[str]:
        """From the vocabulary of entries and memory."""
        found: list[str] = []
        for table in ("memory_terms", "interaction_terms"):
            statement = text(f"SELECT term FROM {table} WHERE term >= :start AND term < :stop LIMIT :limit")
            stop = start[:-1] + chr(ord(start[-1]) + 1)
            found += connection.execute(statement, {"start": start, "stop": stop, "limit": limit}).scalars()
        return found

    def unavailable(self, error: BaseException) -> StorageUnavailable | None:
        """By SQLite's own messages."""
        cause = error.orig if isinstance(error, DBAPIError) else error
        if not isinstance(cause, driver.Error):
            return None
        message = str(cause).lower()
        code = next((code for sign, code in _MISFORTUNES.items() if sign in message), None)
        if code == "not_a_database" and self._key is not None:
            # Its slots gave this key, so the file was changed, or is another one.
            code = "damaged"
        if code == "read_only" and self.path is not None and signpost.leads_away(self.path):
            # SQLite writes to no file that lost its name.
            code = "moved"
        if code == "damaged" and "i/o" in message:
            code = self._why_no_io()
        return StorageUnavailable(code, file=self.path.name if self.path else "") if code else None

    def _why_no_io(self) -> str:
        """The same message stands for a disk without room, a stick that was pulled out, and a network that is gone."""
        if self.path is None:
            return "io"
        try:
            if shutil.disk_usage(self.path.parent).free < _ROOM:
                return "full"
        except OSError:
            return "missing"
        return "io"

    def beside(self, path: Path, *, unchanging: bool = True) -> SqliteBackend:
        """With the same settings; a plain file needs no key."""
        return SqliteBackend(path, self.patience, None if is_plain(path) else self._key, unchanging=unchanging)

    def copy(self, engine: Engine, target: Path, pause: Callable[[], None] = lambda: None) -> None:
        """By SQLite's own backup, in pages, within one look: what is written meanwhile neither waits nor shows."""
        destination = driver.connect(str(target), isolation_level=None)
        try:
            self._unlock(destination)
            # Until it is renamed it is nothing: it needs no way back of its own, and is synced by whoever wants it.
            for pragma in ("journal_mode=OFF", "synchronous=OFF"):
                destination.execute(f"PRAGMA {pragma}")
            with engine.connect() as connection:
                live: Any = connection.connection.driver_connection
                self.begin(connection, write=False)
                try:
                    connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first()
                    live.backup(destination, pages=_PAGES_AT_ONCE, progress=lambda *_: pause())
                finally:
                    connection.exec_driver_sql("ROLLBACK")
        finally:
            destination.close()

    def bare(self) -> Any:
        """A connection of the driver's own, that opens the file and waits as all do, and no more."""
        connection: Any = driver.connect(str(self.path), isolation_level=None)
        self._unlock(connection)
        connection.execute(f"PRAGMA {self._waiting(self.patience)}")
        return connection

    def locked_for_now(self, error: BaseException) -> bool:
        """Whether somebody else is in the way, who may be gone in a moment."""
        found = self.unavailable(error)
        return found is not None and found.code == "locked"

    def check(self, connection: Connection, *, quick: bool = False) -> list[str]:
        """``PRAGMA integrity_check``; of a protected file also the seal of each page.

        Whether each index agrees with its table takes five times as long as reading every page and row.
        """
        pragma = "quick_check" if quick else "integrity_check"
        found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalars().all()
        if self._key is not None and not quick:
            found = [*found, *connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars()]
        return [str(line) for line in found if line != "ok"]

    def stray(self, connection: Connection) -> list[str]:
        """``PRAGMA foreign_key_check``."""
        found = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return [f"{table} row {row} refers to a missing {parent}" for table, row, parent, _ in found]

    @contextmanager
    def any_text(self, connection: Connection) -> Iterator[None]:
        """By the driver's own decoding, with what is no UTF-8 as surrogates."""
        live: Any = connection.connection.driver_connection
        ordinary = live.text_factory
        live.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
        try:
            yield
        finally:
            live.text_factory = ordinary

    def tidy(self, engine: Engine) -> None:
        """Merge the full-text segments a little and move the write-ahead log into the file, as far as nobody minds."""
        with engine.connect() as connection:
            # Emptying the log waits for readers, and everybody who writes would wait with it.
            connection.exec_driver_sql(f"PRAGMA {self._waiting(0)}")
            try:
                self.begin(connection, write=True)
                for name in _SEARCH_TABLES:
                    connection.exec_driver_sql(f"INSERT INTO {name}({name}, rank) VALUES ('merge', 500)")
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.exec_driver_sql(f"PRAGMA {self._waiting(self.patience)}")

    def scrub(self, engine: Engine) -> None:
        """Make the search indexes and the file anew, and empty the write-ahead log.

        A row that was deleted goes on standing in an index until that is merged, and in a page that was rearranged.
        """
        with engine.connect() as connection:
            self.begin(connection, write=True)
            for name in _SEARCH_TABLES:
                connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('optimize')")
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("VACUUM")
            if self.path is not None and connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one():
                raise StorageUnavailable("locked", file=self.path.name)


def _numbered(columns: int, rows: int) -> str:
    """Gaps for so many rows whose ids stand behind all of them, so that no row needs to be made anew with its id."""
    places = (range(row * columns + 1, (row + 1) * columns + 1) for row in range(rows))
    return ", ".join(
        f"({', '.join(f'?{place}' for place in some)}, ?{rows * columns + row})" for row, some in enumerate(places, 1)
    )


def raw(key: bytes) -> str:
    """A key as SQLCipher takes it where it is not to be stretched."""
    return f"x'{key.hex()}'"


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


def _beginnings(terms: list[str]) -> str:
    return " AND ".join(_quoted(term) + "*" for term in terms)
