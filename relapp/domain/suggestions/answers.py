"""What staff answered before: whether and when a suggestion may be shown again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from relapp.domain.suggestions.model import Answer, Refusal, SuggestionAnswer, SuggestionKind

PUT_OFF_DAYS = 7
"""How long "later" and "not now" hold where no day was named."""


def shown_from(answers: Iterable[SuggestionAnswer], kind: SuggestionKind, evidence: str) -> date:
    """The first day on which this evidence may be shown: :data:`date.min` if nobody answered, :data:`date.max` never.

    "Never" closes the kind for this customer, whatever the evidence. Otherwise the newest answer to the same evidence
    counts: "later" and "not now" put it off, every other answer settles it. New evidence has no answer yet.
    """
    given = [answer for answer in answers if answer.kind is kind]
    if any(answer.refusal is Refusal.NEVER for answer in given):
        return date.max
    same = [answer for answer in given if answer.evidence == evidence]
    if not same:
        return date.min
    newest = max(same, key=lambda answer: (answer.at, answer.id))
    if newest.answer is Answer.LATER or newest.refusal is Refusal.NOT_NOW:
        return newest.until or newest.at.date() + timedelta(days=PUT_OFF_DAYS)
    return date.max


def is_settled(answers: Iterable[SuggestionAnswer], kind: SuggestionKind, evidence: str, today: date) -> bool:
    """Whether this evidence is not to be shown on ``today``, so that a rule can look for other evidence."""
    return shown_from(answers, kind, evidence) > today
