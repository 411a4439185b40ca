"""What staff can do with promises and wishes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from relapp.domain.errors import UserError
from relapp.domain.promises import NewPromise, PromiseState
from relapp.domain.wishes import NewWish, WishState
from relapp.storage import promises, wishes
from relapp.storage.transaction import Transaction


def give(
    tx: Transaction, customer_id: int, new: NewPromise, *, made: date | None = None, source_id: int | None = None
) -> int:
    """Note a promise; returns its id.

    :raises UserError: ``promise.empty``.
    """
    words = new.words.strip()
    if not words:
        raise UserError("promise.empty")
    return promises.add(tx, customer_id, replace(new, words=words), made or tx.at.date(), source_id)


def settle(tx: Transaction, promise_id: int, state: PromiseState, explanation: str = "") -> None:
    """Mark a promise kept, broken or explained, or open it again."""
    promises.settle(tx, promise_id, state, tx.at.date(), explanation.strip())


def reschedule(tx: Transaction, promise_id: int, due: date | None) -> None:
    """Move the day a promise is due."""
    promises.reschedule(tx, promise_id, due)


def wish(
    tx: Transaction, customer_id: int, new: NewWish, *, made: date | None = None, source_id: int | None = None
) -> int:
    """Note what a customer waits for; returns the wish's id.

    :raises UserError: ``wish.empty``.
    """
    words = new.words.strip()
    if not words:
        raise UserError("wish.empty")
    return wishes.add(tx, customer_id, replace(new, words=words), made or tx.at.date(), source_id)


def settle_wish(tx: Transaction, wish_id: int, state: WishState) -> None:
    """Mark a wish met or dropped, or open it again."""
    wishes.settle(tx, wish_id, state, tx.at.date())
