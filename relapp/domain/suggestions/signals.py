"""Signals: what forecasts and items say of one customer, in plain numbers that rules and sentences can use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """Half of ``people`` customers in a like place spent from ``low`` to ``high`` minor units within ``days`` days."""

    low: int
    high: int
    days: int
    people: int


@dataclass(frozen=True, slots=True)
class LikeThem:
    """Of ``people`` who had been silent in the same measure, ``back`` came back within ``days`` days."""

    back: int
    people: int
    days: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What to expect of a customer: ``p_buy`` within the shop's usual horizon, ``money`` (minor units) within a year.

    ``p_drift`` is the chance to stay silent for long, ``days_to_next`` the expected wait; both ``None`` where no
    rhythm is known. ``potential`` and ``like_them`` are ``None`` where too few are like them to say.
    """

    p_buy: float
    money: float
    p_drift: float | None = None
    days_to_next: float | None = None
    potential: Range | None = None
    like_them: LikeThem | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A product that they take again and again, and when they will want it next.

    ``days`` (ordinals, rising) are those on which they took it. They will want it on ``day``, two times in three from
    ``earliest`` to ``latest`` (ordinals); ``gap`` is the expected days between two times. ``pooled``: they took it
    too seldom for their own gaps alone, so that it rests also on the ``others`` gaps that other customers have with the
    product (where that is 0, with other products, if at all).
    """

    product_id: int
    product: str
    days: tuple[int, ...]
    day: int
    earliest: int
    latest: int
    gap: float
    pooled: bool
    others: int


@dataclass(frozen=True, slots=True)
class New:
    """A product that they never had and that fits what they take.

    Of ``have`` customers who have ``because`` (which they took ``times`` times, at last on ``last``, an ordinal),
    ``both`` have the product as well.
    """

    product_id: int
    product: str
    because_id: int
    because: str
    times: int
    last: int
    have: int
    both: int


@dataclass(frozen=True, slots=True)
class Signals:
    """All of these for one customer on one day; read from days before it only."""

    outlook: Outlook | None = None
    due: tuple[Due, ...] = ()
    new: tuple[New, ...] = ()


NONE = Signals()
"""Of a customer of whom nothing is known yet."""
