"""Cases: complaints being put right, from what went wrong to being asked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from relapp.domain.promises import NewPromise

ASK_AFTER = timedelta(days=4)
"""Between what was done and the question whether it is all right now lie so many days, unless staff say otherwise."""

SEVERITIES = (1, 2, 3)
"""How bad it was for the customer: a trifle, a nuisance, serious."""

MAX_WORDS = 200
"""Characters of a cause or a remedy in the shop's own words."""


class Cause(StrEnum):
    """What goes wrong most often; a shop's own causes are any other words."""

    FAULTY = "faulty"
    LATE = "late"
    RUDE = "rude"
    WRONG_CHARGE = "wrong charge"
    NOT_AS_SAID = "not as said"


class Remedy(StrEnum):
    """What puts it right most often; a shop's own remedies are any other words."""

    REPLACE = "replace"
    REFUND = "refund"
    APOLOGY = "apology"
    CREDIT = "credit"
    REPAIR = "repair"
    VISIT = "visit"


_SUITED: dict[str, tuple[Remedy, ...]] = {
    Cause.FAULTY: (Remedy.REPLACE, Remedy.REPAIR, Remedy.REFUND),
    Cause.LATE: (Remedy.APOLOGY, Remedy.CREDIT, Remedy.VISIT),
    Cause.RUDE: (Remedy.APOLOGY, Remedy.VISIT),
    Cause.WRONG_CHARGE: (Remedy.REFUND, Remedy.CREDIT, Remedy.APOLOGY),
    Cause.NOT_AS_SAID: (Remedy.REFUND, Remedy.REPLACE, Remedy.CREDIT),
}


@dataclass(frozen=True, slots=True)
class NewCase:
    """What staff say of a complaint that is to be put right.

    ``cost`` is what the remedy costs the shop, in minor units of the shop's currency, ``None`` where nobody knows.
    ``ask_on`` is the day on which the customer is asked whether it is all right now. ``promise`` is what the customer
    was told will be done, ``None`` where nothing new was promised.
    """

    cause: str
    severity: int = 2
    remedy: str = ""
    cost: int | None = None
    owner_id: int | None = None
    ask_on: date | None = None
    promise: NewPromise | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A stored case.

    ``source_id`` is the complaint it began with. ``cost`` is in minor units of ``currency``. ``promise_id`` is what we
    said we would do about it. ``asked_again`` is the day on which the customer was asked whether it is all right now,
    ``closed`` the day on which the case was ended; ``None`` while that has not happened. ``ask_on`` is the day that was
    set for asking again; ``all_right`` and ``said`` are what they answered when they were asked last.
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


@dataclass(frozen=True, slots=True)
class Tried:
    """How often a remedy was tried for a cause, and what came of it.

    Of ``cases`` (ids), ``asked`` customers have answered whether it is all right now, ``all_right`` of them that it is;
    after ``bought`` of the cases the customer bought again.
    """

    remedy: str
    cases: tuple[int, ...]
    asked: int
    all_right: int
    bought: int


def is_open(case: Case, today: date) -> bool:
    """Whether somebody still has to see to it, or to ask again, on ``today``.

    Who was asked and said "not yet" has an open case. One of which only the day of asking is known counts as ended.
    """
    closed = case.closed is not None and case.closed <= today
    return case.opened <= today and not closed and not (was_asked(case, today) and case.all_right is not False)


def was_asked(case: Case, today: date) -> bool:
    """Whether the customer was asked again by ``today``."""
    return case.asked_again is not None and case.asked_again <= today


def suited(cause: str) -> tuple[Remedy, ...]:
    """The remedies that match a cause, the nearest first; none where the cause is the shop's own."""
    return _SUITED.get(cause, ())


def remedies(cause: str) -> tuple[Remedy, ...]:
    """All remedies, those that match the cause first."""
    first = suited(cause)
    return (*first, *(one for one in Remedy if one not in first))


def tried(cases: Iterable[Case], bought: Collection[int], cause: str) -> tuple[Tried, ...]:
    """What was tried for ``cause`` in ``cases``, the remedy tried most often first.

    ``bought`` are the ids of the cases after which the customer bought again.
    """
    by_remedy: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.remedy.strip() and _same(case.cause, cause):
            by_remedy[case.remedy.strip().casefold()].append(case)
    found = [
        Tried(
            remedy=some[0].remedy.strip(),
            cases=tuple(case.id for case in some),
            asked=sum(case.all_right is not None for case in some),
            all_right=sum(case.all_right is True for case in some),
            bought=sum(case.id in bought for case in some),
        )
        for some in by_remedy.values()
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.cases), -one.all_right, one.remedy)))


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
