"""What staff answer to suggestions: done, later, no and why; and the way back from "never"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from relapp.domain.errors import UserError
from relapp.domain.interactions import Channel, Direction, Kind, NewInteraction, Outcome
from relapp.domain.promises import PromiseState
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.answers import NeverRule, mark_of
from relapp.domain.suggestions.model import Answer, Refusal, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import OWED
from relapp.domain.wishes import WishState
from relapp.services import interactions
from relapp.storage import answers, promises, wishes
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_ENTRY_BY = {
    Channel.PHONE: Kind.CALL,
    Channel.MESSAGE: Kind.MESSAGE,
    Channel.EMAIL: Kind.EMAIL,
    Channel.POST: Kind.LETTER,
}
"""What going to a customer by a channel is logged as."""


def done(
    tx: Transaction,
    suggestion: Suggestion,
    outcome: Outcome | None = None,
    words: str = "",
    *,
    interaction_id: int | None = None,
) -> int | None:
    """Note that a suggestion was followed; returns the entry that it is linked to, if there is one.

    Where we went to them for it, that contact is logged in the same act, with ``outcome`` and ``words``, so that the
    timeline, the budget and the rhythm know of it. What happens at the counter or among ourselves is logged only if
    there are words. Name ``interaction_id`` where it was logged already. A promise behind it is kept by that and a
    wish that was told of an arrival is met, unless nobody was reached.

    :raises UserError: ``entry.too_long``; ``entry.unknown_customer`` if they were removed meanwhile.
    """
    if interaction_id is None:
        interaction_id = _log(tx, suggestion, outcome, words.strip())
    answers.add(
        tx,
        suggestion.customer_id,
        suggestion.kind,
        suggestion.evidence,
        Answer.DONE,
        interaction_id=interaction_id,
        channel=suggestion.channel,
        outcome=outcome,
    )
    if outcome is not Outcome.UNANSWERED:
        _settle(tx, suggestion)
    return interaction_id


def later(tx: Transaction, suggestion: Suggestion, until: date) -> None:
    """Put a suggestion off to a day.

    :raises UserError: ``later.past`` if that day is not ahead.
    """
    if until <= tx.at.date():
        raise UserError("later.past", day=until)
    answers.add(tx, suggestion.customer_id, suggestion.kind, suggestion.evidence, Answer.LATER, until=until)


def refuse(tx: Transaction, suggestion: Suggestion, why: Refusal, until: date | None = None) -> None:
    """Say no, and why. ``NOT_NOW`` may name the day from which it may come again.

    ``NEVER`` is a rule for this customer and kind, and :func:`allow_again` the way back; of what we owe it settles this
    evidence alone.
    """
    answers.add(tx, suggestion.customer_id, suggestion.kind, suggestion.evidence, Answer.NO, why, until)


def not_true(tx: Transaction, suggestion: Suggestion, receipt: Receipt) -> None:
    """Say that a suggestion rests on something that is not so, and on which of its receipts.

    The same evidence never comes again. Mending what is wrong is done where it stands; whatever rests on the receipt
    while it is not mended counts for less.

    :raises ValueError: the suggestion has no such receipt.
    """
    if receipt not in suggestion.receipts:
        raise ValueError(f"{receipt} is no receipt of this suggestion")
    refuse(tx, suggestion, Refusal.NOT_TRUE)
    answers.add(tx, suggestion.customer_id, suggestion.kind, mark_of(receipt), Answer.NO, Refusal.NOT_TRUE)


def allow_again(tx: Transaction, customer_id: int, kind: SuggestionKind) -> None:
    """Take back "never" for one customer and kind, and with it the answer in which it was said."""
    answers.remove(tx, answers.never_said(tx, customer_id, kind))


def rules(reader: Reader) -> list[NeverRule]:
    """Which kinds are never shown again for whom, by customer; of what we owe no rule can be made."""
    return [rule for rule in answers.never_rules(reader) if rule.kind not in OWED]


def note_shown(
    tx: Transaction, suggestions: Iterable[Suggestion], day: date, held_back: Iterable[Suggestion] = ()
) -> None:
    """Note that staff saw these on the list of ``day``, and what was held back; nobody's change, nothing to undo."""
    answers.note_shown(tx, suggestions, day)
    answers.note_shown(tx, held_back, day, held_back=True)


def _log(tx: Transaction, suggestion: Suggestion, outcome: Outcome | None, words: str) -> int | None:
    channel = suggestion.channel
    if channel in _ENTRY_BY:
        kind, direction = _ENTRY_BY[channel], Direction.OUT
    elif not words:
        return None
    elif channel is Channel.COUNTER:
        # We spoke with each other: in neither direction, so that a question in these words is not one of theirs.
        kind, direction = Kind.VISIT, Direction.BOTH
    else:
        kind, direction, channel = Kind.NOTE, Direction.BOTH, Channel.ELSEWHERE
    entry = NewInteraction(
        customers=(suggestion.customer_id,),
        kind=kind,
        at=tx.at,
        words=words,
        channel=channel,
        direction=direction,
        outcome=outcome,
    )
    return interactions.log(tx, entry)


def _settle(tx: Transaction, suggestion: Suggestion) -> None:
    def cited(source: Source) -> list[int]:
        return [receipt.id for receipt in suggestion.receipts if receipt.source is source]

    if suggestion.kind is SuggestionKind.PROMISE:
        for promise in promises.find(tx, cited(Source.PROMISE)):
            if promise.state is PromiseState.OPEN:
                promises.settle(tx, promise.id, PromiseState.KEPT, tx.at.date())
    if suggestion.kind is SuggestionKind.ARRIVAL:
        for wish in wishes.find(tx, cited(Source.WISH)):
            if wish.state is WishState.OPEN:
                wishes.settle(tx, wish.id, WishState.MET, tx.at.date())
