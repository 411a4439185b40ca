"""The question bank, and to whom its questions were put."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from relapp.domain.facts import Certainty, Fact
from relapp.domain.folding import fold
from relapp.domain.question_bank import BankQuestion, NewBankQuestion, PutAnswer, QuestionPut
from relapp.storage import answers as answered
from relapp.storage import facts, schema
from relapp.storage.derived import portions
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_question = schema.question
_put = schema.question_put


def every(reader: Reader) -> list[BankQuestion]:
    """The bank in its order, also what is not asked at present."""
    # A few dozen, which every page of a customer reads: sorted here, no index is needed.
    found = [BankQuestion(**row._asdict()) for row in reader.rows(select(_question))]
    return sorted(found, key=lambda question: (question.place, question.id))


def add(tx: Transaction, new: NewBankQuestion) -> int:
    """Put a question at the end of the bank; returns its id."""
    last = int(tx.scalar(select(func.max(_question.c.place))) or 0)
    return tx.insert(
        _question,
        code=new.code, words=new.words, kind=new.kind, about=new.about, place=last + 1, active=new.active,
    )  # fmt: skip


def change(tx: Transaction, question_id: int, **values: Any) -> bool:
    """Write these columns of a question; whether there is such a question."""
    return tx.update(_question, question_id, **values)


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


def take_back(tx: Transaction, put_ids: Sequence[int]) -> None:
    """Forget that these were put."""
    tx.delete_many(_put, put_ids)


def tally(reader: Reader) -> dict[int, dict[PutAnswer, int]]:
    """How often each question was answered, declined and put in vain."""
    found: dict[int, dict[PutAnswer, int]] = defaultdict(dict)
    statement = select(_put.c.question_id, _put.c.answer, func.count()).group_by(_put.c.question_id, _put.c.answer)
    for question_id, answer, number in reader.rows(statement):
        found[question_id][PutAnswer(answer)] = number
    return found


def known(reader: Reader) -> dict[tuple[str, str], int]:
    """Of how many customers something told or seen of a kind holds, by kind and whom it is about, both folded."""
    fact = schema.fact
    statement = (
        select(fact.c.kind, fact.c.about, func.count(func.distinct(fact.c.customer_id)))
        .where(fact.c.superseded_by.is_(None), fact.c.retired.is_(False), fact.c.certainty != Certainty.GUESSED)
        .group_by(fact.c.kind, fact.c.about)
    )
    found: dict[tuple[str, str], int] = defaultdict(int)
    for kind, about, number in reader.rows(statement):
        found[fold(kind), fold(about)] += number
    return found


def answers(reader: Reader, kinds: Collection[str], day: date) -> list[Fact]:
    """Everything of these kinds that was told or seen before a local day and holds, newest first."""
    fact = schema.fact
    statement = select(fact.c.id).where(
        fact.c.kind.in_(sorted(kinds)), fact.c.superseded_by.is_(None), fact.c.retired.is_(False),
        fact.c.certainty != Certainty.GUESSED, fact.c.learned < day.isoformat(),
    )  # fmt: skip
    found = facts.find(reader, reader.scalars(statement))
    return sorted(found, key=lambda one: (one.learned, one.id), reverse=True)


def suggested(reader: Reader, customer_ids: Collection[int], since: date, before: date) -> list[tuple[int, str, int]]:
    """How many suggestions of each kind stood on a list for these customers from one day on and before another."""
    shown = schema.suggestion_shown
    found: list[tuple[int, str, int]] = []
    for some in portions(sorted(customer_ids)):
        statement = (
            select(shown.c.customer_id, shown.c.kind, func.count(func.distinct(shown.c.evidence)))
            .where(shown.c.customer_id.in_(some))
            .where(shown.c.day >= since.isoformat(), shown.c.day < before.isoformat(), answered.was_shown())
            .group_by(shown.c.customer_id, shown.c.kind)
        )
        found += [tuple(row) for row in reader.rows(statement)]
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
