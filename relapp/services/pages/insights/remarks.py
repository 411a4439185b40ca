"""What customers tell the shop: their remarks of a year by theme, and what was done about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from relapp.domain.days import after, before
from relapp.domain.promises import PromiseState
from relapp.domain.receipts import Source
from relapp.domain.themes.remarks import Remark, ThemeRow, Themes, Tone, themes
from relapp.domain.themes.sorting import Sorted, clean_name
from relapp.domain.themes.start import Theme
from relapp.services.pages.insights.asking import Asked, Behind
from relapp.services.pages.insights.pieces import evidence
from relapp.storage import cases, customers, promises, remarks
from relapp.storage.reader import Reader

YEAR = 365
MOST = 5_000
"""So many remarks of the year are sorted, the newest, and so many of what customers wrote are looked at."""

DONE = "done"
_EVERY = "*"


@dataclass(frozen=True, slots=True)
class DoneAbout:
    """What was done about the remarks of a theme.

    Of ``cases`` that began with one, in ``right`` the customer said that it is all right now; of ``promises`` that were
    given with one, ``kept`` were kept. ``entries`` are the remarks behind them.
    """

    cases: int = 0
    right: int = 0
    promises: int = 0
    kept: int = 0
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RemarksPage:
    """The remarks from ``first`` to ``day``; ``cut`` if there were more than could be looked at."""

    day: date
    first: date
    themes: Themes
    done: Mapping[str, DoneAbout]
    names: tuple[str, ...]
    """Every theme that there is, the program's own first."""
    cut: bool = False

    @property
    def rows(self) -> tuple[ThemeRow, ...]:
        """All themes, what is not yet sorted last."""
        return (*self.themes.rows, *((self.themes.unsorted,) if self.themes.unsorted.count else ()))

    @property
    def count(self) -> int:
        """How many remarks there are."""
        return sum(row.count for row in self.rows)

    def toned(self, tone: Tone) -> int:
        """How many of them are of one tone."""
        return sum(len(row.of[tone]) for row in self.rows)


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """One remark with whose it is and why it stands where it does; ``case_id`` is what was opened for it."""

    remark: Remark
    customer: str
    where: Sorted
    case_id: int | None = None


def load(reader: Reader, asked: Asked) -> RemarksPage:
    """The page as of ``asked.day``: all that was said until that day, included."""
    day, first = asked.day, after(before(asked.day, YEAR), 1)
    told = remarks.between(reader, first, day, MOST)
    written = remarks.written_between(reader, first, day, MOST)
    every = [*told, *(one for one in written if one.moved is not None or one.tone is Tone.PRAISE)]
    found = themes(every, remarks.moved_before(reader, first), day)
    names = dict.fromkeys((*(theme.value for theme in Theme), *sorted(map(clean_name, remarks.names(reader)))))
    done = {row.theme: _done(reader, row) for row in (*found.rows, found.unsorted)}
    return RemarksPage(day, first, found, done, tuple(names), cut=MOST in (len(told), len(written)))


def code_of(theme: str | None, part: str = "") -> str:
    """What opens the remarks of a theme (of all for ``None``): those of one tone, or about which something was done."""
    return f"{part}|{_EVERY if theme is None else theme}"


def behind(reader: Reader, found: RemarksPage, code: str, _asked: Asked) -> Behind:
    """The remarks that :func:`code_of` speaks of, newest first."""
    part, _, theme = code.partition("|")
    rows = found.rows if theme == _EVERY else [row for row in found.rows if row.theme == theme]
    if part == DONE:
        ids = [one for row in rows for one in found.done[row.theme].entries]
    else:
        tones = [Tone(part)] if part else list(Tone)
        ids = [one for row in rows for tone in tones for one in row.of[tone]]
    return evidence(Source.INTERACTION, ((one.id, one.customer_id) for one in remarks.find(reader, ids)))


def rows(reader: Reader, found: RemarksPage, theme: str) -> tuple[RemarkRow, ...]:
    """The remarks of a theme in their words, newest first."""
    ids = [one for row in found.rows if row.theme == theme for some in row.of.values() for one in some]
    told = remarks.find(reader, ids)
    names = {one.id: one.name for one in customers.find(reader, {one.customer_id for one in told})}
    opened = remarks.cases_of(reader, ids)
    return tuple(
        RemarkRow(one, names.get(one.customer_id, ""), found.themes.where[one.id], opened.get(one.id)) for one in told
    )


def _done(reader: Reader, row: ThemeRow) -> DoneAbout:
    ids: Collection[int] = {one for some in row.of.values() for one in some}
    opened = remarks.cases_of(reader, ids)
    given = promises.find(reader, remarks.promises_of(reader, ids))
    return DoneAbout(
        cases=len(opened),
        right=sum(case.all_right is True for case in cases.find(reader, opened.values())),
        promises=len(given),
        kept=sum(one.state is PromiseState.KEPT for one in given),
        entries=tuple(sorted({*opened, *(one.source_id for one in given if one.source_id is not None)})),
    )
