"""The page "Who did what", for owners."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from relapp.domain.activity import Act, Asked
from relapp.domain.staff import Staff
from relapp.storage import activity, customers, search, staff
from relapp.storage.reader import Reader

PAGE = 50
_MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """Acts, newest first, with everybody who works or worked here and the customers whom the acts name.

    ``older`` is where the next page begins, ``None`` where there is none.
    """

    acts: tuple[Act, ...]
    people: tuple[Staff, ...]
    customers: Mapping[int, str]
    older: int | None


def page(
    reader: Reader, asked: Asked, *, words: str = "", names: Collection[str] = (), before: int | None = None
) -> ActivityPage:
    """At most :data:`PAGE` acts older than ``before``.

    ``words`` find customers; ``names`` are the operations that are called so.
    """
    if words.strip():
        found = frozenset(search.customers(reader, words, _MOST_FOUND))
        asked = replace(asked, searched=True, customers=found, names=frozenset(names))
    acts = activity.acts(reader, asked, PAGE + 1, before)
    shown = tuple(acts[:PAGE])
    ids = {one for act in shown for one in act.customers}
    return ActivityPage(
        acts=shown,
        people=tuple(staff.every(reader)),
        customers={one.id: one.name for one in customers.find(reader, ids)},
        older=shown[-1].id if len(acts) > PAGE else None,
    )


def people(reader: Reader) -> tuple[Staff, ...]:
    """Everybody who works or worked here."""
    return tuple(staff.every(reader))
