"""Who bought, as a row of a till tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from relapp.services.transfer.meaning.columns import Column, Mapping
from relapp.services.transfer.meaning.consents import consents
from relapp.services.transfer.meaning.customer_numbers import customer_number
from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.meaning.names import full_name
from relapp.services.transfer.meaning.values import is_email, one_line
from relapp.services.transfer.rows import NewConsent

BUYER = (
    *(Field.REFERENCE, Field.NAME, Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME),
    *(Field.COMPANY, Field.EMAIL, Field.PHONE, Field.CONTACT, Field.CONSENT),
)
"""The columns that tell."""


class Buyer(NamedTuple):
    """Who bought, and what they said of being contacted; all empty for nobody."""

    reference: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    consents: tuple[NewConsent, ...] = ()


NOBODY = Buyer()


def buyer_reader(mapping: Mapping) -> Callable[[list[str]], Buyer]:
    """A function from cells to who bought."""
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
        email, phone, either = first(cells, emails), first(cells, phones), first(cells, contacts)
        if is_email(either):
            email = email or either
        else:
            phone = phone or either
        return Buyer(known_as, name, email, phone, said(cells))

    return person
