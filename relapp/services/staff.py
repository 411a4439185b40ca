"""What can be done with staff."""

from __future__ import annotations

from collections.abc import Iterable

from relapp.domain.customers import MAX_NAME
from relapp.domain.errors import UserError
from relapp.domain.staff import Role, Staff
from relapp.services.customers import checked_name
from relapp.storage import sign_in, staff
from relapp.storage.transaction import Transaction

__all__ = ["MAX_NAME", "add", "change"]


def add(tx: Transaction, name: str, role: Role | None = None) -> int:
    """Add a member of staff; the first one is an owner. Returns the id.

    :raises UserError: ``customer.no_name``, or ``staff.known`` if that name is taken.
    """
    known = staff.every(tx)
    plain = _free_name(name, known)
    staff_id = staff.add(tx, plain, (role or Role.STAFF) if known else Role.OWNER)
    # The number may have been that of somebody whose being added was taken back.
    sign_in.clear(tx, staff_id)
    return staff_id


def change(tx: Transaction, staff_id: int, *, name: str, role: Role, active: bool) -> None:
    """Edit a member of staff; one owner must remain.

    :raises UserError: ``customer.no_name``, ``staff.last_owner``, or ``staff.known`` if that name is taken.
    """
    others = [member for member in staff.every(tx) if member.id != staff_id]
    if not (active and role is Role.OWNER) and not any(one.active and one.role is Role.OWNER for one in others):
        raise UserError("staff.last_owner")
    plain = _free_name(name, others) if active else checked_name(name)
    staff.change(tx, staff_id, name=plain, role=role, active=active)


def _free_name(name: str, others: Iterable[Staff]) -> str:
    plain = checked_name(name)
    if any(member.active and member.name.casefold() == plain.casefold() for member in others):
        raise UserError("staff.known", name=plain)
    return plain
