"""Introductions: who came to us through whom."""

from __future__ import annotations

from dataclasses import dataclass

from relapp.domain.folding import fold
from relapp.domain.rhythm import Visit

# A relation reads "newcomer – introduced by – customer"; folded, in the words that shops use.
_INTRODUCED_BY = frozenset({
    "introduced by", "recommended by", "referred by", "sent by", "brought by", "empfohlen von", "geworben von",
    "recommande par", "presente par", "recomendado por", "recomendada por", "consigliato da", "consigliata da",
    "aanbevolen door", "polecony przez", "polecona przez",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Introduced:
    """Somebody who came through the customer: ``first`` is their first visit."""

    customer_id: int
    name: str
    first: Visit


def is_introduction(relation: str) -> bool:
    """Whether a relation of this kind says that its first end came through its second."""
    return " ".join(fold(relation).split()) in _INTRODUCED_BY
