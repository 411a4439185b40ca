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


def clearly_other(one: str, other: str) -> bool:
    """Whether two names are those of two people: their first words differ, and neither name is part of the other.

    A nickname that begins the name, an initial, a further or a new family name make nobody another person.
    """
    first, second = search_terms(one), search_terms(other)
    if not first or not second or set(first) <= set(second) or set(second) <= set(first):
        return False
    return not (first[0].startswith(second[0]) or second[0].startswith(first[0]))
