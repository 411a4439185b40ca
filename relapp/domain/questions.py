"""Questions: what is worth asking a customer, and which one to ask first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from relapp.domain.customers import ContactKind
from relapp.domain.facts import Fact, FactKind
from relapp.domain.interactions import Interaction
from relapp.domain.usual import Usual


class Question(StrEnum):
    """The questions every shop starts with, the one that changes most what the shop can do first."""

    REACH = "reach"
    """How may we reach you? Without it nothing can be promised."""
    SIZE = "size"
    """Which size do you take? For those who buy things that come in sizes."""
    BUYS_FOR = "buys_for"
    """Whom is it for? For those who usually take more than one of a thing."""
    STILL_RIGHT = "still_right"
    """Is the usual still right?"""
    BIRTHDAY = "birthday"
    """When is your birthday?"""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A question whose answer is not known: about ``product`` where it is about one; ``interactions`` show why."""

    question: Question
    product: str = ""
    interactions: tuple[int, ...] = ()

    @property
    def mark(self) -> str:
        """What tells this question from any other."""
        return f"{self.question}:{self.product}"


_SIZED = re.compile(r"\bsize\s*\d|\b(XXS|XS|XL|XXL)\b", re.IGNORECASE)


def unknowns(
    order: Sequence[Question],
    *,
    facts: Sequence[Fact],
    contacts: Collection[ContactKind],
    usual: Usual | None,
    recent: Iterable[Interaction],
) -> tuple[Unknown, ...]:
    """What could be asked of this customer, in the ``order`` of the shop's question bank; what is known is left out."""
    known = {fact.kind for fact in facts if not fact.about}
    for_others = {fact.kind for fact in facts if fact.about}
    found: Mapping[Question, Unknown | None] = {
        Question.REACH: None if contacts or FactKind.REACH in known else Unknown(Question.REACH),
        Question.SIZE: None if FactKind.SIZE in known else _sized(recent),
        Question.BUYS_FOR: None if known & {FactKind.BUYS_FOR, FactKind.FAMILY} or for_others else _several(usual),
        Question.STILL_RIGHT: _untold(usual, facts),
        Question.BIRTHDAY: None if FactKind.BIRTHDAY in known else Unknown(Question.BIRTHDAY),
    }
    return tuple(unknown for question in order if (unknown := found[question]) is not None)


def _sized(recent: Iterable[Interaction]) -> Unknown | None:
    for entry in recent:
        if entry.bought_for:
            continue
        for line in entry.lines:
            if _SIZED.search(line.product):
                return Unknown(Question.SIZE, line.product, (entry.id,))
    return None


def _several(usual: Usual | None) -> Unknown | None:
    if usual is None:
        return None
    several = [item for item in usual.items if item.quantity >= Decimal(2)]
    return Unknown(Question.BUYS_FOR, several[0].product, usual.interactions) if several else None


def _untold(usual: Usual | None, facts: Sequence[Fact]) -> Unknown | None:
    if usual is None:
        return None
    told = " ".join(fact.value.casefold() for fact in facts)
    for item in usual.items:
        if item.product.casefold() not in told:
            return Unknown(Question.STILL_RIGHT, item.product, usual.interactions)
    return None
