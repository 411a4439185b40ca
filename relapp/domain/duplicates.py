"""Duplicates: two customers who may be one person, how sure that is and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from relapp.domain.customers import ContactKind
from relapp.domain.folding import search_terms
from relapp.domain.phones import Phone, same_phone

MOST_SHARING = 4
"""A number, an address or a name that more customers have is nobody's own: the shop's, or a placeholder."""

HOUSEHOLD = 0.2
"""Up to so sure two are taken for people who belong together, not for one person."""


class Likeness(StrEnum):
    """What two names have in common, the most first."""

    SAME = "same"
    """The same words, whatever the case, the accents and the order."""
    SOUND = "sound"
    """They sound alike: Meier and Mayr."""
    SLIP = "slip"
    """Alike but for a letter or two in one word."""
    PART = "part"
    """One is a shorter form of the other: an initial, a name left out, a short name."""
    FAMILY = "family"
    """A name in common, and a different one beside it."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Another customer who may be the same person.

    They share the contact point ``value`` of ``kind`` (``None``: no contact point); ``likeness`` is that of the names.
    ``sure`` says from 0 to 1 how likely it is; up to :data:`HOUSEHOLD` they rather belong together.
    """

    customer_id: int
    name: str
    kind: ContactKind | None
    value: str = ""
    likeness: Likeness = Likeness.SAME
    sure: float = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two customers who may be one, ``one`` the first to come; ``other`` tells why."""

    one_id: int
    one_name: str
    other: LookAlike


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells one customer apart: the words of the name folded and as they sound, and what is theirs alone.

    ``values`` are the contact points as written, by what they are compared by.
    """

    id: int
    name: str
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    phones: tuple[tuple[Phone, str], ...] = ()
    emails: tuple[tuple[str, str], ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()
    household_id: int | None = None


_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "hr", "fr", "mme", "mlle", "monsieur", "madame", "senor",
    "senora", "sr", "sra", "sig", "signora", "signor", "dhr", "mevr", "pan", "pani", "sir", "dame", "herrn",
})  # fmt: skip

_SHORT_NAMES = (
    ("robert", "bob", "rob", "bobby"), ("william", "bill", "will", "billy"), ("elizabeth", "liz", "beth", "lizzie"),
    ("margaret", "maggie", "peggy", "meg"), ("thomas", "tom", "tommy"), ("michael", "mike", "mick", "michi"),
    ("richard", "dick", "rick"), ("katherine", "kate", "kathy", "katie", "catherine"), ("james", "jim", "jimmy"),
    ("joseph", "joe", "josef", "sepp"), ("alexander", "alex", "sascha"), ("johannes", "hans", "johann"),
    ("susanne", "susi", "susan", "sue"), ("francisco", "paco", "francesco"), ("jose", "pepe"), ("anthony", "tony"),
    ("edward", "ed", "eddie", "ted"), ("christopher", "chris", "christoph"), ("benjamin", "ben"), ("samuel", "sam"),
    ("daniel", "dan", "danny"), ("matthew", "matt"), ("patricia", "pat", "patty", "trish"), ("deborah", "debbie"),
    ("jennifer", "jen", "jenny"), ("nicholas", "nick", "nicolas"), ("andrew", "andy"), ("david", "dave"),
)  # fmt: skip
_SHORT = {name: place for place, group in enumerate(_SHORT_NAMES) for name in group}

# One spelling for what is said alike; in this order.
_SOUNDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("ß", "ss"), ("ph", "f"), ("sch|sh", "s"), ("tsch|tch|cz", "c"), ("th", "t"), ("dt$", "t"), ("ck|q|ch", "k"),
        ("c(?=[eiy])|z", "s"), ("c", "k"), ("x", "ks"), ("[vw]", "f"), ("y|j", "i"), ("[ao]e", "e"), ("ue", "u"),
        ("[ae]i", "ai"), ("ie", "i"), ("(?<!^)h", ""), (r"(.)\1+", r"\1"), ("(?<=ai)er$", "r"), ("(?<=..)e$", ""),
    )
)  # fmt: skip


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, in their order, without titles; of a name of titles alone, these."""
    words = search_terms(name)
    return tuple(word for word in words if word not in _TITLES) or tuple(words)


@lru_cache(1 << 15)
def sound(word: str) -> str:
    """What spellings of one folded word share that are said alike: Meier and Mayr, Müller and Mueller."""
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word


def traits(customer_id: int, name: str, household_id: int | None = None) -> Traits:
    """Of somebody of whom only the name is known."""
    words = name_words(name)
    return Traits(customer_id, name, words, tuple(map(sound, words)), household_id=household_id)


