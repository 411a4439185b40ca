"""How members of staff show who they are. In no journal: no undo brings back an old PIN, or an attempt.

The daybook has it all the same, and whose PIN was taken away has an empty one: a shop brought back is as guarded as it
was.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import select

from relapp.domain.staff import Role
from relapp.storage import schema
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_sign_in = schema.sign_in
_staff = schema.staff
_HAS_PIN = _sign_in.c.pin != ""


@dataclass(frozen=True, slots=True)
class SignIn:
    """``pin`` is Argon2's encoded text; ``failed_at`` the last wrong attempt, in seconds since 1970."""

    staff_id: int
    pin: str
    failures: int = 0
    failed_at: int | None = None


def find(reader: Reader, staff_id: int) -> SignIn | None:
    """How this member of staff signs in; ``None`` if by their name alone."""
    row = reader.row(select(_sign_in).where(_sign_in.c.staff_id == staff_id, _HAS_PIN))
    return SignIn(**row._asdict()) if row is not None else None


def with_pin(reader: Reader) -> frozenset[int]:
    """Who has a PIN."""
    return frozenset(reader.scalars(select(_sign_in.c.staff_id).where(_HAS_PIN)))


def is_guarded(reader: Reader) -> bool:
    """Whether an owner who works here has a PIN: then nobody acts without saying who they are."""
    joined = select(_staff.c.id).join(_sign_in, _sign_in.c.staff_id == _staff.c.id)
    return reader.row(joined.where(_staff.c.role == Role.OWNER, _staff.c.active, _HAS_PIN).limit(1)) is not None


def put(tx: Transaction, one: SignIn) -> None:
    """Keep how somebody signs in, in place of what was."""
    tx.put_beside(_sign_in, [asdict(one)])


def clear(tx: Transaction, staff_id: int) -> None:
    """From now on their name is enough."""
    if find(tx, staff_id) is not None:
        put(tx, SignIn(staff_id, ""))
