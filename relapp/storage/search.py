"""Search in everything: customers by name, phone or e-mail, forgiving slips; entries and memory by their words."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from relapp.domain.folding import digits, fold, search_terms
from relapp.storage.derived import from_memory_key
from relapp.storage.reader import Reader

CANDIDATES = 2000
"""How many matches are looked at before the best are chosen."""

SHORT = 8
"""A shorter word is forgiven one slip (a letter too many, too few or wrong, two swapped), others two."""

MOST_TERMS = 12
"""So many words of a search count."""

LONGEST_TERM = 100
"""So many characters of each of them: a word without end is looked for piece by piece, and takes seconds."""


def customers(reader: Reader, words: str, limit: int) -> list[int]:
    """Ids of customers whose name, nickname, number, phone or e-mail holds every word, best first.

    First those in whom a word *begins* with what was typed, the latest contact before the others; if there are none
    at all, those who are alike but for a slip or two.
    """
    terms = _terms(words)
    if not terms:
        return []
    found = reader.backend.find_customers(reader.connection, terms, CANDIDATES, limit)
    bare = terms[0].lstrip("0")
    if not found and bare != terms[0] and bare.isdigit():
        # A number written with its trunk zero may be kept with its country code.
        found = reader.backend.find_customers(reader.connection, [bare], CANDIDATES, limit)
    return found or _alike(reader, terms, limit)


def _terms(words: str) -> list[str]:
    """Folded words of a look-up; a phone number typed with spaces is one word."""
    plain = _typable(words)
    number = digits(plain)
    if len(number) >= 4 and not any(sign.isalpha() for sign in plain):
        return _some([number])
    return _some(fold(plain).split())


def _typable(words: str) -> str:
    """``words`` without what no key types and a database cannot take: zero bytes and halves of signs."""
    return "".join(" " if sign == "\0" or "\ud800" <= sign <= "\udfff" else sign for sign in words)


def _some(terms: Iterable[str]) -> list[str]:
    """The beginning of each term, once; of a whole page pasted into the field, its first words."""
    return list(dict.fromkeys(term[:LONGEST_TERM] for term in terms))[:MOST_TERMS]


def _in(term: str, key: str) -> bool:
    return term in key if len(term) >= 3 else f" {term}" in f" {key}"


def _alike(reader: Reader, terms: list[str], limit: int) -> list[int]:
    """A word too short for a slip must stand as it is: Bea Moss is nobody's slip for Ada Moss."""
    long = [term for term in terms if len(term) >= 4]
    short = [term for term in terms if len(term) < 4]
    if not long:
        return []
    pieces = sorted({piece for term in long for piece in _pieces(term)})
    scored = []
    for one, key in reader.backend.alike_customers(reader.connection, pieces, CANDIDATES).items():
        words = key.split()
        slips = [min((_slips(term, word) for word in words), default=len(term)) for term in long]
        forgiven = all(made <= _forgiven(term) for made, term in zip(slips, long, strict=True))
        if forgiven and all(_in(term, key) for term in short):
            scored.append((sum(slips), -one))
    return [-one for _, one in sorted(scored)[:limit]]


def _forgiven(term: str) -> int:
    return 1 if len(term) < SHORT else 2


def _slips(term: str, word: str) -> int:
    """How many slips lie between; a longer word may not be typed to its end yet."""
    whole = OSA.distance(term, word)
    return min(whole, OSA.distance(term, word[: len(term)])) if len(term) > 4 else whole


def _pieces(term: str) -> list[str]:
    """Parts of a word of which a single slip leaves at least one whole."""
    if len(term) < 6:
        # Two letters swapped leave nothing whole in so short a word.
        swapped = [term[:at] + term[at + 1] + term[at] + term[at + 2 :] for at in range(len(term) - 1)]
        return [term[:3], term[-3:], term[1:4], *swapped]
    half = len(term) // 2
    return [term[:half], term[half:], term[1 : 1 + half]]


def entries(reader: Reader, words: str, limit: int) -> list[int]:
    """Ids of the latest entries that hold every word; a word nobody ever wrote is taken for a slip."""
    terms = _search_terms(reader, words)
    return reader.backend.match_words(reader.connection, terms, limit) if terms else []


def memory(reader: Reader, words: str, limit: int) -> list[tuple[str, int]]:
    """Table name and id of the latest facts, promises, wishes and customer notes that hold every word."""
    terms = _search_terms(reader, words)
    if not terms:
        return []
    keys = reader.backend.match_memory(reader.connection, terms, limit)
    return [from_memory_key(key) for key in keys]


def _search_terms(reader: Reader, words: str) -> list[str]:
    return [_mended(reader, term) for term in _some(search_terms(_typable(words)))]


def _mended(reader: Reader, term: str) -> str:
    if len(term) < 4 or reader.backend.known_terms(reader.connection, term, 1):
        return term
    known = reader.backend.known_terms(reader.connection, term[:2], CANDIDATES)
    best = process.extractOne(term, known, scorer=OSA.distance, score_cutoff=_forgiven(term))
    return best[0] if best else term
