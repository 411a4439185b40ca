"""Backups of the open shop: when one is made, the second place, and what is told of them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from relapp.domain.errors import StorageUnavailable, UserError
from relapp.domain.rotation import Backup, Reason
from relapp.low_priority import behind
from relapp.services import settings
from relapp.storage import backups, journal, keys, schema, second_place
from relapp.storage.database import Database
from relapp.storage.second_place import Carried
from relapp.storage.transaction import Transaction

if TYPE_CHECKING:
    from relapp.services.operations import Operations

BEFORE: Mapping[str, Reason] = {"import": Reason.IMPORT, "merge": Reason.MERGE, "erase": Reason.ERASE}
"""Operations before which a backup is made."""

_WHILE_AT_WORK = frozenset({Reason.SCHEDULE, Reason.ERASED})
"""Why those are made that nobody waits for; whoever saves meanwhile goes first."""

_FRESH = 15 * 60
"""Seconds for which a backup is fresh enough for one more merge: what came since is in the journal and can go back."""

_LATE = timedelta(days=7)
"""The second place is spoken of when nothing was brought there for so long."""


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is known of the backups, for whoever looks at them. ``listed`` has the newest last.

    ``before_upgrades`` are the copies that only an older program opens; they lie beside the shop's file.
    ``carried`` is the second place, ``None`` where there is none; ``late`` that it is time to speak of it. ``trouble``
    is why the last try failed.
    """

    folder: Path
    listed: tuple[Backup, ...]
    carried: Carried | None
    late: bool
    trouble: UserError | None
    before_upgrades: tuple[Backup, ...] = ()

    @property
    def newest(self) -> Backup | None:
        """The newest that was checked."""
        return next((one for one in reversed(self.listed) if one.verified_at is not None), None)


