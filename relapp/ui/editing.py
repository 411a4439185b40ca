"""Editing: the window's one way to read and to change; tells everyone once, after the commit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from relapp.domain.changes import OperationRecord, UndoReport
from relapp.domain.errors import StorageUnavailable, UserError
from relapp.ui.wording import operations as wording
from relapp.ui.wording.errors import sentence

if TYPE_CHECKING:
    # Imported while the first window is already on the screen: SQLAlchemy is dear to load.
    from relapp.services.operations import Done, Operations, Pause
    from relapp.services.sign_in import Clerk
    from relapp.storage.reader import Reader
    from relapp.storage.transaction import Transaction

T = TypeVar("T")

AT_ONCE = 5_000
"""Taking back more rows than that is done beside the window."""

STOPPED = object()
"""What a reversal at length gives that somebody stopped: everything is as it was."""


@dataclass(frozen=True, slots=True)
class Reversal:
    """An act to be taken back or done again: what it is called, how many rows that writes, and how it is done."""

    title: str
    rows: int
    job: Callable[[Pause], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the person; ``operation_id`` is what its Undo takes back, if it offers one.

    ``earlier`` are further acts that belong to it and are taken back with it.
    """

    text: str
    operation_id: int | None = None
    failed: bool = False
    earlier: tuple[int, ...] = ()


