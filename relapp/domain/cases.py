"""Cases: complaints being put right, from what went wrong to being asked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Case:
    """A stored case.

    ``source_id`` is the complaint it began with. ``cost`` is in minor units of ``currency``. ``promise_id`` is what we
    said we would do about it. ``asked_again`` is the day on which the customer was asked whether it is all right now,
    ``closed`` the day on which the case was ended; ``None`` while that has not happened. ``ask_on`` is the day that was
    set for asking again; ``all_right`` and ``said`` are what they answered then.
    """

    id: int
    customer_id: int
    source_id: int | None
    cause: str
    severity: int
    remedy: str
    cost: int | None
    currency: str
    owner_id: int | None
    promise_id: int | None
    opened: date
    asked_again: date | None = None
    closed: date | None = None
    ask_on: date | None = None
    all_right: bool | None = None
    said: str = ""


def is_open(case: Case, today: date) -> bool:
    """Whether somebody still has to see to it, or to ask again, on ``today``."""
    ends = [day for day in (case.asked_again, case.closed) if day is not None]
    return case.opened <= today and all(day > today for day in ends)