class Backups:
    """The backups of one open shop, in ``folder`` and in the second place that the shop chose.

    Everything here may run in a worker while staff go on working.
    """

    def __init__(self, operations: Operations, folder: Path) -> None:
        self.folder = folder
        self.trouble: UserError | None = None
        """Why the last one could not be made, until one is."""
        self.operations = operations
        self._database = operations.database
        self._made: float | None = None
        self.in_a_hurry = False
        """Set by whoever cannot wait: the one being made is given up, and no other is made."""

    # -- making --

    def make(self, reason: str) -> Backup:
        """Make one now, and let go of those that need not be kept.

        :raises StorageUnavailable: see :func:`relapp.storage.backups.make`.
        """
        try:
            place = self._place()
            above = backups.highest(place) if place else 0
            at = self.operations.now()

            def job() -> Backup:
                pause = self._go_on_or_end
                return backups.make(self._database, self.folder, reason=reason, at=at, above=above, pause=pause)

            made = behind(job) if reason in _WHILE_AT_WORK else job()
        except StorageUnavailable as error:
            self.trouble = error
            raise
        self.trouble = None
        self._made = time.monotonic()
        if self._database.daybook is not None:
            self._database.daybook.follow(made.number)
        # One too many does no harm.
        with suppress(StorageUnavailable):
            backups.rotate(self.folder, self._database.beside)
        return made

    def _go_on_or_end(self) -> None:
        if self.in_a_hurry:
            raise StorageUnavailable("backup.given_up", folder=self.folder)

    def after(self, name: str, *, wanted: bool) -> None:
        """Make one after an operation that the daybook has not whole, before anybody is told that it is saved.

        ``wanted`` is whether the daybook wanted one before it; then it is not this operation that has to wait for it.
        """
        if name == "erase":
            # What was kept before speaks of a record that is no more.
            backups.keep_end(self._database, self.folder)
        daybook = self._database.daybook
        if daybook is None or wanted or not daybook.wants_backup or daybook.trouble is not None:
            return
        # What was erased has to go from the file first: see ``services.backup_cleaning``.
        if name != "erase":
            with suppress(StorageUnavailable):
                self.make(Reason.LARGE)

    def make_if_changed(self, reason: str) -> Backup | None:
        """As :meth:`make`, unless the newest one holds everything."""
        return self.make(reason) if self.is_behind() else None

    def is_behind(self) -> bool:
        """Whether something was done that no checked backup holds."""
        newest = self._newest()
        if newest is None or newest.schema_version != schema.VERSION:
            return True
        with self._database.read() as reader:
            return newest.operation_id != journal.last_id(reader)

    def before(self, name: str) -> None:
        """Make one before an operation of that name, if such are to have one. What fails is in :attr:`trouble`."""
        reason = BEFORE.get(name)
        if reason is None or (reason is Reason.MERGE and self._is_fresh()):
            return
        with suppress(StorageUnavailable):
            self.make_if_changed(reason)

    def _is_fresh(self) -> bool:
        return self._made is not None and time.monotonic() - self._made < _FRESH

    def _newest(self) -> Backup | None:
        found = backups.listed(self.folder, self._database.beside)
        return next((one for one in reversed(found) if one.verified_at is not None), None)

    # -- the second place --

    def places(self) -> list[Path]:
        """Every folder that has, or once had, backups of this shop."""
        with self._database.read() as reader:
            now = settings.read(reader)
        return [self.folder, *(Path(one) for one in (now.backup_place, *now.former_backup_places) if one)]

    def _place(self) -> Path | None:
        with self._database.read() as reader:
            place = settings.read(reader).backup_place
        return Path(place) if place else None

    def prepare_place(self, chosen: Path) -> Path:
        """Make a folder of the shop's own in ``chosen`` and bring a backup there; :func:`set_place` takes it then.

        :raises StorageUnavailable: nothing can be written there; all is as it was.
        :raises UserError: ``backup.same_place``: it is where the backups are already.
        """
        if chosen.resolve() == self.folder.resolve():
            raise UserError("backup.same_place")
        own = chosen if chosen.name.startswith(_OWN) else chosen / f"{_OWN}{token_hex(3)}"
        fresh = not own.exists()
        try:
            with backups.misfortunes_named(chosen):
                own.mkdir(exist_ok=True)
            newest = self.make_if_changed(Reason.ASKED) or self._newest()
            assert newest is not None
            self._bring(newest, own)
        except BaseException:
            if fresh:
                shutil.rmtree(own, ignore_errors=True)
            raise
        return own

    def carry(self) -> Carried | None:
        """Bring the newest backup to the second place, if there is one; how it went is remembered."""
        place = self._place()
        if place is None:
            return None
        known, newest = second_place.remembered(self.folder, str(place)), self._newest()
        if newest is None:
            return known
        there = {one.name for one in backups.listed(place, self._database.beside) if one.verified_at is not None}
        try:
            if newest.name not in there or known.at is None or known.trouble:
                return self._bring(newest, place)
            # Where nothing is done for days, that all of it is there is still found out each day.
            if known.at.date() != self.operations.now().date():
                known = replace(known, at=self.operations.now())
                with suppress(OSError):
                    second_place.remember(self.folder, known)
        except StorageUnavailable as error:
            known = replace(known, trouble=error.code)
            with suppress(OSError):
                second_place.remember(self.folder, known)
        return known

    def _bring(self, newest: Backup, place: Path) -> Carried:
        at = self.operations.now()
        backups.carry(self.folder, newest, place, self._database.beside, at=at)
        if self._database.path is not None:
            # Else nothing there could be opened once this computer is gone.
            keys.spread(self._database.path, place)
        carried = Carried(str(place), at)
        with suppress(OSError):
            second_place.remember(self.folder, carried)
        with suppress(StorageUnavailable):
            backups.rotate(place, self._database.beside)
        return carried

    def late(self) -> Carried | None:
        """The second place, if nothing could be brought there for a week."""
        place = self._place()
        carried = second_place.remembered(self.folder, str(place)) if place else None
        return carried if _is_late(carried, self.operations.now()) else None

    # -- looking --

    def standing(self) -> Standing:
        """All that is known now."""
        place = self._place()
        carried = second_place.remembered(self.folder, str(place)) if place else None
        listed = tuple(backups.listed(self.folder, self._database.beside))
        late = _is_late(carried, self.operations.now())
        return Standing(self.folder, listed, carried, late, self.trouble, before_upgrades(self._database))

    def check(self, backup: Backup) -> Backup:
        """Open one again and read all of it.

        :raises StorageUnavailable: ``backup.unsound``, ``backup.gone``.
        """
        return backups.verify(self.folder, backup, self._database.beside, at=self.operations.now())


def before_upgrades(database: Database) -> tuple[Backup, ...]:
    """The copies of the shop that were made before the program was upgraded, and checked then; the newest last."""
    found = []
    for path in database.before_upgrades():
        with suppress(OSError):
            state = path.stat()
            made = datetime.fromtimestamp(state.st_mtime).astimezone()
            found.append(Backup(0, path.name, made, 0, 0, state.st_size, Reason.MIGRATION, made))
    return tuple(sorted(found, key=lambda one: one.at))


def set_place(tx: Transaction, place: str) -> None:
    """Let a folder be the second place, none if it is empty; what is in an earlier one stays there."""
    now = settings.read(tx)
    former = [one for one in (*now.former_backup_places, now.backup_place) if one and one != place]
    settings.change(tx, backup_place=place, former_backup_places=tuple(dict.fromkeys(former)))


_OWN = "relapp-backups-"
"""How the folder begins that is made in the second place: two shops may have the same stick."""


def _is_late(carried: Carried | None, now: datetime) -> bool:
    return carried is not None and (carried.at is None or now - carried.at > _LATE)


def save_copy(database: Database, path: Path) -> None:
    """Write a checked copy to a file of that name; an older one goes only then.

    :raises StorageUnavailable: as :meth:`Backups.make`; the older one is as it was.
    :raises UserError: ``backup.own_file``: it is the shop's file itself.
    """
    if database.path is not None and path.resolve() == database.path.resolve():
        raise UserError("backup.own_file")
    backups.save(database, path)


def of(database: Database, folder: Path) -> Backups:
    """The backups of a shop that no window has open."""
    from relapp.services.operations import Operations

    return Backups(Operations(database), folder)
