"""Wishes: what customers wait for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import select

from relapp.domain.wishes import NewWish, Wish, WishState
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader, to_day
from relapp.storage.transaction import Transaction

_wish = schema.wish


def add(tx: Transaction, customer_id: int, new: NewWish, made: date, source_id: int | None = None) -> int:
    """Store a wish; returns its id."""
    return tx.insert(
        _wish,
        customer_id=customer_id,
        words=new.words,
        product_id=None,
        state=WishState.OPEN,
        made=made.isoformat(),
        closed=None,
        source_id=source_id,
        staff_id=tx.staff_id,
    )


def settle(tx: Transaction, wish_id: int, state: WishState, day: date) -> None:
    """Note that a wish was met or dropped, or open it again."""
    tx.update(_wish, wish_id, state=state, closed=None if state is WishState.OPEN else day.isoformat())


def find(reader: Reader, wish_ids: Collection[int]) -> list[Wish]:
    """These wishes, by id."""
    found = []
    for some in portions(sorted(wish_ids)):
        found += [to_wish(row) for row in reader.rows(select(_wish).where(_wish.c.id.in_(some)).order_by(_wish.c.id))]
    return found


def open_of(reader: Reader, customer_ids: Collection[int]) -> dict[int, list[Wish]]:
    """The open wishes, oldest first, by customer."""
    found: dict[int, list[Wish]] = defaultdict(list)
    for some in portions(list(customer_ids)):
        statement = select(_wish).where(_wish.c.customer_id.in_(some), _wish.c.state == WishState.OPEN)
        for row in reader.rows(statement.order_by(_wish.c.id)):
            found[row.customer_id].append(to_wish(row))
    return found


def of_sources(reader: Reader, interaction_ids: Collection[int]) -> dict[int, list[Wish]]:
    """Wishes by the entry they were told in."""
    found: dict[int, list[Wish]] = defaultdict(list)
    for some in portions(list(interaction_ids)):
        for row in reader.rows(select(_wish).where(_wish.c.source_id.in_(some)).order_by(_wish.c.id)):
            found[row.source_id].append(to_wish(row))
    return found


def to_wish(row: Any) -> Wish:
    """The wish that a row holds."""
    return Wish(
        id=row.id,
        customer_id=row.customer_id,
        words=row.words,
        state=WishState(row.state),
        made=date.fromisoformat(row.made),
        source_id=row.source_id,
        staff_id=row.staff_id,
        closed=to_day(row.closed),
    )
