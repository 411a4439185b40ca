"""Whether who is at the desk may: the table of ``domain.permissions``, asked for one person of one shop."""

from __future__ import annotations

from relapp.domain import permissions
from relapp.domain.errors import UserError
from relapp.domain.staff import Role
from relapp.storage import sign_in, staff
from relapp.storage.reader import Reader


def role_of(reader: Reader, staff_id: int | None) -> Role | None:
    """The role by which somebody acts.

    Without a name it is an owner's as long as no owner has a PIN: then everybody who has the file may take any name.
    ``None`` afterwards, and for whom the shop does not know or no longer employs.
    """
    if staff_id is not None:
        return staff.role_of(reader, staff_id)
    return None if sign_in.is_guarded(reader) else Role.OWNER


def may(reader: Reader, staff_id: int | None, name: str) -> bool:
    """Whether ``staff_id`` may do, see or take out ``name``; what nobody wrote into the table may be done by nobody.

    Only where nobody said who they are, and no owner has a PIN, is nothing asked at all.
    """
    role = role_of(reader, staff_id)
    unasked = staff_id is None and role is not None
    return name == permissions.KEPT or unasked or permissions.may(role, name)


def check(reader: Reader, staff_id: int | None, name: str) -> None:
    """As :func:`may`.

    :raises UserError: ``permission.owner`` (``owners``: whom to ask), or ``permission.nobody`` if it is first to be
        said who is here; ``permission.unknown`` for what stands in no table, which is a bug.
    """
    if may(reader, staff_id, name):
        return
    if name not in permissions.MAY:
        raise UserError("permission.unknown")
    if role_of(reader, staff_id) is None:
        raise UserError("permission.nobody")
    raise UserError("permission.owner", owners=staff.owners(reader))
