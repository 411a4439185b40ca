"""Staff: who works here."""

from __future__ import annotations

from sqlalchemy import select

from relapp.domain.staff import Role, Staff
from relapp.storage import schema
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_staff = schema.staff


def add(tx: Transaction, name: str, role: Role) -> int:
    """Store a member of staff; returns the id."""
    return tx.insert(_staff, name=name, role=role, active=True)


def change(tx: Transaction, staff_id: int, *, name: str, role: Role, active: bool) -> None:
    """Edit a member of staff."""
    tx.update(_staff, staff_id, name=name, role=role, active=active)


def every(reader: Reader) -> list[Staff]:
    """Everyone who works or worked here, by id."""
    rows = reader.rows(select(_staff).order_by(_staff.c.id))
    return [Staff(row.id, row.name, _role(row.role), bool(row.active)) for row in rows]


def _role(text: str) -> Role:
    # A role that a newer program knows is shown as the one that may least.
    return Role(text) if text in set(Role) else Role.STAFF


def role_of(reader: Reader, staff_id: int) -> Role | None:
    """The role of somebody who works here; ``None`` for everybody else, and for a role that is not known."""
    found = reader.scalar(select(_staff.c.role).where(_staff.c.id == staff_id, _staff.c.active))
    return Role(found) if found in set(Role) else None


def owners(reader: Reader) -> list[str]:
    """The names of the owners who work here."""
    return [one.name for one in every(reader) if one.active and one.role is Role.OWNER]
