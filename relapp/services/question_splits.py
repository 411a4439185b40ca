"""What the answers to each question of the bank taught so far, from the shop's own past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date

from relapp.domain.days import before
from relapp.domain.facts import Fact, is_sensitive
from relapp.domain.question_bank import BankQuestion
from relapp.domain.question_splits import BOUGHT, MOST_PEOPLE, SUGGESTED, Habits, Split, Thing, measure
from relapp.domain.questions import answer_to
from relapp.domain.suggestions.model import SuggestionKind
from relapp.services import questions as bank
from relapp.storage import questions, takes
from relapp.storage.reader import Reader

_LOOK_BACK = 366
"""Days of suggestions that are looked at."""


def splits(reader: Reader, day: date, pause: Callable[[], None] = lambda: None) -> dict[str, Split]:
    """By the mark of each question that anybody answered; nothing dated on or after ``day`` is looked at.

    Answers that are sensitive are counted and neither measured nor quoted.
    """
    asked = bank.bank(reader)
    known: dict[int, list[Fact]] = defaultdict(list)
    for fact in questions.answers(reader, {question.kind for question in asked}, day):
        known[fact.customer_id].append(fact)
    found: dict[str, Split] = {}
    answered: dict[str, list[tuple[int, str]]] = {}
    private: dict[str, int] = {}
    for question in asked:
        answers = _answers(question, known)
        answered[question.mark] = [(one.customer_id, one.value) for one in answers if not is_sensitive(one)]
        private[question.mark] = len(answers) - len(answered[question.mark])
    seen = {one for said in answered.values() for one, _ in said[:MOST_PEOPLE]}
    habits = _habits(reader, seen, day)
    for mark, said in answered.items():
        pause()
        if said or private[mark]:
            found[mark] = replace(measure(said, habits), people=len(said) + private[mark])
    return found


def _answers(question: BankQuestion, known: Mapping[int, list[Fact]]) -> list[Fact]:
    """The answer of each who gave one, the newest first."""
    found = [answer for facts in known.values() if (answer := answer_to(question, facts)) is not None and answer.value]
    return sorted(found, key=lambda answer: (answer.learned, answer.id), reverse=True)


def _habits(reader: Reader, customer_ids: Collection[int], day: date) -> dict[int, Habits]:
    """On how many days they bought each product, and how often each kind of suggestion was made for them."""
    names = dict(takes.names(reader)) if customer_ids else {}
    lines = takes.of_customers(reader, customer_ids, day)
    days = {
        (one, names[product], on)
        for one, product, on, quantity in zip(*(lines[place::4] for place in range(4)), strict=True)
        if quantity > 0
    }
    found: dict[int, dict[Thing, float]] = defaultdict(lambda: defaultdict(float))
    for one, product, _ in days:
        found[one][BOUGHT, product] += 1
    for one, kind, times in questions.suggested(reader, customer_ids, before(day, _LOOK_BACK), day):
        if kind != SuggestionKind.ASK:
            found[one][SUGGESTED, kind] += times
    return dict(found)
