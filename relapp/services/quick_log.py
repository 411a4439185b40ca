"""The one-line log: from a text to an entry, with the shop's own people, products and habits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final, Literal

from relapp.domain.cases import NewCase
from relapp.domain.changes import Changes
from relapp.domain.consents import NewWord
from relapp.domain.customers import NewCustomer
from relapp.domain.facts import NewFact
from relapp.domain.interactions import (
    DEFAULT_CHANNEL,
    DEFAULT_DIRECTION,
    SALES,
    Channel,
    Direction,
    Kind,
    NewInteraction,
    NewPurchaseLine,
    Outcome,
)
from relapp.domain.peace import NewPeace, NewQuiet
from relapp.domain.promises import NewPromise
from relapp.domain.sentence.chips import Chip
from relapp.domain.sentence.reader import Reading, read
from relapp.domain.sentence.who import looks_like_new_name, split_who
from relapp.domain.usual import differ, lines_of
from relapp.domain.wishes import NewWish
from relapp.services import customers as customer_verbs
from relapp.services import interactions as interaction_verbs
from relapp.services import settings, who
from relapp.services.dossiers import dossier
from relapp.services.product_names import ProductNames
from relapp.services.settings import ShopSettings
from relapp.services.who import Named
from relapp.storage import merges
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

NO_OUTCOME: Final = "none"

Person = int | NewCustomer
"""An id, or somebody to add."""


@dataclass(slots=True)
class Known:
    """What reading a line asked of the database, kept from key to key; see :meth:`after` when the shop changes."""

    settings: ShopSettings | None = None
    products: ProductNames | None = None
    people: dict[str, Named] = field(default_factory=dict)
    usual: dict[int, tuple[NewPurchaseLine, ...]] = field(default_factory=dict)
    today: date = date.max

    def after(self, changes: Changes) -> Known:
        """What still holds when the shop has changed: the products, unless they did."""
        return Known(products=None if "product" in changes.tables else self.products)


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a line means.

    ``people`` are in the order named, empty if nobody is. ``reading`` holds the lines of the usual where it is spoken
    of, with what was different; ``no_usual`` says that it was and that nothing is usual for them.
    """

    people: tuple[Named, ...]
    reading: Reading
    currency: str
    no_usual: bool = False

    @property
    def persons(self) -> tuple[Person, ...] | None:
        """Whom the entry is about, ``None`` as long as that is not settled for everyone named."""
        chosen = tuple(person.chosen for person in self.people if person.chosen is not None)
        return chosen if chosen and len(chosen) == len(self.people) else None

    @property
    def origins(self) -> dict[int, int]:
        """Of those called by a name that was merged into theirs, whose name it was."""
        known = (
            candidate for person in self.people for candidate in person.candidates if candidate.id == person.chosen
        )
        return {candidate.id: candidate.origin for candidate in known if candidate.origin is not None}

    @property
    def says_something(self) -> bool:
        """Whether there is anything to log."""
        return bool(self.reading.words.strip())


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a person set by hand, ``None`` where the reading holds."""

    kind: Kind | None = None
    channel: Channel | None = None
    direction: Direction | None = None
    outcome: Outcome | Literal["none"] | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """What the entry will say of what happened; ``lines`` are signed as its kind asks."""

    kind: Kind
    channel: Channel
    direction: Direction
    outcome: Outcome | None
    lines: tuple[NewPurchaseLine, ...]


@dataclass(frozen=True, slots=True)
class Logged:
    """The entry's id and whom it is about, those just added among them."""

    entry_id: int
    customers: tuple[int, ...]


def understand(
    reader: Reader,
    text: str,
    now: datetime,
    *,
    customer_id: int | None = None,
    decided: Mapping[str, Person] | None = None,
    known: Known | None = None,
) -> Understanding:
    """What ``text`` means if typed at ``now``.

    ``customer_id`` is whose page is open: they are meant unless the line names another before a colon. ``decided``
    says who is meant by words that several fit. Give the same ``known`` for each key of one line.
    """
    known = known if known is not None else Known()
    known.today = now.date()
    if known.settings is None:
        known.settings = settings.read(reader)
    if known.products is None:
        known.products = ProductNames(reader)
    people, words = _people(reader, text, customer_id, decided or {}, known)
    reading = read(
        words,
        now,
        day_first=known.settings.day_first,
        currency=known.settings.currency,
        known_products=known.products.find,
        who_apart=True,
    )
    understood = Understanding(people, reading, known.settings.currency)
    return understood if reading.usual is None else _with_usual(reader, understood, now, known)


def _people(
    reader: Reader, text: str, customer_id: int | None, decided: Mapping[str, Person], known: Known
) -> tuple[tuple[Named, ...], str]:
    """Who is meant, and the words without them."""
    split = split_who(text)
    if split.names:
        named = tuple(_named(reader, name, known) for name in split.names)
        others = (person.is_known or decided.get(person.words, customer_id) != customer_id for person in named)
        if customer_id is None or all(others):
            return tuple(_settled(person, decided) for person in named), split.rest
        return _of_page(reader, customer_id, named), text
    if customer_id is not None:
        return _open(reader, customer_id), text
    for candidate in split.candidates:
        named = tuple(_named(reader, name, known) for name in candidate.names)
        if all(person.is_known for person in named):
            return tuple(_settled(person, decided) for person in named), candidate.rest
    if split.candidates and looks_like_new_name(text.strip()):
        # Only a name so far: somebody alike, or somebody new.
        return (_settled(_named(reader, text.strip(), known), decided),), ""
    return (), text


