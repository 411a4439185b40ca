"""Today's list as the screen shows it: each suggestion with the customer it is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from relapp.domain.customers import ContactKind, ContactPoint, Customer
from relapp.domain.suggestions.model import LeftInPeace, Reason, Suggestion
from relapp.domain.suggestions.ranking import LIMIT
from relapp.domain.suggestions.reach import disturbs
from relapp.services.suggestions import Board
from relapp.storage import customers, promises
from relapp.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class TodayItem:
    """One suggestion and whom it is for."""

    suggestion: Suggestion
    customer: Customer
    contacts: tuple[ContactPoint, ...]
    disturbs: Reason | None = None
    """Which quiet time its way would disturb now: said beside what we owe, which no quiet cuts."""

    @property
    def phone(self) -> str:
        """The first phone number, empty for none."""
        return next((point.value for point in self.contacts if point.kind is ContactKind.PHONE), "")


@dataclass(frozen=True, slots=True)
class PeaceItem:
    """A customer who is left in peace today, and why."""

    left: LeftInPeace
    customer: Customer


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The day's list, and who is left in peace."""

    day: date
    items: tuple[TodayItem, ...]
    peace: tuple[PeaceItem, ...]
    latest: datetime | None = None
    """When anybody was last in touch."""
    promises_due: int = 0
    """How many promises of ours are due or late, whether they are on the list or not."""
    more: int = 0
    """Of how many further customers something smaller could be said."""
    held_back: tuple[Suggestion, ...] = ()
    """What would stand on the list, had it not been drawn to be shown to nobody."""

    @property
    def minutes(self) -> int:
        """About how long the list takes."""
        return sum(item.suggestion.minutes for item in self.items)


def page(reader: Reader, board: Board, limit: int = LIMIT) -> TodayPage:
    """The list of ``board``."""
    chosen = board.today(limit)
    ids = {one.customer_id for one in chosen.suggestions} | {one.customer_id for one in chosen.left_in_peace}
    people = {customer.id: customer for customer in customers.find(reader, ids)}
    points = customers.contacts(reader, ids)
    return TodayPage(
        day=board.day,
        items=tuple(
            TodayItem(
                one,
                people[one.customer_id],
                tuple(points[one.customer_id]),
                disturbs(people[one.customer_id], one.channel, board.shop, board.day),
            )
            for one in chosen.suggestions
            if one.customer_id in people
        ),
        peace=tuple(
            PeaceItem(left, people[left.customer_id]) for left in chosen.left_in_peace if left.customer_id in people
        ),
        latest=customers.latest_contact(reader, board.day),
        promises_due=promises.count_due(reader, board.day),
        more=len(board.standing.keys() - {one.customer_id for one in (*chosen.suggestions, *chosen.held_back)}),
        held_back=chosen.held_back,
    )
