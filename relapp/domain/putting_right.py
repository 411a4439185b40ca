"""How complaints were put right, and how promises were kept: what a shop's own cases say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

from relapp.domain.came_again import came_again
from relapp.domain.cases import Case, Cause, is_open, suited
from relapp.domain.promises import Promise, PromisedBy, PromiseState, is_late, was_in_time


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """Ids of cases. ``open`` are all that are open; the rest is of those that were opened within the time looked at.

    Of ``remedied``, cases of a cause that the program knows for which something was done, the remedy is one that suits
    the cause in ``matched``. Of ``asked`` customers, those of ``right`` said that it is all right now. Of ``due_back``,
    whose time to come again is over, those of ``came`` did. ``days`` are how long each case of ``fixed`` took from its
    first day until the customer said that it is all right.
    """

    open: tuple[int, ...] = ()
    opened: tuple[int, ...] = ()
    remedied: tuple[int, ...] = ()
    matched: tuple[int, ...] = ()
    asked: tuple[int, ...] = ()
    right: tuple[int, ...] = ()
    due_back: tuple[int, ...] = ()
    came: tuple[int, ...] = ()
    fixed: tuple[int, ...] = ()
    days: tuple[int, ...] = ()

    @property
    def typical_days(self) -> float | None:
        """The median of the days to fix, ``None`` where nothing was fixed."""
        return median(self.days) if self.days else None


class Fate(StrEnum):
    """What became of a promise of ours."""

    IN_TIME = "in_time"
    TOO_LATE = "too_late"
    """Kept, but after its day."""
    BROKEN = "broken"
    EXPLAINED = "explained"
    """Not kept, and the customer knows why."""
    LATE = "late"
    """Open, and its day has passed."""
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class PromiseRecord:
    """Ids of our promises by what became of them."""

    of: Mapping[Fate, tuple[int, ...]]

    @property
    def ended(self) -> int:
        """How many were closed."""
        return sum(len(self.of[fate]) for fate in ENDED)

    @property
    def kept(self) -> int:
        """How many of these were kept in time, or had no day and were kept."""
        return len(self.of[Fate.IN_TIME])


ENDED = (Fate.IN_TIME, Fate.TOO_LATE, Fate.BROKEN, Fate.EXPLAINED)


def case_record(cases: Iterable[Case], visits: Mapping[int, Sequence[int]], since: date, today: date) -> CaseRecord:
    """How the cases of a shop fared by ``today``; ``visits`` are the days on which customers came (ordinals), by id."""
    every = sorted((case for case in cases if case.opened <= today), key=lambda case: (case.opened, case.id))
    lately = [case for case in every if case.opened >= since]
    remedied = [case for case in lately if case.remedy.strip() and case.cause in frozenset(Cause)]
    asked = [case for case in lately if case.all_right is not None]
    right = [case for case in asked if case.all_right]
    back = {case.id: _came(case, visits, today) for case in lately}
    days = [(case.id, (case.asked_again - case.opened).days) for case in right if case.asked_again is not None]
    return CaseRecord(
        open=_ids(case for case in every if is_open(case, today)),
        opened=_ids(lately),
        remedied=_ids(remedied),
        matched=_ids(case for case in remedied if case.remedy in suited(case.cause)),
        asked=_ids(asked),
        right=_ids(right),
        due_back=_ids(case for case in lately if back[case.id] is not None),
        came=_ids(case for case in lately if back[case.id]),
        fixed=tuple(case_id for case_id, _ in days),
        days=tuple(number for _, number in days),
    )


def promise_record(promises: Iterable[Promise], since: date, today: date) -> PromiseRecord:
    """What became of our promises that were open or closed within the time from ``since`` to ``today``."""
    found: dict[Fate, list[int]] = {fate: [] for fate in Fate}
    for one in promises:
        ended = one.state is not PromiseState.OPEN
        if one.by is PromisedBy.SHOP and (not ended or (one.closed is not None and since <= one.closed <= today)):
            found[fate_of(one, today)].append(one.id)
    return PromiseRecord({fate: tuple(ids) for fate, ids in found.items()})


def fate_of(promise: Promise, today: date) -> Fate:
    """What became of a promise."""
    if promise.state is PromiseState.OPEN:
        return Fate.LATE if is_late(promise, today) else Fate.OPEN
    if promise.state is PromiseState.KEPT:
        return Fate.IN_TIME if was_in_time(promise) else Fate.TOO_LATE
    return Fate.BROKEN if promise.state is PromiseState.BROKEN else Fate.EXPLAINED


def _came(case: Case, visits: Mapping[int, Sequence[int]], today: date) -> bool | None:
    return came_again(visits.get(case.customer_id, ()), case.opened.toordinal(), today.toordinal())


def _ids(cases: Iterable[Case]) -> tuple[int, ...]:
    return tuple(case.id for case in cases)
