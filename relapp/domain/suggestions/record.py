"""Track record: how each kind of suggestion has done lately, and which are quietened for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import comb

from relapp.domain.suggestions.codes import Quiet
from relapp.domain.suggestions.model import Reason, Refusal, SuggestionKind
from relapp.domain.suggestions.reach import OWED

RECORD_DAYS = 183
"""A record looks back so far, so that a kind recovers when it does better."""

REPLY_DAYS = 14
"""A sign of life within so many days after it was done is a reply."""

RETURN_DAYS = 30
"""A visit or purchase within so many days is told as "came after"."""

ENOUGH = 12
"""No kind is judged by fewer cases."""

_TOO_MANY_WRONG = 0.5
_BELOW = 0.5
_SURE = 0.05


@dataclass(frozen=True, slots=True)
class Record:
    """How one kind has done.

    ``shown`` are different suggestions that staff saw. Of those that were ``done``, ``tried`` went to the customer and
    either the time for a reply is over or it was a call with a noted outcome; of these ``answered`` got one. Of the
    ``due_back``, whose time for that is over, ``bought`` were followed by a visit or purchase. ``refused`` tells how
    often staff said no and why, ``later`` how often they put it off. ``left`` were shown, never answered by staff, and
    long enough ago; ``left_bought`` of these customers came all the same. ``quiet`` is why the kind is quietened, if it
    is.
    """

    kind: SuggestionKind
    shown: int = 0
    done: int = 0
    later: int = 0
    refused: Mapping[Refusal, int] = field(default_factory=dict)
    tried: int = 0
    answered: int = 0
    due_back: int = 0
    bought: int = 0
    left: int = 0
    left_bought: int = 0
    quiet: Reason | None = None

    @property
    def no(self) -> int:
        """How often staff said no, for whatever reason."""
        return sum(self.refused.values())

    @property
    def helped(self) -> int:
        """How often staff found it right: done, or done already."""
        return self.done + self.refused.get(Refusal.DONE_ALREADY, 0)


def quiet_reason(record: Record, answered: int, tried: int) -> Reason | None:
    """Why a kind is quietened, ``None`` if it is not; the shop's ideas got ``answered`` replies to ``tried``.

    What we owe never is. A kind is once half of what staff judged was wrong or unwanted for good, or once its replies
    are surely (19 to 1) fewer than half of what the shop's ideas get; each from :data:`ENOUGH` cases on.
    """
    if record.kind in OWED:
        return None
    wrong = record.refused.get(Refusal.NOT_TRUE, 0) + record.refused.get(Refusal.NEVER, 0)
    judged = record.helped + wrong
    if judged >= ENOUGH and wrong / judged >= _TOO_MANY_WRONG:
        return Reason(Quiet.REFUSED, {"wrong": wrong, "judged": judged})
    if record.tried >= ENOUGH and _surely_below(record.answered, record.tried, _BELOW * answered / tried):
        return Reason(
            Quiet.UNANSWERED,
            {
                "answered": record.answered,
                "tried": record.tried,
                "shop_answered": answered,
                "shop_tried": tried,
            },
        )
    return None


def quieted(records: Mapping[SuggestionKind, Record]) -> frozenset[SuggestionKind]:
    """The kinds that are quietened."""
    return frozenset(kind for kind, record in records.items() if record.quiet is not None)


def _surely_below(successes: int, cases: int, rate: float) -> bool:
    """Whether the true rate lies below ``rate``, all rates having been equally likely beforehand.

    The chance that it does not is that of at most so many successes among one case more at ``rate``.
    """
    chance = sum(comb(cases + 1, hits) * rate**hits * (1 - rate) ** (cases + 1 - hits) for hits in range(successes + 1))
    return chance < _SURE
