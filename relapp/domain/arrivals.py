"""Arrivals: what came in, and whose wishes it meets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from relapp.domain.folding import search_terms
from relapp.domain.wishes import Wish

MEMORY_DAYS = 92
"""An older arrival is no longer news to anybody."""

# English words that say nothing about which thing is meant; other languages only lose a little by them.
_EMPTY = frozenset({
    "a", "an", "the", "of", "for", "with", "without", "in", "on", "at", "to", "from", "and", "or", "by", "as", "is",
    "it", "its", "s", "t", "some", "any", "one", "new", "more", "again", "back", "please", "her", "his", "their",
    "my", "our", "your", "she", "he", "they", "we", "i", "wants", "want", "wanted", "would", "like", "likes",
    "looking", "wait", "waits", "waiting", "when", "if", "has", "have", "had", "got", "get", "gets", "came", "come",
    "comes", "here", "there", "arrived", "arrives", "arrival", "stock", "size",
})  # fmt: skip

_SHORTEST_STEMMED = 4
_ENDS = {"f": "v", "y": "i"}


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that came in: ``words`` of who noted it, ``day`` the local day.

    ``sold`` is true where nobody noted it and the till file shows a product of that name, first sold on ``day``; it
    has no ``id`` then.
    """

    id: int | None
    words: str
    day: date
    staff_id: int | None = None
    sold: bool = False


def meets(arrival: Arrival, wish: Wish) -> bool:
    """Whether ``wish``, told on or before that day, is for what came in.

    All the words that count in the one are in the other, whatever the accents, and one or many. Of a product that was
    sold, the name must hold all the words of the wish, and the wish must be older.
    """
    if wish.made > arrival.day or (arrival.sold and wish.made == arrival.day):
        return False
    wanted, came = thing(wish.words), thing(arrival.words)
    if not wanted or not came:
        return False
    return wanted <= came or (came <= wanted and not arrival.sold)


@lru_cache(maxsize=8192)
def thing(words: str) -> frozenset[str]:
    """The words of ``words`` that say which thing is meant: folded, one and many alike, without empty ones."""
    return frozenset(_stem(word) for word in search_terms(words) if word not in _EMPTY)


def _stem(word: str) -> str:
    """What one and many share: "loaf" and "loaves", "shoe" and "shoes", "berry" and "berries"."""
    if len(word) < _SHORTEST_STEMMED or not word.isalpha():
        return word
    stem = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    stem = stem.removesuffix("e")
    return stem[:-1] + _ENDS.get(stem[-1], stem[-1])
