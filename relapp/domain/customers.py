"""Customers: the people, households and firms the shop deals with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

MAX_NAME = 200
"""Characters that a name may have."""
MAX_NOTE = 20_000


class ContactKind(StrEnum):
    """What a contact point is."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class NewContactPoint:
    """One way to reach a customer; ``label`` is free ("work")."""

    kind: ContactKind
    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """A stored contact point."""

    id: int
    customer_id: int
    kind: ContactKind
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """Only ``name`` is needed. ``reference`` is the number another system (the till) knows them by."""

    name: str
    nickname: str = ""
    reference: str = ""
    contacts: tuple[NewContactPoint, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """A stored customer.

    ``leave_until`` is the last day they are to be left in peace, ``None`` if not asked for, and ``leave_why`` the
    reason. They do not want to be reached between the times ``quiet_from`` and ``quiet_to``, nor on ``quiet_days``
    (weekdays, Monday being 0).
    """

    id: int
    name: str
    nickname: str
    reference: str
    note: str
    added: date
    household_id: int | None = None
    leave_until: date | None = None
    leave_why: str = ""
    quiet_from: time | None = None
    quiet_to: time | None = None
    quiet_days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of a customer: ``media_type`` as in "image/jpeg", and the bytes of the file."""

    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CustomerStat:
    """What is kept beside each customer so that lists are quick: sums over all entries they take part in.

    ``entries`` counts entries, ``spend`` is minor units of the shop's currency (returns subtract). ``last`` is the
    latest contact; ``next`` the earliest entry after the day that was asked for, an appointment, say.
    """

    customer_id: int
    entries: int
    spend: int
    first: datetime | None
    last: datetime | None
    next: datetime | None = None


def initials(name: str) -> str:
    """At most two letters that stand for ``name``: first and last word.

    Of a number ("Customer 14868") the last two digits, for its first ones are everybody's.
    """
    words = [word for word in name.split() if word[:1].isalnum()]
    if not words:
        return "?"
    if words[-1].isdecimal():
        return words[-1][-2:]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
