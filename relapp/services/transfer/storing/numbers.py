"""Under which ids the rows of another shop's file stand here: remembered in stretches, so that it stays small."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

NOWHERE = 0
"""In the place of an id: looked at, and not taken in."""


@dataclass(slots=True)
class _Stretch:
    """``count`` ids of the file from ``first`` on stand here from ``here`` on, or nowhere."""

    first: int
    count: int
    here: int
    joined: bool

    def at(self, number: int) -> int:
        return self.here + number - self.first if self.here else NOWHERE


@dataclass(slots=True)
class Numbers:
    """The ids of one table of a file. What is ``joined`` was here before; nothing of the file changes it."""

    _firsts: list[int] = field(default_factory=list)
    _stretches: list[_Stretch] = field(default_factory=list)

    def get(self, number: int) -> tuple[int, bool] | None:
        """Its id here (:data:`NOWHERE` for none), and whether it was joined; ``None`` if it never came."""
        place = bisect_right(self._firsts, number) - 1
        if place < 0:
            return None
        stretch = self._stretches[place]
        if number >= stretch.first + stretch.count:
            return None
        return stretch.at(number), stretch.joined

    def put(self, number: int, here: int, *, joined: bool = False, count: int = 1) -> None:
        """Remember ids that never came before."""
        place = bisect_right(self._firsts, number)
        if place:
            last = self._stretches[place - 1]
            follows = number == last.first + last.count and joined == last.joined
            if follows and (last.at(number) == here if last.here else not here):
                last.count += count
                return
        self._firsts.insert(place, number)
        self._stretches.insert(place, _Stretch(number, count, here, joined))

    def stored(self) -> list[list[int]]:
        """As JSON."""
        return [[one.first, one.count, one.here, int(one.joined)] for one in self._stretches]

    def turned(self) -> Numbers:
        """From here to there: the same seen from the other shop."""
        found = Numbers()
        for one in sorted((one for one in self._stretches if one.here), key=lambda one: one.here):
            if found.get(one.here) is None:
                found.put(one.here, one.first, joined=True, count=one.count)
        return found


def restored(stored: Any) -> Numbers:
    """What :meth:`Numbers.stored` gave; what is damaged in it is passed over."""
    found = Numbers()
    for first, count, here, joined in sorted(_sound(stored)):
        if found.get(first) is None:
            found.put(first, here, joined=bool(joined), count=count)
    return found


def _sound(stored: Any) -> Iterator[tuple[int, int, int, int]]:
    for one in stored if isinstance(stored, list) else ():
        whole = isinstance(one, list) and len(one) == 4 and all(isinstance(n, int) for n in one)
        if whole and one[0] > 0 and one[1] > 0 and one[2] >= 0:
            yield one[0], one[1], one[2], one[3]
