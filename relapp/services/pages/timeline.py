"""The timeline of one customer, as the screen shows it: entries with who was there and what came of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from relapp.domain.facts import Fact, FactKind
from relapp.domain.interactions import Interaction
from relapp.domain.promises import Promise
from relapp.domain.returns import CameFrom, came_from
from relapp.domain.wishes import Wish
from relapp.storage import customers, facts, interactions, promises, staff, timeline, wishes
from relapp.storage.reader import Reader
from relapp.storage.timeline import EVERYTHING, PAGE, Position, TimelineFilter


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of the timeline: the entry, who logged it, who else was part of it, what it told and promised."""

    interaction: Interaction
    staff: str
    others: tuple[str, ...]
    facts: tuple[Fact, ...]
    promises: tuple[Promise, ...]
    wishes: tuple[Wish, ...]
    came_from: Mapping[int, tuple[CameFrom, ...]] = field(default_factory=dict)
    """Where what was brought back came from, by the id of its line."""

    @property
    def position(self) -> Position:
        """Where it stands in time."""
        return timeline.position(self.interaction)


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Some entries, newest first; ``more`` says whether older ones follow."""

    entries: tuple[TimelineEntry, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class EarlierText:
    """The words of an entry before it was edited."""

    edited: datetime
    by: str
    words: str


def page(
    reader: Reader,
    customer_id: int,
    keep: TimelineFilter = EVERYTHING,
    after: Position | None = None,
    *,
    known: Iterable[Interaction] = (),
) -> TimelinePage:
    """The next entries that pass ``keep``, older than ``after``; those that are ``known`` are not read again."""
    positions = timeline.positions(reader, customer_id, keep, after, PAGE + 1)
    ids = [interaction_id for _, interaction_id in positions[:PAGE]]
    there = {entry.id: entry for entry in known}
    unread = [one for one in ids if one not in there]
    there |= {entry.id: entry for entry in interactions.find(reader, unread)} if unread else {}
    return TimelinePage(_dress(reader, customer_id, [there[one] for one in ids]), more=len(positions) > PAGE)


def entries(reader: Reader, interaction_ids: Collection[int], customer_id: int | None = None) -> list[TimelineEntry]:
    """These entries, dressed alike; for receipts."""
    return list(_dress(reader, customer_id, interactions.find(reader, interaction_ids)))


def count(reader: Reader, customer_id: int, keep: TimelineFilter) -> int:
    """How many entries pass ``keep``."""
    return timeline.count(reader, customer_id, keep)


def earlier_texts(reader: Reader, interaction_id: int) -> list[EarlierText]:
    """What an edited entry said before, newest first."""
    names = {member.id: member.name for member in staff.every(reader)}
    return [
        EarlierText(at, names.get(staff_id or 0, ""), words)
        for at, staff_id, words in interactions.earlier_texts(reader, interaction_id)
    ]


def _dress(reader: Reader, customer_id: int | None, found: list[Interaction]) -> tuple[TimelineEntry, ...]:
    ids = [entry.id for entry in found]
    others = {one for entry in found for one in entry.customers if one != customer_id}
    names = {customer.id: customer.name for customer in customers.find(reader, others)} if others else {}
    members = {member.id: member.name for member in staff.every(reader)}
    told, given, waited = (
        facts.of_sources(reader, ids),
        promises.of_sources(reader, ids),
        wishes.of_sources(reader, ids),
    )
    origins = _origins(reader, customer_id, found)
    return tuple(
        TimelineEntry(
            interaction=entry,
            staff=members.get(entry.staff_id or 0, ""),
            others=tuple(names[one] for one in entry.customers if one in names),
            facts=tuple(fact for fact in told.get(entry.id, ()) if fact.kind != FactKind.THEME),
            promises=tuple(given.get(entry.id, ())),
            wishes=tuple(waited.get(entry.id, ())),
            came_from={line.id: origins[line.id] for line in entry.lines if line.id in origins},
        )
        for entry in found
    )


def _origins(reader: Reader, customer_id: int | None, found: Iterable[Interaction]) -> dict[int, tuple[CameFrom, ...]]:
    back = {line.product_id for entry in found for line in entry.lines if line.quantity < 0 and line.product}
    return came_from(timeline.lines_of(reader, customer_id, back)) if back and customer_id is not None else {}
