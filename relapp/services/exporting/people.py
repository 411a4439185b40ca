"""What telephones and mail programs take: every customer as a card, and every day to come back to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from relapp.domain.customers import ContactKind
from relapp.domain.promises import PromiseState
from relapp.services.exporting.calendars import Event, Guest, appointment, birthday, promise
from relapp.services.exporting.vcards import CardPerson
from relapp.storage import customers, facts, held, interactions, photos, promises, tags
from relapp.storage.reader import Reader

T = TypeVar("T")

_AT_ONCE = 500


def card_people(reader: Reader, customer_ids: Sequence[int]) -> Iterator[CardPerson]:
    """What the cards of these customers tell."""
    for some in _portions(customer_ids):
        points, known = customers.contacts(reader, some), facts.current(reader, some)
        given, pictures = tags.of_customers(reader, some), photos.of_customers(reader, some)
        for one in customers.find(reader, some):
            yield CardPerson(
                customer=one,
                contacts=tuple(points[one.id]),
                facts=tuple(known.get(one.id, ())),
                tags=tuple(given.get(one.id, ())),
                photo=pictures.get(one.id),
            )


def days(reader: Reader, customer_ids: Sequence[int], called: Callable[[str], str]) -> Iterator[Event]:
    """Days that come round, open promises with a day, appointments; ``called`` is a kind of fact in words."""
    for some in _portions(customer_ids):
        known, owed = facts.current(reader, some), promises.of_customers(reader, some)
        for one in customers.find(reader, some):
            found = [birthday(fact, one, called(fact.kind)) for fact in known.get(one.id, ())]
            found += [promise(given, one) for given in owed.get(one.id, ()) if given.state is PromiseState.OPEN]
            yield from (event for event in found if event is not None)
    yield from _appointments(reader)


def _appointments(reader: Reader) -> Iterator[Event]:
    for some in _portions(held.appointment_ids(reader)):
        entries = interactions.find(reader, some)
        people = sorted({one for entry in entries for one in entry.customers})
        names = held.names_of(reader, set(people))
        points = customers.contacts(reader, people)
        guests = {
            one: Guest(names[one], next((point.value for point in points[one] if point.kind is ContactKind.EMAIL), ""))
            for one in people
        }
        for entry in entries:
            yield appointment(entry, [guests[one] for one in entry.customers])


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
