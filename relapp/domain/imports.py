"""Import batches: one file taken in, undoable as one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How many rows (customers: people; sales: lines) were new, changed, the same, doubtful or bad."""

    new: int = 0
    changed: int = 0
    same: int = 0
    doubtful: int = 0
    bad: int = 0


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """A stored import; ``operation_id`` is the journal's operation that undo takes back."""

    id: int
    operation_id: int
    file_name: str
    kind: str
    at: datetime
    counts: ImportCounts
    undone: bool
