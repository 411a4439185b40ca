"""Kind 7: slipping, by their own rhythm."""

from __future__ import annotations

from datetime import date

from relapp.domain.days import day_of
from relapp.domain.receipts import Receipt, Source
from relapp.domain.rhythm import WINDOW, RhythmState, Silence, silence
from relapp.domain.suggestions.codes import Act, Why
from relapp.domain.suggestions.dossier import Dossier, ShopView
from relapp.domain.suggestions.evidence import entry_receipts, fingerprint
from relapp.domain.suggestions.model import Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.reach import way_for_idea
from relapp.domain.suggestions.urgency import within

KIND = SuggestionKind.SLIPPING
WHEN = (
    "They came at least three times, and their present silence is unusual by their own gaps, yet not so long that they "
    "must be counted as lost."
)

_USUAL_SHOWN = 2


def suggest(dossier: Dossier, shop: ShopView) -> Suggestion | None:
    """Get in touch before they are lost. An absence has no date, so none is named."""
    rhythm = dossier.rhythm
    now = silence(rhythm, dossier.today.toordinal())
    if now.state is not RhythmState.SLIPPING or rhythm.gap is None or rhythm.last is None:
        return None
    visits = dossier.visits[-WINDOW:]
    offered = dossier.offered_usual
    usual = () if offered is None else offered.items[:_USUAL_SHOWN]
    shown = () if offered is None else offered.interactions
    channel = way_for_idea(dossier, shop, KIND)
    return Suggestion(
        customer_id=dossier.customer.id,
        kind=KIND,
        act=Reason(
            Act.GET_IN_TOUCH if channel else Act.LOOK_OUT_FOR, {"name": dossier.customer.name, "channel": channel}
        ),
        reason=Reason(
            Why.RHYTHM,
            {
                "gap_days": round(rhythm.gap),
                "visits": len(visits),
                "last": day_of(rhythm.last),
                "silence_days": now.days,
                "weekday": rhythm.weekday if rhythm.regular else None,
                "usual": tuple(item.product for item in usual),
                "like_them": dossier.signals.outlook.like_them if dossier.signals.outlook is not None else None,
            },
        ),
        receipts=entry_receipts(dict.fromkeys((*(visit.interaction_id for visit in visits), *shown))),
        channel=channel,
        due=None,
        evidence=fingerprint(KIND, (Receipt(Source.INTERACTION, visits[-1].interaction_id),)),
        urgency=within(*_window(rhythm.last, now), dossier.today),
    )


def _window(last: int, now: Silence) -> tuple[date, date]:
    """From the first day on which the silence is unusual to the last on which they are not yet lost."""
    first, lost = now.slipping_from or 0, now.lost_from or 0
    return day_of(last + first), day_of(last + max(first, lost - 1))
