"""Holding back: a small share of the ideas is shown to nobody, so that it can be seen fairly whether ideas help.

Which ones is drawn by a hash of the customer, the kind and a period of :data:`PERIOD_DAYS` days: the same data give the
same list on every computer, and an idea that is held back stays so for its period. What was shown in a period can then
be held against what was not, as nobody chose between them. Nothing that we owe is held back, no date that they
told us, nothing that protects them, and nothing that is about the shop's own order.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from relapp.domain.suggestions.model import SuggestionKind

PERIOD_DAYS = 91

ONE_IN = 10
"""Of so many ideas one is held back, where the owner allows it."""

HELD_BACK = "held_back"
"""How the record marks what was held back."""

HOLDABLE = frozenset(
    {
        SuggestionKind.REPLENISH,
        SuggestionKind.SLIPPING,
        SuggestionKind.AFTER_SALE,
        SuggestionKind.SECOND_VISIT,
        SuggestionKind.THANK,
        SuggestionKind.ASK,
        SuggestionKind.LIKE_THEM,
    }
)


def period_of(day: date) -> int:
    """The number of the period in which a day lies."""
    return day.toordinal() // PERIOD_DAYS


def is_drawn(customer_id: int, kind: SuggestionKind, period: int) -> bool:
    """Whether ideas of ``kind`` for this customer are among those that are held back in a period."""
    if kind not in HOLDABLE:
        return False
    drawn = sha256(f"{customer_id}:{kind.value}:{period}".encode()).digest()
    return int.from_bytes(drawn[:8]) % ONE_IN == 0
