"""What staff answered before: whether and when a suggestion may be shown again, and what they doubt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from relapp.domain.days import after
from relapp.domain.interactions import Outcome
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.model import Answer, Refusal, Suggestion, SuggestionAnswer, SuggestionKind
from relapp.domain.suggestions.reach import OWED

PUT_OFF_DAYS = 7
"""How long "later" and "not now" hold where no day was named."""

TRY_AGAIN_DAYS = 1
"""After so many days what we owe comes back if nobody was reached."""

DOUBT_DAYS = 183
"""So long a word of "not true" is heeded beyond the evidence it was said of."""

_MARK = "not_true:"
"""How the evidence of an answer begins that only names a wrong receipt; a fingerprint never does."""


@dataclass(frozen=True, slots=True)
class NeverRule:
    """That suggestions of ``kind`` are never shown for a customer, and since when and by whom that was said."""

    customer_id: int
    kind: SuggestionKind
    since: date
    staff_id: int | None


def shown_from(answers: Iterable[SuggestionAnswer], kind: SuggestionKind, evidence: str) -> date:
    """The first day on which this evidence may be shown: :data:`date.min` if nobody answered, :data:`date.max` never.

    "Never" closes a kind of idea for this customer, whatever the evidence; of what we owe it settles the evidence
    alone, as their next question wants an answer too. Otherwise the newest answer to the same evidence counts: "later"
    and "not now" put it off, and so does having tried in vain what we owe; every other answer settles it. New evidence
    has no answer yet.
    """
    given = [answer for answer in answers if answer.kind is kind]
    if kind not in OWED and any(answer.refusal is Refusal.NEVER for answer in given):
        return date.max
    same = [answer for answer in given if answer.evidence == evidence]
    if not same:
        return date.min
    newest = max(same, key=lambda answer: (answer.at, answer.id))
    if newest.answer is Answer.LATER or newest.refusal is Refusal.NOT_NOW:
        return newest.until or after(newest.at.date(), PUT_OFF_DAYS)
    if kind in OWED and newest.answer is Answer.DONE and newest.outcome is Outcome.UNANSWERED:
        return after(newest.at.date(), TRY_AGAIN_DAYS)
    return date.max


def is_settled(answers: Iterable[SuggestionAnswer], kind: SuggestionKind, evidence: str, today: date) -> bool:
    """Whether this evidence is not to be shown on ``today``, so that a rule can look for other evidence."""
    return shown_from(answers, kind, evidence) > today


def mark_of(receipt: Receipt) -> str:
    """The evidence of an answer that names ``receipt`` as not true."""
    return f"{_MARK}{receipt.source}:{receipt.id}"


def is_mark(evidence: str) -> bool:
    """Whether an answer with this evidence only names a receipt."""
    return evidence.startswith(_MARK)


def marked(evidence: str) -> Receipt | None:
    """The receipt that an answer with this evidence names, ``None`` if it names none."""
    if not is_mark(evidence):
        return None
    source, _, number = evidence.removeprefix(_MARK).partition(":")
    return Receipt(Source(source), int(number))


def doubted(answers: Iterable[SuggestionAnswer], today: date) -> frozenset[Receipt]:
    """The receipts that staff called not true within :data:`DOUBT_DAYS` and that nobody changed since."""
    return frozenset(
        receipt
        for answer in answers
        if (receipt := marked(answer.evidence)) is not None
        and (today - answer.at.date()).days <= DOUBT_DAYS
        and (answer.mended is None or answer.mended > today)
    )


def trust(answers: Iterable[SuggestionAnswer], suggestion: Suggestion, today: date) -> float:
    """How far staff trust ``suggestion``, 0 to 1: less for each "not true" said of its kind or of its receipts.

    A receipt that was mended is no longer held against it. What was done, or had been done already, speaks for the kind
    again.
    """
    right = wrong = 0
    for answer in answers:
        if answer.kind is not suggestion.kind or (today - answer.at.date()).days > DOUBT_DAYS:
            continue
        if answer.answer is Answer.DONE or answer.refusal is Refusal.DONE_ALREADY:
            right += 1
        elif answer.refusal is Refusal.NOT_TRUE and not is_mark(answer.evidence):
            wrong += 1
    wrong += len(doubted(answers, today).intersection(suggestion.receipts))
    return (1 + right) / (1 + right + wrong)
