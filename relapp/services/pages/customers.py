"""The list of customers: ids for all rows, details for those in view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from relapp.domain.customers import initials
from relapp.domain.days import day_of
from relapp.domain.imports import ImportBatch
from relapp.domain.interactions import Kind
from relapp.domain.states import CustomerState, state_of
from relapp.storage import batches, candidates, customers, lists
from relapp.storage.reader import Reader

_JUST = 14
"""So many days somebody was just imported."""


class ListView(StrEnum):
    """Which customers, in which order."""

    EVERYONE = "everyone"
    """Latest contact first."""
    NAME = "name"
    DUE = "due"
    """With an open promise of ours, the earliest due first."""
    NEW = "new"
    """Added within the last 30 days, newest first."""
    IMPORTED = "imported"
    """Brought or touched by an import, without another word by the latest that stands."""
    KEPT = CustomerState.KEPT
    """This one and those below: by their own rhythm, latest contact first."""
    SLIPPING = CustomerState.SLIPPING
    LOST = CustomerState.LOST
    BACK = CustomerState.BACK
    TOO_NEW = CustomerState.TOO_NEW
    NEVER_CAME = CustomerState.NEVER_CAME

    @property
    def state(self) -> CustomerState | None:
        """The state that everyone in this view is in, ``None`` for a view that asks for something else."""
        return _STATES.get(self.value)


_STATES: dict[str, CustomerState] = {state.value: state for state in CustomerState}


@dataclass(frozen=True, slots=True)
class States:
    """Where every customer stands by their own rhythm on the morning of ``day``, by id."""

    day: date
    of: Mapping[int, CustomerState]

    @property
    def counts(self) -> dict[CustomerState, int]:
        """How many are in each state; together they are everyone."""
        counted = Counter(self.of.values())
        return {state: counted[state] for state in CustomerState}


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One row of the list: ``last`` is the latest contact, not what is ahead, ``words`` what it was about.

    ``due`` is the day of a promise.
    """

    id: int
    name: str
    nickname: str
    last: datetime | None
    kind: Kind | None
    words: str
    promise: str
    due: date | None

    @property
    def initials(self) -> str:
        """Two letters for the avatar."""
        return initials(self.name)


def states(reader: Reader, today: date) -> States:
    """Where everyone stands: one pass over all visits, so it is done beside the window."""
    found = dict.fromkeys(customers.ids_by_last_contact(reader, today), CustomerState.NEVER_CAME)
    day = today.toordinal()
    found.update((one, state_of(days, day)) for one, days in candidates.visits(reader))
    return States(today, found)


def states_after(reader: Reader, known: States, changed: Collection[int]) -> States:
    """``known`` as it is when a few customers changed."""
    day, found = known.day.toordinal(), dict(known.of)
    there = {customer.id for customer in customers.find(reader, changed)}
    for one in changed:
        found.pop(one, None)
    found.update(dict.fromkeys(sorted(there), CustomerState.NEVER_CAME))
    found.update((one, state_of(days, day)) for one, days in candidates.visits(reader, there))
    return States(known.day, found)


def ids(
    reader: Reader, view: ListView, today: date, known: States | None = None, batch_id: int | None = None
) -> list[int]:
    """The ids of every row of ``view``, in order.

    ``known`` spares a view by rhythm to look through the shop; ``batch_id`` is the import that is meant by
    :attr:`ListView.IMPORTED`.
    """
    if view.state is not None:
        of = (known if known is not None and known.day == today else states(reader, today)).of
        # Who came meanwhile is not in ``known`` yet: they follow with the change that brought them.
        return [one for one in customers.ids_by_last_contact(reader, today) if of.get(one) is view.state]
    if view is ListView.NAME:
        return customers.ids_by_name(reader)
    if view is ListView.DUE:
        return lists.with_open_promise(reader)
    if view is ListView.NEW:
        return lists.added_since(reader, day_of(today.toordinal() - 30))
    if view is ListView.IMPORTED:
        meant = lists.newest_import(reader) if batch_id is None else batch_id
        return [] if meant is None else lists.of_import(reader, meant)
    return customers.ids_by_last_contact(reader, today)


def moved(reader: Reader, shown: Sequence[int], changed: Collection[int], today: date) -> list[int]:
    """``shown``, the ids of everyone, as they stand when a few customers changed."""
    places = {one: customers.place_by_last_contact(reader, one, today) for one in changed}
    order = [one for one in shown if one not in places]
    for place, one in sorted((place, one) for one, place in places.items() if place is not None):
        order.insert(place, one)
    return order


def rows(reader: Reader, customer_ids: Collection[int], today: date = date.max) -> dict[int, CustomerRow]:
    """The rows of these customers; those that are gone are left out. What is after ``today`` is no contact yet."""
    latest = lists.latest_entries(reader, customer_ids, today)
    promised = lists.first_promises(reader, customer_ids)
    found = {}
    for customer in customers.find(reader, customer_ids):
        entry = latest.get(customer.id)
        promise = promised.get(customer.id)
        found[customer.id] = CustomerRow(
            id=customer.id,
            name=customer.name,
            nickname=customer.nickname,
            last=entry.at if entry else None,
            kind=entry.kind if entry else None,
            words=(entry.words or ", ".join(filter(None, entry.products))) if entry else "",
            promise=promise.words if promise else "",
            due=promise.due if promise else None,
        )
    return found


def recent_imports(reader: Reader, today: date) -> tuple[ImportBatch, ...]:
    """The imports of the last days that stand, newest first: "just imported" is worth offering while there are any."""
    since = day_of(today.toordinal() - _JUST)
    return tuple(one for one in batches.every(reader) if not one.undone and one.at.date() >= since)
