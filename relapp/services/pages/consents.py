"""How one customer wants to be reached: every word they said about it, and who noted it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from relapp.domain.consents import Consent
from relapp.domain.customers import Customer
from relapp.storage import consents, customers, staff
from relapp.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class ReachPage:
    """Everything the sheet shows: ``said`` are all words, oldest first, ``staff`` names by id."""

    customer: Customer
    said: tuple[Consent, ...]
    staff: Mapping[int, str]


def page(reader: Reader, customer_id: int) -> ReachPage | None:
    """The sheet of one customer, ``None`` if there is no such customer (any more)."""
    found = customers.find(reader, [customer_id])
    if not found:
        return None
    said = consents.of_customers(reader, [customer_id]).get(customer_id, ())
    return ReachPage(found[0], tuple(said), {one.id: one.name for one in staff.every(reader)})
