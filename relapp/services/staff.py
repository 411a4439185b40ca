"""What can be done with staff."""

from __future__ import annotations

from relapp.domain.errors import UserError
from relapp.domain.staff import Role
from relapp.services.customers import MAX_NAME, checked_name
from relapp.storage import staff
from relapp.storage.transaction import Transaction

__all__ = ["MAX_NAME", "add", "change"]


def add(tx: Transaction, name: str, role: Role | None = None) -> int:
    """Add a member of staff; the first one is an owner. Returns the id.

    :raises UserError: ``customer.no_name``, or ``staff.known`` if that name is taken.
    """
    plain = checked_name(name)
    known = staff.every(tx)
    if any(member.name.casefold() == plain.casefold() and member.active for member in known):
        raise UserError("staff.known", name=plain)
    return staff.add(tx, plain, role or (Role.STAFF if known else Role.OWNER))


def change(tx: Transaction, staff_id: int, *, name: str, role: Role, active: bool) -> None:
    """Edit a member of staff; one owner must remain.

    :raises UserError: ``staff.last_owner``.
    """
    others = [one for one in staff.every(tx) if one.id != staff_id and one.active and one.role is Role.OWNER]
    if not others and not (active and role is Role.OWNER):
        raise UserError("staff.last_owner")
    staff.change(tx, staff_id, name=checked_name(name), role=role, active=active)
