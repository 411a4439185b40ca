"""Who is here: by name alone, or by a PIN where somebody has one. The PIN names the person; it is never a key."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from math import ceil
from time import monotonic

from relapp.domain import permissions
from relapp.domain.errors import UserError
from relapp.domain.sign_in import LEAST, MOST, checked, delay, wait
from relapp.services.operations import Operations
from relapp.storage import journal, sign_in, staff
from relapp.storage.database import Database
from relapp.storage.reader import Reader
from relapp.storage.sign_in import SignIn
from relapp.storage.transaction import Transaction

__all__ = ["LEAST", "MOST", "Clerk", "clear_every_pin", "clear_pin", "put", "set_pin", "with_pin"]

_LONG = 90
"""Seconds; longer waits are told in minutes."""


def with_pin(reader: Reader) -> frozenset[int]:
    """Who has a PIN."""
    return sign_in.with_pin(reader)


def set_pin(operations: Operations, staff_id: int, pin: str, *, old: str = "", clerk: Clerk | None = None) -> None:
    """Let somebody show by a PIN who they are. Their own everybody sets who knows the ``old`` one; others' an owner.

    :raises UserError: ``pin.shape``, who is at the desk may not, or what a wrong old one is refused by.
    """
    plain = checked(pin)
    operations.require(_name(operations, staff_id))
    _confirm(operations, staff_id, old, clerk)

    operations.run(_name(operations, staff_id), lambda tx: put(tx, staff_id, plain))


def put(tx: Transaction, staff_id: int, pin: str) -> None:
    """Keep a PIN of the right shape, sealed; the record shows that it was set."""
    sign_in.put(tx, SignIn(staff_id, _sealed(pin)))
    journal.note(tx)


def clear_pin(operations: Operations, staff_id: int, *, old: str = "", clerk: Clerk | None = None) -> None:
    """From now on their name is enough.

    :raises UserError: who is at the desk may not, or what a wrong ``old`` one is refused by.
    """
    operations.require(_name(operations, staff_id))
    _confirm(operations, staff_id, old, clerk)

    def verb(tx: Transaction) -> None:
        sign_in.clear(tx, staff_id)
        journal.note(tx)

    operations.run(_name(operations, staff_id), verb)


def _confirm(operations: Operations, staff_id: int, old: str, clerk: Clerk | None) -> None:
    """Whoever finds an unlocked window must not take the place of who left it."""
    if staff_id == operations.staff_id:
        (clerk or Clerk(operations)).confirm(staff_id, old)


def clear_every_pin(database: Database, operations: Operations) -> int:
    """The way out where the last owner forgot theirs: whoever has the file may; the record shows that it was done.

    Returns how many had one.
    """
    with database.write(permissions.OTHERS_PIN, at=operations.now(), desk=operations.desk) as tx:
        had = sign_in.with_pin(tx)
        for staff_id in had:
            sign_in.clear(tx, staff_id)
        if had:
            journal.note(tx)
    return len(had)


def _name(operations: Operations, staff_id: int) -> str:
    return permissions.OWN_PIN if staff_id == operations.staff_id else permissions.OTHERS_PIN


class Clerk:
    """Lets people in at one desk. ``ticks`` counts seconds and cannot be set, as a wall clock can."""

    def __init__(self, operations: Operations, ticks: Callable[[], float] = monotonic) -> None:
        self._operations = operations
        self._ticks = ticks
        self._until: dict[int, float] = {}

    def wait(self, staff_id: int) -> int:
        """How many seconds they have to wait before the next attempt."""
        with self._operations.database.read() as reader:
            known = sign_in.find(reader, staff_id)
        if known is None:
            return 0
        if known.failed_at is not None and known.failed_at > self._now():
            self._count_anew(known)
        return self._left(known)

    def let_in(self, staff_id: int, pin: str = "") -> None:
        """From now on they are at the desk.

        :raises UserError: ``pin.wrong``; ``pin.wait`` or ``pin.wait_long``, whatever the PIN; ``permission.nobody`` if
            they do not work here.
        """
        with self._operations.database.read() as reader:
            if staff.role_of(reader, staff_id) is None:
                raise UserError("permission.nobody")
        self.confirm(staff_id, pin)
        self._operations.staff_id = staff_id

    def confirm(self, staff_id: int, pin: str) -> None:
        """Make sure that ``pin`` is theirs; who has none needs none.

        :raises UserError: ``pin.wrong``; ``pin.wait`` or ``pin.wait_long``, whatever the PIN.
        """
        with self._operations.database.read() as reader:
            known = sign_in.find(reader, staff_id)
        if known is not None:
            self._try(known, pin)

    def _try(self, known: SignIn, pin: str) -> None:
        # Counted before it is looked at: ending the program in between gives no attempt away.
        seconds = self.wait(known.staff_id)
        if seconds > _LONG:
            raise UserError("pin.wait_long", minutes=ceil(seconds / 60))
        if seconds:
            raise UserError("pin.wait", seconds=seconds)
        with self._writing() as tx:
            now = sign_in.find(tx, known.staff_id) or known
            sign_in.put(tx, SignIn(now.staff_id, now.pin, now.failures + 1, self._now()))
        if not _fits(now.pin, pin.strip()):
            self._until[now.staff_id] = self._ticks() + delay(now.failures + 1)
            raise UserError("pin.wrong")
        self._until.pop(now.staff_id, None)
        with self._writing() as tx:
            sign_in.put(tx, SignIn(now.staff_id, now.pin))

    def _count_anew(self, known: SignIn) -> None:
        """The clock was set back since the last attempt: from here on the whole delay counts by the new time."""
        with self._writing() as tx:
            sign_in.put(tx, SignIn(known.staff_id, known.pin, known.failures, self._now()))

    def _left(self, known: SignIn) -> int:
        """By the wall clock, which outlives a restart, and by the ticks, which nobody sets."""
        until = self._until.get(known.staff_id, 0.0)
        return max(wait(known.failures, known.failed_at, self._now()), ceil(until - self._ticks()), 0)

    def _now(self) -> int:
        return int(self._operations.now().timestamp())

    def _writing(self) -> AbstractContextManager[Transaction]:
        return self._operations.database.write(permissions.KEPT, at=self._operations.now())


def _sealed(pin: str) -> str:
    # Dear to import, and most shops have no PIN.
    from argon2 import PasswordHasher

    return PasswordHasher().hash(pin)


def _fits(sealed: str, pin: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(sealed, pin)
    except (VerificationError, InvalidHashError):
        return False
