"""Segments: who is worth most, who could grow most and who is better served differently, by rules in plain numbers.

The rules are asked in this order; whoever fits none is among the others.

1. *Serve differently*: after all costs that are told, no more than :attr:`Rules.least` remains of them.
2. *Most valuable*: they are among so many in a hundred of whom most is expected within a year.
3. *Most growable*: even the lower end of what people with the same needs spend is more than they spent in as many days,
   by so many in a hundred.

All money is minor units of the shop's currency.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from relapp.domain.suggestions.signals import Range
from relapp.domain.value import WHOLE, Brought

FEWEST = 10
"""With fewer people alike nothing is said, unless the shop chooses another number."""

FEWEST_EVER = 5
"""Of fewer people alike nothing is ever said, whatever the rules are."""

MOST_GROWTH = 1_000
MOST_ALIKE = 40
MOST_LEAST = 10**9


class Segment(StrEnum):
    """Where a customer stands, in the order in which it is shown."""

    MOST_VALUABLE = "most_valuable"
    MOST_GROWABLE = "most_growable"
    SERVE_DIFFERENTLY = "serve_differently"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Rules:
    """``top``: how many in a hundred are the most valuable. ``growth``: by how many in a hundred the lower end of what
    people alike spend is above the own spend. ``fewest``: with fewer people alike nobody is growable. ``least``: what
    remains of a customer at which they are served differently, if it is below that."""

    top: int = 20
    growth: int = 50
    fewest: int = FEWEST
    least: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """What the rules look at. ``spend`` is that of as many days as the ``potential`` tells of, which is ``None`` where
    fewer than :data:`FEWEST_EVER` are alike."""

    customer_id: int
    expected: int
    brought: Brought
    spend: int = 0
    potential: Range | None = None

    def growable(self, rules: Rules) -> bool:
        """Whether people alike spend so much more."""
        found = self.potential
        if found is None or found.people < rules.fewest or found.low <= 0:
            return False
        return found.low * WHOLE >= self.spend * (WHOLE + rules.growth)

    @property
    def room(self) -> int:
        """What lies between their spend and the lower end of what people alike spend."""
        return 0 if self.potential is None else self.potential.low - self.spend


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who stands in another segment by other rules."""

    measured: Measured
    was: Segment
    now: Segment


def segments(people: Iterable[Measured], rules: Rules) -> dict[int, Segment]:
    """Where everybody stands, by id."""
    all_of_them = tuple(people)
    top = most_valuable(all_of_them, rules)
    found = {}
    for one in all_of_them:
        if one.brought.remains < rules.least:
            found[one.customer_id] = Segment.SERVE_DIFFERENTLY
        elif one.customer_id in top:
            found[one.customer_id] = Segment.MOST_VALUABLE
        elif one.growable(rules):
            found[one.customer_id] = Segment.MOST_GROWABLE
        else:
            found[one.customer_id] = Segment.OTHERS
    return found


def most_valuable(people: Sequence[Measured], rules: Rules) -> frozenset[int]:
    """The first of those of whom anything is expected: so many in a hundred of them, one at the least."""
    expected = sorted((-one.expected, one.customer_id) for one in people if one.expected > 0)
    count = -(-len(expected) * rules.top // WHOLE)
    return frozenset(customer_id for _, customer_id in expected[:count])


def bar(people: Sequence[Measured], rules: Rules) -> int | None:
    """What is expected of the last of the most valuable, ``None`` where there is none."""
    top = most_valuable(people, rules)
    return min((one.expected for one in people if one.customer_id in top), default=None)


def moves(people: Sequence[Measured], before: Rules, after: Rules) -> tuple[Move, ...]:
    """Who stands elsewhere by other rules; those of whom most is expected first."""
    was, now = segments(people, before), segments(people, after)
    moved = [
        Move(one, was[one.customer_id], now[one.customer_id])
        for one in people
        if was[one.customer_id] is not now[one.customer_id]
    ]
    return tuple(sorted(moved, key=lambda move: (-move.measured.expected, move.measured.customer_id)))


def counts(standing: Mapping[int, Segment]) -> dict[Segment, int]:
    """How many stand in each segment."""
    found = dict.fromkeys(Segment, 0)
    for segment in standing.values():
        found[segment] += 1
    return found
