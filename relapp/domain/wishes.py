"""Wishes: what customers wait for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class WishState(StrEnum):
    """Where a wish stands."""

    OPEN = "open"
    MET = "met"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class NewWish:
    """``words`` are the customer's own: a product, a size, an arrival."""

    words: str


@dataclass(frozen=True, slots=True)
class Wish:
    """A stored wish; ``made`` is the local day it was told."""

    id: int
    customer_id: int
    words: str
    state: WishState
    made: date
    source_id: int | None
    staff_id: int | None
    closed: date | None = None
