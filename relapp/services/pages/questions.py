"""The question bank as its sheet shows it, and what there is to ask one customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from relapp.domain.customers import Customer
from relapp.domain.facts import Fact, needs_check
from relapp.domain.folding import fold
from relapp.domain.question_bank import BankQuestion, PutAnswer, QuestionPut
from relapp.domain.question_splits import Split
from relapp.domain.questions import NOTHING_DAYS, Chosen, answer_to, is_declined_for_good, rests
from relapp.domain.suggestions.kinds.ask import questions_for
from relapp.services.dossiers import dossier, staff_view
from relapp.services.questions import bank
from relapp.storage import customers, questions
from relapp.storage.reader import Reader

Splits = Mapping[str, Split]
"""What answers taught so far, by the mark of their question."""


@dataclass(frozen=True, slots=True)
class BankRow:
    """One question: of how many customers the answer is on file, how often they did not want to say, what it taught."""

    question: BankQuestion
    known: int
    declined: int
    split: Split | None


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer of this customer: ``fact`` says what, ``None`` where there was nothing of the kind."""

    question: BankQuestion
    fact: Fact | None
    day: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that is not put to this customer for now (``never``: not any more), and when it was put last."""

    question: BankQuestion
    put: QuestionPut
    never: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What is known of one customer and what to ask: ``to_ask`` first what promises most.

    ``asked_today`` says that a question was put today already.
    """

    customer: Customer
    to_ask: tuple[Chosen, ...]
    answered: tuple[Answered, ...]
    waiting: tuple[Waiting, ...]
    asked_today: bool


def bank_page(reader: Reader, splits: Splits) -> tuple[BankRow, ...]:
    """The bank in its order, also what is not asked at present."""
    known, put = questions.known(reader), questions.tally(reader)
    return tuple(
        BankRow(
            question,
            known.get((fold(question.kind), fold(question.about)), 0),
            put.get(question.id, {}).get(PutAnswer.DECLINED, 0),
            splits.get(question.mark),
        )
        for question in bank(reader)
    )


def person_page(reader: Reader, customer_id: int, today: date, splits: Splits) -> PersonPage | None:
    """What to ask one customer; ``None`` if there is no such customer."""
    seen = dossier(reader, customer_id, today)
    if seen is None:
        return None
    shop = replace(staff_view(reader), splits=splits)
    to_ask = questions_for(seen, shop)
    answered, waiting = [], []
    for question in shop.questions:
        puts = [put for put in seen.puts if put.question_id == question.id]
        known = answer_to(question, seen.facts)
        last = puts[-1] if puts else None
        none_of_it = last is not None and last.answer is PutAnswer.ANSWERED and last.fact_id is None
        if known is not None and not needs_check(known, today):
            answered.append(Answered(question, known, known.confirmed or known.learned))
        elif none_of_it and last is not None and (today - last.day).days < NOTHING_DAYS:
            answered.append(Answered(question, None, last.day))
        elif last is not None and (is_declined_for_good(puts) or rests(puts, today)):
            waiting.append(Waiting(question, last, is_declined_for_good(puts)))
    return PersonPage(
        seen.customer, tuple(to_ask), tuple(answered), tuple(waiting), any(put.day == today for put in seen.puts)
    )


def people(reader: Reader, split: Split | None) -> dict[int, Customer]:
    """Who stands behind what answers taught, by id."""
    wanted = {one for told in (() if split is None else split.told) for one in told.people}
    return {customer.id: customer for customer in customers.find(reader, wanted)}
