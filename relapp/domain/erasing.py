"""Erasing somebody: what would name them in a text, and the marks by which they are known without a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from unicodedata import normalize

from relapp.domain.customers import ContactKind
from relapp.domain.folding import fold, search_terms
from relapp.domain.phones import FEWEST_DIGITS, read_phone

GONE = "(erased)"
"""What stands in the place of a name, unless the caller has a word of its own for it."""

_SHORTEST = 2
"""A shorter word of a name is an initial: as likely a word of any other sentence."""

_TAKING_WORDS = 2
"""So many words that two names share make them one name."""

_LOOSE_DIGITS = 8
"""With fewer digits, a number with other gaps may be a day."""

_GAP = r"[\s()./-]*"

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]+")
"""A name in a script that puts no gaps between words."""

_BOUND = r"(?<![^\W_])", r"(?:['’]?s)?(?![^\W_])"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that would name somebody who was erased as ``customer_id`` on ``day``, hashed with ``salt``."""

    customer_id: int
    mark: str
    salt: str
    day: date


@dataclass(slots=True)
class Identity:
    """All by which somebody was ever known: names whole, contacts as they were written."""

    names: set[str] = field(default_factory=set)
    nicknames: set[str] = field(default_factory=set)
    references: set[str] = field(default_factory=set)
    contacts: set[tuple[ContactKind, str]] = field(default_factory=set)

    def words(self) -> set[str]:
        """The single words of their names, folded, but for initials."""
        return {word for name in self.names | self.nicknames for word in _words(name)}


def _words(name: str) -> list[str]:
    return [word for word in search_terms(name) if len(word) >= _SHORTEST]


class Wording:
    """Takes what names somebody out of texts. ``among`` are the names of others, who go on being named.

    Far from them only what means nobody else is replaced: a name of several words, an address, a number of a phone.
    In a text about them (``near``) each word of their names is, too, but what others of ``among`` are called.
    """

    def __init__(self, who: Identity, gone: str = GONE, among: Collection[str] = ()) -> None:
        self._gone = gone
        namesakes = {tuple(sorted(search_terms(name))) for name in among}
        phrases = {name for name in who.names | who.nicknames if _is_whole(name)}
        self._far = [
            *(p for name in phrases if tuple(sorted(search_terms(name))) not in namesakes for p in _orders(name)),
            *(value for kind, value in who.contacts if _tells(kind, value)),
        ]
        self._near = [
            *(order for name in phrases for order in _orders(name)),
            # What has no word of its own: initials, or signs of a script without gaps.
            *(name for name in who.names if len(name) > 1 and not _words(name)),
            *who.nicknames,
            *(reference for reference in who.references if len(reference) > 1),
            *(value for _, value in who.contacts),
        ]
        self._single = {word for name in who.names | who.nicknames for word in name.split() if _words(word)}
        self._everywhere = _pattern(self._far)
        self._here = _pattern([*self._near, *self._single])

    def far(self, text: str) -> str:
        """``text`` of something that is not about them."""
        return text if self._everywhere is None else self._everywhere.sub(self._gone, text)

    def near(self, text: str, others: Iterable[str] = ()) -> str:
        """``text`` of something that they took part in, with ``others``."""
        taken = {word for name in others for word in search_terms(name)}
        single = (word for word in self._single if not taken.intersection(search_terms(word)))
        pattern = _pattern([*self._near, *single])
        return text if pattern is None else pattern.sub(self._gone, text)

    def names(self, text: str) -> bool:
        """Whether a word of theirs stands in ``text``."""
        return self._here is not None and self._here.search(text) is not None


def _is_whole(name: str) -> bool:
    """Whether a name is more than the one word that others may have as well."""
    return len(_words(name)) > 1 or (len(name) > _SHORTEST and _UNSPACED.fullmatch(name) is not None)


def _tells(kind: ContactKind, value: str) -> bool:
    """Whether a contact cannot well mean anything else in a sentence."""
    return (kind is ContactKind.EMAIL and "@" in value) or (
        kind is ContactKind.PHONE and sum(map(str.isdecimal, value)) >= FEWEST_DIGITS
    )


def _orders(name: str) -> Iterator[str]:
    """A name as it is written, and the family name first."""
    words = name.replace(",", " ").split()
    yield name
    yield " ".join(words)
    if len(words) > 1:
        yield " ".join([words[-1], *words[:-1]])
        yield f"{words[-1]}, {' '.join(words[:-1])}"


