"""What a language must tell the reader: word tables and patterns; the logic holds no word of any language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from relapp.domain.consents import Purpose
from relapp.domain.facts import Certainty
from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.domain.promises import PromisedBy

DATE_KEY = "§date"
"""Stands in a clause's line where a date was read, so that patterns can speak of "a date"."""


@dataclass(frozen=True, slots=True)
class KindRule:
    """``pattern`` means ``kind``; it is matched at the main verb of a clause, or ``anywhere`` in it.

    A ``mendable`` rule does not count where something was brought to be mended.
    """

    kind: Kind
    pattern: str
    direction: Direction | None = None
    outcome: Outcome | None = None
    anywhere: bool = False
    mendable: bool = False


@dataclass(frozen=True, slots=True)
class FactRule:
    """``pattern`` tells a fact.

    Groups: ``value`` the words, ``about`` and ``for`` a relation, ``name`` a word that must be a name, ``label`` what
    the value is of, ``date`` a date. ``kind`` empty: the label is the kind. ``at_main`` matches at the main verb only.
    ``listed`` values may run over commas. ``firm`` rules speak of what cannot be and are not put off by a negation
    before them.
    """

    kind: str
    pattern: str
    at_main: bool = False
    listed: bool = False
    firm: bool = False
    certainty: Certainty = Certainty.TOLD


@dataclass(frozen=True, slots=True)
class PromiseRule:
    """``pattern`` gives a promise; its group ``what`` says what will be done.

    ``by`` is ``None`` where only the verb tells who will do it. ``dated`` rules need a date to be a promise.
    ``asked`` rules hold in a question too.
    """

    pattern: str
    by: PromisedBy | None
    dated: bool = False
    asked: bool = False
    at_main: bool = True


@dataclass(frozen=True, slots=True)
class WantRule:
    """``pattern`` says that the customer wants ``what``: with a date it is an order, else a wish (or nothing).

    A ``bare`` rule has no verb: things and the day they are for.
    """

    pattern: str
    wish: bool = True
    order: bool = True
    order_undated: bool = False
    at_main: bool = True
    bare: bool = False


class Sense(StrEnum):
    """What a word about being reached says of the ways it names."""

    YES = "yes"
    NO = "no"
    ONLY = "only"
    """Yes to these, no to all others."""


@dataclass(frozen=True, slots=True)
class ReachRule:
    """``pattern`` says by which ways they may be reached; its group ``ways`` names them, all where it is missing."""

    pattern: str
    sense: Sense
    purpose: Purpose = Purpose.ANY


@dataclass(frozen=True, slots=True)
class QuietRule:
    """``pattern`` says when they are not to be reached, by its groups ``start``, ``end`` and ``days``."""

    pattern: str


