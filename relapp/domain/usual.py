"""The usual: what a customer takes most times they buy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

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


def _amount(quantity: Decimal, unit_price: int) -> int:
    return int((quantity * unit_price).to_integral_value(ROUND_HALF_EVEN))
