"""What a shop holds, told in plain Python: the model that a real one is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tests.shop import Shop

Seen = tuple[dict[int, str], dict[int, tuple[str, str, frozenset[int], int | None]], dict[int, tuple[int, str, str]]]
"""Customers by id; entries: words, kind, who took part, what was paid; promises: whose, words, state."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``meant`` are those who were truly there, whoever they are merged with."""

    meant: frozenset[int]
    words: str
    kind: str
    cents: int | None


@dataclass(frozen=True, slots=True)
class Promised:
    """``meant`` is whom it was truly given."""

    meant: int
    words: str
    state: str


@dataclass(frozen=True, slots=True)
class State:
    """One moment of a shop; never changed, a next one is made of it."""

    people: dict[int, str] = field(default_factory=dict)
    into: dict[int, int] = field(default_factory=dict)
    """Who was merged into whom."""
    entries: dict[int, Entry] = field(default_factory=dict)
    promises: dict[int, Promised] = field(default_factory=dict)

    def now(self, one: int) -> int:
        """Who somebody is by now."""
        while one in self.into:
            one = self.into[one]
        return one

    @property
    def standing(self) -> list[int]:
        """Who is not merged into somebody else."""
        return [one for one in self.people if one not in self.into]

    def inside(self, one: int) -> frozenset[int]:
        """Who was merged into somebody, and they themselves."""
        return frozenset(other for other in self.people if self.now(other) == one)

    # -- what may happen --

    def with_person(self, one: int, name: str) -> State:
        """Somebody new."""
        return replace(self, people={**self.people, one: name})

    def with_entry(self, one: int, entry: Entry) -> State:
        """An entry, new or as it is by now."""
        return replace(self, entries={**self.entries, one: entry})

    def without_entry(self, one: int) -> State:
        """An entry is removed."""
        return replace(self, entries={key: entry for key, entry in self.entries.items() if key != one})

    def with_promise(self, one: int, promise: Promised) -> State:
        """A promise, new or as it is by now."""
        return replace(self, promises={**self.promises, one: promise})

    def merged(self, kept: int, gone: int) -> State:
        """Two become one."""
        return replace(self, into={**self.into, gone: kept})

    def parted(self, gone: int) -> State:
        """Who was merged goes again, with whoever was merged into them before."""
        return replace(self, into={key: kept for key, kept in self.into.items() if key != gone})

    def erased(self, whom: Iterable[int]) -> State:
        """Nothing of them stays but what they paid."""
        gone = set(whom)
        entries = {}
        for key, entry in self.entries.items():
            rest = entry.meant - gone
            if rest == entry.meant:
                entries[key] = entry
            elif rest:
                entries[key] = replace(entry, meant=rest)
            elif entry.cents is not None:
                entries[key] = replace(entry, meant=rest, words="")
        return State(
            {one: name for one, name in self.people.items() if one not in gone},
            {one: kept for one, kept in self.into.items() if one not in gone},
            entries,
            {key: promise for key, promise in self.promises.items() if promise.meant not in gone},
        )

    # -- what is seen of it --

    def seen(self) -> Seen:
        """What a shop shows that holds this."""
        return (
            {one: self.people[one] for one in self.standing},
            {
                key: (entry.words, entry.kind, frozenset(self.now(one) for one in entry.meant), entry.cents)
                for key, entry in self.entries.items()
            },
            {key: (self.now(one.meant), one.words, one.state) for key, one in self.promises.items()},
        )


def seen(shop: Shop) -> Seen:
    """What a real shop shows."""
    tables = shop.tables()
    there: dict[int, set[int]] = {row.id: set() for row in tables["interaction"]}
    for row in tables["participant"]:
        if row.customer_id is not None:
            there[row.interaction_id].add(row.customer_id)
    paid: dict[int, int] = {}
    for row in tables["purchase_line"]:
        paid[row.interaction_id] = paid.get(row.interaction_id, 0) + row.amount
    return (
        {row.id: row.name for row in tables["customer"]},
        {row.id: (row.words, row.kind, frozenset(there[row.id]), paid.get(row.id)) for row in tables["interaction"]},
        {row.id: (row.customer_id, row.words, row.state) for row in tables["promise"]},
    )