def _pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Finds each phrase where it stands as words of its own, with or without its accents; the longest first."""
    spellings = {one for phrase in phrases if phrase.strip() for one in _spellings(phrase)}
    if not spellings:
        return None
    parts = (_written(one) for one in sorted(spellings, key=lambda one: (-len(one), one)))
    return re.compile("|".join(parts), re.IGNORECASE)


def _spellings(phrase: str) -> set[str]:
    return {phrase, fold(phrase), phrase.casefold(), normalize("NFC", phrase), normalize("NFD", phrase)}


def _written(phrase: str) -> str:
    """A phrase as it may stand in a sentence: other gaps between its words or, in a number, its digits."""
    phone = read_phone(phrase) if not any(map(str.isalpha, phrase)) else None
    if phone is not None and len(phone.number) >= _LOOSE_DIGITS:
        abroad = rf"(?:\+|00){_GAP}"
        code = rf"(?:{abroad})?{phone.country}" if phone.country else rf"{abroad}\d{{1,3}}"
        before = rf"(?:{code}{_GAP})?(?:\(?[08]\)?{_GAP})?\(?"
        return rf"(?<!\d){before}{_GAP.join(phone.number)}(?!\d)"
    words = r"[\s_.-]+".join(map(re.escape, phrase.split()))
    begin, end = ("", "") if _UNSPACED.fullmatch(phrase) else _BOUND
    return f"{begin}{words}{end}"


def contact_key(kind: ContactKind, value: str) -> tuple[str, str]:
    """What two spellings of a number or an address share."""
    return next(_keys((), [(kind, value)]), (kind.value, value))


# -- marks: what is kept so that no file brings them back --


def marks(who: Identity, salt: str) -> set[str]:
    """Hashes of what would name them: each name alone, each number and address alone and with the words of a name."""
    found = {_mark(salt, "name", _whole(name)) for name in who.names if _whole(name)}
    for key in _keys(who.references, who.contacts):
        found.add(_mark(salt, *key))
        for name in who.names:
            words = _words(name)
            found |= {_mark(salt, *key, word) for word in words}
            found |= {_mark(salt, *key, "first", word) for word in words[:1]}
    return found


class Erased:
    """Those who were erased, by their marks."""

    def __init__(self, stored: Iterable[Mark]) -> None:
        self._marks: dict[str, set[str]] = {}
        for one in stored:
            self._marks.setdefault(one.salt, set()).add(one.mark)

    def __bool__(self) -> bool:
        return bool(self._marks)

    def means(self, name: str, reference: str = "", email: str = "", phone: str = "") -> bool:
        """Whether somebody told by these is one of them.

        An e-mail address is one person's. Who shares a customer number or a phone must not be of quite another name.
        Where a name is all that is told, it must be the very same.
        """
        return any(self._meant(salt, name, reference, email, phone) for salt in self._marks)

    def _meant(self, salt: str, name: str, reference: str, email: str, phone: str) -> bool:
        known = self._marks[salt]
        contacts = [(ContactKind.EMAIL, email), (ContactKind.PHONE, phone)]
        keys = list(_keys([reference], [(kind, value) for kind, value in contacts if value]))
        if not keys:
            return bool(_whole(name)) and _mark(salt, "name", _whole(name)) in known
        words = _words(name)
        for key in keys:
            if _mark(salt, *key) not in known:
                continue
            shared = [word for word in words if _mark(salt, *key, word) in known]
            first = bool(words) and _mark(salt, *key, "first", words[0]) in known
            if key[0] == ContactKind.EMAIL or first or len(shared) in (len(words), *range(_TAKING_WORDS, len(words))):
                return True
        return False


def _whole(name: str) -> str:
    return " ".join(sorted(search_terms(name)))


def _keys(references: Iterable[str], contacts: Iterable[tuple[ContactKind, str]]) -> Iterator[tuple[str, str]]:
    """What tells them apart, each as kind and value, written in one way."""
    yield from (("reference", reference.strip()) for reference in references if reference.strip())
    for kind, value in contacts:
        if kind is ContactKind.EMAIL and value.strip():
            yield kind.value, fold(value).strip()
        elif kind is ContactKind.PHONE and (phone := read_phone(value)) is not None:
            yield kind.value, phone.number


def _mark(salt: str, *parts: str) -> str:
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), key=salt.encode(), digest_size=16).hexdigest()
