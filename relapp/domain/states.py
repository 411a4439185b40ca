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
    return states_on(days, (today,))[0]


def states_on(days: Sequence[int], mornings: Sequence[int]) -> list[CustomerState]:
    """The states of someone who came on ``days`` on several days, each by what was known then.

    What follows from the visits is looked at once for all mornings before which nobody came again.
    """
    found: list[CustomerState] = []
    known, bound = -1, (0, 0)
    was_lost: bool | None = None
    for morning in mornings:
        count = bisect_left(days, morning)
        if count < FEWEST:
            found.append(CustomerState.TOO_NEW if count else CustomerState.NEVER_CAME)
            continue
        quiet = morning - days[count - 1]
        if count != known:
            known, bound, was_lost = count, (0, 0), None
        if quiet >= SLIPPING_AT_LEAST and not bound[1]:
            bound = bounds(days[max(0, count - WINDOW) : count])[1:]
        if bound[1] and quiet >= bound[1]:
            found.append(CustomerState.LOST)
        elif bound[0] and quiet >= bound[0]:
            found.append(CustomerState.SLIPPING)
        else:
            if was_lost is None:
                was_lost = broken(days[max(0, count - WINDOW - 2) : count]) is not None
            found.append(CustomerState.BACK if was_lost else CustomerState.KEPT)
    return found
