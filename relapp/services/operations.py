"""Operations: the one way by which staff change anything, and by which anything is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from relapp.domain.changes import Changes, OperationRecord, OperationState, UndoReport
from relapp.domain.errors import UserError
from relapp.services import permissions
from relapp.storage import journal, reversal, staff
from relapp.storage.database import Database
from relapp.storage.transaction import Transaction

if TYPE_CHECKING:
    from relapp.services.backups import Backups

T = TypeVar("T")

Verb = Callable[[Transaction], T]

Pause = Callable[[int], None]
"""Told several times a second how many rows are done; what it raises leaves everything as it was."""


def no_pause(_: int) -> None:
    """Go on."""


def local_now() -> datetime:
    """This moment with this PC's offset from UTC."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a verb returned, what it changed, and the operation it became (``None`` if nothing was changed)."""

    result: T
    changes: Changes
    operation_id: int | None


class Operations:
    """Runs verbs in transactions for the present member of staff at this desk."""

    def __init__(self, database: Database, *, desk: str = "", now: Callable[[], datetime] = local_now) -> None:
        self.database = database
        self.staff_id: int | None = None
        self.now = now
        self.backups: Backups | None = None
        """Makes a backup before what changes much; set where a shop's backups have a folder."""
        self.desk = desk

    def run(self, name: str, verb: Verb[T], *, at: datetime | None = None) -> Done[T]:
        """Run ``verb`` as the operation ``name`` (a code for ``ui.wording``): all of it or, on any error, nothing.

        :raises UserError: what the verb refuses; ``permission.owner`` or ``permission.nobody`` (see
            :func:`relapp.services.permissions.check`).
        """
        with self._backed_up(name), self._written(name, at) as tx:
            permissions.check(tx, self.staff_id, name)
            result = verb(tx)
        return Done(result, tx.changes, tx.operation_id if tx.changes else None)

    def _written(self, name: str, at: datetime | None = None) -> AbstractContextManager[Transaction]:
        return self.database.write(name, at=at or self.now(), staff_id=self.staff_id, desk=self.desk)

    @contextmanager
    def _backed_up(self, name: str) -> Iterator[None]:
        """Around an operation: a backup before it, or after it, where such an operation is to have one."""
        if self.backups is None:
            yield
            return
        self.backups.before(name)
        wanted = self.database.daybook is not None and self.database.daybook.wants_backup
        yield
        self.backups.after(name, wanted=wanted)

    def as_now(self) -> Operations:
        """The same for work that takes long: it goes on in the name of who began it, whoever is at the desk by then."""
        same = Operations(self.database, desk=self.desk, now=self.now)
        same.staff_id = self.staff_id
        same.backups = self.backups
        return same

    def may(self, name: str) -> bool:
        """Whether who is at the desk may do, see or take out ``name``."""
        with self.database.read() as reader:
            return permissions.may(reader, self.staff_id, name)

    def require(self, name: str) -> None:
        """As :meth:`may`.

        :raises UserError: ``permission.owner``, ``permission.nobody``.
        """
        with self.database.read() as reader:
            permissions.check(reader, self.staff_id, name)

    def undoable(self) -> OperationRecord | None:
        """What :meth:`undo` would take back."""
        with self.database.read() as reader:
            return journal.last_done(reader)

    def redoable(self) -> OperationRecord | None:
        """What :meth:`redo` would do again."""
        with self.database.read() as reader:
            return journal.last_undone(reader)

    def act(self, operation_id: int) -> OperationRecord | None:
        """One act, whether it stands or not."""
        with self.database.read() as reader:
            return journal.find(reader, operation_id)

    def rows_behind(self, operation_id: int) -> int:
        """How many rows undoing or redoing an act writes, to know whether it takes long."""
        with self.database.read() as reader:
            return journal.rows_behind(reader, operation_id)

    def undo(self, pause: Pause = no_pause) -> UndoReport | None:
        """Take back the last act, also one from before a restart; ``None`` if there is none."""
        return self._reverse("undo", journal.last_done, pause)

    def redo(self, pause: Pause = no_pause) -> UndoReport | None:
        """Do again what was undone last; ``None`` if there is nothing, or newer work has taken its place."""
        return self._reverse("redo", journal.last_undone, pause)

    def undo_operation(self, operation_id: int, pause: Pause = no_pause) -> UndoReport:
        """Take back one act wherever it stands; what newer work changed or stands on is kept and named.

        :raises UserError: ``undo.unknown``, or ``undo.already`` if it is undone.
        """

        def standing(tx: Transaction) -> OperationRecord:
            act = journal.find(tx, operation_id)
            if act is None:
                raise UserError("undo.unknown", operation=operation_id)
            if act.state is not OperationState.DONE:
                raise UserError("undo.already", operation=operation_id)
            return act

        report = self._reverse("undo", standing, pause)
        assert report is not None
        return report

    def _reverse(
        self,
        name: str,
        find: Callable[[Transaction], OperationRecord | None],
        pause: Pause,
    ) -> UndoReport | None:
        with self._backed_up(name), self._written(name) as tx:
            tx.pause = lambda: pause(tx.rows_done)
            act = find(tx)
            if act is not None:
                # Taking back is doing: what somebody may not do they may not take back either.
                permissions.check(tx, self.staff_id, act.name)
            kept = reversal.reverse(tx, act) if act else []
        if "staff" in tx.changes.tables:
            self._let_go_of_who_left()
        return UndoReport(act.id, act.name, tx.changes, tuple(kept)) if act else None

    def _let_go_of_who_left(self) -> None:
        """Nothing can be logged under the name of somebody whose being added was taken back."""
        with self.database.read() as reader:
            known = {member.id for member in staff.every(reader)}
        if self.staff_id not in known:
            self.staff_id = None
