"""How far the answers to a question split a shop: whether those who answered differently were served differently."""

from __future__ import annotations

import math
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from relapp.domain.folding import fold

LEAST_PEOPLE = 6
"""With fewer who answered nothing is said."""

LEAST_ALIKE = 2
"""An answer that fewer gave is left out."""

MOST_PEOPLE = 200
"""Of more, the newest answers are measured."""

SHUFFLES = 99
CHANCE = 0.05
"""Answers that are dealt out at random split as well as the real ones in fewer than this share of shuffles."""

UNKNOWN = 0.03
"""What a question is taken to be worth of which too little is known: more than one that was found to tell nothing."""

_DAMPING = 10
"""So many people a measure of zero weighs beside those who answered."""

_FIRST_PART = re.compile(r"[^,;.(–—]+")

Thing = tuple[str, str]
"""What was done for a customer: (:data:`BOUGHT`, a product) or (:data:`SUGGESTED`, a kind of suggestion)."""

BOUGHT = "bought"
SUGGESTED = "suggested"

Habits = Mapping[Thing, float]
"""How much of each thing, in any unit; only the shares within a sort count."""


@dataclass(frozen=True, slots=True)
class Told:
    """What ``people`` (customer ids) said; ``had`` of them had the thing that sets the answers apart most."""

    said: str
    people: tuple[int, ...]
    had: int


@dataclass(frozen=True, slots=True)
class Split:
    """What the ``people`` answers to a question so far teach.

    ``told`` are the two answers that most gave; empty where too few answered to say. ``thing`` is what sets them apart
    most, ``strength`` (0 to 1) how much of the difference between customers the answers explain beyond chance, less
    where few answered; 0 where chance explains as much.
    """

    people: int
    told: tuple[Told, ...] = ()
    thing: Thing | None = None
    strength: float = 0.0


def worth(split: Split | None) -> float:
    """What asking promises to change: what was measured, or :data:`UNKNOWN` where too few answered."""
    return UNKNOWN if split is None or not split.told else split.strength


def measure(answers: Sequence[tuple[int, str]], habits: Mapping[int, Habits]) -> Split:
    """What ``answers`` (a customer and what they said, newest first, one each) teach about their ``habits``.

    Answers are alike that begin alike, up to the first comma or full stop. Customers of whom nothing came are left out.
    """
    seen = [(one, said) for one, said in answers if habits.get(one)][:MOST_PEOPLE]
    groups: dict[str, list[int]] = defaultdict(list)
    spoken: dict[str, str] = {}
    for one, said in seen:
        groups[_alike(said)].append(one)
        spoken.setdefault(_alike(said), _first_part(said))
    kept = {key: sorted(people) for key, people in groups.items() if len(people) >= LEAST_ALIKE}
    people = sum(map(len, kept.values()))
    if len(kept) < LEAST_ALIKE or people < LEAST_PEOPLE:
        return Split(len(answers))
    vectors = {one: _direction(habits[one]) for group in kept.values() for one in group}
    first, second = sorted(kept, key=lambda key: (-len(kept[key]), key))[:2]
    thing, had = _apart(kept[first], kept[second], habits)
    return Split(
        people=len(answers),
        told=tuple(Told(spoken[key], tuple(kept[key]), had[at]) for at, key in enumerate((first, second))),
        thing=thing,
        strength=_strength(list(kept.values()), vectors),
    )


def _first_part(said: str) -> str:
    found = _FIRST_PART.match(said.strip())
    return " ".join((found.group() if found else said).split())


def _alike(said: str) -> str:
    return fold(_first_part(said))


def _direction(habits: Habits) -> dict[Thing, float]:
    """A point of length one: what two customers share of their habits is its product with another's (Hellinger)."""
    sums: dict[str, float] = defaultdict(float)
    for (sort, _), amount in habits.items():
        sums[sort] += amount
    return {thing: math.sqrt(amount / sums[thing[0]] / len(sums)) for thing, amount in habits.items()}


def _strength(groups: Sequence[Sequence[int]], vectors: Mapping[int, Mapping[Thing, float]]) -> float:
    everyone = [one for group in groups for one in group]
    sizes = [len(group) for group in groups]
    whole = _length(vectors[one] for one in everyone) / len(everyone)
    spread = len(everyone) - whole
    if spread <= 0:
        return 0.0

    def explained(dealt: Sequence[int]) -> float:
        between, at = 0.0, 0
        for size in sizes:
            between += _length(vectors[one] for one in dealt[at : at + size]) / size
            at += size
        return (between - whole) / spread

    found = explained(everyone)
    shuffle = random.Random(0)
    dealt = list(everyone)
    as_well = 0
    for _ in range(SHUFFLES):
        shuffle.shuffle(dealt)
        as_well += explained(dealt) >= found
    if (1 + as_well) / (1 + SHUFFLES) > CHANCE:
        return 0.0
    by_chance = (len(groups) - 1) / (len(everyone) - 1)  # what shuffled answers explain on average
    beyond = (found - by_chance) / (1 - by_chance)
    return beyond * len(everyone) / (len(everyone) + _DAMPING)


def _length(vectors: Iterable[Mapping[Thing, float]]) -> float:
    """The squared length of the sum."""
    total: dict[Thing, float] = defaultdict(float)
    for vector in vectors:
        for thing, amount in vector.items():
            total[thing] += amount
    return sum(amount * amount for amount in total.values())


def _apart(one: Sequence[int], other: Sequence[int], habits: Mapping[int, Habits]) -> tuple[Thing, tuple[int, int]]:
    """The thing whose share of takers differs most between two groups, and how many in each had it."""
    had: dict[Thing, list[int]] = defaultdict(lambda: [0, 0])
    for side, people in enumerate((one, other)):
        for customer_id in people:
            for thing in habits[customer_id]:
                had[thing][side] += 1

    def apart(thing: Thing) -> float:
        return abs(had[thing][0] / len(one) - had[thing][1] / len(other))

    best = min(had, key=lambda thing: (-apart(thing), thing))
    return best, (had[best][0], had[best][1])
