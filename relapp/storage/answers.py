"""Answers: what staff said to suggestions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import select

from relapp.domain.suggestions.model import Answer, Refusal, SuggestionAnswer, SuggestionKind
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader, moment_columns, to_day, to_moment
from relapp.storage.transaction import Transaction

_answer = schema.suggestion_answer


def add(
    tx: Transaction,
    customer_id: int,
    kind: SuggestionKind,
    evidence: str,
    answer: Answer,
    refusal: Refusal | None = None,
    until: date | None = None,
    interaction_id: int | None = None,
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
    )
