"""What a customer brings the shop in a period, and what serving them cost: sums that anybody can add up again.

All money is minor units of the shop's currency. What the shop never said of its costs is not guessed: goods without a
told share, and time without a told price, cost nothing here, and the figures say that it is not known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from relapp.domain.folding import search_terms

WHOLE = 100
"""Per cent."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` up to the evening before ``until``."""

    first: date
    until: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.until - self.first).days


@dataclass(frozen=True, slots=True)
class Costs:
    """What the owner said of the shop's costs.

    ``goods``: what goods cost the shop, in per cent of their price before any discount, by words of their names;
    ``other_goods`` the same of everything else that is sold, ``None`` where nobody said. ``hour`` is what an hour of
    work costs (minor units) and ``minutes`` what one contact takes; time costs nothing as long as either is 0.
    """

    goods: Mapping[str, int] = field(default_factory=dict)
    other_goods: int | None = None
    hour: int = 0
    minutes: int = 0

    @property
    def time_is_known(self) -> bool:
        """Whether the owner said what time costs."""
        return self.hour > 0 and self.minutes > 0

    def of_time(self, contacts: int) -> int:
        """What so many contacts cost."""
        return share_of(contacts * self.minutes * self.hour, 1, 60) if self.time_is_known else 0

    def shares(self, names: Sequence[str]) -> list[int | None]:
        """What each product costs in per cent of its price, ``None`` for those whose name holds none of the words.

        All words of an entry must be in the name; of several that fit, the one with most words counts.
        """
        told = [(frozenset(search_terms(words)), share) for words, share in self.goods.items()]
        told.sort(key=lambda one: -len(one[0]))
        found = []
        for name in names:
            words = frozenset(search_terms(name))
            found.append(next((share for wanted, share in told if wanted and wanted <= words), None))
        return found


@dataclass(frozen=True, slots=True)
class Goods:
    """What a customer's goods came to in a period, for those whose cost is told one by one: ``amount`` was paid for
    them, returns taken off, after ``discount``; they ``cost`` the shop so much."""

    amount: int = 0
    discount: int = 0
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Brought:
    """What one customer brought in a period.

    ``visits`` are days on which they came. ``bought`` is what they paid, ``returned`` what they got back for returns,
    ``discounts`` what was let off (already gone from ``bought``). ``goods`` is what the goods cost as far as it is
    told, and ``unknown`` the part of the spend of whose cost nothing is. ``contacts`` are calls, messages, complaints
    and the like, ``time`` what they cost; ``remedies`` is what putting complaints right cost, ``unpriced`` how many
    cases have no cost noted.
    """

    visits: int = 0
    bought: int = 0
    returned: int = 0
    discounts: int = 0
    goods: int = 0
    unknown: int = 0
    contacts: int = 0
    time: int = 0
    remedies: int = 0
    unpriced: int = 0

    @property
    def spend(self) -> int:
        """What they paid, less what they got back."""
        return self.bought - self.returned

    @property
    def costs_are_known(self) -> bool:
        """Whether all their goods have a cost."""
        return self.unknown == 0

    @property
    def margin(self) -> int | None:
        """Spend less what the goods cost, ``None`` while some of that is not known."""
        return self.spend - self.goods if self.costs_are_known else None

    @property
    def remains(self) -> int:
        """What is left after everything that is told: no more than this, where costs are missing."""
        return self.spend - self.goods - self.time - self.remedies

    @property
    def is_below_zero(self) -> bool:
        """Whether they cost more than they brought, by costs that were told."""
        return self.remains < 0

    def __add__(self, other: Brought) -> Brought:
        return Brought(*(getattr(self, name) + getattr(other, name) for name in _FIELDS))


_FIELDS = tuple(Brought.__dataclass_fields__)


class Line(StrEnum):
    """The lines of what serving somebody cost."""

    RETURNS = "returns"
    DISCOUNTS = "discounts"
    GOODS = "goods"
    TIME = "time"
    REMEDIES = "remedies"


@dataclass(frozen=True, slots=True)
class Served:
    """One line of the sum: ``amount`` is what it cost, ``count`` of what; ``counted`` whether it is still to be taken
    off what they paid (discounts are gone from that already). ``known`` is whether its cost was told in full."""

    line: Line
    amount: int
    count: int = 0
    counted: bool = True
    known: bool = True


def cost_lines(brought: Brought, costs: Costs) -> tuple[Served, ...]:
    """What they paid less the counted ``amount`` of these lines is :attr:`Brought.remains`."""
    return (
        Served(Line.RETURNS, brought.returned),
        Served(Line.DISCOUNTS, brought.discounts, counted=False),
        Served(Line.GOODS, brought.goods, known=brought.costs_are_known),
        Served(Line.TIME, brought.time, brought.contacts, known=costs.time_is_known or not brought.contacts),
        Served(Line.REMEDIES, brought.remedies, brought.unpriced, known=not brought.unpriced),
    )


def goods_cost(amount: int, discount: int, costs: Costs, told: Goods) -> tuple[int, int]:
    """What the goods behind a spend of ``amount``, after ``discount``, cost, and the part of it without a told cost.

    ``told`` is the part whose cost is told product by product. A discount does not make goods cheaper for the shop.
    """
    rest, let_off = amount - told.amount, discount - told.discount
    if costs.other_goods is None:
        return told.cost, rest
    return told.cost + share_of(rest + let_off, costs.other_goods), 0


def share_of(amount: int, share: int, whole: int = WHOLE) -> int:
    """``share`` parts of ``whole``, to the whole minor unit, half upwards: ``share_of(125, 50) == 63``."""
    return (2 * amount * share + whole) // (2 * whole)
