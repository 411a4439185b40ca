"""Barring: which products a customer must not be offered, by what is known of their dislikes and allergies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from relapp.domain.facts import FactKind
from relapp.domain.folding import fold, search_terms

# What shops and their files call an allergy besides; as a kind of its own it must not protect less.
_ALSO = (
    "allergies", "allergic to", "intolerance", "intolerances", "intolerant to", "food allergy", "food allergies",
    "allergie", "allergien", "unverträglichkeit", "unverträglichkeiten", "alergia", "alergias", "intolerancia",
    "allergia", "intolleranza", "intolérance", "allergieën", "alergie", "nietolerancja",
)  # fmt: skip
SHUNNED: tuple[str, ...] = (
    FactKind.DISLIKES,
    FactKind.AVOID,
    FactKind.ALLERGY,
    *dict.fromkeys(form for kind in (FactKind.ALLERGY.value, *_ALSO) for form in (kind.capitalize(), kind)),
)
"""The kinds of fact that bar products."""

_SHORTEST = 3
"""Words of fewer letters must stand in a name as they are."""

_ENDINGS = ("es", "en", "er", "s", "e", "n")
_APART = frozenset(",;/|+&\n")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_AND = _listed("and or nor und oder et ou y o e och eller og en of i lub ja tai и или")
_EMPTY = _listed("""
    a an the any all every some anything everything things thing stuff kind kinds sort sorts type types with made
    from in no not too very much really most products product items alles mit der die das aus keine kein tout toute avec
    de la le les du des todo con el los las tutto di
    """)


class ProductWords:
    """The words of product names, read once, to find the products that a fact bars."""

    def __init__(self, names: Sequence[str]) -> None:
        self._of_word: defaultdict[str, set[int]] = defaultdict(set)
        self._known: dict[str, frozenset[int]] = {}
        for place, name in enumerate(names):
            for word in search_terms(name):
                self._of_word[word].add(place)

    def barred(self, values: Iterable[str]) -> list[int]:
        """The places, rising, of products whose name holds all the words of one of the things that ``values`` name.

        A value may name several ("nuts, eggs and milk"). Endings are forgiven, and a word may be the start or the end
        of a longer one: "nuts" bars the walnut loaf. Rather one product too many than one too few.
        """
        found: set[int] = set()
        for value in values:
            for words in things(value):
                found |= frozenset.intersection(*map(self._with, words))
        return sorted(found)

    def _with(self, word: str) -> frozenset[int]:
        if word not in self._known:
            self._known[word] = frozenset(self._found(word))
        return self._known[word]

    def _found(self, word: str) -> set[int]:
        stem = _stem(word)
        if len(stem) < _SHORTEST:
            return self._of_word.get(word, set())
        places: set[int] = set()
        for known, having in self._of_word.items():
            if known.startswith(stem) or _stem(known).endswith(stem):
                places |= having
        return places


def things(value: str) -> list[list[str]]:
    """The words of each thing that the value of a fact names: ``things("nuts or rye bread")`` names two."""
    named: list[list[str]] = []
    for part in _parts(fold(value)):
        words: list[str] = []
        for word in [*search_terms(part), ""]:
            if word and word not in _AND:
                words.append(word)
                continue
            telling = [one for one in words if one not in _EMPTY]
            if telling:
                named.append(telling)
            words = []
    return named


def _parts(text: str) -> list[str]:
    return "".join("," if sign in _APART else sign for sign in text).split(",")


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
