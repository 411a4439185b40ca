"""What somebody can do who forgot their PIN."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from hmac import compare_digest

from relapp.domain import permissions
from relapp.domain.errors import UserError
from relapp.domain.sign_in import checked
from relapp.domain.staff import Role
from relapp.services import protection, sign_in
from relapp.services.operations import Operations
from relapp.storage import staff


class Way(Enum):
    """The way out: an owner's own key to the file, another owner, or whoever looks after this computer."""

    BY_KEY = auto()
    BY_OWNER = auto()
    BY_COMMAND = auto()


@dataclass(frozen=True, slots=True)
class Help:
    """``owners`` are those to be asked, without whoever forgot theirs."""

    way: Way
    owners: tuple[str, ...] = ()


def way_out(operations: Operations, staff_id: int) -> Help:
    """What is left to somebody who works here and forgot their PIN."""
    with operations.database.read() as reader:
        members = [one for one in staff.every(reader) if one.active]
    owners = tuple(one.name for one in members if one.role is Role.OWNER and one.id != staff_id)
    is_owner = any(one.id == staff_id and one.role is Role.OWNER for one in members)
    if is_owner and operations.database.key is not None:
        return Help(Way.BY_KEY, owners)
    return Help(Way.BY_OWNER, owners) if owners else Help(Way.BY_COMMAND)


def renew(operations: Operations, staff_id: int, typed: str, pin: str) -> None:
    """A new PIN for an owner who has what opens the protected file. Takes half a second.

    Whoever has that could read everything without any PIN; the record shows that it was set.

    :raises UserError: ``pin.shape``; ``key.neither`` or ``code.slip`` (``group``) for what does not open the file;
        ``permission.nobody`` for whom this way is not.
    """
    plain = checked(pin)
    database = operations.database
    if way_out(operations, staff_id).way is not Way.BY_KEY or database.path is None or database.key is None:
        raise UserError("permission.nobody")
    if not compare_digest(_key(operations, typed), database.key):
        raise UserError("key.neither")
    with database.write(permissions.OWN_PIN, at=operations.now(), staff_id=staff_id, desk=operations.desk) as tx:
        sign_in.put(tx, staff_id, plain)


def _key(operations: Operations, typed: str) -> bytes:
    path = operations.database.path
    assert path is not None
    try:
        return protection.by_passphrase(path, typed)
    except UserError as error:
        if error.code != "key.wrong":
            raise
    try:
        return protection.by_code(path, typed)
    except UserError as error:
        if error.code == "code.slip":
            raise
        raise UserError("key.neither") from error
