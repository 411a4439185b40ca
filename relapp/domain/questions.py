"""Questions: what is worth asking a customer, and which one to ask first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from relapp.domain.customers import ContactKind
from relapp.domain.facts import Certainty, Fact, FactKind, needs_check
from relapp.domain.folding import fold
from relapp.domain.interactions import Interaction
from relapp.domain.question_bank import BankQuestion, PutAnswer, QuestionPut
from relapp.domain.question_splits import Split, worth
from relapp.domain.usual import Usual


class Question(StrEnum):
    """The questions every shop starts with, the one that changes most what the shop can do first."""

    REACH = "reach"
    """How may we reach you? Without it nothing can be promised."""
    SIZE = "size"
    """Which size do you take? For those who buy things that come in sizes."""
    BUYS_FOR = "buys_for"
    """Whom is it for? For those who usually take more than one of a thing."""
    STILL_RIGHT = "still_right"
    """Is the usual still right?"""
    BIRTHDAY = "birthday"
    """When is your birthday?"""


_KINDS = {
    Question.REACH: FactKind.REACH,
    Question.SIZE: FactKind.SIZE,
    Question.BUYS_FOR: FactKind.BUYS_FOR,
    Question.STILL_RIGHT: FactKind.USUAL,
    Question.BIRTHDAY: FactKind.BIRTHDAY,
}

STANDARD = tuple(
    BankQuestion(0, question, "", _KINDS[question], "", place, active=True)
    for place, question in enumerate(Question, start=1)
)
"""The bank of a shop that never touched it; these have no ids yet."""

DECLINED_FOR_GOOD = 2
"""Who did not want to answer so often is never asked that again."""

REST_DAYS = 30
"""So long a question that was put and not answered waits, and so long nobody is suggested another one."""

DECLINED_DAYS = 183
"""So long it waits after they did not want to answer."""

NOTHING_DAYS = 730
"""So long "nothing of the kind" holds."""

OLD = 0.5
"""What asking again is worth, beside asking what was never answered."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A question whose answer is not known: about ``product`` where it is about one; ``interactions`` show why.

    ``old`` is an answer so old that it wants checking.
    """

    question: BankQuestion
    product: str = ""
    interactions: tuple[int, ...] = ()
    old: Fact | None = None

    @property
    def mark(self) -> str:
        """What tells this question from any other."""
        asked = f"{self.question.mark}:{self.product}"
        return asked if self.old is None else f"{asked}:{self.old.id}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A question to put, its ``place`` in the shop's bank, and what the answers of others taught so far."""

    unknown: Unknown
    place: int
    split: Split | None = None

    @property
    def weight(self) -> float:
        """How much the answer promises to change what the shop does; the same unit for every question."""
        return worth(self.split) * (1 if self.unknown.old is None else OLD)

    @property
    def details(self) -> dict[str, Any]:
        """What a sentence about it is made of."""
        unknown = self.unknown
        code = unknown.question.code
        return {
            "question": Question(code) if code in set(Question) else code,
            "own": unknown.question.words,
            "product": unknown.product,
            "place": self.place,
            "split": self.split,
            "old": "" if unknown.old is None else unknown.old.value,
            "since": None if unknown.old is None else unknown.old.confirmed or unknown.old.learned,
        }


_SIZED = re.compile(r"\bsize\s*\d|\b(XXS|XS|XL|XXL)\b", re.IGNORECASE)


# -- what is known --


def answer_to(question: BankQuestion, facts: Iterable[Fact]) -> Fact | None:
    """The newest thing told or seen that answers ``question``; a guess answers nothing."""
    return max(
        (fact for fact in facts if fact.certainty is not Certainty.GUESSED and _answers(fact, question)),
        key=lambda fact: (fact.confirmed or fact.learned, fact.id),
        default=None,
    )


def _answers(fact: Fact, question: BankQuestion) -> bool:
    if question.code == Question.BUYS_FOR and (fact.about or fact.kind == FactKind.FAMILY):
        return True
    return fold(fact.kind) == fold(question.kind) and fold(fact.about) == fold(question.about)


