"""What the shop learned, week by week and by whom, and how much it knows of those who come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from relapp.domain.facts import Certainty, Fact, FactKind
from relapp.domain.folding import fold
from relapp.domain.on_file import merely_on_file
from relapp.domain.question_bank import BankQuestion
from relapp.domain.receipts import Receipt

WEEKS = 12
"""So many weeks are told of, this one included."""

YEAR = 365

MOST_THINGS = 12
ONE_IN = 20
"""What is on file of at least one in so many of those who come is worth knowing of the others."""


class What(StrEnum):
    """How something was learned."""

    NEW = "new"
    CORRECTED = "corrected"
    """It took the place of what was known before."""
    CONFIRMED = "confirmed"
    """It was known, and still holds."""
    ANSWERED = "answered"
    """A question was put and answered."""


class Lesson(NamedTuple):
    """One thing learned on a day. ``staff_id`` is who noted it, ``None`` for an import or nobody named."""

    day: date
    what: What
    receipt: Receipt
    customer_id: int
    staff_id: int | None


@dataclass(frozen=True, slots=True)
class Week:
    """What was learned in the week that begins on ``monday``, the latest first."""

    monday: date
    lessons: tuple[Lesson, ...]

    def counts(self) -> Counter[What]:
        """How much was learned of each sort."""
        return Counter(one.what for one in self.lessons)

    def people(self) -> Counter[int | None]:
        """How much each noted."""
        return Counter(one.staff_id for one in self.lessons)

    def of(self, what: What | None = None, staff: Collection[int | None] | None = None) -> tuple[Lesson, ...]:
        """Those of one sort and by some people, of all where they are not named."""
        return tuple(
            one
            for one in self.lessons
            if (what is None or one.what is what) and (staff is None or one.staff_id in staff)
        )


def monday_of(day: date) -> date:
    """The Monday of the week of a day; of the first days there are, the first."""
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def weeks(lessons: Iterable[Lesson], today: date) -> tuple[Week, ...]:
    """The last :data:`WEEKS` weeks, this one first."""
    monday = monday_of(today)
    begins = [monday - timedelta(weeks=back) for back in range(WEEKS)]
    by_week: dict[date, list[Lesson]] = {begin: [] for begin in begins}
    for one in lessons:
        if one.day <= today and (begin := monday_of(one.day)) in by_week:
            by_week[begin].append(one)
    return tuple(
        Week(begin, tuple(sorted(some, key=lambda one: (one.day, one.receipt, one.what), reverse=True)))
        for begin, some in by_week.items()
    )


# -- depth --


@dataclass(frozen=True, slots=True)
class Thing:
    """One useful thing to know: of how many it is known, of whom not (by id), and of how many it was heard this year.

    ``kind`` is a kind of fact; how to reach somebody is also known by a contact point.
    """

    kind: str
    known: int
    fresh: int
    lacking: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Depth:
    """How much is known of the ``people`` who came within a year: ``things`` in their order.

    ``scores`` are how many of the things are known of each, and how many of these were heard or confirmed this year.
    """

    things: tuple[Thing, ...]
    people: tuple[int, ...]
    scores: Mapping[int, tuple[int, int]]

    @property
    def typical(self) -> tuple[float, float]:
        """How many things are known of one of them on average, and how many of these are fresh."""
        count = len(self.people) or 1
        return (
            sum(known for known, _ in self.scores.values()) / count,
            sum(fresh for _, fresh in self.scores.values()) / count,
        )

    @property
    def shallow(self) -> tuple[int, ...]:
        """Those of whom at most one thing is known."""
        return tuple(one for one in self.people if self.scores[one][0] <= 1)


def useful(bank: Sequence[BankQuestion], facts: Iterable[Fact], people: Collection[int]) -> tuple[str, ...]:
    """Which things are useful to know in this shop, at most :data:`MOST_THINGS`.

    How to reach them, what the shop asks, and what it has on file of at least one in :data:`ONE_IN` of ``people``, the
    most common first.
    """
    asked = [FactKind.REACH.value, *(one.kind for one in bank if one.active)]
    of: dict[str, set[int]] = {}
    names: dict[str, str] = {}
    for fact in facts:
        if fact.customer_id in people and fact.certainty is not Certainty.GUESSED and not merely_on_file(fact):
            of.setdefault(fold(fact.kind), set()).add(fact.customer_id)
            names.setdefault(fold(fact.kind), fact.kind)
    common = sorted(of, key=lambda kind: (-len(of[kind]), kind))
    found = dict.fromkeys(map(fold, asked))
    names |= {fold(kind): kind for kind in asked}
    for kind in common:
        if len(of[kind]) * ONE_IN >= len(people):
            found.setdefault(kind)
    return tuple(names[kind] for kind in list(found)[:MOST_THINGS])


def depth(
    things: Sequence[str], facts: Iterable[Fact], reachable: Collection[int], people: Sequence[int], today: date
) -> Depth:
    """How much is known of ``people``; those who are ``reachable`` have a contact point."""
    folded = [fold(kind) for kind in things]
    reach, wanted = fold(FactKind.REACH), set(folded)
    known: dict[int, dict[str, bool]] = {one: {} for one in people}
    for fact in facts:
        kind = fold(fact.kind)
        if kind in wanted and fact.customer_id in known and fact.certainty is not Certainty.GUESSED:
            fresh = (today - (fact.confirmed or fact.learned)).days <= YEAR
            had = known[fact.customer_id]
            had[kind] = had.get(kind, False) or fresh
    if reach in wanted:
        for one in reachable:
            if one in known:
                known[one].setdefault(reach, False)
    return Depth(
        things=tuple(
            Thing(
                kind=name,
                known=sum(kind in known[one] for one in people),
                fresh=sum(known[one].get(kind, False) for one in people),
                lacking=tuple(one for one in people if kind not in known[one]),
            )
            for name, kind in zip(things, folded, strict=True)
        ),
        people=tuple(people),
        scores={one: (len(known[one]), sum(known[one].values())) for one in people},
    )
