"""Who is meant: customers found by a few letters, a nickname, a phone number or the end of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from relapp.domain.customers import ContactKind, ContactPoint, Customer, NewContactPoint, NewCustomer
from relapp.domain.folding import digits, fold, fold_phone
from relapp.domain.merging import Merged
from relapp.services import duplicates
from relapp.storage import customers, merges, search
from relapp.storage.reader import Reader

SHOWN = 6
"""How many candidates are offered for one name."""

_LOOKED_AT = 50
_ENDING = 3
_WHOLE_NUMBER = 7
_EMAIL = re.compile(r"\S+@\S+\.\w\S*")
_PHONE = re.compile(r"\+?\d[\d ()/.-]{5,}\d")


class Fit(StrEnum):
    """Why someone may be meant, the surest first."""

    OPEN = "open"
    """Their page is open."""
    NAME = "name"
    """It is their whole name, nickname or number."""
    CONTACT = "contact"
    """It is their phone number or e-mail."""
    WORDS = "words"
    """Each word is one of their name."""
    BEGINNING = "beginning"
    """Each word begins one of their name."""
    ENDING = "ending"
    """It is the end of their phone number."""
    PART = "part"
    """It stands somewhere in what is known of how to call or reach them."""
    SLIP = "slip"
    """It is alike but for a letter or two."""


_ORDER = {fit: place for place, fit in enumerate(Fit)}
_SURE = frozenset({Fit.NAME, Fit.CONTACT, Fit.WORDS, Fit.BEGINNING, Fit.ENDING})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who may be meant: ``detail`` is the number or address that fits, ``last`` their latest contact.

    ``origin`` is the customer, by now merged into this one, whose name fits where theirs does not.
    """

    id: int
    name: str
    nickname: str
    fit: Fit
    detail: str = ""
    last: datetime | None = None
    origin: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """One person that a line names.

    ``words`` are as typed, empty where the open page tells who is meant. ``chosen`` is an id or somebody new, ``None``
    where several may be meant. ``new`` is who they would be if the shop did not know them, ``None`` without a name.
    """

    words: str
    candidates: tuple[Candidate, ...]
    chosen: int | NewCustomer | None
    new: NewCustomer | None = None

    @property
    def is_known(self) -> bool:
        """Whether anybody surely fits, one or several."""
        return any(candidate.fit in _SURE for candidate in self.candidates)


def open_customer(reader: Reader, customer_id: int) -> Candidate | None:
    """The customer whose page is open, ``None`` if they are gone."""
    found = customers.find(reader, [customer_id])
    return _candidate(found[0], Fit.OPEN) if found else None


def named(reader: Reader, words: str, today: date = date.max) -> Named:
    """Whom ``words`` may mean; what is after ``today`` is no contact yet."""
    name, contact = _parted(words)
    reached = _by_contact(reader, contact) if contact else []
    found = _by_name(reader, name or words) if name or not reached else []
    if reached:
        known = {candidate.id for candidate in found if candidate.fit in _SURE}
        same = [candidate for candidate in reached if not name or candidate.id in known]
        found = reached + [one for one in found if one.id not in {candidate.id for candidate in reached}]
        chosen = same[0].id if len(same) == 1 else None
    else:
        found.sort(key=lambda candidate: _ORDER[candidate.fit])
        chosen = _only_one(found)
    new = NewCustomer(_proper(name), contacts=(contact,) if contact else ()) if _is_name(name) else None
    if any(candidate.fit in _SURE for candidate in found):
        found = [candidate for candidate in found if candidate.fit in _SURE]
    elif new is not None and not found:
        alike = [one.customer_id for one in duplicates.like(reader, new)]
        found = [_candidate(customer, Fit.SLIP) for customer in customers.find(reader, alike)]
    return Named(words, _with_last_contact(reader, found[:SHOWN], today), chosen, new)