def likeness(one: Traits, other: Traits, distance: Callable[[str, str], int]) -> Likeness:
    """What two names have in common; ``distance`` counts the slips between two words."""
    if not one.words or not other.words:
        return Likeness.OTHER
    if sorted(one.words) == sorted(other.words):
        return Likeness.SAME
    if sorted(one.sounds) == sorted(other.sounds) or "".join(one.words) == "".join(other.words):
        return Likeness.SOUND
    mine, theirs = _apart(one, other)
    shared = len(one.words) - len(mine)
    if len(mine) == len(theirs) == 1 and (shared or len(one.words) == 1) and _is_slip(mine[0], theirs[0], distance):
        return Likeness.SLIP
    if shared and (not mine or not theirs or all(_shortens(mine, theirs))):
        return Likeness.PART
    return Likeness.FAMILY if shared else Likeness.OTHER


def _apart(one: Traits, other: Traits) -> tuple[list[str], list[str]]:
    """The words of either that the other has not, neither as written nor as they sound."""
    theirs = list(zip(other.words, other.sounds, strict=True))
    mine = []
    for word, said in zip(one.words, one.sounds, strict=True):
        found = next((pair for pair in theirs if pair[1] == said or pair[0] == word), None)
        if found is None:
            mine.append(word)
        else:
            theirs.remove(found)
    return mine, [word for word, _ in theirs]


def _shortens(mine: Sequence[str], theirs: Sequence[str]) -> list[bool]:
    pairs = list(zip(mine, theirs, strict=False))
    return [
        (one[0] == other[0] and 1 in (len(one), len(other)))
        or (one in _SHORT and _SHORT.get(other) == _SHORT[one])
        for one, other in pairs
    ]  # fmt: skip


_ENDINGS = frozenset("aeioy")


def _is_slip(one: str, other: str, distance: Callable[[str, str], int]) -> bool:
    """Whether they differ as by a slip of the hand; Martin and Martina are two names, so are Anna and Hanna."""
    short, long = sorted((one, other), key=len)
    if len(short) < 4 or (one + other).isdigit() or any(map(str.isdigit, one + other)):
        return False
    if long[:-1] == short and long[-1] in _ENDINGS:
        return False
    if one[:-1] == other[:-1]:
        return False
    if one[0] != other[0] and len(short) < 7:
        return False
    return distance(one, other) <= (1 if len(short) < 8 else 2)


_REACHED = {Likeness.SAME: 0.98, Likeness.SOUND: 0.95, Likeness.SLIP: 0.93, Likeness.PART: 0.9, Likeness.OTHER: 0.4}
_LIVING = {Likeness.SAME: 0.92, Likeness.SOUND: 0.85, Likeness.SLIP: 0.8, Likeness.PART: 0.6}
_NAMED = {Likeness.SAME: 0.6, Likeness.SOUND: 0.4, Likeness.SLIP: 0.35}


def compare(one: Traits, other: Traits, distance: Callable[[str, str], int]) -> LookAlike | None:
    """Whether ``other`` may be the same person as ``one``, seen from ``one``; ``None`` if nothing speaks for it."""
    alike = likeness(one, other, distance)
    kind, value = _shared(one, other)
    against = _against(one, other)
    if kind in (ContactKind.PHONE, ContactKind.EMAIL):
        # Families share a phone; two given names are two people.
        sure = HOUSEHOLD if alike is Likeness.FAMILY else _REACHED[alike] - 0.1 * against
    elif kind is ContactKind.ADDRESS or (one.household_id is not None and one.household_id == other.household_id):
        sure = _LIVING.get(alike, 0.0) - 0.15 * against
    elif min(len(one.words), len(other.words)) < 2 or against > 1 or (against and alike is not Likeness.SAME):
        return None
    else:
        sure = _NAMED.get(alike, 0.0) - 0.25 * against
    return LookAlike(other.id, other.name, kind, value, alike, round(sure, 2)) if sure > 0 else None


def _shared(one: Traits, other: Traits) -> tuple[ContactKind | None, str]:
    emails = {email for email, _ in one.emails}
    for email, written in other.emails:
        if email in emails:
            return ContactKind.EMAIL, written
    for phone, written in other.phones:
        if any(same_phone(phone, mine) for mine, _ in one.phones):
            return ContactKind.PHONE, written
    places = {place for place, _ in one.addresses}
    for place, written in other.addresses:
        if place in places:
            return ContactKind.ADDRESS, written
    return None, ""


def _against(one: Traits, other: Traits) -> int:
    """In how many ways to reach them, which both have, they have none in common."""
    emails = bool(one.emails and other.emails) and not {e for e, _ in one.emails} & {e for e, _ in other.emails}
    phones = bool(one.phones and other.phones) and not any(
        same_phone(mine, theirs) for mine, _ in one.phones for theirs, _ in other.phones
    )
    return emails + phones


def clearly_other(one: str, other: str) -> bool:
    """Whether two names are those of two people: their first words differ, and neither name is part of the other.

    A nickname that begins the name, an initial, a further or a new family name make nobody another person.
    """
    first, second = search_terms(one), search_terms(other)
    if not first or not second or set(first) <= set(second) or set(second) <= set(first):
        return False
    return not (first[0].startswith(second[0]) or second[0].startswith(first[0]))


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same whatever the case, the accents and the order of their words."""
    words = sorted(search_terms(one))
    return bool(words) and words == sorted(search_terms(other))
