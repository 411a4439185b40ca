"""Remarks: what customers said of the shop, and how the themes of a time compare with those of the time before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from relapp.domain.interactions import Kind
from relapp.domain.intervals import chance_of_split
from relapp.domain.suggestions.praise import is_praise
from relapp.domain.themes.sorting import UNSORTED, Said, Sorted, Sorter

MONTH = 30
"""Days of "this month"; as many before them are last month, so that both are equally long."""

SURELY = 0.05
"""Counts that would differ so much by chance less often than this have changed."""

FEWEST = 6
"""Of fewer remarks in both months together no change could be told at all."""


class Tone(StrEnum):
    """Whether a remark praises or complains."""

    PRAISE = "praise"
    COMPLAINT = "complaint"
    OTHER = "other"


class Trend(StrEnum):
    """How this month compares with last month."""

    MORE = "more"
    FEWER = "fewer"
    SAME = "same"
    """No change that chance would not make as well."""
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark of one entry. ``customer_id`` is the first who took part; ``moved`` as in :class:`Said`."""

    id: int
    customer_id: int
    day: date
    kind: Kind
    words: str
    moved: str | None = None

    @property
    def tone(self) -> Tone:
        """A complaint is one because it was logged as one; praise is read off the words."""
        if self.kind is Kind.COMPLAINT:
            return Tone.COMPLAINT
        return Tone.PRAISE if is_praise(self.words) else Tone.OTHER


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme: the ids of its remarks of the year by tone, newest first, and how many of two months there are."""

    theme: str
    of: Mapping[Tone, tuple[int, ...]]
    now: int
    before: int
    taught: tuple[str, ...] = ()
    """The words by which the shop taught it."""

    @property
    def count(self) -> int:
        """How many remarks there are in all."""
        return sum(map(len, self.of.values()))

    @property
    def trend(self) -> Trend:
        """Whether there are more or fewer than the month before."""
        if self.now + self.before < FEWEST:
            return Trend.TOO_FEW
        if chance_of_split(self.now, self.before) >= SURELY:
            return Trend.SAME
        return Trend.MORE if self.now > self.before else Trend.FEWER


@dataclass(frozen=True, slots=True)
class Themes:
    """All remarks of a year under their themes, the theme with most first; what is not yet sorted stands apart."""

    rows: tuple[ThemeRow, ...]
    unsorted: ThemeRow
    where: Mapping[int, Sorted] = field(default_factory=dict)
    """Why each remark stands where it does, by id."""


def themes(remarks: Sequence[Remark], older: Iterable[Remark], today: date) -> Themes:
    """The themes of ``remarks``, which are of the year up to ``today``; ``older`` ones that staff moved teach too."""
    said = [Said(one.id, one.words, one.moved) for one in (*remarks, *older)]
    sorter = Sorter(said)
    where = {one.id: sorter.sort(Said(one.id, one.words, one.moved)) for one in remarks}
    under: defaultdict[str, list[Remark]] = defaultdict(list)
    for one in sorted(remarks, key=lambda one: (one.day, one.id), reverse=True):
        under[where[one.id].theme].append(one)
    unsorted = _row(UNSORTED, under.pop(UNSORTED, []), today, ())
    rows = [_row(theme, found, today, sorter.words_of(theme)) for theme, found in under.items()]
    return Themes(tuple(sorted(rows, key=lambda row: (-row.count, row.theme))), unsorted, where)


def _row(theme: str, remarks: Sequence[Remark], today: date, taught: tuple[str, ...]) -> ThemeRow:
    ago = [(today - one.day).days for one in remarks]
    return ThemeRow(
        theme=theme,
        of={tone: tuple(one.id for one in remarks if one.tone is tone) for tone in Tone},
        now=sum(0 <= days < MONTH for days in ago),
        before=sum(MONTH <= days < 2 * MONTH for days in ago),
        taught=taught,
    )
