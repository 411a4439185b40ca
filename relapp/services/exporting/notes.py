"""What the journal calls it when something goes out of the shop."""

from __future__ import annotations

from relapp.services.operations import Operations
from relapp.storage import journal

EXPORTED, LIST_SAVED, COPY_SAVED = "export", "export_list", "export_copy"


def note(operations: Operations, name: str) -> None:
    """Note who took what out, and when; nothing is changed, so nothing can be undone."""
    operations.run(name, journal.note)
