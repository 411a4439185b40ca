"""What one operation changed, and what undoing it could not take back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Changes:
    """Read off what was written: names of tables, ids of customers.

    ``customers`` is ``None`` when so many were touched (an import) that everyone should look again.
    """

    tables: frozenset[str] = frozenset()
    customers: frozenset[int] | None = frozenset()

    def touches(self, customer_id: int) -> bool:
        """Whether anything about this customer changed."""
        return self.customers is None or customer_id in self.customers

    def __bool__(self) -> bool:
        return bool(self.tables)


class OperationState(StrEnum):
    """Where an operation stands: done, undone (can be redone), or undone and left behind by newer work."""

    DONE = "done"
    UNDONE = "undone"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class OperationRecord:
    """One line of the journal: who did what, when, at which desk. ``name`` is a code that ``ui.wording`` words."""

    id: int
    name: str
    staff_id: int | None
    at: datetime
    desk: str
    state: OperationState
    customers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row that undo left as it is, because it was changed again or newer rows stand on it."""

    table: str
    id: int


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What undo or redo did: the operation's name code, what changed, what was kept."""

    operation_id: int
    name: str
    changes: Changes
    kept: tuple[KeptRow, ...] = ()
