"""Pictures of figures, before anybody draws them: plain values with what each of them opens.

A picture speaks in codes, days and the shop's own words; which sentence stands for a code the page that shows it knows.
All values of a picture are of one measure. Whatever can be pointed at is a *mark*; a mark's ``opens`` is a code that
only the page of the picture understands, and from which it tells the customers or entries behind the mark (empty: there
is nothing behind it). A picture of too little says so (:attr:`is_thin`), and is then told in words and not drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

HOURS = 24
WEEK = 7


class Unit(StrEnum):
    """What the values of a picture count."""

    COUNT = "count"
    """Customers, visits, remarks."""
    MONEY = "money"
    """Minor units of the measure's currency."""
    DAYS = "days"
    SHARE = "share"
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What values are, ``currency`` being an ISO 4217 code for money and else empty.

    ``about``: money that is expected or estimated, and so is not told to the cent.
    """

    unit: Unit = Unit.COUNT
    currency: str = ""
    about: bool = False


class Step(StrEnum):
    """How far apart the points of a line are, and so how their days are written."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


# -- marks --


@dataclass(frozen=True, slots=True)
class Point:
    """One place of a line: ``at`` is its day, or any day of its month.

    ``value`` is ``None`` where it is not known: the line has a gap there. ``low`` and ``high`` bound the band round it,
    ``second`` is the value of the second line.
    """

    at: date
    value: float | None
    low: float | None = None
    high: float | None = None
    second: float | None = None
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``label`` is a code or the shop's own word, ``earlier`` what it was before, ``low`` and ``high`` how
    sure the value is."""

    label: str
    value: float
    earlier: float | None = None
    low: float | None = None
    high: float | None = None
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """How many are in a state at one of the two ends of a flow."""

    state: str
    value: int
    after: bool
    """At the later end."""
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """How many went from one state into another, or stayed where both are the same."""

    source: str
    target: str
    value: int
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of one weekday; Monday is 0, ``hour`` 9 is from nine to ten."""

    weekday: int
    hour: int
    value: float
    opens: str = ""


Mark = Point | Bar | Stand | Move | Cell


# -- pictures --


@dataclass(frozen=True, slots=True)
class Line:
    """A line over days or months, with a band and a second line where its points have them."""

    points: tuple[Point, ...]
    measure: Measure = Measure()
    step: Step = Step.MONTH
    fewest: int = 2
    """With fewer known points there is no line to draw."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The points, the earliest first."""
        return self.points

    @property
    def is_thin(self) -> bool:
        """Whether too few points are known."""
        return sum(point.value is not None for point in self.points) < self.fewest

    @property
    def has_second(self) -> bool:
        """Whether there is a second line."""
        return any(point.second is not None for point in self.points)


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from the top down, in the order in which they are given."""

    bars: tuple[Bar, ...]
    measure: Measure = Measure()
    fewest: int = 1

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The bars."""
        return self.bars

    @property
    def is_thin(self) -> bool:
        """Whether there are too few bars, or none that is anything."""
        return len(self.bars) < self.fewest or not any(bar.value or bar.earlier for bar in self.bars)

    @property
    def has_earlier(self) -> bool:
        """Whether any bar tells what it was before."""
        return any(bar.earlier is not None for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Flow:
    """Where everybody stood at the ends of two months, and how they got from the one to the other.

    The stands of each end, and the moves, add up to the same number.
    """

    earlier: date
    later: date
    before: tuple[Stand, ...]
    after: tuple[Stand, ...]
    moves: tuple[Move, ...]
    measure: Measure = Measure()
    fewest: int = 1

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What stood before, what moved, what stands after."""
        return (*self.before, *self.moves, *self.after)

    @property
    def is_thin(self) -> bool:
        """Whether fewer than :attr:`fewest` are counted."""
        return sum(move.value for move in self.moves) < self.fewest


@dataclass(frozen=True, slots=True)
class Heat:
    """The rhythm of the week; hours that no cell names are nothing."""

    cells: tuple[Cell, ...]
    measure: Measure = Measure()
    untimed: int = 0
    """How many have a day but no time of day, and so stand in no cell."""
    fewest: int = 20
    """A week is no rhythm before so many were counted."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The cells, day by day."""
        return self.cells

    @property
    def is_thin(self) -> bool:
        """Whether too little was counted."""
        return sum(cell.value for cell in self.cells) < self.fewest

    @property
    def hours(self) -> range:
        """From the first to the last hour in which there is anything."""
        busy = [cell.hour for cell in self.cells if cell.value]
        return range(min(busy), max(busy) + 1) if busy else range(0)


@dataclass(frozen=True, slots=True)
class Spark:
    """A line without axes, as tall as a line of words."""

    points: tuple[Point, ...]
    measure: Measure = Measure()
    step: Step = Step.MONTH
    fewest: int = 3

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The points, the earliest first."""
        return self.points

    @property
    def is_thin(self) -> bool:
        """Whether too few points are known."""
        return sum(point.value is not None for point in self.points) < self.fewest


Picture = Line | Bars | Flow | Heat | Spark
