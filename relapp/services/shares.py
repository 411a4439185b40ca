"""Our share of what customers buy, only as they told it: their answers to where else they buy."""

from __future__ import annotations

from datetime import date

from relapp.domain.days import after
from relapp.domain.facts import Fact, is_sensitive
from relapp.domain.question_bank import BankQuestion
from relapp.domain.questions import answer_to
from relapp.domain.starters import SHARE
from relapp.services import questions as bank
from relapp.storage import facts, questions
from relapp.storage.reader import Reader


def told_shares(reader: Reader, day: date) -> list[Fact]:
    """What each customer answered by ``day``, the newest first; nothing where the shop does not ask."""
    asked = question(reader)
    if asked is None:
        return []
    found: dict[int, Fact] = {}
    for fact in questions.answers(reader, {asked.kind}, after(day, 1)):
        answer = answer_to(asked, [fact])
        if answer is not None and answer.value and not is_sensitive(answer):
            found.setdefault(fact.customer_id, fact)
    return list(found.values())


def told_share(reader: Reader, customer_id: int) -> Fact | None:
    """What one customer answered last, ``None`` where they did not or it is not asked."""
    asked = question(reader)
    if asked is None:
        return None
    answer = answer_to(asked, facts.current(reader, [customer_id]).get(customer_id, ()))
    return answer if answer is not None and answer.value else None


def question(reader: Reader) -> BankQuestion | None:
    """The question by which customers tell it, ``None`` where it is not in the bank; one no longer asked still is."""
    return next((one for one in bank.bank(reader) if one.code == SHARE), None)
