"""Kind 12: ask one question."""

from __future__ import annotations

from collections import Counter
from datetime import date

from relapp.domain.interactions import Channel
from relapp.domain.questions import Question, Unknown, unknowns
from relapp.domain.rhythm import WINDOW
from relapp.domain.suggestions.answers import is_settled
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.coming import is_expected, pressing
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import entry_receipts, fingerprint
from relapp.domain.suggestions.model import Answer, Reason, Suggestion, SuggestionKind

KIND = SuggestionKind.ASK
WHEN = (
    "They come by a rhythm of their own and are expected about now, something useful about them is not known, and no "
    "question was put to them within the last month; a question declined twice is never asked again."
)

_REST_DAYS = 30
_DECLINED_FOR_GOOD = 2


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """Ask the first open question when they come next."""
    rhythm = dossier.rhythm
    if rhythm.gap is None or rhythm.last is None or not is_expected(dossier) or _asked_lately(dossier):
        return None
    unknown = question_for(dossier, shop.questions)
    if unknown is None:
        return None
    visits = dossier.visits[-WINDOW:]
    details = {"question": unknown.question, "product": unknown.product}
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(Act.ASK, {"name": dossier.customer.name, "channel": Channel.COUNTER, **details}),
        reason=Reason(
            Why.EXPECTED,
            {
                "gap_days": round(rhythm.gap),
                "visits": len(visits),
                "last": date.fromordinal(rhythm.last),
                "weekday": rhythm.weekday if rhythm.regular else None,
                **details,
            },
        ),
        receipts=entry_receipts(dict.fromkeys((*(visit.interaction_id for visit in visits), *unknown.interactions))),
        channel=Channel.COUNTER,
        due=None,
        evidence=_evidence(unknown),
        minutes=1,
        urgency=pressing(dossier),
    )


def question_for(dossier: Dossier, questions: tuple[Question, ...]) -> Unknown | None:
    """The one question to put to them: the first of the bank that is unknown, not settled and not declined twice."""
    declined = Counter(
        answer.evidence for answer in dossier.answers if answer.kind is KIND and answer.answer is Answer.NO
    )
    for unknown in unknowns(
        questions,
        facts=dossier.facts,
        contacts=dossier.contacts,
        usual=dossier.usual,
        recent=dossier.before_today,
    ):
        evidence = _evidence(unknown)
        if declined[evidence] < _DECLINED_FOR_GOOD and not is_settled(dossier.answers, KIND, evidence, dossier.today):
            return unknown
    return None


def _asked_lately(dossier: Dossier) -> bool:
    given = (answer.at.date() for answer in dossier.answers if answer.kind is KIND and answer.answer is Answer.DONE)
    return any((dossier.today - day).days < _REST_DAYS for day in given)


def _evidence(unknown: Unknown) -> str:
    return fingerprint(KIND, (), unknown.mark)
