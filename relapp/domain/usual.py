"""The usual: what a customer takes most times they buy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from relapp.domain.arrivals import thing
from relapp.domain.interactions import Interaction, Kind, NewPurchaseLine

WINDOW = 10
"""From how many of the latest purchases the usual is read."""

_TIMES_AT_LEAST = 3


@dataclass(frozen=True, slots=True)
class BasketLine:
    """One product of one purchase; ``unit_price`` is in minor units, ``None`` where no price was told."""

    product_id: int
    product: str
    quantity: Decimal
    unit_price: int | None


@dataclass(frozen=True, slots=True)
class Basket:
    """One purchase: ``day`` is an ordinal."""

    interaction_id: int
    day: int
    lines: tuple[BasketLine, ...]


@dataclass(frozen=True, slots=True)
class UsualItem:
    """``quantity`` and ``unit_price`` as they typically are; ``bought`` in how many of the purchases looked at."""

    product_id: int
    product: str
    quantity: Decimal
    unit_price: int | None
    bought: int


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual for a customer, most certain first.

    Its certainty is said in counts: each item was ``bought`` in so many of the last ``purchases``. ``interactions``
    are the purchases that show it, oldest first.
    """

    items: tuple[UsualItem, ...]
    purchases: int
    interactions: tuple[int, ...]


def baskets_of(interactions: Iterable[Interaction]) -> tuple[Basket, ...]:
    """The purchases with lines among ``interactions`` that were for themselves, oldest first."""
    bought = (entry for entry in interactions if entry.kind is Kind.PURCHASE and entry.lines and not entry.bought_for)
    return tuple(
        Basket(
            entry.id,
            entry.day.toordinal(),
            tuple(BasketLine(line.product_id, line.product, line.quantity, line.unit_price) for line in entry.lines),
        )
        for entry in sorted(bought, key=lambda entry: (entry.at, entry.id))
    )


def usual(baskets: Sequence[Basket]) -> Usual | None:
    """What the customer usually takes, ``None`` where nothing is usual.

    Of the last :data:`WINDOW` purchases an item must have been in at least three and in at least half. Its typical
    quantity is the median (the lower one of two), its price the latest told.
    """
    recent = sorted(baskets, key=lambda basket: (basket.day, basket.interaction_id))[-WINDOW:]
    quantities: defaultdict[int, dict[int, Decimal]] = defaultdict(dict)
    names: dict[int, str] = {}
    prices: dict[int, int] = {}
    for basket in recent:
        for line in basket.lines:
            if line.quantity <= 0 or not line.product:
                continue
            taken = quantities[line.product_id]
            taken[basket.interaction_id] = taken.get(basket.interaction_id, Decimal(0)) + line.quantity
            names[line.product_id] = line.product
            if line.unit_price is not None:
                prices[line.product_id] = line.unit_price
    items = [
        UsualItem(
            product, names[product], sorted(taken.values())[(len(taken) - 1) // 2], prices.get(product), len(taken)
        )
        for product, taken in quantities.items()
        if len(taken) >= _TIMES_AT_LEAST and 2 * len(taken) >= len(recent)
    ]
    if not items:
        return None
    items.sort(key=lambda item: (-item.bought, item.product, item.product_id))
    shown = {interaction for item in items for interaction in quantities[item.product_id]}
    return Usual(
        items=tuple(items),
        purchases=len(recent),
        interactions=tuple(basket.interaction_id for basket in recent if basket.interaction_id in shown),
    )


def lines_of(usual: Usual) -> tuple[NewPurchaseLine, ...]:
    """The purchase lines that logging the usual writes."""
    return tuple(
        NewPurchaseLine(
            product=item.product,
            quantity=item.quantity,
            unit_price=item.unit_price,
            amount=None if item.unit_price is None else _amount(item.quantity, item.unit_price),
        )
        for item in usual.items
    )


class Differ(StrEnum):
    """How what was taken differed from the usual."""

    WITHOUT = "without"
    """So much less of it; all of it where nobody said how much."""
    PLUS = "plus"
    COUNT = "count"
    """So much of it, instead of the usual quantity; of the only thing there is where none is named."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; ``counted`` says that a number was told, ``sure`` that its words can only be something sold."""

    how: Differ
    line: NewPurchaseLine
    counted: bool = False
    sure: bool = False


def differ(lines: Sequence[NewPurchaseLine], differences: Iterable[Difference]) -> tuple[NewPurchaseLine, ...]:
    """The usual ``lines`` with what was different this time.

    What is neither among them nor surely something sold ("no sugar") changes no line: it stands in the entry's words.
    """
    taken = list(lines)
    for one in differences:
        at = _place(taken, one)
        if at is None:
            if one.how is not Differ.WITHOUT and one.sure:
                taken.append(one.line)
            continue
        quantity = _quantity(taken[at].quantity, one)
        if quantity <= 0:
            del taken[at]
        else:
            taken[at] = _counted(taken[at], quantity)
    return tuple(taken)


def _place(lines: Sequence[NewPurchaseLine], one: Difference) -> int | None:
    """Which of ``lines`` a difference is about."""
    if not one.line.product:
        return 0 if len(lines) == 1 else None
    words = _name(one.line.product)
    return next((at for at, line in enumerate(lines) if words and words <= _name(line.product)), None)


def _name(product: str) -> frozenset[str]:
    """The words of a product without what a comma sets off: "not sliced" gives up no "small wholemeal, sliced"."""
    return thing(product.partition(",")[0])


def _quantity(usually: Decimal, one: Difference) -> Decimal:
    if one.how is Differ.PLUS:
        return usually + one.line.quantity
    if one.how is Differ.WITHOUT:
        return usually - one.line.quantity if one.counted else Decimal(0)
    return one.line.quantity if one.counted else usually


def _counted(line: NewPurchaseLine, quantity: Decimal) -> NewPurchaseLine:
    amount = None if line.unit_price is None else _amount(quantity, line.unit_price)
    return replace(line, quantity=quantity, amount=amount)


def _amount(quantity: Decimal, unit_price: int) -> int:
    return int((quantity * unit_price).to_integral_value(ROUND_HALF_EVEN))
