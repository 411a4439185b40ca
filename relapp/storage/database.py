"""The database: opened once, read in one consistent look, written all or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from secrets import token_hex
from threading import local

from sqlalchemy import Connection, insert

from relapp import signpost
from relapp.domain.errors import StorageUnavailable
from relapp.domain.misfits import Misfit
from relapp.storage import alone, chain, durable, fitting, keys, records, resealing, schema
from relapp.storage.backend import Backend
from relapp.storage.chain import Head
from relapp.storage.daybook import PURPOSE, Daybook
from relapp.storage.reader import Reader
from relapp.storage.sealing import Seal, seal_of
from relapp.storage.sqlite import SqliteBackend
from relapp.storage.transaction import Transaction

SEALED_SINCE = 6
"""From this version on each operation is sealed as it is written."""

PATIENCE = 30.0
"""So many seconds a write waits for another one."""

_MOMENT = 0.25
"""Seconds of waiting that nobody needs to be told of."""


class _Haste(local):
    """Of one thread: how long its writes wait (``None``: as long as all), and what to call once one does."""

    patience: float | None = None
    tell: Callable[[], None] | None = None


class Database:
    """One shop's database. Make it with :meth:`open` or :meth:`in_memory`."""

    def __init__(self, backend: Backend, key: bytes | None = None) -> None:
        self.key = key
        """What opens the file, and the copies of it; ``None`` where anybody can read it."""
        self._backend = backend
        self._engine = backend.engine()
        self.daybook: Daybook | None = None
        """Where each operation is written once more; set by :meth:`keep_daybook`."""
        self.on_damage: Callable[[StorageUnavailable], None] = lambda _: None
        """Called, in the thread that met it, when the file turns out to be damaged."""
        self.ends: tuple[Head, ...] = ()
        """Where the record ended, as was kept outside of the file when it was opened; see :mod:`.record_end`."""
        self.unlike: Misfit | None = None
        """What told, as it was opened, that the record does not lead on from there."""
        self._haste = _Haste()

    def hurry(self, patience: float, tell: Callable[[], None]) -> None:
        """Have writes of this thread wait only so many seconds; ``tell`` is called where one waits at all.

        What then cannot begin is refused as ``busy``. For a thread that somebody looks at.
        """
        self._haste.patience, self._haste.tell = patience, tell

    @classmethod
    def open(cls, path: Path, *, patience: float = PATIENCE, key: bytes | None = None) -> Database:
        """Open the shop's file, making it if it is not there, upgrading it if it is older.

        ``patience`` is how many seconds to wait while another program writes; ``key`` opens a protected file, and is
        put aside where the file turns out to be plain.

        :raises StorageUnavailable: it is locked, damaged, not ours, too new, or cannot be reached or written;
            ``protected`` if it opens only with a key, and there is none.
        """
        try:
            _refuse_where_it_was(path)
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            code = "read_only" if isinstance(error, PermissionError) else "missing"
            raise StorageUnavailable(code, file=path.name) from error
        if keys.is_plain(path):
            key = None
        elif key is None and keys.is_protected(path):
            raise StorageUnavailable("protected", file=path.name)
        database = cls(SqliteBackend(path, patience, key), key)
        try:
            with database._misfortunes_named():
                database._settle(path)
        except BaseException:
            database._engine.dispose()
            raise
        return database

    @classmethod
    def in_memory(cls) -> Database:
        """A new shop that is gone when the object is."""
        database = cls(SqliteBackend(None))
        database._settle(None)
        return database

    @contextmanager
    def beside(self, path: Path) -> Iterator[Database]:
        """Another file of this shop that nobody writes, as a backup, to be read and checked as it is, also an older
        one: nothing is made, upgraded or left beside it.

        :raises StorageUnavailable: it cannot be opened.
        """
        database = Database(self._backend.beside(path))
        try:
            yield database
        finally:
            database._engine.dispose()

    @contextmanager
    def reworked(self, path: Path) -> Iterator[Database]:
        """Another file of this shop, as a copy of a backup, to be changed; upgraded first if it is older.

        :raises StorageUnavailable: it cannot be opened, or what was changed does not stand in the file itself.
        """
        database = Database(self._backend.beside(path, unchanging=False))
        try:
            with database._misfortunes_named():
                database._settle(path)
            yield database
        finally:
            database.close()
        ahead = path.with_name(path.name + "-wal")
        if ahead.exists() and ahead.stat().st_size:
            raise StorageUnavailable("locked", file=path.name)

    @classmethod
    @contextmanager
    def look_at(cls, path: Path, key: bytes | None = None) -> Iterator[Database]:
        """As :meth:`beside`, where no shop is open; ``key`` opens a protected file."""
        database = cls(SqliteBackend(path, key=None if keys.is_plain(path) else key, unchanging=True))
        try:
            yield database
        finally:
            database._engine.dispose()

    @classmethod
    @contextmanager
    def carried(
        cls, path: Path, target: Path, key: bytes | None = None, *, patience: float = PATIENCE
    ) -> Iterator[None]:
        """Copy a shop's file as it is, of whatever version, and keep all others away from it until the block ends.

        :raises StorageUnavailable: it cannot be used, or somebody else has it open.
        """
        key = None if keys.is_plain(path) else key
        backend = SqliteBackend(path, patience, key)
        try:
            with alone.carried(backend, target, key):
                yield
        except Exception as error:
            found = backend.unavailable(error)
            if found is None:
                raise
            raise found from error

    @property
    def path(self) -> Path | None:
        """The file, ``None`` where there is none."""
        return self._backend.path

    def version(self) -> int:
        """The version of the schema that the file has.

        :raises StorageUnavailable: ``not_a_database``, also for one of another program.
        """
        with self._begun() as connection:
            found = self._backend.version(connection)
        if not found:
            raise StorageUnavailable("not_a_database", file=self.path.name if self.path else "")
        return found

    def keep_daybook(self, folder: Path, seal: Seal | None = None) -> Daybook:
        """From now on write each operation into the daybook of this folder as well, before it counts as done.

        :raises StorageUnavailable: the shop has no id yet, and cannot be given one.
        """
        with self.read() as reader:
            shop = records.shop_id(reader)
        if shop is None:
            with self._begun(write=True) as connection:
                reader = Reader(connection, self._backend)
                # Another process may have been quicker.
                shop = records.shop_id(reader)
                if shop is None:
                    shop = token_hex(8)
                    # Nobody's act, so it is not journalled.
                    connection.execute(insert(schema.setting), records.shop_id_row(shop))
        self.daybook = Daybook(folder, shop, seal or self.seal(PURPOSE))
        return self.daybook

    def _settle(self, path: Path | None) -> None:
        with self._begun() as connection:
            found = self._backend.version(connection)
        if found > schema.VERSION:
            raise StorageUnavailable("too_new", file=path.name if path else "", found=found, known=schema.VERSION)
        if found == schema.VERSION:
            # A copy, or a file that was moved or turned, is not yet as it is to be here.
            with self._misfortunes_named(), self._engine.connect() as connection:
                self._backend.start(connection)
            return
        with self._engine.connect() as connection:
            self._backend.start(connection)
        if found == 0:
            with self._begun(write=True) as connection:
                if self._backend.version(connection) == 0:
                    if path is not None:
                        # It was moved while this waited.
                        _refuse_where_it_was(path)
                    schema.metadata.create_all(connection)
                    self._backend.create_search(connection)
                    self._backend.set_version(connection, schema.VERSION)
            return
        self._upgrade(path, found)

    def _upgrade(self, path: Path | None, found: int) -> None:
        # Alembic is dear to import, and an ordinary start does not need it.
        from relapp.storage import migrations

        if path is not None:
            self._keep_older(path.with_name(f"{path.stem}-before-v{schema.VERSION}{path.suffix}"))
        with (
            self._engine.connect() as connection,
            self._backend.remade(connection),
            self._transaction(connection, write=True),
        ):
            # Another desk may have been quicker.
            if self._backend.version(connection) == found:
                migrations.upgrade(connection, found)
                if found < SEALED_SINCE:
                    resealing.adopt(Reader(connection, self._backend), datetime.now().astimezone())
                self._backend.set_version(connection, schema.VERSION)
                if self._backend.check(connection) or self._backend.stray(connection):
                    raise StorageUnavailable("damaged", file=path.name if path else "")

    def _keep_older(self, target: Path) -> None:
        """Copy the file as it was for a program of its age, and go on only if that copy is sound."""
        making = target.with_name(target.name + ".making")
        making.unlink(missing_ok=True)
        try:
            self._backend.copy(self._engine, making)
            durable.sync(making)
            with self.beside(making) as copy:
                # An older one has no record that could be held against its rows.
                if copy.check_file():
                    raise StorageUnavailable("damaged", file=target.name)
            durable.rename(making, target)
        finally:
            making.unlink(missing_ok=True)

    @contextmanager
    def _begun(self, *, write: bool = False) -> Iterator[Connection]:
        with (
            self._misfortunes_named(),
            self._engine.connect() as connection,
            self._transaction(connection, write=write),
        ):
            yield connection

    @contextmanager
    def _transaction(self, connection: Connection, *, write: bool) -> Iterator[None]:
        if write and self._haste.patience is not None:
            self._begin_in_haste(connection, self._haste.patience)
        else:
            self._backend.begin(connection, write=write)
        try:
            yield
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            # Some failures have rolled back already.
            with suppress(Exception):
                connection.exec_driver_sql("ROLLBACK")
            raise

    def _begin_in_haste(self, connection: Connection, patience: float) -> None:
        try:
            self._backend.begin(connection, write=True, patience=_MOMENT)
            return
        except Exception as error:
            if not self._is_locked(error):
                raise
        if self._haste.tell is not None:
            self._haste.tell()
        try:
            self._backend.begin(connection, write=True, patience=patience)
        except Exception as error:
            if self._is_locked(error):
                raise StorageUnavailable("busy") from error
            raise

    def _is_locked(self, error: Exception) -> bool:
        found = self._backend.unavailable(error)
        return found is not None and found.code == "locked"

    @contextmanager
    def _misfortunes_named(self) -> Iterator[None]:
        """The one place where a driver's error becomes a sentence to be; what it does not know is a bug."""
        try:
            yield
        except Exception as error:
            found = self._backend.unavailable(error)
            if found is None:
                raise
            if found.code in ("damaged", "not_a_database"):
                self.on_damage(found)
            raise found from error

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """One consistent look at the data."""
        with self._begun() as connection:
            yield Reader(connection, self._backend)

    @contextmanager
    def write(self, name: str, *, at: datetime, staff_id: int | None = None, desk: str = "") -> Iterator[Transaction]:
        """All or nothing: what is done inside is journalled under ``name`` and committed, or gone on any exception.

        Where there is a daybook, it stands there as well when this ends. A daybook that cannot be written undoes
        nothing: ``daybook.trouble`` has it.
        """
        with self._begun(write=True) as connection:
            transaction = Transaction(connection, self._backend, name, at, staff_id, desk)
            if self.unlike is not None and self.unlike.operation_id is not None:
                transaction.unfit = (self.unlike.operation_id,)
            yield transaction
            transaction.finish()
            # What could fail of it fails before the commit.
            record = None if self.daybook is None else records.collect(transaction, self.daybook.shop)
            body = None if record is None else records.encoded(record)
        if self.daybook is not None and record is not None and body is not None:
            self.daybook.append(body, has_all=record.whole)

    @contextmanager
    def rewrite(self) -> Iterator[Transaction]:
        """All or nothing, for rows as they stood elsewhere: nothing of it is journalled, nor kept beside by itself.

        A row may come before the one that it refers to.
        """
        with self._begun(write=True) as connection:
            self._backend.put_references_off(connection)
            yield Transaction(connection, self._backend, "", datetime.fromtimestamp(0, UTC), None, "")

    def check(self, anchors: Iterable[Head] = (), *, rows: bool = True) -> list[str]:
        """Read the whole file and say what is wrong with it; empty if it is sound and nothing changed it from outside.

        ``anchors`` are where the record ended once, kept elsewhere. Without ``rows`` it is not held against them.
        """
        return self.check_file() or [str(one) for one in self.misfits(anchors, rows=rows)]

    def check_file(self, *, quick: bool = False) -> list[str]:
        """As :meth:`check`, only whether the file is whole; ``quick``: no index is held against its table."""
        if not quick or self.path is None:
            return self._checked(quick=quick) + self._stray()
        # Side by side: a backup is waited for.
        with ThreadPoolExecutor(1) as worker:
            stray = worker.submit(self._stray)
            return self._checked(quick=True) + stray.result()

    def _checked(self, *, quick: bool) -> list[str]:
        with self._begun() as connection:
            return self._backend.check(connection, quick=quick)

    def _stray(self) -> list[str]:
        with self._begun() as connection:
            return self._backend.stray(connection)

    def misfits(self, anchors: Iterable[Head] = (), *, rows: bool = True) -> list[Misfit]:
        """What was changed otherwise than by this program, as far as the record knows; see :mod:`.fitting`.

        :raises StorageUnavailable: the file is not whole.
        """
        with self._begun() as connection, self._backend.any_text(connection):
            if self._backend.version(connection) < SEALED_SINCE:
                return []
            return fitting.misfits(Reader(connection, self._backend), anchors, rows=rows)

    def head(self) -> Head | None:
        """Where the record ends now, to be kept elsewhere; ``None`` while nothing was done."""
        with self.read() as reader:
            return chain.head(reader) if self._backend.version(reader.connection) >= SEALED_SINCE else None

    def copy(self, target: Path, pause: Callable[[], None] = lambda: None) -> None:
        """Write a sound copy of everything to ``target``, while work goes on; ``pause`` is called now and then."""
        with self._misfortunes_named():
            self._backend.copy(self._engine, target, pause)

    def seal(self, purpose: str) -> Seal | None:
        """What seals files beside a protected one; ``None`` beside a plain one."""
        return seal_of(self.key, purpose)

    def tidy(self) -> None:
        """Do what can wait until nobody is working; what cannot be done now waits for the next time."""
        with suppress(StorageUnavailable), self._misfortunes_named():
            self._backend.tidy(self._engine)

    def scrub(self) -> None:
        """Leave nothing of what was deleted anywhere in the files; takes as long as copying them.

        :raises StorageUnavailable: somebody else would not let go, or the disk is full.
        """
        with self._misfortunes_named():
            self._backend.scrub(self._engine)

    def older_copies(self) -> list[Path]:
        """The files beside this one that were kept as it was upgraded or restored, and are as they were then."""
        path = self._backend.path
        return [] if path is None else sorted(path.parent.glob(f"{escape(path.stem)}-before-*{escape(path.suffix)}*"))

    def before_upgrades(self) -> list[Path]:
        """Of those the ones that an older program can open: as the file was before it was upgraded."""
        path = self._backend.path
        if path is None:
            return []
        name = re.compile(rf"{re.escape(path.stem)}-before-v\d+{re.escape(path.suffix)}")
        return [one for one in self.older_copies() if name.fullmatch(one.name)]

    def close(self) -> None:
        """Tidy up and let go of the file."""
        try:
            self.tidy()
        finally:
            self._engine.dispose()


def _refuse_where_it_was(path: Path) -> None:
    """A new shop in the old place would keep what belongs to the one that was moved."""
    if signpost.leads_away(path):
        raise StorageUnavailable("moved", file=path.name)
