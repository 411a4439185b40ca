"""Protecting a customer: what they may lose or regret with a sale, by what is on record and never by a guess of ours.

These rules are spoken of while a sale is typed (:func:`at_sale`) and in the suggestions that protect.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from relapp.domain.arrivals import thing
from relapp.domain.barring import SHUNNED
from relapp.domain.cases import Case
from relapp.domain.days import months_after
from relapp.domain.facts import Certainty, Fact, is_credit, is_warranty, names_credit
from relapp.domain.folding import fold_words
from relapp.domain.interactions import SALES, Interaction, Kind, NewPurchaseLine, PurchaseLine
from relapp.domain.promises import Promise, PromisedBy, PromiseState
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.evidence import with_source
from relapp.domain.suggestions.model import Reason
from relapp.domain.suggestions.unwanted import bars

FEWEST_OTHERS = 8
"""From so many customers on, what they did with a product tells whether one of it is enough."""

_MOST_AGAIN = 0.1
_AT_COUNTER = SALES | {Kind.VISIT, Kind.COMPLAINT}
"""Kinds in which a thing is sold, or brought in because something is wrong with it."""


class Guard(StrEnum):
    """What a customer is protected from, the gravest first. Days are dates, amounts minor units."""

    BARRED = "protect.barred"
    """``fact`` (kind), ``value``, ``about``, ``certainty``, ``known`` (day), ``product``."""
    WARRANTY_TOLD = "protect.warranty"
    """``value``, ``about``, ``end``."""
    WARRANTY_SOLD = "protect.warranty_sold"
    """``product``, ``bought`` (day), ``end``."""
    HAS_ONE = "protect.has_one"
    """``product``, ``bought`` (day)."""
    HAS_ONE_LIKE_OTHERS = "protect.has_one_like_others"
    """As :attr:`HAS_ONE`; of ``others`` who have it, ``again`` took it on another day."""
    CREDIT = "protect.credit"
    """``words`` (may be empty), ``cost`` and ``currency`` of what was given for a complaint (or none), ``since``,
    ``end`` (or none), ``more`` (further credits)."""


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing to know before a sale is logged, and what it was read from."""

    reason: Reason
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class Had:
    """A product that they have: taken on ``days`` days, on ``last`` in ``interaction_id``, and not brought back."""

    product_id: int
    product: str
    days: int
    last: date
    interaction_id: int


@dataclass(frozen=True, slots=True)
class Again:
    """Of ``people`` customers who have a product and came again later, ``again`` took it on another day."""

    people: int
    again: int


@dataclass(frozen=True, slots=True)
class Told:
    """What the shop said of its goods: things of which one is ``enough``, and how many ``months`` others are warranted.

    Both name them as staff do: all the words must be in the name of the product.
    """

    enough: tuple[str, ...] = ()
    months: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """What is on record of one customer: current facts, open promises, all cases.

    ``sales`` are their entries of :data:`~relapp.domain.interactions.SALES`, as far back as the oldest credit.
    """

    facts: tuple[Fact, ...] = ()
    promises: tuple[Promise, ...] = ()
    cases: tuple[Case, ...] = ()
    had: tuple[Had, ...] = ()
    sales: tuple[Interaction, ...] = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """Money or a voucher that they have with us ``since`` a day: ``words`` as noted, ``cost`` where it was a remedy."""

    receipt: Receipt
    source_id: int | None
    words: str
    about: str
    since: date
    end: date | None = None
    cost: int | None = None
    currency: str = ""


def end_of(fact: Fact) -> date | None:
    """The day on which a warranty or credit ends, ``None`` where it was not told in full."""
    if fact.year is None or fact.month is None or fact.day is None:
        return None
    try:
        return date(fact.year, fact.month, fact.day)
    except ValueError:
        return date(fact.year, fact.month, 28)


