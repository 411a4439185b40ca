"""What customers told and wait for, over the whole shop: the needs that stand beside what they bought."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from relapp.domain.facts import OF_ENTRIES, Certainty, FactKind
from relapp.domain.wishes import WishState
from relapp.storage import schema
from relapp.storage.reader import Reader

_fact, _wish = schema.fact, schema.wish

_NO_NEEDS = (
    FactKind.BIRTHDAY, FactKind.DATE, FactKind.GREET, FactKind.LANGUAGE, FactKind.REACH, FactKind.CREDIT,
    FactKind.WARRANTY, *sorted(OF_ENTRIES),
)  # fmt: skip
"""Kinds that tell who somebody is, what we owe them or what an entry is about, and not what they need."""


def told(reader: Reader) -> Iterator[tuple[int, str, str, bool | None]]:
    """Customer, kind, value and mark of every fact that holds and speaks of what they need, but for guesses."""
    statement = select(_fact.c.customer_id, _fact.c.kind, _fact.c.value, _fact.c.sensitive).where(
        _fact.c.superseded_by.is_(None),
        _fact.c.retired.is_(False),
        _fact.c.about == "",
        _fact.c.kind.not_in(_NO_NEEDS),
        _fact.c.certainty != Certainty.GUESSED,
    )
    for row in reader.rows(statement.order_by(_fact.c.id)):
        yield tuple(row)


def waited_for(reader: Reader) -> Iterator[tuple[int, str]]:
    """Customer and words of every wish that is open or was met."""
    statement = select(_wish.c.customer_id, _wish.c.words).where(_wish.c.state != WishState.DROPPED)
    for row in reader.rows(statement.order_by(_wish.c.id)):
        yield tuple(row)
