"""Who may be the same person: what there is to compare, of everyone or of a few found by index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from relapp.domain.customers import ContactKind, ContactPoint, Customer
from relapp.domain.duplicates import MOST_SHARING, LookAlike, Traits, likeness, traits
from relapp.domain.duplicates import Likeness as Alike
from relapp.domain.folding import digits, search_terms
from relapp.domain.phones import Phone, read_phone
from relapp.storage import merges, schema
from relapp.storage.customers import folded_contact
from relapp.storage.derived import portions
from relapp.storage.reader import Reader

_customer = schema.customer
_contact = schema.contact_point

_COMPARED = (ContactKind.PHONE, ContactKind.EMAIL, ContactKind.ADDRESS)


def everyone(reader: Reader) -> list[Traits]:
    """What tells each customer apart, by id."""
    people = reader.rows(select(_customer.c.id, _customer.c.name, _customer.c.household_id).order_by(_customer.c.id))
    columns = (_contact.c.customer_id, _contact.c.kind, _contact.c.value)
    points = reader.rows(select(*columns).where(_contact.c.kind.in_(_COMPARED)).order_by(_contact.c.id))
    return _traits(people, points)


def some(reader: Reader, customer_ids: Collection[int]) -> list[Traits]:
    """What tells these customers apart, by id."""
    found: list[Traits] = []
    for few in portions(sorted(customer_ids)):
        people = reader.rows(
            select(_customer.c.id, _customer.c.name, _customer.c.household_id)
            .where(_customer.c.id.in_(few))
            .order_by(_customer.c.id)
        )
        columns = (_contact.c.customer_id, _contact.c.kind, _contact.c.value)
        points = select(*columns).where(_contact.c.customer_id.in_(few), _contact.c.kind.in_(_COMPARED))
        found += _traits(people, reader.rows(points.order_by(_contact.c.id)))
    return found


def _traits(people: Sequence[Any], points: Iterable[Any]) -> list[Traits]:
    reached: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for customer_id, kind, value in points:
        reached[customer_id].append((kind, value))
    return [with_contacts(traits(one, name, home), reached.get(one, ())) for one, name, home in people]


def with_contacts(one: Traits, points: Iterable[tuple[str, str]]) -> Traits:
    """``one`` as they can be reached."""
    phones: list[tuple[Phone, str]] = []
    emails: list[tuple[str, str]] = []
    addresses: list[tuple[str, str]] = []
    for kind, value in points:
        if kind == ContactKind.PHONE:
            phone = read_phone(value)
            if phone is not None:
                phones.append((phone, value))
        elif kind == ContactKind.EMAIL:
            emails.append((folded_contact(ContactKind.EMAIL, value), value))
        elif kind == ContactKind.ADDRESS:
            words = search_terms(value)
            # A town alone is everybody's.
            if len(words) > 2 and digits(value):
                addresses.append((" ".join(sorted(words)), value))
    if not (phones or emails or addresses):
        return one
    return Traits(
        one.id, one.name, one.words, one.sounds, tuple(phones), tuple(emails), tuple(addresses), one.household_id
    )


def names(reader: Reader, customer_ids: Collection[int]) -> list[Traits]:
    """The names of these customers alone."""
    found: list[Traits] = []
    for few in portions(sorted(customer_ids)):
        columns = (_customer.c.id, _customer.c.name, _customer.c.household_id)
        rows = reader.rows(select(*columns).where(_customer.c.id.in_(few)).order_by(_customer.c.id))
        found += [traits(one, name, home) for one, name, home in rows]
    return found


def having(reader: Reader, kind: ContactKind, folded: Collection[str], limit: int) -> list[int]:
    """Who has one of these contact points, written just so."""
    statement = select(_contact.c.customer_id).where(_contact.c.folded.in_(list(folded)), _contact.c.kind == kind)
    return reader.scalars(statement.distinct().limit(limit))


def with_digits(reader: Reader, number: str, limit: int) -> list[int]:
    """In whose numbers these digits stand."""
    return reader.backend.find_customers(reader.connection, [number], limit, limit)


def with_pieces(reader: Reader, pieces: Sequence[str], limit: int) -> list[int]:
    """In whose names one of these pieces stands, the latest to come first."""
    return list(reader.backend.alike_customers(reader.connection, list(pieces), limit))


def with_words(reader: Reader, words: Sequence[str], limit: int) -> list[int]:
    """Whose names hold all of these words."""
    return reader.backend.find_customers(reader.connection, list(words), limit, limit)


# -- what a suggestion may ask about: sure enough to be worth a look, and found by index --


def look_alikes(
    reader: Reader, people: Collection[Customer], points: Mapping[int, Collection[ContactPoint]]
) -> dict[int, list[LookAlike]]:
    """Who may be the same person as one of ``people``, whose contact points are given; by customer.

    Those who share a phone number or an e-mail address, but for housemates and families with names of their own; and
    housemates of the same name. Whoever is known not to be the same is left out.
    """
    found: dict[int, dict[int, LookAlike]] = {customer.id: {} for customer in people}
    keys = {
        (point.kind, folded_contact(point.kind, point.value))
        for customer in people
        for point in points.get(customer.id, ())
        if point.kind in (ContactKind.PHONE, ContactKind.EMAIL)
    }
    sharing = _sharing(reader, {key for key in keys if key[1]})
    mates = _housemates(reader, {customer.household_id for customer in people if customer.household_id is not None})
    apart = merges.pairs(reader) if sharing or mates else set()
    for customer in people:
        own, others = traits(customer.id, customer.name, customer.household_id), found[customer.id]
        for point in points.get(customer.id, ()):
            for other in sharing.get((point.kind, folded_contact(point.kind, point.value)), ()):
                together = own.household_id is not None and own.household_id == other.household_id
                if other.id != own.id and _alike(own, other) in (_ONE if together else _ONE_OR_OTHER):
                    others.setdefault(other.id, LookAlike(other.id, other.name, point.kind, point.value))
        for other in mates.get(customer.household_id or 0, ()):
            if other.id != own.id and _alike(own, other) in _ONE:
                others.setdefault(other.id, LookAlike(other.id, other.name, None))
        for other_id in [other for other in others if (min(own.id, other), max(own.id, other)) in apart]:
            del others[other_id]
    return {one: [others[other] for other in sorted(others)] for one, others in found.items() if others}


_ONE = frozenset({Alike.SAME})
_ONE_OR_OTHER = frozenset(Alike) - {Alike.FAMILY}


def _alike(one: Traits, other: Traits) -> Alike:
    # Dear to import, and few have anything in common.
    from rapidfuzz.distance import OSA

    return likeness(one, other, OSA.distance)


def _sharing(reader: Reader, keys: Collection[tuple[ContactKind, str]]) -> dict[tuple[ContactKind, str], list[Traits]]:
    """Who has each of these contact points, where more than one and not very many have it."""
    ids: dict[tuple[ContactKind, str], set[int]] = {}
    for few in portions(sorted({folded for _, folded in keys})):
        columns = (_contact.c.kind, _contact.c.folded, _contact.c.customer_id)
        for kind, folded, customer_id in reader.rows(select(*columns).where(_contact.c.folded.in_(few))):
            ids.setdefault((ContactKind(kind), folded), set()).add(customer_id)
    shared = {key: those for key, those in ids.items() if key in keys and 1 < len(those) <= MOST_SHARING}
    people = {one.id: one for one in names(reader, {one for those in shared.values() for one in those})}
    return {key: [people[one] for one in sorted(those) if one in people] for key, those in shared.items()}


def _housemates(reader: Reader, household_ids: Collection[int]) -> dict[int, list[Traits]]:
    found: dict[int, list[Traits]] = {}
    for few in portions(sorted(household_ids)):
        columns = (_customer.c.id, _customer.c.name, _customer.c.household_id)
        statement = select(*columns).where(_customer.c.household_id.in_(few)).order_by(_customer.c.id)
        for one, name, home in reader.rows(statement):
            found.setdefault(home, []).append(traits(one, name, home))
    return found
