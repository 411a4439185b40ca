"""What staff can do with arrivals: note what came in, and see who waits for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from relapp.domain.arrivals import MEMORY_DAYS, Arrival, meets
from relapp.domain.customers import Customer
from relapp.domain.days import after, before
from relapp.domain.errors import UserError
from relapp.domain.wishes import Wish
from relapp.storage import arrivals, customers
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Waiting:
    """A customer and their wish, in their own words; ``came`` is what came in for it."""

    customer: Customer
    wish: Wish
    came: Arrival | None = None


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
    return _met(reader, [Arrival(None, words, day)], day)


def everyone(reader: Reader, day: date) -> list[Waiting]:
    """Everyone who waits for something on ``day``, oldest first, and what came in of it lately."""
    asked = arrivals.open_wishes(reader, day)
    came = lately(reader, asked, day)
    return _dressed(reader, [(wish, next((one for one in reversed(came) if meets(one, wish)), None)) for wish in asked])


def brought(reader: Reader, batch_id: int, day: date) -> list[Waiting]:
    """Who asked for a product that an import brought and that was never sold before, oldest first."""
    asked = arrivals.open_wishes(reader, day)
    if not asked:
        return []
    new = arrivals.products_of_import(reader, batch_id)
    return _met(reader, arrivals.first_sold(reader, asked, _since(asked, day), after(day, 1), new), day)


def lately(reader: Reader, waited: Collection[Wish], day: date) -> list[Arrival]:
    """What came in lately, noted or seen in the till file before ``day``, that may be for one of these wishes."""
    open_wishes = [wish for wish in waited if wish.made <= day]
    if not open_wishes:
        return []
    since = _since(open_wishes, day)
    return arrivals.first_sold(reader, open_wishes, since, day) + arrivals.between(reader, since, day)


def _since(waited: Collection[Wish], day: date) -> date:
    return max(before(day, MEMORY_DAYS), min(wish.made for wish in waited))


def _met(reader: Reader, came: Collection[Arrival], day: date) -> list[Waiting]:
    asked = arrivals.open_wishes(reader, day)
    met = [(wish, next((one for one in came if meets(one, wish)), None)) for wish in asked]
    return _dressed(reader, [(wish, arrival) for wish, arrival in met if arrival is not None])


def _dressed(reader: Reader, found: Collection[tuple[Wish, Arrival | None]]) -> list[Waiting]:
    people = {one.id: one for one in customers.find(reader, {wish.customer_id for wish, _ in found})}
    return [Waiting(people[wish.customer_id], wish, arrival) for wish, arrival in found]
