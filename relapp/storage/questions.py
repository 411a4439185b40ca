"""The question bank, and to whom its questions were put."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import func, select

from relapp.domain.question_bank import BankQuestion, NewBankQuestion, PutAnswer, QuestionPut
from relapp.storage import schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_question = schema.question
_put = schema.question_put


def every(reader: Reader) -> list[BankQuestion]:
    """The bank in its order, also what is not asked at present."""
    rows = reader.rows(select(_question).order_by(_question.c.place, _question.c.id))
    return [BankQuestion(**row._asdict()) for row in rows]


def add(tx: Transaction, new: NewBankQuestion) -> int:
    """Put a question at the end of the bank; returns its id."""
    last = int(tx.scalar(select(func.max(_question.c.place))) or 0)
    return tx.insert(
        _question,
        code=new.code, words=new.words, kind=new.kind, about=new.about, place=last + 1, active=new.active,
    )  # fmt: skip


def put(
    tx: Transaction,
    customer_id: int,
    question_id: int,
    answer: PutAnswer,
    day: date,
    *,
    product: str = "",
    fact_id: int | None = None,
    source_id: int | None = None,
) -> int:
    """Store that a question was put to a customer; returns the id."""
    return tx.insert(
        _put,
        customer_id=customer_id,
        question_id=question_id,
        product=product,
        answer=answer,
        day=day.isoformat(),
        staff_id=tx.staff_id,
        fact_id=fact_id,
        source_id=source_id,
    )


def of_customers(reader: Reader, customer_ids: Collection[int]) -> dict[int, list[QuestionPut]]:
    """Every time these customers were asked, oldest first, by customer."""
    found: dict[int, list[QuestionPut]] = defaultdict(list)
    for some in portions(list(customer_ids)):
        for row in reader.rows(select(_put).where(_put.c.customer_id.in_(some)).order_by(_put.c.id)):
            found[row.customer_id].append(_to_put(row))
    return found


def _to_put(row: Any) -> QuestionPut:
    return QuestionPut(
        id=row.id,
        customer_id=row.customer_id,
        question_id=row.question_id,
        product=row.product,
        answer=PutAnswer(row.answer),
        day=date.fromisoformat(row.day),
        staff_id=row.staff_id,
        fact_id=row.fact_id,
        source_id=row.source_id,
    )
