"""What staff can do with facts: learn, confirm, correct, retire."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from relapp.domain.errors import UserError
from relapp.domain.facts import Certainty, Fact, FactKind, NewFact, excludes, measured, sensitive_by_words
from relapp.domain.folding import fold
from relapp.storage import facts
from relapp.storage.transaction import Transaction


def learn(
    tx: Transaction, customer_id: int, new: NewFact, *, learned: date | None = None, source_id: int | None = None
) -> int:
    """Note a fact; returns its id.

    The same fact told again confirms the one that stands. A new value of a kind that can hold only one supersedes the
    old, which stays in the history; one that was learned before the value that stands, or only guessed, goes into the
    history itself.

    :raises UserError: ``fact.empty``.
    """
    new, day = _checked(new), learned or tx.at.date()
    if new.kind == FactKind.BOUGHT_FOR:
        new = replace(new, kind=FactKind.BUYS_FOR)
    standing = [
        fact
        for fact in facts.current(tx, [customer_id]).get(customer_id, ())
        if fold(fact.kind) == fold(new.kind) and fold(fact.about) == fold(new.about)
    ]
    for fact in standing:
        if _adds_nothing(fact, new):
            facts.confirm(tx, fact.id, max(day, fact.confirmed or fact.learned))
            if new.sensitive is not None:
                facts.mark(tx, fact.id, new.sensitive)
            return fact.id
    fact_id = facts.add(tx, customer_id, new, day, source_id)
    for fact in _rivals(standing, new):
        weaker = new.certainty is Certainty.GUESSED and fact.certainty is not Certainty.GUESSED
        if fact.learned > day or weaker:
            facts.supersede(tx, fact_id, fact.id)
        else:
            facts.supersede(tx, fact.id, fact_id)
    return fact_id


def _rivals(standing: Iterable[Fact], new: NewFact) -> list[Fact]:
    """Those that cannot hold beside ``new``; where it does not say of what it is, it must be plain which is meant."""
    rivals = [fact for fact in standing if excludes(fact, new)]
    return rivals if len({measured(fact) for fact in rivals}) < 2 else [one for one in rivals if not measured(one)]


def _checked(new: NewFact) -> NewFact:
    plain = replace(new, kind=new.kind.strip(), value=new.value.strip(), about=new.about.strip())
    if not plain.kind or not (plain.value or plain.month):
        raise UserError("fact.empty")
    return plain


def _adds_nothing(fact: Fact, new: NewFact) -> bool:
    same = fold(fact.value) == fold(new.value) and (fact.month, fact.day) == (new.month, new.day)
    return same and new.year in (None, fact.year) and new.certainty == fact.certainty


def correct(tx: Transaction, fact_id: int, new: NewFact) -> int:
    """Put a new value in a fact's place; the old one stays in its history. Returns the new id.

    :raises UserError: ``fact.empty`` or ``fact.gone``.
    """
    plain = _checked(new)
    new_id = facts.add(tx, _standing(tx, fact_id).customer_id, plain, tx.at.date())
    facts.supersede(tx, fact_id, new_id)
    return new_id


def confirm(tx: Transaction, fact_id: int) -> None:
    """Note that a fact still holds today.

    :raises UserError: ``fact.gone``.
    """
    facts.confirm(tx, _standing(tx, fact_id).id, tx.at.date())


def mark(tx: Transaction, fact_id: int, *, sensitive: bool) -> None:
    """Note whether a fact is sensitive; what its words say by themselves needs no mark.

    :raises UserError: ``fact.gone``.
    """
    fact = _standing(tx, fact_id)
    facts.mark(tx, fact_id, None if sensitive == sensitive_by_words(fact.kind, fact.value) else sensitive)


def retire(tx: Transaction, fact_id: int) -> None:
    """Take a fact out of use.

    :raises UserError: ``fact.gone``.
    """
    facts.retire(tx, _standing(tx, fact_id).id)


def _standing(tx: Transaction, fact_id: int) -> Fact:
    found = facts.find(tx, [fact_id])
    if not found or found[0].retired or found[0].superseded_by is not None:
        raise UserError("fact.gone")
    return found[0]
