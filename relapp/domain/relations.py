"""Relations: who belongs to a customer, and how, read from either side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from relapp.domain.folding import fold


class RelationKind(StrEnum):
    """Relations the program knows by name; any other words are a relation of their own. "Ana is the mother of Lea"."""

    MOTHER = "mother of"
    FATHER = "father of"
    DAUGHTER = "daughter of"
    SON = "son of"
    WIFE = "wife of"
    HUSBAND = "husband of"
    PARTNER = "partner of"
    SISTER = "sister of"
    BROTHER = "brother of"
    GRANDMOTHER = "grandmother of"
    GRANDFATHER = "grandfather of"
    FRIEND = "friend of"
    NEIGHBOUR = "neighbour of"
    WORKS_WITH = "works with"
    BUYS_FOR = "buys for"
    INTRODUCED = "introduced by"
    LIVES_WITH = "lives with"
    """They share a household; no row of its own says so."""


_MUTUAL = frozenset({
    RelationKind.PARTNER, RelationKind.FRIEND, RelationKind.NEIGHBOUR, RelationKind.WORKS_WITH, RelationKind.LIVES_WITH,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Around:
    """Somebody around a customer.

    ``outward``: the customer is ``kind`` of ``name``; else ``name`` is ``kind`` of the customer. ``relation_id`` is
    ``None`` where a shared ``household`` says it. ``last`` is their latest contact.
    """

    kind: str
    outward: bool
    customer_id: int
    name: str
    last: datetime | None
    relation_id: int | None = None
    household: str = ""


def kind_of(words: str) -> str:
    """The relation that ``words`` name: one the program knows, else the words themselves."""
    plain = " ".join(words.split())
    folded = fold(plain)
    known = (kind for kind in RelationKind if folded in (kind.value, kind.value.removesuffix(" of")))
    return next(known, plain)


def is_mutual(kind: str) -> bool:
    """Whether a relation says the same from either side ("works with")."""
    return kind_of(kind) in _MUTUAL
