"""Return on customer: what a period earned, and what it did to what is still to come, for each unit of the latter.

Return on customer = (profit of the period + change in customer equity) / customer equity at its start (Don Peppers
and Martha Rogers, Return on Customer, 2005). Customer equity on a day is the sum of what everybody known by then is
expected to bring within the next year, told by the same rules on both days and from nothing that was not known on them.
A shop that earns well by spoiling what its customers would still bring has a high profit and a low return on customer.

All money is minor units of the shop's currency.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relapp.domain.days import before
from relapp.domain.value import Brought, Period, share_of

HORIZON = 365
"""Days that equity looks ahead."""

FEWEST = 10
"""With fewer customers known at the start there is nothing to divide by."""

MOST_SHOWN = 10
_PERIODS = (365, 183, 91)


def period_before(day: date, first: date) -> Period | None:
    """The period that ends the evening before ``day``: the longest that the shop has seen twice since ``first``.

    ``None`` in a shop that has not been seen for half a year.
    """
    seen = (day - first).days
    days = next((days for days in _PERIODS if seen >= 2 * days), None)
    return None if days is None else Period(before(day, days), day)


class Basis(StrEnum):
    """In what all the money of a return is told."""

    PROFIT = "profit"
    """Spend less what goods, time and remedies cost; what is to come less what goods will cost."""
    SPEND = "spend"
    """Spend alone: what some of the goods cost is not known."""


class Why(StrEnum):
    """What became of a customer in the period."""

    NEW = "new"
    """They came for the first time."""
    MORE = "more"
    """They spent more than in as many days before it."""
    LESS = "less"
    """They spent less, or as much."""
    SILENT = "silent"
    """They did not come."""


@dataclass(frozen=True, slots=True)
class Person:
    """One customer at both ends of the period, and what was seen of them in it and in as many days before it.

    ``start`` and ``end`` are what was expected of them within a year. ``last`` is the last day on which they came.
    """

    customer_id: int
    start: int
    end: int
    first: date
    last: date
    visits: int
    visits_before: int
    spend: int
    spend_before: int
    came_before: bool
    """Whether they were known at the start."""

    @property
    def change(self) -> int:
        """By how much what is expected of them changed."""
        return self.end - self.start

    @property
    def why(self) -> Why:
        """What became of them."""
        if not self.came_before:
            return Why.NEW
        if not self.visits:
            return Why.SILENT
        return Why.MORE if self.spend > self.spend_before else Why.LESS


@dataclass(frozen=True, slots=True)
class Return:
    """Return on customer of a period, with its parts; ``people`` are all customers, by id."""

    period: Period
    basis: Basis
    brought: Brought
    people: tuple[Person, ...]

    @property
    def earned(self) -> int:
        """What the period brought, on its basis."""
        return self.brought.remains if self.basis is Basis.PROFIT else self.brought.spend

    @property
    def start(self) -> int:
        """Customer equity on the first morning."""
        return sum(one.start for one in self.people)

    @property
    def end(self) -> int:
        """Customer equity after the last evening."""
        return sum(one.end for one in self.people)

    @property
    def came_true(self) -> int:
        """What those of whom :attr:`start` was expected brought in the period, told in the same way."""
        return expected(sum(one.spend for one in self.people if one.came_before), self.brought, self.basis)

    @property
    def known(self) -> int:
        """How many customers were known at the start."""
        return sum(one.came_before for one in self.people)

    @property
    def is_thin(self) -> bool:
        """Whether too little was known at the start."""
        return self.known < FEWEST or self.start <= 0

    @property
    def ratio(self) -> float | None:
        """The return, 0.12 being 12 %; ``None`` where too little was known."""
        return None if self.is_thin else (self.earned + self.end - self.start) / self.start

    def behind(self, most: int = MOST_SHOWN) -> tuple[Person, ...]:
        """Those with the greatest changes, up or down, the greatest first."""
        moved = [one for one in self.people if one.change]
        return tuple(sorted(moved, key=lambda one: (-abs(one.change), one.customer_id))[:most])

    def of(self, why: Why) -> tuple[Person, ...]:
        """Those of whom the same became; all four together are everybody, and their changes add up to the change."""
        return tuple(one for one in self.people if one.why is why)


def basis_of(whole: Brought) -> Basis:
    """Profit where the cost of all goods is told and something was earned on them, else spend."""
    return Basis.PROFIT if whole.margin is not None and whole.goods and whole.margin > 0 else Basis.SPEND


def expected(money: int, whole: Brought, basis: Basis) -> int:
    """What an expected spend of ``money`` brings: on profit the part that goods left of the spend of the period."""
    if basis is Basis.SPEND or whole.margin is None or whole.spend <= 0:
        return money
    return share_of(money, whole.margin, whole.spend)


def all_of(brought: Iterable[Brought]) -> Brought:
    """The sum of what everybody brought."""
    return sum(brought, Brought())


def roughly(amount: int) -> int:
    """An expected sum with three digits, all that can be known of it: ``roughly(144_495) == 144_000``."""
    return round(amount, min(0, 3 - len(str(abs(amount)))))
