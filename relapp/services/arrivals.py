"""What staff can do with arrivals: note what came in, and see who waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relapp.domain.arrivals import Arrival, meets
from relapp.domain.customers import Customer
from relapp.domain.errors import UserError
from relapp.domain.wishes import Wish
from relapp.storage import arrivals, customers
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Waiting:
    """A customer and their wish, in their own words."""

    customer: Customer
    wish: Wish


def note(tx: Transaction, words: str, day: date) -> int:
    """Note that something came in on a day; those who wished for it come up on Today. Returns the arrival's id.

    :raises UserError: ``arrival.empty``.
    """
    plain = words.strip()
    if not plain:
        raise UserError("arrival.empty")
    return arrivals.add(tx, plain, day)


def waiting(reader: Reader, words: str, day: date) -> list[Waiting]:
    """Who asked until ``day`` for what ``words`` say, oldest first."""
    arrival = Arrival(None, words, day)
    asked = [wish for wish in arrivals.open_wishes(reader, day) if meets(arrival, wish)]
    people = {customer.id: customer for customer in customers.find(reader, {wish.customer_id for wish in asked})}
    return [Waiting(people[wish.customer_id], wish) for wish in asked]