def unknowns(
    bank: Sequence[BankQuestion],
    *,
    facts: Sequence[Fact],
    contacts: Collection[ContactKind],
    usual: Usual | None,
    recent: Iterable[Interaction],
    today: date,
) -> tuple[Unknown, ...]:
    """What could be asked of this customer, in the order of the ``bank``; what is known and young is left out."""
    entries = tuple(recent)
    found = []
    for question in bank:
        if not question.active or (question.code == Question.REACH and contacts):
            continue
        if question.code == Question.STILL_RIGHT:
            found += _untold(question, usual, facts, today)
            continue
        known = answer_to(question, facts)
        if known is None or needs_check(known, today):
            found += _with_occasion(question, known, usual, entries)
    return tuple(found)


def _with_occasion(
    question: BankQuestion, known: Fact | None, usual: Usual | None, recent: Sequence[Interaction]
) -> list[Unknown]:
    """The question where there is an occasion for it; most need none."""
    if question.code == Question.SIZE:
        return [Unknown(question, *occasion, known) for occasion in _sized(recent)]
    if question.code == Question.BUYS_FOR:
        return [Unknown(question, *occasion, known) for occasion in _several(usual)]
    return [Unknown(question, old=known)]


def _sized(recent: Iterable[Interaction]) -> list[tuple[str, tuple[int, ...]]]:
    for entry in recent:
        if entry.bought_for:
            continue
        for line in entry.lines:
            if _SIZED.search(line.product):
                return [(line.product, (entry.id,))]
    return []


def _several(usual: Usual | None) -> list[tuple[str, tuple[int, ...]]]:
    if usual is None:
        return []
    several = [item.product for item in usual.items if item.quantity >= Decimal(2)]
    return [(several[0], usual.interactions)] if several else []


def _untold(question: BankQuestion, usual: Usual | None, facts: Sequence[Fact], today: date) -> list[Unknown]:
    if usual is None:
        return []
    for item in usual.items:
        named = [fact for fact in facts if item.product.casefold() in fact.value.casefold()]
        if not named or all(needs_check(fact, today) for fact in named):
            newest = max(named, key=lambda fact: (fact.confirmed or fact.learned, fact.id), default=None)
            return [Unknown(question, item.product, usual.interactions, newest)]
    return []


# -- what was put --


def put_before(unknown: Unknown, puts: Iterable[QuestionPut]) -> list[QuestionPut]:
    """Every time this was asked, oldest first; what is asked of each product anew counts by product."""
    question = unknown.question
    by_product = question.code == Question.STILL_RIGHT
    return [
        put
        for put in puts
        if put.question_id == question.id and (not by_product or fold(put.product) == fold(unknown.product))
    ]


def is_declined_for_good(puts: Iterable[QuestionPut]) -> bool:
    """Whether they did not want to answer twice; ``puts`` are those of one question."""
    return sum(put.answer is PutAnswer.DECLINED for put in puts) >= DECLINED_FOR_GOOD


def rests(puts: Sequence[QuestionPut], today: date) -> bool:
    """Whether a question was put so lately that it waits; ``puts`` are those of one question, oldest first."""
    if not puts:
        return False
    last = puts[-1]
    waits = {PutAnswer.NOT_NOW: REST_DAYS, PutAnswer.DECLINED: DECLINED_DAYS}.get(last.answer, REST_DAYS)
    if last.answer is PutAnswer.ANSWERED and last.fact_id is None:
        waits = NOTHING_DAYS
    return (today - last.day).days < waits


# -- which one --


def in_order(open_ones: Iterable[Unknown], bank: Sequence[BankQuestion], splits: Mapping[str, Split]) -> list[Chosen]:
    """What could be asked, first the one whose answer promises to change most; the bank's order settles the rest."""
    places = {question.mark: place for place, question in enumerate(bank, start=1)}
    found = [Chosen(one, places[one.question.mark], splits.get(one.question.mark)) for one in open_ones]
    return sorted(found, key=lambda one: (-one.weight, one.place))
