"""Who bought, as a row of a till tells."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from relapp.services.transfer.meaning.columns import Column, Mapping
from relapp.services.transfer.meaning.consents import consents
from relapp.services.transfer.meaning.customer_numbers import customer_number
from relapp.services.transfer.meaning.headers import Field, plain
from relapp.services.transfer.meaning.names import full_name
from relapp.services.transfer.meaning.values import is_email, one_line
from relapp.services.transfer.rows import NewConsent

BUYER = (
    *(Field.REFERENCE, Field.NAME, Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME),
    *(Field.COMPANY, Field.EMAIL, Field.PHONE, Field.CONTACT, Field.CONSENT),
)
"""The columns that tell."""


_SIDES = 2
_FROM = re.compile(r"from |sender|von |absender|de |da ")


class Buyer(NamedTuple):
    """Who bought, and what they said of being contacted; all empty for nobody."""

    reference: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    consents: tuple[NewConsent, ...] = ()


NOBODY = Buyer()


def own_addresses(mapping: Mapping, sample: list[list[str]]) -> frozenset[str]:
    """The shop's own e-mail addresses: lists of payments name it on both sides, who pays and who is paid."""
    emails = mapping.all(Field.EMAIL)
    if len(emails) < _SIDES:
        return frozenset()
    sides = ({cells[column.index].strip() for cells in sample} - {""} for column in emails[:_SIDES])
    return frozenset.intersection(*map(frozenset, sides)) if _FROM.match(plain(emails[0].header)) else frozenset()


def buyer_reader(mapping: Mapping, own: frozenset[str] = frozenset()) -> Callable[[list[str]], Buyer]:
    """A function from cells to who bought; ``own`` are addresses of the shop."""
    reference = mapping.first(Field.REFERENCE)
    wishes = mapping.all(Field.CONSENT)
    named = mapping.has(Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.COMPANY)
    company = mapping.first(Field.COMPANY)
    emails, phones, contacts = (mapping.all(kind) for kind in (Field.EMAIL, Field.PHONE, Field.CONTACT))

    def first(cells: list[str], columns: tuple[Column, ...]) -> str:
        return next((text for column in columns if (text := cells[column.index].strip())), "")

    def said(cells: list[str]) -> tuple[NewConsent, ...]:
        return tuple(consents((column.header, cells[column.index]) for column in wishes))

    def person(cells: list[str]) -> Buyer:
        known_as = customer_number(cells[reference]) if reference is not None else ""
        if not named and not emails and not phones and not contacts:
            return Buyer(known_as, "", "", "", said(cells))
        name = full_name(cells, mapping) or (one_line(cells[company]) if company is not None else "")
        told = (text for column in emails if (text := cells[column.index].strip()) and text not in own)
        email, phone, either = next(told, ""), first(cells, phones), first(cells, contacts)
        if is_email(either):
            email = email or either
        else:
            phone = phone or either
        return Buyer(known_as, name, email, phone, said(cells))

    return person
