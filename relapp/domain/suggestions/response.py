"""What customers answer to: the chance of a reply by customer, kind and channel, and what it was learned from.

Plain values only; ``response_fit`` learns them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp, log2
from typing import Protocol

from relapp.domain.interactions import Channel, Outcome
from relapp.domain.suggestions.model import Heard, SuggestionKind

WAYS = (Channel.PHONE, Channel.MESSAGE, Channel.EMAIL, Channel.POST)
"""The ways by which we go to a customer."""

WAITING_DAYS = {Channel.PHONE: 7, Channel.MESSAGE: 14, Channel.EMAIL: 14, Channel.POST: 14}
"""A sign of life within so many days is taken as a reply to what went out by a channel."""

TIRED_DAYS = 28
"""In so many days a contact that got no reply comes to weigh half."""

_GAPS = 8
_GAP = 30
_WARMEST = 2.0


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact of ours and what it led to: ``answered``, not, or ``None`` while they may still reply.

    ``day`` is an ordinal, ``kind`` that of the suggestion it was made for, if it was. ``warmth`` as :func:`warmth`.
    ``own_way``: they had come to us by that channel before. ``early``: they answered while others of that day still
    may, so that it teaches nothing yet; else the quick replies alone would count.
    """

    customer_id: int
    kind: SuggestionKind | None
    channel: Channel
    day: int
    answered: bool | None
    warmth: float = 0.0
    own_way: bool = False
    early: bool = False

    @property
    def is_case(self) -> bool:
        """Whether it is known how it ended, and would be had it ended otherwise."""
        return self.answered is not None and not self.early


@dataclass(frozen=True, slots=True)
class Person:
    """What one customer's replies taught, in log-odds beyond the shop's; ``tired`` as :func:`tiredness` has it."""

    likes: float = 0.0
    channels: Mapping[Channel, float] = field(default_factory=dict)
    kinds: Mapping[SuggestionKind | None, float] = field(default_factory=dict)
    tired: float = 0.0
    heard: tuple[Heard, ...] = ()


NOBODY = Person()
"""Of a customer whom we never contacted."""


class Replies(Protocol):
    """What ranking and rules may ask about replies."""

    def chance(
        self,
        customer_id: int,
        kind: SuggestionKind | None,
        channel: Channel,
        warmth: float = 0.0,
        own_way: bool = False,
    ) -> float:
        """The chance that this customer replies to a suggestion of ``kind`` by ``channel``."""

    def heard(self, customer_id: int) -> tuple[Heard, ...]:
        """How often they replied by each channel that was tried, in the order of :data:`WAYS`."""


@dataclass(frozen=True, slots=True)
class Response:
    """What the shop's contacts taught, in log-odds: ``base`` and what each thing adds to it.

    ``cases`` are the contacts that it was learned from.
    """

    base: float
    warmth: float
    tired: float
    own_way: float
    channels: Mapping[Channel, float]
    kinds: Mapping[SuggestionKind | None, float]
    people: Mapping[int, Person]
    cases: int = 0

    def chance(
        self,
        customer_id: int,
        kind: SuggestionKind | None,
        channel: Channel,
        warmth: float = 0.0,
        own_way: bool = False,
    ) -> float:
        """As :meth:`Replies.chance`."""
        one = self.people.get(customer_id, NOBODY)
        score = (
            self.base
            + self.warmth * warmth
            + self.tired * one.tired
            + self.own_way * own_way
            + self.channels.get(channel, 0.0)
            + self.kinds.get(kind, 0.0)
            + one.likes
            + one.channels.get(channel, 0.0)
            + one.kinds.get(kind, 0.0)
        )
        return 1 / (1 + exp(-max(-30.0, min(30.0, score))))

    def heard(self, customer_id: int) -> tuple[Heard, ...]:
        """As :meth:`Replies.heard`."""
        return self.people.get(customer_id, NOBODY).heard


def heard_of(contacts: Iterable[Contact]) -> tuple[Heard, ...]:
    """How often one customer replied, by channel; contacts still open to a reply are left out."""
    answered, tried = dict.fromkeys(WAYS, 0), dict.fromkeys(WAYS, 0)
    for contact in contacts:
        if contact.is_case:
            answered[contact.channel] += bool(contact.answered)
            tried[contact.channel] += 1
    return tuple(Heard(channel, answered[channel], tried[channel]) for channel in WAYS if tried[channel])


def is_answered(channel: Channel, outcome: Outcome | None, day: int, sign: int | None, today: int) -> bool | None:
    """Whether a contact of ``day`` was answered, as seen on ``today``; ``None`` while they may still reply.

    ``sign`` is the day of the first sign of life of theirs after it: that they wrote, rang or came.
    """
    if outcome is Outcome.ANSWERED:
        return True
    wait = WAITING_DAYS[channel]
    if sign is not None and sign - day <= wait:
        return True
    if outcome is Outcome.UNANSWERED and channel is Channel.PHONE:
        return False  # until they ring back
    return None if today - day <= wait else False


def is_over(channel: Channel, outcome: Outcome | None, day: int, wait: int, today: int) -> bool:
    """Whether a contact of ``day`` counts, replied or not: once ``wait`` days have passed, a noted call at once."""
    return today - day > wait or (channel is Channel.PHONE and outcome is not None)


def tiredness(contacts: Iterable[Contact], today: int) -> list[float]:
    """How many earlier contacts of one customer had got no reply, at each of ``contacts`` and last as of ``today``.

    ``contacts`` are in the order of their days. An older one weighs less, half after :data:`TIRED_DAYS`.
    """
    found = []
    level = fresh = 0.0
    at = 0
    for one in contacts:
        if one.day > at:
            level, fresh, at = (level + fresh) * 0.5 ** ((one.day - at) / TIRED_DAYS), 0.0, one.day
        found.append(level)
        fresh += not one.answered
    return [*found, (level + fresh) * 0.5 ** ((today - at) / TIRED_DAYS)]


def warmth(came: Sequence[int], day: int) -> float:
    """How lately they came before ``day``, by their own gaps: 0 one gap ago, 1 half of it, -1 twice as long ago.

    ``came`` are the days on which they came (ordinals, rising). It stays between -2 and 2; 0 where they never came.
    """
    until = bisect_left(came, day)
    if not until:
        return 0.0
    days = came[max(0, until - _GAPS - 1) : until]
    gaps = sorted(later - earlier for earlier, later in pairwise(days))
    gap = gaps[len(gaps) // 2] if gaps else _GAP
    return max(-_WARMEST, min(_WARMEST, log2((1 + gap) / (1 + day - days[-1]))))
