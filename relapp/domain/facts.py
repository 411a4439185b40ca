"""Facts: what is known about a customer, from whom, since when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import StrEnum
from functools import lru_cache

from relapp.domain import sensitive_words
from relapp.domain.folding import fold, fold_words, search_terms


class Certainty(StrEnum):
    """How the shop knows it."""

    TOLD = "told"
    SEEN = "seen"
    GUESSED = "guessed"


class FactKind(StrEnum):
    """Kinds of fact the program knows by name; any other word is a kind of its own and needs no set-up."""

    LIKES = "likes"
    DISLIKES = "dislikes"
    AVOID = "avoid"
    ALLERGY = "allergy"
    SIZE = "size"
    BIRTHDAY = "birthday"
    DATE = "date"
    FAMILY = "family"
    BUYS_FOR = "buys for"
    BOUGHT_FOR = "bought for"
    """Whom one purchase was for, noted of its entry: it says nothing of what they take themselves."""
    THEME = "remark theme"
    """Under which theme staff put a remark, noted of its entry (:mod:`relapp.domain.themes`)."""
    GREET = "greet as"
    LANGUAGE = "language"
    """The language to write to them in."""
    REACH = "reach"
    USUAL = "usual"
    ABOUT = "about"
    WARRANTY = "warranty"
    CREDIT = "credit"


OF_ENTRIES = (FactKind.BOUGHT_FOR, FactKind.THEME)
"""What is noted of one entry and not of the customer."""


@dataclass(frozen=True, slots=True)
class NewFact:
    """One thing learned.

    ``kind`` is a :class:`FactKind` value or the shop's own word; ``value`` the words; ``about`` whom it concerns when
    not the customer ("daughter"). A date that comes round has ``month`` and ``day``, and ``year`` where it was told.
    """

    kind: str
    value: str
    about: str = ""
    certainty: Certainty = Certainty.TOLD
    month: int | None = None
    day: int | None = None
    year: int | None = None
    sensitive: bool | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A stored fact; the first fields as in :class:`NewFact`.

    ``learned`` is the local day it was learned; ``source_id`` the interaction it came from, if any;
    ``superseded_by`` the fact that took its place, ``None`` while it holds.
    """

    id: int
    customer_id: int
    kind: str
    value: str
    about: str
    certainty: Certainty
    month: int | None
    day: int | None
    year: int | None
    learned: date
    source_id: int | None
    staff_id: int | None
    confirmed: date | None = None
    superseded_by: int | None = None
    retired: bool = False
    sensitive: bool | None = None
    """Whether somebody marked it as sensitive, or as not; ``None`` leaves it to its kind."""


# What shops call these two kinds themselves, folded; a kind of the shop's own needs no set-up.
_WARRANTIES = frozenset({
    FactKind.WARRANTY, "guarantee", "garantie", "gewahrleistung", "garantia", "garanzia", "gwarancja", "garanti",
    "takuu", "zaruka",
})  # fmt: skip
_CREDITS = frozenset({
    FactKind.CREDIT, "voucher", "gift card", "gift voucher", "store credit", "gutschein", "guthaben", "avoir",
    "bon d'achat", "carte cadeau", "tegoed", "cadeaubon", "vale", "buono", "bon podarunkowy", "gavekort", "presentkort",
    "lahjakortti", "darkovy poukaz",
})  # fmt: skip


def is_warranty(kind: str) -> bool:
    """Whether a kind of fact tells how long something is warranted."""
    return fold(kind).strip() in _WARRANTIES


def is_credit(kind: str) -> bool:
    """Whether a kind of fact tells of money or a voucher that they have with us."""
    return fold(kind).strip() in _CREDITS


def is_sensitive(fact: Fact | NewFact) -> bool:
    """Whether a fact tells of health, belief or troubles: nothing for other eyes, nor for an idea of ours.

    What somebody marked it as counts, else its words do (:mod:`relapp.domain.sensitive_words`). An allergy is
    sensitive too, and goes on barring products.
    """
    if fact.sensitive is not None:
        return fact.sensitive
    return sensitive_by_words(fact.kind, fact.value)


@lru_cache(maxsize=8192)
def sensitive_by_words(kind: str, value: str) -> bool:
    """Whether a fact of these words is sensitive as long as nobody marks it."""
    return _has_any(kind, sensitive_words.KINDS | sensitive_words.VALUES) or _has_any(value, sensitive_words.VALUES)


