"""Whether customers came again after a day, within as long as is usual for them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import ceil

from relapp.domain.rhythm import FEWEST, WINDOW, rhythm_of

UNKNOWN_DAYS = 30
"""So long where no rhythm of theirs is known yet."""

AT_LEAST = 14
AT_MOST = 183


def window(days: Sequence[int], day: int) -> int:
    """So many days after ``day`` count: their own usual gap as it was then, from two weeks to half a year.

    ``days`` are those on which they ever came, rising ordinals; only those up to ``day`` are looked at.
    """
    before = days[: bisect_right(days, day)]
    gap = rhythm_of(before[-WINDOW:]).gap if len(before) >= FEWEST else None
    return UNKNOWN_DAYS if gap is None else min(max(ceil(gap), AT_LEAST), AT_MOST)


def came_again(days: Sequence[int], day: int, today: int) -> bool | None:
    """Whether they came on one of the days after ``day`` that count; ``None`` until all of these are past ``today``.

    Nothing dated ``today`` or later is looked at.
    """
    last = day + window(days, day)
    if last >= today:
        return None
    place = bisect_right(days, day)
    return place < len(days) and days[place] <= last
