"""What the journal calls it when something goes out of the shop, and what it keeps of that."""

from __future__ import annotations

from relapp.services.operations import Operations
from relapp.storage import journal

EXPORTED, LIST_SAVED, COPY_SAVED = "export", "export_list", "export_copy"


def note(operations: Operations, name: str, *about: int, **detail: str | int) -> None:
    """Note who took what out, and when; nothing is changed, so nothing can be undone.

    ``about`` are the customers whom it is all about; ``detail`` says what, how and how much: codes and numbers, never
    a path or a name, for it stays for good.
    """
    operations.run(name, lambda tx: journal.note(tx, *about, **detail))
