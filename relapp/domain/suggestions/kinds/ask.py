"""Kind 12: ask one question."""

from __future__ import annotations

from collections import Counter
from datetime import date

from relapp.domain.facts import is_sensitive
from relapp.domain.interactions import Channel
from relapp.domain.questions import (
    DECLINED_FOR_GOOD,
    REST_DAYS,
    Chosen,
    Unknown,
    in_order,
    is_declined_for_good,
    put_before,
    rests,
    unknowns,
)
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


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """Ask the one question that promises most when they come next."""
    rhythm = dossier.rhythm
    if rhythm.gap is None or rhythm.last is None or not is_expected(dossier) or _asked_lately(dossier):
        return None
    chosen = question_for(dossier, shop)
    if chosen is None:
        return None
    visits = dossier.visits[-WINDOW:]
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(Act.ASK, {"name": dossier.customer.name, "channel": Channel.COUNTER, **chosen.details}),
        reason=Reason(
            Why.EXPECTED,
            {
                "gap_days": round(rhythm.gap),
                "visits": len(visits),
                "last": date.fromordinal(rhythm.last),
                "weekday": rhythm.weekday if rhythm.regular else None,
                **chosen.details,
            },
        ),
        receipts=entry_receipts(
            dict.fromkeys((*(visit.interaction_id for visit in visits), *chosen.unknown.interactions))
        ),
        channel=Channel.COUNTER,
        due=None,
        evidence=evidence_of(chosen.unknown),
        minutes=1,
        urgency=pressing(dossier),
    )


def question_for(dossier: Dossier, shop: ShopView) -> Chosen | None:
    """The one question to put to them at their next contact; ``None`` where one was put today or none is open."""
    if any(put.day == dossier.today for put in dossier.puts):
        return None
    return next(iter(questions_for(dossier, shop)), None)


def questions_for(dossier: Dossier, shop: ShopView) -> list[Chosen]:
    """All that could be asked of them, first what promises most; what rests or was declined for good is left out."""
    declined = Counter(
        answer.evidence for answer in dossier.answers if answer.kind is KIND and answer.answer is Answer.NO
    )
    open_ones = []
    for unknown in unknowns(
        shop.questions,
        facts=dossier.facts,
        contacts=dossier.contacts,
        usual=dossier.usual,
        recent=dossier.before_today,
        today=dossier.today,
    ):
        if unknown.old is not None and is_sensitive(unknown.old):
            continue
        evidence, puts = evidence_of(unknown), put_before(unknown, dossier.puts)
        if is_declined_for_good(puts) or rests(puts, dossier.today) or declined[evidence] >= DECLINED_FOR_GOOD:
            continue
        if not is_settled(dossier.answers, KIND, evidence, dossier.today):
            open_ones.append(unknown)
    return in_order(open_ones, shop.questions, shop.splits)


def _asked_lately(dossier: Dossier) -> bool:
    given = [answer.at.date() for answer in dossier.answers if answer.kind is KIND and answer.answer is Answer.DONE]
    return any((dossier.today - day).days < REST_DAYS for day in (*given, *(put.day for put in dossier.puts)))


def evidence_of(unknown: Unknown) -> str:
    """By which answers to the suggestion know this question again."""
    return fingerprint(KIND, (), unknown.mark)
