"""Look-alikes: two customers who may be one person."""

from __future__ import annotations

from dataclasses import dataclass

from relapp.domain.customers import ContactKind
from relapp.domain.folding import search_terms

MOST_SHARING = 4
"""A number that more customers have is nobody's own: the shop's, or a placeholder."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Another customer who may be the same person.

    They share the contact point ``value`` of ``kind``; or, where ``kind`` is ``None``, the name and the household.
    """

    customer_id: int
    name: str
    kind: ContactKind | None
    value: str = ""


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same whatever the case, the accents and the order of their words."""
    words = sorted(search_terms(one))
    return bool(words) and words == sorted(search_terms(other))
