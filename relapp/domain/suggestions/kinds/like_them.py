"""Kind 13: a gap that people like them do not have, put as a question."""

from __future__ import annotations

from relapp.domain.days import day_of
from relapp.domain.interactions import Channel
from relapp.domain.suggestions.answers import is_settled
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.coming import is_expected, pressing
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import entry_receipts, fingerprint
from relapp.domain.suggestions.model import Answer, Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.signals import New
from relapp.domain.suggestions.unwanted import is_unwanted

KIND = SuggestionKind.LIKE_THEM
WHEN = (
    "They come by a rhythm of their own and are expected about now, at least three others who take what they take also "
    "take something that they never had and do not dislike, and nothing new was put to them within the last month."
)

_OTHERS_AT_LEAST = 3
_REST_DAYS = 30


def suggest(dossier: Dossier, _shop: ShopView) -> Suggestion | None:
    """Ask whether the first thing that fits would be something for them."""
    if not is_expected(dossier) or _asked_lately(dossier):
        return None
    for new in dossier.signals.new:
        found = _suggestion(dossier, new) if _fits(dossier, new) else None
        if found is not None and not is_settled(dossier.answers, KIND, found.evidence, dossier.today):
            return found
    return None


def _fits(dossier: Dossier, new: New) -> bool:
    had = any(line.product_id == new.product_id for entry in dossier.before_today for line in entry.lines)
    return new.both >= _OTHERS_AT_LEAST and not had and not is_unwanted(new.product, dossier.facts)


def _suggestion(dossier: Dossier, new: New) -> Suggestion | None:
    lately = {entry.id for entry in dossier.before_today}
    taken = {
        take.day: take
        for take in reversed(dossier.takes)
        if take.product_id == new.because_id and take.interaction_id in lately
    }
    if not taken:
        return None
    days = sorted(taken)
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(
            Act.SUGGEST_NEW,
            {"name": dossier.customer.name, "channel": Channel.COUNTER, "product": new.product},
        ),
        reason=Reason(
            Why.OTHERS_TAKE,
            {
                "product": new.product,
                "because": new.because,
                "times": len(days),
                "last": day_of(days[-1]),
                "both": new.both,
                "have": new.have,
            },
        ),
        receipts=entry_receipts(taken[day].interaction_id for day in days),
        channel=Channel.COUNTER,
        due=None,
        evidence=fingerprint(KIND, (), new.product_id),
        minutes=1,
        urgency=pressing(dossier),
    )


def _asked_lately(dossier: Dossier) -> bool:
    given = (answer.at.date() for answer in dossier.answers if answer.kind is KIND and answer.answer is Answer.DONE)
    return any((dossier.today - day).days < _REST_DAYS for day in given)
