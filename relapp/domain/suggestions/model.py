"""Suggestions: one proposed act for one customer, with its reason and receipts, and what staff answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from relapp.domain.interactions import Channel, Outcome
from relapp.domain.receipts import Receipt


class SuggestionKind(StrEnum):
    """The kinds, in default order (:data:`RANK`)."""

    OWED_REPLY = "owed_reply"
    PROMISE = "promise"
    RECOVERY = "recovery"
    ARRIVAL = "arrival"
    DATE = "date"
    REPLENISH = "replenish"
    SLIPPING = "slipping"
    AFTER_SALE = "after_sale"
    SECOND_VISIT = "second_visit"
    PROTECT = "protect"
    THANK = "thank"
    ASK = "ask"
    LIKE_THEM = "like_them"
    HAND_OVER = "hand_over"
    TIDY = "tidy"
    SILENCE = "silence"


RANK: dict[SuggestionKind, int] = {kind: place for place, kind in enumerate(SuggestionKind, start=1)}


class Answer(StrEnum):
    """What staff said to a suggestion."""

    DONE = "done"
    LATER = "later"
    NO = "no"


class Refusal(StrEnum):
    """Why staff said no."""

    NOT_NOW = "not_now"
    NOT_TRUE = "not_true"
    DONE_ALREADY = "done_already"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence, not yet in words: ``code`` names it, ``details`` fill its gaps (dates, counts, names, words)."""

    code: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heard:
    """That a customer replied to ``answered`` of ``tried`` contacts by ``channel``."""

    channel: Channel
    answered: int
    tried: int


@dataclass(frozen=True, slots=True)
class Score:
    """Why a suggestion stands where it stands among ideas.

    ``reply`` is the chance of a reply, ``heard`` what this customer's replies were so far. ``money`` (minor units, a
    year) times ``drifting`` is at stake, yet at least what is typically at stake in this shop: ``stake``, ``None``
    where the shop has no sales to tell. ``share`` is how much of that an act of this kind may move. ``trust`` is 1
    unless staff called such a thing not true for this customer. ``quieted``: the kind has failed lately.
    """

    reply: float
    heard: tuple[Heard, ...]
    money: int | None
    drifting: float | None
    stake: int | None
    share: float
    urgency: float
    minutes: int
    trust: float = 1.0
    quieted: bool = False

    @property
    def total(self) -> float:
        """What orders ideas: reply × stake × share × trust × urgency (which counts from half to whole) ÷ minutes."""
        stake = 1 if self.stake is None else self.stake
        return self.reply * stake * self.share * self.trust * (0.5 + self.urgency / 2) / self.minutes


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One proposed act.

    ``act`` says what to do, ``reason`` why, both as codes that ``ui.wording`` puts into a sentence; ``evidence`` is a
    fingerprint of the receipts, so that an answer belongs to the evidence it was given on; ``due`` is the day it is
    for; ``minutes`` is about how long it takes; ``urgency``, from 0 to 1, says how pressing it is within its own
    window: the nearer its last moment or the longer overdue, the higher; ``score`` is why it stands where it does, once
    ranking has looked at it.
    """

    customer_id: int
    kind: SuggestionKind
    act: Reason
    reason: Reason
    receipts: tuple[Receipt, ...]
    channel: Channel | None
    due: date | None
    evidence: str
    minutes: int = 5
    urgency: float = 0.0
    score: Score | None = None


@dataclass(frozen=True, slots=True)
class LeftInPeace:
    """A customer whom the list leaves alone today although something could be said, and why."""

    customer_id: int
    kind: SuggestionKind
    reason: Reason
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SuggestionAnswer:
    """A stored answer: the suggestion it was given to is known by customer, kind and evidence.

    ``until`` is the day it may come back (``LATER``, ``NO``/``NOT_NOW``); ``interaction_id`` the entry logged with it.
    ``channel`` is the way it was done by, ``outcome`` whether that reached them; both ``None`` where that is not known.
    ``mended``, of an answer that names a wrong receipt, is the day on which that was changed since.
    """

    id: int
    customer_id: int
    kind: SuggestionKind
    evidence: str
    answer: Answer
    refusal: Refusal | None
    until: date | None
    at: datetime
    staff_id: int | None
    interaction_id: int | None = None
    channel: Channel | None = None
    outcome: Outcome | None = None
    mended: date | None = None
