"""Answers: what staff said to suggestions, and which suggestions they saw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Table, func, select

from relapp.domain.interactions import Channel, Outcome
from relapp.domain.receipts import Source
from relapp.domain.suggestions.answers import NeverRule, marked
from relapp.domain.suggestions.holding_back import HELD_BACK
from relapp.domain.suggestions.model import Answer, Refusal, Suggestion, SuggestionAnswer, SuggestionKind
from relapp.storage import journal, schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader, moment_columns, to_day, to_moment
from relapp.storage.transaction import Transaction

_answer = schema.suggestion_answer
_shown = schema.suggestion_shown
_TABLES: dict[Source, Table[Any]] = {
    Source.INTERACTION: schema.interaction,
    Source.FACT: schema.fact,
    Source.PROMISE: schema.promise,
    Source.WISH: schema.wish,
    Source.CASE: schema.recovery_case,
    Source.CONSENT: schema.consent,
    Source.CUSTOMER: schema.customer,
}


class Shown(NamedTuple):
    """A suggestion that staff saw, on ``day`` for the first time."""

    customer_id: int
    kind: SuggestionKind
    evidence: str
    day: date


def add(
    tx: Transaction,
    customer_id: int,
    kind: SuggestionKind,
    evidence: str,
    answer: Answer,
    refusal: Refusal | None = None,
    until: date | None = None,
    interaction_id: int | None = None,
    channel: Channel | None = None,
    outcome: Outcome | None = None,
) -> int:
    """Store an answer; returns its id."""
    return tx.insert(
        _answer,
        customer_id=customer_id,
        kind=kind,
        evidence=evidence,
        answer=answer,
        refusal=refusal,
        until=until.isoformat() if until else None,
        staff_id=tx.staff_id,
        interaction_id=interaction_id,
        channel=channel,
        outcome=outcome,
        **moment_columns(tx.at),
    )


def of_customers(reader: Reader, customer_ids: Collection[int]) -> dict[int, list[SuggestionAnswer]]:
    """Every answer, oldest first, by customer; those that name a wrong receipt know when that was mended."""
    found: dict[int, list[SuggestionAnswer]] = defaultdict(list)
    for some in portions(list(customer_ids)):
        statement = select(_answer).where(_answer.c.customer_id.in_(some)).order_by(_answer.c.id)
        given = [_to_answer(row) for row in reader.rows(statement)]
        mended = _mended(reader, given)
        for answer in given:
            day = mended.get(answer.id)
            found[answer.customer_id].append(answer if day is None else replace(answer, mended=day))
    return found


def _mended(reader: Reader, given: Iterable[SuggestionAnswer]) -> dict[int, date]:
    """The day on which the row that an answer calls wrong was first changed after it, by answer."""
    named = [(answer, receipt) for answer in given if (receipt := marked(answer.evidence)) is not None]
    found: dict[int, date] = {}
    for source in dict.fromkeys(receipt.source for _, receipt in named):
        here = [(answer, receipt.id) for answer, receipt in named if receipt.source is source]
        edits = journal.edit_moments(reader, _TABLES[source], sorted({row_id for _, row_id in here}))
        for answer, row_id in here:
            later = [at for row, at in edits if row == row_id and at >= answer.at]
            if later:
                found[answer.id] = later[0].date()
    return found


def never_said(reader: Reader, customer_id: int, kind: SuggestionKind) -> list[int]:
    """The ids of the answers in which "never" was said of a kind for a customer."""
    said = (_answer.c.customer_id == customer_id, _answer.c.kind == kind, _answer.c.refusal == Refusal.NEVER)
    return reader.scalars(select(_answer.c.id).where(*said).order_by(_answer.c.id))


def never_rules(reader: Reader) -> list[NeverRule]:
    """Every customer and kind of which "never" was said, by customer; the first time counts."""
    found: dict[tuple[int, str], NeverRule] = {}
    statement = select(_answer).where(_answer.c.refusal == Refusal.NEVER)
    for row in reader.rows(statement.order_by(_answer.c.customer_id, _answer.c.id)):
        said = to_moment(row.moment, row.utc_offset).date()
        rule = NeverRule(row.customer_id, SuggestionKind(row.kind), said, row.staff_id)
        found.setdefault((rule.customer_id, rule.kind), rule)
    return list(found.values())


def remove(tx: Transaction, answer_ids: Sequence[int]) -> None:
    """Take answers back."""
    tx.delete_many(_answer, answer_ids)


def given_between(reader: Reader, first: date, before: date) -> list[SuggestionAnswer]:
    """Every answer from the local day ``first`` on and before another, oldest first.

    The outcome is that of the entry logged with it, as it stands now, where there is one.
    """
    local, entry = _answer.c.moment + _answer.c.utc_offset * 60, schema.interaction
    statement = (
        select(_answer, entry.c.outcome.label("came_of_it"))
        .join(entry, entry.c.id == _answer.c.interaction_id, isouter=True)
        .where(local >= _midnight(first), local < _midnight(before))
        .order_by(_answer.c.id)
    )
    return [
        replace(_to_answer(row), outcome=Outcome(row.came_of_it)) if row.came_of_it else _to_answer(row)
        for row in reader.rows(statement)
    ]


def shown_between(reader: Reader, first: date, before: date) -> list[Shown]:
    """Every suggestion that stood on a list from ``first`` on and before another day, once, with its first day."""
    return _noted(reader, first, before, was_shown())


def held_back_between(reader: Reader, first: date, before: date) -> list[Shown]:
    """The same of what was held back."""
    return _noted(reader, first, before, _shown.c.channel == HELD_BACK)


def was_shown() -> ColumnElement[bool]:
    """That a suggestion was shown, and not held back."""
    return _shown.c.channel.is_distinct_from(HELD_BACK)


def _noted(reader: Reader, first: date, before: date, such: ColumnElement[bool]) -> list[Shown]:
    days = (_shown.c.day >= first.isoformat(), _shown.c.day < before.isoformat(), such)
    columns = (_shown.c.customer_id, _shown.c.kind, _shown.c.evidence)
    statement = select(*columns, func.min(_shown.c.day)).where(*days).group_by(*columns).order_by(*columns)
    return [
        Shown(customer_id, SuggestionKind(kind), evidence, date.fromisoformat(day))
        for customer_id, kind, evidence, day in reader.rows(statement)
    ]


def shown_days(reader: Reader, suggestion: Suggestion, before: date) -> list[date]:
    """The days before another on which a suggestion stood on the list, oldest first."""
    same = (
        _shown.c.customer_id == suggestion.customer_id,
        _shown.c.kind == suggestion.kind,
        _shown.c.evidence == suggestion.evidence,
        _shown.c.day < before.isoformat(),
        was_shown(),
    )
    return [date.fromisoformat(day) for day in reader.scalars(select(_shown.c.day).where(*same).order_by(_shown.c.day))]


def _midnight(day: date) -> int:
    return (day - date(1970, 1, 1)).days * 86_400


def note_shown(tx: Transaction, suggestions: Iterable[Suggestion], day: date, *, held_back: bool = False) -> None:
    """Note that these stood on the list of ``day``, or were held back; nobody's change, so it is not journalled."""
    known = {
        (row.customer_id, row.kind, row.evidence)
        for row in tx.rows(select(_shown).where(_shown.c.day == day.isoformat()))
    }
    fresh = [one for one in suggestions if (one.customer_id, one.kind, one.evidence) not in known]
    if fresh:
        columns = [
            (one.customer_id, one.kind, one.evidence, day.isoformat(), HELD_BACK if held_back else one.channel)
            for one in fresh
        ]
        tx.put_beside(_shown, [dict(zip(_shown.c.keys(), row, strict=True)) for row in columns])


def _to_answer(row: Any) -> SuggestionAnswer:
    return SuggestionAnswer(
        id=row.id,
        customer_id=row.customer_id,
        kind=SuggestionKind(row.kind),
        evidence=row.evidence,
        answer=Answer(row.answer),
        refusal=Refusal(row.refusal) if row.refusal else None,
        until=to_day(row.until),
        at=to_moment(row.moment, row.utc_offset),
        staff_id=row.staff_id,
        interaction_id=row.interaction_id,
        channel=Channel(row.channel) if row.channel else None,
        outcome=Outcome(row.outcome) if row.outcome else None,
    )