@dataclass(frozen=True, slots=True, eq=False)
class ReachWords:
    """How people speak of being reached: ``ways`` are the words for channels, the rest patterns and their words."""

    ways: Mapping[str, tuple[Channel, ...]]
    rules: tuple[ReachRule, ...]
    peace: str
    until: tuple[str, ...]
    """Words before a day on which the peace ends."""
    mourning: str
    quiet: tuple[QuietRule, ...]
    weekends: frozenset[str]
    midday: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """All words of one language.

    Patterns are regular expressions over a clause written as lower-case words with one space between them; ``%name%``
    stands for an entry of ``parts`` (or of the words of ``weekdays``, ``months``, ``numbers``,
    ``units``, ``shifts``, ``day_words``, ``day_parts``, ``relations``, in the singular). They begin and end at words.
    """

    code: str
    clitics: tuple[str, ...]
    """What hangs on a word by an apostrophe and is read as a word of its own ("she'll")."""
    parts: Mapping[str, str]

    # words
    and_words: frozenset[str]
    splitters: frozenset[str]
    """Words that always begin a new clause ("but")."""
    verbs: frozenset[str]
    """Finite verbs: after "and" they begin a new clause, and they are never part of a name."""
    base_verbs: frozenset[str]
    function_words: frozenset[str]
    """Words that are neither names nor products."""
    we: frozenset[str]
    they: frozenset[str]
    possessives: frozenset[str]
    relations: frozenset[str]
    fillers: frozenset[str]
    """Words that may stand before the main verb and change nothing."""
    auxiliaries: frozenset[str]
    """Words that may stand before another verb ("has called")."""
    doubts: frozenset[str]
    """Words after which nothing is certain ("if", "might", "not")."""
    question_heads: str
    labels: frozenset[str]
    """Words after which a colon does not end the clause ("size: 39"), and which are no one's name."""
    modal_months: frozenset[str]
    pronoun_values: frozenset[str]

    # dates
    weekdays: Mapping[str, int]
    shy_weekdays: frozenset[str]
    """Abbreviations that are words too ("sat", "sun")."""
    shy_before: frozenset[str]
    """Words before a shy weekday that make it a word ("she sat", "the sun")."""
    shy_after: frozenset[str]
    """Words that may follow a shy weekday that is one ("sat at")."""
    counted: frozenset[str]
    """Words after a number that take it away from a date before it ("kg", "pm", "euros")."""
    months: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    """To ``minute``, ``hour``, ``day``, ``week``, ``fortnight``, ``month`` or ``year``."""
    shifts: Mapping[str, int]
    """"next" 1, "last" -1, "this" 0."""
    day_words: Mapping[str, int]
    """"tomorrow" 1, "yesterday" -1."""
    day_parts: Mapping[str, int]
    """"morning" 9: the hour that stands for it."""
    dates: tuple[str, ...]
    clocks: tuple[str, ...]
    afternoon: frozenset[str]
    morning: frozenset[str]
    due_leads: frozenset[str]
    """Prepositions that make a date something to come, or not the moment of the entry ("by", "until")."""
    habit_words: frozenset[str]
    """Words before a date that make it a habit or a name ("every", "black")."""
    possessive_mark: str

    # kinds
    leading: Mapping[str, Kind]
    leading_bare: str
    kinds: tuple[KindRule, ...]
    channels: tuple[tuple[str, Channel], ...]
    sender: str
    receiver: str
    unanswered: str
    unanswered_alone: str
    answered: str
    no_complaint: str
    mending: str
    """What says that something was brought to be mended, so that "broken" is no complaint."""
    spoken: frozenset[str]
    """What is only done face to face or on the phone ("told")."""
    asking: str
    """What they do when they reach us: after "called," it tells who called whom."""
    past_verbs: str
    breakers: frozenset[str]
    to_come: str
    past_tellings: str
    """Verbs of the past beside which only a day that looks back of itself is when it happened."""
    past_ends: str
    """What may follow a day that is told of the past, beside the clause's end."""

    # purchases
    sale: str
    sale_empty: frozenset[str]
    """Words that are no product."""
    sale_bare: frozenset[str]
    """Verbs of a sale even when no product is named."""
    sale_weak: frozenset[str]
    """Verbs that are a sale only where a product is plain ("got", "collected")."""
    paying: frozenset[str]
    """Verbs after which a bare number is an amount ("paid 20")."""
    after_sum: frozenset[str]
    """What may follow such a number ("paid 20 deposit")."""
    work: frozenset[str]
    """What is done for a price: a number after it is one ("haircut 25")."""
    give_back: str
    gives: str
    """That the shop gives something away: a refund, a discount, what puts a complaint right."""
    quantity_of: frozenset[str]
    times: frozenset[str]
    measures: frozenset[str]
    small_measures: frozenset[str]
    articles: frozenset[str]
    unit_price: frozenset[str]
    each: frozenset[str]
    total_price: frozenset[str]
    price_words: Mapping[str, int]
    """Words that make a number an amount, to how many of them make one ("euros" 1, "cents" 100)."""
    item_ends: frozenset[str]
    size_words: frozenset[str]
    usual: str
    usual_change: str
    usual_less: frozenset[str]
    """What says that something of the usual was not taken."""
    usual_more: frozenset[str]
    usual_instead: frozenset[str]

    # chips
    facts: tuple[FactRule, ...]
    date_kinds: Mapping[str, str]
    """What a told kind of date is stored as; any other is stored as it was told."""
    size_guards_before: frozenset[str]
    size_guards_after: str
    promises: tuple[PromiseRule, ...]
    they_do: str
    we_do: str
    unsaid: frozenset[str]
    """Words that keep things beside a date from being an order ("open", "away")."""
    no_promise: str
    wants: tuple[WantRule, ...]
    no_wish: frozenset[str]
    no_wish_heads: frozenset[str]
    reaching: ReachWords
    wish_tail: str
    value_tail: str
    cancelled: str

    # who
    not_names: frozenset[str]
    name_or_verb: frozenset[str]
    contact_verbs: frozenset[str]
    name_links: frozenset[str]
    """Words between a contact and a name ("text from Ana")."""

    @property
    def common(self) -> frozenset[str]:
        """Every word that is neither a name nor a product."""
        return _common(self)

    def compile(self, pattern: str) -> re.Pattern[str]:
        """``pattern`` with its parts filled in."""
        return _compile(self, pattern)


@lru_cache(maxsize=32)
def _common(language: Language) -> frozenset[str]:
    return frozenset().union(
        language.verbs,
        language.base_verbs,
        language.function_words,
        language.we,
        language.they,
        language.possessives,
        language.relations,
        language.fillers,
        language.doubts,
        language.labels,
        language.splitters,
        language.and_words,
        language.clitics,
        language.weekdays,
        language.numbers,
        language.day_words,
        language.day_parts,
        language.shifts,
        language.units,
    )


def _either(words: Mapping[str, object] | frozenset[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) + ")"


@lru_cache(maxsize=2048)
def _compile(language: Language, pattern: str) -> re.Pattern[str]:
    tables: dict[str, Mapping[str, object] | frozenset[str]] = {
        "weekday": language.weekdays,
        "month": language.months,
        "number": language.numbers,
        "unit": language.units,
        "shift": language.shifts,
        "day_word": language.day_words,
        "day_part": language.day_parts,
        "relation": language.relations,
    }

    def fill(found: re.Match[str]) -> str:
        name = found[1]
        if name == "date":
            return DATE_KEY
        return _either(tables[name]) if name in tables else f"(?:{language.parts[name]})"

    for _ in range(6):
        pattern = re.sub(r"%(\w+)%", fill, pattern)
    return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")