def _has_any(text: str, phrases: frozenset[str]) -> bool:
    terms = search_terms(text)
    longest = range(1, 4)
    return any(" ".join(terms[at : at + size]) in phrases for at in range(len(terms)) for size in longest)


# In a sentence these mean other things as well.
_MEAN_MORE = frozenset({"vale", "avoir", "buono"})


def names_credit(words: str) -> bool:
    """Whether a sentence speaks of a credit or a voucher."""
    line = f" {fold_words(words)} "
    return any(f" {fold_words(credit)} " in line for credit in _CREDITS - _MEAN_MORE)


# After how many days a fact of this kind wants checking, and why; ``None`` is never.
_FRESH_DAYS: dict[str, int | None] = {
    FactKind.BIRTHDAY: None,  # nobody is born again
    FactKind.DATE: None,
    FactKind.ALLERGY: None,  # that it may have passed is no reason to doubt it
    FactKind.AVOID: None,
    FactKind.GREET: None,  # a name stays
    FactKind.LANGUAGE: None,
    FactKind.WARRANTY: None,  # these end on a day of their own
    FactKind.CREDIT: None,
    FactKind.SIZE: 548,  # bodies change in a year or two
    FactKind.REACH: 548,  # so do numbers and habits
    FactKind.USUAL: 548,
    FactKind.LIKES: 1095,  # taste changes slowly
    FactKind.DISLIKES: 1095,
}
# Kinds of the shop's own, by a word in them: people move and change jobs within a few years, and children grow.
_FRESH_WORDS = {
    548: frozenset({
        "size", "width", "length", "height", "weight", "waist", "collar", "shoe", "ring", "groesse", "grosse", "taille",
        "talla", "maat",
    }),
    365: frozenset({
        "job", "work", "works", "employer", "school", "address", "lives", "home", "adresse", "beruf", "arbeit",
        "wohnung",
    }),
}  # fmt: skip
_FRESH_DEFAULT = 730
# Of a kind of the shop's own with one of these words only one value can hold.
_ONE_WORDS = _FRESH_WORDS[548] | _FRESH_WORDS[365] | frozenset(("birthday", "nickname", "title"))
_ONE_VALUE = frozenset({FactKind.BIRTHDAY, FactKind.SIZE, FactKind.GREET, FactKind.LANGUAGE})
_KNOWN = frozenset(FactKind)
_MEASURE = re.compile(r"[\d.,/½-]+|x*[sl]|m|\d?xl|small|medium|large|extra|uk|eu|us|eur|[a-h]|size")


def needs_check(fact: Fact, today: date) -> bool:
    """Whether ``fact`` is so old that it should be shown faded, with "check"; birthdays and allergies never are."""
    fresh = _fresh_days(fact.kind)
    known = fact.confirmed or fact.learned
    return fresh is not None and (today - known).days > fresh


def _fresh_days(kind: str) -> int | None:
    if kind in _FRESH_DAYS or kind in _KNOWN:
        return _FRESH_DAYS.get(kind, _FRESH_DEFAULT)
    words = set(search_terms(kind))
    return min((days for days, known in _FRESH_WORDS.items() if words & known), default=_FRESH_DEFAULT)


def holds_one(kind: str) -> bool:
    """Whether only one value of a kind can hold at a time for one person; others may stand side by side."""
    return kind in _ONE_VALUE or (kind not in _KNOWN and bool(_ONE_WORDS.intersection(search_terms(kind))))


def excludes(one: Fact | NewFact, other: Fact | NewFact) -> bool:
    """Whether two values of one kind, of one person, cannot both hold. The size of a ring says nothing of a shoe's."""
    if not holds_one(one.kind):
        return False
    labels = {measured(one), measured(other)}
    return len(labels) == 1 or "" in labels


def measured(size: Fact | NewFact) -> str:
    """Of what a size is ("ring 52": the ring), empty where that is not told or it is no size."""
    if size.kind != FactKind.SIZE:
        return ""
    return " ".join(word for word in fold(size.value).split() if not _MEASURE.fullmatch(word))


def next_occurrence(month: int, day: int, today: date) -> date | None:
    """The next time the yearly date comes round, ``today`` included; 29 February falls on the 28th in other years.

    ``None`` where no year is left for it.
    """
    for year in range(today.year, min(today.year + 1, MAXYEAR) + 1):
        try:
            when = date(year, month, day)
        except ValueError:
            when = date(year, 2, 28)
        if when >= today:
            return when
    return None
