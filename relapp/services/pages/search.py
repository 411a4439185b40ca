"""Search in everything, as the palette and the list of customers show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import zip_longest

from relapp.domain.customers import ContactKind
from relapp.domain.folding import search_terms
from relapp.services.pages.customers import CustomerRow, rows
from relapp.storage import customers, facts, interactions, products, promises, search, wishes
from relapp.storage.reader import Reader


class HitKind(StrEnum):
    """Where words were found."""

    ENTRY = "interaction"
    FACT = "fact"
    PROMISE = "promise"
    WISH = "wish"
    NOTE = "customer"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Hit:
    """Words found: whose they are, where, and the words themselves. ``id`` is the row's own id."""

    kind: HitKind
    id: int
    customer_id: int
    customer: str
    words: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """People first, then words, each the best or latest first."""

    people: tuple[CustomerRow, ...]
    hits: tuple[Hit, ...]


def page(reader: Reader, words: str, today: date = date.max, *, people: int = 8, hits: int = 12) -> SearchPage:
    """What fits ``words``; what is after ``today`` is no contact yet."""
    ids = search.customers(reader, words, people)
    found = rows(reader, ids, today)
    return SearchPage(tuple(found[one] for one in ids if one in found), tuple(_hits(reader, words, hits)))


def people(reader: Reader, words: str, limit: int) -> list[int]:
    """Ids of customers who fit ``words`` by name or number, then by what was said about them."""
    ids = search.customers(reader, words, limit)
    more = [hit.customer_id for hit in _hits(reader, words, limit)] if len(ids) < limit else []
    return list(dict.fromkeys([*ids, *more]))[:limit]


def who(reader: Reader, words: str, limit: int = 6) -> tuple[CustomerRow, ...]:
    """Customers whom a name, initial, nickname or the end of a phone number may mean, the likeliest first."""
    ids = search.customers(reader, words, limit)
    found = rows(reader, ids)
    return tuple(found[one] for one in ids if one in found)


def with_contact(reader: Reader, kind: ContactKind, value: str) -> tuple[int, ...]:
    """Ids of the customers who have this number or address."""
    found = customers.by_contact(reader, kind, [value])
    return tuple(sorted({one for ids in found.values() for one in ids}))


def _hits(reader: Reader, words: str, limit: int) -> list[Hit]:
    found = [*_in_memory(reader, words, limit), *_in_entries(reader, words, limit)]
    found += _in_products(reader, words, limit - len(found))
    return found[:limit]


def _in_entries(reader: Reader, words: str, limit: int) -> list[Hit]:
    entries = interactions.find(reader, search.entries(reader, words, limit))
    entries.sort(key=lambda entry: (entry.at, entry.id), reverse=True)
    names = _names(reader, [one for entry in entries for one in entry.customers[:1]])
    return [
        Hit(HitKind.ENTRY, entry.id, entry.customers[0], names[entry.customers[0]], entry.words)
        for entry in entries
        if entry.customers and entry.customers[0] in names
    ]


def _in_memory(reader: Reader, words: str, limit: int) -> list[Hit]:
    found = search.memory(reader, words, limit)
    by_kind = {kind: [row_id for name, row_id in found if name == kind] for kind in HitKind}
    told: list[tuple[HitKind, int, int, str]] = []
    for fact in facts.find(reader, by_kind[HitKind.FACT]):
        if fact.superseded_by is None and not fact.retired:
            told.append((HitKind.FACT, fact.id, fact.customer_id, f"{fact.kind}: {fact.value}"))
    for promise in promises.find(reader, by_kind[HitKind.PROMISE]):
        told.append((HitKind.PROMISE, promise.id, promise.customer_id, promise.words))
    for wish in wishes.find(reader, by_kind[HitKind.WISH]):
        told.append((HitKind.WISH, wish.id, wish.customer_id, wish.words))
    for customer in customers.find(reader, by_kind[HitKind.NOTE]):
        told.append((HitKind.NOTE, customer.id, customer.id, customer.note))
    names = _names(reader, [customer_id for _, _, customer_id, _ in told])
    return [Hit(kind, row_id, one, names[one], text) for kind, row_id, one, text in told if one in names]


def _in_products(reader: Reader, words: str, limit: int) -> list[Hit]:
    terms = search_terms(words)
    if not terms or limit <= 0:
        return []
    matching = products.matching(reader, terms, 5)
    buyers = {product_id: products.bought_by(reader, [product_id], limit) for product_id, _ in matching}
    names = _names(reader, [one for some in buyers.values() for one in some])
    hits = [
        [Hit(HitKind.PRODUCT, product_id, one, names[one], name) for one in buyers[product_id] if one in names]
        for product_id, name in matching
    ]
    # Some of each, so that a product many bought does not hide the others.
    return [hit for some in zip_longest(*hits) for hit in some if hit is not None][:limit]


def _names(reader: Reader, ids: list[int]) -> dict[int, str]:
    return {customer.id: customer.name for customer in customers.find(reader, set(ids))}
