"""The track record of each kind of suggestion: shown, done, answered, bought after; which are quietened and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relapp.domain.days import before
from relapp.domain.suggestions.model import SuggestionKind
from relapp.domain.suggestions.record import RECORD_DAYS, Record
from relapp.services import response
from relapp.services.pages.insights.asking import Asked, Behind
from relapp.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The kinds that were ever shown or answered from ``first`` on, in their default order, and whom each is about."""

    day: date
    first: date
    records: Mapping[SuggestionKind, Record]
    people: Mapping[SuggestionKind, Mapping[str, tuple[int, ...]]]


def load(reader: Reader, asked: Asked) -> RecordPage:
    """The page as of the morning of ``asked.day``."""
    records, people = response.recorded(reader, asked.day)
    told = {kind: one for kind, one in records.items() if one.shown or one.done or one.later or one.no}
    about = {kind: {name: tuple(dict.fromkeys(some)) for name, some in people[kind].items()} for kind in told}
    return RecordPage(asked.day, before(asked.day, RECORD_DAYS), told, about)


def code_of(kind: SuggestionKind, part: str) -> str:
    """What opens the customers whom a field of a kind's ``Record`` is about."""
    return f"{kind}|{part}"


def behind(_reader: Reader, found: RecordPage, code: str, _asked: Asked) -> Behind:
    """The customers that :func:`code_of` speaks of, each once."""
    kind, _, part = code.partition("|")
    return Behind(customers=found.people[SuggestionKind(kind)].get(part, ()))
