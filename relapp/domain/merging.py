"""Merging: two customers who were one person, and how they are told apart again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relapp.domain.customers import Customer
from relapp.domain.folding import search_terms


class Field(StrEnum):
    """What a customer has only one of, so that one of two has to be chosen."""

    NAME = "name"
    NICKNAME = "nickname"
    REFERENCE = "reference"
    HOUSEHOLD = "household"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which fields are taken from the one who goes; of the others theirs is taken only where the kept one has none."""

    from_gone: frozenset[Field] = frozenset()


@dataclass(frozen=True, slots=True)
class Merged:
    """One merge that stands: ``gone_id`` was taken into ``kept_id``; ``name`` and ``reference`` are what it had.

    Where both are one and the same, it is what the kept one put aside at that merge for what the other had.
    """

    id: int
    kept_id: int
    gone_id: int
    name: str
    reference: str
    operation_id: int


def people(merges: Iterable[Merged]) -> list[Merged]:
    """Those that took somebody in, in their order; what people themselves put aside before is left out."""
    newest: dict[int, int] = {}
    for one in (merges := list(merges)):
        newest[one.gone_id] = max(one.id, newest.get(one.gone_id, 0))
    return [one for one in merges if one.gone_id != one.kept_id and one.id == newest[one.gone_id]]


class Part(StrEnum):
    """What can have been added to a customer since a merge."""

    ENTRY = "entry"
    FACT = "fact"
    PROMISE = "promise"
    WISH = "wish"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Since:
    """Something noted since a merge, of which nobody knows for sure whose it is.

    ``kind`` is the entry's or the fact's, of a contact point what it is. ``entry_id`` is the entry it came with, if
    any. ``guess`` is whether it speaks for the one who went.
    """

    part: Part
    id: int
    kind: str
    words: str
    day: date | None
    entry_id: int | None = None
    guess: bool = False

    @property
    def key(self) -> tuple[Part, int]:
        """What tells it apart from everything else."""
        return self.part, self.id


def speaks_of(words: Iterable[str], name: str, not_name: str) -> bool:
    """Whether ``words`` name somebody by a word of ``name`` that is no word of ``not_name``."""
    own = set(search_terms(name)) - set(search_terms(not_name))
    return any(term in own for text in words for term in search_terms(text))


def joined_notes(kept: str, gone: str) -> str:
    """Both notes, the same lines once."""
    if not gone.strip() or gone.strip() in kept:
        return kept
    return f"{kept}\n{gone}" if kept.strip() else gone


def columns_of(kept: Customer, gone: Customer, choice: Choice) -> dict[str, object]:
    """What the kept customer's own columns say after the merge."""

    def chosen(field: Field, own: object, other: object) -> object:
        return other if other and (field in choice.from_gone or not own) else own

    leave = max(kept, gone, key=lambda one: one.leave_until or date.min)
    quiet = kept if kept.quiet_from or kept.quiet_days else gone
    return {
        "name": chosen(Field.NAME, kept.name, gone.name),
        "nickname": chosen(Field.NICKNAME, kept.nickname, gone.nickname),
        "reference": chosen(Field.REFERENCE, kept.reference, gone.reference),
        "household_id": chosen(Field.HOUSEHOLD, kept.household_id, gone.household_id),
        "note": joined_notes(kept.note, gone.note),
        "leave_until": leave.leave_until,
        "leave_why": leave.leave_why,
        "quiet_from": quiet.quiet_from,
        "quiet_to": quiet.quiet_to,
        "quiet_days": quiet.quiet_days,
        "added": min(kept.added, gone.added).isoformat(),
    }