def credits_of(
    facts: Iterable[Fact], promises: Iterable[Promise], cases: Iterable[Case], today: date
) -> tuple[Credit, ...]:
    """Every credit on record that has not ended, the oldest first; :func:`is_used` tells whether it was used.

    A credit is a fact of that kind which was told or seen, the remedy of a complaint, or an open promise of ours that
    speaks of one. What was promised about a complaint, or noted with the same entry, is no second credit.
    """
    found = [
        Credit(Receipt(Source.FACT, fact.id), fact.source_id, fact.value, fact.about, known(fact), end_of(fact))
        for fact in facts
        if is_credit(fact.kind) and fact.certainty is not Certainty.GUESSED
    ]
    given = [case for case in cases if case.opened <= today and _is_credit_note(case)]
    found += [
        Credit(Receipt(Source.CASE, case.id), case.source_id, "", "", case.opened, None, case.cost, case.currency)
        for case in given
    ]
    told_of = {case.promise_id for case in given}
    found += [
        Credit(Receipt(Source.PROMISE, promise.id), promise.source_id, promise.words, "", promise.made)
        for promise in promises
        if promise.by is PromisedBy.SHOP and promise.state is PromiseState.OPEN and promise.id not in told_of
        if names_credit(promise.words)
    ]
    one_each = {credit.source_id or credit.receipt: credit for credit in reversed(found)}
    standing = [one for one in one_each.values() if one.end is None or one.end >= today]
    return tuple(sorted(standing, key=lambda one: (one.since, one.receipt)))


def known(fact: Fact) -> date:
    """The day from which a fact is known to hold: when it was confirmed last, else learned."""
    return fact.confirmed or fact.learned


def _is_credit_note(case: Case) -> bool:
    return is_credit(case.remedy)


def is_used(credit: Credit, sales: Iterable[Interaction]) -> bool:
    """Whether one of the later ``sales`` speaks of a credit, or takes something off its price."""
    return any(
        sale.day >= credit.since and sale.id != credit.source_id and uses_credit(sale.words, sale.lines)
        for sale in sales
        if sale.kind is Kind.PURCHASE
    )


def uses_credit(words: str, lines: Iterable[NewPurchaseLine | PurchaseLine]) -> bool:
    """Whether a sale speaks of a credit, or takes something off its price."""
    return names_credit(words) or any(line.discount > 0 or (line.amount or 0) < 0 for line in lines)


def asks_about(record: Record, told: Told, lines: Iterable[NewPurchaseLine]) -> frozenset[int]:
    """The products of which it must be known what others did with them, to know whether one is enough."""
    return frozenset(
        had.product_id for had in _bought(record, lines) if had.days == 1 and not _is_told_enough(had.product, told)
    )


def at_sale(
    record: Record,
    told: Told,
    kind: Kind,
    words: str,
    lines: Sequence[NewPurchaseLine],
    today: date,
    again: Mapping[int, Again] | None = None,
) -> tuple[Concern, ...]:
    """What to know before a sale is logged, the gravest first; nothing where nothing is known.

    ``again`` says of the products of :func:`asks_about` what others did with them. Of an entry that is no sale, only a
    warranty of what it names is told.
    """
    concerns = [*_warranties(record, told, words, lines, today)] if kind in _AT_COUNTER else []
    if kind in SALES and any(line.quantity > 0 for line in lines):
        concerns += _barred(record.facts, words, lines)
        concerns += _has_one(record, told, lines, again or {})
        if not uses_credit(words, lines):
            concerns += _credit(record, today)
    order = list(Guard)
    return tuple(sorted(concerns, key=lambda one: order.index(Guard(one.reason.code))))


