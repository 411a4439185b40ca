"""What a file is made of once it was read: customers, sales, entries, and rows that cannot be taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from relapp.domain.consents import ConsentState, Purpose
from relapp.domain.customers import NewCustomer, Photo
from relapp.domain.facts import NewFact
from relapp.domain.interactions import Channel, Direction, Kind, Outcome


class Content(StrEnum):
    """What a file is about."""

    CUSTOMERS = "customers"
    SALES = "sales"
    ENTRIES = "interactions"
    """Mail, chats, appointments, and tables of whatever happened."""
    SHOP = "shop"
    """Everything, as relapp exports it."""


@dataclass(frozen=True, slots=True)
class Who:
    """What a row says of a person; empty where it says nothing."""

    reference: str = ""
    email: str = ""
    phone: str = ""
    name: str = ""


class NewConsent(NamedTuple):
    """What a row says of being contacted by one way; ``how`` is the column and its cell."""

    channel: Channel
    purpose: Purpose
    state: ConsentState
    how: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One customer as a row or a card tells: ``line`` in the file, the customer, facts in the file's order, tags."""

    line: int
    customer: NewCustomer
    facts: tuple[NewFact, ...]
    tags: tuple[str, ...]
    photo: Photo | None = None
    consents: tuple[NewConsent, ...] = ()


class SaleHead(NamedTuple):
    """What the lines of one receipt share: who bought (all empty for an anonymous sale), when, and its number.

    ``at`` is the local wall clock, midnight where only the day is told.
    """

    reference: str
    name: str
    email: str
    phone: str
    at: datetime
    invoice: str
    paid_back: bool = False
    """Whether this is what the file says was paid back of the whole."""
    cancelled: bool = False
    """Whether the file says that nothing came of it."""
    consents: tuple[NewConsent, ...] = ()
    """What it says of contacting the buyer."""


class SaleWords(NamedTuple):
    """What one line of a receipt says in words; lines that say the same share it."""

    product: str
    words: str
    staff: str
    sku: str


class SaleFigures(NamedTuple):
    """What one line of a receipt counts; lines that count the same share it.

    ``quantity`` is below zero for what was brought back. ``unit_price``, ``amount`` and ``discount`` are minor units of
    ``currency`` (empty: the shop's own) and as in :class:`~relapp.domain.interactions.NewPurchaseLine`.
    """

    quantity: Decimal
    unit_price: int | None
    amount: int | None
    discount: int
    currency: str
    mark: str
    """What tells it apart from others."""
    stored: tuple[int, int | None, int, int | None]
    """As :data:`~relapp.storage.loading.SoldFigures` has it: thousandths, unit price, discount, amount."""

    @classmethod
    def of(
        cls, quantity: Decimal, unit_price: int | None, amount: int | None, discount: int, currency: str
    ) -> SaleFigures:
        """The figures with what follows from them."""
        stored = int(quantity * 1000), unit_price, discount, amount
        return cls(quantity, unit_price, amount, discount, currency, f"{quantity}\x1f{amount}", stored)

    @property
    def gives_back(self) -> bool:
        """Whether something was brought back or paid back."""
        return self.quantity < 0 or (self.amount or 0) < 0


class SaleLine(NamedTuple):
    """One line of a receipt: where it stands in the file, its receipt, and what it says."""

    line: int
    head: SaleHead
    told: SaleWords
    figures: SaleFigures


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One thing that happened, as a mail, a chat, a calendar or a table of entries tells it.

    ``who`` are the customers, the first is the one it is about; empty for nobody in particular. ``at`` carries its
    offset. ``identity`` tells the entry apart when its file comes again, also if its words or its day have changed
    (an event's or a mail's own id); where it is empty, who, when and what tell. ``strangers``: whether somebody whom
    the shop does not know becomes a customer. ``perhaps`` are names that its words may hold: whom the shop knows by
    exactly one of them takes part, too, and the others are just words. ``without`` are identities of what the file says
    does not take place, in one of the rows of something that comes round.
    """

    line: int
    who: tuple[Who, ...]
    at: datetime
    kind: Kind
    channel: Channel
    direction: Direction
    words: str
    outcome: Outcome | None = None
    identity: str = ""
    staff: str = ""
    strangers: bool = True
    perhaps: tuple[Who, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken in: its line, its cells as they stand, and why.

    Codes: ``row.no_date``, ``row.date``, ``row.number`` (``column``, ``value``), ``row.nothing_bought``,
    ``row.cancelled``, ``row.no_show``, ``row.too_many_cells``, ``row.no_name``, ``row.long_name`` (``limit``),
    ``row.total``, ``row.group`` (a card that lists others),
    ``row.event_cancelled``, ``row.event_kept`` (cancelled, but staff edited the entry); ``row.stranger`` (``who``) of
    an entry that names nobody whom the shop knows and is not to make customers, ``row.no_person`` of one that names
    nobody at all where somebody should stand, ``row.nothing_said`` of one without words, ``row.discarded`` of a mail
    that was deleted or not sent, ``row.service`` of what a messenger noted by itself, ``row.unreadable`` of what is
    damaged.
    """

    line: int
    cells: tuple[str, ...]
    code: str
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledRow(BadRow):
    """A line of an order that was cancelled or that nobody came for: bad, unless it was ``sold`` in an earlier file."""

    sold: SaleLine


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledEvent(BadRow):
    """An event that was cancelled: bad (``row.event_cancelled``), unless an earlier file brought it.

    ``identities`` are those under which entries may have come, see :class:`EntryRow`, as are ``who`` and ``words``.
    """

    identities: tuple[str, ...]
    who: tuple[Who, ...]
    words: str


@dataclass(frozen=True, slots=True)
class ShopRecord:
    """One record of relapp's own export: ``table`` names what it is, ``values`` are its fields as they stand there."""

    line: int
    table: str
    values: Mapping[str, Any]


AnyRow = PersonRow | SaleLine | EntryRow | ShopRecord | BadRow
"""Whatever a file is made of."""
