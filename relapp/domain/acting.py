"""Did acting help? Who came again after an idea that was followed, one that was left, and one that nobody was shown.

What is counted is a customer, a kind of idea and a period (:mod:`relapp.domain.suggestions.holding_back`), once: from
the first day on which it was followed, or else shown, or else held back. An idea was *left* if it was shown and nobody
ever answered it; whoever put it off or said no did choose, and counts in neither. Followed against left is no proof:
staff follow what promises most. Shown against held back is fair: a hash drew between them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from relapp.domain.came_again import came_again
from relapp.domain.intervals import Interval, newcombe
from relapp.domain.suggestions.holding_back import is_drawn, period_of
from relapp.domain.suggestions.model import SuggestionKind
from relapp.domain.suggestions.reach import OWED

LOOK_BACK_DAYS = 365

ENOUGH = 12
"""Nothing is said from a group of fewer."""


class Told(NamedTuple):
    """One suggestion, known by customer, kind and evidence, and a day."""

    customer_id: int
    kind: SuggestionKind
    evidence: str
    day: date


@dataclass(frozen=True, slots=True)
class Group:
    """Customers by id, once for each kind and period, and those of them who came again in their time."""

    counted: tuple[int, ...] = ()
    came: tuple[int, ...] = ()
    waiting: int = 0
    """Of so many more that time is not over."""

    @property
    def share(self) -> float:
        """Which share came; 0 of nobody."""
        return len(self.came) / len(self.counted) if self.counted else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """One group against another."""

    one: Group
    other: Group

    @property
    def is_thin(self) -> bool:
        """Whether either has too few to say anything."""
        return min(len(self.one.counted), len(self.other.counted)) < ENOUGH

    @property
    def difference(self) -> float:
        """By how much the first came more often, as a share."""
        return self.one.share - self.other.share

    @property
    def interval(self) -> Interval:
        """Where that difference lies with 95 % confidence."""
        one, other = self.one, self.other
        return newcombe(len(one.came), len(one.counted), len(other.came), len(other.counted))


@dataclass(frozen=True, slots=True)
class Acting:
    """``followed`` is ideas done against those left; ``shown`` those shown against those held back, once any were."""

    followed: Comparison
    shown: Comparison | None


_Unit = tuple[int, SuggestionKind, int]


def acting(
    shown: Iterable[Told],
    done: Iterable[Told],
    otherwise: Collection[tuple[int, SuggestionKind, str]],
    held: Sequence[Told],
    visits: Mapping[int, Sequence[int]],
    today: date,
) -> Acting:
    """What the record of before ``today`` says; ``otherwise`` are the suggestions that staff put off or refused.

    ``visits`` are the days on which customers came, as ordinals, by id.
    """
    shown_ideas = [one for one in shown if one.kind not in OWED]
    first_done = _first(one for one in done if one.kind not in OWED)
    answered = set(otherwise)
    first_left = _first(one for one in shown_ideas if one[:3] not in answered)
    left = {unit: day for unit, day in first_left.items() if unit not in first_done}
    followed = Comparison(_group(first_done, visits, today), _group(left, visits, today))
    return Acting(followed, _against_held(shown_ideas, held, visits, today) if held else None)


def _against_held(
    shown: Iterable[Told], held: Sequence[Told], visits: Mapping[int, Sequence[int]], today: date
) -> Comparison:
    """Only from the first day on which anything was held back, and of kinds that can be: the others were not drawn."""
    since = min(one.day for one in held)
    first_held = _first(held)
    kinds = {one.kind for one in held}
    first_shown = _first(
        one
        for one in shown
        if one.day >= since and one.kind in kinds and not is_drawn(one.customer_id, one.kind, period_of(one.day))
    )
    first_shown = {unit: day for unit, day in first_shown.items() if unit not in first_held}
    return Comparison(_group(first_shown, visits, today), _group(first_held, visits, today))


def _first(told: Iterable[Told]) -> dict[_Unit, date]:
    found: dict[_Unit, date] = {}
    for one in told:
        unit = (one.customer_id, one.kind, period_of(one.day))
        found[unit] = min(one.day, found.get(unit, one.day))
    return found


def _group(first: Mapping[_Unit, date], visits: Mapping[int, Sequence[int]], today: date) -> Group:
    counted: list[int] = []
    came: list[int] = []
    waiting = 0
    for (customer_id, _, _), day in sorted(first.items()):
        again = came_again(visits.get(customer_id, ()), day.toordinal(), today.toordinal())
        if again is None:
            waiting += 1
            continue
        counted.append(customer_id)
        if again:
            came.append(customer_id)
    return Group(tuple(counted), tuple(came), waiting)