class Editing(QObject):
    """Reads through the services' pages, runs their verbs, and emits what changed."""

    changed = Signal(object)
    """A ``Changes``, once, after each commit."""
    told = Signal(object)
    """A ``Notice`` to show."""
    staff_changed = Signal()
    """Another member of staff is at the window now."""

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._clerk: Clerk | None = None
        self.at_length: Callable[[Reversal, Callable[[Any], None]], None] | None = None
        """Does a large reversal beside the window, which waits with a word about it; set by the session."""
        self.unavailable = False
        """Whether what was refused last was right, and only the file could not take it: it will be tried again."""

    # -- reading --

    def read(self, query: Callable[[Reader], T]) -> T:
        """What ``query`` finds, in one consistent look."""
        with self._operations.database.read() as reader:
            return query(reader)

    def now(self) -> datetime:
        """This moment with its offset."""
        return self._operations.now()

    def today(self) -> date:
        """The local day."""
        return self.now().date()

    # -- who is here --

    @property
    def staff_id(self) -> int | None:
        """Who is at the window."""
        return self._operations.staff_id

    @staff_id.setter
    def staff_id(self, staff_id: int | None) -> None:
        if staff_id != self._operations.staff_id:
            self._operations.staff_id = staff_id
            self.staff_changed.emit()

    def let_in(self, staff_id: int, pin: str = "") -> None:
        """Somebody says who they are; from now on they are here.

        :raises UserError: what :meth:`relapp.services.sign_in.Clerk.let_in` refuses.
        """
        before = self._operations.staff_id
        self.clerk.let_in(staff_id, pin)
        if staff_id != before:
            self.staff_changed.emit()

    @property
    def clerk(self) -> Clerk:
        """Who asks for PINs at this desk, and counts wrong ones."""
        from relapp.services.sign_in import Clerk

        if self._clerk is None:
            self._clerk = Clerk(self._operations)
        return self._clerk

    def may(self, name: str) -> bool:
        """Whether who is here may do, see or take out ``name``."""
        return self._operations.may(name)

    def allows(self, name: str) -> bool:
        """As :meth:`may`; where not, the reason is told."""
        try:
            self._operations.require(name)
        except UserError as error:
            self.refuse(error)
            return False
        return True

    def hindrance(self, name: str) -> str:
        """Why who is here may not, in a sentence for a tool tip; empty where they may."""
        try:
            self._operations.require(name)
        except UserError as error:
            return sentence(error)
        return ""

    # -- changing --

    def run(
        self, name: str, verb: Callable[[Transaction], T], *, tell: str | None = None, at: datetime | None = None
    ) -> Done[T] | None:
        """Run a verb as the operation ``name`` and say so in a toast with Undo.

        ``tell`` is the sentence (``None``: the operation's own; empty: nothing is said). What is refused is told and
        gives ``None``.
        """
        try:
            done = self._operations.run(name, verb, at=at)
        except UserError as error:
            self.refuse(error)
            return None
        if done.changes:
            self.changed.emit(done.changes)
            text = wording.told(name) if tell is None else tell
            if text:
                self.told.emit(Notice(text, done.operation_id))
        return done

    def keep_quietly(self, verb: Callable[[Transaction], None]) -> None:
        """Write what is nobody's change and in no journal: a draft, what was seen."""
        self._operations.run("kept", verb)

    def note(self, name: str, *about: int, **detail: str | int) -> None:
        """Note in the journal what took something out of the shop; nothing is changed. No path, no name."""
        from relapp.services.exporting import notes

        notes.note(self._operations, name, *about, **detail)

    @property
    def operations(self) -> Operations:
        """What a background job runs verbs by."""
        return self._operations

    def undo(self) -> None:
        """Take back the last act."""
        self._reverse(self._operations.undoable(), self._operations.undo, wording.undone, wording.nothing_to_undo())

    def redo(self) -> None:
        """Do again what was undone last."""
        self._reverse(self._operations.redoable(), self._operations.redo, wording.redone, wording.nothing_to_redo())

    def undo_operation(self, operation_id: int) -> None:
        """Take back one act, wherever it stands."""
        self.undo_operations((operation_id,))

    def undo_operations(self, operation_ids: Sequence[int]) -> None:
        """Take back several acts, the latest first; where one cannot be, or is stopped, those before it stand."""
        if not operation_ids:
            return
        *others, last = operation_ids
        self._run_reversal(
            last,
            wording.undo_label(self._operations.act(last), ""),
            lambda pause: self._operations.undo_operation(last, pause),
            wording.undone,
            lambda: self.undo_operations(others),
        )

    def _reverse(
        self,
        act: OperationRecord | None,
        reverse: Callable[[Pause], UndoReport | None],
        word: Callable[[UndoReport], str],
        nothing: str,
    ) -> None:
        if act is None:
            self.told.emit(Notice(nothing))
        else:
            label = wording.undo_label if word is wording.undone else wording.redo_label
            self._run_reversal(act.id, label(act, ""), reverse, word)

    def _run_reversal(
        self,
        operation_id: int,
        title: str,
        reverse: Callable[[Pause], UndoReport | None],
        word: Callable[[UndoReport], str],
        after: Callable[[], None] = lambda: None,
    ) -> None:
        def guarded(pause: Pause) -> UndoReport | UserError | None:
            try:
                return reverse(pause)
            except UserError as error:
                return error

        def then(report: object) -> None:
            if isinstance(report, UserError):
                self.refuse(report)
            elif isinstance(report, UndoReport):
                self.changed.emit(report.changes)
                self.told.emit(Notice(word(report)))
                after()
            elif report is STOPPED:
                self.told.emit(Notice(wording.stopped()))

        rows = 0 if self.at_length is None else self._operations.rows_behind(operation_id)
        if self.at_length is not None and rows > AT_ONCE:
            self.at_length(Reversal(title, rows, guarded), then)
        else:
            then(guarded(lambda _: None))

    def tell(self, text: str, operation_id: int | None = None) -> None:
        """Say a sentence, with Undo of an act if one is given."""
        self.told.emit(Notice(text, operation_id))

    def refuse(self, error: UserError) -> None:
        """Tell what could not be done."""
        self.unavailable = isinstance(error, StorageUnavailable)
        self.told.emit(Notice(sentence(error), failed=True))

    def work(self, name: str, verb: Callable[[Transaction], T]) -> Done[T]:
        """Run a verb in a background job; :meth:`announce` what it gave once it is back in the window's thread."""
        return self._operations.run(name, verb)

    def announce(self, done: Done[T], text: str) -> None:
        """Tell of a change that a background job committed; an empty ``text`` is not said."""
        if done.changes:
            self.changed.emit(done.changes)
            if text:
                self.told.emit(Notice(text, done.operation_id))
