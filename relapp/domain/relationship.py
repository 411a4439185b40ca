"""The relationship card: seven sentences on what is between the shop and a customer, each of which can say "not yet".

Nothing is counted together and nothing is a score: a sentence holds or it does not, by its rule in
:mod:`relapp.domain.relationship_rules`, and shows what it was read from. All of them look at the last :data:`YEAR`
days, except at what is known and at what is still open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from relapp.domain.cases import Case
from relapp.domain.consents import Consent
from relapp.domain.facts import Fact
from relapp.domain.interactions import Interaction
from relapp.domain.promises import Promise
from relapp.domain.receipts import Receipt
from relapp.domain.suggestions.model import Reason, SuggestionAnswer
from relapp.domain.usual import Usual, baskets_of, usual
from relapp.domain.wishes import Wish

YEAR = 365
"""Days that the sentences look back."""


class Aspect(StrEnum):
    """What a sentence is about, in the order of the card."""

    MUTUAL = "mutual"
    INTERACTIVE = "interactive"
    LEARNING = "learning"
    BENEFIT = "benefit"
    CHANGE = "change"
    UNIQUE = "unique"
    TRUST = "trust"


class Said(StrEnum):
    """The sentences; ``ui.wording.relationship`` has the words. Days are dates, counts whole numbers.

    Every sentence has ``since``, the first day that was looked at, in its details. ``act``, ``words`` and ``acted`` are
    an :class:`Act`, its words and its day.
    """

    MUTUAL = "mutual"
    """``theirs``, ``ours``, ``replied``: how often they came to us, we went to them, and they answered us."""
    NOTHING_OF_THEIRS = "mutual.theirs"
    """``ours``."""
    WE_OWE = "mutual.owe"
    """``asked``: the day since which they wait for our answer."""
    NOTHING_OF_OURS = "mutual.ours"
    """``theirs``."""
    NO_REPLY = "mutual.reply"
    """``ours``."""
    INTERACTIVE = "interactive"
    """``contacts``, ``taught`` (how many things were learned), ``last`` (when last)."""
    FEW_CONTACTS = "interactive.few"
    """``contacts``, ``fewest``."""
    NOTHING_TAUGHT = "interactive.taught"
    """``contacts``, ``last`` (when something was learned last, or none)."""
    LEARNING = "learning"
    """``known``, ``told`` (of these by themselves), ``days`` (on which it was acted on), ``acted`` (the last)."""
    NOTHING_KNOWN = "learning.known"
    NOTHING_USED = "learning.used"
    """``known``, ``told``."""
    BENEFIT = "benefit"
    """``bought`` (the last day); ``act``, ``words``, ``acted``: what did them good last."""
    NO_PURCHASE = "benefit.ours"
    NO_GOOD = "benefit.theirs"
    """``bought``."""
    CHANGE = "change"
    """``act``, ``words``, ``acted``, ``days`` (until they came)."""
    NO_ACT = "change.ours"
    NOTHING_AFTER = "change.theirs"
    """``act``, ``words``, ``acted``."""
    UNIQUE_FACTS = "unique.facts"
    """``values``: what is on file of nobody else, empty where it is not to be quoted; ``customers``."""
    UNIQUE_PRODUCT = "unique.product"
    """``product``, ``buyers`` (how many others take it), ``customers``."""
    FEW_CUSTOMERS = "unique.few"
    """``customers``, ``fewest``."""
    NOTHING_OWN = "unique.own"
    """``customers``."""
    TRUST = "trust"
    """``kept`` (promises of ours), ``put_right`` (complaints), ``agreed`` (they said we may contact them), ``told``."""
    LATE = "trust.late"
    """``words``, ``due``."""
    COMPLAINT_OPEN = "trust.case"
    """``opened``."""
    REFUSED_WAY = "trust.refused"
    """``channel``, ``said`` and ``used`` (days)."""
    BROKEN = "trust.broken"
    """``broken``, ``kept``."""
    NO_PROOF = "trust.proof"
    """``told``."""


class Act(StrEnum):
    """What did a customer good: because of what they told us, except the last two."""

    WISH_MET = "wish"
    """Words: the wish."""
    PROMISE_KEPT = "promise"
    """Words: the promise."""
    PUT_RIGHT = "case"
    """Words: the remedy, which may be empty."""
    DATE_KEPT = "date"
    ARRIVAL_TOLD = "arrival"
    PROTECTED = "protect"
    THANKED = "thank"
    PRAISED = "praise"
    """Words: theirs."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence: whether it ``holds``, what it says (or what is lacking), and all that it was read from."""

    aspect: Aspect
    holds: bool
    reason: Reason
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class Others:
    """What tells a customer from the rest of the shop.

    ``customers`` is how many others there are; ``shared`` the ids of this customer's facts that are on file of one of
    them as well; ``buyers`` how many of them ever took a product, by its id.
    """

    customers: int = 0
    shared: frozenset[int] = frozenset()
    buyers: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Story:
    """Everything the card is read from; what is dated after ``today`` or before ``since`` is left out by the rules.

    ``since`` is a year ago, or later where there was more than could be read.
    """

    today: date
    since: date
    entries: Sequence[Interaction] = ()
    facts: Sequence[Fact] = ()
    promises: Sequence[Promise] = ()
    wishes: Sequence[Wish] = ()
    cases: Sequence[Case] = ()
    consents: Sequence[Consent] = ()
    answers: Sequence[SuggestionAnswer] = ()
    others: Others = field(default_factory=Others)

    @property
    def usual(self) -> Usual | None:
        """What they usually took before today."""
        return usual(baskets_of(one for one in self.entries if self.lately(one.day) and one.day < self.today))

    def lately(self, day: date | None) -> bool:
        """Whether ``day`` is one that the sentences look at."""
        return day is not None and self.since <= day <= self.today
