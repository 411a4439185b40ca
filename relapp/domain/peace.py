"""In peace: whom the shop leaves alone for a time and why, and when they are not to be reached at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from relapp.domain.customers import Customer

MOURNING_DAYS = 92
"""So long whoever mourns is left in peace, unless staff say another day."""

ASKED_DAYS = 92
"""So long whoever asked for peace and named no day."""


class PeaceWhy(StrEnum):
    """Why somebody is left in peace."""

    ASKED = "asked"
    MOURNING = "mourning"


@dataclass(frozen=True, slots=True)
class NewPeace:
    """Peace to note: ``until`` is its last day."""

    until: date
    why: PeaceWhy = PeaceWhy.ASKED


@dataclass(frozen=True, slots=True)
class NewQuiet:
    """Quiet to note: not from ``start`` to ``end``, of which ``None`` leaves what is known as it is, nor on ``days``.

    Days are weekdays, Monday being 0; they come to those that are known.
    """

    start: time | None = None
    end: time | None = None
    days: frozenset[int] = frozenset()


def noted(why: PeaceWhy, said: date) -> str:
    """What a customer's ``leave_why`` holds: the reason, and the day on which it was heard."""
    return f"{why} {said.isoformat()}"


def why_of(customer: Customer) -> tuple[PeaceWhy, date | None]:
    """Why they are left in peace and since when the shop knows; other files may tell less, or something else."""
    why, _, said = customer.leave_why.partition(" ")
    try:
        return PeaceWhy(why), date.fromisoformat(said) if said else None
    except ValueError:
        return PeaceWhy.ASKED, None


def joined(customer: Customer, new: NewQuiet) -> tuple[time | None, time | None, frozenset[int]]:
    """The customer's quiet hours and days with ``new``; an end that nobody named is midnight."""
    start = customer.quiet_from if new.start is None else new.start
    end = customer.quiet_to if new.end is None else new.end
    if start is not None or end is not None:
        start, end = start or time(), end or time()
    return start, end, customer.quiet_days | new.days