def _barred(facts: Iterable[Fact], words: str, lines: Iterable[NewPurchaseLine]) -> Iterable[Concern]:
    """What somebody must not have or dislikes; of somebody else only where the words name them."""
    said = fold_words(words).split()
    for fact in facts:
        if fact.kind not in SHUNNED or (fact.about and not set(fold_words(fact.about).split()) <= set(said)):
            continue
        product = next((line.product for line in lines if line.quantity > 0 and bars(fact.value, line.product)), None)
        if product is not None:
            details = {"fact": fact.kind, "value": fact.value, "about": fact.about, "certainty": fact.certainty}
            more = {"known": known(fact), "product": product}
            yield Concern(Reason(Guard.BARRED, {**details, **more}), _of(Receipt(Source.FACT, fact.id), fact.source_id))


def _warranties(
    record: Record, told: Told, words: str, lines: Iterable[NewPurchaseLine], today: date
) -> Iterable[Concern]:
    """What they name, to buy it again or to have it mended, and what is still warranted."""
    named = [thing(words), *(thing(line.product) for line in lines if line.quantity > 0)]
    spoken: list[frozenset[str]] = []
    for fact in record.facts:
        end, what = end_of(fact), thing(fact.value)
        if not is_warranty(fact.kind) or fact.certainty is Certainty.GUESSED or end is None or end < today or not what:
            continue
        if any(what <= one for one in named):
            spoken.append(what)
            details = {"value": fact.value, "about": fact.about, "end": end}
            yield Concern(Reason(Guard.WARRANTY_TOLD, details), _of(Receipt(Source.FACT, fact.id), fact.source_id))
    for what, months in ((thing(name), months) for name, months in told.months.items()):
        if not what or what in spoken or not any(what <= one for one in named):
            continue
        for had in record.had:
            end = months_after(had.last, months)
            if what <= thing(had.product) and had.last <= today <= end:
                details = {"product": had.product, "bought": had.last, "end": end}
                yield Concern(Reason(Guard.WARRANTY_SOLD, details), _of(had))


def _bought(record: Record, lines: Iterable[NewPurchaseLine]) -> list[Had]:
    """What they have of the products that are bought now."""
    names = {fold_words(line.product) for line in lines if line.quantity > 0 and line.product}
    return [had for had in record.had if fold_words(had.product) in names]


def _has_one(
    record: Record, told: Told, lines: Iterable[NewPurchaseLine], again: Mapping[int, Again]
) -> Iterable[Concern]:
    for had in _bought(record, lines):
        details = {"product": had.product, "bought": had.last}
        others = again.get(had.product_id)
        if _is_told_enough(had.product, told):
            yield Concern(Reason(Guard.HAS_ONE, details), _of(had))
        elif others is not None and had.days == 1 and is_enough(others):
            said = {**details, "others": others.people, "again": others.again}
            yield Concern(Reason(Guard.HAS_ONE_LIKE_OTHERS, said), _of(had))


def is_enough(others: Again) -> bool:
    """Whether what others did with a product says that one of it is enough."""
    return others.people >= FEWEST_OTHERS and others.again <= _MOST_AGAIN * others.people


def _is_told_enough(product: str, told: Told) -> bool:
    """What is warranted is no thing of every day either."""
    name = thing(product)
    return any(what and what <= name for what in map(thing, (*told.enough, *told.months)))


def _credit(record: Record, today: date) -> Iterable[Concern]:
    standing = credits_of(record.facts, record.promises, record.cases, today)
    unused = [credit for credit in standing if not is_used(credit, record.sales)]
    if not unused:
        return
    first = unused[0]
    details = {"words": first.words, "cost": first.cost, "currency": first.currency, "since": first.since}
    receipts: Collection[Receipt] = [one for credit in unused for one in _of(credit.receipt, credit.source_id)]
    yield Concern(
        Reason(Guard.CREDIT, {**details, "end": first.end, "more": len(unused) - 1}), tuple(dict.fromkeys(receipts))
    )


def _of(what: Receipt | Had, source_id: int | None = None) -> tuple[Receipt, ...]:
    if isinstance(what, Had):
        return (Receipt(Source.INTERACTION, what.interaction_id),)
    return with_source(what, source_id)
