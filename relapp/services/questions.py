"""What staff can do with questions: keep the bank, put one to a customer, note what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from relapp.domain.customers import ContactKind, NewContactPoint
from relapp.domain.errors import UserError
from relapp.domain.facts import Fact, FactKind, NewFact
from relapp.domain.folding import digits, fold
from relapp.domain.question_bank import BankQuestion, NewBankQuestion, PutAnswer
from relapp.domain.questions import STANDARD, Question, Unknown
from relapp.services import customers as customer_verbs
from relapp.services import facts as fact_verbs
from relapp.services import settings
from relapp.services.transfer.meaning.values import DateOrder, parse_birthday
from relapp.storage import candidates, customers, facts, interactions, questions
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_EMAIL = re.compile(r"\S+@\S+\.\S+")
_PHONE = re.compile(r"[\d+()/.\- ]+")
_FEWEST_DIGITS = 6

MAX_WORDS = 300
"""Characters of a question."""


def bank(reader: Reader) -> tuple[BankQuestion, ...]:
    """The shop's questions in their order; until it touches them those that every shop starts with."""
    return tuple(questions.every(reader)) or STANDARD


# -- asking --


def answer(tx: Transaction, customer_id: int, asked: Unknown, words: str) -> int | None:
    """Note what they answered: a fact that they told, from today's entry if there is one; returns its id.

    An answer that was old is confirmed or superseded. A phone number or an e-mail to "how may we reach you?" becomes a
    contact point instead.

    :raises UserError: ``question.gone``, ``fact.empty``; ``question.no_day`` where a birthday names no day.
    """
    question_id = _stored(tx, asked.question)
    said = " ".join(words.split())
    source_id = _entry_of_today(tx, customer_id)
    contact = contact_in(said) if asked.question.code == Question.REACH else None
    if contact is not None:
        customer_verbs.add_contact(tx, customer_id, contact)
        fact_id = None
    else:
        fact_id = fact_verbs.learn(tx, customer_id, _fact(tx, asked, said), source_id=source_id)
        _supersede(tx, asked.old, fact_id)
    _put(tx, customer_id, question_id, asked, PutAnswer.ANSWERED, fact_id, source_id)
    return fact_id


def nothing(tx: Transaction, customer_id: int, asked: Unknown) -> None:
    """Note that there is nothing of the kind, as with an allergy: it is answered, and there is no fact of it.

    :raises UserError: ``question.gone``.
    """
    _put_only(tx, customer_id, asked, PutAnswer.ANSWERED)


def decline(tx: Transaction, customer_id: int, asked: Unknown) -> None:
    """Note that they did not want to say; after the second time it is never asked again.

    :raises UserError: ``question.gone``.
    """
    _put_only(tx, customer_id, asked, PutAnswer.DECLINED)


def not_now(tx: Transaction, customer_id: int, asked: Unknown) -> None:
    """Note that it was asked and there is no answer yet.

    :raises UserError: ``question.gone``.
    """
    _put_only(tx, customer_id, asked, PutAnswer.NOT_NOW)


def ask_again(tx: Transaction, customer_id: int, question_id: int) -> None:
    """Take back what keeps a question from being put to a customer: that they declined, or were asked lately.

    What they answered stays.
    """
    puts = questions.of_customers(tx, [customer_id]).get(customer_id, ())
    questions.take_back(tx, [put.id for put in puts if put.question_id == question_id and put.fact_id is None])


def contact_in(words: str) -> NewContactPoint | None:
    """The e-mail or phone number that ``words`` are, if they are one."""
    if _EMAIL.fullmatch(words):
        return NewContactPoint(ContactKind.EMAIL, words)
    if _PHONE.fullmatch(words) and len(digits(words)) >= _FEWEST_DIGITS:
        return NewContactPoint(ContactKind.PHONE, words)
    return None


def _fact(tx: Transaction, asked: Unknown, said: str) -> NewFact:
    question = asked.question
    if not said:
        raise UserError("fact.empty")
    if question.code == Question.STILL_RIGHT:
        return NewFact(question.kind, f"{asked.product}: {said}", question.about)
    if question.kind == FactKind.BIRTHDAY:
        order = DateOrder.DAY_FIRST if settings.read(tx).day_first else DateOrder.MONTH_FIRST
        found = parse_birthday(said, order)
        if found is None:
            raise UserError("question.no_day", value=said)
        return NewFact(question.kind, said, question.about, month=found.month, day=found.day, year=found.year)
    return NewFact(question.kind, said, question.about)