def _of_page(reader: Reader, customer_id: int, named: tuple[Named, ...]) -> tuple[Named, ...]:
    """Whose page is open, where nobody surely fits the words before a colon; somebody new is offered beside them."""
    page = _open(reader, customer_id)
    if not page or len(named) > 1 or not looks_like_new_name(named[0].words):
        return page
    told = named[0]
    return (Named(told.words, page[0].candidates + told.candidates, page[0].chosen, told.new),)


def _open(reader: Reader, customer_id: int) -> tuple[Named, ...]:
    found = who.open_customer(reader, customer_id)
    return (Named("", (found,), found.id),) if found else ()


def _named(reader: Reader, words: str, known: Known) -> Named:
    if words not in known.people:
        known.people[words] = who.named(reader, words, known.today)
    return known.people[words]


def _settled(person: Named, decided: Mapping[str, Person]) -> Named:
    """``person`` with what was decided, or as somebody new if nobody is even alike."""
    chosen = decided.get(person.words, person.chosen)
    if chosen is None and not person.candidates:
        chosen = person.new
    return replace(person, chosen=chosen)


def _with_usual(reader: Reader, understood: Understanding, now: datetime, known: Known) -> Understanding:
    first = understood.people[0].chosen if understood.people else None
    if not isinstance(first, int):
        return replace(understood, no_usual=first is not None)
    if first not in known.usual:
        seen = dossier(reader, first, now.date())
        known.usual[first] = lines_of(seen.usual) if seen is not None and seen.usual is not None else ()
    usual = known.usual[first]
    lines = differ(usual, understood.reading.differences)
    return replace(understood, reading=replace(understood.reading, lines=lines), no_usual=not usual)


def happened(understood: Understanding, overrides: Overrides) -> Happened:
    """What will be stored: the reading with what was set by hand.

    Another kind brings its own channel and direction, unless these were set as well.
    """
    reading = understood.reading
    kind = overrides.kind or reading.kind
    same = kind is reading.kind
    channel = overrides.channel or (reading.channel if same else DEFAULT_CHANNEL[kind])
    direction = overrides.direction or (reading.direction if same else DEFAULT_DIRECTION[kind])
    outcome = reading.outcome if same else None
    if overrides.outcome is not None:
        outcome = None if overrides.outcome == NO_OUTCOME else overrides.outcome
    lines = reading.lines if kind in SALES else ()
    return Happened(kind, channel, direction, outcome, lines if same else tuple(map(_turned, lines)))


def _turned(line: NewPurchaseLine) -> NewPurchaseLine:
    """A line bought as one brought back, or the other way round."""
    return replace(line, quantity=-line.quantity, amount=None if line.amount is None else -line.amount)


def offers(understood: Understanding, told: Happened) -> tuple[Chip, ...]:
    """What the line offers besides the entry; with a complaint also a case, which is begun once it is logged."""
    chips = understood.reading.chips
    return (*chips, Chip(NewCase(""), (0, 0))) if told.kind is Kind.COMPLAINT else chips


def entry_of(
    understood: Understanding, accepted: Collection[Chip] = (), overrides: Overrides | None = None
) -> NewInteraction:
    """The entry to log, with the accepted chips; whom it is about is told to :func:`log_new`."""
    told = happened(understood, overrides or Overrides())
    offers = [chip.offer for chip in understood.reading.chips if chip in accepted]
    return NewInteraction(
        customers=(),
        kind=told.kind,
        at=understood.reading.at,
        words=understood.reading.words.strip(),
        channel=told.channel,
        direction=told.direction,
        outcome=told.outcome,
        lines=told.lines,
        currency=understood.currency,
        facts=tuple(offer for offer in offers if isinstance(offer, NewFact)),
        promises=tuple(offer for offer in offers if isinstance(offer, NewPromise)),
        wishes=tuple(offer for offer in offers if isinstance(offer, NewWish)),
        reach=tuple(offer for offer in offers if isinstance(offer, (NewWord, NewPeace, NewQuiet))),
    )


def log_new(
    tx: Transaction, entry: NewInteraction, persons: Sequence[Person], origins: Mapping[int, int] | None = None
) -> Logged:
    """Log ``entry`` about ``persons``, adding those who are new, as one act.

    ``origins`` are those, by now merged into some of them, by whose names they were called.

    :raises UserError: as :func:`relapp.services.interactions.log` and :func:`relapp.services.customers.add`.
    """
    ids = tuple(one if isinstance(one, int) else customer_verbs.add(tx, one) for one in persons)
    entry_id = interaction_verbs.log(tx, replace(entry, customers=ids))
    for customer_id, origin in (origins or {}).items():
        merges.came_as(tx, entry_id, customer_id, origin)
    return Logged(entry_id, ids)
