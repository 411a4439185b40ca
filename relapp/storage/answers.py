"""Answers: what staff said to suggestions, and which suggestions they saw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, select

from relapp.domain.interactions import Channel, Outcome
from relapp.domain.suggestions.answers import NeverRule
from relapp.domain.suggestions.model import Answer, Refusal, Suggestion, SuggestionAnswer, SuggestionKind
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader, moment_columns, to_day, to_moment
from relapp.storage.transaction import Transaction

_answer = schema.suggestion_answer
_shown = schema.suggestion_shown


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
    """Every answer, oldest first, by customer."""
    found: dict[int, list[SuggestionAnswer]] = defaultdict(list)
    for some in portions(list(customer_ids)):
        statement = select(_answer).where(_answer.c.customer_id.in_(some)).order_by(_answer.c.id)
        for row in reader.rows(statement):
            found[row.customer_id].append(_to_answer(row))
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


def note_shown(tx: Transaction, suggestions: Iterable[Suggestion], day: date) -> None:
    """Note that these stood on the list of ``day``; nobody's change, so it is not journalled."""
    known = {
        (row.customer_id, row.kind, row.evidence)
        for row in tx.rows(select(_shown).where(_shown.c.day == day.isoformat()))
    }
    fresh = [one for one in suggestions if (one.customer_id, one.kind, one.evidence) not in known]
    if fresh:
        columns = [(one.customer_id, one.kind, one.evidence, day.isoformat(), one.channel) for one in fresh]
        tx.connection.execute(insert(_shown), [dict(zip(_shown.c.keys(), row, strict=True)) for row in columns])


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
