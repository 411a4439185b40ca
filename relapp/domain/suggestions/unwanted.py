"""Unwanted: products that a customer must not or does not want to have."""

from __future__ import annotations

from collections.abc import Iterable

from relapp.domain.arrivals import thing
from relapp.domain.facts import Fact, FactKind

_AGAINST = frozenset({FactKind.DISLIKES, FactKind.AVOID, FactKind.ALLERGY})


def is_unwanted(product: str, facts: Iterable[Fact]) -> bool:
    """Whether they told us, or we saw or guess, that they do not want it.

    One word in common with something they must not have is enough; of what they dislike, all its words must be there.
    """
    words = thing(product)
    for fact in facts:
        if fact.kind not in _AGAINST or fact.about:
            continue
        against = thing(fact.value)
        if fact.kind == FactKind.DISLIKES:
            if against and against <= words:
                return True
        elif not against.isdisjoint(words):
            return True
    return False
