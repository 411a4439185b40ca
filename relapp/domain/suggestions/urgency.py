"""Urgency: how pressing a suggestion is within its own window, from 0 to 1."""

from __future__ import annotations

from datetime import date

_HALF_DAYS = 7


def waited(days: int) -> float:
    """Of what should have been done ``days`` ago (below zero: is still to come); it rises day by day and never ends."""
    long = max(0, days + 1)
    return long / (long + _HALF_DAYS)


def within(first: date, last: date, today: date) -> float:
    """Of what can be done from ``first`` to ``last``: 1 on the last day, and after it."""
    length = max(1, (last - first).days + 1)
    return min(1.0, max(1, (today - first).days + 1) / length)
