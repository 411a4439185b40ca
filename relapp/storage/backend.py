"""What differs between databases, behind one small interface; ``storage.sqlite`` is the one for a shop's own file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Table

from relapp.domain.errors import StorageUnavailable


class Backend(Protocol):
    """One database product: how to open it, allocate ids in bulk, search, and keep itself tidy."""

    path: Path | None
    """The file, ``None`` where there is none."""

    def product(self) -> str:
        """Name and version of the database, as people write them."""

    def engine(self) -> Engine:
        """A new engine with every setting the shop's data needs."""

    def begin(self, connection: Connection, *, write: bool, patience: float | None = None) -> None:
        """Begin a transaction; one that will write has the right to from its first statement on.

        ``patience`` is how many seconds it waits for that right, if not as long as all.
        """

    def start(self, connection: Connection) -> None:
        """Set what holds for the whole file: in a new database before the first transaction, else once it is known."""

    def create_search(self, connection: Connection) -> None:
        """Make the search indexes in a new database."""

    def version(self, connection: Connection) -> int:
        """The schema version found there, 0 in an empty database."""

    def set_version(self, connection: Connection, version: int) -> None:
        """Note the schema version, and that the database is ours."""

    def remade(self, connection: Connection) -> AbstractContextManager[None]:
        """Around a transaction in which tables may be made anew although other tables refer to them."""

    def next_ids(self, connection: Connection, table: Table[Any], count: int) -> int:
        """The first of ``count`` consecutive ids of ``table`` that no row ever had."""

    def look(self, connection: Connection, statement: str) -> list[tuple[Any, ...]]:
        """The rows of a statement as the driver gives them, at no more than its own cost."""

    def leave_ids(self, connection: Connection, table: Table[Any], last_id: int) -> None:
        """Give no new row of ``table`` an id up to this one."""

    def put_references_off(self, connection: Connection) -> None:
        """Until the end of the transaction a row may refer to one that is not there yet."""

    def strays(self, connection: Connection) -> list[tuple[str, int, str]]:
        """Table, id and column of each reference to a row that is not there."""

    def load(
        self,
        connection: Connection,
        table: Table[Any],
        columns: Sequence[str],
        rows: Sequence[tuple[Any, ...]],
        ids: Sequence[int],
    ) -> None:
        """Add many rows, given as the values of ``columns``, under these ids, as quickly as can be."""

    def index_customers(self, connection: Connection, keys: Iterable[tuple[int, str | None]]) -> None:
        """Set what each customer id is found by, folded; ``None`` forgets it."""

    def index_words(self, connection: Connection, words: Iterable[tuple[int, str | None]]) -> None:
        """Set the folded words of each interaction id; ``None`` forgets them."""

    def index_memory(self, connection: Connection, words: Iterable[tuple[int, str | None]]) -> None:
        """Set the folded words of each remembered thing (see ``storage.search`` for its keys)."""

    def find_customers(self, connection: Connection, terms: list[str], candidates: int, limit: int) -> list[int]:
        """Ids of customers whose key contains every term (a term of one or two letters: at the start of a word).

        First those whose key begins with the first term, then those in whom every term begins a word, then the others;
        the latest contact first. Chosen among so many ``candidates``: the newest, or for short terms those seen last.
        """

    def alike_customers(self, connection: Connection, pieces: list[str], limit: int) -> dict[int, str]:
        """The keys of the newest customers that contain any piece; pieces have three letters or more."""

    def match_words(self, connection: Connection, terms: list[str], limit: int) -> list[int]:
        """Ids of the newest interactions in which every term begins a word."""

    def match_memory(self, connection: Connection, terms: list[str], limit: int) -> list[int]:
        """Keys of the newest remembered things in which every term begins a word."""

    def known_terms(self, connection: Connection, start: str, limit: int) -> list[str]:
        """Words that occur anywhere and begin with ``start``."""

    def unavailable(self, error: BaseException) -> StorageUnavailable | None:
        """The misfortune behind a driver's error, ``None`` if it is a bug."""

    def beside(self, path: Path, *, unchanging: bool = True) -> Backend:
        """For another file of the same shop; one that is ``unchanging`` is looked at, and nothing left beside it."""

    def copy(self, engine: Engine, target: Path, pause: Callable[[], None] = lambda: None) -> None:
        """Write a sound copy of everything to ``target`` while work goes on; ``pause`` is called between its pieces."""

    def check(self, connection: Connection, *, quick: bool = False) -> list[str]:
        """What is wrong with the stored data, in the database's own words; empty if it is sound.

        A ``quick`` look reads every page and row, but does not hold each index against its table.
        """

    def stray(self, connection: Connection) -> list[str]:
        """Which rows refer to one that is not there, in words; empty if none does."""

    def any_text(self, connection: Connection) -> AbstractContextManager[None]:
        """Around reading what another program may have written: bytes that are no text are read as if they were."""

    def tidy(self, engine: Engine) -> None:
        """What can wait until nobody is working: merge the search index, empty the write-ahead log. Never waits."""

    def scrub(self, engine: Engine) -> None:
        """Leave nothing of what was deleted anywhere in the files; waits for whoever reads or writes."""
