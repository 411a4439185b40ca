"""Interactions: one thing that happened between the shop and its customers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from relapp.domain.facts import NewFact
from relapp.domain.money import Money
from relapp.domain.promises import NewPromise
from relapp.domain.wishes import NewWish

if TYPE_CHECKING:
    from relapp.domain.consents import NewWord  # which speaks of channels
    from relapp.domain.peace import NewPeace, NewQuiet

MAX_WORDS = 20_000
"""The longest text of one entry, in characters."""


class Kind(StrEnum):
    """What happened."""

    VISIT = "visit"
    PURCHASE = "purchase"
    RETURN = "return"
    CALL = "call"
    MESSAGE = "message"
    EMAIL = "email"
    LETTER = "letter"
    DELIVERY = "delivery"
    APPOINTMENT = "appointment"
    ENQUIRY = "enquiry"
    COMPLAINT = "complaint"
    FEEDBACK = "feedback"
    NOTE = "note"


CAME = frozenset({Kind.VISIT, Kind.PURCHASE})
"""Kinds that make a customer's rhythm: days on which they came."""

SALES = frozenset({Kind.PURCHASE, Kind.RETURN})
"""Kinds that carry purchase lines."""


class Channel(StrEnum):
    """By which way it happened."""

    COUNTER = "counter"
    PHONE = "phone"
    MESSAGE = "message"
    EMAIL = "email"
    POST = "post"
    WEB = "web"
    ELSEWHERE = "elsewhere"


class Direction(StrEnum):
    """Who went to whom."""

    IN = "in"
    """The customer came to us."""
    OUT = "out"
    """We went to the customer."""
    BOTH = "both"


class Outcome(StrEnum):
    """What came of it, where that matters."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"


DEFAULT_CHANNEL: dict[Kind, Channel] = {
    Kind.VISIT: Channel.COUNTER,
    Kind.PURCHASE: Channel.COUNTER,
    Kind.RETURN: Channel.COUNTER,
    Kind.CALL: Channel.PHONE,
    Kind.MESSAGE: Channel.MESSAGE,
    Kind.EMAIL: Channel.EMAIL,
    Kind.LETTER: Channel.POST,
    Kind.DELIVERY: Channel.ELSEWHERE,
    Kind.APPOINTMENT: Channel.COUNTER,
    Kind.ENQUIRY: Channel.COUNTER,
    Kind.COMPLAINT: Channel.COUNTER,
    Kind.FEEDBACK: Channel.COUNTER,
    Kind.NOTE: Channel.ELSEWHERE,
}

DEFAULT_DIRECTION: dict[Kind, Direction] = {
    Kind.VISIT: Direction.IN,
    Kind.PURCHASE: Direction.IN,
    Kind.RETURN: Direction.IN,
    Kind.CALL: Direction.OUT,
    Kind.MESSAGE: Direction.OUT,
    Kind.EMAIL: Direction.OUT,
    Kind.LETTER: Direction.OUT,
    Kind.DELIVERY: Direction.OUT,
    Kind.APPOINTMENT: Direction.BOTH,
    Kind.ENQUIRY: Direction.IN,
    Kind.COMPLAINT: Direction.IN,
    Kind.FEEDBACK: Direction.IN,
    Kind.NOTE: Direction.BOTH,
}


@dataclass(frozen=True, slots=True)
class NewPurchaseLine:
    """One product bought (``quantity`` above zero) or brought back (below zero).

    ``unit_price`` and ``discount`` are minor units of the entry's currency; ``amount`` is what the line came to, signed
    like the quantity, and is what sums are made of. All three are ``None`` or 0 where no price was told.
    """

    product: str
    quantity: Decimal = Decimal(1)
    unit_price: int | None = None
    discount: int = 0
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class PurchaseLine:
    """A stored purchase line; fields as in :class:`NewPurchaseLine`."""

    id: int
    interaction_id: int
    product_id: int
    product: str
    quantity: Decimal
    unit_price: int | None
    discount: int
    amount: int | None


@dataclass(frozen=True, slots=True)
class NewInteraction:
    """One entry to log, with everything that was accepted with it: one act, one line on the timeline.

    ``customers`` are ids, the first is the one who paid and whom the facts, promises and wishes are about, and
    ``reach``, what was said about being reached.
    ``at`` carries its offset. ``currency`` is the ISO code of the lines' amounts; empty means the shop's own.
    """

    customers: tuple[int, ...]
    kind: Kind
    at: datetime
    words: str = ""
    channel: Channel = Channel.COUNTER
    direction: Direction = Direction.IN
    outcome: Outcome | None = None
    lines: tuple[NewPurchaseLine, ...] = ()
    currency: str = ""
    facts: tuple[NewFact, ...] = ()
    promises: tuple[NewPromise, ...] = ()
    wishes: tuple[NewWish, ...] = ()
    reach: tuple[NewWord | NewPeace | NewQuiet, ...] = ()


@dataclass(frozen=True, slots=True)
class Interaction:
    """A stored entry.

    ``customers`` are ids in the order they were named; ``total`` is the signed sum of its lines, ``None`` where no
    price was told; ``edited`` says that the entry was changed after it was logged; ``bought_for`` is whom a purchase
    was for, empty where that is not known or they are the customer.
    """

    id: int
    kind: Kind
    at: datetime
    words: str
    channel: Channel
    direction: Direction
    outcome: Outcome | None
    staff_id: int | None
    customers: tuple[int, ...]
    total: Money | None = None
    batch_id: int | None = None
    edited: bool = False
    lines: tuple[PurchaseLine, ...] = ()
    bought_for: str = ""

    @property
    def day(self) -> date:
        """The local day it happened on."""
        return self.at.date()
