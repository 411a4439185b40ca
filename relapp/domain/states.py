"""Kept, slipping, lost, back: where every customer stands by their own rhythm; the states add up to all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from enum import StrEnum

from relapp.domain.rhythm import FEWEST, SLIPPING_AT_LEAST, WINDOW, bounds, broken


class CustomerState(StrEnum):
    """Where a customer stands; exactly one of these. The rule is :mod:`relapp.domain.rhythm`'s."""

    KEPT = "kept"
    """In rhythm, or due."""
    SLIPPING = "slipping"
    LOST = "lost"
    BACK = "back"
    TOO_NEW = "too_new"
    """Came, but on fewer than three days: that is no rhythm."""
    NEVER_CAME = "never_came"


def state_of(days: Sequence[int], today: int) -> CustomerState:
    """The state on ``today`` of someone who came on ``days`` (distinct ordinals, rising); what is later is not seen.

    It says what :func:`relapp.domain.rhythm.silence` says, without what a whole shop has no use for.
    """
    if days and days[-1] >= today:
        days = [day for day in days if day < today]
    if len(days) < FEWEST:
        return CustomerState.TOO_NEW if days else CustomerState.NEVER_CAME
    quiet = today - days[-1]
    if quiet >= SLIPPING_AT_LEAST:
        _, slipping, lost = bounds(days[-WINDOW:])
        if quiet >= lost:
            return CustomerState.LOST
        if quiet >= slipping:
            return CustomerState.SLIPPING
    return CustomerState.KEPT if broken(days) is None else CustomerState.BACK


def states_on(days: Sequence[int], mornings: Sequence[int]) -> list[CustomerState]:
    """The states of one customer on several days (ordinals): each as :func:`state_of` says it of what was known."""
    return [state_of(days[: bisect_left(days, morning)], morning) for morning in mornings]
