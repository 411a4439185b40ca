"""Returns: which purchase something that was brought back came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class LineOfSale(NamedTuple):
    """A line of one customer: what was bought, or, below zero, brought back."""

    id: int
    product_id: int
    day: date
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class CameFrom:
    """Part of a return: ``quantity`` of the ``bought`` that the purchase line ``line_id`` of that day had."""

    line_id: int
    day: date
    quantity: Decimal
    bought: Decimal


def came_from(lines: Iterable[LineOfSale]) -> dict[int, tuple[CameFrom, ...]]:
    """For each line brought back, where it came from; ``lines`` are one customer's, the earliest first.

    A return goes against what the customer took last of that product and did not bring back yet, and so on backwards.
    What has nothing to go against came from nowhere. ``items.lines`` takes returns off by the same rule, day by day.
    """
    there: defaultdict[int, list[tuple[LineOfSale, Decimal]]] = defaultdict(list)
    found: dict[int, tuple[CameFrom, ...]] = {}
    for line in lines:
        kept = there[line.product_id]
        if line.quantity > 0:
            kept.append((line, line.quantity))
            continue
        back, parts = -line.quantity, []
        while back > 0 and kept:
            bought, left = kept.pop()
            taken = min(back, left)
            parts.append(CameFrom(bought.id, bought.day, taken, bought.quantity))
            back -= taken
            if left > taken:
                kept.append((bought, left - taken))
        if parts:
            found[line.id] = tuple(parts)
    return found
