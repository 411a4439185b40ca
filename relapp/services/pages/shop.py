"""What every screen shares: the shop's name and settings, who works here, what can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from relapp.domain.changes import OperationRecord
from relapp.domain.staff import Staff
from relapp.services import settings
from relapp.services.settings import ShopSettings
from relapp.storage import customers, drafts, journal, staff
from relapp.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class ShopPage:
    """The frame around every screen; ``drafts`` are half-typed lines by place."""

    settings: ShopSettings
    staff: tuple[Staff, ...]
    customers: int
    undoable: OperationRecord | None
    redoable: OperationRecord | None
    undo_customer: str
    redo_customer: str
    drafts: dict[str, str]

    def staff_name(self, staff_id: int | None) -> str:
        """The name of a member of staff, empty for none."""
        return next((member.name for member in self.staff if member.id == staff_id), "")


def page(reader: Reader) -> ShopPage:
    """The frame as it is now."""
    undoable, redoable = journal.last_done(reader), journal.last_undone(reader)
    return ShopPage(
        settings=settings.read(reader),
        staff=tuple(staff.every(reader)),
        customers=customers.count(reader),
        undoable=undoable,
        redoable=redoable,
        undo_customer=_only_customer(reader, undoable),
        redo_customer=_only_customer(reader, redoable),
        drafts=drafts.every(reader),
    )


def _only_customer(reader: Reader, operation: OperationRecord | None) -> str:
    """Whom an act is about; after a merge, who is left of the two."""
    found = customers.find(reader, operation.customers) if operation is not None else []
    return found[0].name if len(found) == 1 else ""
