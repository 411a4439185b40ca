"""Promises: what the shop or the customer said would be done, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PromiseState(StrEnum):
    """Where a promise stands as it is stored; *late* follows from the due day, see :func:`is_late`."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    EXPLAINED = "explained"


class PromisedBy(StrEnum):
    """Who gave the promise."""

    SHOP = "shop"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class NewPromise:
    """``words`` say what will be done; ``due`` is the day it was promised for, ``None`` if no day was named."""

    words: str
    due: date | None = None
    by: PromisedBy = PromisedBy.SHOP


@dataclass(frozen=True, slots=True)
class Promise:
    """A stored promise; ``made`` is the local day it was given, ``closed`` the day it was kept, broken or explained."""

    id: int
    customer_id: int
    words: str
    due: date | None
    by: PromisedBy
    state: PromiseState
    made: date
    source_id: int | None
    staff_id: int | None
    closed: date | None = None
    explanation: str = ""


def is_late(promise: Promise, today: date) -> bool:
    """Whether it is still open after its due day."""
    return promise.state is PromiseState.OPEN and promise.due is not None and promise.due < today


@dataclass(frozen=True, slots=True)
class Kept:
    """Of ``closed`` promises of ours with a due day, ``in_time`` were kept by then; ``late`` are open after theirs."""

    in_time: int
    closed: int
    late: int


def kept(promises: Iterable[Promise], today: date) -> Kept:
    """How the shop's own promises with a day fared."""
    dated = [one for one in promises if one.by is PromisedBy.SHOP and one.due is not None]
    closed = [one for one in dated if one.state is not PromiseState.OPEN]
    return Kept(sum(was_in_time(one) for one in closed), len(closed), sum(is_late(one, today) for one in dated))


def was_in_time(promise: Promise) -> bool:
    """Whether it was kept on its due day or before, or had none."""
    in_time = promise.due is None or (promise.closed is not None and promise.closed <= promise.due)
    return promise.state is PromiseState.KEPT and in_time