def _only_one(found: Sequence[Candidate]) -> int | None:
    """The one whom the best fit leaves, ``None`` where it leaves several or is no more than likeness."""
    best = [candidate for candidate in found if candidate.fit is found[0].fit]
    return best[0].id if len(best) == 1 and best[0].fit in _SURE else None


def _parted(words: str) -> tuple[str, NewContactPoint | None]:
    """The name in ``words`` and the phone number or e-mail beside it."""
    for kind, pattern in ((ContactKind.EMAIL, _EMAIL), (ContactKind.PHONE, _PHONE)):
        found = pattern.search(words)
        if found and (kind is ContactKind.EMAIL or len(digits(found[0])) >= _WHOLE_NUMBER):
            rest = words[: found.start()] + " " + words[found.end() :]
            return " ".join(rest.split()).strip(" ,;"), NewContactPoint(kind, found[0].strip())
    return " ".join(words.split()), None


def _is_name(words: str) -> bool:
    return any(sign.isalpha() for sign in words)


def _proper(name: str) -> str:
    """A name typed in haste gets its capitals; one typed with any is left as it is."""
    if name != name.lower():
        return name
    return " ".join(word[:1].upper() + word[1:] for word in name.split())


def _by_contact(reader: Reader, contact: NewContactPoint) -> list[Candidate]:
    found = customers.by_contact(reader, contact.kind, [contact.value])
    ids = list(dict.fromkeys(one for some in found.values() for one in some))[:SHOWN]
    ids = ids or duplicates.reached_by(reader, contact)[:SHOWN]
    return [_candidate(customer, Fit.CONTACT, contact.value) for customer in customers.find(reader, ids)]


def _by_name(reader: Reader, words: str) -> list[Candidate]:
    ids = search.customers(reader, words, _LOOKED_AT)
    number = digits(words) if not _is_name(words) else ""
    reach = customers.contacts(reader, ids) if len(number) >= _ENDING else {}
    once = merges.of_kept(reader, ids)
    return [
        _fitting(customer, words, reach.get(customer.id, ()), once.get(customer.id, ()))
        for customer in customers.find(reader, ids)
    ]


def _fitting(customer: Customer, words: str, reach: Sequence[ContactPoint], once: Sequence[Merged]) -> Candidate:
    for point in reach:
        if point.kind is ContactKind.PHONE and digits(point.value).endswith(fold_phone(words)):
            return _candidate(customer, Fit.ENDING, point.value)
    terms = fold(words).split()
    found = _candidate(customer, _fit((customer.name, customer.nickname, customer.reference), terms))
    for merge in once:
        fit = _fit((merge.name, merge.reference), terms)
        if _ORDER[fit] < _ORDER[found.fit]:
            origin = merge.gone_id if merge.gone_id != customer.id else None
            found = replace(_candidate(customer, fit, merge.name), origin=origin)
    return found


def _fit(names: Sequence[str], terms: Sequence[str]) -> Fit:
    typed = " ".join(terms)
    called = [fold(one) for one in names if one]
    if typed in called:
        return Fit.NAME
    names = " ".join(called).replace("-", " ").split()
    if all(term in names for term in terms):
        return Fit.WORDS
    if _begin_different(terms, names):
        return Fit.BEGINNING
    if all(term in " ".join(called) for term in terms):
        return Fit.PART
    return Fit.SLIP


def _begin_different(terms: Sequence[str], names: Sequence[str]) -> bool:
    """Whether each term begins a name of its own."""
    left = list(names)
    for term in sorted(terms, key=len, reverse=True):
        begun = next((name for name in left if name.startswith(term)), None)
        if begun is None:
            return False
        left.remove(begun)
    return True


def _candidate(customer: Customer, fit: Fit, detail: str = "") -> Candidate:
    return Candidate(customer.id, customer.name, customer.nickname, fit, detail)


def _with_last_contact(reader: Reader, found: Sequence[Candidate], today: date) -> tuple[Candidate, ...]:
    stats = customers.stats(reader, [candidate.id for candidate in found], today)
    return tuple(replace(one, last=stats[one.id].last if one.id in stats else None) for one in found)
