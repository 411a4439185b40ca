"""Sorting remarks into themes, and learning from what staff moved; counted words only, so that it can be told why.

The rule. A remark is cut into its telling stems: the plain words of its language tell nothing, and no move teaches a
stem that stands in more than a quarter of the shop's remarks. A stem speaks for a theme with the weight

    told(stem, theme) / (told(stem) + 1)

``told`` counting the remarks that staff moved to a theme in which the stem stands, and a start word of a theme as two.
So a start word weighs 2/3, a word of one moved remark 1/2, of two 2/3, and what staff moved elsewhere takes weight from
both. A remark belongs to the theme with most weight, if that is at least :data:`SURE` and by :data:`AHEAD` more than
the next; else nobody claims to know it. Where staff put a remark itself, there it stays.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from relapp.domain.folding import fold, search_terms
from relapp.domain.themes.languages import LANGUAGES, language_of, stem
from relapp.domain.themes.start import Theme, start_words

UNSORTED = ""
"""The theme of what is not yet sorted."""

SURE = 0.6
AHEAD = 0.3

MAX_NAME = 60
"""Characters of the name of a theme."""

_START = 2
_TOO_COMMON = 0.25
_FEWEST_FOR_COMMON = 20


class By(StrEnum):
    """Why a remark stands under its theme."""

    STAFF = "staff"
    """Somebody put it there."""
    WORDS = "words"
    UNSURE = "unsure"
    """Its words tell of no theme, or of several alike."""


@dataclass(frozen=True, slots=True)
class Said:
    """A remark to be sorted; ``moved`` is the theme that staff put it under, ``None`` where they did not."""

    id: int
    words: str
    moved: str | None = None


@dataclass(frozen=True, slots=True)
class Sorted:
    """Where a remark stands.

    ``words`` are those of its own words that tell of ``theme``; of what is unsure, ``offered`` are the themes that it
    may belong to, the likeliest first.
    """

    theme: str
    by: By
    words: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()


def clean_name(words: str) -> str:
    """The name of a theme as it is kept: one that the program knows by its code, else the shop's own words."""
    name = " ".join(words.split())
    return next((theme.value for theme in Theme if fold(theme) == fold(name)), name)


class Sorter:
    """What the start words and the shop's own corrections teach."""

    def __init__(self, remarks: Sequence[Said]) -> None:
        self._stems = {remark.id: _stems(remark.words) for remark in remarks}
        self._common = self._too_common()
        self._learned: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._written: dict[str, str] = {}
        for remark in remarks:
            if remark.moved:
                for one, word in self._stems[remark.id].stems.items():
                    self._learned[one][remark.moved] += 1
                    self._written.setdefault(one, word)

    def sort(self, remark: Said) -> Sorted:
        """Where ``remark`` belongs."""
        cut = self._stems.get(remark.id) or _stems(remark.words)
        weights: defaultdict[str, float] = defaultdict(float)
        telling: defaultdict[str, list[str]] = defaultdict(list)
        for one, word in cut.stems.items():
            for theme, weight in self._weights(one, cut.language).items():
                weights[theme] += weight
                telling[theme].append(word)
        if remark.moved is not None and remark.moved != UNSORTED:
            return Sorted(remark.moved, By.STAFF, tuple(telling[remark.moved]))
        order = sorted(weights, key=lambda theme: (-weights[theme], theme))
        if remark.moved == UNSORTED or not order:
            return Sorted(UNSORTED, By.UNSURE, offered=tuple(order[:3]))
        first = order[0]
        next_best = weights[order[1]] if len(order) > 1 else 0.0
        if weights[first] >= SURE and weights[first] - next_best >= AHEAD:
            return Sorted(first, By.WORDS, tuple(telling[first]))
        return Sorted(UNSORTED, By.UNSURE, offered=tuple(order[:3]))

    def words_of(self, theme: str, most: int = 8) -> tuple[str, ...]:
        """The words that staff taught of a theme, the most telling first."""
        told = {one: by[theme] / (by.total() + 1) for one, by in self._learned.items() if one not in self._common}
        order = sorted((one for one, weight in told.items() if weight), key=lambda one: (-told[one], one))
        return tuple(self._written[one] for one in order[:most])

    def _weights(self, one: str, language: str) -> Mapping[str, float]:
        told: Counter[str] = Counter(dict.fromkeys(start_words(language).get(one, ()), _START))
        if one not in self._common:
            told.update(self._learned.get(one, {}))
        return {theme: times / (told.total() + 1) for theme, times in told.items()}

    def _too_common(self) -> frozenset[str]:
        if len(self._stems) < _FEWEST_FOR_COMMON:
            return frozenset()
        times = Counter(one for cut in self._stems.values() for one in cut.stems)
        return frozenset(one for one, number in times.items() if number > _TOO_COMMON * len(self._stems))


@dataclass(frozen=True, slots=True)
class _Cut:
    """The telling stems of a text, each with the first word that has it."""

    language: str
    stems: Mapping[str, str]


def _stems(words: str) -> _Cut:
    terms = search_terms(words)
    language = language_of(terms)
    found: dict[str, str] = {}
    for term in terms:
        if len(term) > 2 and not term.isdecimal() and term not in LANGUAGES[language].plain:
            found.setdefault(stem(term, language), term)
    return _Cut(language, found)
