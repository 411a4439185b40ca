"""Customers as cards for telephones and mail programs: vCard 3.0.

3.0 is what every telephone and mail program takes in, pictures included; some still know nothing of 4.0.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from relapp.domain.customers import ContactKind, ContactPoint, Customer, NewContactPoint, Photo
from relapp.domain.facts import Fact, FactKind, NewFact
from relapp.services.exporting.content_lines import escaped, folded, parameter
from relapp.services.transfer.meaning.card_parts import OWN_FACT

_KNOWN_TYPES = {"home": "HOME", "work": "WORK", "mobile": "CELL", "fax": "FAX", "pager": "PAGER", "main": "MAIN"}
_LINES_OF_FACTS = {"company": "ORG", "job title": "TITLE", "role": "ROLE"}
_YEARLESS = 1604
"""The leap year that Apple, and after it others, write where the year of a day is not known."""


@dataclass(frozen=True, slots=True)
class CardPerson:
    """What a card tells of a customer."""

    customer: Customer
    contacts: tuple[ContactPoint | NewContactPoint, ...] = ()
    facts: tuple[Fact | NewFact, ...] = ()
    tags: tuple[str, ...] = ()
    photo: Photo | None = None


def cards(people: Iterable[CardPerson]) -> Iterator[str]:
    """One card a person, each as the text of its lines."""
    for one in people:
        yield "".join(map(folded, _lines(one)))


def _lines(one: CardPerson) -> Iterator[str]:
    customer = one.customer
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"UID:relapp-customer-{customer.id}"
    yield f"FN:{escaped(customer.name)}"
    # Telephones put both parts together again; the last word is mostly what people are sorted by.
    given, _, family = customer.name.rpartition(" ")
    yield f"N:{escaped(family)};{escaped(given)};;;" if given else f"N:;{escaped(family)};;;"
    if customer.nickname:
        yield f"NICKNAME:{escaped(customer.nickname)}"
    labelled = 0
    for contact in one.contacts:
        types, label = _types(contact)
        labelled += bool(label)
        group = f"item{labelled}." if label else ""
        yield f"{group}{_contact(contact, types)}"
        if label:
            yield f"{group}X-ABLabel:{escaped(label)}"
    for fact in one.facts:
        labelled += 1
        yield from _fact(fact, labelled)
    if one.tags:
        yield "CATEGORIES:" + ",".join(map(escaped, one.tags))
    if customer.note:
        yield f"NOTE:{escaped(customer.note)}"
    if one.photo is not None:
        kind = parameter(one.photo.media_type.rpartition("/")[2].upper())
        yield f"PHOTO;ENCODING=b;TYPE={kind}:" + base64.b64encode(one.photo.content).decode("ascii")
    yield "END:VCARD"


def _types(contact: ContactPoint | NewContactPoint) -> tuple[str, str]:
    """The types that programs know of a label, and the label itself where that is more than them."""
    words = contact.label.split()
    if words and contact.kind is not ContactKind.OTHER and all(word in _KNOWN_TYPES for word in words):
        unique = dict.fromkeys(words)
        if len(unique) == len(words):
            return "".join(f";TYPE={_KNOWN_TYPES[word]}" for word in words), ""
    return "", contact.label


def _contact(contact: ContactPoint | NewContactPoint, types: str) -> str:
    if contact.kind is ContactKind.PHONE:
        return f"TEL{types}:{escaped(contact.value)}"
    if contact.kind is ContactKind.EMAIL:
        return f"EMAIL{types}:{escaped(contact.value)}"
    if contact.kind is ContactKind.ADDRESS:
        # The parts of an address are not known apart; in the place of the street it is shown as it stands.
        return f"ADR{types}:;;{escaped(contact.value)};;;;"
    if contact.value.lower().startswith(("http://", "https://", "www.")):
        return f"URL:{escaped(contact.value)}"
    service = f";X-SERVICE-TYPE={parameter(contact.label)}" if contact.label else ""
    return f"IMPP{service}:x-apple:{quote(contact.value, safe='@+')}"


def _fact(fact: Fact | NewFact, number: int) -> Iterator[str]:
    day = ""
    if fact.month is not None and fact.day is not None:
        year = fact.year if fact.year is not None and 1000 <= fact.year <= 9999 else _YEARLESS
        day = f"{year:04}-{fact.month:02}-{fact.day:02}"
    omitted = f";X-APPLE-OMIT-YEAR={_YEARLESS}" if day.startswith(str(_YEARLESS)) else ""
    if fact.kind == FactKind.BIRTHDAY and day and not fact.about:
        yield f"BDAY{omitted}:{day}"
    elif fact.kind == FactKind.DATE and day and fact.value and not fact.about:
        yield f"item{number}.X-ABDATE{omitted}:{day}"
        yield f"item{number}.X-ABLabel:{escaped(fact.value)}"
    elif fact.kind == FactKind.FAMILY and fact.value and fact.about and not day:
        yield f"item{number}.X-ABRELATEDNAMES:{escaped(fact.value)}"
        yield f"item{number}.X-ABLabel:{escaped(fact.about)}"
    elif fact.kind in _LINES_OF_FACTS and not fact.about and not day:
        yield f"{_LINES_OF_FACTS[fact.kind]}:{escaped(fact.value)}"
    else:
        # Programs that do not know it leave it out; relapp reads it back under the same word.
        about = f";X-ABOUT={parameter(fact.about)}" if fact.about else ""
        when = f";X-DAY={day}" if day else ""
        yield f"item{number}.{OWN_FACT}{about}{when}:{escaped(fact.value)}"
        yield f"item{number}.X-ABLabel:{escaped(fact.kind)}"
