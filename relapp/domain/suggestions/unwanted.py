"""Unwanted: products that a customer must not or does not want to have."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from relapp.domain.barring import SHUNNED, ProductWords
from relapp.domain.facts import Fact


def is_unwanted(product: str, facts: Iterable[Fact]) -> bool:
    """Whether they told us, or we saw or guess, that they do not want it."""
    return any(fact.kind in SHUNNED and not fact.about and bars(fact.value, product) for fact in facts)


@lru_cache(maxsize=8192)
def bars(value: str, product: str) -> bool:
    """Whether the value of a fact names ``product``."""
    return bool(ProductWords([product]).barred([value]))
