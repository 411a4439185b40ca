"""Recovery and promises: how complaints were put right, and whether the shop did what it said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relapp.domain.days import after, before
from relapp.domain.putting_right import CaseRecord, Fate, PromiseRecord, case_record, promise_record
from relapp.domain.receipts import Source
from relapp.services.pages.insights.asking import Asked, Behind
from relapp.services.pages.insights.pieces import evidence
from relapp.storage import candidates, cases, promises
from relapp.storage.reader import Reader

YEAR = 365
CASES, PROMISES = "cases", "promises"


@dataclass(frozen=True, slots=True)
class RecoveryPage:
    """Cases that were opened, and promises that were closed, from ``first`` to ``day``; and what is open."""

    day: date
    first: date
    cases: CaseRecord
    promises: PromiseRecord


def load(reader: Reader, asked: Asked) -> RecoveryPage:
    """The page as it is on ``asked.day``; what came after a complaint is counted up to the day before."""
    day, first = asked.day, after(before(asked.day, YEAR), 1)
    every = cases.every(reader)
    visits = dict(candidates.visits(reader, {case.customer_id for case in every}))
    return RecoveryPage(
        day=day,
        first=first,
        cases=case_record(every, visits, first, day),
        promises=promise_record(promises.ours(reader), first, day),
    )


def code_of(sort: str, part: str) -> str:
    """What opens the cases of one field of ``CaseRecord``, or the promises of one fate."""
    return f"{sort}|{part}"


def behind(reader: Reader, found: RecoveryPage, code: str, _asked: Asked) -> Behind:
    """The cases or promises that :func:`code_of` speaks of, the latest first."""
    sort, _, part = code.partition("|")
    if sort == PROMISES:
        given = promises.find(reader, found.promises.of[Fate(part)])
        latest = sorted(given, key=lambda one: (one.closed or one.due or one.made, one.id), reverse=True)
        return evidence(Source.PROMISE, ((one.id, one.customer_id) for one in latest))
    told = cases.find(reader, getattr(found.cases, part))
    newest = sorted(told, key=lambda one: (one.opened, one.id), reverse=True)
    return evidence(Source.CASE, ((one.id, one.customer_id) for one in newest))
