"""Return on customer: what the last period earned and did to what is still to come, and who is behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relapp.domain.permissions import VALUE_PAGE
from relapp.domain.pictures import Bar, Bars, Measure, Unit
from relapp.domain.return_on_customer import FEWEST, Person, Return, Why
from relapp.services import equity, permissions, settings
from relapp.services.pages.insights.asking import Asked, Behind
from relapp.storage import customers
from relapp.storage.reader import Reader

_ORDER = (Why.NEW, Why.MORE, Why.LESS, Why.SILENT)


@dataclass(frozen=True, slots=True)
class Returns:
    """The return of the period before ``day``, ``None`` in a shop that is too young; ``names`` of the ten behind it.

    ``parts`` counts the customers of whom the same became, and by how much what is expected of them changed together.
    """

    day: date
    currency: str
    found: Return | None
    behind: tuple[Person, ...] = ()
    names: Mapping[int, str] | None = None
    parts: tuple[tuple[Why, int, int], ...] = ()

    @property
    def is_thin(self) -> bool:
        """Whether there is nothing to divide by."""
        return self.found is None or self.found.is_thin

    @property
    def fewest(self) -> int:
        """How many customers have to be known."""
        return FEWEST


def load(reader: Reader, asked: Asked) -> Returns:
    """The page as of a morning.

    :raises UserError: ``permission.owner`` or ``permission.nobody`` for whom it is not.
    """
    permissions.check(reader, asked.staff_id, VALUE_PAGE)
    own = settings.read(reader)
    found = equity.return_on_customer(reader, equity.past(reader, asked.day, asked.pause), asked.pause)
    if found is None:
        return Returns(asked.day, own.currency, None)
    behind = found.behind()
    names = {one.id: one.name for one in customers.find(reader, {person.customer_id for person in behind})}
    parts = []
    for why in _ORDER:
        people = found.of(why)
        parts.append((why, len(people), sum(person.change for person in people)))
    return Returns(asked.day, own.currency, found, behind, names, tuple(parts))


def picture(page: Returns) -> Bars:
    """By how much what is expected changed, by what became of customers."""
    bars = tuple(Bar(why, change, opens=f"why:{why}") for why, people, change in page.parts if people)
    return Bars(bars, Measure(Unit.MONEY, page.currency, about=True))


KNOWN, EVERYBODY, PAID = "known:", "all:", "paid:"
"""Codes of figures: who was known at the start, everybody, who paid in the period."""


def behind(reader: Reader, page: Returns, code: str, asked: Asked) -> Behind:
    """Who stands behind a mark or a figure, those first who weigh most.

    :raises UserError: as :func:`load`.
    """
    permissions.check(reader, asked.staff_id, VALUE_PAGE)
    if page.found is None:
        return Behind()
    people = page.found.people
    what, _, which = code.partition(":")
    if what == "why":
        chosen = sorted(page.found.of(Why(which)), key=lambda one: (-abs(one.change), one.customer_id))
    elif what == "known":
        chosen = sorted((one for one in people if one.came_before), key=lambda one: (-one.start, one.customer_id))
    elif what == "paid":
        chosen = sorted((one for one in people if one.spend), key=lambda one: (-one.spend, one.customer_id))
    else:
        chosen = sorted(people, key=lambda one: (-one.end, one.customer_id))
    return Behind(tuple(one.customer_id for one in chosen))
