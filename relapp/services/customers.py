"""What staff can do with customers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from relapp.domain.consents import Consent
from relapp.domain.customers import MAX_NAME, MAX_NOTE, NewContactPoint, NewCustomer
from relapp.domain.errors import UserError
from relapp.domain.peace import PeaceWhy, noted
from relapp.services import interactions as interaction_verbs
from relapp.storage import consents, customers, schema
from relapp.storage.transaction import Transaction


def checked_name(name: str) -> str:
    """``name`` on one line without stray spaces.

    :raises UserError: ``customer.no_name`` or ``customer.name_too_long``.
    """
    plain = " ".join(name.split())
    if not plain:
        raise UserError("customer.no_name")
    if len(plain) > MAX_NAME:
        raise UserError("customer.name_too_long", limit=MAX_NAME)
    return plain


def add(tx: Transaction, new: NewCustomer) -> int:
    """Add a customer; only a name is needed. Returns the id."""
    contacts = tuple(_checked_contact(contact) for contact in new.contacts)
    name, note = checked_name(new.name), _checked_note(new.note)
    return customers.add(tx, replace(new, name=name, note=note, contacts=contacts))


def _checked_contact(contact: NewContactPoint) -> NewContactPoint:
    value = contact.value.strip()
    if not value:
        raise UserError("contact.empty")
    return replace(contact, value=value)


def rename(tx: Transaction, customer_id: int, name: str, nickname: str) -> None:
    """Change how a customer is called."""
    customers.change(tx, customer_id, name=checked_name(name), nickname=" ".join(nickname.split()))


def annotate(tx: Transaction, customer_id: int, note: str) -> None:
    """Change the free note about a customer.

    :raises UserError: ``customer.note_too_long``.
    """
    customers.change(tx, customer_id, note=_checked_note(note.strip()))


def _checked_note(note: str) -> str:
    if len(note) > MAX_NOTE:
        raise UserError("customer.note_too_long", limit=MAX_NOTE)
    return note


def leave_in_peace(
    tx: Transaction,
    customer_id: int,
    until: date | None,
    why: PeaceWhy = PeaceWhy.ASKED,
    said: date | None = None,
) -> None:
    """Make no suggestions but what we owe, up to and with ``until``; ``None`` ends it.

    ``said`` is the day on which they asked or the shop heard of it; today where it is not given.
    """
    reason = "" if until is None else noted(why, said or tx.at.date())
    customers.change(tx, customer_id, leave_until=until, leave_why=reason)


def add_contact(tx: Transaction, customer_id: int, contact: NewContactPoint) -> int:
    """Add a way to reach a customer."""
    return customers.add_contact(tx, customer_id, _checked_contact(contact))


def change_contact(tx: Transaction, contact_id: int, contact: NewContactPoint) -> None:
    """Edit a way to reach a customer."""
    customers.change_contact(tx, contact_id, _checked_contact(contact))


def remove_contact(tx: Transaction, contact_id: int) -> None:
    """Forget a way to reach a customer."""
    customers.remove_contact(tx, contact_id)


def note_consent(tx: Transaction, consent: Consent) -> None:
    """Note what a customer said about being contacted, and who notes it."""
    consents.add(tx, consent if consent.staff_id is not None else replace(consent, staff_id=tx.staff_id))


def remove(tx: Transaction, customer_ids: Collection[int]) -> None:
    """Delete customers with everything that is only theirs; entries shared with others stay with those.

    Whoever is removed shall not be back with the next till file, which often repeats old sales. So, beside what the
    journal holds for undo, a hash of each of their imported sales stays, with the number of its import: enough to know
    the sale when it comes again; no name, day or product.
    """
    for customer_id in customer_ids:
        interaction_verbs.leave_to_others(tx, customer_id)
        for table in (
            schema.suggestion_answer,
            schema.question_put,
            schema.recovery_case,
            schema.consent,
            schema.wish,
            schema.promise,
            schema.fact,
            schema.customer_tag,
            schema.contact_point,
            schema.photo,
        ):
            customers.remove_rows(tx, table, customer_id)
        customers.remove_relations(tx, customer_id)
        customers.remove_pairs(tx, customer_id)
        tx.delete(schema.customer, customer_id)
