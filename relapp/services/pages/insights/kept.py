"""Kept, slipping, lost, back: where everybody stood by their own rhythm at the ends of the last months, and now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import numpy as np

from relapp.domain.days import months_after
from relapp.domain.pictures import Flow, Line, Move, Point, Spark, Stand
from relapp.domain.states import CustomerState, states_on
from relapp.services.pages.customers import ListView
from relapp.services.pages.insights.asking import Asked, Behind
from relapp.storage import candidates, customers
from relapp.storage.reader import Reader

MONTHS = 12
NOW = MONTHS
"""The place of this morning among :attr:`Kept.mornings`; before it come the ends of so many whole months."""

FEW = 2_000
"""Up to so many changed customers are looked at anew; above, everybody is."""

STATES = tuple(CustomerState)
_NUMBER = {state: number for number, state in enumerate(STATES)}
_NOBODY_CAME = bytes([_NUMBER[CustomerState.NEVER_CAME]])


@dataclass(frozen=True, slots=True)
class Kept:
    """Where each customer of today stood on each of ``mornings``: the firsts after whole months, and today.

    ``of`` has for each customer (by id, in no order) one byte a morning, the place of their state in :data:`STATES`.
    ``begun`` is the day of the first visit there is. ``counts`` and ``moves`` count ``of``: in each state on each
    morning, and from each state into each between the ends of the last two whole months.
    """

    mornings: tuple[date, ...]
    of: Mapping[int, bytes]
    begun: date | None
    counts: tuple[Mapping[CustomerState, int], ...]
    moves: Mapping[tuple[CustomerState, CustomerState], int]

    @property
    def everybody(self) -> int:
        """How many customers there are."""
        return len(self.of)

    def ids(self, state: CustomerState, place: int = NOW) -> tuple[int, ...]:
        """Who was in a state on a morning."""
        number = _NUMBER[state]
        return tuple(sorted(one for one, was in self.of.items() if was[place] == number))

    def end_of(self, place: int) -> date:
        """The last day that counted on a morning."""
        return self.mornings[place] - timedelta(days=1)


def load(reader: Reader, asked: Asked) -> Kept:
    """How everybody stood; only of those who changed where that is known of the others."""
    mornings = mornings_until(asked.day)
    before = asked.before
    if not isinstance(before, Kept) or asked.changed is None or len(asked.changed) > FEW:
        ids = customers.ids_by_last_contact(reader, asked.day)
        return _counted(mornings, *_standings(reader, mornings, ids, None))
    there = [one.id for one in customers.find(reader, asked.changed)]
    anew, begun = _standings(reader, mornings, there, there)
    of = {one: was for one, was in before.of.items() if one not in asked.changed} | anew
    return _counted(mornings, of, min((day for day in (begun, before.begun) if day), default=None))


def mornings_until(today: date) -> tuple[date, ...]:
    """The first day after each of the last whole months, and today."""
    first = today.replace(day=1)
    return (*(months_after(first, -back) for back in range(MONTHS - 1, -1, -1)), today)


def _standings(
    reader: Reader, mornings: tuple[date, ...], ids: Collection[int], some: Collection[int] | None
) -> tuple[dict[int, bytes], date | None]:
    """One pass over all visits, or those of ``some``."""
    found = dict.fromkeys(ids, _NOBODY_CAME * len(mornings))
    ordinals = [morning.toordinal() for morning in mornings]
    first = None
    for one, days in candidates.visits(reader, some):
        found[one] = bytes(_NUMBER[state] for state in states_on(days, ordinals))
        first = days[0] if first is None else min(first, days[0])
    return found, None if first is None else date.fromordinal(first)


def _counted(mornings: tuple[date, ...], of: Mapping[int, bytes], begun: date | None) -> Kept:
    table = np.frombuffer(b"".join(of.values()), dtype=np.uint8).reshape(len(of), len(mornings))
    counts = [np.bincount(table[:, place], minlength=len(STATES)).tolist() for place in range(len(mornings))]
    pairs = table[:, NOW - 2].astype(np.int64) * len(STATES) + table[:, NOW - 1]
    moved = np.bincount(pairs, minlength=len(STATES) ** 2).tolist()
    return Kept(
        mornings,
        of,
        begun,
        tuple(dict(zip(STATES, one, strict=True)) for one in counts),
        dict(zip(product(STATES, STATES), moved, strict=True)),
    )


# -- pictures --


def line(kept: Kept) -> Line:
    """How many were kept, and how many were slipping, at the end of each month since somebody first came."""
    return Line(tuple(_point(kept, place, CustomerState.KEPT, CustomerState.SLIPPING) for place in range(MONTHS)))


def spark(kept: Kept, state: CustomerState) -> Spark:
    """How many were in a state at the end of each month, and are now."""
    return Spark(tuple(_point(kept, place, state) for place in range(NOW + 1)))


def _point(kept: Kept, place: int, state: CustomerState, second: CustomerState | None = None) -> Point:
    at = kept.end_of(place)
    if kept.begun is None or at < kept.begun:
        return Point(at, None)
    counts = kept.counts[place]
    code = _code("state", state, str(place))
    return Point(at, counts[state], second=None if second is None else counts[second], opens=code)


def flow(kept: Kept) -> Flow:
    """From the end of the month before the last whole one to the end of the last."""
    earlier, later = NOW - 2, NOW - 1
    before, after = (
        tuple(
            Stand(state, kept.counts[place][state], place == later, _code("state", state, str(place)))
            for state in STATES
            if kept.counts[earlier][state] or kept.counts[later][state]
        )
        for place in (earlier, later)
    )
    moves = tuple(
        Move(source, target, number, _code("move", source, target))
        for (source, target), number in kept.moves.items()
        if number
    )
    came = kept.begun is not None and kept.end_of(earlier) >= kept.begun
    return Flow(kept.end_of(earlier), kept.end_of(later), before, after, moves if came else ())


# -- what is behind them --


def _code(*parts: str) -> str:
    return ":".join(parts)


def now(state: CustomerState) -> str:
    """The code that opens who is in a state now."""
    return _code("state", state, str(NOW))


def behind(reader: Reader, kept: Kept, code: str, asked: Asked) -> Behind:  # noqa: ARG001
    """Who stands behind a mark."""
    what, first, second = code.split(":")
    state = CustomerState(first)
    if what == "move":
        pair = (_NUMBER[state], _NUMBER[CustomerState(second)])
        return Behind(tuple(sorted(one for one, was in kept.of.items() if (was[NOW - 2], was[NOW - 1]) == pair)))
    if int(second) == NOW:
        return Behind(view=ListView(state.value))
    return Behind(kept.ids(state, int(second)))