def _supersede(tx: Transaction, old: Fact | None, fact_id: int) -> None:
    """Let the new answer take the place of the old one, where that is of the same kind and still stands."""
    new = facts.find(tx, [fact_id])[0]
    if old is None or old.id == fact_id or (fold(old.kind), old.about) != (fold(new.kind), new.about):
        return
    if all(one.superseded_by is None and not one.retired for one in facts.find(tx, [old.id])):
        facts.supersede(tx, old.id, fact_id)


def _put_only(tx: Transaction, customer_id: int, asked: Unknown, came: PutAnswer) -> None:
    question_id = _stored(tx, asked.question)
    _put(tx, customer_id, question_id, asked, came, None, _entry_of_today(tx, customer_id))


def _put(
    tx: Transaction,
    customer_id: int,
    question_id: int,
    asked: Unknown,
    came: PutAnswer,
    fact_id: int | None,
    source_id: int | None,
) -> None:
    if not customers.find(tx, [customer_id]):
        raise UserError("entry.unknown_customer")
    questions.put(
        tx, customer_id, question_id, came, tx.at.date(), product=asked.product, fact_id=fact_id, source_id=source_id
    )


def _entry_of_today(tx: Transaction, customer_id: int) -> int | None:
    today = tx.at.date()
    latest = candidates.latest(tx, customer_id, today, entries=1, days=1, since=today).recent
    found = interactions.find(tx, latest)
    return found[0].id if found and found[0].day == today else None


# -- the bank --


def add(tx: Transaction, new: NewBankQuestion) -> int:
    """Put a question of the shop's own at the end of the bank; returns its id.

    :raises UserError: as :func:`change`.
    """
    _settle(tx)
    return questions.add(tx, _checked(new))


def take(tx: Transaction, new: Iterable[NewBankQuestion]) -> int:
    """Take questions into the bank; those with a code that is there already are passed over. Returns how many."""
    _settle(tx)
    there = {question.code for question in questions.every(tx)}
    fresh = [_checked(one) for one in new if one.code not in there]
    for one in fresh:
        questions.add(tx, one)
    return len(fresh)


def change(tx: Transaction, question: BankQuestion, new: NewBankQuestion) -> None:
    """Write a question anew, and whether it is asked.

    :raises UserError: ``question.gone``, ``question.empty`` without words (but for one that the program brought),
        ``question.no_kind`` or ``question.too_long``.
    """
    checked = _checked(replace(new, code=question.code))
    questions.change(
        tx, _stored(tx, question), words=checked.words, kind=checked.kind, about=checked.about, active=checked.active
    )


def move(tx: Transaction, question: BankQuestion, step: int) -> None:
    """Move a question up (-1) or down (1) in the bank; at its end it stays.

    :raises UserError: ``question.gone``.
    """
    question_id = _stored(tx, question)
    ids = [one.id for one in questions.every(tx)]
    at = ids.index(question_id)
    to = min(max(at + step, 0), len(ids) - 1)
    ids.insert(to, ids.pop(at))
    for place, one in enumerate(ids, start=1):
        questions.change(tx, one, place=place)


def _checked(new: NewBankQuestion) -> NewBankQuestion:
    words, kind, about = (" ".join(typed.split()) for typed in (new.words, new.kind, new.about))
    if not words and new.code not in set(Question):
        raise UserError("question.empty")
    if not kind:
        raise UserError("question.no_kind")
    if max(len(words), len(kind), len(about)) > MAX_WORDS:
        raise UserError("question.too_long", limit=MAX_WORDS)
    return replace(new, words=words, kind=kind, about=about)


def _settle(tx: Transaction) -> None:
    """Store the bank that the shop has gone by so far, where it never touched it."""
    if not questions.every(tx):
        for one in STANDARD:
            questions.add(tx, NewBankQuestion("", one.kind, one.about, one.code))


def _stored(tx: Transaction, question: BankQuestion) -> int:
    """The id of a question, which gets one now if it is of the bank that no shop touched."""
    if not question.id:
        _settle(tx)
    found = (one.id for one in questions.every(tx) if (question.id or one.id) == one.id and one.code == question.code)
    question_id = next(found, None)
    if question_id is None:
        raise UserError("question.gone")
    return question_id
